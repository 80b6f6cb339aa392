import type { ScreenRoute } from "./screen-route.ts";

/** Every `screens/<folder>/routes.ts`; a folder that has none yet has no address. */
const modules = import.meta.glob<{ readonly routes: readonly ScreenRoute[] }>("../screens/*/routes.ts", {
  eager: true,
});

export const screenRoutes: readonly ScreenRoute[] = Object.values(modules).flatMap((module) => module.routes);
