import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

import { v7 as uuidv7 } from "uuid";

import { err, ok } from "../../shared/kernel/result.ts";
import type { Result } from "../../shared/kernel/result.ts";
import { fromBase64, toHex } from "../../shared/sync-protocol/bytes.ts";
import { canonicalBytes, parseCanonical } from "../../shared/sync-protocol/canonical-json.ts";
import { checkSignatures, parseEnvelope } from "../../shared/sync-protocol/dsse.ts";
import { keyidOf, keyRecord } from "../../shared/sync-protocol/key-record.ts";
import type { KeyRecord, KeyRole } from "../../shared/sync-protocol/key-record.ts";
import type { ProblemSlug } from "../../shared/sync-protocol/problems.ts";
import { parseStatement } from "../../shared/sync-protocol/statements.ts";
import type { KeyRequestPredicate } from "../../shared/sync-protocol/statements.ts";
import { certificateRequest, enrolmentRequest } from "../../shared/sync-protocol/wire.ts";
import type { CertificateAnswer, EnrolmentAnswer } from "../../shared/sync-protocol/wire.ts";
import type { CommitQueue } from "../store/commit-queue.ts";
import type { ServerDb, ServerTx } from "../store/schema.ts";
import type { EnrolmentTable } from "../store/schema.ts";
import type { Authority } from "./authority.ts";
import { isDueForRenewal, provenKey } from "./authority.ts";
import type { Clock } from "./clock.ts";
import { instantOf } from "./clock.ts";
import type { Operator } from "./operators.ts";
import { digestHex, serverCrypto } from "./protocol-crypto.ts";
import type { Registry } from "./registry.ts";

/**
 * How a device or a person comes into the register: an operator opens an enrolment and hands over a one-time code; the
 * workstation sends its public key with it; a second operator compares the fingerprint with the person and approves.
 * The code is kept as a hash, is used once, ends after two days, and five wrong ones end it.
 */

const codeLifeMs = 48 * 3600_000;
const mostAttempts = 5;
/** Crockford's alphabet: nothing that is read wrongly from paper. 16 of them are 80 bits. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

function newCode(): string {
  const letters = [...randomBytes(16)].map((byte) => alphabet[byte % 32]).join("");
  return letters.replace(/(.{4})(?=.)/g, "$1-");
}

/** As typed: small letters, blanks and dashes do not matter, O is 0, I and L are 1. */
function hashOfCode(code: string, salt: Uint8Array): Buffer {
  const plain = code
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, "")
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
  return createHash("sha256").update("zwgk enrolment v1\n").update(salt).update(plain).digest();
}

export interface OpenedEnrolment {
  readonly enrolmentId: string;
  /** Shown once, to be handed over in person. */
  readonly code: string;
  readonly expiresAt: string;
}

export interface WaitingEnrolment {
  readonly enrolmentId: string;
  readonly state: EnrolmentTable["state"];
  readonly ownerType: string;
  readonly ownerId?: string;
  readonly orgCode: string;
  readonly roles: readonly string[];
  /** What the workstation shows too: compared by two people before approval. */
  readonly keyid?: string;
  /** The owner is known under another key. */
  readonly replaces?: boolean;
}

export type ApprovalProblem =
  | "enrolment-unknown"
  | "enrolment-not-pending"
  | "same-operator"
  | "key-owned-by-another";

interface Parts {
  readonly db: ServerDb;
  readonly commits: CommitQueue;
  readonly clock: Clock;
  readonly registry: Registry;
  readonly authority?: Authority;
}

interface OpenedRequest {
  readonly predicate: KeyRequestPredicate;
  readonly digest: string;
  readonly tlsKey: Uint8Array | undefined;
  /** Registered devices that signed. */
  readonly devices: readonly string[];
}

