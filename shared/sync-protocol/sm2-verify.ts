import { sm2 } from "sm-crypto-v2";

import { toHex } from "./bytes.ts";
import { sm2Point, sm2UserId } from "./sm2-key.ts";

/**
 * Verifies an SM2 signature (GM/T 0003.2, DER, SM3 over Z and the message). In plain JavaScript: Electron's BoringSSL
 * knows neither SM2 nor SM3.
 */
export function verifySm2(publicKeySpki: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const point = sm2Point(publicKeySpki);
  if (!point) return false;
  return sm2.doVerifySignature(message, toHex(signature), toHex(point), {
    der: true,
    hash: true,
    userId: sm2UserId,
  });
}
