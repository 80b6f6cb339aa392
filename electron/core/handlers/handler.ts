import type {
  AnyOperation,
  Envelope,
  EnvelopeOf,
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

export type AnyHandler = (work: Work, input: unknown) => Promise<Envelope<unknown>>;
