import type { Endpoint } from "./endpoint.ts";

/** 1: versions, limits, the log's key, a nonce for hello, and the time (advisory). */
export const meta: Endpoint = (app, core) => {
  app.get("/v1/meta", async () => core.meta());
};
