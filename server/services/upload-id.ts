import { randomBytes } from "node:crypto";

/** A name for an upload that nobody can guess and that is safe as a file name. */
export function newUploadId(): string {
  return randomBytes(16).toString("hex");
}
