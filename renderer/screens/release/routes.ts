import type { ScreenRoute } from "../../shell/screen-route.ts";

export const routes: readonly ScreenRoute[] = [
  {
    path: "/reviews/:reviewId/release",
    title: "安全发布",
    sidebar: "rail",
    load: async () => ({ Screen: (await import("./release-screen.tsx")).ReleaseScreen }),
  },
];
