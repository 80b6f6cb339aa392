import { tmpdir } from "node:os";

import { nodeCrypto } from "../../electron/core/services/packages/node-crypto.ts";
import { noteSignerOf } from "../../electron/core/services/packages/keys.ts";
import { ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import type { PackageFiles } from "../../shared/sync-protocol/bag.ts";
import { canonicalBytes } from "../../shared/sync-protocol/canonical-json.ts";
import type { KeyRecord } from "../../shared/sync-protocol/key-record.ts";
import type { NoteKey } from "../../shared/sync-protocol/notes.ts";
import { readPackage } from "../../shared/sync-protocol/read-package.ts";
import type { ReadProblem } from "../../shared/sync-protocol/read-package.ts";
import type { ReviewPolicy } from "../../shared/sync-protocol/review-gate.ts";
import { logFilesInMemory } from "../../server/services/log-files.ts";
import type { LogFiles } from "../../server/services/log-files.ts";
import { ServerCore } from "../../server/services/server-core.ts";
import { openServerStore } from "../../server/store/open-store.ts";
import type { ServerStore } from "../../server/store/open-store.ts";
import { sampleKey } from "./sample-package.ts";

/** The server's real code over a database in memory, without HTTP: thousands can run in a minute. */

export const memoryOrigin = "zwgk/test/log/1";

export interface MemoryServer {
  core: ServerCore;
  readonly store: ServerStore;
  readonly logFiles: LogFiles;
  readonly logKey: NoteKey;
  readonly witnessKey: NoteKey;
  /** Forgets everything that is not durable, as a crash does. */
  crash(): Promise<void>;
  close(): Promise<void>;
}

export async function startMemoryServer(
  records: readonly KeyRecord[],
  options: { readonly policy?: ReviewPolicy; readonly now?: () => Date } = {},
): Promise<MemoryServer> {
  const opened = openServerStore(":memory:");
  if (!opened.ok) throw new Error(opened.error.type);
  const store = opened.value;
  const logFiles = logFilesInMemory();
  const logSigner = noteSignerOf(sampleKey("memory log").privateKey, memoryOrigin);
  const witnessSigner = noteSignerOf(
    sampleKey("memory witness").privateKey,
    "zwgk/test/witness",
    "cosignature",
  );
  const newCore = (): ServerCore =>
    new ServerCore({
      store,
      folder: tmpdir(),
      logFiles,
      master: new Uint8Array(32),
      logSigner,
      witnessSigner,
      clock: { now: options.now ?? (() => new Date("2026-03-02T03:00:00Z")) },
      failpoint: () => undefined,
      reserveBytes: 0,
      ...(options.policy ? { policy: options.policy } : {}),
    });
  const start = async (core: ServerCore): Promise<ServerCore> => {
    await core.reloadKeys();
    await core.sequencer.examine();
    await core.sequencer.run();
    return core;
  };
  const server: MemoryServer = {
    core: await start(newCore()),
    store,
    logFiles,
    logKey: logSigner,
    witnessKey: witnessSigner,
    crash: async () => {
      server.core = await start(newCore());
    },
    close: () => store.close(),
  };
  await server.core.registry.register(records);
  await server.core.reloadKeys();
  await server.core.sequencer.run();
  return server;
}

export function announceBody(submission: Uint8Array, reviews: readonly Uint8Array[]): Uint8Array {
  const parse = (bytes: Uint8Array): unknown => JSON.parse(Buffer.from(bytes).toString("utf8"));
  return canonicalBytes({ submission: parse(submission), reviews: reviews.map(parse) });
}

export function readZip(zip: Uint8Array): Result<PackageFiles, ReadProblem> {
  const read = readPackage(nodeCrypto, {
    size: zip.length,
    read: (offset, length) => zip.subarray(offset, offset + length),
  });
  return read.ok ? ok(read.value) : read;
}
