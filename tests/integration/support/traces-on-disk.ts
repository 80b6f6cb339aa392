import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

export function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Files whose name or bytes hold one of the words, in any encoding an office file or a log would use. */
export function filesWith(folder: string, words: readonly string[]): readonly string[] {
  const patterns = words.flatMap((word) => [
    Buffer.from(word, "utf8"),
    Buffer.from(word, "utf16le"),
    Buffer.from(encodeURIComponent(word)),
    Buffer.from(JSON.stringify(word).slice(1, -1)),
  ]);
  return filesUnder(folder).filter((path) => {
    const bytes = readFileSync(path);
    return words.some((word) => path.includes(word)) || patterns.some((pattern) => bytes.includes(pattern));
  });
}
