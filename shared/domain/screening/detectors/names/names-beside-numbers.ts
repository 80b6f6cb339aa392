/**
 * Names beside a personal number, a plate or a mail address.
 */
import { personalSpots } from "../personal-spots.ts";
import type { Line } from "../../block.ts";
import {
  clearNameLengthAt,
  fillsPlaceOfName,
  isClearName,
  isCommonWord,
  isFullName,
  mayBeginName,
  nameLengthAt,
  nameStartAtEnd,
} from "../../name-grammar.ts";
import { handledName } from "./handled-names.ts";
import { nameBefore } from "./name-before.ts";
import type { NameFinder } from "./name-finder.ts";
import { endsToken, holdsHan, isDigit } from "./tokens.ts";

/** 「护林员吾买尔江·吐尔逊」: the role glued to a name with a dot. */
const roleBeforeDotted =
  /^[\u3400-\u9fff]{1,10}?(?:员|人|户|者|民|师|属|商|练|友|客|手|工|生|对象|学生|儿童|同学|教授|专家|博士)(?=[\u3400-\u9fff]{1,7}·[\u3400-\u9fff·]{2,}$)/u;

/** What else stands behind a plate: colours, makes and parts of a vehicle. */
const fillsNoName =
  /[色车型牌号机]$|^(?:大众|吉利|奇瑞|江淮|江铃|东风|金杯|金龙|宇通|时风|福田|解放|长城|长安|长江|荣威|别克|宝马|奔驰|丰田)/u;

const foundOut =
  /(?:委托|授权|证明|兹有|查实|核实|查明|查获|抓获|查处|传唤|询问|告知|责令|认定|发现|内有|含有|附有|夹有)$/u;

/** The clause in front of a personal number that is, or ends in, a name. */
export function namesBesideNumbers(finder: NameFinder): void {
  for (const spot of [...personalSpots(finder.block), ...finder.block.candidateNumbers]) {
    const line = finder.block.lineAt(spot.start);
    const row = finder.context.rowAt(line);
    if (row && (row.official || row.cells.some((cell) => cell.column))) continue;
    const isIdentity =
      "type" in spot && (spot.type === "ID_CARD" || spot.type === "PASSPORT" || spot.type === "PERMIT");
    if (!leftOf(finder, spot.start, line, isIdentity)) rightOf(finder, spot.end, line);
    lineAbove(finder, spot.start, spot.end, line);
  }
  // 「某某（皖A…）」
  for (const { type, start } of finder.block.findings)
    if (type === "PLATE" && finder.text.charAt(start - 1) === "(") nameBefore(finder, start - 1);
  // 「1.皖A…，某某，…」: an item of a list.
  for (const { type, end } of finder.block.findings) {
    if (type !== "PLATE") continue;
    const name = /^[，,、 ]([\u3400-\u9fff·]{2,8})(?=[，,。；;\n]|$)/u.exec(
      finder.text.slice(end, end + 12),
    )?.[1];
    if (name && isFullName(name, "strong") && !isCommonWord(name) && !fillsNoName.test(name))
      finder.report(end + 1, end + 1 + name.length, "name-with-number");
  }
  // 「…@…（某某）」, 「皖A…（某某）」
  for (const { type, end } of finder.block.findings) {
    if (type !== "EMAIL" && type !== "PLATE") continue;
    const name = /^ ?[(]([\u3400-\u9fff·]{2,8})[)]/u.exec(finder.text.slice(end, end + 12));
    if (
      name?.[1] &&
      (type === "EMAIL" ? isFullName(name[1], "strong") : isClearName(name[1]) && mayBeginName(name[1])) &&
      !isCommonWord(name[1])
    ) {
      const start = end + name[0].length - 1 - name[1].length;
      finder.report(start, start + name[1].length, "name-with-number");
    }
  }
}

function leftOf(finder: NameFinder, start: number, line: Line, isIdentity: boolean): boolean {
  const text = finder.text;
  if (!isIdentity && /值班|带班|值守/u.test(text.slice(Math.max(line.start, start - 80), start)))
    return false;
  let end = start;
  for (let count = 0; count < 9; count += 1) {
    while (end > line.start && endsToken(text, end - 1)) {
      const char = text.charAt(end - 1);
      if (char === "。" || char === "；" || char === ";") return false;
      end -= 1;
    }
    if (end <= line.start) return false;
    let from = end;
    while (from > line.start && end - from < 40 && !endsToken(text, from - 1)) from -= 1;
    // 「佟 丽 3701…」: the name of two characters is set apart.
    if (end - from === 1 && from - line.start >= 2) {
      const spaced = /(?:^|[ \t|,，])([\u3400-\u9fff] {1,2}[\u3400-\u9fff])$/u.exec(
        text.slice(Math.max(line.start, from - 4), end),
      )?.[1];
      if (spaced && isFullName(spaced, "strong")) {
        finder.report(end - spaced.length, end, "name-with-number");
        return true;
      }
    }
    // 「2.尧秋水」: the number of an item is no part of what it names.
    from += /^\d{1,3}\.(?=[\u3400-\u9fff])/u.exec(text.slice(from, Math.min(end, from + 6)))?.[0].length ?? 0;
    const token = text.slice(from, end);
    const verdict = tokenName(finder, token, from, count, isIdentity);
    if (verdict === "stop") return false;
    if (verdict) {
      finder.report(verdict.start, verdict.end, "name-with-number");
      return true;
    }
    end = from;
    if (start - end > 100) return false;
  }
  return false;
}

