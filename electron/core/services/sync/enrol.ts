import { createPrivateKey, generateKeyPairSync, sign, X509Certificate } from "node:crypto";

import { z } from "zod";

import { readMeta } from "../../../../db/readers/meta.ts";
import { readDevice, readPersonKey } from "../../../../db/readers/people.ts";
import type { ReadDb } from "../../../../db/schema/tables.ts";
import { writeMeta } from "../../../../db/writers/meta.ts";
import type { EnrolmentState } from "../../../../shared/contract/sync.ts";
import type { Instant } from "../../../../shared/kernel/calendar-day.ts";
import { toBase64, toHex, utf8Text } from "../../../../shared/sync-protocol/bytes.ts";
import { canonicalBytes } from "../../../../shared/sync-protocol/canonical-json.ts";
import { envelopeBytes, signEnvelope } from "../../../../shared/sync-protocol/dsse.ts";
import { statementBytes } from "../../../../shared/sync-protocol/statements.ts";
import type { Signer } from "../../../../shared/sync-protocol/suites.ts";
import { pem } from "../../../../shared/sync-protocol/x509/certificate.ts";
import { certificationRequest } from "../../../../shared/sync-protocol/x509/certification-request.ts";
import { statementSigner } from "../../security/statement-signer.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf, type Ports } from "../../ports/ports.ts";
import type { EnrolmentReply } from "../../sync-outbox/transport.ts";
import { signerOf } from "../packages/keys.ts";
import { nodeCrypto } from "../packages/node-crypto.ts";
import { write, type Work } from "../work.ts";
import { readRegistered } from "./registered-keys.ts";

/**
 * How this device and its people come into the register of the central server: by a one-time code that an operator
 * there hands over. The request is kept until it is approved, so that asking again is the same request.
 */

const deviceKey = "sync.enrolment.device";
const personKey = (personId: string): string => `sync.enrolment.person.${personId}`;
const tlsKeyKey = "sync.tls";

const kept = z.object({
  enrolmentId: z.string(),
  code: z.string(),
  /** The signed key request, JSON text. */
  request: z.string(),
  keyid: z.string(),
  /** PKCS #8 PEM of the TLS key the request asks a certificate for. */
  tlsKey: z.string().optional(),
  /** "asked": made and perhaps sent; kept before it is sent, so that a lost answer does not make another request. */
  state: z.enum(["asked", "pending", "approved"]),
});
type Kept = z.output<typeof kept>;

const tlsIdentity = z.object({ key: z.string(), certificate: z.string() });
export type TlsIdentity = z.output<typeof tlsIdentity>;

async function readKept(db: ReadDb, key: string): Promise<Kept | undefined> {
  const text = await readMeta(db, key);
  return text ? kept.parse(JSON.parse(text)) : undefined;
}

/** Certificate and key with which this device shows itself; undefined before it was enrolled. */
export async function readTlsIdentity(db: ReadDb): Promise<TlsIdentity | undefined> {
  const text = await readMeta(db, tlsKeyKey);
  return text ? tlsIdentity.parse(JSON.parse(text)) : undefined;
}

/** A fresh P-256 key and the request to certify it for a device. */
function newTlsRequest(deviceId: string): { readonly key: string; readonly csr: string } {
  const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const spki = new Uint8Array(pair.publicKey.export({ format: "der", type: "spki" }));
  const csr = certificationRequest(
    deviceId,
    spki,
    (message) => new Uint8Array(sign("sha256", message, pair.privateKey)),
  );
  const pkcs8 = new Uint8Array(pair.privateKey.export({ format: "der", type: "pkcs8" }));
  return { key: pem("PRIVATE KEY", pkcs8), csr: toBase64(csr) };
}

/** The signed request for a key: by the key itself and, for a person, by the device it is used on. */
async function keyRequest(
  ports: Pick<Ports, "now">,
  asked: {
    readonly requestId: string;
    readonly publicKey: Uint8Array;
    readonly owner: { readonly type: "person" | "device"; readonly id: string };
    readonly csr?: string;
  },
  signers: readonly Signer[],
): Promise<string> {
  const payload = statementBytes("key-request", {
    subject: [{ name: "public-key", digest: { sha256: toHex(nodeCrypto.sha256(asked.publicKey)) } }],
    predicate: {
      requestId: asked.requestId,
      ...(asked.csr === undefined ? {} : { csr: asked.csr }),
      suite: "ed25519-sha256",
      publicKey: toBase64(asked.publicKey),
      owner: asked.owner,
      claimedAt: instantOf(ports),
    },
  });
  return utf8Text(envelopeBytes(await signEnvelope(payload, signers))) ?? "";
}

function bodyOf(one: Kept): Uint8Array {
  return canonicalBytes({ code: one.code, request: JSON.parse(one.request) as unknown });
}

/** Sends a request, and keeps what came of it. */
async function ask(work: Work, key: string, one: Kept) {
  if (one.state === "asked") {
    await write(work, async (tx) => await writeMeta(tx, key, JSON.stringify(one)));
  }
  const reply = await work.sync.enrol(one.enrolmentId, bodyOf(one));
  if (reply === "off") return refuse("sync-off");
  if (reply.type === "offline") return refuse("sync-unreachable", { facts: { cause: reply.cause } });
  if (reply.type === "problem") {
    const code = reply.slug === "enrol-code" ? "enrolment-code-wrong" : "enrolment-refused";
    return refuse(code, { facts: { slug: reply.slug } });
  }
  await keep(work, key, one, reply);
  return answer<EnrolmentState>({ state: reply.value.state, fingerprint: one.keyid });
}

