/**
 * `node tests/bench/search-anew.ts [--items 100000] [--seconds N] [--keep FOLDER]`
 *
 * An update of the program makes every entry of the search index anew, in the process that answers the screen. Asks
 * first pages of 公开信息 and searches all the while, until the last entry is made (or for so many seconds), and prints how
 * long they took and how long the thread was held; the same before it and after it for comparison. Aim: p95 of a list within 50 ms.
 */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { loadavg } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";

import type { RawDatabase } from "../../db/sqlite/open-database.ts";
import { at, DemoDepartments, type Call } from "./support/demo-departments.ts";

const { values: options } = parseArgs({
  options: {
    items: { type: "string", default: "100000" },
    seconds: { type: "string", default: "86400" },
    keep: { type: "string" },
  },
});
const items = Number(options.items);
const departments = new DemoDepartments(options.keep);

const requests: Readonly<Record<string, readonly [operation: string, input: object]>> = {
  list: ["items.list", { limit: 50 }],
  "filtered list": ["items.list", { limit: 50, state: ["drafting"], disclosureProperty: ["onApplication"] }],
  search: ["desk.search", { query: "营商环境", limit: 20 }],
};

/** As the edition before this one left it; no program may do that, so that the trigger that says so is taken off for it. */
function ageEntries(raw: RawDatabase): void {
  const name = "search_edition_goes_on";
  const trigger = raw.prepare("SELECT sql FROM sqlite_schema WHERE name = ?").pluck().get(name) as string;
  raw.exec(`DROP TRIGGER ${name}`);
  raw.exec("UPDATE search_edition SET edition = 0, complete = 1, items_done = 0, applications_done = 0");
  raw.exec(trigger);
}

/** Asks everything by turns with pauses, as somebody at the screen does, as long as `goesOn` says so. */
async function ask(name: string, call: Call, goesOn: () => boolean): Promise<void> {
  const times = new Map(Object.keys(requests).map((request) => [request, [] as number[]]));
  const held = monitorEventLoopDelay({ resolution: 1 });
  held.enable();
  const cpu = process.cpuUsage();
  const start = performance.now();
  while (goesOn()) {
    for (const [request, [operation, input]] of Object.entries(requests)) {
      const asked = performance.now();
      await call("hejing", operation, input);
      times.get(request)?.push(performance.now() - asked);
      await pause(10);
    }
  }
  held.disable();
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (performance.now() - start) / 1000;
  const ms = (nanoseconds: number): string => (nanoseconds / 1e6).toFixed(1);
  console.log(
    `\n${name}: ${seconds.toFixed(0)} s, of which ${((user + system) / 1e6).toFixed(0)} s of processor time`,
  );
  for (const [request, unsorted] of times) {
    const sorted = unsorted.toSorted((a, b) => a - b);
    const [p50, p95, p99, most] = [0.5, 0.95, 0.99, 1].map((share) => at(sorted, share).toFixed(1));
    console.log(
      `${request.padEnd(16)} p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms, longest ${most} ms (${sorted.length})`,
    );
  }
  console.log(
    `thread held      p95 ${ms(held.percentile(95))} ms, p99 ${ms(held.percentile(99))} ms, longest ${ms(held.max)} ms`,
  );
}

const forSeconds = (seconds: number): (() => boolean) => {
  const end = performance.now() + 1000 * seconds;
  return () => performance.now() < end;
};

try {
  await departments.change(items, ageEntries);
  await departments.with(items, async (call, openBare) => {
    const bare = await openBare();
    const done = bare.prepare("SELECT complete, items_done FROM search_edition WHERE edition > 0");
    const isComplete = (): boolean => (done.get() as { complete: number } | undefined)?.complete === 1;
    // Signed in and warm before anything is counted; the entries wait for some seconds.
    for (const [operation, input] of Object.values(requests)) await call("hejing", operation, input);
    const inTime = forSeconds(Number(options.seconds));
    await ask("made anew", call, () => inTime() && !isComplete());
    console.log(
      `up to item ${(done.get() as { items_done: number }).items_done}, load ${loadavg()[0]?.toFixed(1)}`,
    );
    if (!isComplete()) return;
    await ask("nothing made anew", call, forSeconds(20));
    bare.close();
  });
} finally {
  departments.remove();
}
