import { addresses } from "../../shell/addresses.ts";
import type { ScreenRoute } from "../../shell/screen-route.ts";

export const routes: readonly ScreenRoute[] = [
  {
    path: addresses.publications,
    title: "已公开",
    sidebar: "side",
    load: async () => ({ Screen: (await import("./publications-screen.tsx")).PublicationsScreen }),
  },
];
