import { nextApplicationNo } from "../../../../db/readers/applications.ts";
import { appendClockEvent, insertApplication } from "../../../../db/writers/applications.ts";
import { putSearchEntry } from "../../../../db/writers/search.ts";
import type { ApplicationIntake } from "../../../../shared/contract/applications.ts";
import {
  applicantsProblems,
  checkApplicants,
} from "../../../../shared/domain/application/joint-applicants.ts";
import { splitObstacles } from "../../../../shared/domain/application/application-units.ts";
import { readClock, type ClockEvent } from "../../../../shared/domain/clock/index.ts";
import { detectClassificationMark } from "../../../../shared/domain/screening/secret-mark.ts";
import { applicationEntry } from "../../../../shared/domain/search/search-entry.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf, todayOf } from "../../ports/ports.ts";
import { isDiskFull, write, type Work } from "../work.ts";
import { cachesOfReading } from "./case-clock.ts";
import { refuseUnits, writeUnits } from "./split-application.ts";

const confirmedChannels: ReadonlySet<string> = new Set(["ordinaryMail", "internet", "fax"]);

/** What an intake says to the clock: the receipt date follows from the channel (条例31). */
function intakeEvents(intake: ApplicationIntake): readonly ClockEvent[] {
  const channel = intake.submissionChannel;
  if (!confirmedChannels.has(channel)) return [{ type: "received", onDay: intake.arrivedOn, channel }];
  const arrived: ClockEvent = { type: "arrived", onDay: intake.arrivedOn, channel };
  return intake.confirmedOn
    ? [arrived, { type: "receiptConfirmed", onDay: intake.confirmedOn, channel }]
    : [arrived];
}

/** Takes in one application: register number, events, search terms and audit entry in one transaction (条例45). */
export async function registerApplication(
  work: Work,
  { units = [], ...input }: ApplicationIntake & { readonly units?: readonly string[] },
) {
  const today = todayOf(work.ports);
  if (input.arrivedOn > today || (input.confirmedOn && input.confirmedOn > today))
    return refuse("day-in-future");
  if (input.confirmedOn && input.confirmedOn < input.arrivedOn) return refuse("confirmation-before-arrival");
  const applicants = checkApplicants(input);
  if (applicants)
    return refuse("applicants-invalid", {
      field: "coApplicants",
      facts: { reason: applicantsProblems[applicants] },
    });
  const mark = detectClassificationMark(input.requestedInformation);
  if (mark)
    return refuse("invalid-input", { field: "requestedInformation", facts: { markType: mark.markType } });
  const refused = units.length > 0 ? refuseUnits(units) : undefined;
  if (refused) return refused;
  const events = intakeEvents(input);
  const caches = cachesOfReading(readClock(events, work.calendar, today));
  // Without a receipt date there is nothing the units could share (条例31): confirmed first, split then.
  if (units.length > 0 && !caches.receiptDate)
    return refuse("split-not-possible", { facts: { reason: splitObstacles["not-received"] } });
  const applicationId = work.ports.newId();
  const at = instantOf(work.ports);
  try {
    const applicationNo = await write(work, async (tx, audit) => {
      const number = await nextApplicationNo(tx, today);
      const seq = await insertApplication(tx, {
        id: applicationId,
        applicationNo: number,
        intake: input,
        handlerAccountId: work.actor.accountId,
        applicantName: input.applicantName,
        at,
        ...caches,
      });
      for (const event of events)
        await appendClockEvent(tx, {
          id: work.ports.newId(),
          applicationId,
          event,
          note: input.receiptEvidence,
          accountId: work.actor.accountId,
          at,
        });
      await putSearchEntry(tx, seq * 2 + 1, applicationEntry(number, input));
      audit({
        act: "application.registered",
        subjectKind: "application",
        subjectId: applicationId,
        detail: { channel: input.submissionChannel },
      });
      if (units.length > 0)
        await writeUnits(
          work,
          tx,
          audit,
          { applicationId, applicationNo: number, intake: input, handlerAccountId: work.actor.accountId },
          events,
          units,
        );
      return number;
    });
    work.changed("applications");
    return answer({ applicationId, applicationNo });
  } catch (error) {
    if (isDiskFull(error)) return refuse("disk-full");
    throw error;
  }
}
