import type { App } from "electron";

/** Longer than any single write of the core; a closing that takes longer is stuck, and the store survives being cut off (V8). */
const closeLimitMs = 10_000;

/**
 * Ends the program only after the core has closed: quitting is stopped once, the core closes, then it goes on. Answers whether that has
 * begun: a program that is still opening goes no further then.
 */
export function quitSafely(app: App, close: () => Promise<void>, log: (line: object) => void): () => boolean {
  let state: "running" | "closing" | "closed" = "running";
  app.on("will-quit", (event) => {
    if (state === "closed") return;
    event.preventDefault();
    if (state === "closing") return;
    state = "closing";
    const limit = new Promise<void>((resolve) => setTimeout(resolve, closeLimitMs));
    void Promise.race([close(), limit])
      .catch(() => log({ level: "error", event: "close-failed" }))
      .finally(() => {
        state = "closed";
        app.quit();
      });
  });
  app.on("window-all-closed", () => app.quit());
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => app.quit());
  // The process that started us (npm start) is gone, or was gone before we asked.
  process.on("disconnect", () => app.quit());
  if (process.send && !process.connected) app.quit();
  return () => state !== "running";
}
