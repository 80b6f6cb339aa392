import { readApplication, readLetter } from "../../../../db/readers/applications.ts";
import { countDisputes, readDisputePage } from "../../../../db/readers/dispute-list.ts";
import { readDisputes, type DisputeFilter, type DisputeRecord } from "../../../../db/readers/disputes.ts";
import type { AppealRecord } from "../../../../db/readers/appeals.ts";
import type { ReadDb } from "../../../../db/schema/tables.ts";
import { insertDispute, insertDisputeStep } from "../../../../db/writers/disputes.ts";
import type { AppealView, DisputePageShow, DisputeView } from "../../../../shared/contract/disputes.ts";
import { effectiveOutcome, readAppeal, type Appeal } from "../../../../shared/domain/application/appeal.ts";
import { reportDisputeOf } from "../../../../shared/domain/application/counted-dispute.ts";
import {
  checkDisputeStep,
  disputeDecisions,
  lessonsFor,
  readDispute,
  type Dispute,
  type DisputeDecision,
  type DisputeKind,
  type DisputeProcedure,
  type Lesson,
  type LossReason,
} from "../../../../shared/domain/application/dispute.ts";
import type { ReportDispute } from "../../../../shared/domain/annual-report/index.ts";
import { isLetterId, type LetterId } from "../../../../shared/domain/letters/letter-id.ts";
import { shippedTemplate } from "../../../../shared/domain/letters/templates/letter-templates.ts";
import type { CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf, todayOf } from "../../ports/ports.ts";
import { write, type Work } from "../work.ts";

export function disputeOf(record: DisputeRecord): Dispute {
  return {
    disputeId: record.disputeId,
    kind: record.kind,
    procedure: record.procedure,
    filedOn: record.filedOn as CalendarDay,
    copyReceivedOn: record.copyReceivedOn as CalendarDay,
    ...(record.answeredOn ? { answeredOn: record.answeredOn as CalendarDay } : {}),
    ...(record.decision ? { decision: record.decision } : {}),
    ...(record.decidedOn ? { decidedOn: record.decidedOn as CalendarDay } : {}),
    voided: record.voided,
  };
}

export function appealOf(record: AppealRecord): Appeal {
  const { copyReceivedOn, answeredOn, decision, decidedOn, newDecision, retriedOn } = record;
  return {
    appellant: record.appellant,
    appealedOn: record.appealedOn as CalendarDay,
    ...(copyReceivedOn ? { copyReceivedOn: copyReceivedOn as CalendarDay } : {}),
    ...(answeredOn ? { answeredOn: answeredOn as CalendarDay } : {}),
    ...(decision && decidedOn ? { decision, decidedOn: decidedOn as CalendarDay } : {}),
    ...(newDecision ? { newDecision } : {}),
    ...(retriedOn ? { retriedOn: retriedOn as CalendarDay } : {}),
  };
}

function appealView(work: Work, record: AppealRecord): AppealView {
  const appeal = appealOf(record);
  return {
    ...appeal,
    appealId: record.appealId,
    court: record.court,
    caseNo: record.caseNo,
    note: record.note,
    ...(record.receivedOn ? { receivedOn: record.receivedOn as CalendarDay } : {}),
    ...(record.reason ? { reason: record.reason } : {}),
    lesson: record.lesson,
    reading: readAppeal(appeal, work.calendar, todayOf(work.ports)),
  };
}

/** What took effect, with the reason and the lesson of the instance that said so. */
function outcomeOf(record: DisputeRecord) {
  const { decision, decidedOn } = disputeOf(record);
  if (!decision || !decidedOn) return undefined;
  const outcome = effectiveOutcome(
    { decision, decidedOn },
    record.appeal ? appealOf(record.appeal) : undefined,
  );
  if (!outcome) return undefined;
  const from = record.appeal?.newDecision ? record.appeal : record;
  return { ...outcome, reason: from.reason, lesson: from.lesson };
}

