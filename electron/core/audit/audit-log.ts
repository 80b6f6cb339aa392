import { createHash } from "node:crypto";

import canonicalize from "canonicalize";

import { readAuditFrom, readAuditHead } from "../../../db/readers/audit.ts";
import type { ReadDb, WriteTx } from "../../../db/schema/tables.ts";
import { insertAuditEntries } from "../../../db/writers/audit.ts";
import type { AuditAct } from "../../../shared/domain/audit/audit-acts.ts";
import type { Instant } from "../../../shared/kernel/calendar-day.ts";
import {
  appendLeaf,
  emptyFrontier,
  leafHash,
  rootOf,
  type Frontier,
} from "../../../shared/sync-protocol/merkle.ts";

export interface AuditEntry {
  readonly act: AuditAct;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly result?: string;
  /** Ids, digests, counts; content never (V12). */
  readonly detail?: Readonly<Record<string, unknown>>;
}

export interface AuditActor {
  readonly accountId: string | null;
  readonly personName: string;
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const unhex = (text: string) => new Uint8Array(Buffer.from(text, "hex"));
export const sha256 = (bytes: Uint8Array): Uint8Array =>
  new Uint8Array(createHash("sha256").update(bytes).digest());

async function readTree(
  db: ReadDb,
): Promise<{ readonly root: string; readonly frontier: Frontier } | undefined> {
  const head = await readAuditHead(db);
  return head
    ? { root: head.root, frontier: { size: head.size, hashes: head.frontier.map(unhex) } }
    : undefined;
}

/** The bytes that are hashed: ids and digests only; the detail is bound by a salted digest. */
function leafBytes(row: {
  idx: number;
  at: string;
  account_id: string | null;
  act: string;
  subject_kind: string;
  subject_id: string;
  result: string;
  detail: string;
  salt: string;
}): Uint8Array {
  const leaf = canonicalize({
    v: 1,
    idx: row.idx,
    at: row.at,
    account: row.account_id ?? "",
    act: row.act,
    subject: `${row.subject_kind}/${row.subject_id}`,
    result: row.result,
    detail: hex(sha256(Buffer.concat([unhex(row.salt), Buffer.from(row.detail)]))),
  });
  if (leaf === undefined) throw new Error("audit leaf has no canonical form");
  return Buffer.from(leaf);
}

/**
 * Appends entries to the log in the caller's transaction, so that an act and its entry stand or fall together.
 * The root is kept by the frontier of the tree: no entry is read again.
 */
export async function appendAudit(
  tx: WriteTx,
  context: {
    readonly at: Instant;
    readonly actor: AuditActor;
    readonly randomBytes: (n: number) => Uint8Array;
  },
  entries: readonly AuditEntry[],
): Promise<void> {
  const head = await readTree(tx);
  let frontier = head?.frontier ?? emptyFrontier;
  const rows = entries.map((entry) => {
    const base = {
      idx: frontier.size,
      at: context.at,
      account_id: context.actor.accountId,
      person_name: context.actor.personName,
      act: entry.act,
      subject_kind: entry.subjectKind,
      subject_id: entry.subjectId,
      result: entry.result ?? "ok",
      detail: JSON.stringify(entry.detail ?? {}),
      salt: hex(context.randomBytes(16)),
    };
    const leaf = leafBytes(base);
    const hash = leafHash(sha256, leaf);
    frontier = appendLeaf(sha256, frontier, hash);
    return { ...base, leaf, leaf_hash: hex(hash) };
  });
  await insertAuditEntries(tx, rows, {
    size: frontier.size,
    root: hex(rootOf(sha256, frontier)),
    frontier: frontier.hashes.map(hex),
  });
}

export interface AuditVerification {
  readonly valid: boolean;
  readonly size: number;
  readonly root: string;
  readonly firstBadIndex?: number;
  readonly problem?: string;
}

/**
 * Recomputes every leaf and the root from the entries, in pages, and names the first entry that does not fit
 * (RFC 6962 §2.1; sync.md I7).
 */
export async function verifyAuditLog(db: ReadDb): Promise<AuditVerification> {
  const head = await readAuditHead(db);
  let frontier = emptyFrontier;
  const bad = (index: number, problem: string): AuditVerification => ({
    valid: false,
    size: head?.size ?? 0,
    root: head?.root ?? "",
    firstBadIndex: index,
    problem,
  });
  for (;;) {
    const rows = await readAuditFrom(db, frontier.size, 2000);
    for (const row of rows) {
      if (row.idx !== frontier.size) return bad(frontier.size, "缺少这一条记录");
      const leaf = leafBytes(row);
      if (!Buffer.from(row.leaf).equals(leaf)) return bad(row.idx, "记录内容与登记的叶子不一致");
      const hash = leafHash(sha256, leaf);
      if (hex(hash) !== row.leaf_hash) return bad(row.idx, "记录的摘要不一致");
      frontier = appendLeaf(sha256, frontier, hash);
      if (head && row.idx === head.size - 1 && hex(rootOf(sha256, frontier)) !== head.root) {
        return bad(row.idx, "日志树根与登记不一致");
      }
    }
    if (rows.length === 0) break;
  }
  const size = head?.size ?? 0;
  if (frontier.size !== size) return bad(Math.min(frontier.size, size), "日志条数与登记不一致");
  return { valid: true, size, root: head?.root ?? hex(rootOf(sha256, emptyFrontier)) };
}