/** Reads a key request: signed by the key it asks for, and, with a CSR, by the TLS key. */
function openRequest(registry: Registry, envelopeJson: unknown): Result<OpenedRequest, ProblemSlug> {
  const envelope = parseEnvelope(canonicalBytes(envelopeJson));
  const statement = envelope.ok ? parseStatement("key-request", envelope.value.payload) : undefined;
  if (!envelope.ok || !statement?.ok) return err("schema");
  const { predicate, subject } = statement.value;
  const publicKey = fromBase64(predicate.publicKey);
  if (!publicKey || subject[0]?.digest.sha256 !== digestHex(publicKey)) return err("schema");
  const keyid = keyidOf(serverCrypto.sha256, publicKey);
  const asked = keyRecord.safeParse({
    keyid,
    suite: predicate.suite,
    publicKey: predicate.publicKey,
    owner: predicate.owner,
  });
  if (!asked.success) return err("schema");
  const signatures = checkSignatures(serverCrypto, envelope.value, (id) =>
    id === keyid ? asked.data : registry.find(id),
  );
  const own = signatures.find((signature) => signature.keyid === keyid);
  if (!own?.valid || signatures.some(({ valid }) => !valid)) return err("signature");
  const tlsKey = predicate.csr === undefined ? undefined : provenKey(predicate.csr);
  if (predicate.csr !== undefined && !tlsKey) return err("signature");
  const devices = signatures.flatMap(({ key }) =>
    key && key.keyid !== keyid && key.owner.type === "device" && !key.revoked ? [key.owner.id] : [],
  );
  return ok({ predicate, digest: digestHex(envelope.value.payload), tlsKey, devices });
}

export class Enrolments {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Opens an enrolment. The code leaves here once; what stays is its hash. */
  async open(
    wanted: {
      readonly ownerType: "person" | "device";
      readonly orgCode: string;
      readonly roles: readonly KeyRole[];
    },
    by: Operator,
  ): Promise<OpenedEnrolment> {
    const code = newCode();
    const salt = new Uint8Array(randomBytes(16));
    const now = this.#parts.clock.now();
    const row = {
      enrolment_id: uuidv7(),
      owner_type: wanted.ownerType,
      org_code: wanted.orgCode,
      roles: JSON.stringify(wanted.roles),
      code_salt: salt,
      code_hash: new Uint8Array(hashOfCode(code, salt)),
      attempts_left: mostAttempts,
      expires_at: new Date(now.getTime() + codeLifeMs).toISOString(),
      state: "open" as const,
      opened_by: by.operatorId,
      opened_at: now.toISOString(),
    };
    await this.#parts.commits.run((tx) => tx.insertInto("enrolment").values(empty(row)).execute());
    return { enrolmentId: row.enrolment_id, code, expiresAt: row.expires_at };
  }

