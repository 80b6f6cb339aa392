/**
 * How fast the text screening is: MB of UTF-8 official prose a second on one core, beside `rg` that prints the matches
 * of the same number patterns, and beside one union regular expression in Node, in the same run; whether the time
 * grows with the size and no faster; and how much memory a long text takes.
 *   node tests/bench/screen-text.ts [megabytes]
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";

import { derivedSlipLines } from "../../shared/domain/screening/data/derived-slips.ts";
import { collocationSlips } from "../../shared/domain/screening/rules/collocations.ts";
import { fixedPhrases } from "../../shared/domain/screening/rules/fixed-phrases.ts";
import { internalMarkWords } from "../../shared/domain/screening/rules/internal-marks.ts";
import { labelWords } from "../../shared/domain/screening/rules/labels.ts";
import { abolishedOrgans } from "../../shared/domain/screening/rules/organs.ts";
import { sensitiveWords } from "../../shared/domain/screening/rules/sensitive-words.ts";
import { curatedSlips } from "../../shared/domain/screening/rules/slips.ts";
import type { Finding, TextFindingType } from "../../shared/domain/screening/finding-types.ts";
import { createTextScreener, screenText } from "../../shared/domain/screening/screen-text.ts";
import { cleanProse } from "../fixtures/screening/generator/prose.ts";
import { assemble, type Piece } from "../fixtures/screening/generator/pieces.ts";
import { seededRandom } from "../fixtures/screening/generator/random.ts";
import {
  nearTemplates,
  personalTemplates,
  wordingTemplates,
} from "../fixtures/screening/generator/templates.ts";
import { numberPatterns } from "./number-patterns.ts";

const MB = 1024 * 1024;
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const wanted = Number(process.argv[2] ?? 50);

/** Official prose with a passage to find every few paragraphs: `size` bytes of UTF-8, in lines. */
function officialProse(size: number, seed = 7): string {
  const r = seededRandom(seed);
  const lines: string[] = [];
  let bytes = 0;
  while (bytes < size) {
    const roll = r.next();
    const pieces: readonly Piece[] =
      roll < 0.86
        ? [r.pick(cleanProse)]
        : roll < 0.94
          ? r.pick(personalTemplates).make(r)
          : roll < 0.98
            ? r.pick(nearTemplates).make(r)
            : r.pick(wordingTemplates).make(r);
    const text = assemble("", "", pieces).text;
    lines.push(text);
    bytes += Buffer.byteLength(text) + 1;
  }
  return lines.join("\n");
}

/** Passes `size` MB through one screener in pieces and prints what it holds after each tenth, whatever is garbage collected. */
function passThrough(size: number): void {
  const collect = globalThis.gc;
  if (!collect) throw new Error("needs --expose-gc");
  const piece = 64 * 1024;
  const screener = createTextScreener();
  screener.push(officialProse(MB, 1));
  collect();
  const before = process.memoryUsage().heapUsed;
  const after: number[] = [];
  for (let mb = 1; mb <= size; mb += 1) {
    const text = officialProse(MB, mb);
    for (let at = 0; at < text.length; at += piece) screener.push(text.slice(at, at + piece));
    if (mb % Math.max(1, Math.round(size / 10)) !== 0) continue;
    collect();
    after.push((process.memoryUsage().heapUsed - before) / MB);
  }
  screener.end();
  print(
    `memory         held above the start while ${size} MB pass in pieces of ${piece} characters, MB after each tenth: ${after.map((mb) => mb.toFixed(1)).join(" ")}`,
  );
}

if (process.argv[2] === "--memory") {
  passThrough(Number(process.argv[3]));
  process.exit(0);
}

const union = numberPatterns.join("|");

/**
 * The same and the words of the rules as alternatives: the work of all detectors the plain way, still without checks. Once without and
 * once with the slips that are listed as pairs; wrong forms that are worked out, and words that are only weighed, are in neither.
 */
const escaped = (word: string): string => word.replace(/[()[\]{}.*+?^$|\\/]/gu, "\\$&");
const words = new Set([
  ...Object.values(labelWords).flatMap((list) => list.split(" ")),
  ...curatedSlips.map(([wrong]) => wrong),
  ...collocationSlips.map(([wrong]) => wrong),
  ...abolishedOrgans.map((organ) => organ.name),
  ...sensitiveWords.map((entry) => entry.word),
  ...internalMarkWords.map((entry) => entry.word),
  ...fixedPhrases,
]);
const listedSlips = derivedSlipLines.flatMap((line) =>
  Array.from({ length: line.length / 2 - 1 }, (_, at) => line.slice(at * 2 + 2, at * 2 + 4)),
);
const withWords = (all: Iterable<string>): RegExp =>
  new RegExp(
    `${union}|${[...new Set(all)]
      .sort((a, b) => b.length - a.length)
      .map(escaped)
      .join("|")}`,
    "gu",
  );

function seconds(work: () => void): number {
  const from = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - from) / 1e9;
}

const best = (times: readonly number[]): number => Math.min(...times);
const repeat = (count: number, work: () => void): number =>
  best(Array.from({ length: count }, () => seconds(work)));

