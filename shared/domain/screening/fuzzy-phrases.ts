/**
 * Phrases of which one wrong, missing, doubled or swapped character is a slip. A phrase is cut in two halves that go
 * into the dictionary automaton: one error leaves one of them whole (a swap across the cut is entered as a word of
 * its own). Where a half is found, the rest is compared with at most one error: constant work a hit.
 */
import { CharSet, WordSet } from "./char-set.ts";
import { areConfusable, confusablesOf, distanceOf } from "./confusables.ts";
import { FourFormsBuilder, type FourForms } from "./four-forms.ts";
import { isCommonPair, isCommonWord } from "./name-grammar.ts";
import { neverTwice, twiceInFrontOf } from "./doubled-words.ts";
import { everydayPhrases, rightAsTheyStand } from "./rules/everyday-phrases.ts";
import { wordsNearToOthers } from "./rules/ordinary-words.ts";
import { fixedPhrases } from "./rules/fixed-phrases.ts";
import { termsOfThree } from "./rules/terms-of-three.ts";
import { fixedOrganNames, organCores, organSlips, shortOrganCores } from "./rules/organs.ts";

export interface FuzzyPhrase {
  readonly text: string;
  readonly organ: boolean;
  /** Only a character like the right one, a doubled or a swapped one is a slip. */
  readonly varied?: true;
}

/** A half of a phrase in the automaton: where in the phrase it begins. */
export interface PhrasePiece {
  readonly word: string;
  readonly phrase: number;
  readonly offset: number;
}

/** A wrong form that is entered whole. */
export interface WrongForm {
  readonly word: string;
  readonly right: string;
  readonly organ: boolean;
  /** Of a term of three characters, which may be words of their own: those around must be weighed. */
  readonly weighed: boolean;
}

function expand(list: string): string[] {
  const names: string[] = [];
  for (const entry of list.split(" ")) {
    const [core = "", endings = ""] = entry.split(":");
    for (const ending of endings.split(",")) names.push(core + ending);
  }
  return names;
}

const longOrgans = expand(organCores);
const shortOrgans = expand(shortOrganCores);

/** Names with 「和」 are also right without it. */
function withoutAnd(names: readonly string[]): string[] {
  return names.filter((name) => name.includes("和")).map((name) => name.replace("和", ""));
}

export const fuzzyPhrases: readonly FuzzyPhrase[] = [
  ...[...new Set([...longOrgans, ...withoutAnd(longOrgans), ...fixedOrganNames.split(" ")])]
    .filter((text) => text.length >= 4)
    .map((text) => ({ text, organ: true })),
  ...[...new Set(fixedPhrases)].filter((text) => text.length >= 4).map((text) => ({ text, organ: false })),
  ...[...new Set(everydayPhrases)]
    .filter((text) => text.length >= 5)
    .map((text): FuzzyPhrase => ({ text, organ: false, varied: true })),
];

/** Everything that is right as it stands, so that no slip is seen in it. */
const rightWords: ReadonlySet<string> = new Set([
  "安全生产责任人",
  "安全生产责任书",
  "安全生产责任险",
  "安全生产责任区",
  ...longOrgans,
  ...withoutAnd(longOrgans),
  ...shortOrgans,
  ...fixedOrganNames.split(" "),
  ...fixedPhrases,
  ...everydayPhrases,
  ...rightAsTheyStand,
  ...wordsNearToOthers,
]);

const rightForms = new WordSet(rightWords);

export function isRightForm(text: string): boolean {
  return rightForms.has(text);
}

const nearWords = new WordSet(wordsNearToOthers);

/** Whether a slip of two characters is cut out of a word near to others and what stands beside it: 「扫|帚时」. */
export const cutsWordNearToOthers = (text: string, start: number, end: number): boolean =>
  [2, 3, 4].some(
    (size) =>
      (start + 1 >= size && nearWords.hasWithin(text, start + 1 - size, start + 1)) ||
      nearWords.hasWithin(text, end - 1, end - 1 + size),
  );

/** Whether what stands from `start` up to `end` is one of them. */
export function isRightFormWithin(text: string, start: number, end: number): boolean {
  return rightForms.hasWithin(text, start, end);
}

/**
 * The halves of all phrases. Four characters leave little to go by: there an unlike character is a slip only where
 * the phrase stands in quotation marks, so the mark belongs to the half.
 */
