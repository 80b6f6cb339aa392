/**
 * A name that ends at a place: in front of what somebody does or is.
 */
import type { Line } from "../../block.ts";
import { TailPattern } from "../../edge-pattern.ts";
import { isClearName, isCommonWord, isFullName, nameStartAtEnd } from "../../name-grammar.ts";
import type { NameFinder } from "./name-finder.ts";
import { endsToken } from "./tokens.ts";

/** What may stand in front of a name that only its act tells. */
const leadsToName = new TailPattern(
  /(?:[^\u3400-\u9fff]|[对就请经据查的将与和给]|关于|因|撤销|收到|吊销|注销|扣留|暂扣|同意|取消|批准|认定|恢复|暂停|停发|追回|答复|给予|责令|通知|证明|兹有|我村|本村|核实|查明|查实|获悉|得知|尊敬的|市民|村民|居民|单位)$/u,
);

const leadsToWeakAct = new TailPattern(
  /(?:关于|[对将查给，]|收到|吊销|注销|扣留|暂扣|同意|取消|批准|认定|恢复|暂停|停发|追回|被告|原告)$/u,
);

/** A word for people, not one of them: 「应聘者（女，…」. */
const roleTail = /[人员者生户工师民友方童士众属家妇]$/u;

/** Reports the clear name that ends at `end` where something leads to it; its start, or −1. */
export function clearNameBefore(
  finder: NameFinder,
  line: Line,
  end: number,
  addressed: boolean,
  weak: boolean,
): number {
  const text = finder.text;
  for (const size of [4, 3, 2]) {
    const from = end - size;
    if (from < line.start) continue;
    const token = text.slice(from, end);
    if (
      !isClearName(token) &&
      !(
        isFullName(token, "strong") &&
        !isCommonWord(token) &&
        (addressed ||
          (/关于对?$/u.test(text.slice(Math.max(line.start, from - 3), from)) &&
            /^(?:同志|先生|女士)?(?:信访|反映|申请|投诉|举报)/u.test(text.slice(end, end + 4))))
      )
    )
      continue;
    if (weak && !leadsToWeakAct.fits(text, Math.max(line.start, from - 2), from)) continue;
    if (from > line.start && !leadsToName.fits(text, Math.max(line.start, from - 3), from)) continue;
    if (
      finder.block
        .labelsWithin(Math.max(line.start, from - 8), end)
        .some((hit) => hit.label === "official" && !/[，。；:]/u.test(text.slice(hit.end, from)))
    )
      return -1;
    finder.report(from, end, "name-prose");
    return from;
  }
  return -1;
}

export function nameBefore(finder: NameFinder, end: number): void {
  const text = finder.text;
  const line = finder.block.lineAt(end);
  const row = finder.context.rowAt(line);
  if (row?.official) return;
  let start = end;
  while (start > line.start && end - start < 14 && !endsToken(text, start - 1)) start -= 1;
  const token = text.slice(start, end);
  const rest = text.slice(end, Math.min(line.end, end + 120));
  if (/(?:现任|拟任|时任|任职|党组|副局长|局长|主任|科长|处长|书记|校长|院长|公务员)/u.test(rest)) return;
  if (
    finder.block
      .labelsWithin(line.start, end)
      .some((label) => label.label === "official" && start - label.end <= 2)
  )
    return;
  if (isFullName(token, "strong") && !isCommonWord(token)) finder.report(start, end, "name-prose");
  else if (
    /^[，(][男女][，)]/u.test(rest) &&
    token.length <= 4 &&
    isFullName(token, "announced") &&
    !roleTail.test(token)
  )
    finder.report(start, end, "name-prose");
  else {
    const from = nameStartAtEnd(token, -1);
    if (from >= 0) finder.report(start + from, end, "name-prose");
  }
}
