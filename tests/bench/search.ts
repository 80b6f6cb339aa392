/**
 * `node tests/bench/search.ts [--items 100000] [--calls 50] [--keep FOLDER]`
 *
 * The search box over a real encrypted demo department: words as they stand, in letters of pinyin, by their first letters,
 * with a wrong character, in everyday words, with what to leave out, and with each of the filters. Beside each, in turn with it, the
 * bare query of the full-text index for what the words come to (of a query with filters, for its words alone), over the same encrypted file, by a connection of its own with the same cache:
 *
 *     select rowid, bm25(search_index, 10.0, 1.0) as cost from search_index
 *     where search_index match ? order by cost limit 20
 *
 * compiled once, without total, facets, titles, passages, suggestions and pinyin. What is matched stands in the column `bare`: the
 * phrases of the word that is found in the end, however it was typed; for everyday words both wordings, as the box looks for both.
 *
 * At last the words suggested for what was only begun (`desk.suggest`).
 *
 * Prints p50 and p95 of both and the ratio of their p95, by the clock and by processor time, which other programs of the machine
 * change less; over the plain queries, the filtered ones and all together; and first how long the first word in pinyin
 * takes just after the start and, after another start, when the words of the store were read ahead (`search-upkeep.ts`), with
 * the longest time nothing else had a turn meanwhile.
 */
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";

import { phraseQuery } from "../../shared/domain/search/bigrams.ts";
import { at, DemoDepartments, timed } from "./support/demo-departments.ts";

const { values: options } = parseArgs({
  options: {
    items: { type: "string", default: "100000" },
    calls: { type: "string", default: "50" },
    keep: { type: "string" },
  },
});
const account = "hejing";
const calls = Number(options.calls);
const WINDOW = 20;

const any = (...words: readonly string[]): string => words.map((word) => phraseQuery(word)).join(" OR ");

/** What is typed, and what of the index that comes to. */
const queries: readonly (readonly [kind: string, query: string, bare: string])[] = [
  ["plain", "公租房", any("公租房", "公共租赁住房")],
  ["plain", "物业管理办法", any("物业管理办法")],
  ["plain", "加装电梯", any("加装电梯")],
  ["two words", "公示 补贴", `${any("公示")} AND ${any("补贴")}`],
  ["pinyin", "gongzufang", any("公租房")],
  ["pinyin", "jiazhuangdianti", any("加装电梯")],
  ["initials", "gzf", any("公租房")],
  ["wrong character", "公租放", any("公租房")],
  ["wrong character", "物业管里", any("物业管理")],
  ["everyday words", "房子漏水", any("房子漏水")],
  ["everyday words", "危房", any("危房", "危险房屋")],
  ["either of two", "公租房 OR 物业", any("公租房", "公共租赁住房", "物业")],
  ["without", "公示 -物业", `${any("公示")} NOT ${any("物业")}`],
];

/** What may be asked beside a word. */
const filters = [
  "文种:公示",
  "有效性:有效",
  "来源:本机关制作",
  "年份:2025",
  "单位:住房保障科",
  "状态:已公开",
  "类型:文件",
  "公开属性:主动公开",
  "文种:公示 年份:2025 有效性:有效",
];
const filteredQueries = ["公示", "公租房"].flatMap((word) =>
  filters.map((filter) => ["filtered", `${word} ${filter}`, any(word)] as const),
);

/** What somebody has typed so far when words are suggested. */
const beginnings = ["公", "公租", "加装电", "g", "gzf", "gongzu"];

const departments = new DemoDepartments(options.keep);
const ms = (value: number): string => value.toFixed(1);

/** The longest time between two turns of a timer of a millisecond while something runs. */
async function longestTurn(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }, 1);
  await work();
  clearInterval(timer);
  return longest;
}

try {
  await departments.with(Number(options.items), async (call) => {
    await call(account, "desk.home", {});
    const [first = 0] = await timed(1, async () => {
      await call(account, "desk.search", { query: "gongzufang", limit: WINDOW });
    });
    console.log(`first word in pinyin just after the start: ${ms(first)} ms`);
  });
  await departments.with(Number(options.items), async (call, openBare) => {
    await call(account, "desk.home", {});
    const longest = await longestTurn(async () => await pause(6000));
    const [ahead = 0] = await timed(1, async () => {
      await call(account, "desk.search", { query: "gongzufang", limit: WINDOW });
    });
    console.log(
      `first word in pinyin six seconds after: ${ms(ahead)} ms; longest turn meanwhile: ${ms(longest)} ms`,
    );
    const raw = await openBare();
    // A kept department of an older edition of the index is made anew first.
    const edition = raw.prepare("select complete from search_edition").pluck();
    while (edition.get() !== 1) await pause(1000);
    const statement = raw.prepare(
      `select rowid, bm25(search_index, 10.0, 1.0) as cost from search_index where search_index match ? order by cost limit ${WINDOW}`,
    );
    console.log(
      `ms over ${calls} calls, ${options.items} items: p50/p95; bare p50/p95; ratio of p95 | the same by processor time`,
    );
    const all: Measured[] = [];
    const measure = async (list: typeof queries): Promise<void> => {
      const own: Measured[] = [];
      for (const [kind, query, match] of list) {
        const search = async () =>
          (await call(account, "desk.search", { query, limit: WINDOW })) as { readonly total: number };
        const bare = async (): Promise<unknown> => statement.all(match);
        const { total } = await search();
        await bare();
        const turns: Measured[] = [];
        for (let n = 0; n < calls; n += 1)
          turns.push({ typed: await spent(search), bare: await spent(bare) });
        own.push(...turns);
        console.log(`${kind.padEnd(16)}${query.padEnd(14)} ${compared(turns)}  ${total} hits`);
      }
      console.log(`${"together".padEnd(30)} ${compared(own)}`);
      all.push(...own);
    };
    await measure(queries);
    await measure(filteredQueries);
    console.log(`${"all together".padEnd(30)} ${compared(all)}`);
    for (const begun of beginnings) {
      const suggest = async () =>
        (await call(account, "desk.suggest", { query: begun })) as {
          readonly suggestions: readonly string[];
        };
      const { suggestions } = await suggest();
      const times = (await timed(calls, suggest)).toSorted((a, b) => a - b);
      console.log(
        `${"suggested".padEnd(16)}${begun.padEnd(14)} ${ms(at(times, 0.5))}/${ms(at(times, 0.95))}  ${suggestions.length} words`,
      );
    }
    raw.close();
  });
} finally {
  departments.remove();
}

interface Spent {
  readonly clock: number;
  readonly processor: number;
}
interface Measured {
  readonly typed: Spent;
  readonly bare: Spent;
}

async function spent(work: () => Promise<unknown>): Promise<Spent> {
  const before = process.cpuUsage();
  const [clock = 0] = await timed(1, work);
  const { user, system } = process.cpuUsage(before);
  return { clock, processor: (user + system) / 1000 };
}

function compared(turns: readonly Measured[]): string {
  const by = (unit: keyof Spent): string => {
    const sorted = (of: keyof Measured): readonly number[] =>
      turns.map((turn) => turn[of][unit]).toSorted((a, b) => a - b);
    const [ours, theirs] = [sorted("typed"), sorted("bare")];
    const both = (times: readonly number[]): string => `${ms(at(times, 0.5))}/${ms(at(times, 0.95))}`;
    return `${both(ours)}  ${both(theirs)}  ${(at(ours, 0.95) / at(theirs, 0.95)).toFixed(1)}`;
  };
  return `${by("clock")} | ${by("processor")}`;
}
