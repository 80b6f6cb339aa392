import { readApplication, readLettersOfApplication } from "../../../../db/readers/applications.ts";
import { applicationIntake } from "../../../../shared/contract/applications.ts";
import type { CaseFeeView } from "../../../../shared/contract/fees.ts";
import { feeNotice, type FeeBasis } from "../../../../shared/domain/fees/index.ts";
import type { CopyItem } from "../../../../shared/domain/letters/field-values.ts";
import type { LetterId } from "../../../../shared/domain/letters/letter-id.ts";
import { letterOutcomes } from "../../../../shared/domain/letters/outcome.ts";
import { answer, refuse } from "../answer.ts";
import { todayOf } from "../../ports/ports.ts";
import type { Work } from "../work.ts";
import { readLetterFacts } from "../letters/letter-state.ts";
import { createLetter } from "../letters/write-letters.ts";
import { readingOf, readRecordedEvents } from "./case-clock.ts";
import { feeDelivery, readFeeMonth } from "./fee-facts.ts";

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
    delivery: feeDelivery[intake.obtainMethod],
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
  const { own, counter } = await readFeeMonth(work, applicationId, intake, receiptDate);
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

/** Drafts the fee notice under one tariff, with the sums counted from the register. */
export async function draftFeeNotice(
  work: Work,
  input: { applicationId: string; basis: FeeBasis; pages?: number | undefined },
) {
  const facts = await readFacts(work, input.applicationId);
  if (!facts) return refuse("unknown-application");
  const { counter } = facts;
  const impossible = (reason: string) => refuse("fee-not-possible", { facts: { reason } });
  if (!counter) return impossible("收到申请之日还没有确定，或者这件申请不计入件数");
  const made = feeNotice(input.basis, {
    counter,
    delivery: facts.delivery,
    ...(input.pages === undefined ? {} : { pages: input.pages }),
    ...(facts.outcome ? { outcome: facts.outcome } : {}),
  });
  if (!made.ok) return impossible(made.obstacle.reason);
  return createLetter(work, {
    applicationId: input.applicationId,
    template: "fee-notice",
    // The sums are never stored: they follow from the tariff, the pages and the register until the review freezes them.
    facts: { feeBasis: input.basis, ...(input.pages === undefined ? {} : { feePages: input.pages }) },
    reasons: [{ text: made.option.reason, article: made.option.article }],
  });
}