const text = officialProse(wanted * MB);
const bytes = Buffer.byteLength(text);
const size = bytes / MB;
screenText(text.slice(0, 2_000_000));

const expression = new RegExp(union, "gu");
const numberTypes: ReadonlySet<TextFindingType> = new Set<TextFindingType>([
  "ID_CARD",
  "ID_CARD_MASKED",
  "MOBILE",
  "MOBILE_MASKED",
  "LANDLINE",
  "BANK_CARD",
  "BANK_CARD_MASKED",
  "PASSPORT",
  "PERMIT",
  "SOCIAL_SECURITY",
  "PLATE",
  "EMAIL",
  "GEO",
  "USCC_INVALID",
]);

/** Of the numbers the engine found, how many stand within a match of the expression: whether both looked for the same. */
function numbersMatched(
  findings: readonly Finding[],
  matches: readonly RegExpMatchArray[],
): readonly [matched: number, all: number] {
  const numbers = findings.filter(({ type }) => numberTypes.has(type)).sort((a, b) => a.start - b.start);
  let next = 0;
  const matched = numbers.filter(({ start, end }) => {
    while (next < matches.length && endOf(matches[next]) < end) next += 1;
    return (matches[next]?.index ?? Infinity) <= start;
  });
  return [matched.length, numbers.length];
}

const endOf = (match: RegExpMatchArray | undefined): number =>
  match === undefined ? 0 : (match.index ?? 0) + match[0].length;
const folder = mkdtempSync(join(tmpdir(), "screen-text-"));
const file = join(folder, "prose.txt");
writeFileSync(file, text);
/** Seconds of `rg`, undefined where it is not installed. */
function ripgrep(): number | undefined {
  let missing = false;
  const time = seconds(() => {
    const run = spawnSync("rg", ["--no-config", "-j1", "-o", "-N", "-e", union, file], {
      stdio: ["ignore", "ignore", "ignore"],
    });
    missing = run.error !== undefined;
  });
  return missing ? undefined : time;
}

// By turns, so that what else the machine does weighs on all three alike.
const engineTimes: number[] = [];
const regExpTimes: number[] = [];
const rgTimes: number[] = [];
let findings: readonly Finding[] = [];
let matches: readonly RegExpMatchArray[] = [];
ripgrep();
for (let round = 0; round < 3; round += 1) {
  engineTimes.push(seconds(() => (findings = screenText(text))));
  const rg = ripgrep();
  if (rg !== undefined) rgTimes.push(rg);
  regExpTimes.push(seconds(() => (matches = [...text.matchAll(expression)])));
}
rmSync(folder, { recursive: true });
const engine = best(engineTimes);
const oneRegExp = best(regExpTimes);
const share = text.slice(0, Math.min(text.length, 2 * 380_000));
const shareSize = Buffer.byteLength(share) / MB;
/** MB a second of one expression over a share of the text, and what it matched. */
function expressionSpeed(expression: RegExp): { readonly speed: number; readonly matches: number } {
  let found = 0;
  const time = seconds(() => {
    for (const _ of share.matchAll(expression)) found += 1;
  });
  return { speed: shareSize / time, matches: found };
}
print(
  `text           ${size.toFixed(1)} MB of UTF-8, ${text.length} characters; load ${(loadavg()[0] ?? 0).toFixed(1)}`,
);
print(`screenText     ${(size / engine).toFixed(1)} MB/s, ${findings.length} findings of all 21 types`);
for (const [list, what] of [
  [[...words], "words of the rules"],
  [[...words, ...listedSlips], "words of the rules and listed slips"],
] as const) {
  const { speed, matches: found } = expressionSpeed(withWords(list));
  print(
    `one RegExp     ${speed.toFixed(2)} MB/s with the numbers and ${new Set(list).size} ${what} (${found} matches in ${shareSize.toFixed(1)} MB); engine/RegExp = ${(size / engine / speed).toFixed(1)}`,
  );
}
print(
  `               ${(size / oneRegExp).toFixed(1)} MB/s with the numbers alone, ${matches.length} matches; engine/RegExp = ${(oneRegExp / engine).toFixed(2)}`,
);

const [matched, numbers] = numbersMatched(findings, matches);
print(`               these cover ${matched} of the ${numbers} numbers the engine found`);
print(
  rgTimes.length > 0
    ? `rg -o          ${(size / best(rgTimes)).toFixed(1)} MB/s, the same patterns, one thread; engine/rg = ${(best(rgTimes) / engine).toFixed(2)}`
    : "rg -o          not installed: no comparison",
);

print("size in MB, MB/s (the same text, longer and longer):");
for (const part of [1, 2, 5, 10, 25, 50].filter((mb) => mb <= wanted)) {
  const share = text.slice(0, Math.floor((text.length * part) / size));
  const time = repeat(part <= 10 ? 3 : 1, () => void screenText(share));
  print(`  ${String(part).padStart(3)}  ${(part / time).toFixed(1)}`);
}

// In a process of its own, where nothing of the above is held: what a screener holds on to while the text passes.
const held = spawnSync(process.execPath, ["--expose-gc", import.meta.filename, "--memory", String(wanted)], {
  encoding: "utf8",
});
print(held.stdout.trimEnd());
