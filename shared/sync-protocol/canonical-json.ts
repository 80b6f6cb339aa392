import canonicalize from "canonicalize";

import { err, ok } from "../kernel/result.ts";
import type { Result } from "../kernel/result.ts";
import { utf8Bytes, utf8Text } from "./bytes.ts";

/** A JSON value as it stands in signed or hashed bytes. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Levels of nesting that are accepted: far above any document of ours, far below what exhausts a stack. */
const maxDepth = 100;

export type CanonicalProblem =
  | { readonly type: "not-utf8" }
  | { readonly type: "not-json" }
  | { readonly type: "too-deep" }
  | { readonly type: "not-an-integer" }
  | { readonly type: "forbidden-key" }
  | { readonly type: "not-canonical" };

/** RFC 8785 text of any JSON value. Throws on what JSON cannot hold, which is a bug of the caller. */
export function jcsText(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error("value has no JSON form");
  return text;
}

/** What a walk over a value found out about how to write it. */
interface Reading {
  /** Whether `JSON.stringify` writes it as RFC 8785 wants it but for the order of keys. */
  plain: boolean;
  /** Whether the keys stand in order: those of what was read from canonical bytes do. */
  ordered: boolean;
  /** Whether a key looks like an index: JavaScript lists those first, whatever order they were set in. */
  indexed: boolean;
}

const indexLike = /^[0-9]/;

/**
 * What our signed JSON may hold beyond RFC 8785: integers within ±(2^53−1) only (fractions are spelled differently
 * by other languages' printers), bounded depth, and no key that JavaScript treats specially. The same walk finds
 * whether the value needs sorting at all: what was read from canonical bytes does not.
 */
function narrowing(value: unknown, depth: number, reading: Reading): CanonicalProblem | undefined {
  if (typeof value === "string") {
    reading.plain &&= value.isWellFormed();
    return undefined;
  }
  if (typeof value === "number") return Number.isSafeInteger(value) ? undefined : { type: "not-an-integer" };
  if (typeof value !== "object" || value === null) return undefined;
  if (depth > maxDepth) return { type: "too-deep" };
  if (Array.isArray(value)) {
    for (const child of value as readonly unknown[]) {
      const problem = narrowing(child, depth + 1, reading);
      if (problem) return problem;
    }
    return undefined;
  }
  // A class of its own may have its own JSON form: the library's concern.
  if (Object.getPrototypeOf(value) !== Object.prototype) reading.plain = false;
  let before: string | undefined;
  for (const key of Object.keys(value)) {
    if (key === "__proto__") return { type: "forbidden-key" };
    if (key === "toJSON" || !key.isWellFormed()) reading.plain = false;
    if (before !== undefined && before >= key) reading.ordered = false;
    if (indexLike.test(key)) reading.indexed = true;
    before = key;
    const problem = narrowing((value as Readonly<Record<string, unknown>>)[key], depth + 1, reading);
    if (problem) return problem;
  }
  return undefined;
}

/** The same value with its keys in order. */
function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value).sort())
    copy[key] = sorted((value as Readonly<Record<string, unknown>>)[key]);
  return copy;
}

/** RFC 8785 text of a value that was walked. */
function textOf(value: unknown, { plain, ordered, indexed }: Reading): string {
  if (plain && ordered) return JSON.stringify(value);
  return plain && !indexed ? JSON.stringify(sorted(value)) : jcsText(value);
}

/** The canonical bytes of a value we made ourselves. Throws when the value breaks the profile: that is a bug. */
export function canonicalBytes(value: unknown): Uint8Array {
  const reading = { plain: value !== undefined, ordered: true, indexed: false };
  const problem = narrowing(value, 1, reading);
  if (problem) throw new Error(`value cannot be signed: ${problem.type}`);
  return utf8Bytes(textOf(value, reading));
}

/**
 * The fixpoint rule of every signed or hashed JSON: the bytes must equal the canonical form of what they parse to.
 * One comparison refuses duplicate keys, other number spellings, white space, byte order marks and lone surrogates.
 */
export function parseCanonical(bytes: Uint8Array): Result<Json, CanonicalProblem> {
  const text = utf8Text(bytes);
  if (text === undefined) return err({ type: "not-utf8" });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return err({ type: "not-json" });
  }
  const reading = { plain: true, ordered: true, indexed: false };
  const problem = narrowing(value, 1, reading);
  if (problem) return err(problem);
  let canonical: string;
  try {
    canonical = textOf(value, reading);
  } catch {
    return err({ type: "not-canonical" });
  }
  // Strict UTF-8 has one text for given bytes, and the other way round: equal texts are equal bytes.
  return canonical === text ? ok(value as Json) : err({ type: "not-canonical" });
}
