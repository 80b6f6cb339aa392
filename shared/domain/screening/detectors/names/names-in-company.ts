/**
 * Names, ordinary words among them, told by the company they are in: who does something with somebody named, who looks after a child,
 * items that are numbered and described under the head of a list, and lists of nothing else under a heading of persons.
 */
import { CharSet } from "../../char-set.ts";
import {
  fillsPlaceOfName,
  isCommonWord,
  isFullName,
  isHalfOfName,
  mayBeginName,
} from "../../name-grammar.ts";
import type { NameFinder } from "./name-finder.ts";
import { endsPlace } from "./name-runs.ts";
import { isHan } from "./tokens.ts";
import { beginsWithAdverb } from "./words-as-names.ts";

export function namesInCompany(finder: NameFinder): void {
  cared(finder);
  aged(finder);
  plaintiffs(finder);
  numberedItems(finder);
  codedItems(finder);
  visited(finder);
}

/** 「到某某家中（…）检查」 */
const visit = /[到在赴去至往]([\u3400-\u9fff]{2,3})家[中里](?:\(|走访|慰问|检查|了解|看望|探望|送)/u;

function visited(finder: NameFinder): void {
  const { text } = finder;
  for (const place of ["家中", "家里"])
    for (let at = text.indexOf(place); at >= 0; at = text.indexOf(place, at + 2)) {
      const from = Math.max(0, at - 4);
      const match = visit.exec(text.slice(from, at + 4));
      const name = match?.[1];
      if (match && name && mayBeNamed(name)) {
        const start = from + match.index + 1;
        finder.report(start, start + name.length, "name-prose");
      }
    }
}

const bodies = new CharSet("家局厅委办部处科室所站队院校园厂店会司行村镇乡县市区街长任");
const mayBeNamed = (name: string): boolean =>
  (fillsPlaceOfName(name) || isFullName(name, "strong") || isHalfOfName(name)) &&
  !beginsWithAdverb(name) &&
  !bodies.hasAt(name, name.length - 1);

/** 「现由某某抚养」 */
const carer = /由([\u3400-\u9fff]{2,3})(?:抚养|照料|照顾|监护|赡养|扶养)/gu;
/** Kin and those who care by trade. */
const noName = /^(?:其|祖|外|父|母|家|亲|专|政|国|单位|双方|全|共同|相关|养老|福利|子女|社)/u;

function cared(finder: NameFinder): void {
  const { text } = finder;
  for (const word of ["抚养", "照料", "照顾", "监护", "赡养", "扶养"])
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 2)) {
      carer.lastIndex = 0;
      const match = carer.exec(text.slice(Math.max(0, at - 4), at + 2));
      const name = match?.[1];
      if (match && name && !noName.test(name) && mayBeNamed(name)) {
        const start = Math.max(0, at - 4) + match.index + 1;
        finder.report(start, start + name.length, "name-prose");
      }
    }
}

/** 「12岁的甲央和弟弟…」: behind an age, in front of what goes on, any two characters that are no word. */
const ofAge =
  /^岁的([\u3400-\u9fff]{2,3}?)(?:[和与](?=[弟妹哥姐爷奶父母同])|[，,]|因|在[\u3400-\u9fff]|独自|不慎|自幼|从小|随)/u;

const ofPersons = /[男女孩儿童老人学病患]/u;

function aged(finder: NameFinder): void {
  const { text } = finder;
  for (let at = text.indexOf("岁的"); at >= 0; at = text.indexOf("岁的", at + 2)) {
    const name = ofAge.exec(text.slice(at, at + 8))?.[1];
    if (!name || isCommonWord(name.slice(0, 2)) || isCommonWord(name.slice(-2))) continue;
    if (mayBeNamed(name) || (name.length === 2 && !ofPersons.test(name)))
      finder.report(at + 2, at + 2 + name.length, "name-labelled");
  }
}

/** 「成功、康健等三人向本院起诉」, at the head of a sentence. */
const together =
  /(?:^|[。\n])([\u3400-\u9fff]{2,3}(?:、[\u3400-\u9fff]{2,3}){1,5})等[二两三四五六七八九十\d]{1,3}[人户名](?=向|诉|与|不服|因|申请|起诉|联名|共同|提出)/gu;

