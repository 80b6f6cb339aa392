import { addresses } from "../../shell/addresses.ts";
import type { ScreenRoute } from "../../shell/screen-route.ts";

export const routes: readonly ScreenRoute[] = [
  {
    path: addresses.everydayWords,
    title: "通俗用语",
    sidebar: "side",
    load: async () => ({ Screen: (await import("./everyday-words-screen.tsx")).EverydayWordsScreen }),
  },
];
