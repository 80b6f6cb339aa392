import { createCipheriv, createDecipheriv, createHash } from "node:crypto";

import { refuse } from "../reading/refusal.ts";
import { isDict, nameOf, PdfString, type PdfDict, type PdfObject } from "./pdf-objects.ts";

/** How strings and streams of an encrypted file are opened with the empty user password (7.6). */
export interface PdfDecryption {
  /** Whether the stream of the metadata is encrypted like the others (EncryptMetadata, table 21). */
  readonly coversMetadata: boolean;
  string(bytes: Uint8Array, number: number, generation: number): Uint8Array;
  stream(bytes: Uint8Array, number: number, generation: number, filter?: string): Uint8Array;
}

type Method = "none" | "rc4" | "aes128" | "aes256";

const padding = Uint8Array.from([
  0x28, 0xbf, 0x4e, 0x5e, 0x4e, 0x75, 0x8a, 0x41, 0x64, 0x00, 0x4e, 0x56, 0xff, 0xfa, 0x01, 0x08, 0x2e, 0x2e,
  0x00, 0xb6, 0xd0, 0x68, 0x3e, 0x80, 0x2f, 0x0c, 0xa9, 0xfe, 0x64, 0x53, 0x69, 0x7a,
]);

function md5(...pieces: readonly Uint8Array[]): Uint8Array {
  const hash = createHash("md5");
  for (const piece of pieces) hash.update(piece);
  return hash.digest();
}

/** RC4 by hand: BoringSSL under Electron does not offer it. */
function rc4(key: Uint8Array, data: Uint8Array): Uint8Array {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index);
  let j = 0;
  for (let i = 0; i < 256; i += 1) {
    j = (j + (state[i] ?? 0) + (key[i % key.length] ?? 0)) & 0xff;
    [state[i], state[j]] = [state[j] ?? 0, state[i] ?? 0];
  }
  const out = new Uint8Array(data.length);
  let i = 0;
  j = 0;
  for (let at = 0; at < data.length; at += 1) {
    i = (i + 1) & 0xff;
    j = (j + (state[i] ?? 0)) & 0xff;
    [state[i], state[j]] = [state[j] ?? 0, state[i] ?? 0];
    out[at] = (data[at] ?? 0) ^ (state[((state[i] ?? 0) + (state[j] ?? 0)) & 0xff] ?? 0);
  }
  return out;
}

function aesCbc(key: Uint8Array, data: Uint8Array): Uint8Array {
  if (data.length < 32) return new Uint8Array(0);
  const whole = data.length - (data.length % 16);
  const cipher = createDecipheriv(`aes-${key.length * 8}-cbc`, key, data.subarray(0, 16));
  cipher.setAutoPadding(false);
  const plain = Buffer.concat([cipher.update(data.subarray(16, whole)), cipher.final()]);
  const pad = plain.at(-1) ?? 0;
  return pad >= 1 && pad <= 16 ? plain.subarray(0, plain.length - pad) : plain;
}

function aesCbcEncrypt(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
  const cipher = createCipheriv("aes-128-cbc", key, iv);
  cipher.setAutoPadding(false);
  return Buffer.concat([cipher.update(data), cipher.final()]);
}

/** Algorithm 2.B of revision 6 (ISO 32000-2, 7.6.4.3.4), for an empty password. */
function hash2b(salt: Uint8Array): Uint8Array {
  let key: Uint8Array = createHash("sha256").update(salt).digest();
  for (let round = 0; ; round += 1) {
    const once = key;
    const repeated = Buffer.concat(Array.from({ length: 64 }, () => once));
    const encrypted = aesCbcEncrypt(once.subarray(0, 16), once.subarray(16, 32), repeated);
    let sum = 0;
    for (let at = 0; at < 16; at += 1) sum += encrypted[at] ?? 0;
    const name = (["sha256", "sha384", "sha512"] as const)[sum % 3] ?? "sha256";
    key = createHash(name).update(encrypted).digest();
    // Rounds are counted from 1 here: the 64th is the first that may be the last.
    const count = round + 1;
    if (count >= 64 && (encrypted.at(-1) ?? 0) <= count - 32) break;
  }
  return key.subarray(0, 32);
}

function bytesOf(value: PdfObject | undefined): Uint8Array {
  return value instanceof PdfString ? value.bytes : new Uint8Array(0);
}

function numberOf(value: PdfObject | undefined, fallback: number): number {
  return typeof value === "number" ? value : fallback;
}

