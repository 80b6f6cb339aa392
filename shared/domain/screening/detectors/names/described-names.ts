/**
 * Names told by what a person does, is, or is to another.
 */
import { personalSpots } from "../personal-spots.ts";
import { CharSet } from "../../char-set.ts";
import { HeadPattern } from "../../edge-pattern.ts";
import { fillsPlaceOfName, isClearName, isCommonWord, isFullName } from "../../name-grammar.ts";
import { clearNameBefore, nameBefore } from "./name-before.ts";
import type { NameFinder } from "./name-finder.ts";

const joinsNames = new CharSet("、与和及");

/** What organisations and persons in office do as well. */
const actOfMany = new HeadPattern(/^(?:涉嫌严重|于\d|提出|来访)/u);

/** 「关于某某工伤认定的决定」: these say nothing about a person without what leads to the name. */
const weakAct = new HeadPattern(
  /^(?:机动车驾驶|驾驶证|通过|以邮|以信|最低生活|低保待遇|特困|临时救助|的申请|的诉求|的请求|享受|待遇|创业|经依法|工伤|低保|伤残|转学|休学|落户|户口|户籍)/u,
);

/** The end of how a person is addressed: 「某某女士的：」. */
const endsTitle = new CharSet("生士志学的:： ");

/** Words that make an account of somebody's act a private matter. */
const privateMatter =
  /(?:停发|注销|迁出|享受|窗口|补正|领取|补缴|签收|处罚|罚款|没收|无证|违法|受伤|事故|盗窃|殴打|就诊|住院|工伤|补贴|救助|低保|申请|信访|投诉|举报|意见书|复议|婚姻|遗产|吊销)/u;

/** 「对某某申请公开一事」, 「某某系我村村民」, 「请某某到窗口领取」: by what the person does, with what leads to the name. */
export function namesOfActs(finder: NameFinder): void {
  const text = finder.text;
  for (const at of finder.block.personActs) {
    const line = finder.block.lineAt(at);
    if (actOfMany.fits(text, at, at + 12) && !privateMatter.test(finder.block.lineText(line))) continue;
    const weak = weakAct.fits(text, at, at + 12);
    const title =
      (endsTitle.hasAt(text, at - 1) &&
        /(?:先生|女士|同志|同学)?的?[:： ]{0,2}$/u.exec(text.slice(Math.max(line.start, at - 5), at))?.[0]) ||
      "";
    const addressed = title !== "" && /先生|女士/u.test(title);
    let start = clearNameBefore(finder, line, at - title.length, addressed, weak);
    // 「请某某、某某携带…」
    while (start > line.start && joinsNames.hasAt(text, start - 1))
      start = clearNameBefore(finder, line, start - 1, false, false);
  }
}

/** 「某某，家住…」, 「被送达人某某，住…」: the clause in front of where someone lives. */
export function namesOfResidents(finder: NameFinder): void {
  for (const label of finder.block.labels) {
    if (label.label !== "home-address" || !/[，,]/u.test(finder.text.charAt(label.start - 1))) continue;
    if (!/^(?:现|家|户籍|居|暂|租|住|常)/u.test(label.word)) continue;
    nameBefore(finder, label.start - 1);
  }
}

