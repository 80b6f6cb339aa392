import { afterAll, beforeAll, expect, it } from "vitest";

import { workPoints2024 } from "../../../electron/core/services/demo/work-points-2024.ts";
import { commonTwoCharacterWords } from "../../../shared/domain/screening/data/common-words.ts";
import { homophoneLines } from "../../../shared/domain/screening/data/homophones.ts";
import { joinCutLines } from "../../../shared/domain/search/cut-lines.ts";
import { foldForSearch } from "../../../shared/domain/search/fold.ts";
import { putSearchEntry } from "../../../db/writers/search.ts";
import { itemEntry } from "../../../shared/domain/search/search-entry.ts";
import { synonymPairs } from "../../../shared/domain/search/synonym-pairs.ts";
import { syllablesOf } from "../../../shared/domain/search/sounds.ts";
import { openSearchedStore, type SearchedPaper, type SearchedStore } from "../support/searched-store.ts";

/** The gates of domain/search.md §11 over ten thousand passages. */
const PASSAGES = 10_000;

let seed = 7;
/** Numerical Recipes' generator: the same passages at every run. */
const below = (most: number): number => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((seed / 2 ** 32) * most);
};
const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;

const words = commonTwoCharacterWords.match(/../gu) ?? [];
const frequent = words.slice(-6000);
const clauses = workPoints2024
  .join("")
  .split(/[。，；：、（）“”]/u)
  .filter((clause) => clause.length > 3);
const marks = ["，", "。", "；", "2026年", "IPv6", "（一）", "“", "”", " ", "\n", "12345", "〔2024〕5号"];

/** Clauses of a real paper among words in use, with marks, digits and Latin letters between them. */
function passage(): string {
  let text = "";
  while (text.length < 90) {
    text +=
      below(3) === 0 ? pick(clauses) : Array.from({ length: 2 + below(4) }, () => pick(frequent)).join("");
    text += pick(marks);
  }
  return text;
}

const papers: SearchedPaper[] = Array.from({ length: PASSAGES }, (_, n) => ({
  title: `第${n}段`,
  text: passage(),
}));
/** As they are to be read: a blank within Chinese parts no words, nor does the end of a page. */
const folded = papers.map(({ title, text = "" }) =>
  `${title}\n${foldForSearch(joinCutLines(text))}`.replaceAll(
    /(?<=[\u3400-\u9fff\d]) +(?=[\u3400-\u9fff\d])/gu,
    "",
  ),
);

let searched: SearchedStore;
beforeAll(async () => {
  searched = await openSearchedStore();
  for (let from = 0; from < PASSAGES; from += 1000) await searched.put(papers.slice(from, from + 1000));
}, 240_000);
afterAll(async () => await searched.remove());

const han = /[\u3400-\u9fff]+/gu;
const holding = (text: string): number => folded.filter((one) => one.includes(text)).length;

it(
  "every substring of one to eight characters is found, wherever it stands",
  { timeout: 120_000 },
  async () => {
    for (let n = 0; n < 200; n += 1) {
      const runs = pick(folded).match(han) ?? [];
      const run = pick(runs);
      const length = Math.min(run.length, 1 + (n % 8));
      // At the beginning, at the end and in the middle of what stands between marks.
      const at = n % 3 === 0 ? 0 : n % 3 === 1 ? run.length - length : below(run.length - length + 1);
      const text = run.slice(at, at + length);
      const { total, corrected } = await searched.ask(`“${text}”`, 1);
      expect([text, corrected, total]).toEqual([text, undefined, Math.min(holding(text), 50_000)]);
    }
  },
);

/** Words of the papers that stand in several of them: n-grams of the clauses. */
function terms(least: number, most: number, count: number): readonly string[] {
  const found = new Set<string>();
  for (let tries = 0; found.size < count && tries < 20_000; tries += 1) {
    const run = pick(clauses);
    const length = least + below(most - least + 1);
    if (run.length < length || !/^[\u3400-\u9fff]+$/u.test(run)) continue;
    const text = run.slice(0, length);
    if (Array.from(text).every((character) => syllablesOf(character).length > 0) && holding(text) >= 3)
      found.add(text);
  }
  return [...found];
}

it(
  "a made error is mended to the right term in nine of ten, and nothing right is mended",
  { timeout: 240_000 },
  async () => {
    const alike = new Map<string, string>();
    for (const line of homophoneLines) {
      const characters = line.slice(line.indexOf(" ") + 1);
      for (const character of characters) if (!alike.has(character)) alike.set(character, characters);
    }
    let made = 0;
    const missed: string[] = [];
    for (const term of terms(4, 6, 150)) {
      const at = below(term.length);
      const others = Array.from(alike.get(term.charAt(at)) ?? "").filter((one) => one !== term.charAt(at));
      if (others.length === 0) continue;
      const wrong = term.slice(0, at) + pick(others.slice(0, 6)) + term.slice(at + 1);
      if (holding(wrong) > 0) continue;
      made += 1;
      const { corrected, suggestions } = await searched.ask(wrong, 1);
      if (corrected !== term && suggestions[0] !== term)
        missed.push(`${wrong} → ${corrected ?? suggestions[0] ?? "-"} (${term})`);
    }
    expect(made).toBeGreaterThanOrEqual(100);
    expect(missed.slice(Math.floor(made / 10))).toEqual([]);

    const rightQueries = [...terms(2, 8, 200)];
    expect(rightQueries.length).toBeGreaterThanOrEqual(150);
    let changed = 0;
    for (const query of rightQueries)
      if ((await searched.ask(query, 1)).corrected !== undefined) changed += 1;
    expect(changed / rightQueries.length).toBeLessThanOrEqual(0.01);
  },
);

it("letters lead to the right term among the first three", { timeout: 240_000 }, async () => {
  const asked = terms(3, 6, 100);
  const missed: string[] = [];
  for (const term of asked) {
    const letters = Array.from(term, (character) => syllablesOf(character)[0] ?? "").join("");
    const { corrected, suggestions } = await searched.ask(letters, 1);
    if (![corrected, ...suggestions.slice(0, 2)].includes(term))
      missed.push(`${letters} → ${[corrected, ...suggestions].join(" ")} (${term})`);
  }
  expect(missed.slice(Math.floor(asked.length / 20))).toEqual([]);
});

it(
  "everyday words are explained, and the same query has the same answer after the index was made anew",
  { timeout: 120_000 },
  async () => {
    const { raw, db } = searched.store;
    const queries = [
      ...synonymPairs.slice(0, 20).map(({ everyday }) => everyday),
      ...terms(2, 6, 20),
      "zfgb",
      "保密审察",
    ];
    const ask = async () => {
      const answers = [];
      for (const query of queries) answers.push(await searched.ask(query));
      return answers;
    };
    const before = await ask();
    raw.exec("INSERT INTO search_index(search_index) VALUES ('delete-all'); DELETE FROM search_facet");
    await db.transaction().execute(async (tx) => {
      for (const [place, { title, text = "" }] of papers.entries())
        await putSearchEntry(tx, (place + 1) * 2, itemEntry(title, text));
    });
    expect(await ask()).toEqual(before);
  },
);

it("a paper whose entry is gone leaves no hit", async () => {
  await searched.put([{ title: "瞿塘峡隧道施工" }]);
  expect((await searched.ask("瞿塘峡隧道")).total).toBe(1);
  searched.store.raw.exec(`DELETE FROM search_index WHERE rowid = ${(PASSAGES + 1) * 2}`);
  expect((await searched.ask("“瞿塘峡隧道”")).total).toBe(0);
});
