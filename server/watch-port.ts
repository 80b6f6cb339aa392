import { createServer } from "node:http";
import type { Server } from "node:http";

import type { Metrics } from "./services/metrics.ts";
import type { ServerCore } from "./services/server-core.ts";

/** Health and figures for whoever watches the server, on this computer's own address only. */
export async function listenForWatching(core: ServerCore, metrics: Metrics, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      if (request.url === "/health") {
        const health = await core.healthReport();
        response.writeHead(health.ok ? 200 : 503, { "Content-Type": "application/json" });
        response.end(`${JSON.stringify(health)}\n`);
      } else if (request.url === "/metrics") {
        response.writeHead(200, { "Content-Type": "text/plain; version=0.0.4; charset=utf-8" });
        response.end(await metrics.text(core));
      } else {
        response.writeHead(404).end();
      }
    };
    void answer().catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((done, failed) => {
    server.once("error", failed);
    server.listen(port, "127.0.0.1", done);
  });
  return server;
}
