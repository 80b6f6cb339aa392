import { addDays, type CalendarDay, parseCalendarDay, weekday } from "../../kernel/calendar-day.ts";
import { err, ok, type Result } from "../../kernel/result.ts";
import type { HolidayBlock } from "./calendar.ts";

/** What a holiday notice says of its year. */
export interface HolidayNotice {
  readonly off: readonly CalendarDay[];
  readonly makeup: readonly CalendarDay[];
  readonly blocks: readonly HolidayBlock[];
}

export type HolidayNoticeProblem =
  | { readonly type: "nothing-found" }
  | { readonly type: "not-a-day"; readonly text: string }
  /** The weekday in brackets is not the weekday of the date. */
  | { readonly type: "weekday-differs"; readonly text: string }
  /** 「共8天」 against the days the sentence names. */
  | { readonly type: "count-differs"; readonly name: string; readonly said: number; readonly found: number };

const weekdayWords = "日一二三四五六";

/** 「一、元旦：…」 up to the next heading. */
const heading = /(?:^|\n)\s*[一二三四五六七八九十]+、\s*([^：:\n]{1,20})[：:]/g;
const dayPattern = /(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\s*[（(]([^）)]*)[）)])?/g;

interface NamedDay {
  readonly day: CalendarDay;
  readonly at: number;
  readonly end: number;
}

function readDays(sentence: string, year: number, problems: HolidayNoticeProblem[]): readonly NamedDay[] {
  const days: NamedDay[] = [];
  let month: string | undefined;
  let lastYear = year;
  for (const match of sentence.matchAll(dayPattern)) {
    const [text, ownYear, ownMonth, dayOfMonth = "", remark] = match;
    month = ownMonth ?? month;
    lastYear = ownYear ? Number(ownYear) : lastYear;
    const day = parseCalendarDay(
      `${lastYear}-${(month ?? "").padStart(2, "0")}-${dayOfMonth.padStart(2, "0")}`,
    );
    if (!day) {
      problems.push({ type: "not-a-day", text });
      continue;
    }
    const said = remark && /(?:周|星期)([日天一二三四五六])/.exec(remark)?.[1];
    if (said && weekdayWords[weekday(day)] !== said.replace("天", "日"))
      problems.push({ type: "weekday-differs", text });
    days.push({ day, at: match.index, end: match.index + text.length });
  }
  return days;
}

/** The days between two dates joined by 至; a single date stands for itself. */
function readRuns(
  sentence: string,
  days: readonly NamedDay[],
): readonly { readonly from: CalendarDay; readonly to: CalendarDay }[] {
  const runs: { from: CalendarDay; to: CalendarDay }[] = [];
  let previous: NamedDay | undefined;
  for (const named of days) {
    const between = previous ? sentence.slice(previous.end, named.at) : "";
    const open = runs.at(-1);
    if (open && /^\s*[至到—–-]+\s*$/.test(between)) open.to = named.day;
    else runs.push({ from: named.day, to: named.day });
    previous = named;
  }
  return runs;
}

/**
 * Reads the text of a 国务院办公厅 notice on the holidays of a year: which days are off, which weekends are worked. The
 * weekdays and the counts the notice prints are checked; advice (「鼓励…安排职工在除夕休息」) changes nothing.
 *
 * Source: the notices of 2023-10-25, 2024-11-12 and 2025-11-04; calendar.md §1.
 */
export function readHolidayNotice(
  text: string,
  year: number,
): Result<HolidayNotice, readonly HolidayNoticeProblem[]> {
  const problems: HolidayNoticeProblem[] = [];
  const off = new Set<CalendarDay>();
  const makeup = new Set<CalendarDay>();
  const blocks: HolidayBlock[] = [];
  const headings = [...text.matchAll(heading)];
  for (const [index, match] of headings.entries()) {
    const name = (match[1] ?? "").trim();
    const body = text.slice(match.index + match[0].length, headings[index + 1]?.index ?? text.length);
    for (const sentence of body.split(/[。；;\n]/)) {
      const worked = /上班/.test(sentence);
      if (!worked && !/放假/.test(sentence)) continue;
      const days = readDays(sentence, year, problems);
      const runs = readRuns(sentence, days);
      let found = 0;
      for (const { from, to } of runs) {
        for (let day = from; day <= to; day = addDays(day, 1)) {
          found += 1;
          // A notice may name days of the December before; they belong to that year's own file.
          if (Number(day.slice(0, 4)) === year) (worked ? makeup : off).add(day);
        }
        if (!worked && Number(from.slice(0, 4)) === year) blocks.push({ name, from, to });
      }
      const said = /(?:共|放假)\s*(\d{1,2})\s*天/.exec(sentence)?.[1];
      if (!worked && said && Number(said) !== found)
        problems.push({ type: "count-differs", name, said: Number(said), found });
    }
  }
  if (off.size === 0) problems.push({ type: "nothing-found" });
  return problems.length > 0
    ? err(problems)
    : ok({ off: [...off].toSorted(), makeup: [...makeup].toSorted(), blocks });
}
