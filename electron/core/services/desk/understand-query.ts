import type { SearchAnswer } from "../../../../shared/contract/desk.ts";
import { rowsOfNumber } from "../../../../db/readers/search.ts";
import { phraseQuery, searchQuery } from "../../../../shared/domain/search/bigrams.ts";
import {
  meaningParts,
  relatedOfficials,
  type EverydayWords,
} from "../../../../shared/domain/search/everyday-words.ts";
import { docNumberForms } from "../../../../shared/domain/search/doc-number.ts";
import {
  allOf,
  anyPhrase,
  matchOfQuery,
  parseSearch,
  phrasesOf,
  type ParsedQuery,
} from "../../../../shared/domain/search/parse-query.ts";
import { foldForSearch } from "../../../../shared/domain/search/fold.ts";
import { hasSound, readSounds } from "../../../../shared/domain/search/read-sound.ts";
import type { Work } from "../work.ts";
import { cutAll } from "./cut-query.ts";
import { correct, COUNTED, isFound, standing, type Candidate, type Corrected } from "./mend-word.ts";
import { storeVocabulary } from "./search-vocabulary.ts";
import { wordsInUse } from "./words-in-use.ts";

/** A query as the index is asked: what was typed first, then what else was understood. */
export interface Understood {
  readonly steps: readonly { readonly match: string; readonly weight: number }[];
  readonly filters: ParsedQuery["filters"];
  /** The ways to write a number, where nothing else was typed: papers under it go before all others. */
  readonly numberForms?: readonly string[];
  readonly corrected?: string;
  readonly expanded: SearchAnswer["expanded"];
  readonly explain: readonly string[];
  readonly suggestions: readonly string[];
  /** The words to be shown in their passages. */
  readonly shown: readonly string[];
}

const WEIGHTS = { typed: 1, corrected: 0.7, any: 0.3 };
const MOST_SUGGESTIONS = 8;
/** From so many hits on nobody slipped. */
const ENOUGH = 3;

/** Letters alone: the words of the store that they may stand for, the likeliest first. */
async function bySound(work: Work, query: string, everyday: EverydayWords): Promise<readonly Candidate[]> {
  const vocabulary = await storeVocabulary(work);
  const order = { pinyin: 1, initials: 2, unfinished: 3, similarSound: 4 };
  const readings = readSounds(foldForSearch(query), vocabulary).map(({ text, kind }) => ({
    text,
    cost: order[kind],
  }));
  const found = await standing(work, readings);
  const isKnown = ({ text }: Candidate): number => Number(meaningParts(text, everyday) === undefined);
  return found.toSorted((a, b) => a.cost - b.cost || b.documents - a.documents || isKnown(a) - isKnown(b));
}

/** A single word of Chinese, which can be a slip: no number, nothing in quotation marks. */
const plainChinese = /^[\u3400-\u9fff\uf900-\ufaff]{2,16}$/u;

/** The words with everyday or official wordings beside them; undefined where none has any. */
function meanings(
  parsed: ParsedQuery,
  everyday: EverydayWords,
):
  | {
      readonly match: string;
      readonly weight: number;
      readonly expanded: Understood["expanded"];
      readonly shown: readonly string[];
    }
  | undefined {
  const expanded: SearchAnswer["expanded"][number][] = [];
  const shown: string[] = [];
  let weight = 1;
  const groups = parsed.words.map((group) => {
    const [only] = group;
    const parts =
      only && group.length === 1 && !only.quoted
        ? meaningParts(foldForSearch(only.text), everyday)
        : undefined;
    if (!parts) return anyPhrase(group.flatMap(phrasesOf));
    for (const { typed, others, weight: own, isOwn } of parts) {
      weight = Math.min(weight, own);
      if (others.length > 0) expanded.push({ from: typed, to: others, ...(isOwn ? { isOwn } : {}) });
      shown.push(typed, ...others);
    }
    return allOf(parts.map(({ typed, others }) => anyPhrase([typed, ...others])));
  });
  const match = allOf(groups, parsed.without);
  return expanded.length > 0 && match !== undefined ? { match, weight, expanded, shown } : undefined;
}

