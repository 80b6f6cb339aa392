import { err, ok, type Result } from "../../../shared/kernel/result.ts";
import { readDocument } from "./read-document.ts";
import type { ReadingPart } from "./reading/file-reading.ts";
import type { HiddenType } from "./reading/hidden-types.ts";
import { defaultReadLimits, type ReadLimits } from "./reading/read-limits.ts";

/** A run of text with its place in the user's words; `hidden` is how the page hides it. Tabs set cells apart. */
interface FilePassage {
  readonly where: string;
  readonly text: string;
  readonly hidden?: HiddenType;
}

export interface FileText {
  readonly passages: readonly FilePassage[];
  /** There is more than a screen takes. */
  readonly cut: boolean;
  /** What no text could be had of and has to be looked at, in the user's words. */
  readonly notes: readonly string[];
}

/** As many UTF-16 units as go to a screen: some two hundred pages. */
const MOST_SHOWN = 200_000;

/**
 * The text of a file as its readers know it, the hidden parts among it: the very text that is screened, so that nobody
 * has to trust the program that draws a page. What stands in several parts alike (the masters of slides) is given once.
 */
function passagesOf(parts: readonly ReadingPart[]): Omit<FileText, "notes"> {
  const passages: FilePassage[] = [];
  const given = new Set<string>();
  let room = MOST_SHOWN;
  for (const { where, text, hidden, screening } of parts) {
    // Values of properties have no text around them; they are told as hidden data.
    if (screening !== "all" || text.trim() === "") continue;
    const key = `${where}\u0000${text}`;
    if (given.has(key)) continue;
    given.add(key);
    if (room <= 0) return { passages, cut: true };
    const shown = text.length <= room ? text : text.slice(0, lastLineEnd(text, room));
    passages.push({ where, text: shown, ...(hidden ? { hidden } : {}) });
    room -= shown.length;
    if (shown.length < text.length) return { passages, cut: true };
  }
  return { passages, cut: false };
}

/** Where to cut a text of more than `room` units: at the end of a line, or between two characters. */
function lastLineEnd(text: string, room: number): number {
  const line = text.lastIndexOf("\n", room);
  if (line > room / 2) return line;
  const code = text.charCodeAt(room);
  return code >= 0xdc00 && code <= 0xdfff ? room - 1 : room;
}

/** Reads a file for somebody who has to see what is in it; the words of the refusal where it cannot be read. */
export async function fileText(
  bytes: Uint8Array,
  name: string,
  limits: ReadLimits = defaultReadLimits,
): Promise<Result<FileText, string>> {
  const read = await readDocument(bytes, name, limits);
  if (!read.ok) return err(read.error.message);
  return ok({ ...passagesOf(read.value.parts), notes: read.value.notes });
}
