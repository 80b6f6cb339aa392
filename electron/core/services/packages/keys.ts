import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from "node:crypto";
import type { KeyObject } from "node:crypto";

import type { Instant } from "../../../../shared/kernel/calendar-day.ts";
import { toBase64 } from "../../../../shared/sync-protocol/bytes.ts";
import type { KeyRecord, KeyRole } from "../../../../shared/sync-protocol/key-record.ts";
import { keyidOf } from "../../../../shared/sync-protocol/key-record.ts";
import { ed25519Raw } from "../../../../shared/sync-protocol/notes.ts";
import type { NoteSigner } from "../../../../shared/sync-protocol/notes.ts";
import type { Signer } from "../../../../shared/sync-protocol/suites.ts";
import { nodeCrypto } from "./node-crypto.ts";

/** A signing key pair as it is stored: the private half only ever inside an encrypted slot. */
export interface SigningKeyPair {
  readonly keyid: string;
  /** SPKI DER. */
  readonly publicKey: Uint8Array;
  /** PKCS #8 DER. */
  readonly privateKey: Uint8Array;
}

/** Makes an Ed25519 key pair (suite `ed25519-sha256`). */
export function generateSigningKey(): SigningKeyPair {
  const pair = generateKeyPairSync("ed25519");
  return pairOf(pair.privateKey);
}

function pairOf(privateKey: KeyObject): SigningKeyPair {
  const publicKey = new Uint8Array(createPublicKey(privateKey).export({ format: "der", type: "spki" }));
  return {
    keyid: keyidOf(nodeCrypto.sha256, publicKey),
    publicKey,
    privateKey: new Uint8Array(privateKey.export({ format: "der", type: "pkcs8" })),
  };
}

function openPrivateKey(pkcs8: Uint8Array): KeyObject {
  const key = createPrivateKey({ key: Buffer.from(pkcs8), format: "der", type: "pkcs8" });
  if (key.asymmetricKeyType !== "ed25519") throw new Error("not an Ed25519 key");
  return key;
}

/** The pair that belongs to a stored private key. */
export function readSigningKey(pkcs8: Uint8Array): SigningKeyPair {
  return pairOf(openPrivateKey(pkcs8));
}

/** A signer for statements. */
export function signerOf(pkcs8: Uint8Array): Signer {
  const key = openPrivateKey(pkcs8);
  return {
    keyid: pairOf(key).keyid,
    suite: "ed25519-sha256",
    sign: (message) => new Uint8Array(sign(null, message, key)),
  };
}

/** A signer for checkpoints: `name` is the origin of the log the key speaks for, or the name of the witness. */
export function noteSignerOf(
  pkcs8: Uint8Array,
  name: string,
  type: NoteSigner["type"] = "ed25519",
): NoteSigner {
  const key = openPrivateKey(pkcs8);
  const publicKey = ed25519Raw(pairOf(key).publicKey);
  if (!publicKey) throw new Error("not an Ed25519 key");
  return { name, type, publicKey, sign: (message) => new Uint8Array(sign(null, message, key)) };
}

/** The public record of a key, as registries and packages carry it. */
export function keyRecordOf(
  pair: Pick<SigningKeyPair, "keyid" | "publicKey">,
  owner: KeyRecord["owner"],
  about: {
    readonly roles?: readonly KeyRole[];
    readonly orgCode?: string;
    readonly registeredAt?: Instant;
    readonly revoked?: NonNullable<KeyRecord["revoked"]>;
  } = {},
): KeyRecord {
  return {
    keyid: pair.keyid,
    suite: "ed25519-sha256",
    publicKey: toBase64(pair.publicKey),
    owner,
    ...(about.roles ? { roles: [...about.roles] } : {}),
    ...(about.orgCode === undefined ? {} : { orgCode: about.orgCode }),
    ...(about.registeredAt === undefined ? {} : { registeredAt: about.registeredAt }),
    ...(about.revoked ? { revoked: about.revoked } : {}),
  };
}
