import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/**
 * AES-256-GCM with a fresh nonce: nonce (12) ‖ ciphertext ‖ tag (16). `context` is bound as associated data, so that
 * a box cannot be moved to another place.
 */
export function seal(key: Uint8Array, plain: Uint8Array, context: string): Uint8Array {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(Buffer.from(context));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Undefined when the key is wrong or a byte changed. */
export function unseal(key: Uint8Array, box: Uint8Array, context: string): Uint8Array | undefined {
  if (box.length < 28) return undefined;
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, box.subarray(0, 12));
    decipher.setAAD(Buffer.from(context));
    decipher.setAuthTag(box.subarray(box.length - 16));
    return Buffer.concat([decipher.update(box.subarray(12, box.length - 16)), decipher.final()]);
  } catch {
    // A wrong key and a changed byte look the same here, and that is the answer: the box does not open.
    return undefined;
  }
}
