import { err, ok } from "../kernel/result.ts";
import type { Result } from "../kernel/result.ts";
import {
  concatBytes,
  equalBytes,
  fromBase64,
  fromHex,
  parseDecimal,
  toBase64,
  toHex,
  utf8Bytes,
} from "./bytes.ts";
import type { Sha256 } from "./bytes.ts";
import type { TreeHead } from "./merkle-proofs.ts";
import type { ProtocolCrypto } from "./suites.ts";

/** C2SP signed notes and checkpoints: text, a blank line, signature lines. Ed25519 and timestamped cosignatures. */

const dash = "\u2014";
const maxNoteBytes = 64 * 1024;

/** 0x01: plain Ed25519 over the text. 0x04: cosignature/v1 of a witness, with the time it was made. */
export type NoteKeyType = "ed25519" | "cosignature";
const typeByte: Readonly<Record<NoteKeyType, number>> = { ed25519: 1, cosignature: 4 };

export interface NoteKey {
  readonly name: string;
  readonly type: NoteKeyType;
  /** 32 bytes of RFC 8032. */
  readonly publicKey: Uint8Array;
}

/** Signs with the private half of a note key. */
export interface NoteSigner extends NoteKey {
  sign(message: Uint8Array): Uint8Array | Promise<Uint8Array>;
}

export interface NoteSignature {
  readonly name: string;
  /** Hex of the four bytes that, with the name, point to a key. */
  readonly keyId: string;
  readonly signature: Uint8Array;
}

