import { addresses } from "../../shell/addresses.ts";
import type { ScreenRoute } from "../../shell/screen-route.ts";

export const routes: readonly ScreenRoute[] = [
  {
    path: addresses.desensitise,
    title: "名单脱敏",
    sidebar: "side",
    load: async () => ({ Screen: (await import("./desensitise-screen.tsx")).DesensitiseScreen }),
  },
];
