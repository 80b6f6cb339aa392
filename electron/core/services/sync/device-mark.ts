import { hkdfSync } from "node:crypto";
import { join } from "node:path";

import { readAuditHead } from "../../../../db/readers/audit.ts";
import { readMeta } from "../../../../db/readers/meta.ts";
import { readDevice } from "../../../../db/readers/people.ts";
import type { ReadDb } from "../../../../db/schema/tables.ts";
import { writeMeta } from "../../../../db/writers/meta.ts";
import { startIncarnation } from "../../../../db/writers/sync.ts";
import { appendAudit } from "../../audit/audit-log.ts";
import { instantOf, type Ports } from "../../ports/ports.ts";
import {
  compareWithSidecar,
  readSidecar,
  writeSidecar,
  type SidecarState,
} from "../../sync-outbox/device-sidecar.ts";

/**
 * Keeps the mark of how far this device was beside the store, and looks at it when the store is opened: a database that
 * was put back, or a copy of the whole folder, goes on under a new incarnation before anything is sealed, also without
 * a network (sync.md §4). Two copies that both go on are still found by the server alone.
 */
export interface DeviceMark {
  /** Compares and, where the store is not the one that was here last, starts a new incarnation; answers why. */
  readonly reconcile: () => Promise<"restored" | "copied" | undefined>;
  /** Writes the mark anew when a sequence number was taken or an incarnation began since. */
  readonly keepUp: () => Promise<void>;
  /** Writes it as it is now, at the end. */
  readonly close: () => Promise<void>;
}

const sidecarName = "device.json";
/** Set once a mark was written: from then on its absence is a finding. */
const markedKey = "device.marked";

/** The key is derived from the one that opens the store, which lies in the key slots and never in the database. */
function keyOf(databaseKey: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", databaseKey, new Uint8Array(0), "zwgk device sidecar", 32));
}

async function stateOf(db: ReadDb): Promise<SidecarState | undefined> {
  const device = await readDevice(db);
  const head = await readAuditHead(db);
  return device && head
    ? {
        incarnation: device.incarnation,
        nextSeq: device.nextSeq,
        auditSize: head.size,
        auditRoot: Buffer.from(head.root, "hex").toString("base64"),
      }
    : undefined;
}

export function createDeviceMark(parts: {
  readonly db: ReadDb;
  readonly folder: string;
  readonly databaseKey: Uint8Array;
  readonly ports: Ports;
}): DeviceMark {
  const { db, ports } = parts;
  const path = join(parts.folder, sidecarName);
  const key = keyOf(parts.databaseKey);
  let written: { readonly incarnation: string; readonly nextSeq: number } | undefined;

  const put = async (): Promise<void> => {
    const state = await stateOf(db);
    if (!state) return;
    try {
      writeSidecar(path, key, state);
      if ((await readMeta(db, markedKey)) === undefined)
        await db.transaction().execute(async (tx) => await writeMeta(tx, markedKey, instantOf(ports)));
      written = { incarnation: state.incarnation, nextSeq: state.nextSeq };
    } catch (error) {
      // A full disk stops no work: an older mark is a weaker one, and the server still sees a rollback.
      const code = (error as NodeJS.ErrnoException).code ?? "unknown";
      ports.log({ level: "warn", event: "device-mark-not-written", reason: code });
    }
  };

  return {
    reconcile: async () => {
      const state = await stateOf(db);
      if (!state) return undefined;
      const reading = readSidecar(path, key);
      const marked = (await readMeta(db, markedKey)) !== undefined;
      const verdict = compareWithSidecar(state, reading.type === "state" ? reading.state : undefined);
      const older = verdict === "database-older" || verdict === "other-incarnation";
      // A mark that is gone or not ours cannot say that nothing was put back; a new incarnation costs nothing.
      const changed = reading.type === "state" ? older : reading.type === "not-ours" || marked;
      const why = changed ? "restored" : reading.type === "state" && reading.moved ? "copied" : undefined;
      if (why) {
        const incarnation = ports.newId();
        await db.transaction().execute(async (tx) => {
          await startIncarnation(tx, incarnation);
          const actor = { accountId: null, personName: "本机" };
          await appendAudit(tx, { at: instantOf(ports), actor, randomBytes: ports.randomBytes }, [
            { act: "sync.incarnationStarted", subjectKind: "device", subjectId: incarnation, result: why },
          ]);
        });
        ports.log({ level: "warn", event: "device-incarnation-started", reason: why });
      }
      await put();
      return why;
    },
    keepUp: async () => {
      const device = await readDevice(db);
      if (device?.incarnation === written?.incarnation && device?.nextSeq === written?.nextSeq) return;
      await put();
    },
    close: put,
  };
}