async function keep(work: Work, key: string, one: Kept, reply: Extract<EnrolmentReply, { type: "ok" }>) {
  const { certificate, state } = reply.value;
  const usable = certificate !== undefined && one.tlsKey !== undefined && fits(certificate, one.tlsKey);
  await write(work, async (tx, audit) => {
    await writeMeta(tx, key, JSON.stringify({ ...one, state }));
    if (usable) await writeMeta(tx, tlsKeyKey, JSON.stringify({ key: one.tlsKey, certificate }));
    audit({
      act: state === "approved" ? "sync.enrolled" : "sync.enrolmentAsked",
      subjectKind: "key",
      subjectId: one.keyid,
      result: state,
    });
  });
  if (usable) await work.sync.reload();
  work.changed("packages");
}

/** Whether a certificate certifies the key that was asked for. */
function fits(certificate: string, key: string): boolean {
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key));
  } catch {
    // A certificate that cannot be read certifies nothing.
    return false;
  }
}

export async function enrolDevice(work: Work, input: { enrolmentId: string; code: string }) {
  const device = await readDevice(work.db);
  // Without a center nothing is asked, and what was asked before stays.
  if (!device || work.sync.status().state === "off") return refuse("sync-off");
  const before = await readKept(work.db, deviceKey);
  if (before?.enrolmentId === input.enrolmentId) return ask(work, deviceKey, { ...before, code: input.code });
  const tls = newTlsRequest(device.deviceId);
  const request = await keyRequest(
    work.ports,
    {
      requestId: input.enrolmentId,
      publicKey: device.publicKey,
      owner: { type: "device", id: device.deviceId },
      csr: tls.csr,
    },
    [signerOf(device.privateKey)],
  );
  const { enrolmentId, code } = input;
  return ask(work, deviceKey, {
    enrolmentId,
    code,
    request,
    keyid: device.keyid,
    tlsKey: tls.key,
    state: "asked",
  });
}

export async function enrolMe(work: Work, input: { enrolmentId: string; code: string }) {
  const { personId } = work.actor;
  const key = await readPersonKey(work.db, personId);
  const device = await readDevice(work.db);
  if (!key || !device || work.signingKey?.keyid !== key.keyid) return refuse("no-signing-key");
  if (work.sync.status().state === "off") return refuse("sync-off");
  const at = personKey(personId);
  const before = await readKept(work.db, at);
  if (before?.enrolmentId === input.enrolmentId) return ask(work, at, { ...before, code: input.code });
  const request = await keyRequest(
    work.ports,
    { requestId: input.enrolmentId, publicKey: key.publicKey, owner: { type: "person", id: personId } },
    [statementSigner(work.signingKey), signerOf(device.privateKey)],
  );
  const { enrolmentId, code } = input;
  return ask(work, at, { enrolmentId, code, request, keyid: key.keyid, state: "asked" });
}

/** Asks again for a request that waits for the second person. */
export async function checkEnrolment(work: Work, input: { of: "device" | "me" }) {
  const at = input.of === "device" ? deviceKey : personKey(work.actor.personId);
  const one = await readKept(work.db, at);
  return one ? ask(work, at, one) : refuse("enrolment-none");
}

export async function readEnrolments(work: Work) {
  const device = await readDevice(work.db);
  const mine = await readPersonKey(work.db, work.actor.personId);
  const tls = await readTlsIdentity(work.db);
  const registered = await readRegistered(work.db, work.sync.status().url);
  const state = (one: Kept | undefined, keyid: string): EnrolmentState => {
    const own = one?.keyid === keyid && one.state !== "asked" ? one.state : "none";
    const listed = own !== "approved" && registered.has(keyid);
    return { state: listed ? "listed" : own, fingerprint: keyid };
  };
  return answer({
    ...(device
      ? {
          device: {
            ...state(await readKept(work.db, deviceKey), device.keyid),
            ...(tls ? { certificateUntil: validTo(tls.certificate) } : {}),
          },
        }
      : {}),
    ...(mine ? { me: state(await readKept(work.db, personKey(work.actor.personId)), mine.keyid) } : {}),
  });
}

function validTo(certificate: string): Instant {
  return new Date(new X509Certificate(certificate).validTo).toISOString() as Instant;
}

/** Two thirds of the certificate's life are over: the next one is asked for before the old one ends. */
export function certificateIsDue(certificate: string, now: Date): boolean {
  const { validFrom, validTo: until } = new X509Certificate(certificate);
  const [from, to] = [Date.parse(validFrom), Date.parse(until)];
  return now.getTime() >= from + ((to - from) * 2) / 3;
}

/** A request for the next certificate, with a new key. */
export async function renewalRequest(
  db: ReadDb,
  ports: Pick<Ports, "now" | "newId">,
): Promise<{ readonly key: string; readonly body: Uint8Array } | undefined> {
  const device = await readDevice(db);
  if (!device) return undefined;
  const tls = newTlsRequest(device.deviceId);
  const request = await keyRequest(
    ports,
    {
      requestId: ports.newId(),
      publicKey: device.publicKey,
      owner: { type: "device", id: device.deviceId },
      csr: tls.csr,
    },
    [signerOf(device.privateKey)],
  );
  return { key: tls.key, body: canonicalBytes({ request: JSON.parse(request) as unknown }) };
}

export function tlsIdentityText(key: string, certificate: string): string | undefined {
  return fits(certificate, key) ? JSON.stringify({ key, certificate }) : undefined;
}
export { tlsKeyKey };
