/**
 * Names, ordinary words among them, told by the company they are in: who looks after a child, how old somebody is, who goes to court
 * together, whose home is visited, and who does something with somebody named.
 */
import { CharSet } from "../../char-set.ts";
import { fillsPlaceOfName, isCommonWord, isFullName, isHalfOfName } from "../../name-grammar.ts";
import type { NameFinder } from "./name-finder.ts";
import { isHan } from "./tokens.ts";
import { beginsWithAdverb } from "./words-as-names.ts";

export function namesInCompany(finder: NameFinder): void {
  cared(finder);
  aged(finder);
  plaintiffs(finder);
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
/** Whether a word ends as offices, places and posts do. */
export const endsAsBody = (word: string): boolean => bodies.hasAt(word, word.length - 1);

/** Whether a word, an ordinary one too, can be somebody's name where its company speaks for one. */
export const mayBeNamed = (name: string): boolean =>
  (fillsPlaceOfName(name) || isFullName(name, "strong") || isHalfOfName(name)) &&
  !beginsWithAdverb(name) &&
  !endsAsBody(name);

/** 「现由某某抚养」 */
const carer = /由([\u3400-\u9fff]{2,3})(?:抚养|照料|照顾|监护|赡养|扶养)/u;
/** Kin and those who care by trade. */
const noName = /^(?:其|祖|外|父|母|家|亲|专|政|国|单位|双方|全|共同|相关|养老|福利|子女|社)/u;

function cared(finder: NameFinder): void {
  const { text } = finder;
  for (const word of ["抚养", "照料", "照顾", "监护", "赡养", "扶养"])
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 2)) {
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
  /(?:^|[。\n])([\u3400-\u9fff]{2,3}(?:、[\u3400-\u9fff]{2,3}){1,5})等[二两三四五六七八九十\d]{1,3}[人户名](?=向|诉|与|不服|因|申请|起诉|联名|共同|提出)/u;

function plaintiffs(finder: NameFinder): void {
  const { text } = finder;
  for (let at = text.indexOf("等"); at >= 0; at = text.indexOf("等", at + 1)) {
    if (!/^等[二两三四五六七八九十\d]{1,3}[人户名]/u.test(text.slice(at, at + 5))) continue;
    const from = Math.max(0, at - 24);
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
