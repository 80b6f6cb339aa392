import { createHash, createPrivateKey, generateKeyPairSync, type KeyObject } from "node:crypto";

import type { SigningKey } from "./signing-key.ts";
import { seal, unseal } from "./sealed-box.ts";

export interface NewKey {
  /** hex SHA-256 of the SPKI DER */
  readonly keyid: string;
  readonly publicKey: Uint8Array;
  readonly privateKey: KeyObject;
}

/** A new Ed25519 key; `keyid` is a look-up hint only (sync.md §1). */
export function makeKey(): NewKey {
  const pair = generateKeyPairSync("ed25519");
  const publicKey = new Uint8Array(pair.publicKey.export({ type: "spki", format: "der" }));
  return {
    keyid: createHash("sha256").update(publicKey).digest("hex"),
    publicKey,
    privateKey: pair.privateKey,
  };
}

const context = (keyid: string) => `zwgk-person-key/${keyid}`;

export function wrapKey(key: NewKey | SigningKey, personKey: Uint8Array): Uint8Array {
  return seal(personKey, key.privateKey.export({ type: "pkcs8", format: "der" }), context(key.keyid));
}

export function unwrapKey(keyid: string, wrapped: Uint8Array, personKey: Uint8Array): SigningKey | undefined {
  const der = unseal(personKey, wrapped, context(keyid));
  if (!der) return undefined;
  return { keyid, privateKey: createPrivateKey({ key: Buffer.from(der), format: "der", type: "pkcs8" }) };
}

export function exportDeviceKey(key: NewKey): Uint8Array {
  return new Uint8Array(key.privateKey.export({ type: "pkcs8", format: "der" }));
}

export function importDeviceKey(keyid: string, der: Uint8Array): SigningKey {
  return { keyid, privateKey: createPrivateKey({ key: Buffer.from(der), format: "der", type: "pkcs8" }) };
}
