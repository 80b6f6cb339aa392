import { widthInCharacters } from "./text-runs.ts";

/** 2号 characters that fit the 156 mm of the 版心, one kept free. */
const charactersPerLine = 19;

/** Words a title may be broken before; a line never begins with 的, 和 or punctuation. */
const breakBefore =
  /^(?:关于|建议|申请|告知书|通知书|答复书?|通知|意见|办法|方案|要点|工作|政府信息|实施|印发|征求|公开)/u;
const never = /^[的和与及、，。；：》”）]/u;

/**
 * 7.3.1: a long title is broken by meaning into lines of like length (梯形 or 菱形); words stay whole.
 */
export function titleLines(title: string): readonly string[] {
  const characters = Array.from(title);
  const total = widthInCharacters(title);
  if (total <= charactersPerLine) return [title];
  const count = Math.ceil(total / charactersPerLine);
  const lines: string[] = [];
  let start = 0;
  for (let made = 0; made < count - 1; made += 1) {
    const target = Math.ceil((characters.length - start) / (count - made));
    const end = bestBreak(characters, start, target);
    lines.push(characters.slice(start, end).join(""));
    start = end;
  }
  lines.push(characters.slice(start).join(""));
  return lines;
}

function bestBreak(characters: readonly string[], start: number, target: number): number {
  let best = start + target;
  let bestCost = Number.POSITIVE_INFINITY;
  for (let end = start + 4; end <= Math.min(start + charactersPerLine, characters.length - 2); end += 1) {
    const rest = characters.slice(end).join("");
    if (never.test(rest)) continue;
    const cost = Math.abs(end - start - target) + (breakBefore.test(rest) ? 0 : 4);
    if (cost < bestCost) {
      bestCost = cost;
      best = end;
    }
  }
  return best;
}
