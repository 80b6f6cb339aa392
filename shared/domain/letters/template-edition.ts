import type { CalendarDay } from "../../kernel/calendar-day.ts";
import { citationsIn } from "./citation.ts";
import type { BlockTemplate, LetterTemplate, PartTemplate } from "./letter-template.ts";

/**
 * Wordings a department may adapt. The program ships every letter's text; what the law fixes (locked clauses, the
 * relief paragraph, titles, attachments, forms) stays as shipped, the plain sentences around it may be worded anew. An
 * edition is data: the changed passages, who proposed and approved them, and from which day they are used.
 */
export interface WordingPassage {
  /** Block and place in it: "finding.0". Stable within one version of the shipped template. */
  readonly passageId: string;
  readonly text: string;
  /** Locked words before and after, shown so that a sentence can be read whole. */
  readonly before: string;
  readonly after: string;
}

/** Texts by passage; passages that are not named keep the shipped words. */
export type WordingChanges = Readonly<Record<string, string>>;

export interface TemplateEdition {
  readonly template: string;
  /** "2026.1-2": version of the shipped text and the number of the department's edition. */
  readonly version: string;
  readonly baseVersion: string;
  readonly changes: WordingChanges;
  readonly effectiveFrom: CalendarDay;
}

export type WordingProblem =
  | { readonly type: "unknown-passage"; readonly passageId: string }
  | { readonly type: "empty"; readonly passageId: string }
  | { readonly type: "too-long"; readonly passageId: string; readonly most: number }
  | { readonly type: "fields-differ"; readonly passageId: string; readonly fields: readonly string[] }
  | { readonly type: "cites-law"; readonly passageId: string; readonly article: string }
  | { readonly type: "changes-period"; readonly passageId: string; readonly period: string }
  | { readonly type: "line-break"; readonly passageId: string }
  | { readonly type: "nothing-changed" };

const tokens = /\{\{[A-Za-z]+(?:\|[^{}]+|=[A-Za-z]+)?\}\}/gu;
/** Periods the law sets: 60日, 6个月, 15个工作日. A department does not give others. */
const periods = /[0-9０-９]+(?:个工作日|个月|工作日|日内|日)/gu;

function adaptable(part: PartTemplate): string | undefined {
  if (typeof part === "string") return part;
  return "law" in part ? undefined : part.text;
}

function wordsOf(part: PartTemplate): string {
  return typeof part === "string" ? part : "law" in part ? part.law : part.text;
}

/** Closing formulas are too short to word anew and end letters the same way everywhere. */
function isOpen(block: BlockTemplate): block is Extract<BlockTemplate, { block: "paragraph" }> {
  return block.block === "paragraph" && block.role !== "closing";
}

/** The passages of a template that may be worded anew, in reading order. Forms have none. */
export function wordingPassages(template: LetterTemplate): readonly WordingPassage[] {
  if (template.format === "sheet") return [];
  return template.body.filter(isOpen).flatMap((block) =>
    block.parts.flatMap((part, index): readonly WordingPassage[] => {
      const text = adaptable(part);
      if (text === undefined || text.trim() === "") return [];
      return [
        {
          passageId: `${block.id}.${index}`,
          text,
          before: block.parts.slice(0, index).map(wordsOf).join(""),
          after: block.parts
            .slice(index + 1)
            .map(wordsOf)
            .join(""),
        },
      ];
    }),
  );
}

function found(pattern: RegExp, text: string): readonly string[] {
  return [...text.matchAll(pattern)].map(([match]) => match).toSorted();
}

/** How much longer than the shipped sentence a wording may be: a few explanations, not another letter. */
const LONGER = 300;

