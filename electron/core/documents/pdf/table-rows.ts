import type { GlyphMark } from "./page-marks.ts";
import { along, directionOf, linesOfGlyphs } from "./text-lines.ts";

/** Glyphs painted one behind the other on one baseline. */
interface Fragment {
  text: string;
  readonly glyphs: GlyphMark[];
  readonly start: number;
  end: number;
  readonly base: number;
  readonly size: number;
}

/** Fragments painted one below the other: a cell, or a paragraph. */
interface Block {
  readonly lines: Fragment[];
  left: number;
  right: number;
}

type Row = readonly Block[];

const first = (block: Block): Fragment => block.lines[0] as Fragment;
const last = (block: Block): Fragment => block.lines.at(-1) as Fragment;

function fragmentsOf(glyphs: readonly GlyphMark[], direction: number): readonly Fragment[] {
  const fragments: Fragment[] = [];
  for (const glyph of glyphs) {
    const [start, base] = along(direction, glyph.from);
    const [end] = along(direction, glyph.to);
    const size = Math.max(1, glyph.size);
    const open = fragments.at(-1);
    if (
      open &&
      Math.abs(open.base - base) < size * 0.3 &&
      start - open.end < size * 0.6 &&
      start >= open.end - size * 0.5
    ) {
      open.text += glyph.text;
      open.glyphs.push(glyph);
      open.end = Math.max(open.end, end);
    } else fragments.push({ text: glyph.text, glyphs: [glyph], start, end, base, size });
  }
  return fragments.filter((fragment) => fragment.text.trim() !== "");
}

const overlap = (a: { left: number; right: number }, b: { left: number; right: number }): number =>
  Math.min(a.right, b.right) - Math.max(a.left, b.left);

function blocksOf(fragments: readonly Fragment[]): readonly Block[] {
  const blocks: Block[] = [];
  for (const fragment of fragments) {
    const block = blocks.at(-1);
    const before = block?.lines.at(-1);
    const drop = before ? (fragment.base - before.base) / Math.max(fragment.size, before.size) : 0;
    const place = { left: fragment.start, right: fragment.end };
    if (block && drop > 0.7 && drop < 2 && overlap(block, place) > 0) {
      block.lines.push(fragment);
      block.left = Math.min(block.left, fragment.start);
      block.right = Math.max(block.right, fragment.end);
    } else blocks.push({ lines: [fragment], ...place });
  }
  return blocks;
}

/** Whether a block stands to the right of a line, at its height. */
const isRightOf = (block: Block, line: Fragment): boolean =>
  Math.abs(first(block).base - line.base) < line.size * 0.3 && block.left >= line.end - line.size * 0.5;

/** The first cell of a table stands below the title as if it were its second line; the cell beside it parts them. */
function withoutTitles(blocks: readonly Block[]): readonly Block[] {
  return blocks.flatMap((block, index) => {
    const before = blocks[index - 1];
    const next = blocks[index + 1];
    const line = last(block);
    const isHead = block.lines.length > 1 && next !== undefined && isRightOf(next, line);
    if (
      !isHead ||
      (before && before.right <= block.left && last(before).base > first(block).base - line.size)
    )
      return [block];
    const title = block.lines.slice(0, -1);
    return [
      {
        lines: title,
        left: Math.min(...title.map((one) => one.start)),
        right: Math.max(...title.map((one) => one.end)),
      },
      { lines: [line], left: line.start, right: line.end },
    ];
  });
}

/** Blocks that stand at one height side by side, in whatever order they were painted. */
function rowsByPlace(blocks: readonly Block[]): readonly Row[] {
  const top = (block: Block): number => first(block).base - first(block).size * 0.5;
  const bottom = (block: Block): number => last(block).base + last(block).size * 0.2;
  const groups: Block[][] = [];
  let end = -Infinity;
  for (const block of blocks.toSorted((a, b) => top(a) - top(b))) {
    const group = groups.at(-1);
    if (group && top(block) < end) group.push(block);
    else groups.push([block]);
    end = Math.max(end, bottom(block));
  }
  return groups.flatMap((group) => {
    const row = group.toSorted((a, b) => a.left - b.left);
    const isRow = row.every((block, index) => {
      const before = row[index - 1];
      return !before || block.left >= before.right - first(block).size * 0.5;
    });
    return isRow ? [row] : row.map((block) => [block]);
  });
}

