import { readAppealDispute } from "../../../../db/readers/appeals.ts";
import { readDisputes, type DisputeRecord } from "../../../../db/readers/disputes.ts";
import { insertAppeal, insertAppealStep } from "../../../../db/writers/appeals.ts";
import {
  checkAppealStep,
  mayAppeal,
  type Appellant,
  type AppealDecision,
  type AppealStep,
} from "../../../../shared/domain/application/appeal.ts";
import {
  disputeDecisions,
  type DisputeDecision,
  type LossReason,
} from "../../../../shared/domain/application/dispute.ts";
import type { CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf, todayOf } from "../../ports/ports.ts";
import { write, type Work } from "../work.ts";
import { appealOf, disputeOf, disputeViews } from "./disputes.ts";

async function recorded(work: Work, record: DisputeRecord) {
  work.changed("disputes", "annualReport", `application:${record.applicationId}`);
  const [after] = await disputeViews(work, { disputeId: record.disputeId });
  if (!after) throw new Error("dispute vanished");
  return answer(after);
}

export async function registerAppeal(
  work: Work,
  input: {
    disputeId: string;
    appellant: Appellant;
    court: string;
    caseNo: string;
    appealedOn: CalendarDay;
    copyReceivedOn?: CalendarDay | undefined;
    note: string;
  },
) {
  const [record] = await readDisputes(work.db, { disputeId: input.disputeId });
  if (!record) return refuse("unknown-dispute");
  if (record.appeal || !mayAppeal(disputeOf(record))) return refuse("appeal-not-possible");
  const today = todayOf(work.ports);
  if (input.appealedOn > today || (input.copyReceivedOn ?? today) > today) return refuse("day-in-future");
  if (input.appellant !== "organ" && input.copyReceivedOn === undefined) return refuse("copy-day-missing");
  if (input.copyReceivedOn !== undefined && input.appealedOn > input.copyReceivedOn)
    return refuse("filed-after-copy");
  if (record.decidedOn !== undefined && input.appealedOn < record.decidedOn) return refuse("day-before-copy");
  const appealId = work.ports.newId();
  await write(work, async (tx, audit) => {
    await insertAppeal(tx, {
      ...input,
      id: appealId,
      accountId: work.actor.accountId,
      at: instantOf(work.ports),
    });
    audit({
      act: "dispute.appealRegistered",
      subjectKind: "application",
      subjectId: record.applicationId,
      detail: { disputeId: record.disputeId, appealId },
    });
  });
  return recorded(work, record);
}

export async function recordAppealStep(
  work: Work,
  input: {
    appealId: string;
    step: AppealStep;
    onDay: CalendarDay;
    receivedOn?: CalendarDay | undefined;
    decision?: AppealDecision | undefined;
    newDecision?: DisputeDecision | undefined;
    reason?: LossReason | undefined;
    lesson: string;
    note: string;
  },
) {
  const disputeId = await readAppealDispute(work.db, input.appealId);
  const [record] = disputeId ? await readDisputes(work.db, { disputeId }) : [];
  if (!record?.appeal || record.appeal.appealId !== input.appealId) return refuse("unknown-dispute");
  if (input.onDay > todayOf(work.ports)) return refuse("day-in-future");
  const { step, onDay, decision, newDecision } = input;
  const refused = checkAppealStep(appealOf(record.appeal), { kind: step, onDay, decision, newDecision });
  if (refused) return refuse(refused);
  const judged = step === "decided" || step === "retried";
  const lost = judged && newDecision !== undefined && disputeDecisions[newDecision].result === "corrected";
  if (lost && (!input.reason || input.lesson === "")) return refuse("lesson-missing");
  if (step === "voided" && input.note === "") return refuse("proof-missing");
  await write(work, async (tx, audit) => {
    await insertAppealStep(tx, {
      id: work.ports.newId(),
      appealId: input.appealId,
      kind: step,
      onDay,
      ...(step === "decided" ? { decision } : {}),
      ...(judged ? { newDecision, receivedOn: input.receivedOn } : {}),
      ...(lost ? { reason: input.reason } : {}),
      lesson: lost ? input.lesson : "",
      note: input.note,
      accountId: work.actor.accountId,
      at: instantOf(work.ports),
    });
    audit({
      act: "dispute.appealStepRecorded",
      subjectKind: "application",
      subjectId: record.applicationId,
      detail: { appealId: input.appealId, step, decision: decision ?? "", newDecision: newDecision ?? "" },
    });
  });
  return recorded(work, record);
}
