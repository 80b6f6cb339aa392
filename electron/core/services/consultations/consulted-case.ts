import { readApplication, readLettersOfApplication } from "../../../../db/readers/applications.ts";
import { readConsultations } from "../../../../db/readers/consultations.ts";
import { todayOf } from "../../ports/ports.ts";
import { readingOf, readRecordedEvents } from "../applications/case-clock.ts";
import type { Work } from "../work.ts";
import { consultationViews } from "./consultation-views.ts";

/** One consulted party with its case, read together for an act on it; undefined when there is no such party. */
export async function readConsultedCase(work: Work, consultationId: string) {
  const [record] = await readConsultations(work.db, { consultationId });
  if (!record) return undefined;
  const application = await readApplication(work.db, record.application_id);
  if (!application) throw new Error("consultation without its application");
  const events = await readRecordedEvents(work.db, record.application_id);
  const today = todayOf(work.ports);
  const reading = readingOf(
    events.map((entry) => entry.event),
    work.calendar,
    today,
  );
  const letters = await readLettersOfApplication(work.db, record.application_id);
  const [view] = consultationViews([record], { reading, letters, calendar: work.calendar, today });
  if (!view) throw new Error("no view of a consultation");
  return { record, application, events, reading, letters, view, today };
}
