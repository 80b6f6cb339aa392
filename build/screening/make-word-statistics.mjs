/**
 * Makes `shared/domain/screening/data/word-statistics.ts`: which words there are and how frequent they are, which pairs of characters
 * stand inside of words, and how often words begin and end in a character, all counted over the dictionary of the jieba segmenter.
 *   node build/screening/make-word-statistics.mjs dict.txt more.txt
 * `dict.txt` lies in the Debian package python3-jieba and in several npm packages: a line is word, frequency, part of speech. The
 * `more.txt` tells of later words that stand in no such dictionary (官网, 适格): the word list of Debian's rime-essay in simplified
 * characters (`opencc -c t2s`), a word and its frequency a line; only that those of two characters exist is taken. The
 * words of the product's own rules, which the dictionary knows badly (办结, 台账), are counted as words in frequent use.
 */
import { readFileSync, writeFileSync } from "node:fs";

import { commonTwoCharacterWords } from "../../shared/domain/screening/data/common-words.ts";
import { derivedSlipLines } from "../../shared/domain/screening/data/derived-slips.ts";
import { homophoneLines } from "../../shared/domain/screening/data/homophones.ts";
import { confusableCodes, distanceOf } from "../../shared/domain/screening/confusables.ts";
import { labelWords } from "../../shared/domain/screening/rules/labels.ts";
import { everydayPhrases } from "../../shared/domain/screening/rules/everyday-phrases.ts";
import { fixedPhrases } from "../../shared/domain/screening/rules/fixed-phrases.ts";
import { furtherWordsOfPapers, wordsOfPapers } from "../../shared/domain/screening/rules/words-of-papers.ts";
import { officeWords } from "./office-words.mjs";

/** Characters with a number of their own: twelve bits, less two numbers for those that have none. */
const CHARACTERS = 4096;
/** Words that are shipped, by length: those in use. The pairs inside of all others are kept as pairs. */
const LEAST = [0, 1, 20, 10, 5];
const OFFICE = 300;
const ARCHAIC = 64;
/** Pairs inside of other words that are met at least so often are right. */
const MET = 6;
/** Words of two characters are right though they are rarer than that: the dictionary knows them (退汇, 警营). */
const LISTED = 3;
/** How frequent the words of the rules are taken to be. */
const OFFICIAL = 1000;

const [path, later] = process.argv.slice(2);
if (path === undefined || later === undefined)
  throw new Error("usage: make-word-statistics.mjs dict.txt more.txt");
/** Later words are taken from this frequency on; slips that many people write lie below. */
const LATER = 400;

const entries = new Map();
for (const line of readFileSync(path, "utf8").split("\n")) {
  const [word = "", frequency = "0", part = ""] = line.trim().split(" ");
  if (/^[\u4e00-\u9fff]+$/u.test(word))
    entries.set(word, { word, frequency: Number(frequency), name: part.startsWith("nr") });
}

/** The words of the rules: halves of phrases that the dictionary or the list of common words knows. */
const common = new Set();
for (let at = 0; at < commonTwoCharacterWords.length; at += 2)
  common.add(commonTwoCharacterWords.slice(at, at + 2));
const raise = (word, least) => {
  entries.set(word, { word, frequency: Math.max(least, entries.get(word)?.frequency ?? 0), name: false });
};
for (const word of common) if (/^[\u4e00-\u9fff]{2}$/u.test(word)) raise(word, LEAST[2] ?? 0);
for (const phrase of [...fixedPhrases, ...everydayPhrases]) {
  if (!/^[\u4e00-\u9fff]+$/u.test(phrase)) continue;
  if (phrase.length % 2 === 0)
    for (let at = 0; at < phrase.length; at += 2) {
      const word = phrase.slice(at, at + 2);
      if (common.has(word) || entries.has(word)) raise(word, OFFICIAL);
    }
  if (phrase.length === 3 || phrase.length === 4) raise(phrase, OFFICIAL / 10);
}

for (const word of [...officeWords, ...Object.values(labelWords).flatMap((list) => list.split(" "))])
  if (/^[\u4e00-\u9fff]{2,4}$/u.test(word)) raise(word, OFFICE);

/** Words of one character that old novels are full of and papers of today hardly have. */
for (const word of "曰末吾汝尔矣焉哉兮乃囗")
  if ((entries.get(word)?.frequency ?? 0) > ARCHAIC)
    entries.set(word, { word, frequency: ARCHAIC, name: false });

let total = 0;
const weight = new Map();
const begins = new Map();
const ends = new Map();
const plus = (map, key, value) => {
  map.set(key, (map.get(key) ?? 0) + value);
};
for (const { word, frequency } of entries.values()) {
  total += frequency;
  for (const char of word) plus(weight, char, frequency);
  plus(begins, word.charAt(0), frequency);
  plus(ends, word.charAt(word.length - 1), frequency);
}

const level = homophoneLines.map((line) => line.slice(line.indexOf(" ") + 1)).join("");
for (const char of level) plus(weight, char, 5);
const characters = [...weight]
  .toSorted((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1))
  .slice(0, CHARACTERS - 2)
  .map(([char]) => char);
const rank = new Map(characters.map((char, number) => [char, number]));

/** Powers of two, in whole steps: enough to weigh words against each other. */
const step = (frequency) => Math.max(0, Math.round(Math.log2(frequency)));
/** A letter for each step. */
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const stepsOf = (counts) =>
  characters.map((char) => letters.charAt(step(Math.max(1, counts(char))))).join("");

