import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { CalendarDay } from "../../../shared/kernel/calendar-day.ts";
import { contract } from "../../../shared/contract/index.ts";
import {
  answerChecklist,
  draftItem,
  openDepartment,
  passphrase,
  type AccountName,
  type Department,
} from "../support/department.ts";

const codeOf = (envelope: { ok: boolean; error?: { code: string } }) =>
  envelope.ok ? "ok" : envelope.error?.code;
type Stage = "selfCheck" | "unitHeadReview" | "confidentialityCheck" | "officeCheck" | "leaderApproval";

/** Acting for somebody else through the contract (SD-05, SD-07, SD-08; review.md §2). */
describe("acting for somebody else", () => {
  let department: Department;
  let personOf: (account: AccountName) => string;
  beforeAll(async () => {
    department = await openDepartment();
    const people = await department.as("hejing", "listPeople", {});
    const accounts = await department.as("qianrui", "listAccounts", {});
    personOf = (account) => {
      const found = accounts.find((entry) => entry.accountName === account)?.accountId;
      return people.find((entry) => entry.accountId === found)?.personId ?? "";
    };
  });
  afterAll(() => department.remove());

  const decide = async (
    account: AccountName,
    review: { reviewId: string; digest: string },
    stage: Stage,
    decision: "agree" | "return" = "agree",
  ) =>
    codeOf(
      await department.ask(account, "decideStage", {
        reviewId: review.reviewId,
        digest: review.digest,
        stage,
        decision,
        ...(decision === "return" ? { reasons: [{ text: "请补充依据" }] } : {}),
        ...(stage === "confidentialityCheck" || stage === "leaderApproval"
          ? { conclusion: "disclose" as const }
          : {}),
        ...(stage === "leaderApproval" ? { passphrase } : {}),
      }),
    );
  async function opened(title: string, drafter: AccountName = "linxiaotong") {
    const itemId = await draftItem(department, drafter, title, `${title}。现予公示。`);
    const { reviewId } = await department.as(drafter, "openReview", { itemId });
    const view = await department.as(drafter, "readReview", { reviewId });
    await answerChecklist(department, drafter, reviewId);
    expect(await decide(drafter, { reviewId, digest: view.revision.digest }, "selfCheck")).toBe("ok");
    return { itemId, reviewId, digest: view.revision.digest };
  }
  async function lend(
    from: AccountName,
    to: AccountName,
    stage: "unitHeadReview" | "confidentialityCheck" | "officeCheck" | "leaderApproval",
    days: readonly [string, string] = ["2026-09-16", "2026-09-20"],
  ) {
    const { delegationId } = await department.as(from, "proposeDelegation", {
      stage,
      toPersonId: personOf(to),
      fromDay: days[0] as CalendarDay,
      untilDay: days[1] as CalendarDay,
      reason: "外出参加培训",
    });
    await department.as("qianrui", "confirmDelegation", { delegationId, decision: "confirm", passphrase });
    return delegationId;
  }
  const end = (account: AccountName, delegationId: string) =>
    department.as(account, "endDelegation", { delegationId, reason: "已回单位" });

  it("a stage right lent for dates works from its confirmation to its end, and the record says for whom", async () => {
    const review = await opened("委托办理的公示");
    expect(await decide("sunyihang", review, "unitHeadReview")).toBe("not-your-stage");
    const { delegationId } = await department.as("zhaoliqun", "proposeDelegation", {
      stage: "unitHeadReview",
      toPersonId: personOf("sunyihang"),
      fromDay: "2026-09-16" as CalendarDay,
      untilDay: "2026-09-18" as CalendarDay,
      reason: "外出参加培训",
    });
    expect(await decide("sunyihang", review, "unitHeadReview")).toBe("not-your-stage");
    const waiting = async () =>
      (await department.as("qianrui", "readHome", {})).rows.find((row) => row.workId.endsWith(delegationId));
    expect(await waiting()).toMatchObject({
      group: "today",
      title: "赵立群委托孙一航：部门审核",
      todo: "确认",
    });
    await department.as("qianrui", "confirmDelegation", { delegationId, decision: "confirm", passphrase });
    expect(await waiting()).toBeUndefined();
    const queue = await department.as("sunyihang", "reviewQueue", { stage: ["unitHeadReview"] });
    expect(queue.rows.find((row) => row.reviewId === review.reviewId)?.route).toBe(
      "受赵立群委托，至2026年9月18日",
    );
    const seen = await department.as("sunyihang", "readReview", { reviewId: review.reviewId });
    expect(seen).toMatchObject({
      mayDecide: true,
      actingFor: { kind: "deputy", personName: "赵立群" },
    });
    expect(await decide("sunyihang", review, "unitHeadReview")).toBe("ok");
    const view = await department.as("zhoumin", "readReview", { reviewId: review.reviewId });
    expect(view.stages.find((stage) => stage.stage === "unitHeadReview")).toMatchObject({
      personName: "孙一航",
      actedFor: "受赵立群委托",
    });
    const form = await department.as("zhoumin", "readReviewForm", { reviewId: review.reviewId });
    expect(form.rows.find((row) => row.label === "业务处室负责人意见")?.value).toContain(
      "孙一航（受赵立群委托）",
    );
    const acts = (await department.as("fengshen", "listAudit", { limit: 200 })).rows.map((row) => row.act);
    expect(acts).toEqual(expect.arrayContaining(["提出委托", "确认委托"]));

    const later = await opened("委托终止以后的公示");
    await end("zhaoliqun", delegationId);
    expect(await decide("sunyihang", later, "unitHeadReview")).toBe("not-your-stage");
    expect(await decide("zhaoliqun", later, "unitHeadReview")).toBe("ok");
  });

  it("a lent right gets nobody round the separation of duties", async () => {
    // The drafter receives the right of the unit head: the own item stays closed.
    const toDrafter = await lend("zhaoliqun", "linxiaotong", "unitHeadReview");
    const own = await opened("承办人受托的公示");
    expect(await decide("linxiaotong", own, "unitHeadReview")).toBe("own-item");
    await end("zhaoliqun", toDrafter);
    // Who decided an earlier stage receives a later one.
    const toHead = await lend("zhoumin", "zhaoliqun", "confidentialityCheck");
    const twice = await opened("同一人受托的公示");
    expect(await decide("zhaoliqun", twice, "unitHeadReview")).toBe("ok");
    expect(await decide("zhaoliqun", twice, "confidentialityCheck")).toBe("already-decided-a-stage");
    const queue = await department.as("zhaoliqun", "reviewQueue", { stage: ["confidentialityCheck"] });
    expect(queue.rows.map((row) => row.reviewId)).not.toContain(twice.reviewId);
    await end("zhoumin", toHead);
    // A lender who already decided a stage acts a second time through somebody else.
    const head = await lend("zhaoliqun", "sunyihang", "unitHeadReview");
    await department.as("qianrui", "grantRoles", {
      accountId:
        (await department.as("qianrui", "listAccounts", {})).find(
          (entry) => entry.accountName === "zhaoliqun",
        )?.accountId ?? "",
      roles: ["unitHead", "confidentialityReviewer"],
    });
    const through = await opened("委托人另办环节的公示");
    expect(await decide("sunyihang", through, "unitHeadReview")).toBe("ok");
    expect(await decide("zhaoliqun", through, "confidentialityCheck")).toBe("already-decided-a-stage");
    await end("zhaoliqun", head);
  });

  it.each([
    ["to oneself", { toPersonId: "zhaoliqun" }, "to-oneself"],
    ["of a stage one does not hold", { stage: "leaderApproval" }, "lender-lacks-role"],
    ["to an administrator", { toPersonId: "fengshen" }, "deputy-is-administrator"],
    ["with the days reversed", { fromDay: "2026-09-20", untilDay: "2026-09-17" }, "days-reversed"],
    ["for days gone by", { fromDay: "2026-09-01", untilDay: "2026-09-02" }, "days-past"],
    ["for good", { untilDay: "2027-09-16" }, "too-long"],
    ["of somebody else's right", { fromPersonId: "zhoumin" }, "not-allowed"],
  ] as const)("refuses a delegation %s", async (_name, change, code) => {
    const given = {
      stage: "unitHeadReview",
      toPersonId: "sunyihang",
      fromDay: "2026-09-16",
      untilDay: "2026-09-20",
      ...change,
    };
    const refused = await department.ask("zhaoliqun", "proposeDelegation", {
      ...given,
      toPersonId: personOf(given.toPersonId as AccountName),
      ...("fromPersonId" in change ? { fromPersonId: personOf(change.fromPersonId) } : {}),
      reason: "外出",
    } as never);
    expect(codeOf(refused)).toBe(code);
  });

  it("break-glass takes two persons, one review and one day, and the auditor sees it first", async () => {
    const review = await opened("应急办理的公示");
    const ask = (by: AccountName, to: AccountName) =>
      department.ask(by, "proposeEmergency", {
        reviewId: review.reviewId,
        toPersonId: personOf(to),
        reason: "部门负责人住院且联系不上，灾害预警须当日发布",
      });
    expect(codeOf(await ask("zhaoliqun", "sunyihang"))).toBe("not-allowed");
    expect(codeOf(await ask("hejing", "hejing"))).toBe("to-oneself");
    expect(codeOf(await ask("hejing", "linxiaotong"))).toBe("own-item");
    const proposed = await ask("hejing", "sunyihang");
    if (!proposed.ok) throw new Error(proposed.error.code);
    const { delegationId } = proposed.value;
    expect(await decide("sunyihang", review, "unitHeadReview")).toBe("not-your-stage");
    const confirm = { delegationId, decision: "confirm" as const, passphrase };
    expect(codeOf(await department.ask("hejing", "confirmDelegation", confirm))).toBe("not-allowed");
    expect(
      codeOf(await department.ask("qianrui", "confirmDelegation", { ...confirm, passphrase: "x" })),
    ).toBe("wrong-passphrase");
    await department.as("qianrui", "confirmDelegation", confirm);
    const other = await opened("应急以外的公示");
    expect(await decide("sunyihang", other, "unitHeadReview")).toBe("not-your-stage");
    expect(await decide("sunyihang", review, "unitHeadReview")).toBe("ok");

    const first = (await department.as("fengshen", "listDelegations", {})).rows[0];
    expect(first).toMatchObject({
      kind: "emergency",
      delegationId,
      reason: "部门负责人住院且联系不上，灾害预警须当日发布",
      proposedByName: "何静",
      confirmedByName: "钱锐",
      toPersonName: "孙一航",
    });
    expect(JSON.stringify(first)).not.toContain("应急办理的公示");
    const onDesk = async () => JSON.stringify((await department.as("fengshen", "readHome", {})).rows);
    expect(await onDesk()).toContain(delegationId);
    expect(await onDesk()).not.toContain("应急办理的公示");
    await department.as("fengshen", "acknowledgeEmergency", { delegationId });
    expect(await onDesk()).not.toContain(delegationId);
    const after = (await department.as("fengshen", "listDelegations", {})).rows;
    expect(after.find((row) => row.delegationId === delegationId)?.seenByName).toBe("冯审");
  });

  it("an absent reviewer's queue goes to a colleague with a brief for each item", async () => {
    const mine = await opened("移交的公示");
    const kept = await opened("受领人不能办的公示", "sunyihang");
    for (const review of [mine, kept]) expect(await decide("zhaoliqun", review, "unitHeadReview")).toBe("ok");
    const none = await department.as("zhoumin", "handOverQueue", {
      toPersonId: personOf("sunyihang"),
      reason: "休假",
    });
    expect(none.rows.find((row) => row.reviewId === mine.reviewId)).toMatchObject({
      done: false,
      because: "受领人没有专门审查的职责，也没有生效的委托",
    });
    const right = await lend("zhoumin", "sunyihang", "confidentialityCheck");
    const done = await department.as("zhoumin", "handOverQueue", {
      toPersonId: personOf("sunyihang"),
      reason: "休假，9月21日回",
    });
    expect(done.rows.find((row) => row.reviewId === mine.reviewId)?.done).toBe(true);
    expect(done.rows.find((row) => row.reviewId === kept.reviewId)).toMatchObject({
      done: false,
      because: "承办人不能审查自己承办的事项",
    });
    const received = (await department.as("sunyihang", "listHandovers", {})).rows[0];
    const item = received?.items.find((entry) => entry.reviewId === mine.reviewId);
    expect(received).toMatchObject({
      fromPersonName: "周敏",
      toPersonName: "孙一航",
      reason: "休假，9月21日回",
    });
    expect(item).toMatchObject({ waiting: true, stage: "confidentialityCheck" });
    expect(item?.brief.what).toContain("《移交的公示》");
    expect(item?.brief.stands).toEqual(
      expect.arrayContaining(["现在专门审查", "部门审核：赵立群，同意公开"]),
    );
    expect(item?.brief.time).toContain("还剩 3 个工作日");
    expect(item?.brief.open).toContain("核对单 40 项未答");

    const row = (await department.as("sunyihang", "reviewQueue", {})).rows.find(
      (entry) => entry.reviewId === mine.reviewId,
    );
    expect(row).toMatchObject({ assignee: "孙一航" });
    expect(row?.route).toContain("接周敏移交");
    // It left the queue of the absent; all rows can still be asked for.
    const left = (await department.as("zhoumin", "reviewQueue", {})).rows.map((entry) => entry.reviewId);
    expect(left).not.toContain(mine.reviewId);
    expect(left).toContain(kept.reviewId);
    const all = (await department.as("zhoumin", "reviewQueue", { owners: "all" })).rows;
    expect(all.map((entry) => entry.reviewId)).toContain(mine.reviewId);
    const view = await department.as("sunyihang", "readReview", { reviewId: mine.reviewId });
    expect(view.events.map((event) => event.what)).toContain("将周敏的待办移交孙一航");
    const acts = (await department.as("fengshen", "listAudit", { limit: 100 })).rows.map(
      (entry) => entry.act,
    );
    expect(acts).toContain("移交待办");
    await end("zhoumin", right);
  });

  it("the office assigns many at once; a row that may not be assigned says why", async () => {
    const one = await opened("指派的公示");
    const two = await opened("已在部门审核之后的公示");
    expect(await decide("zhaoliqun", two, "unitHeadReview")).toBe("ok");
    const { rows } = await department.as("hejing", "assignReviews", {
      reviewIds: [one.reviewId, two.reviewId],
      toPersonId: personOf("zhoumin"),
      reason: "熟悉这类公示",
    });
    expect(rows).toEqual([
      { reviewId: one.reviewId, done: false, because: "受领人没有部门审核的职责，也没有生效的委托" },
      { reviewId: two.reviewId, done: true },
    ]);
    const row = (await department.as("zhoumin", "reviewQueue", { owners: "own" })).rows.find(
      (entry) => entry.reviewId === two.reviewId,
    );
    expect(row?.route).toBe("何静指派周敏：熟悉这类公示");
    expect(
      codeOf(
        await department.ask("zhoumin", "assignReviews", {
          reviewIds: [one.reviewId],
          toPersonId: personOf("zhaoliqun"),
        }),
      ),
    ).toBe("not-allowed");
    // Once the stage is over, so is the assignment.
    await answerChecklist(department, "zhoumin", two.reviewId);
    expect(await decide("zhoumin", two, "confidentialityCheck")).toBe("ok");
    const next = (await department.as("hejing", "reviewQueue", {})).rows.find(
      (entry) => entry.reviewId === two.reviewId,
    );
    expect(next?.assignee).toBeUndefined();
  });

  it("several are returned for one reason, each by its own signed decision; nothing can be agreed to so", async () => {
    const one = await opened("一起退回的公示甲");
    const two = await opened("一起退回的公示乙");
    const rows = [one, two].map((review) => ({
      reviewId: review.reviewId,
      stage: "unitHeadReview" as const,
      digest: review.digest,
    }));
    const before = (await department.as("fengshen", "listAudit", { limit: 1 })).size;
    const result = await department.as("zhaoliqun", "returnReviews", {
      rows: [...rows, { ...rows[0], digest: "0".repeat(64) } as never],
      reason: "标题与文号不一致",
    });
    expect(result.rows.map((row) => row.done)).toEqual([true, true, false]);
    for (const review of [one, two]) {
      const view = await department.as("zhaoliqun", "readReview", { reviewId: review.reviewId });
      expect(view.state).toBe("returned");
      expect(view.events.at(-1)?.detail).toContain("标题与文号不一致");
    }
    expect((await department.as("fengshen", "listAudit", { limit: 1 })).size).toBe(before + 2);

    // V2: no operation but the one for one review takes an agreement, and it takes no list.
    const agreeing = Object.values(contract).filter(({ name, input }) => {
      const many = input.safeParse({
        rows,
        reviewIds: rows.map((row) => row.reviewId),
        reviews: rows,
        reason: "x",
        toPersonId: one.reviewId,
        decision: "agree",
        conclusion: "disclose",
        passphrase,
      });
      return many.success && JSON.stringify(many.data).includes('"agree"') && !name.startsWith("withdrawal");
    });
    expect(agreeing.map(({ name }) => name)).toEqual([]);
    expect(
      contract.decideStage.input.safeParse({
        reviewId: [one.reviewId, two.reviewId],
        stage: "unitHeadReview",
        digest: one.digest,
        decision: "agree",
      }).success,
    ).toBe(false);
  });

  it("keeps filters of the queue for the account alone", async () => {
    await department.as("zhoumin", "saveQueueFilter", { name: "超期", filter: { overdueOnly: true } });
    const { rows } = await department.as("zhoumin", "saveQueueFilter", {
      name: "超期",
      filter: { overdueOnly: true, owners: "all" },
    });
    expect(rows).toMatchObject([{ name: "超期", filter: { overdueOnly: true, owners: "all" } }]);
    expect((await department.as("hejing", "listQueueFilters", {})).rows).toEqual([]);
    const foreign = await department.as("hejing", "deleteQueueFilter", { filterId: rows[0]?.filterId ?? "" });
    expect(foreign.rows).toEqual([]);
    expect((await department.as("zhoumin", "listQueueFilters", {})).rows).toHaveLength(1);
  });

  it("SD-08: with the setting the leader takes stages 2 and 5, and a unit may have no 部门审核", async () => {
    const settings = await department.as("qianrui", "readSettings", {});
    await department.as("qianrui", "updateSettings", { ...settings, leaderMayHeadUnit: true });
    const review = await opened("小单位的公示");
    expect(await decide("zhengke", review, "unitHeadReview")).toBe("ok");
    await answerChecklist(department, "zhoumin", review.reviewId);
    expect(await decide("zhengke", review, "confidentialityCheck")).toBe("not-your-stage");
    expect(await decide("zhoumin", review, "confidentialityCheck")).toBe("ok");
    expect(await decide("hejing", review, "officeCheck")).toBe("ok");
    const queue = await department.as("zhengke", "reviewQueue", { stage: ["leaderApproval"] });
    expect(queue.rows.map((row) => row.reviewId)).toContain(review.reviewId);
    expect(await decide("zhengke", review, "leaderApproval")).toBe("ok");
    await department.as("qianrui", "updateSettings", { ...settings, unitHeadStage: false });
    const short = await opened("没有部门审核的公示");
    const view = await department.as("zhoumin", "readReview", { reviewId: short.reviewId });
    expect(view.stages.map((stage) => stage.stage)).toEqual([
      "selfCheck",
      "confidentialityCheck",
      "officeCheck",
      "leaderApproval",
    ]);
    await department.as("qianrui", "updateSettings", settings);
  });
});
