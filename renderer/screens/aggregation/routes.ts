import { addresses } from "../../shell/addresses.ts";
import type { ScreenRoute } from "../../shell/screen-route.ts";

export const routes: readonly ScreenRoute[] = [
  {
    path: addresses.aggregation,
    title: "汇聚防护",
    sidebar: "side",
    load: async () => ({ Screen: (await import("./aggregation-screen.tsx")).AggregationScreen }),
  },
];
