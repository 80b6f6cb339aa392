import { fieldSpec, type FieldName, type FieldType } from "./field-dictionary.ts";
import type { LetterId } from "./letter-id.ts";
import type { FieldUse, LetterTemplate } from "./letter-template.ts";
import { letterOutcomes } from "./outcome.ts";
import type { WithholdingGround } from "./withholding-ground.ts";

/** A document given to the applicant. */
export interface CopyItem {
  readonly title: string;
  readonly docNumber?: string;
  readonly pages?: number;
}

/** A passage held back, with its enumerated ground. */
export interface WithheldItem {
  readonly passage: string;
  readonly ground: WithholdingGround;
  readonly reason: string;
}

export interface SearchScope {
  readonly system: string;
  readonly keywords?: string;
  readonly period?: string;
  readonly hits?: number | string;
}

export interface ContactAttempt {
  readonly at: string;
  readonly result: string;
}

export type FieldValue =
  | string
  | number
  | boolean
  | readonly string[]
  | readonly CopyItem[]
  | readonly WithheldItem[]
  | readonly SearchScope[]
  | readonly ContactAttempt[];

/** The values of one letter. Days are "YYYY-MM-DD", moments RFC 3339, choices their code. */
export type LetterFields = Readonly<Partial<Record<FieldName, FieldValue>>>;

/** Replies to an application: bound to the day by which the clock wants them out (条例33), and due all the same after it. */
export function mayLeaveLate(letter: LetterId): boolean {
  return letterOutcomes[letter] !== undefined || letter === "on-the-spot-reply-record";
}

/**
 * The declared use of every field of a template; the relief paragraph's own fields are added where it has one, and in a
 * reply the reason of its being late.
 */
export function fieldsOf(template: LetterTemplate): readonly FieldUse[] {
  const relief: readonly FieldUse[] =
    template.relief === "relief-none"
      ? []
      : [
          {
            name: "reconsiderationOrgan",
            need: template.relief === "as-original" ? "optional" : "mandatory",
          },
          { name: "courtName", need: "optional" },
          { name: "serviceMethod", need: "optional" },
          { name: "onlineReconsiderationChannel", need: "optional" },
        ];
  // A late reply still leaves, with its reason on record (LV-03).
  const late: readonly FieldUse[] = mayLeaveLate(template.id)
    ? [{ name: "overdueReason", need: "optional" }]
    : [];
  const declared = new Set(template.fields.map((use) => use.name));
  return [...template.fields, ...[...relief, ...late].filter((use) => !declared.has(use.name))];
}

/** The type of a field in one template: its own, else that of the dictionary. */
export function typeOf(use: FieldUse): FieldType {
  return use.type ?? fieldSpec(use.name).type;
}

/** The label of a field in one template: its own, else that of the dictionary. */
export function labelOf(use: FieldUse): string {
  return use.label ?? fieldSpec(use.name).label;
}

/** The text of a plain field, trimmed; "" when it is empty or not a text. */
export function plainText(fields: LetterFields, name: FieldName): string {
  const value = fields[name];
  return typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
}

/** Whether a field counts as not filled; 0 and false are values. */
export function isEmptyValue(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    (typeof value === "string" && value.trim() === "") ||
    (Array.isArray(value) && value.length === 0)
  );
}
