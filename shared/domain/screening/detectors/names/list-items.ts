/**
 * Items of a list in running text.
 */
import { fillsPlaceOfName, isCommonWord, isFullName } from "../../name-grammar.ts";

export interface Part {
  readonly text: string;
  readonly at: number;
}

/** Items of a list in running text, each a name with a number in front or a note behind; up to the first other item. */
export function itemNames(content: string): readonly Part[] {
  const parts: Part[] = [];
  const item =
    /[ ]{0,2}(?:第[\d一二三四五六七八九十]{1,3}[位名号][: ]{0,2}|\d{1,8}(?:号|[号]?岗位?|标段|[.、)])?[ ]?)?(?:(?:[\u3400-\u9fff]{1,4}[村屯庄])?[一二三四五六七八九十\d]{1,3}[组社队栋])?([\u3400-\u9fff·]{2,8}?)(?:\([^()]{1,20}\))?(?:户?[ ]?[\d.]{1,9}(?:人|元|分|户|亩|平方米|㎡|头|只|羽|株|袋|斤|吨|间|万元)(?:\/[月年人户])?(?:[\d.]{1,9}元)?)?(?:[、，,；;。 ]|$)/uy;
  for (let match = item.exec(content); match; match = item.exec(content)) {
    const name = match[1] ?? "";
    // Behind a name an item that says as much of a word that can be one: 「某某（保洁）600元/月，高山（护路）500元/月」.
    const alike = parts.length > 0 && fillsPlaceOfName(name) && /[(\d]/u.test(match[0]);
    if (!alike && (!isFullName(name, "strong") || isCommonWord(name))) break;
    parts.push({ text: name, at: match.index + match[0].indexOf(name) });
    if (item.lastIndex >= content.length) break;
  }
  return parts;
}
