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

/**
 * What our signed JSON may hold beyond RFC 8785: integers within ±(2^53−1) only (fractions are spelled differently
 * by other languages' printers), bounded depth, and no key that JavaScript treats specially.
 */
function narrowing(value: unknown): CanonicalProblem | undefined {
  const stack: { readonly value: unknown; readonly depth: number }[] = [{ value, depth: 1 }];
  for (let top = stack.pop(); top; top = stack.pop()) {
    if (typeof top.value === "number" && !Number.isSafeInteger(top.value)) return { type: "not-an-integer" };
    if (typeof top.value !== "object" || top.value === null) continue;
    if (top.depth > maxDepth) return { type: "too-deep" };
    for (const [key, child] of Object.entries(top.value)) {
      if (key === "__proto__") return { type: "forbidden-key" };
      stack.push({ value: child, depth: top.depth + 1 });
    }
  }
  return undefined;
}

/** The canonical bytes of a value we made ourselves. Throws when the value breaks the profile: that is a bug. */
export function canonicalBytes(value: unknown): Uint8Array {
  const problem = narrowing(value);
  if (problem) throw new Error(`value cannot be signed: ${problem.type}`);
  return utf8Bytes(jcsText(value));
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
  const problem = narrowing(value);
  if (problem) return err(problem);
  let canonical: string;
  try {
    canonical = jcsText(value);
  } catch {
    return err({ type: "not-canonical" });
  }
  // Strict UTF-8 has one text for given bytes, and the other way round: equal texts are equal bytes.
  return canonical === text ? ok(value as Json) : err({ type: "not-canonical" });
}
