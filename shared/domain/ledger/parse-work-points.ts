import { parseCalendarDay, type CalendarDay } from "../../kernel/calendar-day.ts";
import { err, ok, type Result } from "../../kernel/result.ts";
import { readDueRules, type DueRule } from "./due-rule.ts";
import { readResponsibleUnits } from "./responsible-units.ts";

/** One task of a 工作要点, as it goes into the work ledger (工作台账). */
export interface WorkTask {
  /** 「一(一)」: part and section by their Chinese numerals; 「结尾」 for the closing paragraph. */
  readonly section: string;
  readonly sectionTitle: string;
  readonly number: number;
  /** Whole wording without the note of units; real paragraphs are kept apart by a line feed. */
  readonly text: string;
  readonly units: readonly string[];
  /** The first time limit named, when one is; the others follow in `furtherDueRules`. */
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
  units: readonly string[];
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
  /^(\d{1,2})(?:\s?、\s*|\s?[.．](?!\d)\s*|\s?[.．]\s+|\s?．(?!\d+(?:[.．]\d|[%％万亿倍元]|个百分点))|\s?\.(?=\d{1,4}\s?[年月]|\d{5}))(.+)$/;
const unitsNote = /[（(](?:责任|牵头|落实|配合|承办|主办)单位[：:]|(?<=^|[。；])(?:责任|牵头|落实)单位[：:]/;
const footer = /^(?:-{3,}|抄送[：:]|[—–-]\s?\d+\s?[—–-]$)/;

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
  return candidates.at(-1) ?? lines.find((line) => line !== "") ?? "";
}

/** Takes the （责任单位：…） notes out of a paragraph. */
function separateUnits(paragraph: string): { text: string; notes: string[] } {
  const notes: string[] = [];
  let text = paragraph;
  for (;;) {
    const start = unitsNote.exec(text);
    if (!start) return { text: text.trim(), notes };
    let depth = 0;
    let end = text.length;
    // A note without brackets stands at the end of its paragraph.
    for (let at = start.index; at < text.length; at += 1) {
      if ("（(".includes(text[at] ?? "")) depth += 1;
      if ("）)".includes(text[at] ?? "")) depth -= 1;
      if (depth === 0 && "）)".includes(text[at] ?? "")) {
        end = at + 1;
        break;
      }
    }
    const note = text
      .slice(start.index, end)
      .replace("（(".includes(start[0].charAt(0)) ? /[）)]$/ : /。$/, "");
    notes.push(note.slice(note.search(/[：:]/) + 1));
    text = text.slice(0, start.index) + text.slice(end);
  }
}

/** What a page end cuts has some hundred characters; rows of a list that end like no sentence are not one paragraph. */
const LONGEST_CUT = 4000;

/** The lines with page breaks mended: a cut sentence is joined again, headings and notes stay lines of their own. */
function mendParagraphs(lines: readonly string[]): string[] {
  const paragraphs: string[] = [];
  for (const line of lines) {
    const last = paragraphs.at(-1);
    const startsNew =
      partHeading.test(line) || sectionHeading.test(line) || numberedTask.test(line) || footer.test(line);
    const lastIsBody =
      last !== undefined &&
      last.length < LONGEST_CUT &&
      !footer.test(last) &&
      (numberedTask.test(last) || last.length > 40 || unitsNote.test(last));
    const lastEndsOpen =
      lastIsBody && (goesOn(last) || (unitsNote.test(last) && separateUnits(last).notes.length === 0));
    if (last !== undefined && !startsNew && lastEndsOpen) paragraphs[paragraphs.length - 1] = last + line;
    else paragraphs.push(line);
  }
  return paragraphs;
}

/**
 * Reads a 工作要点 into its tasks: parts 一、 with sections （一） and numbered tasks, each with its （责任单位：…） and the time limits its
 * words name. Where a section has no numbered tasks it is itself the task. The closing paragraph that sets limits is section 「结尾」.
 *
 * Errors: "no-tasks-found" when nothing in the text has that form.
 */