export function phrasePieces(): readonly PhrasePiece[] {
  const pieces: PhrasePiece[] = [];
  for (const [phrase, { text, organ }] of fuzzyPhrases.entries()) {
    const cut = text.length >> 1;
    const [head, tail] = [text.slice(0, cut), text.slice(cut)];
    if (text.length === 4 && !organ) {
      for (const [open, close] of ["“”", '""']) {
        pieces.push(
          { word: `${open}${head}`, phrase, offset: 0 },
          { word: `${tail}${close}`, phrase, offset: cut },
        );
      }
    } else pieces.push({ word: head, phrase, offset: 0 }, { word: tail, phrase, offset: cut });
  }
  return pieces;
}

const wordsWithinOrgans: ReadonlySet<string> = new Set(
  "民众局 公交局 教育厅 国土局 教务局 水泥局 税务局 司令部 公关部".split(" "),
);

/** All wrong forms that are entered whole: those of four ideographs in their table, and the others. */
export interface WrongForms {
  readonly words: readonly WrongForm[];
  readonly fours: FourForms;
}

const isIdeograph = (code: number): boolean => code >= 0x4e00 && code <= 0x9fff;

/** Wrong forms of what is too short for halves: two-character cores with their ending, four-character phrases. */
export function wrongForms(): WrongForms {
  const forms = new Map<string, WrongForm>();
  const fours = new FourFormsBuilder();
  const addOther = (word: string, right: string, organ: boolean, weighed = false): void => {
    if (!rightForms.has(word) && !forms.has(word) && !wordsWithinOrgans.has(word))
      forms.set(word, { word, right, organ, weighed });
  };
  const addFour = ([one, two, three, four]: Readonly<Units>, right: string, organ: boolean): void => {
    if (isIdeograph(one) && isIdeograph(two) && isIdeograph(three) && isIdeograph(four))
      fours.add(one, two, three, four, right, organ);
    else addOther(String.fromCharCode(one, two, three, four), right, organ);
  };
  const add = (word: string, right: string, organ: boolean): void => {
    if (word.length === 4) addFour(unitsOf(word), right, organ);
    else addOther(word, right, organ);
  };
  for (const word of rightWords) if (word.length === 4) fours.keep(word);
  for (const right of shortOrgans) {
    for (let at = 0; at < 2; at += 1) {
      for (const wrong of confusablesOf(right.charAt(at))) {
        const head = at === 0 ? wrong + right.charAt(1) : right.charAt(0) + wrong;
        if (!isCommonWord(head)) add(head + right.slice(2), right, true);
      }
    }
    const swapped = right.charAt(1) + right.charAt(0);
    if (!isCommonWord(swapped)) add(swapped + right.slice(2), right, true);
    add(right.slice(0, 2) + right.charAt(1) + right.slice(2), right, true);
    for (const ending of endingSlips(right.slice(2))) add(right.slice(0, 2) + ending, right, true);
  }
  for (const right of [...longOrgans, ...withoutAnd(longOrgans)]) {
    const ending = ["委员会", "总局", "中心"].find((end) => right.endsWith(end));
    if (!ending || ending === "总局")
      for (const slip of endingSlips(right.slice(-1))) add(right.slice(0, -1) + slip, right, true);
    const cut = right.length >> 1;
    add(
      right.slice(0, cut - 1) + right.charAt(cut) + right.charAt(cut - 1) + right.slice(cut + 1),
      right,
      true,
    );
  }
  for (const right of [...shortOrgans, ...longOrgans, ...withoutAnd(longOrgans)]) {
    add(right + right.slice(-1), right, true);
    if (/局$|委员会$/u.test(right)) {
      add(`国加${right}`, `国家${right}`, true);
      add(`国家家${right}`, `国家${right}`, true);
      for (const wrong of confusablesOf("家")) add(`国${wrong}${right}`, `国家${right}`, true);
      if (right.length >= 6) add(`国家${right.slice(1)}`, `国家${right}`, true);
    }
  }
  for (const right of shortOrgans) {
    add(right.charAt(0) + right, right, true);
    const turned = right.slice(0, -2) + right.slice(-1) + right.slice(-2, -1);
    if (!isCommonWord(turned.slice(-2))) add(turned, right, true);
  }
  for (const right of [...longOrgans, ...withoutAnd(longOrgans), ...fixedOrganNames.split(" ")])
    if (!/^[市县区省州国]/u.test(right)) add(right.charAt(0) + right, right, true);
  // 「林业草原和局」, 「人力和资源社会保障局」: the 「和」 of a name stands elsewhere in it.
  for (const right of longOrgans) {
    const at = right.indexOf("和");
    if (at < 0) continue;
    const bare = right.slice(0, at) + right.slice(at + 1);
    for (const place of [at - 2, at - 1, at + 1, at + 2])
      if (place > 0 && place < bare.length && bare.charAt(place - 1) !== "和" && bare.charAt(place) !== "和")
        add(`${bare.slice(0, place)}和${bare.slice(place)}`, right, true);
  }
  for (const [wrong, right] of organSlips) add(wrong, right, true);
  for (const right of fixedOrganNames.split(" ")) {
    const cut = right.length >> 1;
    add(right + right.slice(-1), right, true);
    add(
      right.slice(0, cut - 1) + right.charAt(cut) + right.charAt(cut - 1) + right.slice(cut + 1),
      right,
      true,
    );
  }
  for (const right of new Set([...fixedPhrases, ...everydayPhrases])) {
    // 「常委会|会议精神」
    if (right.length >= 4 && !right.startsWith("会")) add(right.charAt(0) + right, right, false);
    const cut = right.length >> 1;
    const swap = right.slice(0, cut - 1) + right.charAt(cut) + right.charAt(cut - 1) + right.slice(cut + 1);
    add(swap, right, false);
    add(right + right.slice(-1), right, false);
    if (right.length === 3)
      for (let at = 0; at < 3; at += 1)
        for (const wrong of confusablesOf(right.charAt(at))) {
          const form = right.slice(0, at) + wrong + right.slice(at + 1);
          if (!isCommonWord(form.slice(0, 2)) && !isCommonWord(form.slice(1))) add(form, right, false);
        }
    if (right.length !== 4) continue;
    add(right.slice(0, 2) + right.charAt(3) + right.charAt(2), right, false);
    for (let at = 1; at < 3; at += 1)
      add(right.slice(0, at) + right.charAt(at) + right.slice(at), right, false);
    for (let at = 0; at < 4; at += 1) {
      const form = unitsOf(right);
      for (const wrong of confusablesOf(right.charAt(at))) {
        form[at] = wrong.charCodeAt(0);
        if ((at === 0 || at === 3) && particles.has(form[at] as number)) continue;
        // 「军属|的管理」 is not 「属地管理」.
        if (at === 1 && form[at] === OF) continue;
        if (!(at < 2 ? isCommonPair(form[0], form[1]) : isCommonPair(form[2], form[3])))
          addFour(form, right, false);
      }
    }
  }
  for (const word of neverTwice) add(word + word, word, false);
  for (const [word, behind] of twiceInFrontOf) add(word + word + behind, word + behind, false);
  const terms = new Set(termsOfThree);
  for (const right of terms)
    for (let at = 0; at < 3; at += 1)
      for (const wrong of confusablesOf(right.charAt(at))) {
        const form = right.slice(0, at) + wrong + right.slice(at + 1);
        if (terms.has(form) || goesOnBehind.has(wrong.charCodeAt(0))) continue;
        if (distanceOf(wrong.charCodeAt(0), right.charCodeAt(at)) > 0) continue;
        addOther(form, right, false, true);
      }
  return { words: [...forms.values()], fours: fours.done() };
}

