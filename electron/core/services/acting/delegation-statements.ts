import { isAdministrator } from "../../../../shared/domain/access/roles.ts";
import {
  readDelegation,
  readDelegationStatements,
  type DelegationRecord,
} from "../../../../db/readers/acting-for-others.ts";
import { readRemotePeople } from "../../../../db/readers/review-requests.ts";
import { insertDelegation } from "../../../../db/writers/acting-for-others.ts";
import type { RemoteDelegationRow } from "../../../../shared/contract/acting-for-others.ts";
import { checkDelegation } from "../../../../shared/domain/access/delegation.ts";
import { reviewStages } from "../../../../shared/domain/review/review-stages.ts";
import { daysBetween, type Instant } from "../../../../shared/kernel/calendar-day.ts";
import {
  delegationListBytes,
  readDelegationList,
  readDelegationStatement,
  signDelegation,
} from "../../../../shared/sync-protocol/delegations.ts";
import type { DelegationPredicate } from "../../../../shared/sync-protocol/statements.ts";
import { instantOf, todayOf } from "../../ports/ports.ts";
import type { SigningKey } from "../../security/signing-key.ts";
import { statementSigner } from "../../security/statement-signer.ts";
import { answer, refuse } from "../answer.ts";
import { nodeCrypto } from "../packages/node-crypto.ts";
import { write, type Work } from "../work.ts";

/**
 * Delegations beyond this machine: signed as they were confirmed or ended, so that the server and other workstations can
 * hold a decision against them (SD-05), and those of another machine's people registered here.
 */

/** The signed statement of a delegation that was confirmed, or that ended; none of people of another machine. */
export async function delegationStatement(
  work: Work,
  record: DelegationRecord,
  key: SigningKey,
  endedAt?: string,
): Promise<Uint8Array | undefined> {
  const remote = await readRemotePeople(work.db);
  if (remote.some((person) => person.personId === record.toPersonId)) return undefined;
  return await signDelegation(
    nodeCrypto,
    {
      delegationId: record.delegationId,
      kind: record.kind,
      stage: record.stage,
      fromPersonId: record.fromPersonId,
      toPersonId: record.toPersonId,
      validFrom: record.fromDay,
      validUntil: record.untilDay,
      ...(record.kind === "emergency" && record.reviewNo ? { reviewNo: record.reviewNo } : {}),
      orgCode: work.profile.creditCode,
      ...(endedAt === undefined ? {} : { endedAt: endedAt as Instant }),
      claimedAt: instantOf(work.ports),
    },
    statementSigner(key),
  );
}

/** The delegations of this machine as they were signed: for another workstation, or for the server by hand. */
export async function exportDelegations(work: Work) {
  const statements = await readDelegationStatements(work.db);
  return answer({
    fileName: `${work.profile.organAbbreviation}委托.json`,
    mediaType: "application/json",
    bytes: Uint8Array.from(delegationListBytes(statements.map((row) => row.envelope))),
  });
}

/** Delegations of a file between people who are registered as reviewing elsewhere, and that are not known yet. */
async function offered(work: Work, list: Uint8Array) {
  const envelopes = readDelegationList(list);
  if (!envelopes) return undefined;
  const people = new Map((await readRemotePeople(work.db)).map((person) => [person.personId, person]));
  const found: { predicate: DelegationPredicate; row: RemoteDelegationRow }[] = [];
  const ended = new Set<string>();
  for (const bytes of envelopes) {
    const read = readDelegationStatement(nodeCrypto, bytes);
    if (!read.ok || read.value.orgCode !== work.profile.creditCode) continue;
    const predicate = read.value;
    const [lender, deputy] = [people.get(predicate.fromPersonId), people.get(predicate.toPersonId)];
    if (predicate.endedAt !== undefined) ended.add(predicate.delegationId);
    if (!lender || !deputy || predicate.kind !== "deputy" || predicate.endedAt !== undefined) continue;
    const problem = checkDelegation({
      kind: "deputy",
      fromPersonId: lender.personId,
      toPersonId: deputy.personId,
      proposedByPersonId: work.actor.personId,
      lenderHolds: lender.roles.includes(reviewStages[predicate.stage].role),
      deputyIsAdministrator: deputy.roles.some(isAdministrator),
      fromDay: predicate.validFrom,
      untilDay: predicate.validUntil,
      today: todayOf(work.ports),
      days: daysBetween(predicate.validFrom, predicate.validUntil) + 1,
    });
    if (problem || (await readDelegation(work.db, predicate.delegationId))) continue;
    found.push({
      predicate,
      row: {
        delegationId: predicate.delegationId,
        stage: predicate.stage,
        fromPersonName: lender.personName,
        toPersonName: deputy.personName,
        fromDay: predicate.validFrom,
        untilDay: predicate.validUntil,
      },
    });
  }
  return found.filter(({ row }) => !ended.has(row.delegationId));
}

export async function readRemoteDelegations(work: Work, input: { list: Uint8Array }) {
  const found = await offered(work, input.list);
  return found ? answer(found.map(({ row }) => row)) : refuse("delegation-list-unreadable");
}

/** Proposes one of them here; it counts once the security administrator has confirmed it, like any other (SD-07). */
export async function registerRemoteDelegation(
  work: Work,
  input: { list: Uint8Array; delegationId: string },
) {
  const found = await offered(work, input.list);
  if (!found) return refuse("delegation-list-unreadable");
  const chosen = found.find(({ row }) => row.delegationId === input.delegationId)?.predicate;
  if (!chosen) return refuse("unknown-delegation");
  await write(work, async (tx, audit) => {
    await insertDelegation(tx, {
      id: chosen.delegationId,
      kind: "deputy",
      stage: chosen.stage,
      fromPersonId: chosen.fromPersonId,
      toPersonId: chosen.toPersonId,
      fromDay: chosen.validFrom,
      untilDay: chosen.validUntil,
      reason: "外机委托，据对方工作站导出的委托文件登记",
      accountId: work.actor.accountId,
      personId: work.actor.personId,
      at: instantOf(work.ports),
    });
    audit({
      act: "delegation.proposed",
      subjectKind: "delegation",
      subjectId: chosen.delegationId,
      detail: {
        stage: chosen.stage,
        from: chosen.fromPersonId,
        to: chosen.toPersonId,
        fromDay: chosen.validFrom,
        untilDay: chosen.validUntil,
        elsewhere: true,
      },
    });
  });
  work.changed("delegations");
  return answer(null);
}
