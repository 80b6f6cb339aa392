import { readFileSync, statSync } from "node:fs";

import { err, ok } from "../../../../shared/kernel/result.ts";
import type { Result } from "../../../../shared/kernel/result.ts";
import { toBase64 } from "../../../../shared/sync-protocol/bytes.ts";
import { parseNoteKey } from "../../../../shared/sync-protocol/notes.ts";
import type { NoteKey } from "../../../../shared/sync-protocol/notes.ts";
import { receiptSentence } from "../../../../shared/sync-protocol/package-wording.ts";
import { verifyReceipt } from "../../../../shared/sync-protocol/receipt.ts";
import { nodeCrypto } from "./node-crypto.ts";

export interface ReceiptReport {
  readonly valid: boolean;
  readonly summary: string;
  readonly problem?: string;
  readonly packageId?: string;
  readonly packageDigest?: string;
  readonly outcome?: string;
  readonly reasons?: readonly string[];
  readonly logIndex?: number;
  readonly receivedAt?: string;
  readonly checkpoint?: { readonly origin: string; readonly size: number; readonly root: string };
}

export interface ReceiptOptions {
  /** "name+id+key" lines: exactly the pinned keys of the server's log. */
  readonly logKeys: readonly string[];
  readonly witnessKeys?: readonly string[];
  readonly witnessThreshold?: number;
  readonly packageId?: string;
  readonly packageDigest?: string;
}

export type ReceiptFileProblem = { readonly type: "file-missing" | "file-unreadable" | "key-malformed" };

const outcomeNames: Readonly<Record<string, string>> = {
  accepted: "已接收",
  conflict: "与服务器现有版本冲突",
  rejected: "已退回",
};

const maxReceiptFile = 1024 * 1024;

/** Verifies receipt bytes against pinned log keys. All keys must belong to one log: the name is its origin. */
function verifyReceiptBytes(
  bytes: Uint8Array,
  options: ReceiptOptions,
): Result<ReceiptReport, ReceiptFileProblem> {
  const parse = (lines: readonly string[]): readonly NoteKey[] | undefined => {
    const keys = lines.map((line) => parseNoteKey(nodeCrypto.sha256, line));
    return keys.every((key) => key !== undefined) ? keys : undefined;
  };
  const logKeys = parse(options.logKeys);
  const witnesses = parse(options.witnessKeys ?? []);
  const origin = logKeys?.[0]?.name;
  if (!logKeys || !witnesses || origin === undefined || logKeys.some((key) => key.name !== origin)) {
    return err({ type: "key-malformed" });
  }
  const verified = verifyReceipt(nodeCrypto, bytes, {
    trust: { origin, logKeys, witnesses, witnessThreshold: options.witnessThreshold ?? 0 },
    ...(options.packageId === undefined ? {} : { packageId: options.packageId }),
    ...(options.packageDigest === undefined ? {} : { packageDigest: options.packageDigest }),
  });
  if (!verified.ok) {
    return ok({ valid: false, summary: receiptSentence(verified.error), problem: verified.error.type });
  }
  const { leaf, index, checkpoint } = verified.value;
  return ok({
    valid: true,
    summary: `回执有效：${outcomeNames[leaf.outcome] ?? leaf.outcome}，登记于服务器日志第 ${index + 1} 条。`,
    packageId: leaf.packageId,
    packageDigest: leaf.packageDigest,
    outcome: leaf.outcome,
    reasons: leaf.reasons,
    logIndex: index,
    receivedAt: leaf.receivedAt,
    checkpoint: { origin: checkpoint.origin, size: checkpoint.size, root: toBase64(checkpoint.root) },
  });
}

export function verifyReceiptFile(
  path: string,
  options: ReceiptOptions,
): Result<ReceiptReport, ReceiptFileProblem> {
  try {
    const stat = statSync(path);
    if (!stat.isFile() || stat.size > maxReceiptFile) return err({ type: "file-unreadable" });
    return verifyReceiptBytes(new Uint8Array(readFileSync(path)), options);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    return err({ type: code === "ENOENT" ? "file-missing" : "file-unreadable" });
  }
}
