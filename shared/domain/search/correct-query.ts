import { lookAlikeGroups } from "../screening/data/look-alikes.ts";
import { blurredSound, charactersOf, charactersSoundingLike, syllablesOf } from "./sounds.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A word of the store near to one that was typed, and how far it is (domain/search.md §7). */
export interface Correction {
  readonly text: string;
  readonly cost: number;
  readonly documents: number;
}

/** Characters taken for each other by shape, beside those that screening knows. */
const ownShapes =
  "己已巳 末未 折拆析 土士 干千于 日曰 人入八 大太犬 天夫 王玉主 甲申由田 戊戍戌成 刀力刃 今令 侯候 徒徙 盲肓 冶治 免兔 宜宣 竞竟 慕暮幕墓 崇祟 遣遗 拔拨 投没 儿几九 报服 扱极 惠慧 贷货 卷券 即既 沧沦 抡抢 住往佳 科料 历厉 爪瓜 师帅 享亨 汆氽";
const shapes = new Map<string, Set<string>>();
for (const group of `${ownShapes} ${lookAlikeGroups}`.split(" "))
  for (const character of group) {
    const own = shapes.get(character) ?? new Set<string>();
    for (const other of group) if (other !== character) own.add(other);
    shapes.set(character, own);
  }

const SAME_SOUND = 1;
const SAME_SHAPE = 1;
const SIMILAR_SOUND = 1.5;
const ANY_OTHER = 2;
/** Shorter words have too many neighbours for a character of another sound and shape. */
const LONG_ENOUGH = 4;
const MOST = 24;

function costOf(typed: string, other: string): number {
  const sounds = syllablesOf(typed);
  const others = syllablesOf(other);
  if (sounds.some((sound) => others.includes(sound)) || shapes.get(typed)?.has(other)) return SAME_SOUND;
  return sounds.some((sound) => others.some((one) => blurredSound(one) === blurredSound(sound)))
    ? SIMILAR_SOUND
    : ANY_OTHER;
}

function neighboursOf(character: string): ReadonlySet<string> {
  const near = new Set<string>(shapes.get(character));
  for (const syllable of syllablesOf(character))
    for (const other of [...charactersOf(syllable), ...charactersSoundingLike(syllable)]) near.add(other);
  near.delete(character);
  return near;
}

/** Documents that hold the rarest pair of a word; 0 when one of its pairs stands nowhere. */
function rarest(characters: readonly string[], vocabulary: Vocabulary): number {
  let documents = Infinity;
  for (let at = 1; at < characters.length && documents > 0; at += 1)
    documents = Math.min(documents, vocabulary.documentsWith(characters[at - 1] ?? "", characters[at] ?? ""));
  return documents === Infinity ? 0 : documents;
}

/**
 * Words of the store that differ from a typed one by one character of the same sound or shape, or, in words of four and more, by any
 * one character, one too many, one missing, or two changed about. The nearest first. Whether a word stands in the
 * store as a whole only the index tells.
 */
export function correctionsOf(word: string, vocabulary: Vocabulary): readonly Correction[] {
  const typed = Array.from(word);
  if (typed.length < 2) return [];
  const found = new Map<string, Correction>();
  const take = (characters: readonly string[], cost: number): void => {
    const text = characters.join("");
    if (text === word || (found.get(text)?.cost ?? Infinity) <= cost) return;
    const documents = rarest(characters, vocabulary);
    if (documents > 0) found.set(text, { text, cost, documents });
  };
  const long = typed.length >= LONG_ENOUGH;
  for (const [at, character] of typed.entries()) {
    const put = (other: string): void =>
      take(
        typed.with(at, other),
        Math.min(costOf(character, other), shapes.get(character)?.has(other) ? SAME_SHAPE : ANY_OTHER),
      );
    for (const other of neighboursOf(character)) put(other);
    if (!long) continue;
    const before = typed[at - 1];
    // At an end any character fits that stands beside its one neighbour.
    if (before !== undefined && at < typed.length - 1)
      for (const other of vocabulary.after(before).keys()) put(other);
    // A word without its first or last character is a part of what was typed, and stands nearly everywhere.
    if (at > 0 && at < typed.length - 1) take(typed.toSpliced(at, 1), ANY_OTHER);
    const next = typed[at + 1];
    if (next !== undefined) {
      take(typed.with(at, next).with(at + 1, character), ANY_OTHER);
      for (const [between] of vocabulary.after(character))
        if (vocabulary.documentsWith(between, next) > 0) take(typed.toSpliced(at + 1, 0, between), ANY_OTHER);
    }
  }
  return [...found.values()]
    .toSorted((a, b) => a.cost - b.cost || b.documents - a.documents || (a.text < b.text ? -1 : 1))
    .slice(0, MOST);
}

/** The cost up to which a correction is made without asking. */
export const ASKING_COST = SIMILAR_SOUND;
