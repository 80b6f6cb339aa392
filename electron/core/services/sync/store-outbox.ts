import { readMeta } from "../../../../db/readers/meta.ts";
import { readDevice } from "../../../../db/readers/people.ts";
import { readSealedPackage } from "../../../../db/readers/publications.ts";
import {
  readInboxCursor,
  readLogView,
  readOutboxRow,
  readUnfinishedOutbox,
  type StoredOutboxRow,
} from "../../../../db/readers/sync.ts";
import type { WriteTx } from "../../../../db/schema/tables.ts";
import { writeMeta } from "../../../../db/writers/meta.ts";
import {
  insertInboxItem,
  insertReceipt,
  putLogView,
  startIncarnation,
  updateOutboxProgress,
} from "../../../../db/writers/sync.ts";
import { toHex } from "../../../../shared/sync-protocol/bytes.ts";
import { canonicalBytes } from "../../../../shared/sync-protocol/canonical-json.ts";
import { appendAudit, type AuditEntry } from "../../audit/audit-log.ts";
import { instantOf } from "../../ports/ports.ts";
import { isFinal, type OutboxRow } from "../../sync-outbox/outbox-machine.ts";
import type {
  DevicePort,
  OutboxStore,
  PackageArchive,
  PackageSource,
} from "../../sync-outbox/outbox-store.ts";
import { rulesInForce } from "../screening-rules/rules-in-force.ts";
import { signerOf } from "../packages/keys.ts";
import { openSealedPackage } from "../publications/sealed-package.ts";
import type { Work } from "../work.ts";
import { archiveOf } from "./archive.ts";
import { auditCheckpoint } from "./audit-checkpoint.ts";

/** The head of the own audit log that the server cosigned last. */
const witnessedKey = "sync.witnessed";

function rowOf(stored: StoredOutboxRow): OutboxRow {
  return {
    packageId: stored.package_id,
    objectId: stored.object_id,
    packageDigest: stored.package_digest,
    incarnation: stored.incarnation,
    deviceSeq: stored.device_seq,
    sizeBytes: stored.size_bytes,
    state: stored.state,
    attempts: stored.attempts,
    ...(stored.next_at ? { nextAt: Date.parse(stored.next_at) } : {}),
    ...(stored.upload_url ? { uploadUrl: stored.upload_url } : {}),
    ...(stored.zip_sha256 ? { zipSha256: stored.zip_sha256 } : {}),
    ...(stored.problem ? { problem: stored.problem } : {}),
  };
}

function progressOf(row: OutboxRow) {
  return {
    package_id: row.packageId,
    state: row.state,
    attempts: row.attempts,
    next_at: row.nextAt === undefined ? null : new Date(row.nextAt).toISOString(),
    upload_url: row.uploadUrl ?? null,
    zip_sha256: row.zipSha256 ?? null,
    problem: row.problem ?? null,
  };
}

/**
 * The engine's ports over the workstation's own store: rows, receipts and the log's head as they are kept there, the
 * device's key and audit log, packages rebuilt from what was sealed (V9). Every promise resolves after the commit.
 */
