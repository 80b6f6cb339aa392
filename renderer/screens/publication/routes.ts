import type { ScreenRoute } from "../../shell/screen-route.ts";

export const routes: readonly ScreenRoute[] = [
  {
    path: "/publications/:publicationId",
    title: "公开登记",
    sidebar: "side",
    load: async () => ({ Screen: (await import("./publication-screen.tsx")).PublicationScreen }),
  },
];
