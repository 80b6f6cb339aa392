import type { OperationError } from "../../../shared/contract/operation.ts";

/** What a service gives back when it did what was asked. */
export function answer<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** What a service gives back when the person can do something about it; a bug is an exception. */
export function refuse<const Code extends string>(
  code: Code,
  detail: Omit<OperationError, "code"> = {},
): { readonly ok: false; readonly error: OperationError<Code> } {
  return { ok: false, error: { code, ...detail } };
}
