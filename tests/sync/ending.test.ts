import { once } from "node:events";
import { connect, createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { Metrics } from "../../server/services/metrics.ts";
import { listenForWatching } from "../../server/watch-port.ts";
import { httpTransport } from "../../electron/core/sync-outbox/http-transport.ts";
import { sampleDevice, sampleEntry, sampleId, sampleKeys } from "./sample-package.ts";
import { ServerProcess } from "./server-process.ts";
import { engineFor, startTestServer } from "./test-server.ts";
import { Workstation } from "./workstation.ts";

/** The server ends when it is told to: with what is in hand done, and never later than it has to (I11). */
const device = sampleDevice("ending device");
const workstation = new Workstation(device);
let server: ServerProcess;

beforeAll(async () => {
  server = new ServerProcess();
  await server.prepare(sampleKeys(device));
});
afterAll(async () => {
  await server.stop();
});

describe("a server that is told to end", () => {
  it("answers who waits at its inbox or for a receipt at once, and keeps nobody waiting after; told twice, once is enough", async () => {
    await server.start();
    const sealed = await workstation.seal({
      label: "told to wait",
      content: sampleEntry({ objectId: sampleId("told to wait") }),
    });
    const engine = engineFor(workstation, server);
    await engine.step();
    await engine.step();
    const session = engine.session ?? "";
    const transport = httpTransport({ baseUrl: server.url });
    const inbox = transport.inbox(session, 0, 30);
    const status = transport.status(session, sealed.packageId, { waitSeconds: 30, knownSize: 0 });
    // Both requests are there: later ones, each on a connection of its own, were answered.
    for (let i = 0; i < 3; i++) expect((await transport.meta()).type).toBe("ok");
    const started = performance.now();
    // Ctrl+C reaches it twice, from the terminal and through npm: the second must not cut the closing off.
    server.signal("SIGINT");
    expect(await inbox).toMatchObject({ type: "ok", value: { items: [] } });
    server.signal("SIGINT");
    expect(await server.ended()).toBe(0);
    // They asked for 30 seconds: a wait that was not ended would hold the process up to the end of them.
    expect(performance.now() - started).toBeLessThan(15_000);
    expect(await status).toMatchObject({ type: "ok", value: { state: "announced" } });
  });

  it("ends with a fault, and does not hang, when its address is taken", async () => {
    const taken = createServer();
    await once(taken.listen(0, "127.0.0.1"), "listening");
    const port = String((taken.address() as AddressInfo).port);
    const result = await server.command("serve", "--port", port);
    expect(result.status).toBe(3);
    expect(result.stderr).toContain("EADDRINUSE");
    expect((await server.command("serve", "--watch-port", port)).status).toBe(3);
    taken.close();
  });
});

describe("the port for whoever watches", () => {
  it("answers 500 when the database cannot be read, and lives on", async () => {
    const test = await startTestServer([]);
    const metrics = new Metrics();
    const watching = await listenForWatching(test.core, metrics, 0);
    try {
      const url = `http://127.0.0.1:${watching.port}`;
      expect((await fetch(`${url}/metrics`)).status).toBe(200);
      await test.stop();
      expect((await fetch(`${url}/metrics`)).status).toBe(500);
      expect((await fetch(`${url}/health`)).status).toBe(503);
    } finally {
      metrics.stop();
      await watching.close();
      await test.start();
      await test.close();
    }
  });

  it("closes over a connection that asks nothing", async () => {
    const test = await startTestServer([]);
    const metrics = new Metrics();
    const watching = await listenForWatching(test.core, metrics, 0);
    const silent = connect(watching.port, "127.0.0.1");
    await once(silent, "connect");
    const closed = once(silent, "close");
    await watching.close();
    await closed;
    expect(silent.destroyed).toBe(true);
    metrics.stop();
    await test.close();
  });
});
