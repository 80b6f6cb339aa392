import { equalBytes } from "../../../../shared/sync-protocol/bytes.ts";
import { canonicalBytes } from "../../../../shared/sync-protocol/canonical-json.ts";
import type { ParsedBytes } from "../../../../shared/sync-protocol/judge-package.ts";
import { parseKeyList } from "../../../../shared/sync-protocol/key-record.ts";
import type { KeyRecord } from "../../../../shared/sync-protocol/key-record.ts";
import { nodeCrypto } from "./node-crypto.ts";

/**
 * The list the package before this one carried: one office signs with the same few keys. Public records only, and the
 * list of exactly these bytes: a key that was added, changed or revoked makes others.
 */
let before: ParsedBytes<readonly KeyRecord[]> | undefined;

/** `metadata/keys.json` of a package, and what a reader makes of it; undefined where a reader would refuse it. */
export function carriedKeys(records: readonly KeyRecord[]): {
  readonly bytes: Uint8Array;
  readonly read: ParsedBytes<readonly KeyRecord[]> | undefined;
} {
  const bytes = canonicalBytes({
    schema: "zwgk.keys/1",
    keys: records.toSorted((a, b) => (a.keyid < b.keyid ? -1 : 1)),
  });
  if (before && equalBytes(before.bytes, bytes)) return { bytes, read: { bytes, value: before.value } };
  const parsed = parseKeyList(nodeCrypto.sha256, bytes);
  before = parsed.ok ? { bytes, value: parsed.value } : undefined;
  return { bytes, read: before };
}
