const LENGTH = 90;
const BEFORE = 24;

/** Numbers of parts, sections and items before the words of a heading. */
const heading =
  /^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|第[一二三四五六七八九十百]+[章节条])/u;

/** Letters, digits and characters alone, as the index holds them: 枣政办发[2024]5号 is 枣政办发〔2024〕5号. */
function folded(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "");
}

/** Where a folded word begins in a text that is not folded. */
function placeOf(text: string, word: string): number {
  const [first = ""] = word;
  for (let at = 0; at < text.length; at += 1) {
    if (folded(text.charAt(at)) !== first) continue;
    if (folded(text.slice(at, at + word.length * 3)).startsWith(word)) return at;
  }
  return -1;
}

function shorten(paragraph: string, words: readonly string[]): string {
  const text = paragraph.replaceAll(/[\u3000\s]+/gu, " ").trim();
  if (text.length <= LENGTH) return text;
  const places = words.map((word) => placeOf(text, word)).filter((at) => at >= 0);
  const at = places.length === 0 ? 0 : Math.min(...places);
  const start = at <= BEFORE ? 0 : at - BEFORE;
  const end = Math.min(text.length, start + LENGTH);
  return `${start > 0 ? "…" : ""}${text.slice(start, end)}${end < text.length ? "…" : ""}`;
}

/** The paragraphs that hold most of what was looked for, headings first, in the order of the text; shortened around the words. */
export function passagesWith(text: string, words: readonly string[], most: number): readonly string[] {
  const needles = [...new Set(words.map(folded))].filter((word) => word !== "");
  const found = text.split("\n").flatMap((paragraph, place) => {
    const whole = folded(paragraph);
    const held = needles.filter((needle) => whole.includes(needle)).length;
    return held === 0 ? [] : [{ paragraph, place, weight: held * (heading.test(paragraph.trim()) ? 4 : 1) }];
  });
  return found
    .toSorted((a, b) => b.weight - a.weight || a.place - b.place)
    .slice(0, most)
    .map(({ paragraph }) => shorten(paragraph, needles));
}
