import { addresses } from "../../shell/addresses.ts";
import type { ScreenRoute } from "../../shell/screen-route.ts";

export const routes: readonly ScreenRoute[] = [
  {
    path: addresses.sync,
    title: "同步",
    sidebar: "side",
    load: async () => ({ Screen: (await import("./sync-screen.tsx")).SyncScreen }),
  },
  {
    path: addresses.conflict(":packageId"),
    title: "合并两份稿件",
    sidebar: "side",
    load: async () => ({ Screen: (await import("./conflict-screen.tsx")).ConflictScreen }),
  },
];
