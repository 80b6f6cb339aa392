import { equalBytes, fromBase64, toBase64 } from "../../shared/sync-protocol/bytes.ts";
import { headGrew } from "../../shared/sync-protocol/merkle-proofs.ts";
import type { TreeHead } from "../../shared/sync-protocol/merkle-proofs.ts";
import {
  cosign,
  ed25519Raw,
  formatNote,
  openCheckpoint,
  parseNote,
} from "../../shared/sync-protocol/notes.ts";
import type { Checkpoint, NoteKey, NoteSigner } from "../../shared/sync-protocol/notes.ts";
import { parseWitnessRequest } from "../../shared/sync-protocol/witness-request.ts";
import type { CommitQueue } from "../store/commit-queue.ts";
import { prepared } from "../store/prepared.ts";
import type { ServerDb, ServerTx } from "../store/schema.ts";
import type { Clock } from "./clock.ts";
import { instantOf } from "./clock.ts";
import { serverCrypto } from "./protocol-crypto.ts";

/** The server as witness of the workstations' audit logs (C2SP tlog-witness): it signs only what continues. */

export type WitnessAnswer =
  | { readonly type: "cosigned"; readonly line: string; readonly head: Checkpoint }
  | { readonly type: "malformed" }
  | { readonly type: "unknown-log" }
  | { readonly type: "not-signed" }
  | { readonly type: "old-size-beyond" }
  | { readonly type: "size-differs"; readonly size: number }
  | { readonly type: "root-differs" }
  | { readonly type: "proof-invalid" };

/** A request whose signature holds, or why it does not. */
export type WitnessReading =
  | {
      readonly type: "read";
      readonly deviceId: string;
      readonly incarnation: string;
      readonly head: Checkpoint;
      /** The checkpoint's signed text. */
      readonly text: string;
      readonly oldSize: number;
      readonly proof: readonly Uint8Array[];
    }
  | { readonly type: "malformed" | "unknown-log" | "not-signed" | "old-size-beyond" };

/** "ws/<deviceId>/<incarnation>" */
export function auditOrigin(deviceId: string, incarnation: string): string {
  return `ws/${deviceId}/${incarnation}`;
}

const witnessedHead = prepared((db, deviceId: string, incarnation: string) =>
  db
    .selectFrom("incarnation")
    .select(["audit_size", "audit_root"])
    .where("device_id", "=", deviceId)
    .where("incarnation", "=", incarnation),
);

const setWitnessed = prepared(
  (db, deviceId: string, incarnation: string, firstSeen: string, auditSize: number, auditRoot: string) => {
    const values = { audit_size: auditSize, audit_root: auditRoot };
    return db
      .insertInto("incarnation")
      .values({ device_id: deviceId, incarnation, first_seen: firstSeen, ...values })
      .onConflict((conflict) => conflict.columns(["device_id", "incarnation"]).doUpdateSet(values));
  },
);

export interface WitnessParts {
  readonly db: ServerDb;
  readonly commits: CommitQueue;
  readonly clock: Clock;
  readonly signer: NoteSigner;
  /** Registered, unrevoked keys of a device, SPKI base64. */
  readonly deviceKeys: (deviceId: string) => readonly string[];
}

export class Witness {
  readonly #parts: WitnessParts;

  constructor(parts: WitnessParts) {
    this.#parts = parts;
  }

  get name(): string {
    return this.#parts.signer.name;
  }

  async witnessed(deviceId: string, incarnation: string): Promise<TreeHead | undefined> {
    const [row] = await witnessedHead(this.#parts.db, deviceId, incarnation);
    const root = fromBase64(row?.audit_root ?? "");
    return row && root?.length === 32 ? { size: row.audit_size, root } : undefined;
  }

  /** Everything of a request that can be judged without the stored head: form, origin, key, signature. */
  read(body: string): WitnessReading {
    const request = parseWitnessRequest(body);
    if (!request.ok) return { type: "malformed" };
    const note = parseNote(request.value.checkpoint);
    const origin = note.ok ? (note.value.text.split("\n")[0] ?? "") : "";
    const match = /^ws\/([0-9a-f-]{36})\/([0-9a-f-]{36})$/.exec(origin);
    if (!note.ok || !match) return { type: note.ok ? "unknown-log" : "malformed" };
    const [, deviceId = "", incarnation = ""] = match;
    const logKeys = this.#parts.deviceKeys(deviceId).flatMap((key): NoteKey[] => {
      const raw = ed25519Raw(fromBase64(key) ?? new Uint8Array(0));
      return raw ? [{ name: origin, type: "ed25519", publicKey: raw }] : [];
    });
    if (logKeys.length === 0) return { type: "unknown-log" };
    const opened = openCheckpoint(serverCrypto, request.value.checkpoint, {
      origin,
      logKeys,
      witnesses: [],
      witnessThreshold: 0,
    });
    if (!opened.ok) return { type: opened.error.type === "malformed" ? "malformed" : "not-signed" };
    const head = opened.value;
    if (request.value.oldSize > head.size) return { type: "old-size-beyond" };
    return { type: "read", deviceId, incarnation, head, text: note.value.text, ...request.value };
  }

  /**
   * Compares with the witnessed head and stores the new one, in one transaction (the race of the specification).
   * Undefined: it continues and is stored.
   */
  async advance(
    tx: ServerTx,
    reading: Extract<WitnessReading, { type: "read" }>,
  ): Promise<Exclude<WitnessAnswer, { type: "cosigned" }> | undefined> {
    const { deviceId, incarnation, head } = reading;
    const [row] = await witnessedHead(tx, deviceId, incarnation);
    const size = row?.audit_size ?? 0;
    if (reading.oldSize !== size) return { type: "size-differs", size };
    const root = fromBase64(row?.audit_root ?? "") ?? new Uint8Array(0);
    if (head.size === size && size > 0 && !equalBytes(root, head.root)) return { type: "root-differs" };
    if (!headGrew(serverCrypto.sha256, { size, root }, head, reading.proof)) return { type: "proof-invalid" };
    const seen = instantOf(this.#parts.clock);
    await setWitnessed(tx, deviceId, incarnation, seen, head.size, toBase64(head.root));
    return undefined;
  }

  /** Answers an add-checkpoint request. The head is stored before the cosignature leaves. */
  async add(body: string): Promise<WitnessAnswer> {
    const reading = this.read(body);
    if (reading.type !== "read") return reading;
    const refused = await this.#parts.commits.run((tx) => this.advance(tx, reading));
    if (refused) return refused;
    const seconds = Math.floor(this.#parts.clock.now().getTime() / 1000);
    const signature = await cosign(serverCrypto, reading.text, seconds, this.#parts.signer);
    const line = formatNote({ text: "", signatures: [signature] }).trimStart();
    return { type: "cosigned", line, head: reading.head };
  }
}