function viewOf(work: Work, record: DisputeRecord): DisputeView {
  const dispute = disputeOf(record);
  const outcome = outcomeOf(record);
  return {
    ...dispute,
    applicationId: record.applicationId,
    applicationNo: record.applicationNo,
    applicantName: record.applicantName,
    ...(record.letterId && record.template
      ? {
          letter: {
            letterId: record.letterId,
            templateName: shippedTemplate(record.template as LetterId).name,
            docNumber: record.docNumber,
          },
        }
      : {}),
    caseNo: record.caseNo,
    organ: record.organ,
    note: record.note,
    ...(record.receivedOn ? { receivedOn: record.receivedOn as CalendarDay } : {}),
    ...(record.reason ? { reason: record.reason } : {}),
    lesson: record.lesson,
    reading: readDispute(dispute, work.calendar, todayOf(work.ports)),
    ...(record.appeal ? { appeal: appealView(work, record.appeal) } : {}),
    ...(outcome ? { outcome: { decision: outcome.decision, on: outcome.on, result: outcome.result } } : {}),
  };
}

export async function disputeViews(work: Work, filter: DisputeFilter): Promise<readonly DisputeView[]> {
  return (await readDisputes(work.db, filter)).map((record) => viewOf(work, record));
}

export async function listDisputes(
  work: Work,
  input: { applicationId?: string | undefined; open?: boolean | undefined },
) {
  return answer<readonly DisputeView[]>(
    await disputeViews(work, {
      ...(input.applicationId ? { applicationId: input.applicationId } : {}),
      ...(input.open ? { open: true } : {}),
    }),
  );
}

const allDecisions = Object.keys(disputeDecisions) as readonly DisputeDecision[];

/** Decisions a window is about; undefined for whatever the state is. */
const decisionsShown: Readonly<Record<DisputePageShow, readonly DisputeDecision[] | undefined>> = {
  decided: allDecisions,
  lost: allDecisions.filter((decision) => disputeDecisions[decision].result === "corrected"),
  all: undefined,
};

/** One window of all disputes, the newest copy first. */
export async function pageDisputes(
  work: Work,
  input: {
    show: DisputePageShow;
    contains?: string | undefined;
    after?: string | undefined;
    limit: number;
  },
) {
  const [copyReceivedOn = "", seq] = input.after?.split("~") ?? [];
  if (input.after !== undefined && !Number.isSafeInteger(Number(seq ?? "x")))
    return refuse("invalid-input", { field: "after" });
  const contains = input.contains?.trim() === "" ? undefined : input.contains?.trim();
  const page = await readDisputePage(work.db, {
    decisions: decisionsShown[input.show],
    contains,
    limit: input.limit,
    ...(input.after === undefined ? {} : { after: { copyReceivedOn, seq: Number(seq) } }),
  });
  const views = new Map((await disputeViews(work, { ids: page.ids })).map((view) => [view.disputeId, view]));
  const count = (show: DisputePageShow) =>
    countDisputes(work.db, { decisions: decisionsShown[show], contains });
  return answer({
    rows: page.ids.flatMap((id) => views.get(id) ?? []),
    ...(page.next ? { next: `${page.next.copyReceivedOn}~${page.next.seq}` } : {}),
    counts: { decided: await count("decided"), lost: await count("lost"), all: await count("all") },
  });
}

export async function registerDispute(
  work: Work,
  input: {
    applicationId: string;
    letterId?: string | undefined;
    kind: DisputeKind;
    procedure: DisputeProcedure;
    organ: string;
    caseNo: string;
    filedOn: CalendarDay;
    copyReceivedOn: CalendarDay;
    note: string;
  },
) {
  if (!(await readApplication(work.db, input.applicationId))) return refuse("unknown-application");
  if (input.letterId !== undefined) {
    const letter = await readLetter(work.db, input.letterId);
    if (!letter?.issue || letter.applicationId !== input.applicationId) return refuse("unknown-letter");
  }
  if (input.copyReceivedOn > todayOf(work.ports)) return refuse("day-in-future");
  if (input.filedOn > input.copyReceivedOn) return refuse("filed-after-copy");
  const disputeId = work.ports.newId();
  const { letterId, ...rest } = input;
  await write(work, async (tx, audit) => {
    await insertDispute(tx, {
      id: disputeId,
      ...rest,
      ...(letterId === undefined ? {} : { letterId }),
      accountId: work.actor.accountId,
      at: instantOf(work.ports),
    });
    audit({
      act: "dispute.registered",
      subjectKind: "application",
      subjectId: input.applicationId,
      detail: { disputeId, kind: input.kind },
    });
  });
  work.changed("disputes", "annualReport", `application:${input.applicationId}`);
  return answer({ disputeId });
}

