import { readApplication, readLettersOfApplication } from "../../../../db/readers/applications.ts";
import { applicationIntake, type ObtainMethod } from "../../../../shared/contract/applications.ts";
import type { CaseFeeView } from "../../../../shared/contract/fees.ts";
import {
  feeNoticeFields,
  feeOptions,
  readMonthlyCounter,
  type DeliveryMethod,
  type FeeBasis,
} from "../../../../shared/domain/fees/index.ts";
import type { CopyItem } from "../../../../shared/domain/letters/field-values.ts";
import type { LetterId } from "../../../../shared/domain/letters/letter-id.ts";
import { letterOutcomes } from "../../../../shared/domain/letters/outcome.ts";
import type { CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import { todayOf } from "../../ports/ports.ts";
import type { Work } from "../work.ts";
import { readLetterFacts } from "../letters/letter-state.ts";
import { createLetter } from "../letters/write-letters.ts";
import { applicationsOf } from "./applicant-count.ts";
import { readingOf, readRecordedEvents } from "./case-clock.ts";

const deliveries: Readonly<Record<ObtainMethod, DeliveryMethod>> = {
  post: "paper",
  pickUp: "paper",
  email: "email",
  fax: "fax",
  inspect: "inspection",
};

async function readFacts(work: Work, applicationId: string): Promise<CaseFeeView | undefined> {
  const record = await readApplication(work.db, applicationId);
  if (!record) return undefined;
  const intake = applicationIntake.parse(record.intake);
  const events = (await readRecordedEvents(work.db, applicationId)).map((entry) => entry.event);
  const { receiptDate } = readingOf(events, work.calendar, todayOf(work.ports));
  const letters = (await readLettersOfApplication(work.db, applicationId)).filter((letter) => !letter.voided);
  const reply = letters.findLast((letter) => letterOutcomes[letter.template as LetterId]);
  const copies = reply
    ? (((await readLetterFacts(work, reply.letterId))?.fields.providedList ?? []) as readonly CopyItem[])
    : [];
  const pages = Array.isArray(copies) ? copies.reduce((sum, copy) => sum + (copy.pages ?? 0), 0) : 0;
  const notice = letters.find((letter) => letter.template === "fee-notice");
  const charged = notice ? (await readLetterFacts(work, notice.letterId))?.fields.feeAmount : undefined;
  const common = {
    delivery: deliveries[intake.obtainMethod],
    ...(reply ? { outcome: reply.template } : {}),
    ...(pages > 0 ? { pages } : {}),
    ...(notice
      ? {
          notice: {
            letterId: notice.letterId,
            issued: notice.issue !== undefined,
            ...(typeof charged === "number" ? { amount: charged } : {}),
          },
        }
      : {}),
  };
  if (!receiptDate) return { ...common, others: [] };
  const month = receiptDate.slice(0, 7);
  const own = await applicationsOf(
    work,
    { ...intake, others: intake.coApplicants, receivedOn: receiptDate },
    `${month}-01` as CalendarDay,
    `${month}-31` as CalendarDay,
  );
  const counter = readMonthlyCounter(
    applicationId,
    own.map((one, index) => ({
      applicationId: one.applicationId,
      applicantKey: "same",
      receiptDate: one.matter.receivedOn,
      registerOrder: index,
      pieces: 1,
      withdrawnUnprocessed: one.withdrawnUnprocessed,
    })),
  );
  return {
    ...common,
    ...(counter ? { counter } : {}),
    others: own
      .filter((one) => one.applicationId !== applicationId && !one.withdrawnUnprocessed)
      .map((one) => ({
        applicationId: one.applicationId,
        applicationNo: one.applicationNo,
        receivedOn: one.matter.receivedOn,
        requestedInformation: one.matter.requestedInformation.slice(0, 80),
      })),
  };
}

/** The counter of this applicant's month and what else the fee of a case follows from. */
export async function readCaseFee(work: Work, input: { applicationId: string }) {
  const facts = await readFacts(work, input.applicationId);
  return facts ? answer<CaseFeeView>(facts) : refuse("unknown-application");
}

/** Drafts the fee notice under one tariff, with the sums counted from the register at this moment. */
export async function draftFeeNotice(
  work: Work,
  input: { applicationId: string; basis: FeeBasis; pages?: number | undefined },
) {
  const facts = await readFacts(work, input.applicationId);
  if (!facts) return refuse("unknown-application");
  const { counter } = facts;
  const impossible = (reason: string) => refuse("fee-not-possible", { facts: { reason } });
  if (!counter) return impossible("收到申请之日还没有确定，或者这件申请不计入件数");
  const options = feeOptions({
    alreadyInMonth: counter.alreadyInMonth,
    pieces: counter.sequenceTo - counter.alreadyInMonth,
    delivery: facts.delivery,
    ...(input.pages === undefined ? {} : { pages: input.pages }),
    ...(facts.outcome ? { outcome: facts.outcome } : {}),
  });
  const option = options[input.basis];
  if (!option.allowed) return impossible(option.reason);
  const fields = feeNoticeFields(input.basis, counter, input.pages);
  if (fields.feeAmount === 0) return impossible("在不收费的件数、页数以内");
  return createLetter(work, {
    applicationId: input.applicationId,
    template: "fee-notice",
    facts: { ...fields },
    reasons: [{ text: option.reason, article: option.article }],
  });
}