/**
 * Of what means the same only what was typed did not find, which then is not ranked twice. Of several words each row is ranked whole:
 * what holds one of them as typed and another as it is worded besides would count the first twice.
 */
const besides = ({ words, without }: ParsedQuery, same: string, typed: string): string =>
  words.length === 1 && without.length === 0 ? `(${same}) NOT ${typed}` : same;

/** Of the words of a field so many are looked for in the index. */
const MOST_RELATED = 24;

/** Words of the same field that stand in the store, where neither what was typed nor what it reaches does (domain/search.md §8). */
async function relatedIn(
  work: Work,
  expanded: Understood["expanded"],
  everyday: EverydayWords,
): Promise<readonly string[]> {
  const sought = expanded.flatMap(({ from, to }) => [from, ...to]);
  const related = relatedOfficials(sought, everyday).slice(0, MOST_RELATED);
  const found = await standing(
    work,
    related.map((text) => ({ text, cost: 1 })),
  );
  return found.map(({ text }) => text);
}

const MOST_WORDS = 12;

/** Of more words than anybody reads an answer for, the rarest are looked for; one that stands nowhere is the rarest. */
async function rarestWords(work: Work, parsed: ParsedQuery): Promise<ParsedQuery> {
  if (parsed.words.length <= MOST_WORDS) return parsed;
  const counted: { place: number; documents: number }[] = [];
  for (const [place, group] of parsed.words.entries())
    counted.push({ place, documents: await isFound(work, anyPhrase(group.flatMap(phrasesOf)), COUNTED) });
  const kept = new Set(
    counted
      .toSorted((a, b) => a.documents - b.documents || a.place - b.place)
      .slice(0, MOST_WORDS)
      .map(({ place }) => place),
  );
  return { ...parsed, words: parsed.words.filter((_group, place) => kept.has(place)) };
}

/**
 * What a query means, step by step (domain/search.md §5): as typed; letters alone by their sound; with the everyday and official
 * wordings beside it; a slip mended where nothing was found; at last any of several words.
 */
