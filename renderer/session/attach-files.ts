import { call, type CallError } from "../core-client/core-client.ts";
import { watchReading } from "./reading-store.ts";

/** A file that was to be added and was not, with its cause; it is still at hand to be read again. */
export interface UnreadFile {
  readonly fileId: string;
  readonly file: File;
  readonly error: CallError;
}

/** The list without a file that was read, exchanged or given up. */
export const withoutFile = (
  unread: readonly UnreadFile[],
  fileId: string | undefined,
): readonly UnreadFile[] => unread.filter((one) => one.fileId !== fileId);

/** Troubles of one file, which leave the others alone; any other stops the adding. */
const ofOneFile: ReadonlySet<string> = new Set([
  "unsupported-file",
  "unreadable-file",
  "file-too-large",
  "encrypted-file",
  "cancelled",
]);

/** Whether reading the same file once more can end otherwise; where it cannot, only another file helps. */
export const mayReadAgain = ({ code }: CallError): boolean =>
  code === "unreadable-file" || code === "cancelled";

async function attach(itemId: string, file: File, voidReview: boolean): Promise<CallError | undefined> {
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    // Browsers refuse a file that was changed or taken away after it was chosen.
    const reason = "文件在选择以后变过，或者已经移走。请换文件，重新选择一次。";
    return { code: "unreadable-file", facts: { reason } };
  }
  const answer = await watchReading(file.name, (workId) =>
    call("items.addAttachment", { itemId, fileName: file.name, bytes, voidReview, workId }),
  );
  return answer.ok ? undefined : answer.error;
}

/** Adds files one by one. Answers those that could not be read, and the trouble that stopped the rest. */
export async function attachFiles(
  itemId: string,
  files: readonly File[],
  voidReview: boolean,
): Promise<{ readonly unread: readonly UnreadFile[]; readonly stopped: CallError | undefined }> {
  const unread: UnreadFile[] = [];
  for (const file of files) {
    const error = await attach(itemId, file, voidReview);
    if (error && !ofOneFile.has(error.code)) return { unread, stopped: error };
    if (error) unread.push({ fileId: crypto.randomUUID(), file, error });
  }
  return { unread, stopped: undefined };
}
