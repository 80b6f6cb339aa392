import type { ScreenRoute } from "../../shell/screen-route.ts";

export const routes: readonly ScreenRoute[] = [
  {
    path: "/letters",
    title: "发文登记簿",
    sidebar: "side",
    load: async () => ({ Screen: (await import("./letter-register-screen.tsx")).LetterRegisterScreen }),
  },
];
