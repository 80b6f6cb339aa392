import { addDays, calendarDay, parseCalendarDay, type CalendarDay } from "../../kernel/calendar-day.ts";
import { addNaturalDays, addWorkdays } from "../clock/counting.ts";
import { officialCalendar } from "../clock/official-calendar.ts";

/** When a task of a 工作要点 must be done, as its own words say it. `text` is the phrase it was read from. */
export type DueRule =
  /** Once, on or before a day: 年底前, 9月底前. */
  | { readonly kind: "by"; readonly day: CalendarDay; readonly text: string }
  /** Within a stretch of days: 8月集中组织. */
  | { readonly kind: "during"; readonly from: CalendarDay; readonly to: CalendarDay; readonly text: string }
  /** Again and again: 按季度. */
  | {
      readonly kind: "every";
      readonly period: "month" | "quarter" | "halfYear" | "year";
      readonly text: string;
    }
  /** At least so often in a year: 每年至少开展2次. */
  | { readonly kind: "timesAYear"; readonly times: number; readonly text: string }
  /** So many days after the document was published; `day` when that date is known. */
  | {
      readonly kind: "afterPublication";
      readonly days: number;
      readonly unit: "naturalDays" | "workdays";
      readonly day?: CalendarDay;
      readonly text: string;
    }
  /** So many days after something that happens each time anew: 批复后20日内 (预算法14), 形成或者变更之日起20个工作日内 (条例26). */
  | {
      readonly kind: "afterEvent";
      readonly event: string;
      readonly days: number;
      readonly unit: "naturalDays" | "workdays";
      readonly text: string;
    };

export interface DueRuleDates {
  /** The year the document plans, for 年底前 and months. */
  readonly year?: number | undefined;
  /** 印发日期, for 发布后N日内. */
  readonly publishedOn?: CalendarDay | undefined;
}

const chineseDigits: Readonly<Record<string, number>> = {
  一: 1,
  两: 2,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
};

function readCount(text: string): number {
  return chineseDigits[text] ?? Number(text);
}

function monthDay(year: number, month: number, day: number): CalendarDay | undefined {
  return parseCalendarDay(`${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`);
}

