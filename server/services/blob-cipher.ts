import { createCipheriv, hkdfSync, randomBytes } from "node:crypto";

/**
 * Encrypts stored bags so that disks and backups hold no content (I10). AES-256-CTR under a key derived from the
 * store's master key and a salt of the blob: any offset can be written and read, which resuming an upload needs. What
 * a blob must be is known from outside (its SHA-256), so that changes are noticed when it is read.
 */
export function newSalt(): Uint8Array {
  return new Uint8Array(randomBytes(32));
}

function streamKey(master: Uint8Array, salt: Uint8Array): Buffer {
  return Buffer.from(hkdfSync("sha256", master, salt, "zwgk bag v1", 32));
}

/** Encrypts or decrypts (the same act) pieces that follow each other, the first at `offset` of the blob. */
export function streamFrom(
  master: Uint8Array,
  salt: Uint8Array,
  offset: number,
): (bytes: Uint8Array) => Uint8Array {
  const skip = offset % 16;
  const counter = Buffer.alloc(16);
  counter.writeBigUInt64BE(BigInt((offset - skip) / 16), 8);
  const cipher = createCipheriv("aes-256-ctr", streamKey(master, salt), counter);
  if (skip > 0) cipher.update(Buffer.alloc(skip));
  return (bytes) => {
    const { buffer, byteOffset, length } = cipher.update(bytes);
    return new Uint8Array(buffer, byteOffset, length);
  };
}

/** One piece alone. */
export function applyStream(
  master: Uint8Array,
  salt: Uint8Array,
  offset: number,
  bytes: Uint8Array,
): Uint8Array {
  return streamFrom(master, salt, offset)(bytes);
}
