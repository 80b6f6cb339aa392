import { addresses } from "../../shell/addresses.ts";
import type { ScreenRoute } from "../../shell/screen-route.ts";

export const routes: readonly ScreenRoute[] = [
  {
    path: addresses.templates,
    title: "文书模板",
    sidebar: "side",
    load: async () => ({ Screen: (await import("./templates-screen.tsx")).TemplatesScreen }),
  },
];
