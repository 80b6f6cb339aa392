import { ascii } from "../containers/bytes.ts";
import type { OutsideBytes } from "../reading/outside-bytes.ts";

const eof = /%%EOF/gu;

/**
 * Ends of earlier revisions (7.5.6): places up to which the file is a complete file of its own. The end of the
 * first-page section of a linearised file is none (annex F): its startxref is 0, or its table leads forward.
 */
export function priorRevisionEnds(bytes: Uint8Array): readonly number[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  const ends: number[] = [];
  const isLinearised = /\/Linearized\b/u.test(text.slice(0, 2_048));
  const marks = [...text.matchAll(eof)];
  // The last mark ends the current revision, unless more objects follow it; then it is an earlier one as well.
  const last = marks.at(-1);
  const tailHasObjects = last !== undefined && /\d+\s+\d+\s+obj\b/u.test(text.slice(last.index + 5));
  for (const mark of tailHasObjects ? marks : marks.slice(0, -1)) {
    const head = /startxref\s+(\d+)\s*$/u.exec(text.slice(Math.max(0, mark.index - 60), mark.index));
    const offset = Number(head?.[1] ?? "0");
    if (!head || offset <= 0 || offset >= mark.index) continue;
    const at = ascii(bytes, offset, offset + 40).trimStart();
    if (!/^(?:xref\b|\d+\s+\d+\s+obj)/u.test(at)) continue;
    if (isLinearised && ends.length === 0 && leadsForward(text, offset, mark.index)) continue;
    // Two marks in a row, with nothing changed between them, end the same revision.
    const end = mark.index + 5;
    const following = text.slice(end, marks[marks.indexOf(mark) + 1]?.index ?? text.length);
    if (!/\d+\s+\d+\s+obj\b/u.test(following) && !frees(following)) continue;
    ends.push(end);
    if (ends.length >= 20) break;
  }
  return ends;
}

/** Whether an update frees objects in its table (7.5.4): what strips properties writes such ones, with no objects of their own. */
function frees(update: string): boolean {
  return [...update.matchAll(/\b\d{10} (\d{5}) f\b/gu)].some(([, generation]) => generation !== "65535");
}

/**
 * The first section of a linearised file has a Prev that points further on, to the main table. At the end of the whole file the same
 * table is whole: what it points to stands in front of that end.
 */
function leadsForward(text: string, offset: number, end: number): boolean {
  const section = text.slice(offset, end);
  const previous = /\/Prev\s+(\d+)/u.exec(section);
  return previous === null ? section.length < 200 : Number(previous[1]) > end;
}

/** What stands before the head and behind the last end of a file (7.5.2, 7.5.5): no program shows it. */
export function outsideOfPdf(bytes: Uint8Array): readonly OutsideBytes[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = buffer.subarray(0, 1_100).indexOf("%PDF-");
  const last = buffer.lastIndexOf("%%EOF");
  const behind = last < 0 ? new Uint8Array(0) : bytes.subarray(last + 5);
  return [
    ...(head > 0 ? [{ where: "文件开头之前", bytes: bytes.subarray(0, head) }] : []),
    // Objects there are a revision that lost its end.
    ...(/\d+\s+\d+\s+obj\b/u.test(ascii(behind, 0, 4_096)) ? [] : [{ where: "文件末尾之后", bytes: behind }]),
  ];
}
