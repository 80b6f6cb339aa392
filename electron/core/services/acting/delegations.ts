import { isAdministrator } from "../../../../shared/domain/access/roles.ts";
import { readDelegation, readDelegations } from "../../../../db/readers/acting-for-others.ts";
import { readAccounts, type AccountRecord } from "../../../../db/readers/people.ts";
import {
  insertConfirmation,
  insertDelegation,
  insertDelegationEnd,
  insertDelegationStatement,
  insertEmergencySeen,
} from "../../../../db/writers/acting-for-others.ts";
import type { DelegationRow } from "../../../../shared/contract/acting-for-others.ts";
import {
  checkDelegation,
  delegationState,
  type DelegableStage,
} from "../../../../shared/domain/access/delegation.ts";
import { rightToDecide } from "../../../../shared/domain/access/policy.ts";
import { reviewStages } from "../../../../shared/domain/review/review-stages.ts";
import { daysBetween, type CalendarDay, type Instant } from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf, todayOf } from "../../ports/ports.ts";
import { decidersOf, readReviewFacts } from "../reviews/review-facts.ts";
import { write, type Work } from "../work.ts";
import { delegationStatement } from "./delegation-statements.ts";

const written = (work: Work) => ({
  accountId: work.actor.accountId,
  personId: work.actor.personId,
  at: instantOf(work.ports),
});

const changedAreas = ["delegations", "reviews"] as const;

/** The active accounts of a person; a person without one cannot act. */
export async function accountsOf(work: Work, personId: string): Promise<readonly AccountRecord[]> {
  return (await readAccounts(work.db)).filter(
    (account) => account.personId === personId && account.state === "active",
  );
}

/** Roles an account holds now; none when it is gone or disabled. */
export async function accountRoles(work: Work, accountId: string): Promise<AccountRecord["roles"]> {
  const account = (await readAccounts(work.db, { id: accountId }))[0];
  return account?.state === "active" ? account.roles : [];
}

const stateOrder = ["proposed", "inForce", "waiting", "lapsed", "ended", "refused", "over"];

/** Unseen emergency rights stand first for the auditor, undecided ones first for everybody else. */
export async function listDelegations(work: Work, input: { kind?: "deputy" | "emergency" | undefined }) {
  const today = todayOf(work.ports);
  const auditor = work.actor.roles.includes("auditAdmin");
  const securityAdmin = work.actor.roles.includes("securityAdmin");
  const records = await readDelegations(work.db, input.kind);
  const rows = records.map((record): DelegationRow => {
    const state = delegationState(record, today);
    const living = state === "proposed" || state === "waiting" || state === "inForce" || state === "lapsed";
    const party = [record.fromPersonId, record.proposedByPersonId].includes(work.actor.personId);
    return {
      delegationId: record.delegationId,
      kind: record.kind,
      stage: record.stage,
      fromPersonName: record.fromPersonName,
      toPersonName: record.toPersonName,
      ...(record.reviewNo ? { reviewNo: record.reviewNo } : {}),
      fromDay: record.fromDay,
      untilDay: record.untilDay,
      reason: record.reason,
      state,
      proposedByName: record.proposedByName,
      proposedAt: record.proposedAt as Instant,
      ...(record.confirmedByName ? { confirmedByName: record.confirmedByName } : {}),
      ...(record.note ? { note: record.note } : {}),
      ...(record.endedByName ? { endedByName: record.endedByName } : {}),
      ...(record.endReason ? { endReason: record.endReason } : {}),
      ...(record.seenByName ? { seenByName: record.seenByName } : {}),
      mayEnd: living && (party || securityAdmin),
    };
  });
  const rank = (row: DelegationRow): number =>
    auditor && row.kind === "emergency" && !row.seenByName ? -1 : stateOrder.indexOf(row.state);
  return answer({ rows: rows.toSorted((a, b) => rank(a) - rank(b)) });
}

