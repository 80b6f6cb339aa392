import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { openDepartment, type Department } from "../support/department.ts";
import { rawStore } from "../support/raw-store.ts";

/** A training run over the real store: it leaves its figures and nothing else. */
describe("a training run", () => {
  let department: Department;
  beforeAll(async () => {
    department = await openDepartment();
  });
  afterAll(() => department.remove());

  const counts = async () => {
    const raw = await rawStore(department.folder);
    const rows = ["item", "review", "publication", "finding", "aggregation_source", "aggregation_fact"].map(
      (table) => (raw.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n,
    );
    raw.close();
    return rows;
  };

  it("does not show what is planted, scores what was said, and touches nothing of the register", async () => {
    const before = await counts();
    const started = await department.as("zhoumin", "startTraining", {});
    expect(JSON.stringify(started.papers)).not.toContain("CR-");
    const score = await department.as("zhoumin", "finishTraining", {
      marks: [
        { paperId: "t03", kinds: ["hiddenData"] },
        { paperId: "t08", kinds: ["personal"] },
        { paperId: "c01", kinds: ["term"] },
      ],
      minutes: 12,
    });
    expect(score).toMatchObject({ caught: 2, falseAlarms: 1, cleanRight: score.clean - 1 });
    expect(score.papers.find((paper) => paper.paperId === "t08")?.missed.map((each) => each.kind)).toEqual([
      "workSecret",
    ]);
    expect(await counts()).toEqual(before);
  });

  it("shows each one the own results, the office and the leader everybody's", async () => {
    await department.as("linxiaotong", "finishTraining", { marks: [], minutes: 1 });
    const seen = async (account: "linxiaotong" | "zhoumin" | "zhengke") =>
      (await department.as(account, "startTraining", {})).results.map((row) => [row.by, row.caught]);
    expect(await seen("linxiaotong")).toEqual([["林晓彤", 0]]);
    expect(await seen("zhoumin")).toEqual([["周敏", 2]]);
    expect(await seen("zhengke")).toEqual([
      ["林晓彤", 0],
      ["周敏", 2],
    ]);
    const raw = await rawStore(department.folder);
    expect(() => raw.prepare("UPDATE training_result SET caught = traps").run()).toThrow(/V5/);
    raw.close();
  });
});
