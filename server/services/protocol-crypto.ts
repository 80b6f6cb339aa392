import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  sign,
  verify,
} from "node:crypto";
import type { KeyObject } from "node:crypto";
import { crc32 } from "node:zlib";

import { toHex } from "../../shared/sync-protocol/bytes.ts";
import { ed25519Raw } from "../../shared/sync-protocol/notes.ts";
import type { NoteKeyType, NoteSigner } from "../../shared/sync-protocol/notes.ts";
import type { ProtocolCrypto } from "../../shared/sync-protocol/suites.ts";
import { verifySm2 } from "../../shared/sync-protocol/sm2-verify.ts";

/** Opened public keys: the same keys verify many signatures, and opening one costs as much as a verification. */
const opened = new Map<string, KeyObject>();
const mostOpened = 20_000;

function publicKeyObject(spki: Uint8Array): KeyObject {
  const name = Buffer.from(spki).toString("latin1");
  const known = opened.get(name);
  if (known) return known;
  const key = createPublicKey({ key: Buffer.from(spki), format: "der", type: "spki" });
  if (opened.size >= mostOpened) opened.clear();
  opened.set(name, key);
  return key;
}

/**
 * Signatures that were found good: a package's statements are verified when it is announced and again when its bag is
 * here, over the same bytes. Whether the key may still sign is asked of the registry each time.
 */
const foundGood = new Set<string>();
const mostFoundGood = 20_000;

function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  // Lengths first: no other key, message and signature have the same bytes in a row.
  const lengths = Buffer.from(`${publicKey.length} ${message.length} ${signature.length} `);
  const name = hash("sha256", Buffer.concat([lengths, publicKey, message, signature]), "base64");
  if (foundGood.has(name)) return true;
  const key = publicKeyObject(publicKey);
  if (key.asymmetricKeyType !== "ed25519" || !verify(null, message, key, signature)) return false;
  if (foundGood.size >= mostFoundGood) foundGood.delete(foundGood.values().next().value ?? "");
  foundGood.add(name);
  return true;
}

/** The protocol's cryptography on the server's Node. */
export const serverCrypto: ProtocolCrypto = {
  sha256: (bytes) => new Uint8Array(hash("sha256", bytes, "buffer")),
  newSha256: () => {
    const running = createHash("sha256");
    return {
      update: (bytes) => {
        running.update(bytes);
      },
      digest: () => new Uint8Array(running.digest()),
    };
  },
  crc32: (bytes, previous) => crc32(bytes, previous),
  verify: (suite, publicKey, message, signature) => {
    try {
      if (suite === "sm2-sm3") return verifySm2(publicKey, message, signature);
      // ML-DSA-44 is reserved: nothing is verified by it yet.
      return suite === "ed25519-sha256" && verifyEd25519(publicKey, message, signature);
    } catch {
      // A key or signature that cannot be read verifies nothing; the caller reports it as invalid.
      return false;
    }
  },
};

/** A fresh Ed25519 private key, PKCS #8 DER. */
export function newPrivateKey(): Uint8Array {
  return new Uint8Array(generateKeyPairSync("ed25519").privateKey.export({ format: "der", type: "pkcs8" }));
}

/** A signer for the log's checkpoints ("ed25519") or for cosignatures as a witness ("cosignature"). */
export function noteSigner(pkcs8: Uint8Array, name: string, type: NoteKeyType): NoteSigner {
  const key = createPrivateKey({ key: Buffer.from(pkcs8), format: "der", type: "pkcs8" });
  const spki = new Uint8Array(createPublicKey(key).export({ format: "der", type: "spki" }));
  const publicKey = ed25519Raw(spki);
  if (!publicKey) throw new Error("not an Ed25519 key");
  return { name, type, publicKey, sign: (message) => new Uint8Array(sign(null, message, key)) };
}

/** SHA-256 in hex. */
export function digestHex(bytes: Uint8Array): string {
  return toHex(serverCrypto.sha256(bytes));
}
