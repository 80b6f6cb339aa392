import type { ScreenRoute } from "../../shell/screen-route.ts";
import { addresses } from "../../shell/addresses.ts";

export const routes: readonly ScreenRoute[] = [
  {
    path: addresses.items,
    title: "公开信息",
    sidebar: "rail",
    load: async () => ({ Screen: (await import("./items-screen.tsx")).ItemsScreen }),
  },
];
