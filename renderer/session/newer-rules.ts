import type { AttachmentView } from "../../shared/contract/items.ts";
import { call, type CallError } from "../core-client/core-client.ts";
import { watchReading } from "./reading-store.ts";

/** How the reading of a file of the draft ended; `fresh`: findings that it did not have before. */
export type ReadAgain =
  | { readonly attachmentId: string; readonly ok: true; readonly fresh: number }
  | { readonly attachmentId: string; readonly ok: false; readonly error: CallError };

/** Reads and screens files of a draft again, one after the other, each shown and stoppable; one that fails stops no other. */
export async function screenFilesAgain(
  itemId: string,
  files: readonly AttachmentView[],
): Promise<readonly ReadAgain[]> {
  const read: ReadAgain[] = [];
  for (const { attachmentId, fileName } of files) {
    const answer = await watchReading(fileName, (workId) =>
      call("items.screenAttachmentAgain", { itemId, attachmentId, workId }),
    );
    read.push(
      answer.ok
        ? { attachmentId, ok: true, fresh: answer.value.fresh }
        : { attachmentId, ok: false, error: answer.error },
    );
  }
  return read;
}

/** A secrecy mark that only newer rules know is no trouble of one file: it begins a procedure. */
export const secretMarkIn = (read: readonly ReadAgain[]): CallError | undefined =>
  read.map((one) => (one.ok ? undefined : one.error)).find((error) => error?.code === "secret-mark");
