/** Screens a text: every finding of every detector, resolved, ordered, at the offsets of the text as it was given. */
import { Block, BlockTools, type RawFinding } from "./block.ts";
import { LAST_BIRTH_DATE } from "./checks/id-card.ts";
import { Context } from "./context.ts";
import type { DepartmentRules } from "./department-rules.ts";
import { detectAddresses, detectProseAddresses } from "./detectors/addresses.ts";
import { detectEmails } from "./detectors/emails.ts";
import { detectInternalMarks } from "./detectors/internal-marks.ts";
import { detectNames } from "./detectors/names/detect-names.ts";
import { freshNameState, type NameState } from "./detectors/names/name-state.ts";
import { detectNumbers } from "./detectors/numbers.ts";
import { detectPositions } from "./detectors/positions.ts";
import { detectWording } from "./detectors/wording.ts";
import { textFindingTypes, type Finding } from "./finding-types.ts";
import { resolveFindings } from "./resolve-findings.ts";
import { screeningRules } from "./rules/index.ts";
import { classificationMarks } from "./secret-mark.ts";
import { freshTableState, readTables, type TableRow, type TableState } from "./tables.ts";
import type { CalendarDay } from "../../kernel/calendar-day.ts";

export { rulesVersion } from "./rules/index.ts";

export interface ScreenOptions {
  /** Rules that are switched off, by id. */
  readonly disabledRules?: ReadonlySet<string>;
  /** A department's own words and patterns. */
  readonly department?: DepartmentRules;
  /** Birth dates after this day are none. */
  readonly today?: CalendarDay;
}

/** All findings of `text`, ordered by place. Works block by block: memory stays flat but for the findings. */
export function screenText(text: string, options: ScreenOptions = {}): readonly Finding[] {
  const screener = createTextScreener(options);
  return [...screener.push(text), ...screener.end()];
}

export interface TextScreener {
  /** Takes the next piece; gives the findings of what can be judged by now, with offsets in the whole text. */
  push(chunk: string): readonly Finding[];
  /** Judges the rest. The screener is spent. */
  end(): readonly Finding[];
}

/** A block is cut at the end of a line within its second half: the same places however the text arrives. */
const BLOCK = 65_536;

/** Screens a text that arrives in pieces, holding one block at a time. */
export function createTextScreener(options: ScreenOptions = {}): TextScreener {
  const tools = new BlockTools();
  const state: DocumentState = { table: freshTableState(), names: freshNameState(), filledLines: 0 };
  let held = "";
  let offset = 0;
  const judge = (length: number): readonly Finding[] => {
    const part = held.slice(0, length);
    held = held.slice(length);
    const findings = screenBlock(part, offset, tools, state, options);
    offset += length;
    return findings;
  };
  return {
    push(chunk) {
      held += chunk;
      const findings: Finding[] = [];
      while (held.length > BLOCK) findings.push(...judge(cutOf(held)));
      return findings;
    },
    end() {
      return held === "" ? [] : judge(held.length);
    },
  };
}

/** Where a block ends: after a line end in its second half, else after a sentence, else outside of any number. */
function cutOf(text: string): number {
  const half = BLOCK >> 1;
  const blank = text.lastIndexOf("\n\n", BLOCK - 2);
  if (blank >= half) return blank + 2;
  const line = text.lastIndexOf("\n", BLOCK - 1);
  if (line >= half) return line + 1;
  const sentence = text.lastIndexOf("。", BLOCK - 1);
  if (sentence >= half) return sentence + 1;
  let at = BLOCK;
  while (at > half && /[0-9A-Za-z０-９Ａ-Ｚａ-ｚ*＊ \-－\u200b-\u200d\ufeff]/u.test(text.charAt(at - 1)))
    at -= 1;
  if (at === half) at = BLOCK;
  return text.charCodeAt(at) >= 0xdc00 && text.charCodeAt(at) <= 0xdfff ? at - 1 : at;
}

interface DocumentState {
  table: TableState;
  names: NameState;
  filledLines: number;
}

const markRule = {
  star: "class-star",
  field: "class-field",
  lone: "class-lone",
  bracketed: "class-bracketed",
} as const;

function screenBlock(
  part: string,
  offset: number,
  tools: BlockTools,
  state: DocumentState,
  options: ScreenOptions,
): readonly Finding[] {
  const block = new Block(part, tools, state.filledLines);
  const rows = readTables(block, state.table);
  const context = new Context(block, rows);
  const latestBirthDate = options.today?.replaceAll("-", "") ?? LAST_BIRTH_DATE;
  detectNumbers(context, { latestBirthDate });
  detectPositions(context);
  detectEmails(block);
  detectInternalMarks(block);
  detectWording(block);
  detectAddresses(context);
  detectNames(context, state.names, tools.marks(block.text.length + 1));
  detectProseAddresses(context);
  const marks = classificationMarks(part, state.filledLines > 20 ? -1 : state.filledLines);
  state.filledLines += block.lines.length;
  const raw: RawFinding[] = resolveFindings(block.findings, tools.marks(block.text.length));
  const found: Finding[] = [];
  for (const { type, start: from, end: to, ruleId, severity, column, note } of raw) {
    const [start, end] = block.range(from, to);
    const finding: Writable<Finding> = {
      type,
      start: offset + start,
      end: offset + end,
      value: part.slice(start, end),
      severity: severity ?? severityOf.get(ruleId) ?? textFindingTypes[type].severity,
      ruleId,
    };
    if (column !== undefined) finding.column = column;
    if (note !== undefined) finding.note = note;
    found.push(finding);
  }
  for (const mark of marks) {
    const ruleId = markRule[mark.markType];
    found.push({
      type: "CLASS_MARK",
      start: offset + mark.start,
      end: offset + mark.end,
      value: part.slice(mark.start, mark.end),
      severity: "must-fix",
      ruleId,
    });
  }
  for (const own of options.department?.find(part) ?? [])
    found.push({ ...own, start: own.start + offset, end: own.end + offset });
  found.push(...levelsInColumns(rows, block, part, offset));
  const disabled = options.disabledRules;
  const kept = disabled ? found.filter((finding) => !disabled.has(finding.ruleId)) : found;
  return kept.sort((a, b) => a.start - b.start || b.end - a.end);
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A list with a column 密级: its filled-in cells are marks. */
function levelsInColumns(
  rows: ReadonlyMap<number, TableRow>,
  block: Block,
  part: string,
  offset: number,
): Finding[] {
  const found: Finding[] = [];
  for (const row of rows.values()) {
    for (const cell of row.cells) {
      if (
        !cell.column ||
        !/^(?:密级|秘密等级|涉密等级)$/u.test(cell.column.header) ||
        !/^(?:绝密|机密|秘密)级?$/u.test(cell.text)
      )
        continue;
      const [start, end] = block.range(cell.start, cell.end);
      found.push({
        type: "CLASS_MARK",
        start: offset + start,
        end: offset + end,
        value: part.slice(start, end),
        severity: "must-fix",
        ruleId: "class-field",
        column: cell.column.header,
      });
    }
  }
  return found;
}

const severityOf = new Map<string, Finding["severity"]>(
  screeningRules.map((rule) => [rule.id, rule.severity]),
);
