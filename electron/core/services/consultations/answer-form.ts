import { readPacketOfCode } from "../../../../db/readers/consultations.ts";
import {
  codeOnForm,
  formRows,
  formTitle,
  readForm,
} from "../../../../shared/domain/application/consultation-form.ts";
import { blockText, parseStructuredDocument } from "../../../../shared/domain/item/structured-document.ts";
import type { CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { writeConsultationForm } from "../../documents/consultation-form/write-form.ts";
import { answer, refuse } from "../answer.ts";
import { maxFileBytes, refuseFile } from "../items/write-items.ts";
import { isDiskFull, write, type Work } from "../work.ts";
import { askedQuestion } from "./asked-question.ts";
import { readConsultedCase } from "./consulted-case.ts";
import { recordConsultationAnswer } from "./record-answer.ts";

const note =
  "填写后请将本表连同证明材料一并送回来函机关；可以直接在电子文件中填写并带回，也可以打印后手写。识别码用于核对所答的来函，请勿改动。";

type Asked = NonNullable<Awaited<ReturnType<typeof askedQuestion>>>;

export function formOf(asked: Asked): Uint8Array {
  return writeConsultationForm(formTitle(asked.question.party), formRows(asked.question, asked.digest), note);
}

export async function exportConsultationForm(
  work: Work,
  input: { consultationId: string; format: "docx" | "pdf" },
) {
  const consulted = await readConsultedCase(work, input.consultationId);
  if (!consulted) return refuse("unknown-consultation");
  const asked = await askedQuestion(work, consulted);
  if (!asked) return refuse("letter-not-signed");
  const docx = formOf(asked);
  const bytes = input.format === "docx" ? docx : await work.letterDesk.pdf(docx);
  if (!bytes) return refuse("pdf-not-available");
  await write(work, async (_tx, audit) => {
    audit({
      act: "consultation.formExported",
      subjectKind: "application",
      subjectId: consulted.record.application_id,
      detail: { consultationId: input.consultationId, format: input.format },
    });
    await Promise.resolve();
  });
  return answer({
    fileName: `${formTitle(asked.question.party)}（${asked.question.docNumber}）.${input.format}`,
    mediaType:
      input.format === "docx"
        ? "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        : "application/pdf",
    bytes: Uint8Array.from(bytes),
  });
}

/** The rows of every table of a document, the label first. */
function cellsOf(document: unknown): readonly (readonly [string, readonly string[]])[] {
  const parsed = parseStructuredDocument(document);
  if (!parsed.ok) return [];
  return parsed.value.content.flatMap((block) =>
    block.type === "table"
      ? block.content.flatMap(({ content: [label, value] }): [string, string[]][] =>
          label && value ? [[label.content.map(blockText).join(""), value.content.map(blockText)]] : [],
        )
      : [],
  );
}

/** Reads the file as every file is read (bounded, in a worker) and holds the form against the question of the letter. */
export async function readConsultationForm(
  work: Work,
  input: { consultationId: string; fileName: string; bytes: Uint8Array },
) {
  const consulted = await readConsultedCase(work, input.consultationId);
  if (!consulted) return refuse("unknown-consultation");
  const asked = await askedQuestion(work, consulted);
  if (!asked) return refuse("letter-not-signed");
  if (input.bytes.length > maxFileBytes) return refuse("file-too-large");
  const file = await work.desk.readFile(input.bytes, input.fileName);
  if (!file.ok) return refuseFile(work, file, input.bytes.length);
  const cells = cellsOf(file.document);
  const read = readForm(cells, asked.question, asked.digest);
  if (read.ok) return answer(read.value);
  const refusal = read.error;
  switch (refusal.type) {
    case "not-a-form":
      return refuse("not-a-form");
    case "other-code": {
      const other = await readPacketOfCode(work.db, codeOnForm(cells) ?? "");
      return other
        ? refuse("form-of-another", { facts: { applicationNo: other.applicationNo, name: other.name } })
        : refuse("form-unknown");
    }
    case "question-altered":
      return refuse("form-altered", { facts: { label: refusal.label } });
    case "empty":
      return refuse("form-empty");
    default:
      return refuse("form-half-filled", { facts: { problem: refusal.problem } });
  }
}

/** Records what the form says, read again from the bytes that are kept with the answer. */
export async function recordConsultationForm(
  work: Work,
  input: {
    consultationId: string;
    fileName: string;
    bytes: Uint8Array;
    arrivedOn: CalendarDay;
    proof: string;
  },
) {
  const read = await readConsultationForm(work, input);
  if (!read.ok) return read;
  const { opinion, passages, reasons } = read.value;
  try {
    const digest = await work.blobs.put(input.bytes);
    return await recordConsultationAnswer(
      work,
      {
        consultationId: input.consultationId,
        opinion,
        passages,
        reasons,
        arrivedOn: input.arrivedOn,
        proof: input.proof,
      },
      { digest, size: input.bytes.length },
    );
  } catch (error) {
    if (isDiskFull(error)) return refuse("disk-full");
    throw error;
  }
}
