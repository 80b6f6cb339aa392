import { archiveFileName, csvText } from "../application/archive-bag.ts";
import type { EnvelopeText } from "./envelope.ts";
import type { LetterModel } from "./letter-model.ts";

/** One letter of a print job with the envelope it goes out in. */
export interface PrintEntry {
  readonly docNumber: string;
  readonly letterName: string;
  readonly applicationNo: string;
  readonly model: LetterModel;
  readonly envelope?: EnvelopeText;
}

/** The names of a job's files: its order first, so that a folder shows the letters as they are printed. */
export function printFileName(entry: PrintEntry, index: number, count: number): string {
  const order = String(index + 1).padStart(String(count).length, "0");
  return `${archiveFileName([order, entry.docNumber, entry.letterName].filter((part) => part !== "").join("-"))}.docx`;
}

/** 交寄清单: what is handed to the post, in the order of the print; an empty address has to be filled by hand. */
export function postingList(entries: readonly PrintEntry[]): string {
  return csvText([
    ["序号", "文号", "文书", "登记编号", "收件人", "地址", "邮政编码", "邮件号码"],
    ...entries.map((entry, index) => [
      String(index + 1),
      entry.docNumber,
      entry.letterName,
      entry.applicationNo,
      entry.envelope?.name ?? "",
      entry.envelope?.address ?? "",
      entry.envelope?.postcode ?? "",
      "",
    ]),
  ]);
}