export interface Note {
  /** With its final newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

const spkiPrefix = fromHex("302a300506032b6570032100") as Uint8Array;

/** SPKI DER of a raw Ed25519 public key (RFC 8410). */
function ed25519Spki(raw: Uint8Array): Uint8Array {
  return concatBytes(spkiPrefix, raw);
}

/** The 32 raw bytes of an Ed25519 SPKI; undefined for any other key. */
export function ed25519Raw(spki: Uint8Array): Uint8Array | undefined {
  const isEd25519 = spki.length === 44 && equalBytes(spki.subarray(0, spkiPrefix.length), spkiPrefix);
  return isEd25519 ? spki.slice(spkiPrefix.length) : undefined;
}

function isKeyName(name: string): boolean {
  return name !== "" && !/[\s+]/u.test(name);
}

/** The four bytes a signature line names its key by (C2SP signed-note); a look-up hint, never a proof. */
export function noteKeyId(sha256: Sha256, key: NoteKey): string {
  const input = concatBytes(utf8Bytes(`${key.name}\n`), Uint8Array.of(typeByte[key.type]), key.publicKey);
  return toHex(sha256(input).subarray(0, 4));
}

/** "name+keyid+base64(type ‖ key)": how a note key is written down and compared by two people. */
export function formatNoteKey(sha256: Sha256, key: NoteKey): string {
  const material = concatBytes(Uint8Array.of(typeByte[key.type]), key.publicKey);
  return `${key.name}+${noteKeyId(sha256, key)}+${toBase64(material)}`;
}

/** Reads what `formatNoteKey` writes; undefined where id and key do not fit each other. */
export function parseNoteKey(sha256: Sha256, text: string): NoteKey | undefined {
  const match = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u.exec(text.trim());
  const material = fromBase64(match?.[3] ?? "");
  if (!match || !material || material.length !== 33) return undefined;
  const type = (Object.keys(typeByte) as NoteKeyType[]).find((name) => typeByte[name] === material[0]);
  if (!type) return undefined;
  const key: NoteKey = { name: match[1] ?? "", type, publicKey: material.slice(1) };
  return noteKeyId(sha256, key) === match[2] ? key : undefined;
}

/** A note with its signature lines. Throws on a name or id no note can hold: ours are made by `signNote`. */
export function formatNote(note: Note): string {
  const lines = note.signatures.map(({ name, keyId, signature }) => {
    const id = fromHex(keyId);
    if (!id || id.length !== 4 || !isKeyName(name)) throw new Error("malformed note signature");
    return `${dash} ${name} ${toBase64(concatBytes(id, signature))}\n`;
  });
  return `${note.text}\n${lines.join("")}`;
}

export type NoteProblem = { readonly type: "too-large" | "malformed" };

export function parseNote(note: string): Result<Note, NoteProblem> {
  if (note.length > maxNoteBytes) return err({ type: "too-large" });
  const malformed = err<NoteProblem>({ type: "malformed" });
  if (/[\u0000-\u0009\u000b-\u001f]/.test(note) || !note.isWellFormed() || !note.endsWith("\n"))
    return malformed;
  const split = note.lastIndexOf("\n\n");
  if (split < 0) return malformed;
  const signatures: NoteSignature[] = [];
  for (const line of note.slice(split + 2, -1).split("\n")) {
    const match = /^\u2014 (\S+) (\S+)$/u.exec(line);
    const name = match?.[1] ?? "";
    const bytes = fromBase64(match?.[2] ?? "");
    if (!match || !isKeyName(name) || !bytes || bytes.length < 5) return malformed;
    signatures.push({ name, keyId: toHex(bytes.subarray(0, 4)), signature: bytes.slice(4) });
  }
  return signatures.length > 16 ? malformed : ok({ text: note.slice(0, split + 1), signatures });
}

function cosignedMessage(text: string, timestamp: number): Uint8Array {
  return utf8Bytes(`cosignature/v1\ntime ${timestamp}\n${text}`);
}

export async function signNote(
  crypto: Pick<ProtocolCrypto, "sha256">,
  text: string,
  signer: NoteSigner,
): Promise<string> {
  const signature = await signNoteText(crypto, text, signer);
  return formatNote({ text, signatures: [signature] });
}

export async function signNoteText(
  crypto: Pick<ProtocolCrypto, "sha256">,
  text: string,
  signer: NoteSigner,
): Promise<NoteSignature> {
  if (signer.type !== "ed25519") throw new Error("a note text is signed with a plain key");
  const signature = await signer.sign(utf8Bytes(text));
  return { name: signer.name, keyId: noteKeyId(crypto.sha256, signer), signature };
}

/** A witness's cosignature over a checkpoint; `timestamp` in seconds since 1970. */
export async function cosign(
  crypto: Pick<ProtocolCrypto, "sha256">,
  text: string,
  timestamp: number,
  signer: NoteSigner,
): Promise<NoteSignature> {
  if (signer.type !== "cosignature") throw new Error("a cosignature needs a witness key");
  const time = new Uint8Array(8);
  new DataView(time.buffer).setBigUint64(0, BigInt(timestamp));
  const signature = concatBytes(time, await signer.sign(cosignedMessage(text, timestamp)));
  return { name: signer.name, keyId: noteKeyId(crypto.sha256, signer), signature };
}

function verifyOne(crypto: ProtocolCrypto, text: string, signature: Uint8Array, key: NoteKey): boolean {
  const spki = ed25519Spki(key.publicKey);
  if (key.type === "ed25519") return crypto.verify("ed25519-sha256", spki, utf8Bytes(text), signature);
  if (signature.length !== 72) return false;
  const view = new DataView(signature.buffer, signature.byteOffset, 8);
  const timestamp = view.getBigUint64(0);
  if (timestamp > BigInt(Number.MAX_SAFE_INTEGER)) return false;
  const message = cosignedMessage(text, Number(timestamp));
  return crypto.verify("ed25519-sha256", spki, message, signature.slice(8));
}

/**
 * The known keys that signed the note. Unknown signatures are ignored; one that claims a known key and does not
 * verify spoils the note (undefined). Each key counts once.
 */
export function verifyNote(
  crypto: ProtocolCrypto,
  note: Note,
  keys: readonly NoteKey[],
): readonly NoteKey[] | undefined {
  const signed = new Set<NoteKey>();
  for (const { name, keyId, signature } of note.signatures) {
    const key = keys.find((known) => known.name === name && noteKeyId(crypto.sha256, known) === keyId);
    if (!key) continue;
    if (!verifyOne(crypto, note.text, signature, key)) return undefined;
    signed.add(key);
  }
  return [...signed];
}

/** A checkpoint: the head of the log `origin`. */
export interface Checkpoint extends TreeHead {
  readonly origin: string;
}

export function checkpointText(checkpoint: Checkpoint): string {
  return `${checkpoint.origin}\n${checkpoint.size}\n${toBase64(checkpoint.root)}\n`;
}

/** Reads the text of a checkpoint; extension lines are refused, nobody could audit them. */
export function parseCheckpointText(text: string): Checkpoint | undefined {
  const [origin, size, root, ...rest] = text.split("\n");
  const number = parseDecimal(size ?? "");
  const hash = fromBase64(root ?? "");
  if (!origin || !number.ok || hash?.length !== 32 || rest.length !== 1 || rest[0] !== "") return undefined;
  return { origin, size: number.value, root: hash };
}

export type CheckpointProblem = {
  readonly type: "malformed" | "other-origin" | "signature-invalid" | "not-signed" | "too-few-witnesses";
};

export interface CheckpointTrust {
  readonly origin: string;
  /** Keys of the log itself; one of them must have signed. */
  readonly logKeys: readonly NoteKey[];
  readonly witnesses: readonly NoteKey[];
  /** How many witnesses must have cosigned; 0 on a single small server. */
  readonly witnessThreshold: number;
}

/** Opens a signed checkpoint and holds it against pinned keys. */
export function openCheckpoint(
  crypto: ProtocolCrypto,
  signedNote: string,
  trust: CheckpointTrust,
): Result<Checkpoint, CheckpointProblem> {
  const note = parseNote(signedNote);
  const checkpoint = note.ok ? parseCheckpointText(note.value.text) : undefined;
  if (!note.ok || !checkpoint) return err({ type: "malformed" });
  if (checkpoint.origin !== trust.origin) return err({ type: "other-origin" });
  const signed = verifyNote(crypto, note.value, [...trust.logKeys, ...trust.witnesses]);
  if (!signed) return err({ type: "signature-invalid" });
  if (!signed.some((key) => trust.logKeys.includes(key))) return err({ type: "not-signed" });
  const witnessed = signed.filter((key) => trust.witnesses.includes(key)).length;
  return witnessed < trust.witnessThreshold ? err({ type: "too-few-witnesses" }) : ok(checkpoint);
}
