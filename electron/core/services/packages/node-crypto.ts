import { createHash, createPublicKey, verify } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { crc32 } from "node:zlib";

import type { ProtocolCrypto } from "../../../../shared/sync-protocol/suites.ts";
import { verifySm2 } from "../../../../shared/sync-protocol/sm2-verify.ts";

/** Opened public keys: the same few keys verify most signatures, and opening one costs as much as a verification. */
const opened = new Map<string, KeyObject>();
const mostOpened = 500;

function publicKeyObject(spki: Uint8Array): KeyObject {
  const name = Buffer.from(spki).toString("latin1");
  const known = opened.get(name);
  if (known) return known;
  const key = createPublicKey({ key: Buffer.from(spki), format: "der", type: "spki" });
  if (opened.size >= mostOpened) opened.clear();
  opened.set(name, key);
  return key;
}

/** The protocol's cryptography on Node and Electron (BoringSSL): Ed25519 and SHA-256. */
export const nodeCrypto: ProtocolCrypto = {
  sha256: (bytes) => new Uint8Array(createHash("sha256").update(bytes).digest()),
  newSha256: () => {
    const hash = createHash("sha256");
    return {
      update: (bytes) => {
        hash.update(bytes);
      },
      digest: () => new Uint8Array(hash.digest()),
    };
  },
  crc32: (bytes, previous) => crc32(bytes, previous),
  verify: (suite, publicKey, message, signature) => {
    try {
      if (suite === "sm2-sm3") return verifySm2(publicKey, message, signature);
      // ML-DSA-44 is reserved: nothing is verified by it yet.
      if (suite !== "ed25519-sha256") return false;
      const key = publicKeyObject(publicKey);
      return key.asymmetricKeyType === "ed25519" && verify(null, message, key, signature);
    } catch {
      // A key or signature that cannot even be read verifies nothing; the caller reports it as invalid.
      return false;
    }
  },
};
