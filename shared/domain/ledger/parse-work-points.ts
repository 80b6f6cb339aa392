import { parseCalendarDay, type CalendarDay } from "../../kernel/calendar-day.ts";
import { err, ok, type Result } from "../../kernel/result.ts";
import { readDeclaredLimit, readDueRules, type DueRule } from "./due-rule.ts";
import { continuesNames, hasOpenNote, isNoteLine, separateNotes, type TaskNote } from "./task-note.ts";
import { splitUnits } from "./responsible-units.ts";
import { separateTables } from "./task-table.ts";

/** One task of a 工作要点, as it goes into the work ledger (工作台账). */
export interface WorkTask {
  /** 「一(一)」: part and section by their Chinese numerals; 「结尾」 for the closing paragraph. */
  readonly section: string;
  readonly sectionTitle: string;
  readonly number: number;
  /** Whole wording without the note of units; real paragraphs are kept apart by a line feed. */
  readonly text: string;
  readonly units: readonly string[];
  /** What 完成时限： declares, else the first time limit the words name; the others follow in `furtherDueRules`. */
  readonly dueRule?: DueRule;
  readonly furtherDueRules?: readonly DueRule[];
}

export interface WorkPoints {
  readonly title: string;
  readonly year?: number;
  readonly publishedOn?: CalendarDay;
  /** Units that are responsible for every task beside those each task names. */
  readonly unitsOfAllTasks: readonly string[];
  readonly tasks: readonly WorkTask[];
}

export type WorkPointsError = { readonly type: "no-tasks-found" };

interface OpenTask {
  readonly section: string;
  readonly sectionTitle: string;
  readonly number: number;
  readonly paragraphs: string[];
  readonly units: string[];
  readonly limits: string[];
  /** Notes behind the headings above it: they hold for a task that has none of its own. */
  readonly inherited: readonly TaskNote[];
}

