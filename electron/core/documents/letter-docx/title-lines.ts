import { widthInCharacters } from "./line-breaking.ts";

/** 2号 characters that fit the 156 mm of the 版心, one kept free. */
const charactersPerLine = 19;

/** Words that are never cut, and before which a line is best broken. */
const words = [
  "主动公开",
  "政府信息公开",
  "政府信息",
  "政务公开",
  "人民政府",
  "申请",
  "建议",
  "告知书",
  "通知书",
  "答复书",
  "通知",
  "意见",
  "办法",
  "方案",
  "要点",
  "工作",
  "实施",
  "印发",
  "征求",
  "报请",
  "确定",
  "国家秘密",
];
/** A line never begins with 的, 和 or closing punctuation. */
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
    if (never.test(rest) || cutsWord(characters, end)) continue;
    const cost = Math.abs(end - start - target) + (words.some((word) => rest.startsWith(word)) ? 0 : 4);
    if (cost < bestCost) {
      bestCost = cost;
      best = end;
    }
  }
  return best;
}

function cutsWord(characters: readonly string[], end: number): boolean {
  const text = characters.join("");
  const at = characters.slice(0, end).join("").length;
  if (/[0-9A-Za-z]/u.test(text.charAt(at - 1)) && /[0-9A-Za-z年]/u.test(text.charAt(at))) return true;
  return words.some((word) => {
    const from = text.lastIndexOf(word, at - 1);
    return from >= 0 && from < at && at < from + word.length;
  });
}
