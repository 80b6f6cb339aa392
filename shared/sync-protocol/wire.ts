import { z } from "zod";

import * as f from "./fields.ts";

/**
 * JSON of the HTTP interface beside the signed statements. Requests are read strictly; answers are read for the
 * fields known here and may gain others later.
 */

export const protocolVersion = 1;

const envelopeJson = z.record(z.string(), z.unknown());

export const announceRequest = z.strictObject({
  submission: envelopeJson,
  reviews: z.array(envelopeJson).max(20),
});

export const helloRequest = z.strictObject({
  hello: envelopeJson,
  /** Body of a witness request for the device's audit log. */
  audit: z.string().max(64 * 1024),
});

/** The one-time code and the key request (statement `key-request`) that it is used for. */
export const enrolmentRequest = z.strictObject({ code: z.string().min(1).max(60), request: envelopeJson });

export const enrolmentAnswer = z.object({
  state: z.enum(["pending", "approved"]),
  /** Fingerprint of the key that asks: the workstation shows it too, and two people compare. */
  keyid: f.sha256Hex,
  /** PEM: the device's certificate and the issuing one. */
  certificate: z.string().optional(),
  /** PEM of the private CA. */
  ca: z.string().optional(),
});
export type EnrolmentAnswer = z.output<typeof enrolmentAnswer>;

export const certificateRequest = z.strictObject({ request: envelopeJson });
export const certificateAnswer = z.object({ certificate: z.string() });
export type CertificateAnswer = z.output<typeof certificateAnswer>;

export const inboxAck = z.strictObject({ cursor: f.count });

export const metaAnswer = z.object({
  protocol: z.object({ min: f.count, max: f.count }),
  limits: z.object({ maxPackage: f.count, chunk: f.count }),
  log: z.object({ origin: f.origin, key: z.string() }),
  witness: z.object({ key: z.string() }),
  nonce: z.string(),
  time: z.string(),
});
export type MetaAnswer = z.output<typeof metaAnswer>;

const packageStates = ["announced", "received", "accepted", "conflict", "rejected", "held"] as const;
export type RemoteState = (typeof packageStates)[number];

export const packageStatus = z.object({
  packageId: f.uuid,
  packageDigest: f.sha256Hex,
  state: z.enum(packageStates),
  receipt: z.object({ leaf: z.unknown(), proof: z.string() }).optional(),
  /** Consistency proof from the size asked for to the receipt's checkpoint, base64. */
  consistency: z.array(z.string()).optional(),
  problem: z.string().optional(),
});
export type PackageStatus = z.output<typeof packageStatus>;

export const announceAnswer = z.object({
  state: z.enum(packageStates),
  upload: z.string().optional(),
});
export type AnnounceAnswer = z.output<typeof announceAnswer>;

export const helloAnswer = z.object({
  /** Bearer of this device until it ends; stealing it gives no effect, all effects need signed statements. */
  session: z.string(),
  lastSeq: f.count,
  states: z.array(z.object({ packageId: f.uuid, state: z.enum(packageStates) })),
  /** Packages whose bag the server lacks and asks for again. */
  wanted: z.array(f.uuid),
  cosignature: z.string().optional(),
  /** Size of the device's audit log that was witnessed last, when the request proved from another: prove from here. */
  witnessedSize: f.count.optional(),
  checkpoint: z.string().optional(),
  proof: z.array(z.string()),
  pollAfter: f.count,
});
export type HelloAnswer = z.output<typeof helloAnswer>;

/** The keys of the own unit that are registered and not revoked. */
export const keysAnswer = z.object({ registered: z.array(f.sha256Hex) });
export type KeysAnswer = z.output<typeof keysAnswer>;

/** The statement `delegation` of a right that was lent, or of its end. */
export const delegationRequest = z.strictObject({ delegation: envelopeJson });
export const delegationAnswer = z.object({ state: z.enum(["registered", "ended"]) });
export type DelegationAnswer = z.output<typeof delegationAnswer>;

export const headAnswer = z.object({
  head: f.sha256Hex,
  revNo: f.positive,
  packageId: f.uuid,
  state: z.enum(["current", "withdrawn"]),
});

export const inboxAnswer = z.object({
  items: z.array(z.object({ cursor: f.count, kind: z.string(), ref: z.string() })),
  cursor: f.count,
});
export type InboxAnswer = z.output<typeof inboxAnswer>;

export const problemBody = z.object({
  type: z.string(),
  status: z.number().optional(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
