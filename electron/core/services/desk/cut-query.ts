import { phraseQuery } from "../../../../shared/domain/search/bigrams.ts";
import { foldForSearch } from "../../../../shared/domain/search/fold.ts";
import {
  allOf,
  anyPhrase,
  phrasesOf,
  type ParsedQuery,
} from "../../../../shared/domain/search/parse-query.ts";
import type { Vocabulary } from "../../../../shared/domain/search/vocabulary.ts";
import type { Work } from "../work.ts";
import { correct, isFound } from "./mend-word.ts";
import { storeVocabulary } from "./search-vocabulary.ts";

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
async function cutApart(
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

/** A run of Chinese that may be several words typed in one piece. */
const severalWords = /^[\u3400-\u9fff\uf900-\ufaff]{4,40}$/u;

/** Words typed in one piece that stand nowhere side by side, looked for each by itself; undefined where that finds nothing either. */
export async function cutAll(
  work: Work,
  parsed: ParsedQuery,
): Promise<
  { readonly match: string; readonly texts: readonly string[]; readonly mended: boolean } | undefined
> {
  const vocabulary = await storeVocabulary(work);
  const stands = async (text: string): Promise<boolean> => (await isFound(work, phraseQuery(text), 1)) > 0;
  const mend = async (text: string): Promise<string | undefined> => (await correct(work, text)).better?.text;
  const groups: (string | undefined)[] = [];
  const texts: string[] = [];
  let isCut = false;
  for (const group of parsed.words) {
    const [only] = group;
    const folded = only && group.length === 1 && !only.quoted ? foldForSearch(only.text) : "";
    const parts =
      severalWords.test(folded) && !(await stands(folded))
        ? await cutApart(folded, vocabulary, stands, mend)
        : undefined;
    isCut ||= parts !== undefined;
    texts.push(...(parts ?? group.map(({ text }) => text)));
    groups.push(parts ? allOf(parts.map((part) => anyPhrase([part]))) : anyPhrase(group.flatMap(phrasesOf)));
  }
  const match = isCut ? allOf(groups, parsed.without) : undefined;
  if (match === undefined || (await isFound(work, match, 1)) === 0) return undefined;
  const typed = foldForSearch(
    parsed.words
      .flat()
      .map(({ text }) => text)
      .join(""),
  );
  return { match, texts, mended: texts.some((text) => !typed.includes(foldForSearch(text))) };
}
