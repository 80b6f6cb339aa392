import type { ScreenRoute } from "../../shell/screen-route.ts";

export const routes: readonly ScreenRoute[] = [
  {
    path: "/publications/leaks/:leakId",
    title: "泄密处置",
    sidebar: "side",
    load: async () => ({ Screen: (await import("./leak-screen.tsx")).LeakScreen }),
  },
];
