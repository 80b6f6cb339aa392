import { type CalendarDay, dayOfInstant, type Instant, parseCalendarDay } from "../../kernel/calendar-day.ts";
import { err, ok, type Result } from "../../kernel/result.ts";
import type { RuleError, RuleOutput } from "./rule-error.ts";

export type InputRecord = Readonly<Record<string, unknown>>;

export function isInputRecord(value: unknown): value is InputRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const zonedMoment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;
const localMoment = /^(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}(?::\d{2})?$/;

/** No legal period is longer; a longer one is a slip of the keyboard and would only be counted for hours. */
export const LONGEST_PERIOD = 1000;
/** Consultations, notices, payments or extensions of one application. */
const MOST_ENTRIES = 500;

/** Years in which a clock can run; a day outside is a slip, and counting from it would leave the calendar. */
function withinClockYears(day: CalendarDay | undefined): CalendarDay | undefined {
  return day !== undefined && day >= "1949" && day < "2200" ? day : undefined;
}

/** A day as text, or the Beijing day of a moment; a moment without an offset is Beijing time. */
export function dayOfText(value: unknown): CalendarDay | undefined {
  if (typeof value !== "string") return undefined;
  if (zonedMoment.test(value)) {
    return Number.isNaN(Date.parse(value)) ? undefined : withinClockYears(dayOfInstant(value as Instant));
  }
  return withinClockYears(parseCalendarDay(localMoment.exec(value)?.[1] ?? value));
}

/**
 * Reads the fields of one question. Each getter takes the names a fact may go by, first match wins; null counts as "known
 * not to have happened" and can be asked with `isNull`. The first wrong value is kept and ends the evaluation. Fields
 * nobody asked for are reported, so that a misspelt fact does not silently change an answer.
 */
export class RuleInputReader {
  readonly #record: InputRecord;
  readonly #seen = new Set<string>();
  readonly #unreadWithin: string[] = [];
  #problem: RuleError | undefined;

  constructor(record: InputRecord) {
    this.#record = record;
  }

  get problem(): RuleError | undefined {
    return this.#problem;
  }

  fail(error: RuleError): void {
    this.#problem ??= error;
  }

  has(...names: readonly string[]): boolean {
    return names.some((name) => this.#record[name] !== undefined && this.#record[name] !== null);
  }

  /** Whether a fact is given as null: it is known that it did not happen. */
  isNull(...names: readonly string[]): boolean {
    return names.some((name) => {
      if (this.#record[name] !== null) return false;
      this.#seen.add(name);
      return true;
    });
  }

  /** Whether a fact is given as a list; some may be one value or several. */
  isList(name: string): boolean {
    return Array.isArray(this.#record[name]);
  }

  isRecord(name: string): boolean {
    return isInputRecord(this.#record[name]);
  }

  #take(names: readonly string[]): { readonly name: string; readonly value: unknown } | undefined {
    for (const name of names) if (name in this.#record) this.#seen.add(name);
    const name = names.find((candidate) => this.has(candidate));
    return name === undefined ? undefined : { name, value: this.#record[name] };
  }

  value(...names: readonly string[]): unknown {
    return this.#take(names)?.value;
  }

  day(...names: readonly string[]): CalendarDay | undefined {
    const found = this.#take(names);
    if (!found) return undefined;
    const day = dayOfText(found.value);
    if (!day) this.fail({ type: "invalid-value", field: found.name, expected: "day" });
    return day;
  }

  integer(...names: readonly string[]): number | undefined {
    const found = this.#take(names);
    if (!found) return undefined;
    if (typeof found.value === "number" && Number.isSafeInteger(found.value)) return found.value;
    this.fail({ type: "invalid-value", field: found.name, expected: "integer" });
    return undefined;
  }

  /** The length of a period in days. */
  dayCount(...names: readonly string[]): number | undefined {
    const count = this.integer(...names);
    if (count === undefined || Math.abs(count) <= LONGEST_PERIOD) return count;
    this.fail({
      type: "invalid-value",
      field: names.find((name) => this.has(name)) ?? "days",
      expected: "integer",
    });
    return undefined;
  }

  text(...names: readonly string[]): string | undefined {
    const found = this.#take(names);
    if (!found) return undefined;
    if (typeof found.value === "string") return found.value;
    this.fail({ type: "invalid-value", field: found.name, expected: "text" });
    return undefined;
  }

  flag(...names: readonly string[]): boolean | undefined {
    const found = this.#take(names);
    if (!found) return undefined;
    if (typeof found.value === "boolean") return found.value;
    this.fail({ type: "invalid-value", field: found.name, expected: "boolean" });
    return undefined;
  }

  list(...names: readonly string[]): readonly unknown[] | undefined {
    const found = this.#take(names);
    if (!found) return undefined;
    if (Array.isArray(found.value)) return found.value as readonly unknown[];
    this.fail({ type: "invalid-value", field: found.name, expected: "list" });
    return undefined;
  }

  /** What happened to one application; longer than any can be, it is refused, since each entry is held against all others. */
  shortList(...names: readonly string[]): readonly unknown[] | undefined {
    const found = this.list(...names);
    if (!found || found.length <= MOST_ENTRIES) return found;
    this.fail({
      type: "invalid-value",
      field: names.find((name) => this.has(name)) ?? "list",
      expected: "list",
    });
    return undefined;
  }

  record(...names: readonly string[]): InputRecord | undefined {
    const found = this.#take(names);
    if (!found) return undefined;
    if (isInputRecord(found.value)) return found.value;
    this.fail({ type: "invalid-value", field: found.name, expected: "object" });
    return undefined;
  }

  /** One of the given words, by the table of spellings. */
  word<T extends string>(spellings: Readonly<Record<string, T>>, ...names: readonly string[]): T | undefined {
    const found = this.#take(names);
    if (!found) return undefined;
    const spelt = typeof found.value === "string" ? found.value.trim() : "";
    const word = Object.hasOwn(spellings, spelt) ? spellings[spelt] : undefined;
    if (word === undefined) this.fail({ type: "invalid-value", field: found.name, expected: "known-word" });
    return word;
  }

  /** Takes what went wrong in an object within this one, and what nobody read there. */
  absorb(inner: RuleInputReader, path: string): void {
    if (inner.problem) this.fail(inner.problem);
    this.#unreadWithin.push(...inner.unread().map((name) => `${path}.${name}`));
  }

  unread(): readonly string[] {
    return [...Object.keys(this.#record).filter((name) => !this.#seen.has(name)), ...this.#unreadWithin];
  }

  /** The answer, or why there is none: a wrong value, or nothing in the input that a rule fits. */
  finish(output: RuleOutput): Result<RuleOutput, RuleError> {
    if (this.#problem) return err(this.#problem);
    if (Object.keys(output).length === 0) {
      const field = this.unread()[0];
      return err({ type: "unsupported-input", ...(field === undefined ? {} : { field }) });
    }
    const unread = this.unread();
    return ok(unread.length > 0 ? { ...output, unreadFields: unread } : output);
  }
}
