import { addresses } from "../../shell/addresses.ts";
import type { ScreenRoute } from "../../shell/screen-route.ts";

export const routes: readonly ScreenRoute[] = [
  {
    path: addresses.screeningRules,
    title: "筛查规则",
    sidebar: "side",
    load: async () => ({ Screen: (await import("./screening-rules-screen.tsx")).ScreeningRulesScreen }),
  },
];
