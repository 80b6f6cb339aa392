import type { InlineRun, LetterRun } from "../../../../shared/domain/letters/letter-model.ts";

/** The runs before and after a character of their text; a run that spans the place is parted. */
export function splitRuns(
  runs: readonly LetterRun[],
  at: number,
): readonly [readonly LetterRun[], readonly LetterRun[]] {
  const inline: readonly InlineRun[] = runs.flatMap((run) => (run.kind === "statutory" ? run.runs : [run]));
  const before: InlineRun[] = [];
  const after: InlineRun[] = [];
  let left = at;
  for (const run of inline) {
    if (left >= run.text.length) before.push(run);
    else if (left <= 0) after.push(run);
    else {
      before.push({ ...run, text: run.text.slice(0, left) });
      after.push({ ...run, text: run.text.slice(left) });
    }
    left -= run.text.length;
  }
  return [before, after];
}
