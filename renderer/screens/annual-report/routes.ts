import { addresses } from "../../shell/addresses.ts";
import type { ScreenRoute } from "../../shell/screen-route.ts";

export const routes: readonly ScreenRoute[] = [
  {
    path: addresses.annualReport,
    title: "年度报告",
    sidebar: "side",
    load: async () => ({ Screen: (await import("./annual-report-screen.tsx")).AnnualReportScreen }),
  },
];
