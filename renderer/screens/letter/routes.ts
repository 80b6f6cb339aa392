import type { ScreenRoute } from "../../shell/screen-route.ts";

export const routes: readonly ScreenRoute[] = [
  {
    path: "/applications/:applicationId/letters/new",
    title: "选文书",
    sidebar: "side",
    load: async () => ({ Screen: (await import("./chooser-screen.tsx")).ChooserScreen }),
  },
  {
    path: "/letters/:letterId",
    title: "文书编辑",
    sidebar: "rail",
    load: async () => ({ Screen: (await import("./letter-screen.tsx")).LetterScreen }),
  },
];
