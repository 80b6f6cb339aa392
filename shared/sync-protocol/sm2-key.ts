import { equalBytes, fromHex } from "./bytes.ts";

/** SPKI DER prefix of an SM2 public key: id-ecPublicKey with the curve sm2p256v1, then an uncompressed point. */
const prefix = fromHex("3059301306072a8648ce3d020106082a811ccf5501822d034200") as Uint8Array;

/** The user id that the suite `sm2-sm3` signs under (GM/T 0009-2012, 10). */
export const sm2UserId = "1234567812345678";

/** The 65 bytes of the uncompressed point in an SM2 SPKI; undefined for any other key. */
export function sm2Point(spki: Uint8Array): Uint8Array | undefined {
  const isSm2 = spki.length === prefix.length + 65 && equalBytes(spki.subarray(0, prefix.length), prefix);
  return isSm2 && spki[prefix.length] === 4 ? spki.slice(prefix.length) : undefined;
}

/** SPKI DER of an uncompressed point. */
export function sm2Spki(point: Uint8Array): Uint8Array {
  const spki = new Uint8Array(prefix.length + point.length);
  spki.set(prefix);
  spki.set(point, prefix.length);
  return spki;
}
