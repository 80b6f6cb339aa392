import { createHmac, timingSafeEqual } from "node:crypto";
import { fstatSync, readFileSync, statSync } from "node:fs";

import { canonicalBytes, parseCanonical } from "../../../shared/sync-protocol/canonical-json.ts";
import { z } from "zod";

import { count, hash32, uuid } from "../../../shared/sync-protocol/fields.ts";
import { replaceFileDurably } from "../security/durable-file.ts";

/**
 * A small file outside the database that remembers how far this device was: a database put back from a back-up is
 * older than it. It is MACed with a key that does not live in the database, and it names its own place on the disk (the
 * number the file system gave it): a copy of the folder has another.
 */

const sidecarState = z.strictObject({
  incarnation: uuid,
  nextSeq: count,
  auditSize: count,
  auditRoot: hash32,
});
export type SidecarState = z.output<typeof sidecarState>;

const sidecarFile = z.strictObject({
  state: sidecarState,
  place: z.string().regex(/^[0-9]{1,20}$/),
  mac: z.string().regex(/^[0-9a-f]{64}$/),
});

function macOf(key: Uint8Array, state: SidecarState, place: string): Buffer {
  const said = canonicalBytes({ state, place });
  return createHmac("sha256", key).update("zwgk sidecar v2\n").update(said).digest();
}

/** Replaces the file: the old one or the new one is there, whatever happens. The name moves, the number stays. */
export function writeSidecar(path: string, key: Uint8Array, state: SidecarState): void {
  replaceFileDurably(path, (handle) => {
    const place = String(fstatSync(handle, { bigint: true }).ino);
    return canonicalBytes({ state, place, mac: macOf(key, state, place).toString("hex") });
  });
}

export type SidecarReading =
  | { readonly type: "state"; readonly state: SidecarState; readonly moved: boolean }
  | { readonly type: "absent" }
  /** Changed, cut off, or written under another key. */
  | { readonly type: "not-ours" };

export function readSidecar(path: string, key: Uint8Array): SidecarReading {
  let bytes: Uint8Array;
  let here: string;
  try {
    bytes = new Uint8Array(readFileSync(path));
    here = String(statSync(path, { bigint: true }).ino);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { type: "absent" };
    throw error;
  }
  const json = parseCanonical(bytes);
  const parsed = json.ok ? sidecarFile.safeParse(json.value) : undefined;
  if (!parsed?.success) return { type: "not-ours" };
  const { state, place, mac } = parsed.data;
  return timingSafeEqual(macOf(key, state, place), Buffer.from(mac, "hex"))
    ? { type: "state", state, moved: place !== here }
    : { type: "not-ours" };
}

export type RestoreVerdict =
  | "same"
  /** The sidecar was not written after the last commit: a crash in between, or work that seals nothing. */
  | "database-newer"
  /** The database was put back: a new incarnation must start. */
  | "database-older"
  | "other-incarnation"
  | "no-sidecar";

/** Whether the database is the one this device had last. */
export function compareWithSidecar(
  database: SidecarState,
  sidecar: SidecarState | undefined,
): RestoreVerdict {
  if (!sidecar) return "no-sidecar";
  if (sidecar.incarnation !== database.incarnation) return "other-incarnation";
  if (database.nextSeq < sidecar.nextSeq || database.auditSize < sidecar.auditSize) return "database-older";
  if (database.auditSize === sidecar.auditSize) {
    return database.auditRoot === sidecar.auditRoot ? "same" : "database-older";
  }
  return "database-newer";
}
