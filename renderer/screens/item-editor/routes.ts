import type { ScreenRoute } from "../../shell/screen-route.ts";

export const routes: readonly ScreenRoute[] = [
  {
    path: "/items/:itemId",
    title: "公开信息编辑",
    sidebar: "rail",
    load: async () => ({ Screen: (await import("./item-editor-screen.tsx")).ItemEditorScreen }),
  },
];