function lastOfMonth(year: number, month: number): CalendarDay {
  const next = month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, "0")}-01`;
  return addDays(calendarDay(next), -1);
}

function duringMonths(
  year: number | undefined,
  first: number,
  last: number,
  text: string,
): DueRule | undefined {
  if (year === undefined || first < 1 || last > 12 || first > last) return undefined;
  const from = calendarDay(`${year}-${String(first).padStart(2, "0")}-01`);
  return { kind: "during", from, to: lastOfMonth(year, last), text };
}

/** One pattern and what it means; a pattern that needs a year yields nothing when the document names none. */
interface Reader {
  readonly pattern: RegExp;
  readonly read: (match: RegExpExecArray, dates: DueRuleDates) => DueRule | undefined;
}

const readers: readonly Reader[] = [
  {
    // 政策文件发布后3个工作日内 speaks of other papers than this one.
    pattern:
      /(?<!政策|政策性文件|政策文件|规范性文件|公告|信息|结果|规划|清单|目录)(?:发布|印发)(?:之日起|后)\s?(\d{1,3})\s?(个工作日|日|天)(?:之)?内/,
    read: (match, { publishedOn }) => {
      const days = Number(match[1]);
      const unit = match[2] === "个工作日" ? "workdays" : "naturalDays";
      const count = unit === "workdays" ? addWorkdays : addNaturalDays;
      const day = publishedOn ? count(publishedOn, days, officialCalendar).day : undefined;
      return { kind: "afterPublication", days, unit, text: match[0], ...(day ? { day } : {}) };
    },
  },
  {
    pattern:
      /((?:批复|批准|审批通过|审议通过|形成(?:或者?变更)?|变更|作出(?:行政)?决定|作出|办结|签订|收到|验收|(?:政策|政策性文件|政策文件|规范性文件|公告|信息|结果|规划|清单|目录)(?:发布|印发)))(?:之日起|后)\s?(\d{1,3})\s?(个工作日|日|天)(?:之)?内/,
    read: (match) => ({
      kind: "afterEvent",
      event: match[1] ?? "",
      days: Number(match[2]),
      unit: match[3] === "个工作日" ? "workdays" : "naturalDays",
      text: match[0],
    }),
  },
  {
    pattern:
      /(?:每年|一年|全年|年内|本年度)(?:度)?(?:原则上)?(?:至少|不少于)?[^，。；]{0,12}?(?:至少|不少于)?[^，。；\d]{0,4}?(\d{1,2}|[一两二三四五六])\s?[次场期]/,
    read: (match) => ({ kind: "timesAYear", times: readCount(match[1] ?? ""), text: match[0] }),
  },
  {
    pattern: /(?:按|每|逐)(?:个)?季度/,
    read: (match) => ({ kind: "every", period: "quarter", text: match[0] }),
  },
  {
    pattern: /(?:按|每|逐)(?:个)?半年/,
    read: (match) => ({ kind: "every", period: "halfYear", text: match[0] }),
  },
  {
    pattern: /(?:按|每|逐)(?:个)?月(?:\s?\d{1,2}\s?日(?:之)?前)?(?![\d度]*底)/,
    read: (match) => ({ kind: "every", period: "month", text: match[0] }),
  },
  {
    pattern: /(?:每年|按年度|逐年)(?![^，。；]{0,12}[次场期])/,
    read: (match) => ({ kind: "every", period: "year", text: match[0] }),
  },
  {
    pattern:
      /(?:(\d{4})\s?年?\s?|今)?年(?:底|末)(?:之)?前|(?<=[到至]|力争|争取|确保)(?:(\d{4})\s?|今)?年(?:底|末)/,
    read: (match, { year }) => {
      const named = match[1] ?? match[2];
      const of = named ? Number(named) : year;
      return of === undefined ? undefined : { kind: "by", day: calendarDay(`${of}-12-31`), text: match[0] };
    },
  },
  {
    pattern: /(?:(\d{4})\s?年\s?)?(\d{1,2})\s?月(?:\s?(\d{1,2})\s?日|(底|末))?(?:之)?前/,
    read: (match, { year }) => {
      const of = match[1] ? Number(match[1]) : year;
      const month = Number(match[2]);
      if (of === undefined || month < 1 || month > 12) return undefined;
      const day = match[4]
        ? lastOfMonth(of, month)
        : match[3]
          ? monthDay(of, month, Number(match[3]))
          : addDays(calendarDay(`${of}-${String(month).padStart(2, "0")}-01`), -1);
      return day ? { kind: "by", day, text: match[0] } : undefined;
    },
  },
  {
    pattern:
      /(上|下)半年(?:(?:之)?前|内)?(?=[^，。；]{0,6}(?:完成|公布|公开|发布|形成|报送|建立|出台|开展|组织))/,
    read: (match, { year }) => {
      if (year === undefined) return undefined;
      return {
        kind: "by",
        day: calendarDay(match[1] === "上" ? `${year}-06-30` : `${year}-12-31`),
        text: match[0],
      };
    },
  },
  {
    pattern:
      /(?<!每|按)第?([一二三四])季度(?:末|内)?(?:之)?(前)?(?=[^，。；]{0,6}(?:完成|公布|公开|发布|形成|报送|建立|出台|开展|组织))/,
    read: (match, { year }) => {
      if (year === undefined) return undefined;
      const last = readCount(match[1] ?? "") * 3;
      const to = lastOfMonth(year, last);
      if (match[2]) return { kind: "by", day: to, text: match[0] };
      const from = calendarDay(`${year}-${String(last - 2).padStart(2, "0")}-01`);
      return { kind: "during", from, to, text: match[0] };
    },
  },
  {
    pattern:
      /(?<![\d年])(\d{1,2})\s?月?(?:份)?\s?[至到—–~～-]\s?(\d{1,2})\s?月(?:份)?(?:底)?(?=期间|集中|组织|开展|举办|启动)/,
    read: (match, { year }) => duringMonths(year, Number(match[1]), Number(match[2]), match[0]),
  },
  {
    pattern: /(?<![\d年至到—–~～-]|[至到—–~～-]\s)(\d{1,2})\s?月(?:份)?(?=集中|组织|开展|举办|启动)/,
    read: (match, { year }) => duringMonths(year, Number(match[1]), Number(match[1]), match[0]),
  },
];

/**
 * What stands behind 完成时限： or in the column of that name. There the bare day, month or quarter is the limit, while in the words of a
 * task it may be what is spoken of (公布上半年经济运行情况).
 */
const declaredReaders: readonly Reader[] = [
  {
    pattern: /^(?:(\d{4})\s?年\s?)?(\d{1,2})\s?月\s?(\d{1,2})\s?日$/,
    read: (match, { year }) => {
      const of = match[1] ? Number(match[1]) : year;
      const day = of === undefined ? undefined : monthDay(of, Number(match[2]), Number(match[3]));
      return day ? { kind: "by", day, text: match[0] } : undefined;
    },
  },
  {
    pattern: /^(?:(\d{4})\s?年\s?)?(\d{1,2})\s?月(?:份)?(?:底|末|内)?$/,
    read: (match, { year }) => {
      const of = match[1] ? Number(match[1]) : year;
      const month = Number(match[2]);
      if (of === undefined || month < 1 || month > 12) return undefined;
      return { kind: "by", day: lastOfMonth(of, month), text: match[0] };
    },
  },
  {
    pattern: /^(?:(\d{4})\s?年\s?)?(\d{1,2})\s?月?(?:份)?\s?[至到—–~～-]\s?(\d{1,2})\s?月(?:份)?(?:底)?$/,
    read: (match, { year }) =>
      duringMonths(match[1] ? Number(match[1]) : year, Number(match[2]), Number(match[3]), match[0]),
  },
  {
    pattern: /^(?:(\d{4})\s?年\s?)?第?([一二三四])季度(?:末|内)?$/,
    read: (match, { year }) => {
      const last = readCount(match[2] ?? "") * 3;
      return duringMonths(match[1] ? Number(match[1]) : year, last - 2, last, match[0]);
    },
  },
  {
    pattern: /^(?:(\d{4})\s?年\s?)?([上下])半年(?:内)?$/,
    read: (match, { year }) => {
      const of = match[1] ? Number(match[1]) : year;
      if (of === undefined) return undefined;
      const day = calendarDay(match[2] === "上" ? `${of}-06-30` : `${of}-12-31`);
      return { kind: "by", day, text: match[0] };
    },
  },
  {
    pattern: /^(?:(\d{4})\s?年(?:内|底|末)?|年[内底末])$/,
    read: (match, { year }) => {
      const of = match[1] ? Number(match[1]) : year;
      return of === undefined ? undefined : { kind: "by", day: calendarDay(`${of}-12-31`), text: match[0] };
    },
  },
];

/**
 * Every time limit that the words of a task name, in the order they stand there. Words that set no countable limit (及时, 定期, 常态化)
 * give none: nothing is invented.
 */
export function readDueRules(text: string, dates: DueRuleDates): readonly DueRule[] {
  return readWith(readers, text, dates);
}

/** The limits that 完成时限： declares for a task; 全年 and 长期坚持 are none that could be counted. */
export function readDeclaredLimit(text: string, dates: DueRuleDates): readonly DueRule[] {
  const declared = text.trim().replace(/完成$/u, "");
  const whole = readWith(declaredReaders, declared, dates);
  return whole.length > 0 ? whole : readDueRules(text, dates);
}

function readWith(patterns: readonly Reader[], text: string, dates: DueRuleDates): readonly DueRule[] {
  // 「７个工作日」: digits of full width count as others do; the phrase is told as it was written.
  const plain = text.replaceAll(/[０-９]/gu, (digit) => digit.normalize("NFKC"));
  const found: { at: number; rule: DueRule }[] = [];
  for (const { pattern, read } of patterns) {
    for (const match of plain.matchAll(new RegExp(pattern, "g"))) {
      const rule = read(match, dates);
      const phrase = text.slice(match.index, match.index + match[0].length);
      if (rule) found.push({ at: match.index, rule: { ...rule, text: phrase } });
    }
  }
  return found.sort((a, b) => a.at - b.at).map((one) => one.rule);
}
