import { join } from "node:path";

import type { Core } from "../core/core.ts";
import { createCore } from "../core/create-core.ts";
import { programLog } from "./program-log.ts";
import { productVersion } from "./product-version.ts";
import { workerFiles } from "./worker-files.ts";

/** The core of a host, with the real clock, the real workers and the program log beside the store. */
export async function openCore(
  dataDir: string,
): Promise<{ readonly core: Core; readonly log: (line: object) => void }> {
  const log = programLog(join(dataDir, "log", "program.jsonl"));
  const core = await createCore({
    dataDir,
    clock: () => new Date(),
    workers: workerFiles(),
    version: productVersion,
    log,
  });
  return { core, log };
}
