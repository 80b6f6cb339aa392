import { addresses } from "../../shell/addresses.ts";
import type { ScreenRoute } from "../../shell/screen-route.ts";

export const routes: readonly ScreenRoute[] = [
  {
    path: addresses.sync,
    title: "同步",
    sidebar: "side",
    load: async () => ({ Screen: (await import("./sync-screen.tsx")).SyncScreen }),
  },
];
