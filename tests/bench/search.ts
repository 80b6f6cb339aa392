/**
 * `node tests/bench/search.ts [--items 100000] [--calls 50] [--keep FOLDER]`
 *
 * The search box over a real encrypted demo department: words as they stand, in letters of pinyin, by their first letters,
 * with a wrong character, in everyday words, and with what to leave out. Prints the first call (which reads the words of the
 * store), p50 and p95, and beside them the list of items with the same words in their titles, which asks the same index and does nothing else.
 */
import { parseArgs } from "node:util";

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

/** What is typed, and the words that it comes to. */
const queries: readonly (readonly [kind: string, query: string, words: string])[] = [
  ["plain", "公租房", "公租房"],
  ["plain", "物业管理办法", "物业管理办法"],
  ["pinyin", "gongzufang", "公租房"],
  ["initials", "gzf", "公租房"],
  ["wrong character", "公租放", "公租房"],
  ["wrong character", "物业管里", "物业管理"],
  ["everyday words", "房子漏水", "房屋"],
  ["either of two", "公租房 OR 物业", "公租房"],
  ["without", "公示 -物业", "公示"],
];

const departments = new DemoDepartments(options.keep);
try {
  await departments.with(Number(options.items), async (call) => {
    console.log(
      `ms over ${calls} calls, ${options.items} items: first, p50/p95; the list by title p50/p95; ratio of p95`,
    );
    for (const [kind, query, words] of queries) {
      const search = async (): Promise<unknown> => await call(account, "desk.search", { query, limit: 20 });
      const listed = async (): Promise<unknown> =>
        await call(account, "items.list", { limit: 20, titleContains: words });
      const [first] = await timed(1, search);
      const typed = await timed(calls, search);
      await listed();
      const list = await timed(calls, listed);
      const { total } = (await search()) as { readonly total: number };
      const ratio = at(typed, 0.95) / at(list, 0.95);
      console.log(
        `${kind.padEnd(18)}${query.padEnd(12)} ${(first ?? 0).toFixed(0).padStart(5)} ${at(typed, 0.5).toFixed(1).padStart(6)}/${at(typed, 0.95).toFixed(1)}  ${at(list, 0.5).toFixed(1)}/${at(list, 0.95).toFixed(1)}  ${ratio.toFixed(1)}  ${total} hits`,
      );
    }
  });
} finally {
  departments.remove();
}