/** 「某某，男，1965年3月出生」, 「某某（92岁）」, 「某某，家庭人口2人」: unless it is the record of an official. */
export function describedNames(finder: NameFinder): void {
  const text = finder.text;
  for (const at of finder.block.personDetails) {
    if (text.charAt(at) === "岁") {
      // 「（彝族，47岁）」
      const age = /(?:\([\u3400-\u9fff]{1,5}族)?[,，(](\d{1,3})$/u.exec(text.slice(Math.max(0, at - 12), at));
      if (age) nameBefore(finder, at - age[0].length);
      continue;
    }
    if (text.charAt(at) === "月" || text.charAt(at) === "日") {
      // 「，2004年5月生」
      const born = /[，(](?:19|20)\d\d年(?:\d{1,2}月)?(?:\d{1,2})?$/u.exec(
        text.slice(Math.max(0, at - 13), at),
      );
      if (born) nameBefore(finder, at - born[0].length);
      continue;
    }
    const sex = /^.[男女]/u.test(text.slice(at, at + 2));
    if (sex && /[\u3400-\u9fff]/u.test(text.charAt(at + 2))) continue;
    nameBefore(finder, at);
  }
  // 「高三（7）班某某获…」
  for (let at = text.indexOf("班"); at >= 0; at = text.indexOf("班", at + 1)) {
    if (!/[)\d一二三四五六七八九十]/u.test(text.charAt(at - 1))) continue;
    const name = /^[\u3400-\u9fff]{2,4}?(?=[、，。；(获因被])/u.exec(text.slice(at + 1, at + 6))?.[0];
    if (name && isClearName(name)) finder.report(at + 1, at + 1 + name.length, "name-prose");
  }
  for (let at = text.indexOf("等"); at >= 0; at = text.indexOf("等", at + 1)) {
    if (!/[\d一二三四五六七八九十两]/u.test(text.charAt(at + 1))) continue;
    nameAndOthers(finder, at);
  }
}

/** 「关于某某等3名同学违纪处理的通报」 */
function nameAndOthers(finder: NameFinder, at: number): void {
  const text = finder.text;
  if (!/^等[\d一二三四五六七八九十两]{1,3}(?:名|人|位|户)(?!任免|同志任|职务)/u.test(text.slice(at, at + 10)))
    return;
  const line = finder.block.lineAt(at);
  // 「某某等12人联名来信」 at the head of a sentence.
  const opening =
    /^等[\d一二三四五六七八九十两]{1,3}(?:名|人|位|户)(?:[\u3400-\u9fff]{0,6}(?:联名|来信|来访|反映|投诉|信访|举报|申请|诉|进入面试|进入体检)|(?:农民工|工人|职工|村民|居民|业主|农户|群众|考生|学生|患者|老人|儿童|青年))/u.test(
      text.slice(at, at + 18),
    )
      ? /(?:^|[。；，:])([\u3400-\u9fff]{2,4})$/u.exec(text.slice(Math.max(line.start, at - 5), at))?.[1]
      : undefined;
  if (opening && isFullName(opening, "strong") && (!isCommonWord(opening) || fillsPlaceOfName(opening))) {
    finder.report(at - opening.length, at, "name-prose");
    return;
  }
  const name =
    /(?:关于|给予|同意|批准|核定|认定|撤销|取消|对|将|与|聘用|录用|录取|招录|招聘|资助|救助|处理|处分)([\u3400-\u9fff]{2,4})$/u.exec(
      text.slice(Math.max(line.start, at - 7), at),
    )?.[1];
  if (!name || /(?:任免|任职|免职|任命|干部|退休|表彰)/u.test(finder.block.lineText(line))) return;
  if (isFullName(name, "weak") || isClearName(name) || (name.length <= 3 && fillsPlaceOfName(name)))
    finder.report(at - name.length, at, "name-prose");
}

/** 「夫某某，妻某某，现居住…」: two clauses at least that begin with what somebody is to somebody. */
export function namesOfKin(finder: NameFinder): void {
  const done = new Set<number>();
  const places = [
    ...finder.block.privateMatters,
    ...personalSpots(finder.block).map(({ start }) => start),
    ...finder.block.labels.filter(({ label }) => label === "home-address").map(({ start }) => start),
  ];
  for (const at of places) {
    const line = finder.block.lineAt(at);
    if (done.has(line.index)) continue;
    done.add(line.index);
    const text = finder.block.lineText(line);
    if (!/[:，；、(](?:夫|妻|父|母|子|女|兄|弟|姐|妹|孙|媳|婿)/u.test(text)) continue;
    const found = [
      ...text.matchAll(
        /(?<=[:，；、(])(?:夫|妻|父|母|[长次]?[子女]|兄|弟|姐|妹|孙|媳|婿)([\u3400-\u9fff]{2,4})(?=[，；。、()]|$)/gu,
      ),
    ].filter(({ 0: all, 1: name = "" }) => isFullName(name, "strong") && !isCommonWord(all.slice(0, 2)));
    if (found.length < 2) continue;
    for (const { 0: all, 1: name = "", index } of found) {
      const start = line.start + index + all.length - name.length;
      finder.report(start, start + name.length, "name-prose");
    }
  }
}
