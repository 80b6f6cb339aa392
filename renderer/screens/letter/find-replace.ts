import { fieldSpec, isFieldName, type FieldName } from "../../../shared/domain/letters/field-dictionary.ts";
import type { LetterDraft } from "./letter-draft.ts";

/** A field in which the words sought stand, and how often. */
export interface FoundField {
  readonly name: FieldName;
  readonly label: string;
  readonly count: number;
}

/** Codes that look like words: a choice, a day, a ground. They are picked, never typed, so nothing is replaced in them. */
function isTyped(name: string): boolean {
  if (!isFieldName(name)) return false;
  const { type } = fieldSpec(name).type;
  return type !== "choice" && type !== "date" && type !== "dateTime";
}

const codes: ReadonlySet<string> = new Set(["ground", "at"]);

function occurrences(text: string, sought: string): number {
  return sought === "" ? 0 : text.split(sought).length - 1;
}

function countIn(value: unknown, sought: string): number {
  if (typeof value === "string") return occurrences(value, sought);
  if (Array.isArray(value))
    return (value as readonly unknown[]).reduce<number>((sum, one) => sum + countIn(one, sought), 0);
  if (typeof value !== "object" || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [cell, one]) => sum + (codes.has(cell) ? 0 : countIn(one, sought)),
    0,
  );
}

function replaceIn(value: unknown, sought: string, instead: string): unknown {
  if (typeof value === "string") return value.replaceAll(sought, () => instead);
  if (Array.isArray(value))
    return (value as readonly unknown[]).map((one) => replaceIn(one, sought, instead));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([cell, one]) => [
      cell,
      codes.has(cell) ? one : replaceIn(one, sought, instead),
    ]),
  );
}

/** Where the words stand in what was typed. Locked clauses and the case's own fields are never touched. */
export function findInDraft(draft: LetterDraft, sought: string): readonly FoundField[] {
  return Object.entries(draft.fields).flatMap(([name, value]) => {
    const count = isTyped(name) ? countIn(value, sought) : 0;
    return count === 0 || !isFieldName(name) ? [] : [{ name, label: fieldSpec(name).label, count }];
  });
}

/** The draft with the words replaced everywhere, or in the named fields alone. */
export function replaceInDraft(
  draft: LetterDraft,
  sought: string,
  instead: string,
  only?: ReadonlySet<string>,
): LetterDraft {
  if (sought === "") return draft;
  return {
    ...draft,
    fields: Object.fromEntries(
      Object.entries(draft.fields).map(([name, value]) => [
        name,
        isTyped(name) && (only === undefined || only.has(name)) ? replaceIn(value, sought, instead) : value,
      ]),
    ),
  };
}