/** Everything that keeps changes from being an edition; an empty list means they may be proposed. */
export function checkWording(template: LetterTemplate, changes: WordingChanges): readonly WordingProblem[] {
  const passages = new Map(wordingPassages(template).map((passage) => [passage.passageId, passage]));
  const problems: WordingProblem[] = [];
  let changed = false;
  for (const [passageId, text] of Object.entries(changes)) {
    const passage = passages.get(passageId);
    if (!passage) {
      problems.push({ type: "unknown-passage", passageId });
      continue;
    }
    if (text !== passage.text) changed = true;
    if (text.trim() === "") problems.push({ type: "empty", passageId });
    if (/[\r\n]/u.test(text)) problems.push({ type: "line-break", passageId });
    const most = passage.text.length + LONGER;
    if (text.length > most) problems.push({ type: "too-long", passageId, most });
    const before = found(tokens, passage.text);
    const after = found(tokens, text);
    const stray = text.replace(tokens, "");
    if (before.join() !== after.join() || /\{\{|\}\}/u.test(stray)) {
      const fields = [...new Set([...before, ...after])].filter(
        (token) =>
          before.filter((one) => one === token).length !== after.filter((one) => one === token).length,
      );
      problems.push({ type: "fields-differ", passageId, fields });
    }
    const known = new Set(citationsIn(passage.text));
    const cited = citationsIn(text).find((article) => !known.has(article));
    const bare =
      /第[零一二三四五六七八九十百]+条/u.test(text) && !/第[零一二三四五六七八九十百]+条/u.test(passage.text);
    if (cited !== undefined || bare) {
      problems.push({ type: "cites-law", passageId, article: cited ?? "" });
    }
    const own = found(periods, passage.text);
    const period = found(periods, text).find((one) => !own.includes(one));
    if (period !== undefined) problems.push({ type: "changes-period", passageId, period });
  }
  if (!changed && problems.length === 0) problems.push({ type: "nothing-changed" });
  return problems;
}

/** The shipped template with a department's words. Passages that no longer exist are left as shipped. */
export function adaptTemplate(template: LetterTemplate, edition: TemplateEdition): LetterTemplate {
  return {
    ...template,
    version: edition.version,
    body: template.body.map((block) => {
      if (!isOpen(block)) return block;
      return {
        ...block,
        parts: block.parts.map((part, index): PartTemplate => {
          const text = edition.changes[`${block.id}.${index}`];
          if (text === undefined || adaptable(part) === undefined) return part;
          return typeof part === "string" ? text : "law" in part ? part : { ...part, text };
        }),
      };
    }),
  };
}

/**
 * The edition used for a case that came on a day: the newest approved one that was in effect then and was made for the
 * shipped text of this version. A running case so keeps the wording it began with.
 */
export function editionOn(
  template: LetterTemplate,
  approved: readonly TemplateEdition[],
  onDay: CalendarDay,
): TemplateEdition | undefined {
  return approved
    .filter(
      (edition) =>
        edition.template === template.id &&
        edition.baseVersion === template.version &&
        edition.effectiveFrom <= onDay,
    )
    .toSorted((a, b) =>
      a.effectiveFrom === b.effectiveFrom
        ? editionNumber(a) - editionNumber(b)
        : a.effectiveFrom < b.effectiveFrom
          ? -1
          : 1,
    )
    .at(-1);
}

function editionNumber(edition: TemplateEdition): number {
  return Number(edition.version.slice(edition.version.lastIndexOf("-") + 1));
}

/** The template a letter was made from, by the version kept with it. */
export function templateOfVersion(
  template: LetterTemplate,
  editions: readonly TemplateEdition[],
  version: string,
): LetterTemplate {
  const edition = editions.find((one) => one.template === template.id && one.version === version);
  return edition ? adaptTemplate(template, edition) : template;
}

/** Version of the next edition of a shipped text; numbers run on over rejected ones. */
export function nextEditionVersion(template: LetterTemplate, earlier: readonly string[]): string {
  const numbers = earlier.map((version) => Number(version.slice(version.lastIndexOf("-") + 1)));
  return `${template.version}-${Math.max(0, ...numbers.filter((one) => Number.isSafeInteger(one))) + 1}`;
}