/** What a sentence goes on with behind a word of two characters: 「申请|入读」, 「承包|的草场」. */
const goesOnBehind = new CharSet("的地得了着入与及以在");

type Units = [number, number, number, number];
const unitsOf = (word: string): Units => [
  word.charCodeAt(0),
  word.charCodeAt(1),
  word.charCodeAt(2),
  word.charCodeAt(3),
];

/** Endings typed for 局, 厅, 部, 委, 署, 馆, 办: by sound or shape, without characters that carry on as a word. */
function endingSlips(ending: string): readonly string[] {
  if (ending === "局") return Array.from("居据句剧具举拘巨菊锔橘聚距");
  if (ending === "厅") return Array.from("听亭停庭挺汀庁");
  if (ending === "部") return Array.from("布步补埠陪剖");
  if (ending === "署") return Array.from("暑薯属著");
  if (ending === "社") return Array.from("杜设舍射涉");
  if (ending === "院") return Array.from("园员圆");
  if (ending === "委") return Array.from("伟尾萎纬伪畏");
  return [];
}

const endingRuns =
  /^(?:据(?:此|实|悉|了|统|初|介|调|查|不)|居(?:民|住|委|家|中|然|多|全|第|首|前|于|高|末|后|各|世|国|省|市|县|区|之)|具(?:体|有|备)|举(?:办|行|报|措)|句(?:子|话|号|型|式|法)|剧(?:场|院|团)|巨(?:大|额)|聚(?:集|焦|众|居|力)|距(?:离|今|地|上)|布(?:置|局|告)|步(?:伐|骤|入|行)|补(?:助|贴|充|偿|办)|听(?:取|证|力|从)|停(?:止|车|业|产)|庭审|委(?:托|派|任|员|以|婉|屈)|属(?:于|地)|拘(?:留|役))/u;

