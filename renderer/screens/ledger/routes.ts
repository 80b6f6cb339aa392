import type { ScreenRoute } from "../../shell/screen-route.ts";

export const routes: readonly ScreenRoute[] = [
  {
    path: "/ledger",
    title: "目录与台账",
    sidebar: "side",
    load: async () => ({ Screen: (await import("./ledger-screen.tsx")).LedgerScreen }),
  },
];
