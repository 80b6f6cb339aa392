import type { ComponentType } from "react";

/**
 * One address of the workstation. Each folder of `screens/` exports `routes: readonly ScreenRoute[]` from its
 * `routes.ts`, and `screens.ts` lists the folders; nothing else knows them. Screens load when they are first opened.
 *
 * An address names ids only, never a title: addresses end up in histories and window titles (V12).
 */
export interface ScreenRoute {
  /** In the notation of react-router, "/reviews/:reviewId?". */
  readonly path: string;
  /** What the window and the screen reader call the view ("保密审查"); no content. */
  readonly title: string;
  /** The sidebar at 1440: "side" (176) or "rail" (60, working surfaces). Below 1400 it is a rail everywhere. */
  readonly sidebar: "side" | "rail";
  readonly load: () => Promise<{ readonly Screen: ComponentType }>;
}
