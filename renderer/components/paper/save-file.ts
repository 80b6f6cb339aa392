import type { FileForPerson } from "../../../shared/contract/primitives.ts";

/** Hands a file to the person: the browser or the window asks where it goes. Nothing of it is kept. */
export function saveFile(file: FileForPerson): void {
  // A copy with its own buffer: the bytes may be a view into a larger one.
  const url = URL.createObjectURL(new Blob([new Uint8Array(file.bytes)], { type: file.mediaType }));
  const link = document.createElement("a");
  link.href = url;
  link.download = file.fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
