import { composeLetter } from "../../../shared/domain/letters/compose-letter.ts";
import { fieldSpec, type FieldName } from "../../../shared/domain/letters/field-dictionary.ts";
import { fieldsOf, isEmptyValue, labelOf, typeOf } from "../../../shared/domain/letters/field-values.ts";
import type { LetterFields } from "../../../shared/domain/letters/field-values.ts";
import { eachRun, runsText, type LetterModel } from "../../../shared/domain/letters/letter-model.ts";
import type { FieldUse, LetterTemplate } from "../../../shared/domain/letters/letter-template.ts";
import { letterTemplates } from "../../../shared/domain/letters/templates/letter-templates.ts";
import type { LetterView } from "../../../shared/contract/applications.ts";

/** A statutory clause that somebody opened: the new text and why (the legal reader sees it). */
export interface Unlocked {
  readonly text: string;
  readonly reason: string;
}

/** What is typed in a letter: its own fields and the clauses it opened. The case's fields come from the case. */
export interface LetterDraft {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly unlocked: Readonly<Record<string, Unlocked>>;
}

/** Which answer of a letter with several a clause or a block belongs to, from 1; undefined for what stands once. */
export function answerOfClause(id: string): number | undefined {
  const position = /^answer(\d+)\./u.exec(id)?.[1];
  return position === undefined ? undefined : Number(position);
}

/** The draft as the core last told it. */
export function draftOf(view: LetterView): LetterDraft {
  const fromCase = new Set(view.caseFields);
  const unlocked: Record<string, Unlocked> = {};
  for (const { run } of eachRun(view.model))
    // Of several answers each keeps the clauses it opened in its own letter.
    if (run.kind === "statutory" && run.unlocked && answerOfClause(run.clauseId) === undefined)
      unlocked[run.clauseId] = { text: runsText(run.runs), reason: run.unlocked.reason };
  return {
    fields: Object.fromEntries(Object.entries(view.fields).filter(([name]) => !fromCase.has(name))),
    unlocked,
  };
}

/** Rows of a table field that are complete enough to be kept; the others wait on the screen. */
const neededCells: Readonly<Record<string, readonly string[]>> = {
  copies: ["title"],
  withheldItems: ["passage", "ground", "reason"],
  searchScopes: ["system"],
  attempts: ["at", "result"],
};

function filled(value: unknown): boolean {
  return typeof value === "number" || (typeof value === "string" && value.trim() !== "");
}

export function isWholeRow(kind: string, row: Readonly<Record<string, unknown>>): boolean {
  return (neededCells[kind] ?? []).every((cell) => filled(row[cell]));
}

/** Without empty cells: an absent cell, never an empty one. */
function cleanRow(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => filled(value)));
}

/** The fields as they can be stored: rows that are not whole yet and empty texts are left out. */
export function storableFields(
  template: LetterTemplate,
  fields: LetterDraft["fields"],
): Record<string, unknown> {
  const uses = new Map<string, FieldUse>(fieldsOf(template).map((use) => [use.name, use]));
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    const use = uses.get(name);
    if (!use) {
      if (!isEmptyValue(value)) kept[name] = value;
      continue;
    }
    const { type } = typeOf(use);
    if (Array.isArray(value)) {
      const items = value as readonly unknown[];
      const whole =
        type === "list"
          ? items.filter(filled)
          : items
              .filter((row) => isWholeRow(type, row as Record<string, unknown>))
              .map((row) => cleanRow(row as Record<string, unknown>));
      if (whole.length > 0) kept[name] = whole;
    } else if (!isEmptyValue(value)) kept[name] = value;
  }
  return kept;
}

const feeSums = ["feeFacts", "feeDetail", "feeAmount"];

/** The page while somebody types: composed here with the same function the core uses, so that no key waits for it. */
export function composeDraft(view: LetterView, draft: LetterDraft): LetterModel {
  const template = view.letterTemplate;
  const fromCase = new Set(view.caseFields);
  const caseValues = Object.fromEntries(Object.entries(view.fields).filter(([name]) => fromCase.has(name)));
  const typed = storableFields(template, draft.fields);
  // The sums of a fee notice belong to the tariff they were counted under; the core counts them for the other one.
  if (typed["feeBasis"] !== view.fields["feeBasis"] || typed["feePages"] !== view.fields["feePages"])
    for (const name of feeSums) delete caseValues[name];
  const fields = { ...typed, ...caseValues } as LetterFields;
  return composeLetter(template, fields, {
    overrides: draft.unlocked,
    templates: letterTemplates,
    ...(view.answers
      ? {
          answers: view.answers.map((answer) => ({
            letterId: answer.letterId,
            template: answer.letterTemplate,
            fields: answer.fields as LetterFields,
            overrides: answer.unlocked,
          })),
        }
      : {}),
  });
}

/** The texts of the open clauses as the contract takes them. */
export function unlockedInput(draft: LetterDraft): { blockId: string; text: string; reason: string }[] {
  return Object.entries(draft.unlocked).map(([blockId, entry]) => ({ blockId, ...entry }));
}

export interface FieldRow {
  readonly use: FieldUse;
  readonly label: string;
  readonly missing: boolean;
  /** Filled by the case, the profile, the clock or at signing; not typed here. */
  readonly fromCase: boolean;
}

const notTyped: ReadonlySet<string> = new Set(["profile", "signing", "clock"]);

/** The fields of a letter for the panel: what is missing first, then the rest, then what the case fills. */
export function fieldRows(view: LetterView, model: LetterModel): readonly FieldRow[] {
  const fromCase = new Set(view.caseFields);
  const missing = new Set<string>(model.missing);
  const late = view.lint.some(
    (finding) => finding.ruleId === "LV-03" && finding.repair?.kind === "fillField",
  );
  // Asked only of a letter that is late; one that is in time has no such reason.
  const asked = (name: FieldName): boolean =>
    name !== "overdueReason" || late || !isEmptyValue(view.fields[name]);
  const uses = fieldsOf(view.letterTemplate).filter((use) => asked(use.name));
  const rows = uses.map((use): FieldRow => ({
    use,
    label: labelOf(use),
    missing: missing.has(use.name),
    fromCase: fromCase.has(use.name) || notTyped.has(fieldSpec(use.name).source),
  }));
  const rank = (row: FieldRow): number =>
    row.fromCase ? 3 : row.missing ? 0 : row.use.need === "mandatory" ? 1 : 2;
  return rows.toSorted((a, b) => rank(a) - rank(b));
}

/** How many fields somebody has to type before the letter can be sent. */
export function gapsToType(rows: readonly FieldRow[]): readonly FieldRow[] {
  return rows.filter((row) => row.missing && !row.fromCase);
}
