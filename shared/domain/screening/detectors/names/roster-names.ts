/**
 * Names in tables: rosters by column, forms by the cell in front.
 */
import { CharSet } from "../../char-set.ts";
import { isGrantedHead, isPrivateHead, publicHead } from "../../column-heads.ts";
import { fillsPlaceOfName, isCommonWord, isFullName, mayBeCalled, mayBeginName } from "../../name-grammar.ts";
import { columnKind, type Cell, type TableRow } from "../../tables.ts";
import { holdsSpot, spotsWithin } from "../personal-spots.ts";
import type { Part } from "./list-items.ts";
import type { NameFinder } from "./name-finder.ts";

/** The names a cell holds: 「张某、李某」, 「张某（长子）」, 「1. 张某」, 「妻：张某；子李某」, 「张某　李某」. */
function partsOf(cell: string): readonly Part[] {
  const parts: Part[] = [];
  for (const match of cell.matchAll(/[^、，,；;/()（）\d.]+(?:\([^()]*\))?/gu)) {
    const text = match[0].replace(/\(.*$/u, "").trim();
    const at = match.index + match[0].indexOf(text);
    if (severalNames.test(text)) {
      for (const one of text.matchAll(/[^ ]+/gu)) parts.push({ text: one[0], at: at + one.index });
      continue;
    }
    const before = relation.exec(text)?.[0] ?? "";
    const kept = before.endsWith(":") || !isFullName(text, "strong") ? before.length : 0;
    if (text !== "") parts.push({ text: text.slice(kept), at: at + kept });
  }
  return parts;
}

/** Names of two and three characters set apart by blanks; 「李　明」 is one. */
const severalNames = /^[\u3400-\u9fff]{2,4}(?: {1,3}[\u3400-\u9fff]{2,4})+$/u;

/** What somebody is to the head of the household, in front of his name. */
const relation =
  /^(?:[\u3400-\u9fff]{1,4}: ?|(?:[祖岳]?[父母]亲?|丈夫|妻子?|夫|配偶|[长次三]?[子女]|儿子|女儿|儿媳|女婿|兄|弟|姐|妹|孙[子女]?) ?(?=[\u3400-\u9fff]{2}))/u;

/** Rosters are read by column; forms by the cell in front. */
export function rosterNames(finder: NameFinder): void {
  for (const row of finder.context.rows.values()) {
    if (row.header) continue;
    formCells(finder, row);
    if (row.official) continue;
    let named = false;
    for (const cell of row.cells) {
      const kind = cell.column?.kind;
      const both = /(?:姓名|户主|联系人)[/、及和与]/u.test(cell.column?.header ?? "");
      if (kind === "name" || both || (kind === "contact" && hasMobile(finder, row)))
        named = cellNames(finder, cell) || named;
    }
    if (!named) looseRow(finder, row);
  }
}

function hasMobile(finder: NameFinder, row: TableRow): boolean {
  return spotsWithin(finder.block, row.line.start, row.line.end).some((spot) => spot.type === "MOBILE");
}

function cellNames(finder: NameFinder, cell: Cell): boolean {
  let found = false;
  for (const part of partsOf(cell.text)) {
    if (!isFullName(part.text, "announced") && !(part.text === cell.text && isWordInColumn(cell))) continue;
    // 「家庭成员」 over 「祖父母、外祖父母」, 「留言人」 over 「小李同学」
    if (ofMany.test(part.text)) continue;
    // 「对象」 over 「残疾人」
    if (part.text === cell.text && isRole(finder, cell)) continue;
    finder.report(
      cell.start + part.at,
      cell.start + part.at + part.text.length,
      "name-roster",
      cell.column?.header,
    );
    found = true;
  }
  return found;
}

const ofMany = /(?:父母|人员|群众|居民|村民|先生|女士|小姐|同学|师傅|老师)$/u;

/** What offices and works end with: 「水利站」 uses a pump. */
const endsBody = new CharSet("局委科室所站院校厂店社村镇乡处");

/** Whether a cell holds nothing but a word for people or an office, below a head that is none for names. */
function isRole(finder: NameFinder, { start, end, text, column }: Cell): boolean {
  if (/姓名/u.test(column?.header ?? "")) return false;
  if (
    text.length === 3 &&
    (endsBody.hasAt(text, 2) || (text.endsWith("人") && isCommonWord(text.slice(0, 2))))
  )
    return true;
  return finder.block
    .labelsWithin(start, end)
    .some((hit) => hit.label === "person" && hit.start === start && hit.end === end);
}

/** What fills a cell below 姓名 and names nobody. */
const filler =
  /(?:[计]|同志|老师|师傅)$|^(?:空缺|不详|保密|暂无|缺考|弃权|匿名|待定|未知|同上|本人|单位|部门|名称|备注|说明|序号|编号|签[名字]|盖章|以[上下]|如下|略去|作废|无效|有效|其他|全部|公示|公告)/u;

/** Somebody is called by an ordinary word: 「学号 班级 姓名 成绩」 over 「… 于是 94.5」. */
function isWordInColumn(cell: Cell): boolean {
  const header = (cell.column?.header ?? "").replaceAll(" ", "");
  const bare = cell.text.replace(" ", "");
  return (
    (/(?:姓名|[男女]方|失主|车主|业主)$/u.test(header) || isPrivateHead(header) || isGrantedHead(header)) &&
    /^[\u3400-\u9fff]{2,3}$/u.test(bare) &&
    (mayBeginName(bare.charAt(0)) ||
      ((/^(?:姓名|[男女]方)$/u.test(header) || (bare.length === 3 && isPrivateHead(header))) &&
        !isCommonWord(bare.slice(0, 2)) &&
        !isCommonWord(bare.slice(-2)))) &&
    !filler.test(bare)
  );
}

const endsLabel = new CharSet("人户者员");

/** 「姓名 | 张某 | 性别 | 女」 */
function formCells(finder: NameFinder, row: TableRow): void {
  for (const [index, cell] of row.cells.entries()) {
    if (cell.column && cell.column.kind !== "neutral") continue;
    const label = finder.block
      .labelsWithin(cell.start, cell.end)
      .findLast((hit) => hit.start === cell.start && cell.end - hit.end <= 1);
    const next = row.cells[index + 1];
    // 「共同承租人 | 某某」
    if (!label && next && !cell.column && endsLabel.hasAt(cell.text, cell.text.length - 1))
      if (
        columnKind(cell.text) === "name" &&
        mayBeCalled(next.text, true) &&
        columnKind(next.text) === undefined
      )
        finder.report(next.start, next.end, "name-labelled");
    if (!label || !next || (label.label !== "name" && label.label !== "person")) continue;
    if (index === 0 && row.cells.length > 2 && namesAcross(finder, row)) return;
    if (label.label === "person" && isFieldOfPerson(next.text, row.cells[index + 2]?.text))
      finder.report(next.start, next.end, "name-labelled");
    for (const part of partsOf(next.text)) {
      // 「育婴员 | 通用 | 初级」: a trade and its grade.
      if (label.label === "person" && cell.column && isCommonWord(part.text)) continue;
      if (isFullName(part.text, label.label === "name" ? "announced" : "strong"))
        finder.report(next.start + part.at, next.start + part.at + part.text.length, "name-labelled");
    }
  }
}

/** 「姓名 | 张某 | 李某 | 王某」: a table that lies on its side, whose persons stand one beside the other. */
function namesAcross(finder: NameFinder, { cells }: TableRow): boolean {
  const held = cells.slice(1).filter(({ text }) => text !== "");
  const names = held.filter(
    ({ text }) =>
      text.length <= LONGEST_NAME && isFullName(text, "announced") && columnKind(text) === undefined,
  );
  const clear = names.filter(({ text }) => isFullName(text, "strong") && !isCommonWord(text));
  if (held.length < 2 || clear.length * 2 < held.length) return false;
  for (const cell of held)
    if (names.includes(cell) || fillsPlaceOfName(cell.text))
      finder.report(cell.start, cell.end, "name-roster", cells[0]?.text);
  return true;
}

/** Names with a middle dot are longer and need no company. */
const LONGEST_NAME = 4;

/** 「受种者 | 潮勇 | 出生日期 | …」: between the word for a person and what else is asked of him, any two or three characters. */
const isFieldOfPerson = (value: string, next: string | undefined): boolean =>
  next !== undefined &&
  value.length <= 3 &&
  mayBeCalled(value, true) &&
  !isCommonWord(value.slice(0, 2)) &&
  !isCommonWord(value.slice(-2)) &&
  askedOfPerson.test(next);

const askedOfPerson =
  /^(?:性 ?别|年 ?龄|民 ?族|出生(?:日期|年月)|身份证号?码?|证件号码?|联系(?:电话|方式)|电 ?话|手机号?码?|住 ?址|家庭住址|户籍地址|血型|关系)$/u;

/** A row without a name column: the cell that is a name, when the row holds a personal number. */
function looseRow(finder: NameFinder, row: TableRow): void {
  if (!holdsSpot(finder.block, row.line.start, row.line.end)) return;
  for (const [index, cell] of row.cells.entries()) {
    const kind = cell.column?.kind;
    if (kind !== undefined && (kind !== "neutral" || publicHead.test(cell.column?.header ?? ""))) continue;
    const next = row.cells[index + 1];
    const beside =
      next !== undefined &&
      fillsPlaceOfName(cell.text) &&
      spotsWithin(finder.block, next.start, next.end).some(({ type }) => type.startsWith("ID_CARD"));
    if (!beside && (!isFullName(cell.text, "strong") || isCommonWord(cell.text))) continue;
    finder.report(cell.start, cell.end, "name-roster", cell.column?.header);
    return;
  }
}
