import { addresses } from "../../shell/addresses.ts";
import type { ScreenRoute } from "../../shell/screen-route.ts";

export const routes: readonly ScreenRoute[] = [
  {
    path: "/reviews/:reviewId?",
    title: "保密审查",
    sidebar: "rail",
    load: async () => ({ Screen: (await import("./review-screen.tsx")).ReviewScreen }),
  },
  {
    path: addresses.decided,
    title: "我审过的",
    sidebar: "rail",
    load: async () => ({ Screen: (await import("./decided-screen.tsx")).DecidedScreen }),
  },
];
