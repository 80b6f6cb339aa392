import { addresses } from "../../shell/addresses.ts";
import type { ScreenRoute } from "../../shell/screen-route.ts";

export const routes: readonly ScreenRoute[] = [
  {
    path: addresses.incomingReview(":requestId?"),
    title: "外来审查请求",
    sidebar: "side",
    load: async () => ({ Screen: (await import("./incoming-reviews-screen.tsx")).IncomingReviewsScreen }),
  },
];
