/**
 * `node tests/bench/open-queue.ts [--sizes 1000,10000,100000] [--calls 200] [--keep FOLDER]`
 *
 * First page, next page and filtered page of the review queue and of 公开信息, through the real core over real
 * encrypted demo departments. Prints p50 and p95 for every size and the ratio from the smallest to the largest.
 * `--keep` names a folder in which built departments stay for the next run; otherwise they are removed.
 */
import { parseArgs } from "node:util";

import { at, DemoDepartments, timed, type Call } from "./support/demo-departments.ts";

const { values: options } = parseArgs({
  options: {
    sizes: { type: "string", default: "1000,10000,100000" },
    calls: { type: "string", default: "200" },
    keep: { type: "string" },
  },
});
const sizes = options.sizes.split(",").map(Number);
const calls = Number(options.calls);
const departments = new DemoDepartments(options.keep);

interface Request {
  readonly account: string;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Reads this many pages before the measured one. */
  readonly pagesBefore?: number;
}

const queue = (account: string, input: object = {}, pagesBefore = 0): Request => ({
  account,
  operation: "reviews.queue",
  input: { limit: 50, ...input },
  pagesBefore,
});
const list = (input: object = {}, pagesBefore = 0): Request => ({
  account: "hejing",
  operation: "items.list",
  input: { limit: 50, ...input },
  pagesBefore,
});

const requests: Readonly<Record<string, Request>> = {
  "queue first page": queue("zhoumin"),
  "queue next page": queue("zhoumin", {}, 1),
  "queue filtered: overdue": queue("zhoumin", { overdueOnly: true }),
  "queue filtered: title": queue("zhoumin", { titleContains: "公示" }),
  "queue of a drafter": queue("linxiaotong"),
  "items first page": list(),
  "items next page": list({}, 1),
  "items filtered: state": list({ state: ["underReview"] }),
  "items filtered: state and property": list({ state: ["drafting"], disclosureProperty: ["onApplication"] }),
  "items filtered: title": list({ titleContains: "公示" }),
  "items by title": list({ sort: "title" }),
  "items by due day": list({ sort: "due" }),
};

interface Page {
  readonly rows: readonly unknown[];
  readonly next?: string;
}

const figures = new Map<string, Map<number, { p50: number; p95: number; rows: number }>>();
try {
  for (const size of sizes) await departments.with(size, async (call) => await measure(size, call));
} finally {
  departments.remove();
}

async function measure(size: number, call: Call): Promise<void> {
  const page = async ({ account, operation }: Request, input: object): Promise<Page> =>
    (await call(account, operation, input)) as Page;
  for (const [name, request] of Object.entries(requests)) {
    let input = request.input;
    for (let before = 0; before < (request.pagesBefore ?? 0); before += 1) {
      const { next } = await page(request, input);
      if (!next) throw new Error(`${name}: no next page at ${size}`);
      input = { ...input, after: next };
    }
    let rows = 0;
    for (let warm = 0; warm < 10; warm += 1) rows = (await page(request, input)).rows.length;
    const times = await timed(calls, async () => await page(request, input));
    const bySize = figures.get(name) ?? new Map<number, { p50: number; p95: number; rows: number }>();
    bySize.set(size, { p50: at(times, 0.5), p95: at(times, 0.95), rows });
    figures.set(name, bySize);
  }
}

const smallest = Math.min(...sizes);
const largest = Math.max(...sizes);
console.log(
  `\nms over ${calls} calls: p50/p95 (rows); ratio of p50 and p95 from ${smallest} to ${largest} items`,
);
console.log(
  ["".padEnd(36), ...sizes.map((size) => String(size).padStart(20)), "ratio p50/p95".padStart(16)].join(""),
);
for (const [name, bySize] of figures) {
  const cells = sizes.map((size) => {
    const found = bySize.get(size);
    return found
      ? `${found.p50.toFixed(2)}/${found.p95.toFixed(2)} (${found.rows})`.padStart(20)
      : "".padStart(20);
  });
  const low = bySize.get(smallest);
  const high = bySize.get(largest);
  const ratio = low && high ? `${(high.p50 / low.p50).toFixed(2)}/${(high.p95 / low.p95).toFixed(2)}` : "";
  console.log([name.padEnd(36), ...cells, ratio.padStart(16)].join(""));
}
