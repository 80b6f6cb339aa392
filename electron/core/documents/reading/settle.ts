import { err, ok, type Result } from "../../../../shared/kernel/result.ts";
import { RefusalSignal, refusedFile, type RefusedFile } from "./refusal.ts";

/**
 * Runs a reader and turns its refusal into a value. What runs out of stack or range while reading a file was
 * driven there by the file, so that is a refusal too; any other exception is a bug and passes through.
 */
export async function settle<T>(read: () => T | Promise<T>): Promise<Result<T, RefusedFile>> {
  try {
    return ok(await read());
  } catch (error) {
    if (error instanceof RefusalSignal) return err(error.refusal);
    if (error instanceof RangeError) return err(refusedFile("hostile", "range"));
    throw error;
  }
}
