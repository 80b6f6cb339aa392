import { addresses } from "../../shell/addresses.ts";
import type { ScreenRoute } from "../../shell/screen-route.ts";

export const routes: readonly ScreenRoute[] = [
  {
    path: addresses.acting,
    title: "委托和移交",
    sidebar: "side",
    load: async () => ({ Screen: (await import("./acting-screen.tsx")).ActingScreen }),
  },
];
