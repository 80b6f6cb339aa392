import type { ApplicationIntake, ObtainMethod } from "../../../../shared/contract/applications.ts";
import type { DeliveryMethod, CounterReading } from "../../../../shared/domain/fees/index.ts";
import { readMonthlyCounter } from "../../../../shared/domain/fees/index.ts";
import type { CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import type { Work } from "../work.ts";
import { applicationsOf, type OwnApplication } from "./applicant-count.ts";

/** How what was asked for is handed over, as the page tariff sees it (收费办法5). */
export const feeDelivery: Readonly<Record<ObtainMethod, DeliveryMethod>> = {
  post: "paper",
  pickUp: "paper",
  email: "email",
  fax: "fax",
  inspect: "inspection",
};

/** The applicant's month as it stands in the register now: the count of this application, and those it is made of. */
export async function readFeeMonth(
  work: Work,
  applicationId: string,
  intake: ApplicationIntake,
  receiptDate: CalendarDay | undefined,
): Promise<{ readonly counter?: CounterReading; readonly own: readonly OwnApplication[] }> {
  if (!receiptDate) return { own: [] };
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
  return { own, ...(counter ? { counter } : {}) };
}
