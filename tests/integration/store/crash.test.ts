import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import {
  answerChecklist,
  approve,
  draftItem,
  openDepartment,
  type Department,
} from "../support/department.ts";
import { rawStore } from "../support/raw-store.ts";

const rounds = 20;
const child = join(import.meta.dirname, "../support/crash-child.ts");
const now = "2026-09-16T03:00:00Z";

interface Outcome {
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
    running.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    running.stderr.on("data", (chunk: Buffer) => (problem += chunk.toString()));
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

/** kill -9 at named steps, each round on a fresh copy of one prepared department (V8; nothing half-done is visible). */
describe("kill -9 loses nothing acknowledged and leaves nothing half-done", () => {
  const base = mkdtempSync(join(tmpdir(), "crash-"));
  const prepared = join(base, "prepared");
  let draft: string;
  let deciding: { reviewId: string; digest: string };
  let releasing: { reviewId: string; digest: string; itemId: string };

  beforeAll(async () => {
    const department: Department = await openDepartment({ folder: prepared });
    draft = await draftItem(department, "linxiaotong", "自动保存的事项", "初稿。");
    const open = async (title: string) => {
      const itemId = await draftItem(department, "linxiaotong", title, `${title}。`);
      const { reviewId } = await department.as("linxiaotong", "openReview", { itemId });
      const view = await department.as("linxiaotong", "readReview", { reviewId });
      return { itemId, reviewId, digest: view.revision.digest };
    };
    deciding = await open("等待部门审核的公示");
    await answerChecklist(department, "linxiaotong", deciding.reviewId);
    await department.as("linxiaotong", "decideStage", {
      reviewId: deciding.reviewId,
      stage: "selfCheck",
      digest: deciding.digest,
      decision: "agree",
    });
    releasing = await open("等待发布的公示");
    await approve(department, releasing.reviewId, releasing.digest);
    await department.close();
  }, 120_000);
  afterAll(() => rmSync(base, { recursive: true, force: true }));

  async function reopened<T>(folder: string, look: (department: Department) => Promise<T>): Promise<T> {
    const department = await openDepartment({ folder, now });
    try {
      const audit = await department.as("fengshen", "verifyAudit", {});
      expect(audit).toMatchObject({ valid: true });
      const health = await department.as("wushan", "checkStore", {});
      expect(health.state).toBe("healthy");
      return await look(department);
    } finally {
      await department.close();
    }
  }

  const copy = (round: number, act: string) => {
    const folder = join(base, `${act}-${round}`);
    cpSync(prepared, folder, { recursive: true });
    return folder;
  };

  it(`during autosave, ${rounds} rounds`, async () => {
    let killed = 0;
    for (let round = 0; round < rounds; round += 1) {
      const folder = copy(round, "autosave");
      const step = round % 2 === 0 ? "before-commit" : "after-autosave";
      const outcome = await runChild(folder, "autosave", { itemId: draft }, step, 1 + (round % 7));
      if (outcome.killed) killed += 1;
      const last = outcome.acknowledged.at(-1) as { draftSeq: number; text: string } | undefined;
      await reopened(folder, async (department) => {
        const item = await department.as("linxiaotong", "openItem", { itemId: draft });
        if (last) expect(item.draftSeq).toBeGreaterThanOrEqual(last.draftSeq);
        // At most the one save that was under way is there without its acknowledgement.
        expect(item.draftSeq - (last?.draftSeq ?? 1)).toBeLessThanOrEqual(1);
        if (last && item.draftSeq === last.draftSeq)
          expect(JSON.stringify(item.document)).toContain(last.text);
      });
      rmSync(folder, { recursive: true });
    }
    expect(killed).toBe(rounds);
  }, 180_000);

  it(`during a stage decision, ${rounds} rounds`, async () => {
    let killed = 0;
    for (let round = 0; round < rounds; round += 1) {
      const folder = copy(round, "decide");
      const step = ["before-decision", "before-commit", "after-decision"][round % 3] ?? "";
      const outcome = await runChild(folder, "decide", deciding, step, 1);
      if (outcome.killed) killed += 1;
      await reopened(folder, async (department) => {
        const view = await department.as("zhaoliqun", "readReview", { reviewId: deciding.reviewId });
        const decided = view.stages.find((stage) => stage.stage === "unitHeadReview")?.state === "done";
        if (outcome.acknowledged.length > 0 || step === "after-decision") expect(decided).toBe(true);
        // Decision and position of the review stand or fall together.
        expect(view.currentStage).toBe(decided ? "confidentialityCheck" : "unitHeadReview");
      });
      rmSync(folder, { recursive: true });
    }
    expect(killed).toBe(rounds);
  }, 180_000);

  it(`during release, ${rounds} rounds`, async () => {
    let killed = 0;
    for (let round = 0; round < rounds; round += 1) {
      const folder = copy(round, "release");
      const step = ["before-release", "before-commit", "after-release"][round % 3] ?? "";
      const outcome = await runChild(folder, "release", releasing, step, 1);
      if (outcome.killed) killed += 1;
      await reopened(folder, async (department) => {
        const raw = await rawStore(folder);
        const count = (sql: string) => (raw.prepare(sql).get(releasing.reviewId) as { n: number }).n;
        const published = count("SELECT count(*) AS n FROM publication WHERE review_id=?");
        const sealed = count(
          "SELECT count(*) AS n FROM outbox o JOIN publication p ON p.package_id=o.package_id WHERE p.review_id=?",
        );
        const used = count("SELECT count(*) AS n FROM review WHERE id=? AND state='used'");
        raw.close();
        if (outcome.acknowledged.length > 0 || step === "after-release") expect(published).toBe(1);
        expect([sealed, used]).toEqual([published, published]);
        const view = await department.as("linxiaotong", "openItem", { itemId: releasing.itemId });
        expect(view.state).toBe(published === 1 ? "published" : "approved");
      });
      rmSync(folder, { recursive: true });
    }
    expect(killed).toBe(rounds);
  }, 180_000);
});