/**
 * Prepares decryption. A file that opens without a password (only its printing or copying is restricted) is
 * read; one that asks for a password is refused.
 */
export function openEncryption(dict: PdfDict, fileId: Uint8Array): PdfDecryption {
  if (nameOf(dict.get("Filter")) !== "Standard") refuse("encrypted", "pdf-security-handler");
  const version = numberOf(dict.get("V"), 0);
  const revision = numberOf(dict.get("R"), 2);
  const key = revision >= 5 ? fileKey256(dict, revision) : fileKey(dict, fileId, version, revision);
  const filters = dict.get("CF");
  const methodOf = (name: string | undefined): Method => {
    if (version < 4) return "rc4";
    if (name === undefined || name === "Identity") return "none";
    const filter = isDict(filters) ? filters.get(name) : undefined;
    const method = isDict(filter) ? nameOf(filter.get("CFM")) : undefined;
    if (method === "AESV3") return "aes256";
    if (method === "AESV2") return "aes128";
    return method === "V2" ? "rc4" : "none";
  };
  const stringMethod = methodOf(nameOf(dict.get("StrF")));
  const streamMethod = methodOf(nameOf(dict.get("StmF")));
  const open = (method: Method, bytes: Uint8Array, number: number, generation: number): Uint8Array => {
    if (method === "none") return bytes;
    if (method === "aes256") return aesCbc(key, bytes);
    const extra = [
      number & 0xff,
      (number >> 8) & 0xff,
      (number >> 16) & 0xff,
      generation & 0xff,
      (generation >> 8) & 0xff,
    ];
    if (method === "aes128") extra.push(0x73, 0x41, 0x6c, 0x54);
    const objectKey = md5(key, Uint8Array.from(extra)).subarray(0, Math.min(16, key.length + 5));
    return method === "aes128" ? aesCbc(objectKey, bytes) : rc4(objectKey, bytes);
  };
  return {
    coversMetadata: version < 4 || dict.get("EncryptMetadata") !== false,
    string: (bytes, number, generation) => open(stringMethod, bytes, number, generation),
    stream: (bytes, number, generation, filter) =>
      open(filter === undefined ? streamMethod : methodOf(filter), bytes, number, generation),
  };
}

/** Algorithms 2 and 6 for the empty user password. */
function fileKey(dict: PdfDict, fileId: Uint8Array, version: number, revision: number): Uint8Array {
  const length =
    version === 1 ? 5 : Math.max(5, Math.min(16, numberOf(dict.get("Length"), version >= 4 ? 128 : 40) / 8));
  const permissions = new Uint8Array(4);
  new DataView(permissions.buffer).setInt32(0, numberOf(dict.get("P"), 0) | 0, true);
  const pieces = [padding, bytesOf(dict.get("O")).subarray(0, 32), permissions, fileId];
  if (revision >= 4 && dict.get("EncryptMetadata") === false)
    pieces.push(Uint8Array.from([0xff, 0xff, 0xff, 0xff]));
  let key = md5(...pieces);
  if (revision >= 3) for (let round = 0; round < 50; round += 1) key = md5(key.subarray(0, length));
  key = key.subarray(0, length);
  const user = bytesOf(dict.get("U"));
  let check: Uint8Array;
  if (revision === 2) check = rc4(key, padding);
  else {
    check = rc4(key, md5(padding, fileId));
    for (let round = 1; round <= 19; round += 1)
      check = rc4(
        key.map((byte) => byte ^ round),
        check,
      );
  }
  const compared = revision === 2 ? 32 : 16;
  for (let at = 0; at < compared; at += 1) if (check[at] !== user[at]) refuse("encrypted", "pdf-password");
  return key;
}

/** Algorithm 2.A for the empty user password. */
function fileKey256(dict: PdfDict, revision: number): Uint8Array {
  const user = bytesOf(dict.get("U"));
  if (user.length < 48) refuse("damaged", "pdf-encryption");
  const hash = (salt: Uint8Array): Uint8Array =>
    revision >= 6 ? hash2b(salt) : createHash("sha256").update(salt).digest();
  const check = hash(user.subarray(32, 40));
  for (let at = 0; at < 32; at += 1) if (check[at] !== user[at]) refuse("encrypted", "pdf-password");
  const cipher = createDecipheriv("aes-256-cbc", hash(user.subarray(40, 48)), new Uint8Array(16));
  cipher.setAutoPadding(false);
  return Buffer.concat([cipher.update(bytesOf(dict.get("UE")).subarray(0, 32)), cipher.final()]);
}
