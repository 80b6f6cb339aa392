import { equalBytes } from "../bytes.ts";
import type { EcdsaSign } from "./certificate.ts";
import { commonName, signatureAlgorithm } from "./certificate.ts";
import { bitsOf, bitString, contextTag, der, readSequence, sequence, tags, unsignedInteger } from "./der.ts";

/** Requests for a certificate (PKCS #10, RFC 2986). Only the key and its proof are read; the CA decides the rest. */

/** A request for the key whose SPKI DER is given, DER. */
export function certificationRequest(name: string, publicKey: Uint8Array, sign: EcdsaSign): Uint8Array {
  const info = sequence(
    unsignedInteger(Uint8Array.of(0)),
    commonName(name),
    publicKey,
    der(contextTag(0, true)),
  );
  return sequence(info, signatureAlgorithm, bitString(sign(info)));
}

export interface CertificationRequest {
  /** SPKI DER. */
  readonly publicKey: Uint8Array;
  /** What the owner of the key signed. */
  readonly signed: Uint8Array;
  /** ECDSA with SHA-256, DER. */
  readonly signature: Uint8Array;
}

/** Reads a request; undefined when it is none, or is signed by another algorithm. Its signature is still to be checked. */
export function readCertificationRequest(bytes: Uint8Array): CertificationRequest | undefined {
  const [info, algorithm, signature, ...more] = readSequence(bytes) ?? [];
  if (!info || !algorithm || !signature || more.length > 0) return undefined;
  if (!equalBytes(algorithm.whole, signatureAlgorithm)) return undefined;
  const [version, subject, publicKey, attributes, ...rest] = readSequence(info.whole) ?? [];
  const wellFormed =
    version?.tag === tags.integer &&
    version.content.length === 1 &&
    version.content[0] === 0 &&
    subject?.tag === tags.sequence &&
    attributes?.tag === contextTag(0, true) &&
    rest.length === 0;
  const bits = bitsOf(signature);
  if (!wellFormed || publicKey?.tag !== tags.sequence || !bits) return undefined;
  return { publicKey: publicKey.whole, signed: info.whole, signature: bits };
}
