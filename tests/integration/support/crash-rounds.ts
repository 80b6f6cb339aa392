import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { openDepartment, type Department } from "./department.ts";

/**
 * kill -9 at named steps, each round on a fresh copy of one prepared department: V8, and nothing half-done is visible.
 * The acts are in files of their own, so that they run side by side.
 */
export const rounds = 20;
export const now = "2026-09-16T03:00:00Z";
const child = join(import.meta.dirname, "crash-child.ts");

export interface Outcome {
  readonly acknowledged: readonly Record<string, unknown>[];
  readonly killed: boolean;
}

function runChild(folder: string, act: string, facts: object, step: string, hits: number): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const running = spawn(
      process.execPath,
      [child, folder, act, JSON.stringify({ ...facts, now }), step, String(hits)],
      { stdio: ["ignore", "pipe", "pipe"] },
    );
    let output = "";
    let problem = "";
    // A chunk may end in the middle of a character.
    running.stdout.setEncoding("utf8").on("data", (chunk: string) => (output += chunk));
    running.stderr.setEncoding("utf8").on("data", (chunk: string) => (problem += chunk));
    running.on("error", reject);
    running.on("close", (code, signal) => {
      if (signal !== "SIGKILL" && code !== 0)
        reject(new Error(`child ended with ${code}: ${problem.slice(0, 800)}`));
      else {
        // A line cut off by the kill was not acknowledged.
        const lines = output.split("\n").slice(0, -1).filter(Boolean);
        resolve({
          acknowledged: lines.map((line) => JSON.parse(line) as Record<string, unknown>),
          killed: signal === "SIGKILL",
        });
      }
    });
  });
}

export class CrashRounds {
  readonly #base = mkdtempSync(join(tmpdir(), "crash-"));
  readonly #prepared = join(this.#base, "prepared");

  async prepare<T>(work: (department: Department) => Promise<T>): Promise<T> {
    const department = await openDepartment({ folder: this.#prepared });
    try {
      return await work(department);
    } finally {
      await department.close();
    }
  }

  /** Every round: killed at its step, opened again, whole, and as `look` expects; answers how many children were killed. */
  async run(
    act: string,
    facts: object,
    stepOf: (round: number) => { readonly step: string; readonly hits: number },
    look: (department: Department, outcome: Outcome, step: string, folder: string) => Promise<void>,
    count = rounds,
  ): Promise<number> {
    let killed = 0;
    for (let round = 0; round < count; round += 1) {
      const folder = join(this.#base, `round-${round}`);
      cpSync(this.#prepared, folder, { recursive: true });
      const { step, hits } = stepOf(round);
      const outcome = await runChild(folder, act, facts, step, hits);
      if (outcome.killed) killed += 1;
      const department = await openDepartment({ folder, now });
      try {
        const { valid } = await department.as("fengshen", "verifyAudit", {});
        const { state } = await department.as("wushan", "checkStore", {});
        if (!valid || state !== "healthy")
          throw new Error(`round ${round}, ${step}: audit log ${valid ? "valid" : "broken"}, store ${state}`);
        await look(department, outcome, step, folder);
      } finally {
        await department.close();
      }
      rmSync(folder, { recursive: true });
    }
    return killed;
  }

  remove(): void {
    rmSync(this.#base, { recursive: true, force: true });
  }
}