export function parseWorkPoints(source: string): Result<WorkPoints, WorkPointsError> {
  const lines = source
    .split(/\r\n|[\n\r\f]/)
    .map(cleanLine)
    .filter((line) => line !== "");
  const title = findTitle(lines);
  const publishedOn = findPublicationDay(lines);
  const year = Number(/(\d{4})\s?年/.exec(title)?.[1] ?? publishedOn?.slice(0, 4)) || undefined;

  let part = { numeral: "", title: "" };
  let section = { numeral: "", title: "" };
  let unitsOfAllTasks: readonly string[] = [];
  const open: OpenTask[] = [];
  const closing: string[] = [];
  let current: OpenTask | undefined;
  let ended = false;

  const begin = (number: number, asSection: boolean): OpenTask => {
    const ofSection = !asSection && section.numeral !== "";
    const task: OpenTask = {
      section: ofSection ? `${part.numeral}(${section.numeral})` : part.numeral,
      sectionTitle: ofSection ? section.title : part.title,
      number,
      paragraphs: [],
      units: [],
    };
    open.push(task);
    return task;
  };
  const add = (task: OpenTask, paragraph: string) => {
    const { text, notes } = separateUnits(paragraph);
    if (text !== "") task.paragraphs.push(text);
    for (const note of notes) {
      const read = readResponsibleUnits(note);
      task.units = [...task.units, ...read.units];
      if (read.unitsOfAllTasks.length > 0) unitsOfAllTasks = read.unitsOfAllTasks;
    }
  };

  for (const paragraph of mendParagraphs(lines)) {
    if (footer.test(paragraph)) {
      ended = ended || open.length > 0;
      continue;
    }
    if (ended) continue;
    const partMatch = partHeading.exec(paragraph);
    if (partMatch) {
      part = { numeral: partMatch[1] ?? "", title: partMatch[2] ?? "" };
      section = { numeral: "", title: "" };
      current = undefined;
      continue;
    }
    if (part.numeral === "") continue;
    const sectionMatch = sectionHeading.exec(paragraph);
    if (sectionMatch) {
      const whole = sectionMatch[2] ?? "";
      const headingEnd = whole.indexOf("。");
      section = {
        numeral: sectionMatch[1] ?? "",
        title: headingEnd < 0 ? whole : whole.slice(0, headingEnd),
      };
      current = undefined;
      // 「（一）加强……。及时公开……。」: the heading runs into its text, so the section is the task.
      if (headingEnd >= 0 && whole.length > headingEnd + 1) {
        current = begin(numerals.indexOf(section.numeral) + 1, true);
        add(current, whole);
      }
      continue;
    }
    const taskMatch = numberedTask.exec(paragraph);
    if (taskMatch) {
      current = begin(Number(taskMatch[1]), false);
      add(current, taskMatch[2] ?? "");
      continue;
    }
    if (current && current.units.length === 0) {
      add(current, paragraph);
    } else if (!current && section.numeral !== "") {
      current = begin(numerals.indexOf(section.numeral) + 1, true);
      add(current, paragraph);
    } else if (current) {
      closing.push(paragraph);
    }
  }

  const withDueRules = (task: Omit<WorkTask, "dueRule" | "furtherDueRules">): WorkTask => {
    const [dueRule, ...furtherDueRules] = readDueRules(task.text, { year, publishedOn });
    return {
      ...task,
      ...(dueRule ? { dueRule } : {}),
      ...(furtherDueRules.length > 0 ? { furtherDueRules } : {}),
    };
  };
  const tasks = open
    .filter((task) => task.paragraphs.length > 0)
    .map(({ paragraphs, ...task }) => withDueRules({ ...task, text: paragraphs.join("\n") }));
  if (tasks.length === 0) return err({ type: "no-tasks-found" });
  return ok({
    title,
    ...(year ? { year } : {}),
    ...(publishedOn ? { publishedOn } : {}),
    unitsOfAllTasks,
    tasks: [...tasks, ...closingTasks(closing).map(withDueRules)],
  });
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
    units: addressed ? [addressed] : [],
  }));
}
