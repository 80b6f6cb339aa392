import { readConsultations } from "../../../../db/readers/consultations.ts";
import { readApplication, readLettersOfApplication } from "../../../../db/readers/applications.ts";
import { readUnitPlace } from "../../../../db/readers/application-units.ts";
import {
  appendClockEvent,
  insertApplication,
  updateCaseCaches,
} from "../../../../db/writers/applications.ts";
import { insertSplit, insertUnit } from "../../../../db/writers/application-units.ts";
import { putSearchEntry } from "../../../../db/writers/search.ts";
import type { WriteTx } from "../../../../db/schema/tables.ts";
import { applicationIntake, type ApplicationIntake } from "../../../../shared/contract/applications.ts";
import {
  checkUnits,
  splitObstacle,
  splitObstacles,
  unitNumber,
  unitProblems,
} from "../../../../shared/domain/application/application-units.ts";
import { orderClockEvents, readClock, type ClockEvent } from "../../../../shared/domain/clock/index.ts";
import { detectClassificationMark } from "../../../../shared/domain/screening/secret-mark.ts";
import { applicationEntry } from "../../../../shared/domain/search/search-entry.ts";
import type { AuditEntry } from "../../audit/audit-log.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf, todayOf } from "../../ports/ports.ts";
import { isDiskFull, write, type Work } from "../work.ts";
import { cachesOfReading, readRecordedEvents } from "./case-clock.ts";
import { letterRow } from "./read-cases.ts";

/** Refusal of matters that cannot stand as units, or carry a secret mark; undefined when they can. */
export function refuseUnits(units: readonly string[]) {
  const problem = checkUnits(units);
  if (problem) return refuse("units-invalid", { field: "units", facts: { reason: unitProblems[problem] } });
  const mark = units.map((unit) => detectClassificationMark(unit)).find((found) => found !== undefined);
  return mark ? refuse("invalid-input", { field: "units", facts: { markType: mark.markType } }) : undefined;
}

/**
 * Writes the units of an application and closes it: each unit starts from the same events, so from the same receipt date
 * and with a correction notice or extension already used. Every unit keeps its handler.
 */
export async function writeUnits(
  work: Work,
  tx: WriteTx,
  audit: (entry: AuditEntry) => void,
  application: {
    readonly applicationId: string;
    readonly applicationNo: string;
    readonly intake: ApplicationIntake;
    readonly handlerAccountId: string;
  },
  events: readonly ClockEvent[],
  units: readonly string[],
): Promise<readonly { readonly applicationId: string; readonly applicationNo: string }[]> {
  const today = todayOf(work.ports);
  const at = instantOf(work.ports);
  const standing = orderClockEvents(events);
  const caches = cachesOfReading(readClock(standing, work.calendar, today));
  const note = `随申请 ${application.applicationNo} 拆分`;
  const made: { applicationId: string; applicationNo: string }[] = [];
  for (const [index, requestedInformation] of units.entries()) {
    const applicationId = work.ports.newId();
    const applicationNo = unitNumber(application.applicationNo, index + 1);
    const seq = await insertApplication(tx, {
      id: applicationId,
      applicationNo,
      intake: { ...application.intake, requestedInformation },
      handlerAccountId: application.handlerAccountId,
      applicantName: application.intake.applicantName,
      at,
      ...caches,
    });
    for (const { id: _id, ...event } of standing)
      await appendClockEvent(tx, {
        id: work.ports.newId(),
        applicationId,
        event,
        note,
        accountId: work.actor.accountId,
        at,
      });
    await insertUnit(tx, { applicationId, parentId: application.applicationId, position: index + 1 });
    await putSearchEntry(
      tx,
      seq * 2 + 1,
      applicationEntry(applicationNo, { ...application.intake, requestedInformation }),
    );
    audit({
      act: "application.registered",
      subjectKind: "application",
      subjectId: applicationId,
      detail: { parentId: application.applicationId, position: index + 1 },
    });
    made.push({ applicationId, applicationNo });
  }
  const split: ClockEvent = { type: "split", onDay: today, units: units.length };
  await appendClockEvent(tx, {
    id: work.ports.newId(),
    applicationId: application.applicationId,
    event: split,
    note: `${unitNumber(application.applicationNo, 1)} 至 ${unitNumber(application.applicationNo, units.length)}`,
    accountId: work.actor.accountId,
    at,
  });
  await updateCaseCaches(
    tx,
    application.applicationId,
    cachesOfReading(readClock([...standing, split], work.calendar, today)),
  );
  await insertSplit(tx, {
    parentId: application.applicationId,
    unitCount: units.length,
    accountId: work.actor.accountId,
    at,
  });
  audit({
    act: "application.split",
    subjectKind: "application",
    subjectId: application.applicationId,
    detail: { units: units.length },
  });
  return made;
}

/** Splits a registered application into units, before anything was decided on it (收费办法4; annual-report.md §7). */
export async function splitApplication(
  work: Work,
  input: { applicationId: string; units: readonly string[] },
) {
  const record = await readApplication(work.db, input.applicationId);
  if (!record) return refuse("unknown-application");
  const refused = refuseUnits(input.units);
  if (refused) return refused;
  const events = (await readRecordedEvents(work.db, input.applicationId)).map((entry) => entry.event);
  const obstacle = splitObstacle({
    isUnit: (await readUnitPlace(work.db, input.applicationId)) !== undefined,
    reading: readClock(events, work.calendar, todayOf(work.ports)),
    consultedParties: (await readConsultations(work.db, { applicationId: input.applicationId })).length,
    letters: (await readLettersOfApplication(work.db, input.applicationId)).map(letterRow),
  });
  if (obstacle) return refuse("split-not-possible", { facts: { reason: splitObstacles[obstacle] } });
  try {
    const units = await write(work, (tx, audit) =>
      writeUnits(
        work,
        tx,
        audit,
        { ...record, intake: applicationIntake.parse(record.intake) },
        events,
        input.units,
      ),
    );
    work.changed("applications", `application:${input.applicationId}`);
    return answer({ units });
  } catch (error) {
    if (isDiskFull(error)) return refuse("disk-full");
    throw error;
  }
}
