import { parentPort } from "node:worker_threads";

import { inspectBag } from "./inspect-bag.ts";
import type { InspectRequest } from "./inspect-bag.ts";

parentPort?.on("message", ({ id, request }: { id: number; request: InspectRequest }) => {
  try {
    parentPort?.postMessage({ id, value: inspectBag(request) });
  } catch (error) {
    parentPort?.postMessage({ id, failed: (error as NodeJS.ErrnoException).code ?? (error as Error).name });
  }
});
