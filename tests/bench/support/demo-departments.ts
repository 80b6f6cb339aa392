import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { storePaths } from "../../../db/open-store.ts";
import { openRawDatabase, type RawDatabase } from "../../../db/sqlite/open-database.ts";
import { createCore } from "../../../electron/core/create-core.ts";
import { createKeySlots } from "../../../electron/core/security/key-slots.ts";
import { createPassphraseKdf } from "../../../electron/core/security/passphrase-key.ts";
import { buildDemo } from "../../../electron/core/services/demo/build-demo.ts";
import { demoPassphrase } from "../../../electron/core/services/demo/demo-people.ts";
import type { CalendarDay } from "../../../shared/kernel/calendar-day.ts";

const today = "2026-09-16" as CalendarDay;
const kdf = { memoryKiB: 64, passes: 1 };
const workerAt = (name: string) =>
  pathToFileURL(join(import.meta.dirname, "../../../electron/core/workers", name));
const workers = { documentWorker: workerAt("document-worker.ts"), kdfWorker: workerAt("kdf-worker.ts") };
const version = "0.0.0-bench";

/** Calls an operation of the core as one of the demo's accounts; throws where it is refused. */
export type Call = (account: string, operation: string, input: object) => Promise<unknown>;

/** Encrypted demo departments of any size, each built once; `keep` names a folder they stay in for the next run. */
export class DemoDepartments {
  readonly #base: string;
  readonly #kept: boolean;

  constructor(keep?: string) {
    this.#kept = keep !== undefined;
    this.#base = keep ?? mkdtempSync(join(tmpdir(), "bench-departments-"));
    mkdirSync(this.#base, { recursive: true });
  }

  /** Runs `work` with the core over the department of `items`, and with what opens its encrypted database once more, to be read. */
  async with(
    items: number,
    work: (call: Call, openBare: () => Promise<RawDatabase>) => Promise<void>,
  ): Promise<void> {
    const folder = await this.#built(items);
    const core = await createCore({
      dataDir: folder,
      clock: () => new Date("2026-09-16T03:00:00Z"),
      workers,
      version,
      log: () => undefined,
      kdf,
    });
    const connections = new Map<string, string>();
    const call: Call = async (account, operation, input) => {
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
      return answer.value;
    };
    await work(call, async () => await openBeside(folder, true));
    await core.close();
  }

  /** Changes the database of the department of `items` while no core has it. */
  async change(items: number, act: (raw: RawDatabase) => void): Promise<void> {
    const raw = await openBeside(await this.#built(items), false);
    act(raw);
    raw.close();
  }

  remove(): void {
    if (!this.#kept) rmSync(this.#base, { recursive: true, force: true });
  }

  async #built(items: number): Promise<string> {
    const folder = join(this.#base, String(items));
    const done = join(folder, "built");
    if (existsSync(done)) return folder;
    rmSync(folder, { recursive: true, force: true });
    const start = performance.now();
    await buildDemo({
      dataDir: folder,
      items,
      cases: 0,
      seed: 20_260_916,
      today,
      madeAt: new Date(`${today}T10:00:00Z`),
      workers,
      version,
      log: () => undefined,
      kdf,
    });
    mkdirSync(done);
    console.log(`built ${items} items in ${((performance.now() - start) / 1000).toFixed(1)} s`);
    return folder;
  }
}

/** The database of a department as it lies on the disk, by a connection of its own. */
async function openBeside(folder: string, readOnly: boolean): Promise<RawDatabase> {
  const kdfOfSlots = createPassphraseKdf(workers.kdfWorker);
  const slots = createKeySlots(folder, kdfOfSlots, kdf, (length) => new Uint8Array(randomBytes(length)));
  const slot = await slots.open("hejing", demoPassphrase, new Date());
  await kdfOfSlots.close();
  if (!slot.ok) throw new Error(slot.error.type);
  const opened = openRawDatabase({
    path: storePaths(folder).database,
    key: slot.keys.databaseKey,
    readOnly,
  });
  if (!opened.ok) throw new Error(opened.error.type);
  return opened.value;
}

/** The value below which a share of the sorted ones lies. */
export const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

/** Milliseconds of each of `calls` runs, sorted. */
export async function timed(calls: number, work: () => Promise<unknown>): Promise<readonly number[]> {
  const times: number[] = [];
  for (let n = 0; n < calls; n += 1) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b);
}
