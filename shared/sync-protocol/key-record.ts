import { z } from "zod";

import type { Result } from "../kernel/result.ts";
import { err, ok } from "../kernel/result.ts";
import { fromBase64, toHex } from "./bytes.ts";
import type { Sha256 } from "./bytes.ts";
import { parseCanonical } from "./canonical-json.ts";
import { instant, orgCode, uuid } from "./fields.ts";
import { isSuiteId } from "./suites.ts";
import type { SuiteId } from "./suites.ts";

/** Roles a key's owner may hold (domain/review.md §1 and §8); the wire's own list, which changes with the protocol alone. */
export const keyRoles = [
  "drafter",
  "unitHead",
  "confidentialityReviewer",
  "disclosureOffice",
  "leader",
  "systemAdmin",
  "securityAdmin",
  "auditAdmin",
] as const;
export type KeyRole = (typeof keyRoles)[number];

export const adminRoles: readonly KeyRole[] = ["systemAdmin", "securityAdmin", "auditAdmin"];

/**
 * A public key and what is known of it. `keyid` is the hex SHA-256 of the SPKI DER: a look-up hint, never a proof.
 * The record says which suite to verify with, whose key it is and which roles the owner has.
 */
export const keyRecord = z.strictObject({
  keyid: z.string().regex(/^[0-9a-f]{64}$/),
  suite: z.custom<SuiteId>((value) => typeof value === "string" && isSuiteId(value), "unknown suite"),
  publicKey: z
    .string()
    .max(4096)
    .refine((value) => (fromBase64(value)?.length ?? 0) > 0, "not base64"),
  owner: z.strictObject({ type: z.enum(["person", "device"]), id: uuid }),
  roles: z.array(z.enum(keyRoles)).max(8).exactOptional(),
  orgCode: orgCode.exactOptional(),
  registeredAt: instant.exactOptional(),
  /** Nothing signed by a revoked key is accepted from then on, whenever it was signed. */
  revoked: z.strictObject({ at: instant, reason: z.string().max(200).exactOptional() }).exactOptional(),
});
export type KeyRecord = z.output<typeof keyRecord>;

const keyList = z.strictObject({
  schema: z.literal("zwgk.keys/1"),
  keys: z.array(keyRecord).max(5000),
});

export type KeyListProblem = { readonly type: "fixpoint" | "schema" | "keyid-mismatch" | "duplicate-key" };

/** hex SHA-256 of the SPKI DER. */
export function keyidOf(sha256: Sha256, publicKeySpki: Uint8Array): string {
  return toHex(sha256(publicKeySpki));
}

/** Reads a list of key records (canonical JSON); every keyid must be the digest of its key, each key once. */
export function parseKeyList(
  sha256: Sha256,
  bytes: Uint8Array,
): Result<readonly KeyRecord[], KeyListProblem> {
  const json = parseCanonical(bytes);
  if (!json.ok) return err({ type: "fixpoint" });
  const parsed = keyList.safeParse(json.value);
  if (!parsed.success) return err({ type: "schema" });
  const seen = new Set<string>();
  for (const record of parsed.data.keys) {
    const publicKey = fromBase64(record.publicKey);
    if (!publicKey || keyidOf(sha256, publicKey) !== record.keyid) return err({ type: "keyid-mismatch" });
    if (seen.has(record.keyid)) return err({ type: "duplicate-key" });
    seen.add(record.keyid);
  }
  return ok(parsed.data.keys);
}
