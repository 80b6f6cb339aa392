import { z } from "zod";

import { longestDelegationDays } from "../domain/access/delegation.ts";
import { reviewStages } from "../domain/review/review-stages.ts";
import { daysBetween } from "../kernel/calendar-day.ts";
import { err, ok } from "../kernel/result.ts";
import type { Result } from "../kernel/result.ts";
import { toHex, utf8Bytes, utf8Text } from "./bytes.ts";
import { canonicalBytes, parseCanonical } from "./canonical-json.ts";
import { checkSignatures, envelopeBytes, parseEnvelope, signEnvelope } from "./dsse.ts";
import { adminRoles } from "./key-record.ts";
import type { KeyRecord, KeyRole } from "./key-record.ts";
import type { ProblemSlug } from "./problems.ts";
import { parseStatement, statementBytes } from "./statements.ts";
import type { DelegationPredicate } from "./statements.ts";
import type { ProtocolCrypto, Signer } from "./suites.ts";

/**
 * A stage right lent to a person, as the register knows it: whose right, whose use, for which days. A decision that is
 * signed under it has to say the same; what the deputy's own statement claims of it proves nothing (SD-05, SD-07).
 */
export type RegisteredDelegation = Omit<DelegationPredicate, "claimedAt" | "orgCode">;

export interface KnownKeys {
  find(keyid: string): KeyRecord | undefined;
  /** Keys of a person that are not revoked. */
  ofPerson(personId: string): readonly KeyRecord[];
}

const subjectName = "delegation";

const digestOf = (crypto: ProtocolCrypto, delegationId: string): string =>
  toHex(crypto.sha256(utf8Bytes(delegationId)));

/** Signs a delegation, or its end, as who confirmed or ended it. */
export async function signDelegation(
  crypto: ProtocolCrypto,
  predicate: DelegationPredicate,
  signer: Signer,
): Promise<Uint8Array> {
  const payload = statementBytes("delegation", {
    subject: [{ name: subjectName, digest: { sha256: digestOf(crypto, predicate.delegationId) } }],
    predicate,
  });
  return envelopeBytes(await signEnvelope(payload, [signer]));
}

/** Reads a delegation without asking whether its signature is anybody's. */
export function readDelegationStatement(
  crypto: ProtocolCrypto,
  bytes: Uint8Array,
): Result<DelegationPredicate, ProblemSlug> {
  const envelope = parseEnvelope(bytes);
  const statement = envelope.ok ? parseStatement("delegation", envelope.value.payload) : undefined;
  if (!envelope.ok || !statement?.ok) return err("schema");
  const { subject, predicate } = statement.value;
  const named = subject[0]?.name === subjectName;
  if (!named || subject[0]?.digest.sha256 !== digestOf(crypto, predicate.delegationId)) return err("schema");
  return ok(predicate);
}

/** Whether the dates and people of a delegation fit each other: SD-05 to SD-07, whoever signed it. */
function fits(predicate: DelegationPredicate): boolean {
  const { kind, validFrom, validUntil, reviewNo, fromPersonId, toPersonId } = predicate;
  const days = daysBetween(validFrom, validUntil) + 1;
  if (fromPersonId === toPersonId || days < 1 || days > longestDelegationDays) return false;
  return kind === "emergency" ? days === 1 && reviewNo !== undefined : reviewNo === undefined;
}

const rolesOf = (keys: readonly KeyRecord[]): readonly KeyRole[] => keys.flatMap((key) => key.roles ?? []);

/** Emergency rights are opened by the disclosure office or the leader, lent ones by who holds the stage. */
function mayLend(predicate: DelegationPredicate, roles: readonly KeyRole[]): boolean {
  return predicate.kind === "emergency"
    ? roles.includes("disclosureOffice") || roles.includes("leader")
    : roles.includes(reviewStages[predicate.stage].role);
}

/**
 * Reads a delegation, or its end, for the register: signed by the unit's security administrator, who is no party to it
 * (an end also by who lent the right, or by the disclosure office); lent by somebody who holds the right to somebody
 * of the same unit without an administrator role.
 */
export function openDelegation(
  crypto: ProtocolCrypto,
  bytes: Uint8Array,
  keys: KnownKeys,
): Result<DelegationPredicate, ProblemSlug> {
  const read = readDelegationStatement(crypto, bytes);
  const envelope = parseEnvelope(bytes);
  if (!read.ok || !envelope.ok) return read;
  const predicate = read.value;
  const { orgCode, fromPersonId, toPersonId } = predicate;
  const signatures = checkSignatures(crypto, envelope.value, (keyid) => keys.find(keyid));
  const [signature] = signatures;
  if (!signature?.key || signatures.some(({ valid }) => !valid)) return err("signature");
  const signer = signature.key;
  if (signatures.some(({ key }) => key?.revoked)) return err("review-key-revoked");
  if (signatures.length > 1 || signer.owner.type !== "person" || signer.orgCode !== orgCode)
    return err("review-role");
  const party = signer.owner.id === fromPersonId || signer.owner.id === toPersonId;
  const confirms = signer.roles?.includes("securityAdmin") === true && !party;
  const ends =
    predicate.endedAt !== undefined &&
    (signer.owner.id === fromPersonId || signer.roles?.includes("disclosureOffice") === true);
  if (!fits(predicate) || !(confirms || ends)) return err("review-role");
  // A right that ends may end whatever became of its people.
  if (predicate.endedAt !== undefined) return ok(predicate);
  const own = (personId: string) => keys.ofPerson(personId).filter((key) => key.orgCode === orgCode);
  const deputy = own(toPersonId);
  if (deputy.length === 0 || rolesOf(deputy).some((role) => adminRoles.includes(role)))
    return err("review-role");
  return mayLend(predicate, rolesOf(own(fromPersonId))) ? ok(predicate) : err("review-role");
}

const delegationList = z.strictObject({
  schema: z.literal("zwgk.delegations/1"),
  delegations: z.array(z.record(z.string(), z.unknown())).max(5000),
});

/** A file of delegations that is carried by hand: the envelopes as they were signed. */
export function delegationListBytes(envelopes: readonly Uint8Array[]): Uint8Array {
  const delegations = envelopes.map((bytes) => JSON.parse(utf8Text(bytes) ?? "null") as unknown);
  return canonicalBytes({ schema: "zwgk.delegations/1", delegations });
}

/** The envelopes of such a file; undefined when it is none. */
export function readDelegationList(bytes: Uint8Array): readonly Uint8Array[] | undefined {
  const json = parseCanonical(bytes);
  const list = json.ok ? delegationList.safeParse(json.value) : undefined;
  return list?.success ? list.data.delegations.map((envelope) => canonicalBytes(envelope)) : undefined;
}
