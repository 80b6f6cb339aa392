import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import type { Metrics } from "./services/metrics.ts";
import type { ServerCore } from "./services/server-core.ts";

export interface WatchPort {
  readonly port: number;
  close(): Promise<void>;
}

/** Health and figures for whoever watches the server, on this computer's own address only. */
export async function listenForWatching(
  core: ServerCore,
  metrics: Metrics,
  port: number,
): Promise<WatchPort> {
  const inHand = new Set<Promise<void>>();
  const server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      if (request.url === "/health") {
        const health = await core.healthReport();
        response.writeHead(health.ok ? 200 : 503, { "Content-Type": "application/json" });
        response.end(`${JSON.stringify(health)}\n`);
      } else if (request.url === "/metrics") {
        // Read before anything is sent: a database that cannot be read is answered 500.
        const text = await metrics.text(core);
        response.writeHead(200, { "Content-Type": "text/plain; version=0.0.4; charset=utf-8" });
        response.end(text);
      } else {
        response.writeHead(404).end();
      }
    };
    const answered = answer()
      .catch(() => void response.writeHead(500).end())
      .finally(() => inHand.delete(answered));
    inHand.add(answered);
  });
  await new Promise<void>((done, failed) => {
    server.once("error", failed);
    server.listen(port, "127.0.0.1", done);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = new Promise<void>((done) => server.close(() => done()));
      await Promise.all(inHand);
      server.closeAllConnections();
      await closed;
    },
  };
}
