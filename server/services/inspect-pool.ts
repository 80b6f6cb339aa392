import { Worker } from "node:worker_threads";

import type { Result } from "../../shared/kernel/result.ts";
import type { PackageFiles } from "../../shared/sync-protocol/bag.ts";
import type { ReadProblem } from "../../shared/sync-protocol/read-package.ts";
import type { InspectRequest } from "./inspect-bag.ts";

type Inspected = Result<PackageFiles, ReadProblem>;

interface Waiting {
  readonly resolve: (value: Inspected) => void;
  readonly reject: (error: Error) => void;
}

/** One worker that opens large bags, kept once it was needed: starting one takes longer than most bags. */
export class InspectPool {
  #worker: Worker | undefined;
  #next = 0;
  readonly #waiting = new Map<number, Waiting>();

  async inspect(request: InspectRequest): Promise<Inspected> {
    const worker = this.#worker ?? this.#start();
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      worker.ref();
      worker.postMessage({ id, request });
    });
  }

  #start(): Worker {
    const worker = new Worker(new URL("inspect-worker.ts", import.meta.url));
    worker.on("message", (answer: { id: number; value?: Inspected; failed?: string }) => {
      const waiting = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      // An idle worker does not keep the process alive.
      if (this.#waiting.size === 0) worker.unref();
      if (answer.value) waiting?.resolve(answer.value);
      else waiting?.reject(new Error(answer.failed ?? "bag could not be opened"));
    });
    const ended = (error: Error): void => {
      if (this.#worker === worker) this.#worker = undefined;
      for (const { reject } of this.#waiting.values()) reject(error);
      this.#waiting.clear();
    };
    worker.on("error", ended);
    worker.on("exit", () => ended(new Error("the worker ended")));
    this.#worker = worker;
    return worker;
  }

  async stop(): Promise<void> {
    await this.#worker?.terminate();
  }
}