/** Whether a clause stands at the head of a numbered item: 「2.」, 「（2）」, 「二、」. */
function headsItem(finder: NameFinder, from: number): boolean {
  const line = finder.block.lineAt(from);
  return /^\s*(?:\(?[\d一二三四五六七八九十]{1,3}(?:[).、．]|\) ?))\s*$/u.test(
    finder.text.slice(line.start, from),
  );
}

function tokenName(
  finder: NameFinder,
  token: string,
  from: number,
  distance: number,
  isIdentity: boolean,
): { start: number; end: number } | "stop" | undefined {
  if (!holdsHan(token)) return undefined;
  // Nobody acts in office by his identity number: 「经办人：某某 3701…」 is a private record.
  const isPrivate = isIdentity && distance <= 1 && isFullName(token, "strong");
  if (finder.official.has(from)) {
    if (!isPrivate) return "stop";
    finder.official.delete(from);
    return { start: from, end: from + token.length };
  }
  // 「3栋某某（13…）」
  const door = !isDigit(token.charCodeAt(0))
    ? 0
    : (/^\d{1,4}(?:号楼|单元|[栋幢号组室户-]\d{0,4})+/u.exec(token)?.[0].length ?? 0);
  if (door > 0 && isFullName(token.slice(door), "strong") && !isCommonWord(token.slice(door)))
    return { start: from + door, end: from + token.length };
  const labels = finder.block.labelsWithin(from, from + token.length);
  const title = labels.findLast((label) => label.label === "official");
  if (
    title &&
    isIdentity &&
    distance <= 1 &&
    title.end < from + token.length &&
    isFullName(token.slice(title.end - from), "strong")
  ) {
    finder.official.delete(title.end);
    return { start: title.end, end: from + token.length };
  }
  if (
    title &&
    title.end <= from + token.length &&
    (title.end === from + token.length || isFullName(token.slice(title.end - from), "strong"))
  )
    return "stop";
  // 「惠农一卡通账号6230…」: all of it is a label.
  if (
    labels.some(({ label, start, end }) => label === "bank" && start === from && end === from + token.length)
  )
    return undefined;
  if (token.length <= 6 && /某|\*/u.test(token)) return "stop";
  const rolePart = roleBeforeDotted.exec(token)?.[0].length ?? 0;
  if (rolePart > 0) return { start: from + rolePart, end: from + token.length };
  if (isFullName(token, "strong")) {
    if (distance > 1 && isCommonWord(token)) return undefined;
    // 「联系人：张工」 was judged by its label.
    return afterContact(finder, from) ? "stop" : { start: from, end: from + token.length };
  }
  if (isIdentity && distance <= 1) {
    // 「2.尧秋水，身份证号…」: nothing but a person heads an item that goes on with an identity number.
    if (headsItem(finder, from) && token.length <= 4 && isFullName(token, "announced"))
      return { start: from, end: from + token.length };
    // 「项链 4512…」: and a line.
    if (distance === 0 && from === finder.block.lineAt(from).start && fillsPlaceOfName(token))
      return { start: from, end: from + token.length };
    // 「二、双塔村甄士诚，身份证号…」
    const village =
      /^[\u3400-\u9fff]{1,6}?(?:村|社区|[镇乡屯寨庄]|街道)(?=[\u3400-\u9fff]{2,8}$)/u.exec(token)?.[0]
        .length ?? 0;
    if (village > 0 && isFullName(token.slice(village), "strong") && !isCommonWord(token.slice(village)))
      return { start: from + village, end: from + token.length };
  }
  // A label glued to the number: 「张三身份证号」, 「李四的电话」.
  const glued = labels.find(
    (label) =>
      label.start > from &&
      label.end >= from + token.length - 2 &&
      label.label !== "person" &&
      label.label !== "official" &&
      label.label !== "contact",
  );
  const head = glued ? token.slice(0, glued.start - from).replace(/(?:的|之)$/u, "") : token;
  // 「家属|持港澳通行证」: a role and a verb are no name.
  const isRole = labels.some(
    (label) => label.start === from && label.label === "person" && from + head.length - label.end < 2,
  );
  if (head !== token && !isRole && isFullName(head, "strong") && !isCommonWord(head))
    return { start: from, end: from + head.length };
  const role = labels.findLast(
    (label) => label.label === "person" || label.label === "name" || label.label === "contact",
  );
  if (role?.label === "contact" && role.end < from + head.length)
    return { start: role.end, end: from + head.length };
  const at = nameStartAtEnd(head, role && role.start < from + head.length ? role.end - from : -1);
  if (at >= 0) return { start: from + at, end: from + head.length };
  const asked =
    /[与和同找向跟]([\u3400-\u9fff]{2,4})(?:同志|先生|女士)?(?:联系|联络|咨询|接洽|洽谈|报名|索取|对接|核实|核对|确认|沟通|商洽)$/u.exec(
      head,
    );
  if (asked?.[1] && isFullName(asked[1], "strong")) {
    const start = from + asked.index + 1;
    return { start, end: start + asked[1].length };
  }
  const handled = handledName(head, distance);
  if (handled) return { start: from + handled.at, end: from + handled.at + handled.length };
  // 「某某遗失居民身份证，证号…」: the clause begins with the name.
  if (distance <= 2 && /^[^\u3400-\u9fff]?$/u.test(finder.text.slice(from - 1, from))) {
    const length = nameLengthAt(head, "weak");
    if (length > 2 || (length > 0 && clearNameLengthAt(head) === length))
      if (length < head.length) return { start: from, end: from + length };
  }
  // 「查实某某（3601…）」: a verb in front, the number right behind.
  if (isIdentity && distance <= 1) {
    for (const size of [3, 2]) {
      const start = head.length - size;
      const name = head.slice(start);
      if (
        start < 2 ||
        !(isCommonWord(head.slice(start - 2, start)) || foundOut.test(head.slice(0, start))) ||
        isCommonWord(head.slice(start - 1, start + 1))
      )
        continue;
      if (
        isClearName(name) ||
        (foundOut.test(head.slice(0, start)) && isFullName(name, "strong") && !isCommonWord(name))
      )
        return { start: from + start, end: from + head.length };
    }
  }
  const described =
    /^([\u3400-\u9fff·]{2,4})(?:先生|女士|同学|老人|夫妇|一家|本人|家属|家长|妈妈|爸爸|奶奶|爷爷|外婆|外公)$/u.exec(
      head,
    )?.[1];
  if (described && isFullName(described, "strong")) return { start: from, end: from + described.length };
  if (/(?:有限公司|公司|办公室|值班室|管理处|服务中心)$/u.test(head) && distance > 0) return undefined;
  return undefined;
}

