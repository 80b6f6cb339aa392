import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Contract } from "../../../shared/contract/index.ts";
import type { InputOf } from "../../../shared/contract/operation.ts";
import {
  answerChecklist,
  draftItem,
  openDepartment,
  plainDocument,
  proactiveMetadata,
  screened,
  type Department,
} from "../support/department.ts";

type ListInput = InputOf<Contract["listItems"]>;

/** The facets of 公开信息: whatever number stands beside a condition, the list under it has as many. */
describe("the facets of the list", () => {
  let department: Department;
  const idsOf = async (input: Partial<ListInput>) =>
    (await department.as("hejing", "listItems", { limit: 100, ...input })).rows.map((row) => row.itemId);

  beforeAll(async () => {
    department = await openDepartment({ now: "2026-09-16T01:00:00Z" });
    const formedOn = {
      // 20 working days after the day of forming, with today the 16th of September, a Wednesday.
      over: "2026-08-18",
      lastDay: "2026-08-19",
      inThree: "2026-08-24",
      inFour: "2026-08-25",
      inTen: "2026-09-02",
    };
    for (const [index, day] of Object.values(formedOn).entries()) {
      const drafter = index < 2 ? "sunyihang" : "linxiaotong";
      const title = `第${index + 1}件公示`;
      const itemId = await draftItem(department, drafter, title, `${title}。现予公示。`);
      const { draftSeq } = await department.as(drafter, "openItem", { itemId });
      await department.as(drafter, "saveDraft", {
        itemId,
        draftSeq,
        document: plainDocument(`${title}。现予公示。`),
        metadata: { ...proactiveMetadata(title), formedOn: day as never },
      });
      await screened(department, drafter, itemId);
      if (index > 1) continue;
      const { reviewId } = await department.as(drafter, "openReview", { itemId });
      if (index === 0) continue;
      const { revision } = await department.as(drafter, "readReview", { reviewId });
      await answerChecklist(department, drafter, reviewId);
      const stage = { reviewId, digest: revision.digest, decision: "agree" } as const;
      await department.as(drafter, "decideStage", { ...stage, stage: "selfCheck" });
    }
  });
  afterAll(async () => await department.remove());

  it("count stages, units and the days left", async () => {
    const facets = await department.as("hejing", "itemFacets", {});
    expect(facets.stage).toEqual({ selfCheck: 1, unitHeadReview: 1 });
    expect(facets.unit).toEqual({ 房产管理科: 2, 物业监管科: 3 });
    expect(facets.due).toEqual({ overdue: 1, within3: 2, within10: 4 });
  });

  it("are as many as the list under each has", async () => {
    const facets = await department.as("hejing", "itemFacets", {});
    const under = (input: object, count: number) => ({ input: input as Partial<ListInput>, count });
    const conditions = [
      ...Object.entries(facets.state).map(([key, n]) => under({ state: [key] }, n)),
      ...Object.entries(facets.stage).map(([key, n]) => under({ stage: [key] }, n)),
      ...Object.entries(facets.unit).map(([key, n]) => under({ unit: [key] }, n)),
      ...Object.entries(facets.due).map(([key, n]) => under({ due: [key] }, n)),
    ];
    expect(conditions.length).toBeGreaterThan(8);
    for (const { input, count } of conditions)
      for (const sort of ["updated", "due", "title"] as const)
        expect([input, sort, new Set(await idsOf({ ...input, sort })).size]).toEqual([input, sort, count]);
  });

  it("are joined: either of a group fits, every group must", async () => {
    const both = await idsOf({ stage: ["selfCheck"], state: ["drafting"] });
    expect(both).toHaveLength(4);
    // A paper on a stage is under review: it is there once.
    expect(await idsOf({ stage: ["selfCheck"], state: ["underReview"] })).toHaveLength(2);
    expect(await idsOf({ stage: ["selfCheck", "unitHeadReview"], unit: ["物业监管科"] })).toEqual([]);
    expect(await idsOf({ due: ["overdue", "within3"], unit: ["房产管理科"] })).toHaveLength(2);
    const nearest = await idsOf({ due: ["within10"], sort: "due" });
    const pages: string[] = [];
    let after: string | undefined;
    do {
      const page = await department.as("hejing", "listItems", {
        limit: 1,
        due: ["within10"],
        sort: "due",
        ...(after === undefined ? {} : { after }),
      });
      pages.push(...page.rows.map((row) => row.itemId));
      after = page.next;
    } while (after !== undefined);
    expect(pages).toEqual(nearest);
    expect(nearest).toHaveLength(4);
  });
});