export async function recordDisputeStep(
  work: Work,
  input: {
    disputeId: string;
    step: "answered" | "decided" | "voided";
    onDay: CalendarDay;
    receivedOn?: CalendarDay | undefined;
    decision?: DisputeDecision | undefined;
    reason?: LossReason | undefined;
    lesson: string;
    note: string;
  },
) {
  const [record] = await readDisputes(work.db, { disputeId: input.disputeId });
  if (!record) return refuse("unknown-dispute");
  if (input.onDay > todayOf(work.ports)) return refuse("day-in-future");
  const refused = checkDisputeStep(disputeOf(record), input.step, input.onDay);
  if (refused) return refuse(refused);
  if (input.step === "decided" && !input.decision) return refuse("decision-missing");
  const lost =
    input.step === "decided" && input.decision && disputeDecisions[input.decision].result === "corrected";
  if (lost && (!input.reason || input.lesson === "")) return refuse("lesson-missing");
  if (input.step === "voided" && input.note === "") return refuse("proof-missing");
  await write(work, async (tx, audit) => {
    await insertDisputeStep(tx, {
      id: work.ports.newId(),
      disputeId: input.disputeId,
      kind: input.step,
      onDay: input.onDay,
      ...(input.step === "decided" && input.decision ? { decision: input.decision } : {}),
      ...(input.step === "decided" && input.receivedOn ? { receivedOn: input.receivedOn } : {}),
      ...(lost && input.reason ? { reason: input.reason } : {}),
      lesson: input.step === "decided" ? input.lesson : "",
      note: input.note,
      accountId: work.actor.accountId,
      at: instantOf(work.ports),
    });
    audit({
      act: "dispute.stepRecorded",
      subjectKind: "application",
      subjectId: record.applicationId,
      detail: { disputeId: input.disputeId, step: input.step, decision: input.decision ?? "" },
    });
  });
  work.changed("disputes", "annualReport", `application:${record.applicationId}`);
  const [after] = await disputeViews(work, { disputeId: input.disputeId });
  if (!after) throw new Error("dispute vanished");
  return answer(after);
}

export async function readLessons(work: Work, input: { template: string }) {
  if (!isLetterId(input.template)) return answer<readonly Lesson[]>([]);
  const lessons = (await readDisputes(work.db, { lost: true })).flatMap((record): readonly Lesson[] => {
    const { decision, decidedOn, reason, lesson } = record;
    // While a second instance runs, the first judgment still warns; what it overturned teaches nothing.
    const last =
      outcomeOf(record) ?? (decision && decidedOn ? { decision, on: decidedOn, reason, lesson } : undefined);
    if (!record.template || !last?.reason || last.lesson === "") return [];
    return [
      {
        template: record.template as LetterId,
        docNumber: record.docNumber,
        decidedOn: last.on as CalendarDay,
        kind: record.kind,
        decision: last.decision,
        reason: last.reason,
        text: last.lesson,
      },
    ];
  });
  return answer(lessonsFor(input.template, lessons));
}

/** Every dispute on record as table 3 counts it. */
export async function countedDisputes(db: ReadDb): Promise<readonly ReportDispute[]> {
  return (await readDisputes(db, {})).flatMap(
    (record) => reportDisputeOf(disputeOf(record), record.appeal ? appealOf(record.appeal) : undefined) ?? [],
  );
}