/** Whether a slip of an ending reads on as an ordinary word: 「由市民政据实上报」. */
export function endingReadsOn(text: string): boolean {
  return endingRuns.test(text);
}

/** The other halves of the halves (phrase × 2, plus 1 for its second half) end to end, each in the order it is read, and where each begins. */
const otherHalves: number[] = [];
const otherStarts = new Int32Array(fuzzyPhrases.length * 2 + 1);
for (const [phrase, { text }] of fuzzyPhrases.entries()) {
  const cut = text.length >> 1;
  const behind = Array.from(text.slice(cut), (char) => char.charCodeAt(0));
  const front = Array.from(text.slice(0, cut), (char) => char.charCodeAt(0)).reverse();
  for (const [second, other] of [behind, front].entries()) {
    otherHalves.push(...other);
    otherStarts[phrase * 2 + second + 1] = otherHalves.length;
  }
}
const otherCodes = Uint16Array.from(otherHalves);

/** The first two characters of the other half of a half, in the order they are read, the second in the upper bits. */
export function besideHalf(half: number): number {
  const from = otherStarts[half] as number;
  return (otherCodes[from] as number) | ((otherCodes[from + 1] as number) << 16);
}

/**
 * The cheap test on folded codes before a slip is looked for. A half of a phrase stands from `start` up to `end`, and `beside` is
 * what is wanted beside it. The other half must differ, and within what one error can explain.
 */
export function mayBeSlip(
  codes: Uint16Array,
  half: number,
  beside: number,
  start: number,
  end: number,
): boolean {
  const sign = (half & 1) === 0 ? 1 : -1;
  const here = sign > 0 ? end : start - 1;
  // A second half at the head of the text, where there is nothing in front to compare.
  if (here < 0) return false;
  const found = codes[here] as number;
  const first = beside & 0xffff;
  // Nearly all end here: what stands beside the half is no part of the phrase.
  if (found !== first) {
    const second = beside >>> 16;
    return found === second || isEither(codes, here + sign, first, second);
  }
  const from = otherStarts[half] as number;
  const size = (otherStarts[half + 1] as number) - from;
  let same = 1;
  while (same < size && codes[here + sign * same] === otherCodes[from + same]) same += 1;
  if (same === size) return false;
  if (same === size - 1) return true;
  const next = otherCodes[from + same + 1] as number;
  const further = here + sign * (same + 1);
  return (
    codes[here + sign * same] === next ||
    isEither(codes, further, otherCodes[from + same] as number, next) ||
    // A word twice.
    (further >= 0 && codes[further] === codes[further - sign * 2])
  );
}

function isEither(codes: Uint16Array, at: number, one: number, other: number): boolean {
  if (at < 0) return false;
  const code = codes[at];
  return code === one || code === other;
}

export interface PhraseSlip {
  readonly start: number;
  readonly end: number;
}

/**
 * Compares a phrase with folded codes where a half of it (phrase × 2, plus 1 for its second half) stands at `at`. Returns the span
 * of the wrong form, or undefined when it is right, or too different to be meant.
 */
export function phraseSlip(codes: Uint16Array, half: number, at: number): PhraseSlip | undefined {
  const { text: phrase } = fuzzyPhrases[half >> 1] as FuzzyPhrase;
  const cut = phrase.length >> 1;
  const secondHalf = (half & 1) === 1;
  const length = oneError(codes, half, secondHalf ? at - 1 : at + cut);
  if (length === 0) return undefined;
  return secondHalf
    ? { start: at - length, end: at + phrase.length - cut }
    : { start: at, end: at + cut + length };
}

/** Whether from `here` on (`sign` −1: backwards) stands what is wanted from `wanted` up to `until`. */
function goesOn(codes: Uint16Array, wanted: number, until: number, here: number, sign: 1 | -1): boolean {
  for (let at = wanted; at < until; at += 1)
    if (otherCodes[at] !== codes[here + sign * (at - wanted)]) return false;
  return true;
}

