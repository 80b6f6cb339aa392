import { Tab, TextRun, type IRunPropertiesOptions } from "docx";

import type { LetterRun } from "../../../../shared/domain/letters/letter-model.ts";

/**
 * XML 1.0 has no place for the first ones; a control character in a field must not make the file unreadable. The others
 * are invisible and turn or hide what stands beside them: nobody could see in print what was signed.
 */
const unprintable =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF\u061C\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu;

/** Text as XML can hold it. */
export function printable(text: string): string {
  return text.replace(unprintable, "");
}

/** The runs of a paragraph; a missing field is marked, so that nobody prints it unseen. */
export function textRuns(runs: readonly LetterRun[], look: IRunPropertiesOptions = {}): readonly TextRun[] {
  const drawn: TextRun[] = [];
  let pending = "";
  const flush = (): void => {
    // A line break typed into a field stays one; WordprocessingML would read it as a blank.
    for (const [index, piece] of pending.split(/\r\n?|\n/u).entries()) {
      if (index > 0 || piece !== "")
        drawn.push(new TextRun({ ...look, text: piece, ...(index > 0 ? { break: 1 } : {}) }));
    }
    pending = "";
  };
  for (const run of runs) {
    const inner = run.kind === "statutory" ? run.runs : [run];
    for (const one of inner) {
      const text = printable(one.text);
      if (one.kind === "field" && one.missing) {
        flush();
        drawn.push(new TextRun({ ...look, text, highlight: "yellow" }));
      } else pending += text;
    }
  }
  flush();
  return drawn;
}

/** A tab to the paragraph's next tab stop. */
export function tabRun(): TextRun {
  return new TextRun({ children: [new Tab()] });
}
