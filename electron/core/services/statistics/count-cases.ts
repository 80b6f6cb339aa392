import {
  readClosingEvents,
  readCountedApplications,
  type CountedApplication,
} from "../../../../db/readers/annual-report.ts";
import { readAllGivenAnswers } from "../../../../db/readers/given-answers.ts";
import type { ReadDb } from "../../../../db/schema/tables.ts";
import type { ApplicantType } from "../../../../shared/contract/applications.ts";
import type { ApplicantKind, ReportCase } from "../../../../shared/domain/annual-report/index.ts";
import type { LetterId } from "../../../../shared/domain/letters/letter-id.ts";
import { letterOutcomes } from "../../../../shared/domain/letters/outcome.ts";
import type { CalendarDay } from "../../../../shared/kernel/calendar-day.ts";

const columns: Readonly<Record<ApplicantType, ApplicantKind>> = {
  citizen: "nat",
  commercialEnterprise: "biz",
  researchInstitution: "sci",
  publicWelfareOrganisation: "pub",
  legalServiceOrganisation: "law",
  otherOrganisation: "oth",
};

/** An application as the statistics count it, with what the lists behind a figure show of it. */
export interface CountedCase {
  readonly counted: ReportCase;
  readonly application: CountedApplication;
}

/**
 * Every application received up to a day, with its outcome from the newest closing letter, or from the event that ended
 * it without one (条例30, 42; withdrawal). Counted anew each time: nothing of it is stored (V6).
 */
export async function countedCases(db: ReadDb, until: CalendarDay): Promise<readonly CountedCase[]> {
  const endings = new Map<string, { outcome: string; decided: CalendarDay }>();
  for (const event of await readClosingEvents(db)) {
    const outcome =
      event.type === "withdrawn"
        ? "other_other"
        : event.type === "redirected"
          ? "refuse_petition"
          : event.ground === "fee"
            ? "other_fee_unpaid"
            : "other_no_correction";
    endings.set(event.applicationId, { outcome, decided: event.onDay as CalendarDay });
  }
  // Oldest first: a letter that replaces another one counts.
  for (const letter of await readAllGivenAnswers(db)) {
    const outcome = letterOutcomes[letter.template as LetterId];
    if (outcome)
      endings.set(letter.applicationId, {
        outcome: outcome.code,
        decided: letter.issueDate as CalendarDay,
      });
  }
  return (await readCountedApplications(db, until)).map((application) => ({
    application,
    counted: {
      id: application.applicationId,
      received: application.receivedOn as CalendarDay,
      applicant: columns[application.applicantType as ApplicantType],
      ...endings.get(application.applicationId),
    },
  }));
}
