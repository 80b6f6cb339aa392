import type { ScreenRoute } from "../../shell/screen-route.ts";
import { addresses } from "../../shell/addresses.ts";

export const routes: readonly ScreenRoute[] = [
  {
    path: addresses.home,
    title: "工作台",
    sidebar: "side",
    load: async () => ({ Screen: (await import("./home-screen.tsx")).HomeScreen }),
  },
  {
    path: addresses.escalated(":stage"),
    title: "督办",
    sidebar: "side",
    load: async () => ({ Screen: (await import("./escalated-screen.tsx")).EscalatedScreen }),
  },
];
