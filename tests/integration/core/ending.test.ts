import { once } from "node:events";
import { rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

import { createDocumentDesk } from "../../../electron/core/workers/document-desk.ts";
import { httpTransport } from "../../../electron/core/sync-outbox/http-transport.ts";
import { nodeCrypto } from "../../../electron/core/services/packages/node-crypto.ts";
import { formatNoteKey } from "../../../shared/sync-protocol/notes.ts";
import { startTestServer } from "../../sync/test-server.ts";
import { draftItem, openDepartment, workerAt } from "../support/department.ts";

/** The workstation ends when it is told to: what is in hand is done or given up, and nothing touches a closed store. */

const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

/** A server that takes connections and never says a word. */
async function silentServer(): Promise<{ server: Server; port: number; connected: Promise<unknown> }> {
  const server = createServer();
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => sockets.add(socket.on("error", () => undefined)));
  const connected = once(server, "connection");
  await once(server.listen(0, "127.0.0.1"), "listening");
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { server, port: (server.address() as AddressInfo).port, connected };
}

describe("a workstation that is closed", () => {
  let folder: string;
  beforeAll(async () => {
    const department = await openDepartment();
    ({ folder } = department);
    await department.close();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("does not wait for a server that never answers, and says so to who asked", async () => {
    const { port, connected } = await silentServer();
    const keys = await startTestServer([]);
    closers.push(() => keys.close());
    const department = await openDepartment({ folder });
    // Signed in before: the call is under way at once, also where the program itself connects first.
    await department.connection("hejing");
    await department.as("wushan", "configureSync", {
      server: {
        url: `http://127.0.0.1:${port}`,
        logKey: keys.logKey,
        witnessKey: `witness ${formatNoteKey(nodeCrypto.sha256, keys.witnessKey)}`,
      },
    });
    const sending = department.ask("hejing", "sendNow", {});
    await new Promise((resolve) => setImmediate(resolve));
    await connected;
    const started = performance.now();
    await department.close();
    // A request is given up after 30 seconds of silence; nobody who ends the program waits for that.
    expect(performance.now() - started).toBeLessThan(20_000);
    expect((await sending).ok).toBe(true);
    expect(department.logLines.filter((line) => line.level === "error")).toEqual([]);
  });

  it("ends a call that is under way before it closes the store, and takes no other", async () => {
    let reached = (): void => {};
    let goOn = (): void => {};
    const inHand = new Promise<void>((resolve) => (reached = resolve));
    const held = new Promise<void>((resolve) => (goOn = resolve));
    const desk = createDocumentDesk(workerAt("document-worker.ts"));
    const department = await openDepartment({
      folder,
      core: {
        desk: {
          ...desk,
          readFile: async () => {
            reached();
            await held;
            return { ok: true, mediaType: "text/plain", findings: [], notes: [] };
          },
        },
      },
    });
    const itemId = await draftItem(department, "linxiaotong", "正在读附件时退出", "现予公示。");
    const adding = department.ask("linxiaotong", "addAttachment", {
      itemId,
      fileName: "附件.txt",
      bytes: new TextEncoder().encode("小区公共收益公示表。"),
    });
    await inHand;
    const closing = department.close();
    expect(await department.ask("linxiaotong", "openReview", { itemId })).toMatchObject({ ok: false });
    goOn();
    await closing;
    // Stored to its end, with the store still open.
    expect(await adding).toMatchObject({ ok: true });
    expect(department.logLines.filter((line) => line.level === "error")).toEqual([]);
  });
});

describe("a transport that is closed", () => {
  it("ends the request under way, and asks nothing more", async () => {
    const { port, connected, server } = await silentServer();
    const transport = httpTransport({ baseUrl: `http://127.0.0.1:${port}` });
    const asked = transport.meta();
    await connected;
    transport.close();
    expect(await asked).toMatchObject({ type: "offline" });
    let more = 0;
    server.on("connection", () => (more += 1));
    expect(await transport.meta()).toMatchObject({ type: "offline" });
    expect(more).toBe(0);
  });
});
