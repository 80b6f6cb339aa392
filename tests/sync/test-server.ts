import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { FastifyInstance } from "fastify";

import { httpTransport } from "../../electron/core/sync-outbox/http-transport.ts";
import { OutboxEngine } from "../../electron/core/sync-outbox/outbox-engine.ts";
import type { SyncTransport } from "../../electron/core/sync-outbox/transport.ts";
import { nodeCrypto } from "../../electron/core/services/packages/node-crypto.ts";
import { createApp, initialiseServer, openServer } from "../../server/index.ts";
import type { ServerCore } from "../../server/index.ts";
import type { KeyRecord } from "../../shared/sync-protocol/key-record.ts";
import { parseNoteKey } from "../../shared/sync-protocol/notes.ts";
import type { CheckpointTrust, NoteKey } from "../../shared/sync-protocol/notes.ts";
import type { Workstation } from "./workstation.ts";

/** A real server in a temporary folder, on the loopback address, in this process. */
export interface TestServer {
  readonly folder: string;
  core: ServerCore;
  app: FastifyInstance;
  url: string;
  readonly logKey: string;
  readonly witnessKey: NoteKey;
  readonly trust: CheckpointTrust;
  /** Closes and opens it again on the same folder: what a restart of the process does. */
  restart(): Promise<void>;
  /** Closes it and leaves the folder. */
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

const testOrigin = "zwgk/370400/log/1";

function keyOf(text: string): NoteKey {
  const key = parseNoteKey(nodeCrypto.sha256, text);
  if (!key) throw new Error("malformed note key");
  return key;
}

export async function startTestServer(
  records: readonly KeyRecord[],
  options: { readonly log?: (line: Readonly<Record<string, string | number>>) => void } = {},
): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), "sync-server-"));
  const made = await initialiseServer(folder, { origin: testOrigin, witness: "zwgk/370400/witness" });
  if (!made.ok) throw new Error(made.error.type);
  const open = async (): Promise<{
    core: ServerCore;
    app: FastifyInstance;
    url: string;
    stop(): Promise<void>;
  }> => {
    const opened = openServer(folder, { reserveBytes: 0 });
    if (!opened.ok) throw new Error(opened.error.type);
    const { core, close } = opened.value;
    await core.start();
    // What one device and one address may ask is a test of its own.
    const limits = {
      device: { burst: 1e6, perSecond: 1e6 },
      address: { burst: 1e6, perSecond: 1e6 },
    };
    const app = createApp({ core, limits, ...(options.log ? { log: options.log } : {}) });
    const url = await app.listen({ host: "127.0.0.1", port: 0 });
    return {
      core,
      app,
      url,
      stop: async () => {
        core.endWaits();
        app.server.closeAllConnections();
        await app.close();
        await close();
      },
    };
  };
  let running = await open();
  await running.core.registry.register(records);
  await running.core.reloadKeys();
  await running.core.sequencer.run();
  const { log, witness } = running.core.meta();
  const server: TestServer = {
    folder,
    core: running.core,
    app: running.app,
    url: running.url,
    logKey: log.key,
    witnessKey: keyOf(witness.key),
    trust: { origin: testOrigin, logKeys: [keyOf(log.key)], witnesses: [], witnessThreshold: 0 },
    restart: async () => {
      await server.stop();
      await server.start();
    },
    stop: () => running.stop(),
    start: async () => {
      running = await open();
      server.core = running.core;
      server.app = running.app;
      server.url = running.url;
    },
    close: async () => {
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return server;
}

/** An engine of a workstation towards a server. */
export function engineFor(
  workstation: Workstation,
  server: Pick<TestServer, "trust" | "witnessKey" | "url">,
  options: {
    readonly transport?: SyncTransport;
    readonly now?: () => Date;
    readonly chunkBytes?: number;
    readonly waitSeconds?: number;
  } = {},
): OutboxEngine {
  return new OutboxEngine({
    store: workstation,
    device: workstation,
    packages: workstation,
    transport: options.transport ?? httpTransport({ baseUrl: server.url, timeoutMs: 5000 }),
    crypto: nodeCrypto,
    trust: server.trust,
    witnessKey: server.witnessKey,
    now: options.now ?? (() => new Date()),
    random: () => 0,
    waitSeconds: options.waitSeconds ?? 5,
    ...(options.chunkBytes === undefined ? {} : { chunkBytes: options.chunkBytes }),
  });
}
