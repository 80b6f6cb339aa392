import { z } from "zod";

import { err, ok } from "../kernel/result.ts";
import type { Result } from "../kernel/result.ts";
import { concatBytes, fromBase64, toBase64, utf8Bytes } from "./bytes.ts";
import { canonicalBytes, parseCanonical } from "./canonical-json.ts";
import type { KeyRecord } from "./key-record.ts";
import type { ProtocolCrypto, Signer } from "./suites.ts";

/** DSSE v1: signs bytes instead of parsed JSON, with several signatures over the same bytes. */

const inTotoPayloadType = "application/vnd.in-toto+json";

/** Longest envelope that is read, in bytes. */
const maxEnvelopeBytes = 256 * 1024;

/** Pre-authentication encoding: "DSSEv1" SP LEN(type) SP type SP LEN(body) SP body. */
export function preAuthenticationEncoding(payloadType: string, payload: Uint8Array): Uint8Array {
  const type = utf8Bytes(payloadType);
  return concatBytes(utf8Bytes(`DSSEv1 ${type.length} `), type, utf8Bytes(` ${payload.length} `), payload);
}

const envelopeSchema = z.strictObject({
  payload: z.string(),
  payloadType: z.string().max(200),
  signatures: z
    .array(z.strictObject({ keyid: z.string().regex(/^[0-9a-f]{64}$/), sig: z.string().max(8192) }))
    .min(1)
    .max(8),
});

export interface EnvelopeSignature {
  readonly keyid: string;
  readonly signature: Uint8Array;
}

export interface Envelope {
  readonly payloadType: string;
  readonly payload: Uint8Array;
  readonly signatures: readonly EnvelopeSignature[];
}

export type EnvelopeProblem = {
  readonly type: "too-large" | "fixpoint" | "schema" | "payload-type" | "duplicate-signature";
};

/** Reads an envelope around an in-toto statement. Says nothing about its signatures yet. */
export function parseEnvelope(bytes: Uint8Array): Result<Envelope, EnvelopeProblem> {
  if (bytes.length > maxEnvelopeBytes) return err({ type: "too-large" });
  const json = parseCanonical(bytes);
  if (!json.ok) return err({ type: "fixpoint" });
  const parsed = envelopeSchema.safeParse(json.value);
  if (!parsed.success) return err({ type: "schema" });
  if (parsed.data.payloadType !== inTotoPayloadType) return err({ type: "payload-type" });
  const payload = fromBase64(parsed.data.payload);
  if (!payload) return err({ type: "schema" });
  const signatures: EnvelopeSignature[] = [];
  for (const entry of parsed.data.signatures) {
    const signature = fromBase64(entry.sig);
    if (!signature) return err({ type: "schema" });
    // The same key twice would let one signer look like two.
    if (signatures.some((other) => other.keyid === entry.keyid)) return err({ type: "duplicate-signature" });
    signatures.push({ keyid: entry.keyid, signature });
  }
  return ok({ payloadType: parsed.data.payloadType, payload, signatures });
}

/** The bytes of an envelope, canonical, so that the same envelope always has the same digest. */
export function envelopeBytes(envelope: Envelope): Uint8Array {
  return canonicalBytes({
    payload: toBase64(envelope.payload),
    payloadType: envelope.payloadType,
    signatures: envelope.signatures.map((entry) => ({ keyid: entry.keyid, sig: toBase64(entry.signature) })),
  });
}

/** Signs a payload with each signer in turn and answers the envelope. */
export async function signEnvelope(payload: Uint8Array, signers: readonly Signer[]): Promise<Envelope> {
  const message = preAuthenticationEncoding(inTotoPayloadType, payload);
  const signatures: EnvelopeSignature[] = [];
  for (const signer of signers) {
    signatures.push({ keyid: signer.keyid, signature: await signer.sign(message) });
  }
  return { payloadType: inTotoPayloadType, payload, signatures };
}

/** One signature of an envelope, held against the key that its keyid points to. */
export interface CheckedSignature {
  readonly keyid: string;
  /** Absent when the key is not known. */
  readonly key?: KeyRecord;
  readonly valid: boolean;
}

/**
 * Verifies every signature. The suite is the key record's; an unknown key is never valid. `verified` keeps what was
 * computed for exactly this envelope, by keyid, suite and public key: whether the key may still sign is not in it.
 */
export function checkSignatures(
  crypto: ProtocolCrypto,
  envelope: Envelope,
  findKey: (keyid: string) => KeyRecord | undefined,
  verified?: Map<string, boolean>,
): readonly CheckedSignature[] {
  const message = preAuthenticationEncoding(envelope.payloadType, envelope.payload);
  return envelope.signatures.map(({ keyid, signature }) => {
    const key = findKey(keyid);
    const publicKey = key ? fromBase64(key.publicKey) : undefined;
    if (!key || !publicKey) return { keyid, valid: false };
    const by = `${keyid} ${key.suite} ${key.publicKey}`;
    const valid = verified?.get(by) ?? crypto.verify(key.suite, publicKey, message, signature);
    verified?.set(by, valid);
    return { keyid, key, valid };
  });
}
