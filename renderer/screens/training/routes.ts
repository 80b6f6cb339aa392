import { addresses } from "../../shell/addresses.ts";
import type { ScreenRoute } from "../../shell/screen-route.ts";

export const routes: readonly ScreenRoute[] = [
  {
    path: addresses.training,
    title: "审查演练",
    sidebar: "side",
    load: async () => ({ Screen: (await import("./training-screen.tsx")).TrainingScreen }),
  },
];
