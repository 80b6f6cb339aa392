import { monitorEventLoopDelay } from "node:perf_hooks";

import type { ServerCore } from "./server-core.ts";

/**
 * Figures of the running server in the Prometheus text format. Counts, sizes and durations only: no id, no name, no
 * address (I10).
 */

const bucketsSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30] as const;

interface RouteFigures {
  readonly buckets: number[];
  count: number;
  sumSeconds: number;
}

export class Metrics {
  readonly #requests = new Map<string, number>();
  readonly #routes = new Map<string, RouteFigures>();
  readonly #loop = monitorEventLoopDelay({ resolution: 10 });
  #limited = 0;

  constructor() {
    this.#loop.enable();
  }

  /** One answered request. `route` is the pattern, never the address. */
  answered(method: string, route: string, status: number, ms: number): void {
    const key = `method="${method}",route="${route}",status="${status}"`;
    this.#requests.set(key, (this.#requests.get(key) ?? 0) + 1);
    const name = `method="${method}",route="${route}"`;
    const figures = this.#routes.get(name) ?? {
      buckets: bucketsSeconds.map(() => 0),
      count: 0,
      sumSeconds: 0,
    };
    const seconds = ms / 1000;
    bucketsSeconds.forEach((limit, index) => {
      if (seconds <= limit) figures.buckets[index] = (figures.buckets[index] ?? 0) + 1;
    });
    figures.count += 1;
    figures.sumSeconds += seconds;
    this.#routes.set(name, figures);
  }

  limited(): void {
    this.#limited += 1;
  }

  async text(core: ServerCore): Promise<string> {
    const lines: string[] = [];
    const metric = (
      name: string,
      type: string,
      help: string,
      rows: readonly (readonly [string, number])[],
    ): void => {
      lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`);
      for (const [labels, value] of rows) lines.push(`${name}${labels === "" ? "" : `{${labels}}`} ${value}`);
    };
    metric("zwgk_requests_total", "counter", "Answered requests.", [...this.#requests]);
    metric("zwgk_request_seconds", "histogram", "Time to the answer.", []);
    for (const [name, figures] of this.#routes) {
      bucketsSeconds.forEach((limit, index) =>
        lines.push(`zwgk_request_seconds_bucket{${name},le="${limit}"} ${figures.buckets[index]}`),
      );
      lines.push(
        `zwgk_request_seconds_bucket{${name},le="+Inf"} ${figures.count}`,
        `zwgk_request_seconds_sum{${name}} ${figures.sumSeconds}`,
        `zwgk_request_seconds_count{${name}} ${figures.count}`,
      );
    }
    metric("zwgk_rate_limited_total", "counter", "Requests put off because one caller asked too often.", [
      ["", this.#limited],
    ]);
    const figures = await storeFigures(core);
    metric("zwgk_packages", "gauge", "Packages by state or outcome.", figures.packages);
    metric("zwgk_log_size", "gauge", "Leaves under the newest checkpoint.", [["", figures.logSize]]);
    metric("zwgk_log_pending", "gauge", "Leaves that wait for a checkpoint.", [["", figures.pending]]);
    metric("zwgk_log_good", "gauge", "1 while the log may be signed, 0 when it must be repaired.", [
      ["", core.sequencer.health.state === "good" ? 1 : 0],
    ]);
    metric("zwgk_uploads_open", "gauge", "Uploads under way.", [["", figures.uploads]]);
    metric("zwgk_disk_free_bytes", "gauge", "Free bytes where the server stores.", [
      ["", await core.freeBytes()],
    ]);
    metric("zwgk_memory_bytes", "gauge", "Resident memory.", [["", process.memoryUsage.rss()]]);
    const loop = [0.5, 0.99].map((part): readonly [string, number] => [
      `quantile="${part}"`,
      this.#loop.percentile(part * 100) / 1e9,
    ]);
    metric("zwgk_event_loop_delay_seconds", "gauge", "Delay of the event loop since the last reading.", loop);
    this.#loop.reset();
    return `${lines.join("\n")}\n`;
  }

  stop(): void {
    this.#loop.disable();
  }
}

async function storeFigures(core: ServerCore) {
  const { db } = core.store;
  const states = await db
    .selectFrom("package")
    .select((select) => ["state", "outcome", select.fn.countAll<number>().as("count")])
    .groupBy(["state", "outcome"])
    .execute();
  const pending = await db
    .selectFrom("log_pending")
    .select((select) => select.fn.countAll<number>().as("count"))
    .executeTakeFirst();
  const checkpoint = await core.sequencer.checkpoint();
  return {
    packages: states.map((row): readonly [string, number] => [
      `state="${row.outcome ?? row.state}"`,
      row.count,
    ]),
    pending: pending?.count ?? 0,
    uploads: await core.uploads.count(),
    logSize: checkpoint?.size ?? 0,
  };
}