/** Blocks painted from left to right at one height are the cells of a row. */
function rowsByPainting(blocks: readonly Block[]): readonly Row[] {
  const rows: Block[][] = [];
  for (const block of blocks) {
    const row = rows.at(-1);
    const before = row?.at(-1);
    const size = first(block).size;
    const isBeside =
      before &&
      block.left >= before.right - size * 0.5 &&
      first(block).base < last(before).base + size * 0.5 &&
      last(block).base > first(before).base - size * 0.5;
    if (row && isBeside) row.push(block);
    else rows.push([block]);
  }
  return rows;
}

/** Rows of at least two cells, one below the other. */
function tablesOf(rows: readonly Row[]): readonly (readonly Row[])[] {
  const tables: Row[][] = [];
  let open: Row[] | undefined;
  let bottom = -Infinity;
  for (const row of rows) {
    const top = Math.min(...row.map((block) => first(block).base));
    if (row.length < 2) open = undefined;
    else if (open && top > bottom) open.push(row);
    else tables.push((open = [row]));
    bottom = Math.max(...row.map((block) => last(block).base));
  }
  return tables.filter((table) => table.length > 1);
}

/** A line shorter than this many characters may be a word of its own, as in a list of names. */
const shortestWrapped = 5;

/** How wide the beginning of a line is that cannot be parted: a number or Latin word, or one character. */
function headWidth(line: Fragment): number {
  const head = /^[\w.-]+/u.exec(line.text)?.[0].length ?? 1;
  return ((line.end - line.start) * head) / Math.max(1, line.text.length);
}

/** Whether a line of a cell goes on in the next because the cell is full. */
function goesOn(line: Fragment, next: Fragment, width: number): boolean {
  const own = line.end - line.start;
  return own >= line.size * shortestWrapped && own + headWidth(next) >= width - line.size * 0.3;
}

function cellText(cell: Block, width: number): { readonly text: string; readonly joined: boolean } {
  let joined = false;
  let text = "";
  cell.lines.forEach((line, index) => {
    const before = cell.lines[index - 1];
    const isWrapped = before !== undefined && goesOn(before, line, width);
    joined ||= isWrapped;
    text += (index === 0 || isWrapped ? "" : " ") + line.text.trim();
  });
  return { text, joined };
}

interface Rebuilt {
  readonly glyphs: ReadonlySet<GlyphMark>;
  readonly top: number;
  readonly lines: readonly string[];
}

function rebuild(table: readonly Row[]): Rebuilt | undefined {
  const cells = table.flat();
  let joined = false;
  const lines = table.map((row) =>
    row
      .map((cell) => {
        const column = cells.filter((other) => overlap(cell, other) > (other.right - other.left) * 0.5);
        const width =
          Math.max(...column.map((other) => other.right)) - Math.min(...column.map((other) => other.left));
        const read = cellText(cell, width);
        joined ||= read.joined;
        return read.text;
      })
      .join("\t"),
  );
  if (!joined) return undefined;
  const glyphs = new Set(cells.flatMap((cell) => cell.lines.flatMap((line) => line.glyphs)));
  return { glyphs, top: Math.min(...cells.map((cell) => first(cell).base)), lines };
}

/** Cells and rows of one page; more are no table for people. */
const mostCells = 4_000;

/**
 * The lines of a page in which the cells of a table stand whole, also where a cell is wrapped within its column. Programs
 * paint a cell at a time, and most of them row by row: what is painted below its predecessor belongs to the same cell.
 * Undefined where no cell is wrapped: then the lines as they stand say the same.
 */
export function linesWithWholeCells(glyphs: readonly GlyphMark[]): readonly string[] | undefined {
  const upright = glyphs.filter((glyph) => directionOf(glyph) === directionOf(glyphs[0] ?? glyph));
  const direction = upright[0] ? directionOf(upright[0]) : 0;
  const blocks = withoutTitles(blocksOf(fragmentsOf(upright, direction)));
  if (blocks.length > mostCells) return undefined;
  const byPainting = tablesOf(rowsByPainting(blocks));
  const byPlace = tablesOf(rowsByPlace(blocks));
  const tables = (byPlace.flat(2).length > byPainting.flat(2).length ? byPlace : byPainting)
    .map(rebuild)
    .filter((table) => table !== undefined)
    .sort((a, b) => a.top - b.top);
  if (tables.length === 0) return undefined;
  const inTables = new Set(tables.flatMap((table) => [...table.glyphs]));
  const rest = glyphs.filter((glyph) => !inTables.has(glyph));
  const lines: string[] = [];
  let from = -Infinity;
  for (const table of [...tables, undefined]) {
    const until = table?.top ?? Infinity;
    lines.push(
      ...linesOfGlyphs(
        rest.filter((glyph) => {
          const [, base] = along(direction, glyph.from);
          return base >= from && base < until;
        }),
      ),
      ...(table?.lines ?? []),
    );
    from = until;
  }
  return lines;
}