/** Removes what a text taken from a page or from Markdown leaves behind: heading signs, bold marks, outer spaces. */
function cleanLine(line: string): string {
  return line
    .replace(/^\s*#{1,6}\s*/, "")
    .replace(/\*\*/g, "")
    .replace(/[\u3000\u00a0]/g, " ")
    .trim();
}

const numerals = "一二三四五六七八九十";
const partHeading = new RegExp(`^([${numerals}]{1,3})、\\s*(.+)$`);
const sectionHeading = new RegExp(`^[（(]([${numerals}]{1,3})[）)]\\s*(.+)$`);
/**
 * 「1．3月底前公布……」 is a task whose words begin with a date, 「1.5亿元」 at the head of a line is not one: a digit behind the
 * mark is of the words where the mark is no decimal point, or where a date or a telephone number follows it.
 */
const numberedTask =
  /^([\d０-９]{1,2})(?:\s?、\s*|\s?[.．](?!\d)\s*|\s?[.．]\s+|\s?．(?!\d+(?:[.．]\d|[%％万亿倍元]|个百分点))|\s?\.(?=\d{1,4}\s?[年月]|\d{5}))(.+)$/;
/** 「（1）……」: a part of the task above it, or a task of its own where nothing is numbered 「1.」. */
const bracketedTask = /^[（(]([\d０-９]{1,2})[）)]\s*(.+)$/;
/** Behind it stand copies and printing: the tasks are over. A rule ends them where none follows. */
const footer = /^抄送[：:]/;
const rule = /^-{3,}$/;
/** What a page leaves between two lines of its text. */
const pageNumber = /^(?:[—–-]\s?\d+\s?[—–-]|第\s?\d+\s?页(?:\s?[，,]?\s?共\s?\d+\s?页)?|\d{1,3})$/;

const numeralOr = `[${numerals}]{1,3}|\\d{1,2}`;
/** 「第一部分　……」「第一章」: a heading of its own line; 「第一部分的任务」 inside a sentence is none. */
const namedPart = new RegExp(
  `^第(${numeralOr})(?:部分|章|编)(?:\\s*[、：:]\\s*|\\s+|(?=[^的中内、，。]{2,30}$))(.+)$`,
);
const namedSection = new RegExp(
  `^第(${numeralOr})节(?:\\s*[、：:]\\s*|\\s+|(?=[^的中内、，。]{2,30}$))(.+)$`,
);
/** 「第一条　……」: a task. 「第一条规定的……」 is cited, so a mark or a blank has to follow. */
const namedTask = new RegExp(`^第(${numeralOr})条(?:\\s*[、：:.．]\\s*|\\s+)(.+)$`);

/**
 * Documents that count in 第一部分, 第一节 and 第一条 in the numbers the others have. Where 一、 stands below 第一部分, it is its section if
 * nothing is numbered （一）; else 部分 only groups what 一、 already numbers, and is left out.
 */
function withOrdinaryNumbers(lines: readonly string[]): readonly string[] {
  const grouped = lines.some((line) => namedPart.test(line));
  if (!grouped && !lines.some((line) => namedSection.test(line) || namedTask.test(line))) return lines;
  const hasParts = lines.some((line) => partHeading.test(line));
  const hasSections = lines.some((line) => sectionHeading.test(line) || namedSection.test(line));
  const demoted = grouped && hasParts && !hasSections;
  return lines.flatMap((line) => {
    const part = namedPart.exec(line);
    if (part) return hasParts && !demoted ? [] : [`${chineseNumeral(part[1] ?? "")}、${part[2]}`];
    const section = namedSection.exec(line);
    if (section) return [`（${chineseNumeral(section[1] ?? "")}）${section[2]}`];
    const task = namedTask.exec(line);
    if (task) return [`${readNumber(task[1] ?? "")}. ${task[2]}`];
    const lower = demoted ? partHeading.exec(line) : null;
    return lower ? [`（${lower[1]}）${lower[2]}`] : [line];
  });
}

/** A paragraph that was cut by a page end goes on in the next one: it does not end like a sentence. */
function goesOn(paragraph: string): boolean {
  return !/[。！？；：）)」”》]$/.test(paragraph);
}

