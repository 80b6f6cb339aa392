import type {
  AnyOperation,
  Envelope,
  EnvelopeOf,
  OperationError,
  ParsedInputOf,
} from "../../../shared/contract/operation.ts";
import type { Work } from "../services/work.ts";

/** A handler of an operation for signed-in callers: parse and role check are done, one service is called. */
export type Handler<Op extends AnyOperation> = (
  work: Work,
  input: ParsedInputOf<Op>,
) => Promise<EnvelopeOf<Op>>;

/** One handler for each operation of an area; the compiler refuses a missing or a surplus one. */
export type HandlersOf<Operations extends Record<string, AnyOperation>> = {
  readonly [Key in keyof Operations]: Handler<Operations[Key]>;
};

export function answer<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function refuse<const Code extends string>(
  code: Code,
  detail: Omit<OperationError, "code"> = {},
): { readonly ok: false; readonly error: OperationError<Code> } {
  return { ok: false, error: { code, ...detail } };
}

export type AnyHandler = (work: Work, input: unknown) => Promise<Envelope<unknown>>;
