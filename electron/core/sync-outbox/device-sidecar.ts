import { createHmac, timingSafeEqual } from "node:crypto";
import { readFile } from "node:fs/promises";

import { canonicalBytes, parseCanonical } from "../../../shared/sync-protocol/canonical-json.ts";
import { z } from "zod";

import { count, hash32, uuid } from "../../../shared/sync-protocol/fields.ts";
import { writeDurably } from "../services/packages/durable-file.ts";

/**
 * A small file outside the database that remembers how far this device was: a database put back from a back-up is
 * older than it. It is MACed with a key that does not live in the database.
 */

const sidecarState = z.strictObject({
  incarnation: uuid,
  nextSeq: count,
  auditSize: count,
  auditRoot: hash32,
});
export type SidecarState = z.output<typeof sidecarState>;

const sidecarFile = z.strictObject({ state: sidecarState, mac: z.string().regex(/^[0-9a-f]{64}$/) });

function macOf(key: Uint8Array, state: SidecarState): Buffer {
  return createHmac("sha256", key).update("zwgk sidecar v1\n").update(canonicalBytes(state)).digest();
}

export async function writeSidecar(path: string, key: Uint8Array, state: SidecarState): Promise<void> {
  const bytes = canonicalBytes({ state, mac: macOf(key, state).toString("hex") });
  async function* whole(): AsyncIterable<Uint8Array> {
    yield bytes;
  }
  await writeDurably(path, whole());
}

export type SidecarReading =
  | { readonly type: "state"; readonly state: SidecarState }
  | { readonly type: "absent" }
  /** Changed, cut off, or written by another machine. */
  | { readonly type: "not-ours" };

export async function readSidecar(path: string, key: Uint8Array): Promise<SidecarReading> {
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await readFile(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { type: "absent" };
    throw error;
  }
  const json = parseCanonical(bytes);
  const parsed = json.ok ? sidecarFile.safeParse(json.value) : undefined;
  if (!parsed?.success) return { type: "not-ours" };
  const { state, mac } = parsed.data;
  return timingSafeEqual(macOf(key, state), Buffer.from(mac, "hex"))
    ? { type: "state", state }
    : { type: "not-ours" };
}

export type RestoreVerdict =
  | "same"
  /** The sidecar was not written after the last commit: a crash in between. */
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