function parseChineseDay(text: string): CalendarDay | undefined {
  const match = /(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日/.exec(text);
  return match
    ? parseCalendarDay(
        `${match[1]}-${(match[2] ?? "").padStart(2, "0")}-${(match[3] ?? "").padStart(2, "0")}`,
      )
    : undefined;
}

function findPublicationDay(lines: readonly string[]): CalendarDay | undefined {
  const printed = lines.findLast((line) => /印发\s*$/.test(line) && parseChineseDay(line) !== undefined);
  if (printed) return parseChineseDay(printed);
  const signed = lines.find((line) => /^\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日$/.test(line));
  return signed ? parseChineseDay(signed) : undefined;
}

function findTitle(lines: readonly string[]): string {
  const candidates = lines.filter((line) => /工作(?:要点|计划|方案|安排)$/.test(line) && line.length <= 60);
  const table = lines.find(
    (line) => /(?:要点|方案|清单|分工表|分解表|任务表|安排)$/u.test(line) && line.length <= 60,
  );
  return candidates.at(-1) ?? table ?? lines.find((line) => line !== "") ?? "";
}

/** What a page end cuts has some hundred characters; rows of a list that end like no sentence are not one paragraph. */
const LONGEST_CUT = 4000;

/** The lines with page breaks mended: a cut sentence is joined again, headings and notes stay lines of their own. */
function mendParagraphs(lines: readonly string[]): string[] {
  const paragraphs: string[] = [];
  for (const line of lines) {
    const last = paragraphs.at(-1);
    const startsNew =
      partHeading.test(line) ||
      sectionHeading.test(line) ||
      numberedTask.test(line) ||
      bracketedTask.test(line) ||
      footer.test(line) ||
      rule.test(line) ||
      isNoteLine(line);
    const lastIsBody =
      last !== undefined &&
      last.length < LONGEST_CUT &&
      !footer.test(last) &&
      !rule.test(last) &&
      (numberedTask.test(last) || bracketedTask.test(last) || last.length > 40 || hasOpenNote(last));
    const lastEndsOpen =
      last !== undefined &&
      (hasOpenNote(last) || (isNoteLine(last) ? continuesNames(last, line) : lastIsBody && goesOn(last)));
    if (last !== undefined && !startsNew && lastEndsOpen) paragraphs[paragraphs.length - 1] = last + line;
    else paragraphs.push(line);
  }
  return paragraphs;
}

/** A part or section while its tasks are read. */
interface Heading {
  readonly numeral: string;
  readonly title: string;
  /** Notes behind the heading itself: of all its tasks, or of the heading where it is the task. */
  readonly notes: TaskNote[];
  /** Paragraphs below a part that has neither sections nor numbers: its task, if a note says who does it. */
  readonly body: string[];
  hasTasks: boolean;
}

function newHeading(numeral = "", title = "", notes: readonly TaskNote[] = []): Heading {
  return { numeral, title, notes: [...notes], body: [], hasTasks: false };
}

const arabic = (digits: string): number => Number(digits.normalize("NFKC"));

/** Chinese numerals up to ninety-nine: 十三 is 13. */
function chineseNumber(text: string): number {
  const [tens = "", ones = ""] = text.includes("十") ? text.split("十") : ["-", text];
  const digit = (character: string): number => numerals.indexOf(character) + 1;
  return tens === "-" ? digit(ones) : (tens === "" ? 1 : digit(tens)) * 10 + (ones === "" ? 0 : digit(ones));
}

function readNumber(text: string): number {
  return /^\d/.test(text) ? Number(text) : chineseNumber(text);
}

/** 3 and 三 are 三. */
function chineseNumeral(text: string): string {
  if (!/^\d/.test(text)) return text;
  const [tens, ones] = [Math.floor(Number(text) / 10), Number(text) % 10];
  const digit = (value: number): string => numerals[value - 1] ?? "";
  return `${tens > 1 ? digit(tens) : ""}${tens > 0 ? "十" : ""}${digit(ones)}`;
}

/** Tasks as they stand in the paragraphs, the paragraphs of the closing, and who is responsible for all. */
interface ReadTasks {
  readonly open: readonly OpenTask[];
  readonly closing: readonly string[];
  readonly unitsOfAllTasks: readonly string[];
}

function readTasks(paragraphs: readonly string[]): ReadTasks {
  const hasParts = paragraphs.some((paragraph) => partHeading.test(paragraph));
  // Nothing but 1. 2. 3., or 第一条 第二条: tasks that stand in no part.
  const flat = !hasParts && !paragraphs.some((paragraph) => sectionHeading.test(paragraph));
  const open: OpenTask[] = [];
  const closing: string[] = [];
  let unitsOfAllTasks: readonly string[] = [];
  let part = newHeading();
  let section = newHeading();
  let current: OpenTask | undefined;
  let currentIsDigit = false;

  const begin = (number: number, asHeading: "part" | "section" | "none"): OpenTask => {
    const ofSection = asHeading === "none" && section.numeral !== "";
    const task: OpenTask = {
      section: ofSection ? `${part.numeral}(${section.numeral})` : part.numeral,
      sectionTitle: ofSection || part.numeral === "" ? section.title : part.title,
      number,
      paragraphs: [],
      units: [],
      limits: [],
      inherited: [...section.notes, ...part.notes],
    };
    part.hasTasks = true;
    section.hasTasks = true;
    open.push(task);
    return task;
  };
  const note = (task: OpenTask, notes: readonly TaskNote[]) => {
    for (const one of notes) {
      task.units.push(...one.units);
      task.limits.push(...one.limits);
      if (one.unitsOfAllTasks.length > 0) unitsOfAllTasks = one.unitsOfAllTasks;
    }
  };
  const add = (task: OpenTask, paragraph: string) => {
    const { text, notes } = separateNotes(paragraph);
    if (text !== "") task.paragraphs.push(text);
    note(task, notes);
  };
  /** 「（一）公开权责清单（责任单位：市司法局）」 without tasks below it is the task itself. */
  const closeHeadings = () => {
    for (const [heading, kind] of [
      [section, "section"],
      [part, "part"],
    ] as const) {
      if (heading.numeral === "" || heading.hasTasks || heading.notes.length === 0) continue;
      const task = begin(kind === "section" ? chineseNumber(heading.numeral) : 1, kind);
      task.paragraphs.push(...(heading.body.length > 0 ? heading.body : [heading.title]));
    }
  };

  const beginsSomething = (line: string): boolean =>
    partHeading.test(line) || sectionHeading.test(line) || numberedTask.test(line);
  const lastBeginning = paragraphs.findLastIndex(beginsSomething);
  for (const [index, paragraph] of paragraphs.entries()) {
    if (footer.test(paragraph) || rule.test(paragraph)) {
      if (open.length > 0 && (footer.test(paragraph) || index > lastBeginning)) break;
      continue;
    }
    const partMatch = partHeading.exec(paragraph);
    if (partMatch) {
      closeHeadings();
      const { text, notes } = separateNotes(partMatch[2] ?? "");
      const headingEnd = text.indexOf("。");
      part = newHeading(partMatch[1], headingEnd < 0 ? text : text.slice(0, headingEnd), notes);
      if (headingEnd >= 0 && notes.length > 0) part.body.push(text);
      section = newHeading();
      current = undefined;
      continue;
    }
    if (hasParts && part.numeral === "") continue;
    const sectionMatch = sectionHeading.exec(paragraph);
    if (sectionMatch) {
      closeHeadings();
      const whole = sectionMatch[2] ?? "";
      const { text, notes } = separateNotes(whole);
      const headingEnd = text.indexOf("。");
      const runsOn = headingEnd >= 0 && text.length > headingEnd + 1;
      section = newHeading(
        sectionMatch[1],
        headingEnd < 0 ? text : text.slice(0, headingEnd),
        runsOn ? [] : notes,
      );
      part.hasTasks = true;
      current = undefined;
      currentIsDigit = false;
      // 「（一）加强……。及时公开……。」: the heading runs into its text, so the section is the task.
      if (runsOn) {
        current = begin(chineseNumber(section.numeral), "section");
        add(current, whole);
      }
      continue;
    }
    if (part.numeral === "" && section.numeral === "" && !(flat && (current || numberedTask.test(paragraph))))
      continue;
    const taskMatch = numberedTask.exec(paragraph);
    if (taskMatch) {
      current = begin(arabic(taskMatch[1] ?? ""), "none");
      currentIsDigit = true;
      add(current, taskMatch[2] ?? "");
      continue;
    }
    const bracketMatch = bracketedTask.exec(paragraph);
    if (bracketMatch) {
      if (current && (currentIsDigit || current.units.length === 0)) add(current, paragraph);
      else {
        current = begin(arabic(bracketMatch[1] ?? ""), "none");
        currentIsDigit = false;
        add(current, bracketMatch[2] ?? "");
      }
      continue;
    }
    const { text, notes } = separateNotes(paragraph);
    if (current && (current.units.length === 0 || text === "")) {
      add(current, paragraph);
    } else if (current) {
      closing.push(paragraph);
    } else if (text === "") {
      (section.numeral === "" ? part : section).notes.push(...notes);
    } else if (section.numeral !== "") {
      current = begin(chineseNumber(section.numeral), "section");
      add(current, paragraph);
    } else {
      part.body.push(text);
      part.notes.push(...notes);
    }
  }
  closeHeadings();
  // 「五、组织实施」 with nothing but a paragraph is the closing.
  if (open.length > 0 && !part.hasTasks) closing.push(...part.body);
  for (const task of open)
    if (task.units.length === 0 && task.limits.length === 0) note(task, task.inherited);
  // A list that tells nobody what to do is no list of tasks.
  if (flat && open.every((task) => task.units.length === 0))
    return { open: [], closing: [], unitsOfAllTasks };
  return { open, closing, unitsOfAllTasks };
}

/**
 * Reads a 工作要点 into its tasks: parts 一、 with sections （一） and numbered tasks, each with its （责任单位：…） and the time limits its
 * words name; 第一部分, 第一节 and 第一条 count as they do. Where a section or part has no numbered tasks it is itself the task. The closing paragraph that sets limits is section
 * 「结尾」. Where the paragraphs name nobody, the table that shares out the work is read.
 *
 * Errors: "no-tasks-found" when nothing in the text has that form.
 */
export function parseWorkPoints(source: string): Result<WorkPoints, WorkPointsError> {
  const tables = separateTables(source.split(/\r\n|[\n\r\f]/));
  const lines = tables.lines.map(cleanLine).filter((line) => line !== "" && !pageNumber.test(line));
  const title = findTitle(lines);
  const publishedOn = findPublicationDay(lines);
  const year = Number(/(\d{4})\s?年/.exec(title)?.[1] ?? publishedOn?.slice(0, 4)) || undefined;
  const dates = { year, publishedOn };

  const { open, closing, unitsOfAllTasks } = readTasks(mendParagraphs(withOrdinaryNumbers(lines)));
  const withDueRules = (
    task: Omit<WorkTask, "dueRule" | "furtherDueRules">,
    limits: readonly string[] = [],
  ): WorkTask => {
    const declared = limits.flatMap((limit) => readDeclaredLimit(limit, dates));
    const named = readDueRules(task.text, dates).filter(
      (rule) => !declared.some((one) => sameLimit(one, rule)),
    );
    const [dueRule, ...furtherDueRules] = [...declared, ...named];
    return {
      ...task,
      ...(dueRule ? { dueRule } : {}),
      ...(furtherDueRules.length > 0 ? { furtherDueRules } : {}),
    };
  };
  const written = open.filter((task) => task.paragraphs.length > 0);
  const useTable = tables.tasks.length > 0 && written.every((task) => task.units.length === 0);
  const tasks = useTable
    ? tables.tasks.map(({ numeral, limits, ...task }) => withDueRules({ section: numeral, ...task }, limits))
    : written.map(({ paragraphs, limits, inherited: _inherited, ...task }) =>
        withDueRules({ ...task, text: paragraphs.join("\n") }, limits),
      );
  if (tasks.length === 0) return err({ type: "no-tasks-found" });
  return ok({
    title,
    ...(year ? { year } : {}),
    ...(publishedOn ? { publishedOn } : {}),
    unitsOfAllTasks,
    tasks: [...tasks, ...closingTasks(closing).map((task) => withDueRules(task))],
  });
}

/** 「6月底前」 in the words and behind 完成时限： is one limit. */
function sameLimit(one: DueRule, other: DueRule): boolean {
  const { text: _one, ...oneLimit } = one;
  const { text: _other, ...otherLimit } = other;
  return JSON.stringify(oneLimit) === JSON.stringify(otherLimit);
}

/** The closing paragraph tells every unit to report: each of its sentences that demands something is a task. */
function closingTasks(paragraphs: readonly string[]): Omit<WorkTask, "dueRule" | "furtherDueRules">[] {
  const sentences = paragraphs
    .join("")
    .split(/(?<=。)/)
    .filter((sentence) => /要|应|须|需/.test(sentence));
  const addressed = /^(各[^，。要应须]{1,20}?)(?:要|应|须|需)/.exec(sentences[0] ?? "")?.[1];
  return sentences.map((sentence, index) => ({
    section: "结尾",
    sectionTitle: "组织落实",
    number: index + 1,
    text: sentence.trim(),
    units: addressed ? splitUnits(addressed) : [],
  }));
}