  /**
   * A request that came over the network. It may be repeated: the answer tells how far it is. Unknown, wrong, ended
   * and used up look the same from outside.
   */
  async request(enrolmentId: string, body: Uint8Array): Promise<Result<EnrolmentAnswer, ProblemSlug>> {
    const json = parseCanonical(body);
    const request = json.ok ? enrolmentRequest.safeParse(json.value) : undefined;
    if (!request?.success) return err("schema");
    const right = await this.#checkCode(enrolmentId, request.data.code);
    if (!right) return err("enrol-code");
    const opened = openRequest(this.#parts.registry, request.data.request);
    if (!opened.ok) return opened;
    if (opened.value.predicate.requestId !== enrolmentId) return err("schema");
    return this.#parts.commits.run((tx) => this.#take(tx, enrolmentId, opened.value));
  }

  /** Counts a wrong code before it is answered, so that a restart gives no attempt back. */
  async #checkCode(enrolmentId: string, code: string): Promise<boolean> {
    return this.#parts.commits.run(async (tx) => {
      const row = await readEnrolment(tx, enrolmentId);
      if (!row || row.attempts_left === 0) return false;
      const ended = row.state === "open" && row.expires_at < instantOf(this.#parts.clock);
      if (ended) return false;
      const right = timingSafeEqual(
        hashOfCode(code, new Uint8Array(row.code_salt)),
        Buffer.from(row.code_hash),
      );
      if (!right) {
        const left = row.attempts_left - 1;
        await tx
          .updateTable("enrolment")
          .set({ attempts_left: left })
          .where("enrolment_id", "=", enrolmentId)
          .execute();
      }
      return right;
    });
  }

  async #take(
    tx: ServerTx,
    enrolmentId: string,
    opened: OpenedRequest,
  ): Promise<Result<EnrolmentAnswer, ProblemSlug>> {
    const row = await readEnrolment(tx, enrolmentId);
    if (!row || row.state === "refused") return err("enrol-state");
    if (row.state === "approved" && row.request_digest === opened.digest)
      return ok({
        state: "approved",
        keyid: row.keyid ?? "",
        ...(row.certificate === null ? {} : { certificate: row.certificate }),
        ...(this.#parts.authority ? { ca: this.#parts.authority.root } : {}),
      });
    // The code was used: only the same request is told how far it is.
    if (row.state !== "open")
      return row.request_digest === opened.digest
        ? ok({ state: "pending", keyid: row.keyid ?? "" })
        : err("enrol-state");
    const { predicate } = opened;
    if (predicate.owner.type !== row.owner_type) return err("enrol-state");
    // A person's key comes from a device that is registered with the same unit.
    if (row.owner_type === "person" && !(await hasDeviceOfUnit(tx, opened.devices, row.org_code)))
      return err("device-unknown");
    const record = recordOf(predicate, row);
    const known = this.#parts.registry.find(record.keyid);
    if (
      known &&
      (known.owner.id !== record.owner.id || known.owner.type !== record.owner.type || known.revoked)
    )
      return err("enrol-state");
    await tx
      .updateTable("enrolment")
      .set({
        state: "pending",
        keyid: record.keyid,
        record: JSON.stringify(record),
        tls_key: opened.tlsKey ?? null,
        request_digest: opened.digest,
        requested_at: instantOf(this.#parts.clock),
      })
      .where("enrolment_id", "=", enrolmentId)
      .execute();
    return ok({ state: "pending", keyid: record.keyid });
  }

  /** Enrolments that are not decided yet. */
  async waiting(): Promise<readonly WaitingEnrolment[]> {
    const rows = await this.#parts.db
      .selectFrom("enrolment")
      .selectAll()
      .where("state", "in", ["open", "pending"])
      .orderBy("opened_at")
      .execute();
    const owners = await this.#parts.db.selectFrom("key_record").select(["owner_id", "keyid"]).execute();
    return rows.map((row) => {
      const record = row.record === null ? undefined : (JSON.parse(row.record) as KeyRecord);
      const other = owners.some((key) => key.owner_id === record?.owner.id && key.keyid !== record.keyid);
      return {
        enrolmentId: row.enrolment_id,
        state: row.state,
        ownerType: row.owner_type,
        orgCode: row.org_code,
        roles: JSON.parse(row.roles) as string[],
        ...(record ? { ownerId: record.owner.id, keyid: record.keyid, replaces: other } : {}),
      };
    });
  }

  /** The second person approves: key, certificate and leaf in one transaction. */
  async approve(
    enrolmentId: string,
    by: Operator,
  ): Promise<Result<{ readonly keyid: string }, ApprovalProblem>> {
    const { registry, authority, clock } = this.#parts;
    const row = await readEnrolment(this.#parts.db, enrolmentId);
    if (!row) return err("enrolment-unknown");
    if (row.state !== "pending" || row.record === null) return err("enrolment-not-pending");
    if (row.opened_by === by.operatorId) return err("same-operator");
    const owner = (JSON.parse(row.record) as KeyRecord).owner;
    const taken = registry.find(row.keyid ?? "");
    if (taken && (taken.owner.id !== owner.id || taken.owner.type !== owner.type))
      return err("key-owned-by-another");
    const record: KeyRecord = { ...(JSON.parse(row.record) as KeyRecord), registeredAt: instantOf(clock) };
    const certificate =
      authority && row.tls_key && record.owner.type === "device"
        ? authority.issueDevice(record.owner.id, new Uint8Array(row.tls_key))
        : undefined;
    const facts = {
      enrolmentId,
      openedBy: row.opened_by,
      approvedBy: by.operatorId,
      ...(certificate !== undefined && row.tls_key ? { tlsKey: digestHex(new Uint8Array(row.tls_key)) } : {}),
    };
    await registry.register([record], facts, async (tx) => {
      await tx
        .updateTable("enrolment")
        .set({
          state: "approved",
          decided_by: by.operatorId,
          decided_at: instantOf(clock),
          certificate: certificate ?? null,
        })
        .where("enrolment_id", "=", enrolmentId)
        .execute();
      if (certificate !== undefined) await this.#keepCertificate(tx, record.owner.id, certificate);
    });
    return ok({ keyid: record.keyid });
  }

  async refuse(enrolmentId: string, by: Operator): Promise<Result<void, ApprovalProblem>> {
    const row = await readEnrolment(this.#parts.db, enrolmentId);
    if (!row) return err("enrolment-unknown");
    if (row.state !== "open" && row.state !== "pending") return err("enrolment-not-pending");
    const decided = row.opened_by === by.operatorId ? {} : { decided_by: by.operatorId };
    await this.#parts.commits.run((tx) =>
      tx
        .updateTable("enrolment")
        .set({ state: "refused", decided_at: instantOf(this.#parts.clock), ...decided })
        .where("enrolment_id", "=", enrolmentId)
        .execute(),
    );
    return ok();
  }

  /**
   * The next certificate of a device that is registered: asked for by its statement key in a session of its own, so
   * nobody has to approve. Given when two thirds of the last one's life are over, or when the device has none yet.
   */
  async renew(deviceId: string, body: Uint8Array): Promise<Result<CertificateAnswer, ProblemSlug>> {
    const { authority, clock, registry } = this.#parts;
    if (!authority) return err("not-found");
    const json = parseCanonical(body);
    const request = json.ok ? certificateRequest.safeParse(json.value) : undefined;
    if (!request?.success) return err("schema");
    const opened = openRequest(registry, request.data.request);
    if (!opened.ok) return opened;
    const { predicate, tlsKey } = opened.value;
    const keyid = keyidOf(serverCrypto.sha256, fromBase64(predicate.publicKey) ?? new Uint8Array(0));
    const known = registry.find(keyid);
    if (!tlsKey || known?.owner.type !== "device" || known.owner.id !== deviceId) return err("signature");
    if (known.revoked) return err("device-revoked");
    const kept = await this.certificateOf(deviceId);
    if (kept !== undefined && kept !== "" && !isDueForRenewal(kept, clock.now())) return err("enrol-state");
    const certificate = authority.issueDevice(deviceId, tlsKey);
    await this.#parts.commits.run((tx) => this.#keepCertificate(tx, deviceId, certificate));
    return ok({ certificate });
  }

  /** The device's newest certificate; empty when only the log remembers that there is one. */
  async certificateOf(deviceId: string): Promise<string | undefined> {
    const row = await this.#parts.db
      .selectFrom("device_certificate")
      .select("certificate")
      .where("device_id", "=", deviceId)
      .executeTakeFirst();
    return row?.certificate;
  }

  async #keepCertificate(tx: ServerTx, deviceId: string, certificate: string): Promise<void> {
    const values = { issued_at: instantOf(this.#parts.clock), certificate };
    await tx
      .insertInto("device_certificate")
      .values({ device_id: deviceId, ...values })
      .onConflict((conflict) => conflict.column("device_id").doUpdateSet(values))
      .execute();
  }
}

/** Whether one of these devices is registered with the unit and not stopped. */
async function hasDeviceOfUnit(
  tx: ServerTx,
  deviceIds: readonly string[],
  orgCode: string,
): Promise<boolean> {
  if (deviceIds.length === 0) return false;
  const found = await tx
    .selectFrom("device")
    .select("device_id")
    .where("device_id", "in", deviceIds)
    .where("org_code", "=", orgCode)
    .where("frozen", "=", 0)
    .executeTakeFirst();
  return found !== undefined;
}

function empty<Row extends object>(row: Row) {
  return {
    keyid: null,
    record: null,
    tls_key: null,
    request_digest: null,
    requested_at: null,
    decided_by: null,
    decided_at: null,
    certificate: null,
    ...row,
  };
}

async function readEnrolment(db: ServerDb | ServerTx, enrolmentId: string) {
  return db.selectFrom("enrolment").selectAll().where("enrolment_id", "=", enrolmentId).executeTakeFirst();
}

function recordOf(
  predicate: KeyRequestPredicate,
  row: { readonly org_code: string; readonly roles: string },
): KeyRecord {
  const roles = JSON.parse(row.roles) as KeyRole[];
  const publicKey = fromBase64(predicate.publicKey) ?? new Uint8Array(0);
  return {
    keyid: toHex(serverCrypto.sha256(publicKey)),
    suite: predicate.suite as KeyRecord["suite"],
    publicKey: predicate.publicKey,
    owner: predicate.owner,
    orgCode: row.org_code,
    ...(roles.length > 0 ? { roles } : {}),
  };
}
