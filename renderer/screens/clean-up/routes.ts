import type { ScreenRoute } from "../../shell/screen-route.ts";

export const routes: readonly ScreenRoute[] = [
  {
    path: "/publications/clean-up/:batchId?",
    title: "定期清理",
    sidebar: "side",
    load: async () => ({ Screen: (await import("./clean-up-screen.tsx")).CleanUpScreen }),
  },
];
