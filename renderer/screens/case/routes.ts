import type { ScreenRoute } from "../../shell/screen-route.ts";

export const routes: readonly ScreenRoute[] = [
  {
    path: "/applications",
    title: "依申请公开",
    sidebar: "side",
    load: async () => ({ Screen: (await import("./case-list-screen.tsx")).CaseListScreen }),
  },
  {
    path: "/applications/new",
    title: "登记申请",
    sidebar: "side",
    load: async () => ({ Screen: (await import("./intake-screen.tsx")).IntakeScreen }),
  },
  {
    path: "/applications/:applicationId",
    title: "依申请公开案件",
    sidebar: "side",
    load: async () => ({ Screen: (await import("./case-screen.tsx")).CaseScreen }),
  },
];
