import { readApplication } from "../../../../db/readers/applications.ts";
import { composeLetter } from "../../../../shared/domain/letters/compose-letter.ts";
import { letterTemplates } from "../../../../shared/domain/letters/templates/letter-templates.ts";
import { answer, refuse } from "../answer.ts";
import { write, type Work } from "../work.ts";
import { caseFields } from "../letters/case-fields.ts";
import { readCaseFacts } from "../letters/letter-state.ts";

/** What was said at the counter, written down, to be read back and signed; the day of signature is that of receipt (条例29①, 31). */
export async function exportTranscript(work: Work, input: { applicationId: string }) {
  const application = await readApplication(work.db, input.applicationId);
  if (!application) return refuse("unknown-application");
  const { facts } = await readCaseFacts(work, application);
  if (facts.intake.submissionChannel !== "oral") return refuse("not-oral");
  const id = "oral-application-transcript";
  const bytes = await work.letterDesk.docx(
    composeLetter(letterTemplates[id], caseFields(id, facts, work.profile, work.calendar, {}), {
      templates: letterTemplates,
    }),
  );
  await write(work, async (_tx, audit) => {
    audit({
      act: "application.transcriptExported",
      subjectKind: "application",
      subjectId: input.applicationId,
      detail: {},
    });
    await Promise.resolve();
  });
  return answer({
    fileName: `口头申请代填记录（${application.applicationNo}）.docx`,
    mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    bytes: Uint8Array.from(bytes),
  });
}
