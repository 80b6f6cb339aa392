import { afterAll, beforeAll, describe, expect, it } from "vitest";

import {
  approve,
  draftItem,
  openDepartment,
  type AccountName,
  type Department,
} from "../support/department.ts";

/** 我审过的: the own decisions, newest first, page by page, and how many of today. */
describe("what a person decided", () => {
  let department: Department;
  const titles = ["第一件公示", "第二件公示"];
  const decided = (who: AccountName, input: { after?: string; limit?: number } = {}) =>
    department.as(who, "decidedReviews", { limit: 50, ...input });

  beforeAll(async () => {
    department = await openDepartment();
    for (const title of titles) {
      const itemId = await draftItem(department, "linxiaotong", title, `${title}。现予公示。`);
      const { reviewId } = await department.as("linxiaotong", "openReview", { itemId });
      const { revision } = await department.as("linxiaotong", "readReview", { reviewId });
      await approve(department, reviewId, revision.digest);
    }
  });
  afterAll(async () => await department.remove());

  it("lists the own decisions only, newest first, with the stage and where the review stands", async () => {
    const { rows, today, next } = await decided("zhaoliqun");
    expect(rows.map((row) => row.title)).toEqual(titles.toReversed());
    expect(new Set(rows.map((row) => row.stage))).toEqual(new Set(["unitHeadReview"]));
    expect(rows[0]).toMatchObject({ decision: "agree", opinion: false, state: "approved", revNo: 1 });
    expect(next).toBeUndefined();
    expect(today).toEqual({ reviews: 2, latestAt: rows[0]?.at });
    expect((await decided("linxiaotong")).rows.map((row) => row.stage)).toEqual(
      titles.map(() => "selfCheck"),
    );
    expect((await decided("sunyihang")).rows).toEqual([]);
  });

  it("gives the same list page by page", async () => {
    const whole = (await decided("hejing")).rows;
    const paged = [];
    let after: string | undefined;
    do {
      const page = await decided("hejing", { limit: 1, ...(after === undefined ? {} : { after }) });
      paged.push(...page.rows);
      after = page.next;
    } while (after !== undefined);
    expect(paged).toEqual(whole);
    expect(whole).toHaveLength(2);
    const broken = await department.ask("hejing", "decidedReviews", { limit: 1, after: "nothing" });
    expect(broken.ok === false && broken.error).toMatchObject({ code: "invalid-input", field: "after" });
  });

  it("stands under 今天已办结 on the desk, besides what still waits, and not tomorrow", async () => {
    const home = await department.as("zhengke", "readHome", {});
    const done = home.rows.filter((row) => row.group === "doneToday");
    expect(done.map((row) => row.title)).toEqual(titles.toReversed());
    expect(home.counts.work).toBe(home.rows.length - done.length);
    // 08:00 of the next day in Beijing.
    department.setNow("2026-09-17T00:00:00Z");
    const later = await department.as("zhengke", "readHome", {});
    expect(later.rows.filter((row) => row.group === "doneToday")).toEqual([]);
    const { rows, today } = await decided("zhengke");
    expect(today).toEqual({ reviews: 0 });
    expect(rows).toHaveLength(2);
  });
});
