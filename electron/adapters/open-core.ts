import { existsSync } from "node:fs";
import { join } from "node:path";

import type { Core } from "../core/core.ts";
import { createCore } from "../core/create-core.ts";
import { buildDemo } from "../core/services/demo/build-demo.ts";
import { clearUnfinishedDemo } from "../core/services/demo/unfinished-demo.ts";
import { demoPassphrase, demoPeople } from "../core/services/demo/demo-people.ts";
import { dayOfInstant, type Instant } from "../../shared/kernel/calendar-day.ts";
import { failpointFromEnvironment } from "./failpoint.ts";
import { productVersion } from "./product-version.ts";
import { programLog } from "./program-log.ts";
import { workerFiles } from "./worker-files.ts";

/** Size of the demo department that a first `--demo` start makes. */
const demoSize = { items: 40, cases: 24, seed: 1 } as const;

/** The core of a host, with the real clock, the real workers and the program log beside the store. */
export async function openCore(
  dataDir: string,
  options: { readonly demo?: boolean; readonly progress?: (done: number, total: number) => void } = {},
): Promise<{ readonly core: Core; readonly log: (line: object) => void }> {
  const log = programLog(join(dataDir, "log", "program.jsonl"));
  const workers = workerFiles();
  if (options.demo) clearUnfinishedDemo(dataDir);
  if (options.demo && !existsSync(join(dataDir, "keys.json"))) {
    const madeAt = new Date();
    await buildDemo({
      dataDir,
      ...demoSize,
      today: dayOfInstant(madeAt.toISOString() as Instant),
      madeAt,
      workers,
      version: productVersion,
      log,
      ...(options.progress ? { progress: options.progress } : {}),
    });
  }
  const failpoint = failpointFromEnvironment(process.env);
  const core = await createCore({
    dataDir,
    clock: () => new Date(),
    workers,
    version: productVersion,
    log,
    ...(failpoint ? { failpoint } : {}),
    demoAccounts: () =>
      demoPeople.map((person) => ({
        name: person.accountName,
        personName: person.personName,
        roles: person.roles,
        passphrase: demoPassphrase,
      })),
  });
  return { core, log };
}