export async function proposeDelegation(
  work: Work,
  input: {
    stage: DelegableStage;
    fromPersonId?: string | undefined;
    toPersonId: string;
    fromDay: CalendarDay;
    untilDay: CalendarDay;
    reason: string;
  },
) {
  const fromPersonId = input.fromPersonId ?? work.actor.personId;
  // Somebody absent cannot ask: the disclosure office may, in the open.
  if (fromPersonId !== work.actor.personId && !work.actor.roles.includes("disclosureOffice"))
    return refuse("not-allowed");
  const lender = await accountsOf(work, fromPersonId);
  const deputy = await accountsOf(work, input.toPersonId);
  if (lender.length === 0 || deputy.length === 0) return refuse("unknown-person");
  const problem = checkDelegation({
    kind: "deputy",
    fromPersonId,
    toPersonId: input.toPersonId,
    proposedByPersonId: work.actor.personId,
    lenderHolds: lender.some((account) => account.roles.includes(reviewStages[input.stage].role)),
    deputyIsAdministrator: deputy.some((account) => account.roles.some(isAdministrator)),
    fromDay: input.fromDay,
    untilDay: input.untilDay,
    today: todayOf(work.ports),
    days: daysBetween(input.fromDay, input.untilDay) + 1,
  });
  if (problem) return refuse(problem);
  const delegationId = work.ports.newId();
  await write(work, async (tx, audit) => {
    await insertDelegation(tx, {
      id: delegationId,
      kind: "deputy",
      stage: input.stage,
      fromPersonId,
      toPersonId: input.toPersonId,
      fromDay: input.fromDay,
      untilDay: input.untilDay,
      reason: input.reason,
      ...written(work),
    });
    audit({
      act: "delegation.proposed",
      subjectKind: "delegation",
      subjectId: delegationId,
      detail: {
        stage: input.stage,
        from: fromPersonId,
        to: input.toPersonId,
        fromDay: input.fromDay,
        untilDay: input.untilDay,
      },
    });
  });
  work.changed(...changedAreas);
  return answer({ delegationId });
}

export async function proposeEmergency(
  work: Work,
  input: { reviewId: string; toPersonId: string; reason: string },
) {
  const facts = await readReviewFacts(work.db, input.reviewId, work.actor.personId);
  if (!facts) return refuse("unknown-review");
  const stage = facts.review.currentStage;
  if (facts.review.state !== "open" || !stage || stage === "selfCheck") return refuse("review-closed");
  const deputy = await accountsOf(work, input.toPersonId);
  const first = deputy[0];
  if (!first) return refuse("unknown-person");
  const today = todayOf(work.ports);
  const problem = checkDelegation({
    kind: "emergency",
    fromPersonId: work.actor.personId,
    toPersonId: input.toPersonId,
    proposedByPersonId: work.actor.personId,
    lenderHolds: true,
    deputyIsAdministrator: deputy.some((account) => account.roles.some(isAdministrator)),
    fromDay: today,
    untilDay: today,
    today,
    days: 1,
  });
  if (problem === "to-oneself" || problem === "deputy-is-administrator") return refuse(problem);
  const delegationId = work.ports.newId();
  // The separation of duties holds for it as for any right: asked before anybody is troubled with it.
  const right = rightToDecide(
    { accountId: first.accountId, personId: first.personId, roles: [] },
    {
      reviewId: input.reviewId,
      stage,
      drafterPersonId: facts.revision.createdByPerson,
      itemDrafterPersonId: facts.item.drafterPersonId,
      deciders: decidersOf(facts),
      today,
      delegations: [
        {
          delegationId,
          kind: "emergency",
          stage,
          fromPersonId: work.actor.personId,
          fromPersonName: work.actor.personName,
          toPersonId: input.toPersonId,
          reviewId: input.reviewId,
          fromDay: today,
          untilDay: today,
          confirmed: true,
          ended: false,
          lenderHolds: true,
        },
      ],
    },
  );
  if (!right.ok && right.refusal.type !== "not-your-stage") return refuse(right.refusal.type);
  await write(work, async (tx, audit) => {
    await insertDelegation(tx, {
      id: delegationId,
      kind: "emergency",
      stage,
      fromPersonId: work.actor.personId,
      toPersonId: input.toPersonId,
      reviewId: input.reviewId,
      fromDay: today,
      untilDay: today,
      reason: input.reason,
      ...written(work),
    });
    audit({
      act: "delegation.emergencyProposed",
      subjectKind: "delegation",
      subjectId: delegationId,
      detail: { stage, reviewId: input.reviewId, to: input.toPersonId },
    });
  });
  work.changed(...changedAreas);
  return answer({ delegationId });
}

