import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { createCore } from "../../../electron/core/create-core.ts";
import { buildDemo } from "../../../electron/core/services/demo/build-demo.ts";
import { demoPassphrase } from "../../../electron/core/services/demo/demo-people.ts";
import { contract, type Contract, type OperationKey } from "../../../shared/contract/index.ts";
import type { EnvelopeOf, InputOf, OutputOf } from "../../../shared/contract/operation.ts";
import { calendarDay } from "../../../shared/kernel/calendar-day.ts";
import { workerAt } from "./department.ts";

const common = {
  workers: { documentWorker: workerAt("document-worker.ts"), kdfWorker: workerAt("kdf-worker.ts") },
  version: "0.0.0-test",
  log: () => undefined,
  kdf: { memoryKiB: 64, passes: 1 },
};

/** A demo department on an afternoon, with 何静 (政务公开机构) signed in. */
export interface DemoDepartment {
  /** Calls an operation; throws where it is refused. */
  as<Key extends OperationKey>(key: Key, input: InputOf<Contract[Key]>): Promise<OutputOf<Contract[Key]>>;
  remove(): Promise<void>;
}

export async function openDemo(made: {
  readonly today: string;
  readonly items: number;
  readonly cases: number;
}): Promise<DemoDepartment> {
  const folder = mkdtempSync(join(tmpdir(), "demo-department-"));
  const now = new Date(`${made.today}T08:00:00Z`);
  await buildDemo({
    ...common,
    dataDir: folder,
    items: made.items,
    cases: made.cases,
    seed: 20260916,
    today: calendarDay(made.today),
    madeAt: now,
  });
  const core = await createCore({ ...common, dataDir: folder, clock: () => now, ballastBytes: 1 << 20 });
  const connection = core.connect(() => undefined);
  const department: DemoDepartment = {
    as: async (key, input) => {
      const answer = (await core.invoke(connection, contract[key].name, input)) as EnvelopeOf<
        Contract[typeof key]
      >;
      if (!answer.ok) throw new Error(`${key}: ${answer.error.code}`);
      return answer.value;
    },
    remove: async () => {
      await core.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await department.as("signIn", { accountName: "hejing", passphrase: demoPassphrase });
  return department;
}