export function storeOutbox(
  parts: Pick<Work, "db" | "blobs" | "ports">,
): OutboxStore & DevicePort & PackageSource {
  const { db, ports } = parts;
  /** The archive of the package that is on its way: it is read piece by piece. */
  let opened: { readonly packageId: string; readonly archive: PackageArchive } | undefined;

  const write = async (act: (tx: WriteTx) => Promise<readonly AuditEntry[]>): Promise<void> => {
    await db.transaction().execute(async (tx) => {
      const entries = await act(tx);
      if (entries.length > 0)
        await appendAudit(
          tx,
          {
            at: instantOf(ports),
            actor: { accountId: null, personName: "同步" },
            randomBytes: ports.randomBytes,
          },
          entries,
        );
    });
  };
  const device = async () => {
    const found = await readDevice(db);
    if (!found) throw new Error("device missing");
    return found;
  };

  return {
    unfinished: async () => (await readUnfinishedOutbox(db)).map(rowOf),
    find: async (packageId) => {
      const stored = await readOutboxRow(db, packageId);
      return stored ? rowOf(stored) : undefined;
    },
    save: async (row) => {
      await write(async (tx) => {
        await updateOutboxProgress(tx, progressOf(row));
        return [];
      });
      if (isFinal(row.state) || row.state === "sent") opened = undefined;
    },
    saveReceipt: async (row, receipt, view) => {
      await write(async (tx) => {
        await updateOutboxProgress(tx, progressOf(row));
        await insertReceipt(tx, {
          packageId: receipt.packageId,
          leaf: canonicalBytes(receipt.leaf),
          proof: Buffer.from(receipt.bytes).toString("utf8"),
          outcome: receipt.leaf.outcome,
          logIndex: receipt.logIndex,
          at: instantOf(ports),
        });
        if (view) await putLogView(tx, { ...view, root: toHex(view.root) });
        return [
          {
            act: "sync.receiptTaken",
            subjectKind: "package",
            subjectId: receipt.packageId,
            result: receipt.leaf.outcome,
            detail: { logIndex: receipt.logIndex },
          },
        ];
      });
      opened = undefined;
    },
    logView: async () => {
      const view = await readLogView(db);
      return view ? { ...view, root: new Uint8Array(Buffer.from(view.root, "hex")) } : undefined;
    },
    saveLogView: async (view) =>
      await write(async (tx) => {
        await putLogView(tx, { ...view, root: toHex(view.root) });
        return [];
      }),
    saveWitnessed: async (head, cosignature) => {
      const { incarnation } = await device();
      await write(async (tx) => {
        await writeMeta(
          tx,
          witnessedKey,
          JSON.stringify({ incarnation, size: head.size, root: toHex(head.root), cosignature }),
        );
        return [];
      });
    },
    inboxCursor: async () => await readInboxCursor(db),
    takeInboxItem: async (item) =>
      await write(async (tx) => {
        await insertInboxItem(tx, { ...item, at: instantOf(ports) });
        return [];
      }),
    saveEvidence: async (evidence) =>
      await write(async (tx) => {
        await writeMeta(tx, "sync.evidence", JSON.stringify(evidence));
        return [
          {
            act: "sync.serverDistrusted",
            subjectKind: "server",
            subjectId: "central",
            result: evidence.what,
          },
        ];
      }),

    identity: async () => {
      const found = await device();
      return {
        deviceId: found.deviceId,
        incarnation: found.incarnation,
        lastSeq: found.nextSeq - 1,
        signer: signerOf(found.privateKey),
      };
    },
    audit: async (sinceSize) => {
      const found = await device();
      const kept = await readMeta(db, witnessedKey);
      const witnessed = kept ? (JSON.parse(kept) as { incarnation: string; size: number }) : undefined;
      const known = witnessed?.incarnation === found.incarnation ? witnessed.size : 0;
      return await auditCheckpoint(db, found, sinceSize ?? known);
    },
    rulesVersion: async () => (await rulesInForce(db)).statement,
    startNewIncarnation: async (reason) => {
      await write(async (tx) => {
        const incarnation = ports.newId();
        await startIncarnation(tx, incarnation);
        return [
          {
            act: "sync.incarnationStarted",
            subjectKind: "device",
            subjectId: incarnation,
            result: reason,
          },
        ];
      });
    },

    statements: async (packageId) => {
      const stored = await readSealedPackage(db, packageId);
      if (!stored) return undefined;
      return {
        submission: stored.statement,
        reviews: [...stored.tagFiles]
          .filter(([path]) => path.startsWith("metadata/review-"))
          .map(([, bytes]) => bytes),
      };
    },
    archive: async (packageId): Promise<PackageArchive | undefined> => {
      if (opened?.packageId !== packageId) {
        const sealed = await openSealedPackage(parts, packageId);
        if (!sealed) return undefined;
        opened = { packageId, archive: await archiveOf(sealed.zip()) };
      }
      return opened.archive;
    },
  };
}