/** Growing numbers as the differences between them, seven bits a byte, in base 64. */
function packed(numbers) {
  const bytes = [];
  let last = 0;
  for (const number of numbers.toSorted((one, other) => one - other)) {
    let rest = number - last;
    last = number;
    while (rest >= 128) {
      bytes.push((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    bytes.push(rest);
  }
  return Buffer.from(bytes).toString("base64");
}

function numberOf(word) {
  let number = 0;
  for (const char of word) {
    const place = rank.get(char);
    if (place === undefined) return undefined;
    number = number * CHARACTERS + place;
  }
  return number;
}

/** Whether one other character of the same syllable makes a word in frequent use: the dictionary holds slips of such words (组识, 赎职). */
const FREQUENT = 1000;
const soundsLikeFrequent = (word) =>
  [0, 1].some((at) =>
    confusableCodes(word.charCodeAt(at)).some((code) => {
      if (distanceOf(word.charCodeAt(at), code) > 0) return false;
      const other =
        at === 0 ? String.fromCharCode(code) + word.charAt(1) : word.charAt(0) + String.fromCharCode(code);
      return (entries.get(other)?.frequency ?? 0) >= FREQUENT;
    }),
  );

/** Whether a pair would be a word papers are made of with another character of the same syllable: a rare longer word does not make it right (名显一时). */
const ofPapers = new Set([...wordsOfPapers, ...furtherWordsOfPapers]);
const soundsLikeOfPapers = (pair) =>
  !entries.has(pair) &&
  [0, 1].some((at) =>
    confusableCodes(pair.charCodeAt(at)).some(
      (code) =>
        distanceOf(pair.charCodeAt(at), code) === 0 &&
        ofPapers.has(
          at === 0 ? String.fromCharCode(code) + pair.charAt(1) : pair.charAt(0) + String.fromCharCode(code),
        ),
    ),
  );

const words = [];
const insideShipped = new Set();
const insideOthers = new Map();
for (const { word, frequency, name } of entries.values()) {
  const shipped = word.length <= 4 && word.length >= 2 && !name && frequency >= (LEAST[word.length] ?? 0);
  const number = shipped ? numberOf(word) : undefined;
  if (number !== undefined) {
    let group = words.find((one) => one.size === word.length && one.step === step(frequency));
    if (!group) words.push((group = { size: word.length, step: step(frequency), numbers: [] }));
    group.numbers.push(number);
  }
  for (let at = 0; at + 1 < word.length; at += 1) {
    const pair = numberOf(word.slice(at, at + 2));
    if (pair === undefined) continue;
    if (number !== undefined) insideShipped.add(pair);
    else if (!name) {
      const right = word.length === 2 && frequency >= LISTED && !soundsLikeFrequent(word);
      if (word.length > 2 && soundsLikeOfPapers(word.slice(at, at + 2))) continue;
      const met = right ? Math.max(MET, frequency) : frequency;
      insideOthers.set(pair, (insideOthers.get(pair) ?? 0) + met);
    }
  }
}
/** Forms that are written down as wrong stay wrong, however many write them. */
const wrong = new Set(derivedSlipLines.flatMap((line) => line.slice(2).match(/../gu) ?? []));
for (const line of readFileSync(later, "utf8").split("\n")) {
  const [word = "", frequency = "0"] = line.trim().split(/\s/u);
  if (word.length !== 2 || Number(frequency) < LATER || wrong.has(word)) continue;
  const pair = entries.has(word) ? undefined : numberOf(word);
  if (pair !== undefined) insideOthers.set(pair, MET + (insideOthers.get(pair) ?? 0));
}
const pairsInside = [...insideOthers]
  .filter(([pair, frequency]) => frequency >= MET && !insideShipped.has(pair))
  .map(([pair]) => pair);
words.sort((one, other) => one.size - other.size || one.step - other.step);

const wrapped = (text) => {
  const lines = [];
  for (let at = 0; at < text.length; at += 4000) lines.push(JSON.stringify(text.slice(at, at + 4000)));
  return lines.join(" +\n  ");
};

writeFileSync(
  new URL("../../shared/domain/screening/data/word-statistics.ts", import.meta.url),
  `// Made by build/screening/make-word-statistics.mjs from the dictionary of the jieba segmenter 0.42.1 (https://github.com/fxsjy/jieba,
// Copyright (c) 2013 Sun Junyi, MIT), with pairs of later words of rime-essay. Which words exist and how frequent they are; no definition or text is taken.

/** The characters that have a number, most frequent first. */
export const characters =
  ${wrapped(characters.join(""))};

/** For each character, as powers of two from A on: how often it is a word of its own, begins and ends a word. */
export const alone =
  ${wrapped(stepsOf((char) => entries.get(char)?.frequency ?? 0))};
export const beginning =
  ${wrapped(stepsOf((char) => begins.get(char) ?? 0))};
export const ending =
  ${wrapped(stepsOf((char) => ends.get(char) ?? 0))};

/** All frequencies together. */
export const total = ${total};

/** Words of two to four characters by frequency, a power of two; as numbers in base 4096, packed. */
export const words: readonly { readonly size: number; readonly step: number; readonly packed: string }[] = [
${words.map((group) => `  {\n    size: ${group.size},\n    step: ${group.step},\n    packed:\n      ${wrapped(packed(group.numbers))},\n  },`).join("\n")}
];

/** Pairs that stand inside of rarer, longer words and of names only. */
export const pairsInside =
  ${wrapped(packed(pairsInside))};
`,
);
console.log(
  `${characters.length} characters, ${words.map(({ size, step: of, numbers }) => `${size}/${of}: ${numbers.length}`).join(", ")}, pairs ${insideShipped.size} + ${pairsInside.length}`,
);
