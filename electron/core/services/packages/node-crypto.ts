import { createHash, createPublicKey, verify } from "node:crypto";
import { crc32 } from "node:zlib";

import type { ProtocolCrypto } from "../../../../shared/sync-protocol/suites.ts";
import { verifySm2 } from "./sm2-verify.ts";

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
      const key = createPublicKey({ key: Buffer.from(publicKey), format: "der", type: "spki" });
      return key.asymmetricKeyType === "ed25519" && verify(null, message, key, signature);
    } catch {
      // A key or signature that cannot even be read verifies nothing; the caller reports it as invalid.
      return false;
    }
  },
};
