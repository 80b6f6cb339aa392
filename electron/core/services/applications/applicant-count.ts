import { readReceivedOf, type ReceivedApplication } from "../../../../db/readers/applicant-applications.ts";
import { applicationIntake } from "../../../../shared/contract/applications.ts";
import { sameApplicant, type MatterCase } from "../../../../shared/domain/application/same-matter.ts";
import type { CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import type { Work } from "../work.ts";

/** One application of the applicant, as the counters of 条例35 and 收费办法4 see it. */
export interface OwnApplication extends ReceivedApplication {
  readonly matter: MatterCase;
}

/** The applications one applicant (of joint ones: any of them) had received in a span of days, in the register's order. */
export async function applicationsOf(
  work: Work,
  now: MatterCase,
  from: CalendarDay,
  through: CalendarDay,
): Promise<readonly OwnApplication[]> {
  const everybody = [now, ...(now.others ?? [])];
  const received = await readReceivedOf(work.db, {
    from,
    through,
    names: everybody.map((one) => one.applicantName.trim()),
    idNumbers: everybody.map((one) => one.idNumber.trim()).filter((number) => number !== ""),
  });
  return received
    .map((one) => {
      const intake = applicationIntake.parse(one.intake);
      const matter: MatterCase = {
        applicantName: intake.applicantName,
        idNumber: intake.idNumber,
        phone: intake.phone,
        others: intake.coApplicants,
        requestedInformation: intake.requestedInformation,
        receivedOn: one.receiptDate as CalendarDay,
      };
      return { ...one, matter };
    })
    .filter((one) => sameApplicant(now, one.matter));
}
