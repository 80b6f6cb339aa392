import { parentPort, workerData } from "node:worker_threads";

import { inspectBag } from "./inspect-bag.ts";
import type { InspectRequest } from "./inspect-bag.ts";

/** Hashing two gigabytes must not keep the server from answering others. */
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread has no origin
parentPort?.postMessage(inspectBag(workerData as InspectRequest));