function plaintiffs(finder: NameFinder): void {
  const { text } = finder;
  if (!text.includes("等")) return;
  for (let at = text.indexOf("等"); at >= 0; at = text.indexOf("等", at + 1)) {
    if (!/^等[二两三四五六七八九十\d]{1,3}[人户名]/u.test(text.slice(at, at + 5))) continue;
    const from = Math.max(0, at - 24);
    together.lastIndex = 0;
    const match = together.exec(text.slice(from, at + 9));
    const list = match?.[1];
    if (!match || !list || from + match.index + match[0].indexOf(list) + list.length !== at) continue;
    const names = list.split("、");
    if (!names.every((name) => fillsPlaceOfName(name) || isFullName(name, "strong"))) continue;
    let start = at - list.length;
    if (start > 0 && match.index === 0 && from > 0 && !/[。\n]/u.test(text.charAt(start - 1))) continue;
    for (const name of names) {
      finder.report(start, start + name.length, "name-prose");
      start += name.length + 1;
    }
  }
}

/** Two of three. */
const mostAre = <T>(items: readonly T[], are: (item: T) => boolean): boolean =>
  items.filter(are).length * 3 >= items.length * 2;

/** 「医疗救助对象：①黎明，尿毒症；②晨光，…」 */
const headOfPersons = /(?:对象|人员|患者|学生|家庭|农户|住户|职工|儿童|老人|考生)[:：]$/u;
const described = /[①-⑳]([\u3400-\u9fff]{2,3})，[^；;，。]{2,16}(?=[；;。]|$)/gu;

function numberedItems(finder: NameFinder): void {
  const { block } = finder;
  for (const line of block.lines) {
    const content = block.lineText(line);
    const first = content.indexOf("①");
    if (first < 0) continue;
    const above = block.lines[line.index - 1];
    const head = first === 0 && above ? block.lineText(above) : content.slice(0, first);
    if (!headOfPersons.test(head.trim())) continue;
    const items = [...content.matchAll(described)];
    if (items.length < 3 || !mostAre(items, ({ 1: name = "" }) => mayBeNamed(name))) continue;
    for (const { 1: name = "", index } of items)
      finder.report(line.start + index + 1, line.start + index + 1 + name.length, "name-roster");
  }
}

/** 「A01—来顺　A02—干巧」: who got which number. */
const coded = /(?:^| )[A-Z]{0,2}\d{1,5}[-:=]([\u3400-\u9fff]{2,4})(?= |$)/gu;
const drawn = /(?:抽签|摇号|选房|中签|选岗|座位|号牌|录取|名单|经营者|承租人|考生|学生)/u;

function codedItems(finder: NameFinder): void {
  const { block } = finder;
  for (const line of block.lines) {
    const content = block.lineText(line).trimEnd();
    if (content.length < 12 || !/\d[-:=]/u.test(content)) continue;
    const items = [...content.matchAll(coded)];
    if (items.length < 3 || items.map(([all]) => all.length).reduce((a, b) => a + b, 0) !== content.length)
      continue;
    const titles = [1, 2, 3]
      .flatMap((up) => block.lines[line.index - up] ?? [])
      .map((one) => block.lineText(one));
    if (!titles.some((title) => drawn.test(title))) continue;
    const names = items.map(({ 1: name = "" }) => name);
    if (names.filter((name) => endsPlace.hasAt(name, name.length - 1)).length * 3 > names.length) continue;
    if (!mostAre(names, (name) => mayBeginName(name.charAt(0)))) continue;
    for (const [at, { 0: all, index }] of items.entries()) {
      const name = names[at] ?? "";
      const start = line.start + index + all.length - name.length;
      finder.report(start, start + name.length, "name-roster");
    }
  }
}

/** 「某某与某某于2014年登记结婚」, 「把某某和某某两兄弟请到」: beside a name that was found. */
const joined =
  /^[和与及]([\u3400-\u9fff]{2,3})(?:[二两三][人户]|两?兄弟|两?姐妹|两?兄妹|夫[妇妻]|双方|父[子女]|母[子女]|于\d|登记|系(?:夫妻|兄弟|姐妹|邻居|同事|朋友|父子|母子)|因[\u3400-\u9fff]{2,8}(?:纠纷|发生|产生|争执))/u;

export function partnersOfNames(finder: NameFinder): void {
  const { block, text } = finder;
  for (const { type, end, column } of block.findings.slice()) {
    if (type !== "NAME" || column || !isHan(text.charCodeAt(end))) continue;
    const name = joined.exec(text.slice(end, end + 16))?.[1];
    if (name && mayBeNamed(name)) finder.report(end + 1, end + 1 + name.length, "name-prose");
  }
}
