import { addresses } from "../../shell/addresses.ts";
import type { ScreenRoute } from "../../shell/screen-route.ts";

const load = async () => ({ Screen: (await import("./administration-screen.tsx")).AdministrationScreen });

export const routes: readonly ScreenRoute[] = [
  { path: addresses.administration, title: "系统管理", sidebar: "side", load },
  { path: addresses.administrationSection(":section"), title: "系统管理", sidebar: "side", load },
];
