import type { ScreenRoute } from "../../shell/screen-route.ts";

export const routes: readonly ScreenRoute[] = [
  {
    path: "/catalogue",
    title: "公开事项目录",
    sidebar: "side",
    load: async () => ({ Screen: (await import("./catalogue-screen.tsx")).CatalogueScreen }),
  },
];
