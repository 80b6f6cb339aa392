/**
 * Names of persons a text speaks to.
 */
import type { Line } from "../../block.ts";
import { fillsPlaceOfName, isCommonWord, isFullName, mayBeCalled } from "../../name-grammar.ts";
import { beginsWithAdverb } from "./words-as-names.ts";
import { mayBeNamed } from "./names-in-company.ts";
import { itemNames } from "./list-items.ts";
import type { NameFinder } from "./name-finder.ts";
import { COLON } from "./tokens.ts";

function colonWithin(codes: Uint16Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (codes[at] === COLON) return true;
  return false;
}

/** 「柯某某您好」, and the salutation line of an answer to a letter. */
export function addressedNames(finder: NameFinder): void {
  for (const start of finder.block.greetings) {
    // 「您好，某某女士，…」
    const behind = /^[您你]好[，,!！ ]{1,2}([\u3400-\u9fff·]{2,6}?)(?:先生|女士|同志|同学)/u.exec(
      finder.text.slice(start, start + 14),
    )?.[1];
    if (behind && isFullName(behind, "strong") && !isCommonWord(behind)) {
      const from = finder.text.indexOf(behind, start + 2);
      finder.report(from, from + behind.length, "name-prose");
    }
    const before = finder.text.slice(Math.max(0, start - 16), start).replace(/[:：，,!！ ]+$/u, "");
    const plain = before
      .replace(/^[\s\S]*(?:尊敬的|亲爱的|市民|网友|居民|村民|来信人|家长|群众)(?=[\u3400-\u9fff])/u, "")
      .replace(/(?:先生|女士|同志|同学|居民|市民|网友|小姐|老人家)$/u, "");
    const token =
      /(?:^|[^\u3400-\u9fff·]|尊敬的|市民|网友|居民|村民|来信人|家长|群众)([\u3400-\u9fff·\ud840-\udfff]{2,8})$/u.exec(
        plain,
      )?.[1];
    if (!token || !isFullName(token, "strong") || isCommonWord(token) || /^(?:尊敬|亲爱)/u.test(token))
      continue;
    const from = finder.text.lastIndexOf(token, start);
    finder.report(from, from + token.length, "name-prose");
  }
  // 「尊敬的某某女士，您预约的…」
  const { text } = finder;
  for (let at = text.indexOf("尊敬的"); at >= 0; at = text.indexOf("尊敬的", at + 3)) {
    const name = /^([\u3400-\u9fff·]{2,8}?)(?:先生|女士|同学|家长|业主|患者|客户)[，,:!！。]/u.exec(
      text.slice(at + 3, at + 16),
    )?.[1];
    if (name && isFullName(name, "strong") && !isCommonWord(name))
      finder.report(at + 3, at + 3 + name.length, "name-prose");
  }
  titledNames(finder);
  salutationLines(finder);
}

/** What an office begins with that writes to somebody it does not find. */
const noticeBelow =
  /^\s{1,6}(?:本[院委局机所]|我[院委局]|因|关于|原告|申请人|(?:被?上诉|再审申请|申请执行)人)[^\n]{0,70}[你您]/u;

/** 「回复：金星同志，您通过…」: a name may be any word there. */
function titledNames(finder: NameFinder): void {
  const { text } = finder;
  for (const title of ["同志", "先生", "女士"])
    for (let at = text.indexOf(title); at >= 0; at = text.indexOf(title, at + 2)) {
      if (!/^[，,:! ]{1,2}[您你]/u.test(text.slice(at + 2, at + 5))) continue;
      const name = /(?:^|[\n，。；:、 ])([\u3400-\u9fff]{2,3})$/u.exec(
        text.slice(Math.max(0, at - 5), at),
      )?.[1];
      if (name && fillsPlaceOfName(name) && !beginsWithAdverb(name))
        finder.report(at - name.length, at, "name-prose");
    }
}

