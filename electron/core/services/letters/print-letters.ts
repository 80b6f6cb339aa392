import { printFileName, postingList, type PrintEntry } from "../../../../shared/domain/letters/print-job.ts";
import { writeZip } from "../../documents/containers/zip-writer.ts";
import { answer, refuse } from "../answer.ts";
import { todayOf } from "../../ports/ports.ts";
import { write, type Work } from "../work.ts";
import { envelopesOf } from "./envelopes.ts";
import { readLetterFacts } from "./letter-state.ts";

/**
 * A print job of signed letters: each as its own .docx, all in order with their envelopes as one .docx and, where a
 * converter is installed, one PDF, and the list for the post. A letter given twice is printed once.
 */
export async function printLetters(work: Work, input: { letterIds: readonly string[]; envelopes: boolean }) {
  const letterIds = [...new Set(input.letterIds)];
  const entries: PrintEntry[] = [];
  for (const letterId of letterIds) {
    const state = await readLetterFacts(work, letterId);
    if (!state) return refuse("unknown-letter");
    if (!state.letter.issue || state.letter.voided) return refuse("not-signed");
    const entry: PrintEntry = {
      docNumber: state.letter.issue.docNumber ?? "",
      letterName: state.template.name,
      applicationNo: state.application.applicationNo,
      model: state.model,
    };
    // Of joint applicants each gets a copy in an envelope of his own.
    const envelopes = input.envelopes ? envelopesOf(work, state) : [];
    if (envelopes.length === 0) entries.push(entry);
    for (const envelope of envelopes) entries.push({ ...entry, envelope });
  }
  const files: { name: string; data: Uint8Array }[] = [];
  for (const [index, entry] of entries.entries())
    files.push({
      name: printFileName(entry, index, entries.length),
      data: await work.letterDesk.docx(entry.model),
    });
  const together = await work.letterDesk.printJob(entries);
  const pdf = await work.letterDesk.pdf(together);
  const base = `文书打印（${todayOf(work.ports)}，${entries.length}件）`;
  const zip = writeZip(
    [
      { name: "一并打印.docx", data: together },
      ...(pdf ? [{ name: "一并打印.pdf", data: pdf }] : []),
      ...(input.envelopes ? [{ name: "交寄清单.csv", data: postingList(entries) }] : []),
      ...files.map((file) => ({ ...file, name: `逐件/${file.name}` })),
    ].map((file) => ({ ...file, name: `${base}/${file.name}` })),
  );
  await write(work, async (_tx, audit) => {
    for (const letterId of letterIds)
      audit({
        act: "letter.exported",
        subjectKind: "letter",
        subjectId: letterId,
        detail: { format: "print", envelope: input.envelopes },
      });
  });
  return answer({
    fileName: `${base}.zip`,
    mediaType: "application/zip",
    bytes: zip,
    count: entries.length,
    withoutAddress: entries.flatMap(({ envelope }) =>
      envelope && envelope.address === "" ? [envelope.name] : [],
    ),
    pdf: pdf !== undefined,
  });
}
