import type { Vocabulary } from "../../../../shared/domain/search/vocabulary.ts";

/** A part of what was typed in one piece; `standing` where it stands somewhere as it is. */
interface Part {
  readonly text: string;
  readonly standing: boolean;
}

const LONGEST = 12;
/** A slip is mended inside of a term, not of a sentence (domain/search.md §7). */
const LONGEST_TERM = 8;

/** The longest parts that stand somewhere, from the left; characters between them that belong to none. */
async function partsOf(
  word: string,
  vocabulary: Vocabulary,
  stands: (text: string) => Promise<boolean>,
): Promise<readonly Part[]> {
  const parts: Part[] = [];
  let unknown = "";
  for (let at = 0; at < word.length;) {
    let length = 1;
    while (
      length < LONGEST &&
      at + length < word.length &&
      vocabulary.documentsWith(word.charAt(at + length - 1), word.charAt(at + length)) > 0
    )
      length += 1;
    while (length > 1 && !(await stands(word.slice(at, at + length)))) length -= 1;
    if (length === 1) {
      unknown += word.charAt(at);
    } else {
      if (unknown !== "") parts.push({ text: unknown, standing: false });
      unknown = "";
      parts.push({ text: word.slice(at, at + length), standing: true });
    }
    at += length;
  }
  if (unknown !== "") parts.push({ text: unknown, standing: false });
  return parts;
}

/** Words that join others and are looked for by nobody. */
const filler = /^(?:怎么办|怎么|怎样|如何|请问|哪里|在哪|的|了|吗|呢|和|与)+$/u;

/**
 * Words typed in one piece that stand nowhere side by side, each by itself; what belongs to none is mended together with the part
 * before or behind it. Undefined where something is left that neither stands anywhere nor can be mended.
 */
export async function cutApart(
  word: string,
  vocabulary: Vocabulary,
  stands: (text: string) => Promise<boolean>,
  mend: (text: string) => Promise<string | undefined>,
): Promise<readonly string[] | undefined> {
  const parts = [...(await partsOf(word, vocabulary, stands))];
  for (let at = 0; at < parts.length; at += 1) {
    const part = parts[at];
    if (!part || part.standing) continue;
    if (filler.test(part.text)) {
      parts.splice(at, 1);
      at -= 1;
      continue;
    }
    let isMended = false;
    for (const [from, to] of [
      [at - 1, at + 1],
      [at - 1, at],
      [at, at + 1],
    ] as const) {
      const text = parts
        .slice(Math.max(0, from), to + 1)
        .map((one) => one.text)
        .join("");
      if (from < 0 || to >= parts.length || text.length > LONGEST_TERM) continue;
      const better = await mend(text);
      if (better === undefined) continue;
      parts.splice(from, to - from + 1, { text: better, standing: true });
      at = from;
      isMended = true;
      break;
    }
    if (!isMended) return undefined;
  }
  const texts = parts.map(({ text }) => text).filter((text) => !filler.test(text));
  return texts.length > 1 ? texts : undefined;
}
