import type { Sha256 } from "./bytes.ts";

/**
 * The signature suites. The suite comes from the key record, never from the envelope: an envelope that could name
 * its own algorithm could also weaken it.
 */
export const suites = {
  "ed25519-sha256": { signature: "Ed25519 (RFC 8032)", digest: "sha256", state: "default" },
  /** User id 1234567812345678, DER signature (GM/T 0009-2012). Verifiers exist, signing needs a Signer. */
  "sm2-sm3": { signature: "SM2 (GM/T 0003)", digest: "sm3", state: "optional" },
  "mldsa44-sha256": { signature: "ML-DSA-44 (FIPS 204)", digest: "sha256", state: "reserved" },
} as const;

export type SuiteId = keyof typeof suites;

export function isSuiteId(text: string): text is SuiteId {
  return Object.hasOwn(suites, text);
}

/** Hashing of long input in pieces. */
export interface IncrementalHash {
  update(bytes: Uint8Array): void;
  digest(): Uint8Array;
}

/** What the protocol core needs from its host. Verification answers false for anything malformed; it never throws. */
export interface ProtocolCrypto {
  readonly sha256: Sha256;
  readonly newSha256: () => IncrementalHash;
  /** CRC-32 (ISO 3309) continued from `previous`, 0 at the start. */
  readonly crc32: (bytes: Uint8Array, previous: number) => number;
  /** `publicKey` is the SPKI DER of the key record. */
  readonly verify: (
    suite: SuiteId,
    publicKey: Uint8Array,
    message: Uint8Array,
    signature: Uint8Array,
  ) => boolean;
}

/** Signs messages with one key. Software keys, tokens (UKey) and modules stand behind the same port. */
export interface Signer {
  readonly keyid: string;
  readonly suite: SuiteId;
  sign(message: Uint8Array): Uint8Array | Promise<Uint8Array>;
}
