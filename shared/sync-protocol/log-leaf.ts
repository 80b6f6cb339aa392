import { z } from "zod";

import { err, ok } from "../kernel/result.ts";
import type { Result } from "../kernel/result.ts";
import { canonicalBytes, parseCanonical } from "./canonical-json.ts";
import * as f from "./fields.ts";
import { objectTypes, packageKinds } from "./statements.ts";

/** Leaves of the server's log: canonical JSON, at most 4 KiB, no personal data (I10). */

const maxLeafBytes = 4096;

const decidedLeaf = z.strictObject({
  v: z.literal(1),
  type: z.literal("decided"),
  packageId: f.uuid,
  packageDigest: f.sha256Hex,
  contentDigest: f.sha256Hex,
  kind: z.enum(packageKinds),
  objectType: z.enum(objectTypes),
  objectId: f.uuid,
  revNo: f.positive,
  base: f.sha256Hex.exactOptional(),
  /** The head of the object after the decision; absent when it has none. */
  newHead: f.sha256Hex.exactOptional(),
  outcome: z.enum(["accepted", "conflict", "rejected"]),
  /** Problem slugs. */
  reasons: z.array(f.code).max(30),
  reviewIds: z.array(f.uuid).max(20),
  deviceId: f.uuid,
  incarnation: f.uuid,
  deviceSeq: f.positive,
  orgCode: f.orgCode,
  rulesVersion: f.rulesVersion,
  receivedAt: f.instant,
  via: z.enum(["network", "media"]),
});
export type DecidedLeaf = z.output<typeof decidedLeaf>;

/** Everything else the server records: keys, roles, configuration, publications, alarms, a new epoch of the log. */
const eventLeaf = z.strictObject({
  v: z.literal(1),
  type: z.enum([
    "key",
    "role",
    "config",
    "down-release",
    "published",
    "unpublished",
    "erased",
    "alarm",
    "epoch",
  ]),
  at: f.instant,
  /** Ids, slugs and digests only. */
  facts: z.record(z.string().regex(/^[a-zA-Z]{1,40}$/), z.union([f.line, f.count])),
});
export type EventLeaf = z.output<typeof eventLeaf>;

export type LogLeaf = DecidedLeaf | EventLeaf;

const leaf = z.discriminatedUnion("type", [decidedLeaf, eventLeaf]);

export type LeafProblem = { readonly type: "too-large" | "fixpoint" | "schema" };

export function leafBytes(value: LogLeaf): Uint8Array {
  const bytes = canonicalBytes(value);
  const again = parseLeaf(bytes);
  if (!again.ok) throw new Error(`log leaf does not fit: ${again.error.type}`);
  return bytes;
}

export function parseLeaf(bytes: Uint8Array): Result<LogLeaf, LeafProblem> {
  if (bytes.length > maxLeafBytes) return err({ type: "too-large" });
  const json = parseCanonical(bytes);
  if (!json.ok) return err({ type: "fixpoint" });
  const parsed = leaf.safeParse(json.value);
  return parsed.success ? ok(parsed.data) : err({ type: "schema" });
}