function salutationLines(finder: NameFinder): void {
  const { lines, folded } = finder.block;
  const { codes } = folded;
  for (const line of lines) {
    const length = line.end - line.start;
    // 「某某：你申请的补贴已审核通过。」, 「您好，某某：您反映的…」
    const spoken =
      colonWithin(codes, line.start, Math.min(folded.length, line.start + 19)) &&
      /^ {0,4}(?:[您你]好[，,!！] ?)?([\u3400-\u9fff·]{2,6}?)(?:先生|女士|同志|同学)?: ?(?:[^，。；:]{1,8}，(?=[你您]))?(?:[你您](?!们|局|委|单位|市|县|村|校|公司)|本[院委局庭所]|我[院委局所])/u.exec(
        finder.text.slice(line.start, line.start + 20),
      )?.[1];
    if (
      spoken &&
      ((isFullName(spoken, "strong") && !isCommonWord(spoken)) ||
        (fillsPlaceOfName(spoken) &&
          !beginsWithAdverb(spoken) &&
          /^ {0,4}[\u3400-\u9fff]{2,3}: ?(?:本院受理|你(?:于|在|因|户|投保|申请|提交|所|驾驶|停放|反映))/u.test(
            finder.text.slice(line.start, line.start + 14),
          )))
    ) {
      const from = finder.text.indexOf(spoken, line.start);
      finder.report(from, from + spoken.length, "name-prose");
      continue;
    }
    // 「某某、某某：」 over 「你们…」
    if (
      length <= 40 &&
      finder.text.charCodeAt(line.end - 1) === COLON &&
      /^\s{0,6}[你您]们/u.test(finder.text.slice(line.end))
    ) {
      const names = itemNames(finder.text.slice(line.start, line.end - 1));
      for (const { text: name, at } of names)
        finder.report(line.start + at, line.start + at + name.length, "name-prose");
      continue;
    }
    // 「某某、某某：」 over 「本院受理的…诉你们…一案」
    if (
      length <= 40 &&
      finder.text.charCodeAt(line.end - 1) === COLON &&
      noticeBelow.test(finder.text.slice(line.end, line.end + 90))
    ) {
      const list = finder.text.slice(line.start, line.end - 1).trim();
      const names = list.split("、");
      const meant = names.filter((name) => mayBeNamed(name) || isFullName(name, "strong"));
      if (
        meant.length * 2 > names.length &&
        names.every((name) => meant.includes(name) || mayBeCalled(name, true))
      ) {
        let from = line.start;
        for (const name of names) {
          from = finder.text.indexOf(name, from);
          finder.report(from, from + name.length, "name-labelled");
          from += name.length;
        }
        continue;
      }
    }
    // 「某某、某某：你们的申请…」
    const together = /^ {0,4}((?:[\u3400-\u9fff]{2,3}、){1,6}[\u3400-\u9fff]{2,3}): ?[你您]们/u.exec(
      finder.text.slice(line.start, line.start + 32),
    )?.[1];
    if (together?.split("、").every((name) => fillsPlaceOfName(name)) === true) {
      let from = finder.text.indexOf(together, line.start);
      for (const name of together.split("、")) {
        finder.report(from, from + name.length, "name-prose");
        from += name.length + 1;
      }
      continue;
    }
    if (length < 3 || length > 16) continue;
    const addressed = finder.text.charAt(line.start) === "致";
    if (!addressed && !/[: ]/u.test(finder.text.charAt(line.end - 1))) continue;
    const content = addressed ? `${finder.block.lineText(line)}:` : finder.block.lineText(line);
    const match =
      /^ {0,4}(?:致[:：]? ?)?(?:尊敬的)?([\u3400-\u9fff·]{2,8}?)(?:先生|女士|同志|同学|居民|市民|网友)?[:：]{1,2} *$/u.exec(
        content,
      );
    const name = match?.[1];
    if (!name || !isFullName(name, "strong") || isCommonWord(name)) continue;
    const last = lines[Math.min(lines.length - 1, line.index + 4)] as Line;
    const next = finder.text.slice(line.end, Math.min(last.end, line.end + 200));
    if (
      !/(?:您|你(?!们|局|委|单位|市|县)|你户|本机关于|来信|来访|信访|投诉|举报|申请收悉|反映|申请公开|提出的)/u.test(
        next,
      )
    )
      continue;
    const from = line.start + content.indexOf(name);
    finder.report(from, from + name.length, "name-prose");
  }
}