export async function understand(work: Work, query: string): Promise<Understood> {
  const all = parseSearch(query);
  const parsed = await rarestWords(work, all);
  const words = parsed.words.flat();
  const typed = matchOfQuery(parsed);
  const number = words.map(({ text }) => text).join("");
  const numberForms = parsed.without.length === 0 ? docNumberForms(number) : undefined;
  const base = {
    filters: parsed.filters,
    ...(numberForms === undefined ? {} : { numberForms }),
    expanded: [],
    explain:
      parsed === all ? [] : [`词太多，只查找其中最少见的：${words.map(({ text }) => text).join("、")}`],
    suggestions: [],
    shown: words.map(({ text }) => text),
  };
  if (typed === undefined) {
    return { ...base, steps: [] };
  }
  const { meanings: everyday } = await wordsInUse(work);
  const direct = await isFound(work, typed, ENOUGH);
  const same = meanings(parsed, everyday);
  // Letters that people of the department gave a meaning (ETC) are no pinyin.
  const isOwnWord = everyday.own.has(foldForSearch(query.trim()));
  if (direct === 0 && !isOwnWord && hasSound(query)) {
    const [first, ...others] = await bySound(work, query, everyday);
    const match = first && phraseQuery(first.text);
    if (first && match)
      return {
        ...base,
        steps: [{ match, weight: WEIGHTS.typed }],
        corrected: first.text,
        explain: [...base.explain, `已按拼音为您显示“${first.text}”的结果`],
        suggestions: others.map(({ text }) => text).slice(0, MOST_SUGGESTIONS),
        shown: [first.text],
      };
  }
  const steps = [{ match: typed, weight: WEIGHTS.typed }];
  if (same) steps.push({ match: besides(parsed, same.match, typed), weight: same.weight });
  const understood = {
    ...base,
    expanded: same?.expanded ?? [],
    explain: [
      ...base.explain,
      ...(same?.expanded ?? []).map(({ from, to }) => `已扩展：${from} → ${to.join("、")}`),
    ],
    suggestions: (same?.expanded ?? []).flatMap(({ to }) => to).slice(0, MOST_SUGGESTIONS),
    shown: [...base.shown, ...(same?.shown ?? [])],
  };
  const found = direct > 0 ? direct : await isFound(work, same?.match, ENOUGH);
  // A number is what it is: nothing else is meant by it.
  if (numberForms !== undefined && (found > 0 || (await rowsOfNumber(work.db, numberForms)).length > 0))
    return { ...understood, steps };
  if (found >= ENOUGH) return { ...understood, steps };

  const slips: Corrected[] = [];
  for (const { text, quoted } of words)
    if (!quoted && plainChinese.test(text) && (await isFound(work, phraseQuery(text), ENOUGH)) < ENOUGH)
      slips.push(await correct(work, text));
  const others = slips.flatMap((slip) => slip.others);
  const suggestions = [...new Set([...understood.suggestions, ...others])].slice(0, MOST_SUGGESTIONS);
  if (found > 0) return { ...understood, steps, suggestions };

  const mended = slips.filter((slip) => slip.better !== undefined);
  if (mended.length > 0) {
    const better = new Map(mended.map(({ word, better: one }) => [word, one?.text ?? word]));
    const rewritten = {
      ...parsed,
      words: parsed.words.map((group) =>
        group.map((word) => ({ ...word, text: better.get(word.text) ?? word.text })),
      ),
    };
    const match = matchOfQuery(rewritten);
    if (match !== undefined && (await isFound(work, match, 1)) > 0) {
      const corrected = rewritten.words.map((group) => group.map(({ text }) => text).join(" OR ")).join(" ");
      return {
        ...base,
        steps: [{ match, weight: WEIGHTS.corrected }],
        corrected,
        explain: [...base.explain, `已为您显示“${corrected}”的结果，仍要搜索“${query}”请加引号`],
        suggestions,
        shown: rewritten.words.flat().map(({ text }) => text),
      };
    }
  }
  const cut = await cutAll(work, parsed);
  if (cut)
    return {
      ...base,
      steps: [{ match: cut.match, weight: WEIGHTS.corrected }],
      ...(cut.mended ? { corrected: cut.texts.join(" ") } : {}),
      explain: [
        ...base.explain,
        `没有连在一起的“${words.map(({ text }) => text).join(" ")}”，已分成${cut.texts.map((text) => `“${text}”`).join("")}查找`,
      ],
      suggestions,
      shown: cut.texts,
    };
  // Letters and numbers in one word with Chinese need not stand side by side.
  const apart = words.some(({ quoted }) => quoted) ? undefined : searchQuery(query);
  if (
    parsed.without.length === 0 &&
    parsed.filters.length === 0 &&
    (await isFound(work, apart, 1)) > 0 &&
    apart
  )
    return {
      ...understood,
      steps: [{ match: apart, weight: WEIGHTS.typed }],
      explain: [...understood.explain, "没有连在一起的结果，已显示分别含有其中各部分的结果"],
      suggestions,
    };
  const any = words.length > 1 ? anyPhrase(words.flatMap(phrasesOf)) : undefined;
  if (any !== undefined && (await isFound(work, any, 1)) > 0)
    return {
      ...understood,
      steps: [{ match: allOf([any], parsed.without) ?? any, weight: WEIGHTS.any }],
      explain: [...understood.explain, "没有同时含有这些词的结果，已显示含有其中之一的结果"],
      suggestions,
    };
  const neither = understood.expanded.map(({ from, to }) => `“${from}”和“${to.join("”“")}”都没有查到`);
  return {
    ...understood,
    steps,
    suggestions: [...new Set([...(await relatedIn(work, understood.expanded, everyday)), ...others])].slice(
      0,
      MOST_SUGGESTIONS,
    ),
    explain: [...understood.explain, ...neither],
  };
}