/** Whether the token is what a contact label announced and did not let pass. */
function afterContact(finder: NameFinder, from: number): boolean {
  const before = finder.text.slice(Math.max(0, from - 8), from);
  return /(?:联系人|联络员|联络人)(?:姓名)?[: ]{0,2}$/u.test(before) && finder.official.has(from);
}

/** 「13…（张某）」, 「13… 张某」 */
function rightOf(finder: NameFinder, end: number, line: Line): void {
  const rest = finder.text.slice(end, Math.min(line.end, end + 14));
  const match =
    /^[ ]{0,2}(?:[(（]([\u3400-\u9fff·]{2,8}?)(?:家|本人|女士|先生)?[)），,]|(?:[ ，,；;]|[，,]?(?:请|找|联系|请找|户名)[: ]?)([\u3400-\u9fff]{2,4}?)(?:先生|女士|同志)?(?=[ ，,；;。]|$|先生|女士|到窗口|前来|前往|携带))/u.exec(
      rest,
    );
  const owner = /^\)?的(?=[\u3400-\u9fff])/u.exec(rest);
  if (owner) {
    const start = end + owner[0].length;
    const running = finder.text.slice(start, Math.min(line.end, start + 12));
    const length = nameLengthAt(running, "strong");
    if (length > 0 && (isClearName(running.slice(0, length)) || length > 2))
      finder.report(start, start + length, "name-with-number");
    return;
  }
  const name = match?.[1] ?? match?.[2];
  if (!match || !name || !isFullName(name, "strong") || isCommonWord(name)) return;
  const start = end + match[0].indexOf(name);
  finder.report(start, start + name.length, "name-with-number");
}

/** Cells put out line by line: a line that is a name over a line that is a number. */
function lineAbove(finder: NameFinder, start: number, end: number, line: Line): void {
  const around = finder.text.slice(line.start, start) + finder.text.slice(end, line.end);
  if (/[\u3400-\u9fff]/u.test(around)) return;
  for (let up = line.index - 1; up >= Math.max(0, line.index - 3); up -= 1) {
    const above = finder.block.lines[up] as Line;
    const content = finder.block.lineText(above);
    const token = content.trim();
    if (token === "" || /^(?:男|女|[\u3400-\u9fff]{1,2}族|\d{1,3})$/u.test(token)) continue;
    if (isFullName(token, "strong") && !isCommonWord(token)) {
      const from = above.start + content.indexOf(token);
      finder.report(from, from + token.length, "name-with-number");
    }
    return;
  }
}
