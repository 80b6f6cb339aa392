import type { ScreenRoute } from "../../shell/screen-route.ts";

export const routes: readonly ScreenRoute[] = [
  {
    path: "/disputes",
    title: "复议、诉讼",
    sidebar: "side",
    load: async () => ({ Screen: (await import("./disputes-screen.tsx")).DisputesScreen }),
  },
];
