import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { approve, draftItem, openDepartment, passphrase, type Department } from "../support/department.ts";
import { zipTexts } from "../support/zip-texts.ts";
import { rawStore } from "../support/raw-store.ts";

/** 泄密处置 over the real store (保密法实施条例61; review.md §7). */
describe("something is out and should not be", () => {
  let department: Department;
  let leakId: string;
  const secret = "马头山油库位于云和镇老街东侧，储油能力3万吨，夜间值守2人。";
  const out = new Map<string, string>();

  const release = async (title: string, text: string) => {
    const itemId = await draftItem(department, "linxiaotong", title, text);
    const { reviewId } = await department.as("linxiaotong", "openReview", { itemId });
    const view = await department.as("linxiaotong", "readReview", { reviewId });
    for (const join of (await department.as("zhoumin", "readJoins", { reviewId })).joins)
      await department.as("zhoumin", "answerJoin", {
        reviewId,
        joinId: join.joinId ?? "",
        answer: "accept",
        basis: "误认为可以公开",
      });
    await approve(department, reviewId, view.revision.digest);
    const { publicationId } = await department.as("hejing", "release", {
      reviewId,
      digest: view.revision.digest,
      passphrase,
    });
    out.set(title, publicationId);
  };
  const id = (title: string) => out.get(title) ?? "";
  const step = async (name: "evidenceKept" | "reportedToAuthority" | "reportedToSuperior" | "closed") => {
    const answer = await department.ask("zhoumin", "recordLeakStep", { leakId, step: name, note: "已办" });
    return answer.ok ? "ok" : answer.error.code;
  };
  const agree = async (title: string) => {
    const view = await department.as("zhengke", "readRelease", { publicationId: id(title) });
    const open = view.withdrawals[0];
    await department.as("zhengke", "decideWithdrawal", {
      withdrawalId: open?.withdrawalId ?? "",
      digest: open?.digest ?? "",
      decision: "agree",
      note: "",
      passphrase,
    });
  };

  beforeAll(async () => {
    department = await openDepartment();
    await release("能源保障公示", `${secret}\n现予公示。`);
    await release("转载的公示", `转发如下。\n${secret}`);
    await release("无关的公示", "道路施工，请绕行。\n现予公示。");
  });
  afterAll(() => department.remove());

  it("one act puts it on record, asks for the take-down and starts the clock", async () => {
    ({ leakId } = await department.as("hejing", "openLeak", {
      publicationId: id("能源保障公示"),
      kind: "stateSecret",
      foundHow: "群众来电",
    }));
    const view = await department.as("hejing", "readLeak", { leakId });
    expect(view.incidentNo).toBe("泄处〔2026〕1号");
    expect(Date.parse(view.standing.reportBy ?? "") - Date.parse(view.discoveredAt)).toBe(24 * 3_600_000);
    expect(view.releases).toMatchObject([
      { link: "itself", withdrawal: { withdrawalNo: "密撤〔2026〕1号" } },
    ]);
    const again = await department.ask("hejing", "openLeak", {
      publicationId: id("能源保障公示"),
      kind: "stateSecret",
      foundHow: "又",
    });
    expect(again.ok === false && again.error.code).toBe("leak-open");
    const home = await department.as("zhoumin", "readHome", {});
    expect(home.rows.find((row) => row.workId === `leak:${leakId}`)).toMatchObject({
      address: `/publications/leaks/${leakId}`,
    });
  });

  it("finds what has the same content, and nothing else", async () => {
    const { siblings } = await department.as("zhoumin", "readLeak", { leakId });
    expect(siblings.map((each) => [each.title, each.link])).toEqual([["转载的公示", "sameText"]]);
    const other = await department.ask("zhoumin", "addLeakRelease", {
      leakId,
      publicationId: id("无关的公示"),
    });
    expect(other.ok === false && other.error.code).toBe("unknown-publication");
    await department.as("zhoumin", "addLeakRelease", { leakId, publicationId: id("转载的公示") });
    const view = await department.as("zhoumin", "readLeak", { leakId });
    expect(view.siblings).toEqual([]);
    expect(view.releases.map((each) => each.withdrawal?.withdrawalNo)).toEqual([
      "密撤〔2026〕1号",
      "密撤〔2026〕2号",
    ]);
  });

  it("cannot be closed before it is down and reported, neither by raw SQL", async () => {
    expect(await step("closed")).toBe("withdrawals-open");
    const raw = await rawStore(department.folder);
    const forge = (account: string, name: string) =>
      raw
        .prepare(
          "INSERT INTO leak_step SELECT ?, ?, 'x', a.id, a.person_id, '2026-09-16T05:00:00Z' FROM account a WHERE a.name = ?",
        )
        .run(leakId, name, account);
    expect(() => forge("zhoumin", "closed")).toThrow(/V1/);
    expect(() => forge("linxiaotong", "evidenceKept")).toThrow(/V4/);
    expect(() => raw.prepare("UPDATE leak SET kind = 'privacy'").run()).toThrow(/V5/);
    expect(() => raw.prepare("DELETE FROM leak_release").run()).toThrow(/V5/);
    raw.close();
    await agree("能源保障公示");
    await agree("转载的公示");
    expect(await step("closed")).toBe("steps-missing");
    expect(await step("evidenceKept")).toBe("ok");
    expect(await step("reportedToAuthority")).toBe("ok");
    expect(await step("reportedToSuperior")).toBe("ok");
    const home = await department.as("zhoumin", "readHome", {});
    expect(home.rows.find((row) => row.workId === `leak:${leakId}`)).toMatchObject({
      todo: "查明原因，办结",
    });
    expect(await step("closed")).toBe("ok");
    expect(await step("closed")).toBe("leak-closed");
  });

  it("writes the report without a word of the content", async () => {
    for (const document of ["report", "record"] as const) {
      const file = await department.as("zhoumin", "exportLeakDocument", { leakId, document });
      const text = (await zipTexts(file.bytes)).get("word/document.xml") ?? "";
      expect(text).toContain("泄处〔2026〕1号");
      expect(text).toContain("密撤〔2026〕1号");
      expect(text).not.toContain("马头山");
      expect(text).not.toContain("3万吨");
    }
  });
});