const isHan = (code: number): boolean => code >= 0x3400 && code <= 0x9fff;
/** 的 */
const OF = 0x7684;
/** 和 */
const AND = 0x548c;
/** Used for each other: no slip. */
const andWords = new CharSet("和与及");
const andWordsOrMark = new CharSet("和与及、");
/** A word may do without them: 网格(化)管理; and the name of an organ. */
const mayBeMissing = new CharSet("和总化性式型大");
const mayBeMissingInOrgan = new CharSet("和总大");

/** Words that are put into a phrase on purpose: 「高质量〔的〕发展」. */
const mayBeAdded = new CharSet(
  "的地得了着过之和与及等大新各全总化性式型省市县区乡镇村不再更最能可多一二三第、“”",
);
/** Stand in front of and behind any phrase. */
const particles = new CharSet("的地得了是在和与及以");
/** From here on a phrase leaves no doubt what was meant. */
const LONG = 8;

/**
 * Reads the other half of a half from `here` on, backwards in front of a second half, with exactly one error of the allowed kinds;
 * the length read, or 0.
 */
function oneError(codes: Uint16Array, half: number, here: number): number {
  const { text: phrase, organ, varied = false } = fuzzyPhrases[half >> 1] as FuzzyPhrase;
  const sign = (half & 1) === 0 ? 1 : -1;
  const from = otherStarts[half] as number;
  const until = otherStarts[half + 1] as number;
  const size = until - from;
  let at = 0;
  while (at < size && otherCodes[from + at] === codes[here + sign * at]) at += 1;
  if (at === size) return 0;
  const wanted = from + at;
  const found = here + sign * at;
  const right = otherCodes[wanted] as number;
  const wrong = codes[found] as number;
  if (!isHan(wrong)) return 0;
  const last = at === size - 1;
  // swapped neighbours
  if (
    !last &&
    wrong === otherCodes[wanted + 1] &&
    codes[found + sign] === right &&
    goesOn(codes, wanted + 2, until, found + sign * 2, sign)
  )
    return size;
  /** The character in front, which is right; of the half that stands where the error is the first. */
  const previous = codes[found - sign] as number;
  const twice = goesOn(codes, wanted, until, found + sign, sign);
  // a doubled character
  if (wrong === previous && twice) return size + 1;
  // one character too many that is no word of its own: 「新发展理论念」; 「安全生产〔立〕法」 is another word
  if (
    !organ &&
    !varied &&
    phrase.length >= 5 &&
    !mayBeAdded.has(wrong) &&
    twice &&
    !isCommonPair(wrong, sign > 0 ? right : previous)
  )
    return size + 1;
  // 「卫生健康委员〔委〕会」: one of the name's own characters too many, near its place; 「文化和旅游〔和〕局」
  if (
    organ &&
    twice &&
    (wrong === codes[found - sign * 2] || (!last && wrong === otherCodes[wanted + 1]) || wrong === AND)
  )
    return size + 1;
  // 「中央委员〔委员〕会」: a word twice
  if (
    wrong === codes[found - sign * 2] &&
    codes[found + sign] === previous &&
    goesOn(codes, wanted, until, found + sign * 2, sign)
  )
    return size + 2;
  // one wrong character; never 和/与, which are used for each other
  if (goesOn(codes, wanted + 1, until, found + sign, sign)) {
    if (andWords.has(right) && andWordsOrMark.has(wrong)) return 0;
    if (areConfusable(right, wrong)) return varied && last && particles.has(wrong) ? 0 : size;
    if (varied) return 0;
    // An end that is changed to something unlike it is another word, not a slip: 运输局 / 运输业, 发展 / 发布.
    // 「发展和改革委员|委」: a character of the name once more.
    if (last && organ && sign > 0 && wrong === codes[found - 2]) return size;
    if (last && (organ || sign < 0)) return 0;
    const next = (last ? codes[found + sign] : otherCodes[wanted + 1]) as number;
    const isWord =
      sign > 0
        ? isCommonPair(previous, wrong) || isCommonPair(wrong, next)
        : isCommonPair(wrong, previous) || isCommonPair(next, wrong);
    // A word that stands in the middle of eight right characters is not meant: 「人力资源和社会保〔证〕局」.
    return isWord && phrase.length < LONG ? 0 : size;
  }
  if (varied) return 0;
  // one missing character, not at the end, and none that a word may do without
  return !last &&
    !(organ ? mayBeMissingInOrgan : mayBeMissing).has(right) &&
    goesOn(codes, wanted + 1, until, found, sign)
    ? size - 1
    : 0;
}
