import { afterAll, beforeAll, describe, expect, it } from "vitest";

import {
  approve,
  draftItem,
  openDepartment,
  passphrase,
  plainDocument,
  proactiveMetadata,
  screened,
  type Department,
} from "../support/department.ts";
import { forgePublication, rawStore } from "../support/raw-store.ts";

/** Planned time, groups (三同步) and targeted delivery over the real store (seed document 二(六)1, 四(九)3). */
describe("when, with what and to whom something goes out", () => {
  let department: Department;
  beforeAll(async () => {
    department = await openDepartment();
  });
  afterAll(() => department.remove());

  const open = async (itemId: string) => {
    const { reviewId } = await department.as("linxiaotong", "openReview", { itemId });
    const view = await department.as("linxiaotong", "readReview", { reviewId });
    return { reviewId, digest: view.revision.digest };
  };
  const release = (one: { reviewId: string; digest: string }) =>
    department.ask("hejing", "release", { ...one, passphrase });
  const codeOf = (answer: { ok: boolean; error?: { code: string } }) =>
    answer.ok ? "ok" : answer.error?.code;

  it("waits for its planned time, also by raw SQL", async () => {
    const one = await open(await draftItem(department, "linxiaotong", "定时公示", "现予公示。"));
    await approve(department, one.reviewId, one.digest);
    const past = await department.ask("hejing", "planRelease", {
      reviewId: one.reviewId,
      notBefore: "2026-09-01T00:00:00.000Z",
      reason: "x",
    });
    expect(codeOf(past)).toBe("moment-in-past");
    await department.as("hejing", "planRelease", {
      reviewId: one.reviewId,
      notBefore: "2026-09-18T02:00:00.000Z",
      reason: "与新闻发布会同时",
    });
    expect(codeOf(await release(one))).toBe("blocked");
    const preview = await department.as("hejing", "previewRelease", { reviewId: one.reviewId });
    expect(preview.blockers).toMatchObject([{ code: "embargoed" }]);
    const raw = await rawStore(department.folder);
    expect(() => forgePublication(raw, one.reviewId)).toThrow(/V1: its planned time has not come/);
    expect(() => raw.prepare("UPDATE release_plan SET not_before = NULL").run()).toThrow(/V5/);
    raw.close();
    department.setNow("2026-09-18T02:00:01Z");
    const home = await department.as("hejing", "readHome", {});
    expect(home.rows.find((row) => row.workId === `planned:${one.reviewId}`)).toMatchObject({
      todo: "到时发布",
    });
    await department.as("zhoumin", "readHome", {});
    expect(codeOf(await release(one))).toBe("ok");
  });

  const contentOf = async (digest: string) => {
    const raw = await rawStore(department.folder);
    const row = raw.prepare("SELECT content FROM revision WHERE content_digest = ?").get(digest) as {
      content: Uint8Array;
    };
    raw.close();
    return JSON.parse(Buffer.from(row.content).toString("utf8")) as Record<string, unknown>;
  };
  const save = async (itemId: string, more: object, text = "现予公示。") => {
    const opened = await department.as("linxiaotong", "openItem", { itemId });
    await department.as("linxiaotong", "saveDraft", {
      itemId,
      draftSeq: opened.draftSeq,
      document: plainDocument(text),
      metadata: { ...opened.metadata, ...more },
      voidReview: true,
    });
    return screened(department, "linxiaotong", itemId);
  };

  it.each([
    ["2026-09-14", ["term-over"], "blocked"],
    ["2999-12-31", [], "ok"],
  ])("is not reviewed for a term whose last day is over (until %s)", async (day, blockers, opened) => {
    const itemId = await draftItem(department, "linxiaotong", `限期公示${day}`, "现予公示。");
    const item = await save(itemId, { publicationPeriod: { kind: "until", day } });
    expect(item.blockers.map(({ code }) => code)).toEqual(blockers);
    expect(codeOf(await department.ask("linxiaotong", "openReview", { itemId }))).toBe(opened);
  });

  it("carries a planned time in what is reviewed, and is handed over before it", async () => {
    const itemId = await draftItem(department, "linxiaotong", "计划公示", "现予公示。");
    const term = { kind: "naturalDays", days: 10 };
    const passed = await save(itemId, { notBefore: "2026-09-01T00:00:00.000Z", publicationPeriod: term });
    expect(passed.blockers).toMatchObject([{ code: "planned-time-over" }]);
    await save(itemId, { notBefore: "2026-10-12T01:00:00.000Z" });
    const first = await open(itemId);
    expect(await contentOf(first.digest)).toMatchObject({
      kind: "publish",
      scope: { notBefore: "2026-10-12T01:00:00.000Z" },
    });
    await approve(department, first.reviewId, first.digest);
    await save(itemId, { notBefore: "2026-10-12T02:00:00.000Z" });
    expect(codeOf(await release(first))).toBe("stale");
    const second = await open(itemId);
    await approve(department, second.reviewId, second.digest);
    const preview = await department.as("hejing", "previewRelease", { reviewId: second.reviewId });
    expect(preview).toMatchObject({ notBefore: "2026-10-12T02:00:00.000Z", blockers: [] });
    const { publicationId } = await department.as("hejing", "release", { ...second, passphrase });
    const view = await department.as("hejing", "readRelease", { publicationId });
    // Counted from the day it is out: ten days after 12 October, the check within one working day of it.
    expect(view).toMatchObject({ publicUntil: "2026-10-22", postCheckDue: "2026-10-13" });
    const { withdrawalId } = await department.as("hejing", "requestWithdrawal", {
      publicationId,
      reason: "error",
      note: "日期有误",
    });
    const raw = await rawStore(department.folder);
    const row = raw.prepare("SELECT content FROM withdrawal WHERE id = ?").get(withdrawalId) as {
      content: Uint8Array;
    };
    raw.close();
    expect(Buffer.from(row.content).toString("utf8")).not.toContain("notBefore");
  });

  it("marks as 废止 only what is out, with its basis, by a correction of its own review", async () => {
    const itemId = await draftItem(department, "linxiaotong", "旧的办法", "制定本办法。");
    const validity = { mark: "repealed", from: "2026-10-01", basis: "" };
    const early = await save(itemId, { validity });
    expect(early.blockers.map((blocker) => blocker.code)).toEqual([
      "mark-before-release",
      "mark-without-basis",
    ]);
    const metadata = (await department.as("linxiaotong", "openItem", { itemId })).metadata;
    const { validity: _mark, ...unmarked } = metadata;
    const opened = await department.as("linxiaotong", "openItem", { itemId });
    await department.as("linxiaotong", "saveDraft", {
      itemId,
      draftSeq: opened.draftSeq,
      document: plainDocument("制定本办法。"),
      metadata: unmarked,
    });
    await screened(department, "linxiaotong", itemId);
    const first = await open(itemId);
    await approve(department, first.reviewId, first.digest);
    expect(codeOf(await release(first))).toBe("ok");
    await save(itemId, { validity: { ...validity, basis: "云建发〔2026〕30号" } }, "制定本办法。");
    const second = await open(itemId);
    expect(await contentOf(second.digest)).toMatchObject({
      kind: "correct",
      parents: [first.digest],
      scope: { validity: { mark: "repealed", from: "2026-10-01", basis: "云建发〔2026〕30号" } },
    });
    await approve(department, second.reviewId, second.digest);
    const { publicationId } = await department.as("hejing", "release", { ...second, passphrase });
    const view = await department.as("hejing", "readRelease", { publicationId });
    expect(view.validity).toMatchObject({ mark: "repealed" });
  });

  it("goes out with its group or not at all; the group is in the reviewed bytes", async () => {
    const policy = await draftItem(department, "linxiaotong", "物业管理办法", "制定本办法。");
    const reading = await draftItem(department, "linxiaotong", "物业管理办法解读", "解读如下。");
    const { groupId } = await department.as("linxiaotong", "formGroup", {
      name: "物业办法与解读",
      itemIds: [policy, reading],
    });
    const again = await department.ask("linxiaotong", "formGroup", {
      name: "又",
      itemIds: [policy, reading],
    });
    expect(codeOf(again)).toBe("member-grouped");
    const first = await open(policy);
    expect(
      codeOf(await department.ask("linxiaotong", "dissolveGroup", { groupId, itemId: policy, reason: "x" })),
    ).toBe("member-busy");
    await approve(department, first.reviewId, first.digest);
    expect(codeOf(await release(first))).toBe("blocked");
    const raw = await rawStore(department.folder);
    const row = raw.prepare("SELECT content FROM revision WHERE content_digest = ?").get(first.digest) as {
      content: Uint8Array;
    };
    expect(JSON.parse(Buffer.from(row.content).toString("utf8"))).toMatchObject({
      group: { id: groupId, size: 2 },
    });
    expect(() => forgePublication(raw, first.reviewId, "2026-09-19T00:00:00.000Z")).toThrow(
      /V1: a member of its group is not approved/,
    );
    expect(() => raw.prepare("DELETE FROM item_group_member").run()).toThrow(/V5/);
    expect(() =>
      raw
        .prepare("INSERT INTO item_group_end SELECT ?, 'x', id, 'now' FROM account WHERE name = 'hejing'")
        .run(groupId),
    ).toThrow(/V3/);
    raw.close();
    const second = await open(reading);
    await approve(department, second.reviewId, second.digest);
    const view = await department.as("hejing", "readReleasePlan", { reviewId: first.reviewId });
    expect(view.group?.members.map((member) => member.ready)).toEqual([true, true]);
    expect([codeOf(await release(first)), codeOf(await release(second))]).toEqual(["ok", "ok"]);
  });

  it("targeted, it is delivered to each of those the review named, and to nobody else", async () => {
    const itemId = await draftItem(department, "linxiaotong", "定向告知", "请知悉。");
    const opened = await department.as("linxiaotong", "openItem", { itemId });
    await department.as("linxiaotong", "saveDraft", {
      itemId,
      draftSeq: opened.draftSeq,
      document: plainDocument("请知悉。"),
      metadata: {
        ...proactiveMetadata("定向告知"),
        channels: ["direct"],
        audience: { kind: "targeted", recipients: ["锦绣小区业主委员会", "南湖社区"] },
      } as never,
    });
    await screened(department, "linxiaotong", itemId);
    const one = await open(itemId);
    await approve(department, one.reviewId, one.digest);
    const { publicationId } = await department.as("hejing", "release", { ...one, passphrase });
    const onDesk = async () =>
      (await department.as("hejing", "readHome", {})).rows.find(
        (row) => row.workId === `deliver:${publicationId}`,
      );
    expect(await onDesk()).toMatchObject({ reason: expect.stringContaining("2 个") as string });
    const deliver = (recipient: string, deliveredOn = "2026-09-18") =>
      department.ask("hejing", "recordTargetedDelivery", {
        publicationId,
        recipient,
        method: "inPerson",
        evidence: "签收人王主任",
        deliveredOn: deliveredOn as never,
      });
    expect(codeOf(await deliver("东湖社区"))).toBe("unknown-recipient");
    expect(codeOf(await deliver("南湖社区", "2026-12-01"))).toBe("day-in-future");
    expect(codeOf(await deliver("南湖社区"))).toBe("ok");
    expect(codeOf(await deliver("南湖社区"))).toBe("already-delivered");
    const raw = await rawStore(department.folder);
    expect(() =>
      raw
        .prepare(
          "INSERT INTO targeted_delivery SELECT 'd', ?, '东湖社区', 'post', 'x', '2026-09-18', id, person_id, 'now' FROM account WHERE name = 'hejing'",
        )
        .run(publicationId),
    ).toThrow(/V3/);
    raw.close();
    expect(codeOf(await deliver("锦绣小区业主委员会"))).toBe("ok");
    expect(await onDesk()).toBeUndefined();
  });
});