export async function confirmDelegation(
  work: Work,
  input: { delegationId: string; decision: "confirm" | "refuse"; note: string; passphrase: string },
) {
  const record = await readDelegation(work.db, input.delegationId);
  if (!record) return refuse("unknown-delegation");
  if (delegationState(record, todayOf(work.ports)) !== "proposed") return refuse("already-decided");
  // Whoever is in it cannot confirm it: administrators hold no business role, and the store asks again (SD-07).
  if ([record.fromPersonId, record.toPersonId, record.proposedByPersonId].includes(work.actor.personId))
    return refuse("not-allowed");
  if (input.decision === "refuse" && input.note.trim() === "") return refuse("note-missing");
  const wrong = await work.checkPassphrase(input.passphrase);
  if (wrong) return refuse(wrong.code, { facts: wrong.facts });
  if (!work.signingKey) return refuse("locked");
  const statement =
    input.decision === "confirm" ? await delegationStatement(work, record, work.signingKey) : undefined;
  await write(work, async (tx, audit) => {
    await insertConfirmation(tx, {
      delegationId: input.delegationId,
      decision: input.decision,
      note: input.note.trim(),
      ...written(work),
    });
    if (statement)
      await insertDelegationStatement(tx, {
        delegationId: input.delegationId,
        what: "confirmed",
        envelope: statement,
        at: instantOf(work.ports),
      });
    audit({
      act: record.kind === "emergency" ? "delegation.emergencyConfirmed" : "delegation.confirmed",
      subjectKind: "delegation",
      subjectId: input.delegationId,
      result: input.decision,
      detail: { stage: record.stage, from: record.fromPersonId, to: record.toPersonId },
    });
  });
  work.changed(...changedAreas);
  return answer(null);
}

export async function endDelegation(work: Work, input: { delegationId: string; reason: string }) {
  const record = await readDelegation(work.db, input.delegationId);
  if (!record) return refuse("unknown-delegation");
  const party = [record.fromPersonId, record.proposedByPersonId].includes(work.actor.personId);
  if (!party && !work.actor.roles.includes("securityAdmin")) return refuse("not-allowed");
  const state = delegationState(record, todayOf(work.ports));
  if (state === "ended" || state === "refused" || state === "over") return refuse("already-decided");
  if (!work.signingKey) return refuse("locked");
  const end = written(work);
  // What was never confirmed gave no right: nobody else heard of it.
  const statement = record.confirmed
    ? await delegationStatement(work, record, work.signingKey, end.at)
    : undefined;
  await write(work, async (tx, audit) => {
    await insertDelegationEnd(tx, { delegationId: input.delegationId, reason: input.reason, ...end });
    if (statement)
      await insertDelegationStatement(tx, {
        delegationId: input.delegationId,
        what: "ended",
        envelope: statement,
        at: end.at,
      });
    audit({
      act: "delegation.ended",
      subjectKind: "delegation",
      subjectId: input.delegationId,
    });
  });
  work.changed(...changedAreas);
  return answer(null);
}

export async function acknowledgeEmergency(work: Work, input: { delegationId: string; note: string }) {
  const record = await readDelegation(work.db, input.delegationId);
  if (!record || record.kind !== "emergency") return refuse("unknown-delegation");
  if (record.seenByName) return refuse("already-decided");
  await write(work, async (tx, audit) => {
    await insertEmergencySeen(tx, {
      delegationId: input.delegationId,
      note: input.note.trim(),
      ...written(work),
    });
    audit({ act: "delegation.emergencySeen", subjectKind: "delegation", subjectId: input.delegationId });
  });
  work.changed(...changedAreas);
  return answer(null);
}
