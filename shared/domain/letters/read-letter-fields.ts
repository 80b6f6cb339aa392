import { parseCalendarDay } from "../../kernel/calendar-day.ts";
import { assertNever, err, ok, type Result } from "../../kernel/result.ts";
import { isFieldName, type FieldName, type FieldType } from "./field-dictionary.ts";
import {
  fieldsOf,
  isEmptyValue,
  labelOf,
  typeOf,
  type ContactAttempt,
  type CopyItem,
  type FieldValue,
  type LetterFields,
  type SearchScope,
  type WithheldItem,
} from "./field-values.ts";
import { formatMoment } from "./field-wording.ts";
import type { FieldUse, LetterTemplate } from "./letter-template.ts";
import { readWithholdingGround } from "./withholding-ground.ts";

export type FieldInputError =
  | { readonly type: "fields-not-an-object" }
  | {
      readonly type: "wrong-field-value";
      readonly field: FieldName;
      readonly label: string;
      readonly expected: string;
    };

export interface ParsedLetterFields {
  readonly fields: LetterFields;
  /** Names that are no field of this letter, or that the machine derives itself. */
  readonly ignored: readonly string[];
}

/**
 * Reads the fields of a letter from unknown data. Empty texts and null are absent fields. Fields this letter does
 * not print, and texts the machine makes itself (the relief paragraph), come back as `ignored`.
 */
export function parseLetterFields(
  template: LetterTemplate,
  input: unknown,
): Result<ParsedLetterFields, readonly FieldInputError[]> {
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    return err([{ type: "fields-not-an-object" }]);
  }
  const uses = new Map<string, FieldUse>(fieldsOf(template).map((use) => [use.name, use]));
  const fields: Partial<Record<FieldName, FieldValue>> = {};
  const ignored: string[] = [];
  const errors: FieldInputError[] = [];
  for (const [name, value] of Object.entries(input as Record<string, unknown>)) {
    const use = uses.get(name);
    if (!use) {
      // A nested document (an enclosed receipt) may need it, so a field of the dictionary is kept, unread otherwise.
      ignored.push(name);
      if (!isFieldName(name) || !template.attachments) continue;
    }
    const known = use ?? { name: name as FieldName, need: "optional" as const };
    if (isEmptyValue(value)) continue;
    const read = readValue(typeOf(known), value);
    if (read === undefined) {
      errors.push({
        type: "wrong-field-value",
        field: known.name,
        label: labelOf(known),
        expected: expectation(typeOf(known)),
      });
    } else fields[known.name] = read;
  }
  return errors.length > 0 ? err(errors) : ok({ fields, ignored });
}

function expectation(type: FieldType): string {
  switch (type.type) {
    case "text":
      return "文字";
    case "date":
      return "日期（如2024-05-06）";
    case "dateTime":
      return "日期和时间（如2024-05-06T09:30:00+08:00）";
    case "integer":
      return `整数（${type.min ?? 0}至${type.max ?? "不限"}）`;
    case "boolean":
      return "是或者否";
    case "choice":
      return type.options.map((option) => option.label).join("、");
    case "list":
      return "文字列表";
    case "copies":
      return "文件列表（title、docNumber、pages）";
    case "withheldItems":
      return "内容列表（passage、ground、reason），理由须为条例列举的情形";
    case "searchScopes":
      return "检索范围列表（system、keywords、period、hits）";
    case "attempts":
      return "联系经过列表（at、result）";
    default:
      return assertNever(type);
  }
}

function readValue(type: FieldType, value: unknown): FieldValue | undefined {
  switch (type.type) {
    case "text":
      return typeof value === "string" ? value : typeof value === "number" ? String(value) : undefined;
    case "date":
      return readDay(value);
    case "dateTime":
      return typeof value === "string" && formatMoment(value) !== undefined ? value : undefined;
    case "integer": {
      const number = typeof value === "string" && /^\d+$/u.test(value) ? Number(value) : value;
      if (typeof number !== "number" || !Number.isInteger(number)) return undefined;
      return number < (type.min ?? 0) || number > (type.max ?? Number.MAX_SAFE_INTEGER) ? undefined : number;
    }
    case "boolean":
      if (value === "是" || value === "true") return true;
      if (value === "否" || value === "false") return false;
      return typeof value === "boolean" ? value : undefined;
    case "choice":
      return type.options.find(
        (option) =>
          option.code === value ||
          option.label === value ||
          option.wording === value ||
          option.covers?.includes(String(value)) === true,
      )?.code;
    case "list":
      return readItems(value, (item) => (typeof item === "string" ? item : undefined));
    case "copies":
      return readItems(value, readCopy);
    case "withheldItems":
      return readItems(value, readWithheld);
    case "searchScopes":
      return readItems(value, readScope);
    case "attempts":
      return readItems(value, readAttempt);
    default:
      return assertNever(type);
  }
}

const chineseDay = /^(\d{4})年(\d{1,2})月(\d{1,2})日$/u;

function readDay(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const chinese = chineseDay.exec(value.trim());
  if (chinese) {
    const [, year = "", month = "", day = ""] = chinese;
    return parseCalendarDay(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
  }
  return parseCalendarDay(value.trim());
}

function readItems<T>(value: unknown, read: (item: unknown) => T | undefined): readonly T[] | undefined {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  const found: T[] = [];
  for (const item of items) {
    const one = read(item);
    if (one === undefined) return undefined;
    found.push(one);
  }
  return found;
}

function record(value: unknown): Record<string, unknown> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

function readCopy(item: unknown): CopyItem | undefined {
  const plain = text(item);
  if (plain) return { title: plain };
  const fields = record(item);
  const title = text(fields?.["title"]);
  if (!fields || !title) return undefined;
  const docNumber = text(fields["docNumber"]);
  const pages = fields["pages"];
  if (pages !== undefined && (typeof pages !== "number" || !Number.isInteger(pages) || pages < 1))
    return undefined;
  return {
    title,
    ...(docNumber === undefined ? {} : { docNumber }),
    ...(typeof pages === "number" ? { pages } : {}),
  };
}

function readWithheld(item: unknown): WithheldItem | undefined {
  const fields = record(item);
  const passage = text(fields?.["passage"] ?? fields?.["description"]);
  const reason = text(fields?.["reason"]);
  const ground = readWithholdingGround(fields?.["ground"]);
  return passage && reason && ground ? { passage, ground, reason } : undefined;
}

function readScope(item: unknown): SearchScope | undefined {
  const plain = text(item);
  if (plain) return { system: plain };
  const fields = record(item);
  const system = text(fields?.["system"] ?? fields?.["place"]);
  if (!fields || !system) return undefined;
  const keywords = Array.isArray(fields["keywords"])
    ? fields["keywords"].join("、")
    : text(fields["keywords"]);
  const period = text(fields["period"]);
  const hits = fields["hits"];
  return {
    system,
    ...(keywords ? { keywords } : {}),
    ...(period ? { period } : {}),
    ...(typeof hits === "number" || typeof hits === "string" ? { hits } : {}),
  };
}

function readAttempt(item: unknown): ContactAttempt | undefined {
  const plain = text(item);
  if (plain) return { at: "", result: plain };
  const fields = record(item);
  const at = text(fields?.["at"] ?? fields?.["time"]);
  const result = text(fields?.["result"]);
  return at && result ? { at, result } : undefined;
}
