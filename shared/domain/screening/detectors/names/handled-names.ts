import { CharSet } from "../../char-set.ts";
import { isClearName, isCommonWord, isFullName } from "../../name-grammar.ts";

/** Characters that lead to the person something is done with: 「退回某某」「漏列某某」「提醒某某」. */
const leading = new CharSet("入到待请经由找交报转送问与和同向跟给对至见将把了列回醒知去明询");
/** What somebody gets; many words begin with these, so the name must read like nothing else. */
const giving = new CharSet("还付给发补退将");
/** What goes on after the name: his things, his acts, or what is done with him. */
const going =
  /^(?:的|之|保证金|押金|补贴|补助|工资|差额|多缴|医疗费|费用|先生|女士|本人|家属|名下|账户|帐户|户头|起草|整理|提供|填写|填报|录入|汇总|保管|收集|转交|办理|代领|代办|领取|(?:(?:农|工|建|中|交|邮储|农商|招|民生|光大|农村商业|农业|工商|建设|中国|交通|邮政|邮政储蓄)(?:行|银行)|信用社|社保|一卡通|惠农|储蓄|工资|借记)[\u3400-\u9fff]{0,2}卡|到场|签字|签名|补充|补齐|联系|联络|核实|核对|确认|沟通|商洽|反映|要求|所述|所填|所报)/u;

/**
 * A name inside of a clause in front of a personal number, by what leads to it and what goes on: 「资料由某某整理，手机
 * 13…」「名单漏了某某（3701…）」. `distance` counts the clauses between it and the number.
 */
export function handledName(
  head: string,
  distance: number,
): { readonly at: number; readonly length: number } | undefined {
  if (distance > 2 || head.length > 60) return undefined;
  for (let at = Math.max(1, head.length - 30); at + 2 <= head.length; at += 1) {
    const given = giving.hasAt(head, at - 1);
    if (!given && !leading.hasAt(head, at - 1)) continue;
    for (let length = 4; length >= 2; length -= 1) {
      const name = head.slice(at, at + length);
      if (name.length < length || !isFullName(name, "strong") || isCommonWord(name)) continue;
      if (given && !isClearName(name)) continue;
      const rest = head.slice(at + length);
      if (rest === "" ? distance <= 1 : going.test(rest)) return { at, length };
    }
  }
  return undefined;
}
