import { readApplication } from "../../../../db/readers/applications.ts";
import { readDeliberations, type DeliberationRecord } from "../../../../db/readers/deliberations.ts";
import { insertDeliberation } from "../../../../db/writers/deliberations.ts";
import { applicationIntake } from "../../../../shared/contract/applications.ts";
import type { DeliberationView } from "../../../../shared/contract/deliberations.ts";
import {
  checkDeliberation,
  minutesModel,
  type Deliberation,
} from "../../../../shared/domain/application/deliberation.ts";
import { detectClassificationMark } from "../../../../shared/domain/screening/secret-mark.ts";
import type { CalendarDay, Instant } from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf, todayOf } from "../../ports/ports.ts";
import { write, type Work } from "../work.ts";

function deliberationOf(record: DeliberationRecord): Deliberation {
  return { ...record, heldOn: record.heldOn as CalendarDay };
}

export async function recordDeliberation(work: Work, input: Deliberation & { applicationId: string }) {
  if (!(await readApplication(work.db, input.applicationId))) return refuse("unknown-application");
  if (input.heldOn > todayOf(work.ports)) return refuse("day-in-future");
  const words = [input.question, input.conclusion, ...input.opinions.map(({ opinion }) => opinion)];
  if (words.some((text) => detectClassificationMark(text))) return refuse("secret-mark");
  const problem = checkDeliberation(input);
  if (problem) return refuse("deliberation-incomplete", { facts: { problem } });
  const deliberationId = work.ports.newId();
  await write(work, async (tx, audit) => {
    await insertDeliberation(tx, {
      ...input,
      id: deliberationId,
      accountId: work.actor.accountId,
      at: instantOf(work.ports),
    });
    audit({
      act: "application.deliberated",
      subjectKind: "application",
      subjectId: input.applicationId,
      detail: { deliberationId },
    });
  });
  work.changed("deliberations", `application:${input.applicationId}`);
  return answer({ deliberationId });
}

export async function listDeliberations(work: Work, input: { applicationId: string }) {
  return answer<readonly DeliberationView[]>(
    (await readDeliberations(work.db, input.applicationId)).map((record) => ({
      ...record,
      ...deliberationOf(record),
      recordedAt: record.recordedAt as Instant,
    })),
  );
}

/** 《会商研判纪要》 to be signed by those who sat together. */
export async function exportMinutes(work: Work, input: { applicationId: string; deliberationId: string }) {
  const application = await readApplication(work.db, input.applicationId);
  const record = (await readDeliberations(work.db, input.applicationId)).find(
    (one) => one.deliberationId === input.deliberationId,
  );
  if (!application || !record) return refuse("unknown-application");
  const bytes = await work.letterDesk.docx(
    minutesModel({
      organName: work.profile.organName,
      applicationNo: application.applicationNo,
      requestedInformation: applicationIntake.parse(application.intake).requestedInformation,
      deliberation: deliberationOf(record),
    }),
  );
  return answer({
    fileName: `会商研判纪要（${application.applicationNo}）.docx`,
    mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    bytes: Uint8Array.from(bytes),
  });
}
