/**
 * Names told by the form of what is written down: rows below heads that a sentence announces (「（姓名、单位、职称）：」 over 「某某、县一中、高级教师」),
 * a field and its value on lines of their own, fields that stand in line after line, and households one behind the other.
 */
import type { Line } from "../../block.ts";
import { CharSet } from "../../char-set.ts";
import { isClearName, isCommonWord, isFullName, mayBeginName } from "../../name-grammar.ts";
import { eachPlaceOf } from "../../normalise.ts";
import { columnKind, officialTitle, type ColumnKind } from "../../tables.ts";
import type { NameFinder } from "./name-finder.ts";
import { mayBeNamed } from "./names-in-company.ts";
import { COLON } from "./tokens.ts";

export function namesInFields(finder: NameFinder): void {
  belowAnnouncedHeads(finder);
  belowTheirField(finder);
  inLikeLines(finder);
  households(finder);
}

/** What a sentence says of the order of what follows, where the line does not end in a colon. */
const orders = /排列|列示|排序|顺序|依次|如下|格式|标注|列明|载明|公布|公示/u;
const heads =
  /(?:^|[(“"【:按为以])([\u3400-\u9fff]{1,10}(?:\([\u3400-\u9fff]{1,6}\))?(?:[、/|—-]+[\u3400-\u9fff]{1,10}(?:\([\u3400-\u9fff]{1,6}\))?){1,9})[)”"】]?/gu;
const joinMarks = new CharSet("、/|—-");
const joins = /[、/|—-]+/u;
/** What sets the cells of the rows apart. */
const cellMarks = /[、，,/|\t]+|[—-]{1,2}| {1,3}/u;
const LONGEST_CELL = 30;
const MOST_LINES = 4000;
const LONGEST_FIELDS = 300;

/** 「公示内容（姓名、单位、拟评职称）：」, 「按“户主、村民小组、面积、金额”排列：」 */
function belowAnnouncedHeads(finder: NameFinder): void {
  const { block } = finder;
  let done = -1;
  for (const { label, start, end } of block.labels) {
    if (label !== "name" && label !== "person") continue;
    if (!joinMarks.hasAt(block.text, end) && !joinMarks.hasAt(block.text, start - 1)) continue;
    const line = block.lineAt(start);
    if (line.index === done || line.end - line.start > 200) continue;
    done = line.index;
    const row = finder.context.rowAt(line);
    if (row && row.cells.some(({ column }) => column)) continue;
    const content = block.lineText(line);
    for (const match of content.matchAll(heads)) {
      const list = (match[1] ?? "").split(joins).filter((head) => head !== "");
      const until = match.index + match[0].length;
      const kinds = list.map((head) => columnKind(head));
      const at = kinds.indexOf("name");
      if (at < 0 || kinds.includes("official") || officialTitle.test(content)) continue;
      const rest = content.slice(until);
      const colon = rest.search(/[:：]/u);
      if (colon < 0 && !orders.test(rest) && !orders.test(content.slice(0, match.index))) continue;
      if (/[。；]/u.test(rest.slice(0, Math.max(0, colon)))) continue;
      // What follows the colon in the line, or the lines below.
      const from = colon < 0 ? line.end : line.start + until + colon + 1;
      const inLine = block.text.slice(from, line.end).trim();
      if (inLine.length > 4) readEntries(finder, from, line.end, list.length, at, false);
      else readLines(finder, line, list.length, at);
      break;
    }
  }
}

function readLines(finder: NameFinder, head: Line, count: number, at: number): void {
  const { lines } = finder.block;
  for (let index = head.index + 1; index < Math.min(lines.length, head.index + MOST_LINES); index += 1) {
    const line = lines[index] as Line;
    if (line.end === line.start) continue;
    if (!readEntries(finder, line.start, line.end, count, at, index > head.index + 1)) return;
  }
}

/** Rows in one stretch, set apart by 「；」; whether it held nothing else. Behind a first name ordinary words are names too. */
function readEntries(
  finder: NameFinder,
  from: number,
  to: number,
  count: number,
  at: number,
  named: boolean,
): boolean {
  const content = finder.text.slice(from, to);
  let behindName = named;
  if (content.length > 2000) return false;
  for (const entry of content.matchAll(/[^；;。]+/gu)) {
    const raw = entry[0];
    const lead = /^[\s]*(?:\(?\d{1,3}[.、)]|[①-⑳])? ?/u.exec(raw)?.[0].length ?? 0;
    const cells = raw.slice(lead).split(cellMarks);
    const cell = cells[at]?.trim() ?? "";
    if (
      cells.length < Math.max(2, count - 1) ||
      cells.length > count + 1 ||
      cells.some((one) => one.length > LONGEST_CELL) ||
      !(isNameIn(cell) || (behindName && isWordIn(cell)))
    )
      return false;
    behindName = true;
    let start = from + entry.index + lead;
    for (const one of cells.slice(0, at)) start = finder.text.indexOf(one, start) + one.length;
    start = finder.text.indexOf(cell, start);
    finder.report(start, start + cell.length, "name-roster");
  }
  return true;
}

const isWordIn = (cell: string): boolean =>
  /^[\u3400-\u9fff]{2,3}$/u.test(cell) && mayBeginName(cell.charAt(0)) && !noValue.test(cell);

const isNameIn = (cell: string): boolean =>
  isFullName(cell, "strong") ||
  (cell.length <= 4 && mayBeNamed(cell)) ||
  (cell.length >= 3 && isFullName(cell, "announced"));

/** Fields behind which another field of the same person stands: a number, a home, what he is. */
const ofPerson: ReadonlySet<ColumnKind> = new Set<ColumnKind>([
  "phone",
  "mobile",
  "home-phone",
  "id",
  "bank",
  "social",
  "passport",
  "permit",
  "home-address",
  "address",
  "plate",
]);
const furtherField =
  /^(?:性别|年龄|民族|出生|学历|单位|专业|班级|年级|学校|物品|事由|事项|原因|金额|病情|诊断|关系|与[\u3400-\u9fff]{1,4}关系|职业|籍贯|诉求)/u;

/** 「失主」, a name, 「电话」: a field, its value and the next field on lines of their own. */
function belowTheirField(finder: NameFinder): void {
  const { block } = finder;
  for (const line of block.lines) {
    const length = line.end - line.start;
    if (length < 2 || length > 6 || line.index === 0) continue;
    const above = block.lines[line.index - 1] as Line;
    const below = block.lines[line.index + 1];
    const size = above.end - above.start;
    if (size < 2 || size > 8 || !below || below.end - below.start < 2 || below.end - below.start > 30)
      continue;
    const content = block.lineText(line).trim();
    if (!/^[\u3400-\u9fff]{2,4}$/u.test(content) || columnKind(content) !== undefined) continue;
    const head = block.lineText(above).trim().replace(/:$/u, "");
    if (head === "姓名" || !/^[\u3400-\u9fff]{2,7}$/u.test(head) || columnKind(head) !== "name") continue;
    const next = block.lineText(below).trim().replace(/:.*$/u, "");
    const kind = columnKind(next);
    const further = furtherField.test(next) || (kind === "name" && next.length > 2);
    if (!(kind !== undefined && ofPerson.has(kind)) && !further) continue;
    if (!mayBeNamed(content) || finder.block.labelsWithin(line.start, line.end).length > 0) continue;
    const start = block.text.indexOf(content, line.start);
    finder.report(start, start + content.length, "name-labelled");
  }
}

/** The fields of a line: 「楼栋：12幢　业主代表：某某　电话：…」. */
const field = /(?:^|[ ，,；;\t|])([\u3400-\u9fff]{2,8}):[ ]?([^ ，,；;\t|:]{1,40})/gu;

interface Field {
  readonly label: string;
  readonly value: string;
  readonly start: number;
}

/** Lines one below the other with the same fields: where half of the persons in a field read as names, all of them are. */
function inLikeLines(finder: NameFinder): void {
  const { block } = finder;
  /** The lines that hold two colons at least. */
  const colons: Line[] = [];
  let line: Line | undefined;
  let count = 0;
  eachPlaceOf(block.folded, COLON, (at) => {
    if (!line || at >= line.end) {
      line = block.lineAt(at);
      count = 0;
    }
    count += 1;
    if (count === 2 && line.end - line.start <= LONGEST_FIELDS) colons.push(line);
  });
  if (colons.length < 2) return;
  let run: (readonly Field[])[] = [];
  let shape = "";
  let last = -2;
  const close = (): void => {
    if (run.length > 1) likeFields(finder, run);
    run = [];
    shape = "";
  };
  for (const [at, own] of colons.entries()) {
    // Without a neighbour that begins alike nothing is compared.
    const next = colons[at + 1];
    const head = headOf(block.text, own);
    if (own.index - last > 2) close();
    if (run.length === 0 && !(next && next.index - own.index <= 2 && headOf(block.text, next) === head))
      continue;
    const fields = [...block.lineText(own).matchAll(field)].map(
      ({ 0: all, 1: label = "", 2: value = "", index: place }): Field => ({
        label,
        value,
        start: own.start + place + all.length - value.length,
      }),
    );
    const labels = fields.map(({ label }) => label).join(" ");
    if (fields.length < 2 || labels !== shape) close();
    if (fields.length < 2) continue;
    shape = labels;
    last = own.index;
    run.push(fields);
  }
  close();
}

/** What stands in front of the first colon of a line. */
const headOf = (text: string, { start }: Line): string => text.slice(start, text.indexOf(":", start));

function likeFields(finder: NameFinder, run: readonly (readonly Field[])[]): void {
  for (const [at, { label }] of (run[0] ?? []).entries()) {
    if (columnKind(label) !== "name") continue;
    const values = run.flatMap((fields) => fields[at] ?? []);
    const found = values.filter(({ start }) => finder.isReported(start)).length;
    if (found * 2 < values.length) continue;
    for (const { value, start } of values)
      if (/^[\u3400-\u9fff]{2,4}$/u.test(value) && mayBeginName(value.charAt(0)) && !noValue.test(value))
        finder.report(start, start + value.length, "name-labelled");
  }
}

/** What a field is filled with that names nobody. */
const noValue =
  /^(?:空缺|不详|保密|暂无|待定|未知|同上|单位|公司|商户|农户|农民|党员|干部|居家|何人|包括|全体|全部|双方)/u;

const HOUSE = "户";
const decided =
  /纳入|列入|列为|识别|监测|低保|救助|脱贫|致贫|返贫|危房|退出|享受|补助|补贴|帮扶|搬迁|受灾|停发|评定|认定|慰问|新增|取消/u;
const opensHousehold = new CharSet("、，,；;:)）.和与及将对为村组社屯庄队区镇乡");
/** How many live in it. */
const countedAs = /^[，,(][1-9一二三四五六七八九]人/u;
const behindUnit = new CharSet("村组社屯庄队区");
const behindHousehold = /^(?:[、，。；,;和与及等共\n]|纳入|列[入为]|退出|享受|因|新增|予以|一户|\(|$)/u;

/**
 * 「拟将关庙村某某户、某某户，龙潭村某某户纳入…」, or one a line: 「1.某某户，3人；」. One at least reads like nothing else and carries the
 * rest.
 */
function households(finder: NameFinder): void {
  const { block, text } = finder;
  let first: Line | undefined;
  let last: Line | undefined;
  let found: { readonly start: number; readonly name: string }[] = [];
  const close = (): void => {
    if (found.length > 1 && first && last && decided.test(text.slice(first.start, last.end))) {
      const clear = found.some(
        ({ start, name }) =>
          finder.isReported(start) ||
          (!isCommonWord(name) &&
            (isClearName(name) ||
              (name.length > 2 && isFullName(name, "strong") && behindUnit.hasAt(text, start - 1)))),
      );
      // 「1.某某户，3人，因病致贫；」 line by line: nothing but a household is counted and told so.
      const lineByLine =
        found.length >= 3 &&
        found.every(({ start, name }) =>
          countedAs.test(text.slice(start + name.length + 1, start + name.length + 5)),
        );
      if (clear || lineByLine)
        for (const { start, name } of found) finder.report(start, start + name.length, "name-prose");
    }
    found = [];
  };
  for (let at = text.indexOf(HOUSE); at >= 0; at = text.indexOf(HOUSE, at + 1)) {
    if (at + 1 < text.length && !endsHousehold.hasAt(text, at + 1)) continue;
    if (!behindHousehold.test(text.slice(at + 1, at + 3))) continue;
    const line = block.lineAt(at);
    for (const size of [3, 2, 4]) {
      const start = at - size;
      if (start < line.start) continue;
      const name = text.slice(start, at);
      if (start > line.start && !opensHousehold.hasAt(text, start - 1)) continue;
      if (!allHan.test(name) || !mayBeNamed(name)) continue;
      if (block.labelsWithin(start, at + 1).length > 0) break;
      if (!last || line.index - last.index > 1) {
        close();
        first = line;
      }
      last = line;
      found.push({ start, name });
      break;
    }
  }
  close();
}

const allHan = /^[\u3400-\u9fff]+$/u;
const endsHousehold = new CharSet("、，。；,;和与及等共纳列退享因新予一(\n");
