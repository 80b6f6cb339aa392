/**
 * `node tests/bench/open-queue.ts [--sizes 1000,10000,100000] [--calls 200] [--keep FOLDER]`
 *
 * First page, next page and filtered page of the review queue and of 公开信息, through the real core over real
 * encrypted demo departments. Prints p50 and p95 for every size and the ratio from the smallest to the largest.
 * `--keep` names a folder in which built departments stay for the next run; otherwise they are removed.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

import { createCore } from "../../electron/core/create-core.ts";
import { buildDemo } from "../../electron/core/services/demo/build-demo.ts";
import { demoPassphrase } from "../../electron/core/services/demo/demo-people.ts";
import type { CalendarDay } from "../../shared/kernel/calendar-day.ts";

const { values: options } = parseArgs({
  options: {
    sizes: { type: "string", default: "1000,10000,100000" },
    calls: { type: "string", default: "200" },
    keep: { type: "string" },
  },
});
const sizes = options.sizes.split(",").map(Number);
const calls = Number(options.calls);
const base = options.keep ?? mkdtempSync(join(tmpdir(), "open-queue-"));
mkdirSync(base, { recursive: true });

const today = "2026-09-16" as CalendarDay;
const kdf = { memoryKiB: 64, passes: 1 };
const workerAt = (name: string) =>
  pathToFileURL(join(import.meta.dirname, "../../electron/core/workers", name));
const workers = { documentWorker: workerAt("document-worker.ts"), kdfWorker: workerAt("kdf-worker.ts") };

async function prepared(size: number): Promise<string> {
  const folder = join(base, String(size));
  const done = join(folder, "built");
  if (existsSync(done)) return folder;
  rmSync(folder, { recursive: true, force: true });
  const start = performance.now();
  await buildDemo({
    dataDir: folder,
    items: size,
    cases: 0,
    seed: 20_260_916,
    today,
    madeAt: new Date(`${today}T10:00:00Z`),
    workers,
    version: "0.0.0-bench",
    log: () => undefined,
    kdf,
  });
  mkdirSync(done);
  console.log(`built ${size} items in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return folder;
}

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

const at = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

const figures = new Map<string, Map<number, { p50: number; p95: number; rows: number }>>();
try {
  for (const size of sizes) {
    const folder = await prepared(size);
    const core = await createCore({
      dataDir: folder,
      clock: () => new Date("2026-09-16T03:00:00Z"),
      workers,
      version: "0.0.0-bench",
      log: () => undefined,
      kdf,
    });
    const connections = new Map<string, string>();
    const call = async (account: string, operation: string, input: object): Promise<Page> => {
      let connection = connections.get(account);
      if (!connection) {
        connection = core.connect(() => undefined);
        connections.set(account, connection);
        const signedIn = await core.invoke(connection, "session.signIn", {
          accountName: account,
          passphrase: demoPassphrase,
        });
        if (!signedIn.ok) throw new Error(`sign-in refused: ${signedIn.error.code}`);
      }
      const answer = await core.invoke(connection, operation, input);
      if (!answer.ok) throw new Error(`${operation} refused: ${answer.error.code}`);
      return answer.value as Page;
    };
    for (const [name, request] of Object.entries(requests)) {
      let input = request.input;
      for (let page = 0; page < (request.pagesBefore ?? 0); page += 1) {
        const { next } = await call(request.account, request.operation, input);
        if (!next) throw new Error(`${name}: no next page at ${size}`);
        input = { ...input, after: next };
      }
      let rows = 0;
      for (let warm = 0; warm < 10; warm += 1)
        rows = (await call(request.account, request.operation, input)).rows.length;
      const times: number[] = [];
      for (let n = 0; n < calls; n += 1) {
        const start = performance.now();
        await call(request.account, request.operation, input);
        times.push(performance.now() - start);
      }
      times.sort((a, b) => a - b);
      const bySize = figures.get(name) ?? new Map<number, { p50: number; p95: number; rows: number }>();
      bySize.set(size, { p50: at(times, 0.5), p95: at(times, 0.95), rows });
      figures.set(name, bySize);
    }
    await core.close();
  }
} finally {
  if (!options.keep) rmSync(base, { recursive: true, force: true });
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
