import type { z } from "zod";

import type { AccessRole } from "../domain/access/roles.ts";

/**
 * Who may call an operation: "anyone" (before sign-in), "signedIn" (any account), or the listed roles.
 * This is the first gate; what depends on the paper itself (V4, own item, stage) is decided in shared/domain/access.
 */
export type Callers = "anyone" | "signedIn" | readonly AccessRole[];

/** Codes every operation may answer with, besides its own. */
export const commonErrorCodes = [
  "invalid-input",
  "not-signed-in",
  "locked",
  "not-allowed",
  "store-closed",
  "store-read-only",
  "internal",
] as const;
export type CommonErrorCode = (typeof commonErrorCodes)[number];

/** An error as it crosses every border: a code, and the facts the wording needs. Wording belongs to the screen. */
export interface OperationError<Code extends string = string> {
  readonly code: Code;
  /** The input field at fault, dotted ("profile.organName"), when there is one. */
  readonly field?: string;
  /** Facts for the wording: counts, days, names the caller may see anyway. Never unpublished content (V12). */
  readonly facts?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

export type Envelope<Out, Code extends string = string> =
  | { readonly ok: true; readonly value: Out }
  | { readonly ok: false; readonly error: OperationError<Code | CommonErrorCode> };

export interface Operation<Name extends string, In extends z.ZodType, Out, Code extends string> {
  readonly name: Name;
  readonly input: In;
  readonly errors: readonly Code[];
  readonly callers: Callers;
  /** Only carries the type; never set. */
  readonly output?: Out;
}

export type AnyOperation = Operation<string, z.ZodType, unknown, string>;

/** Marks the output type in a declaration: `output: returns<ItemView>()`. */
export function returns<Out>(): { readonly type?: Out } {
  return {};
}

/**
 * Declares an operation once. The preload bridge, the loopback client and the command line are derived from the
 * registry of these declarations (shared/contract/index.ts); none keeps a list of its own.
 */
export function operation<
  const Name extends string,
  In extends z.ZodType,
  Out,
  const Code extends string = never,
>(
  name: Name,
  declaration: {
    readonly input: In;
    readonly output: { readonly type?: Out };
    readonly errors?: readonly Code[];
    readonly callers: Callers;
  },
): Operation<Name, In, Out, Code> {
  return {
    name,
    input: declaration.input,
    errors: declaration.errors ?? [],
    callers: declaration.callers,
  };
}

export type InputOf<Op extends AnyOperation> = z.input<Op["input"]>;
export type ParsedInputOf<Op extends AnyOperation> = z.output<Op["input"]>;
export type OutputOf<Op> = Op extends Operation<string, z.ZodType, infer Out, string> ? Out : never;
export type CodeOf<Op> = Op extends Operation<string, z.ZodType, unknown, infer Code> ? Code : never;
export type EnvelopeOf<Op> = Envelope<OutputOf<Op>, CodeOf<Op>>;
