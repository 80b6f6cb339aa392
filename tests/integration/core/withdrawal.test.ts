import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { approve, draftItem, openDepartment, passphrase, type Department } from "../support/department.ts";

/** Withdrawal with its own review and package, and the check after publication, over the real store. */
describe("after a release", () => {
  let department: Department;
  beforeAll(async () => {
    department = await openDepartment();
  });
  afterAll(async () => {
    await department.remove();
  });

  const approved = async (title: string) => {
    const itemId = await draftItem(department, "linxiaotong", title, "现予公示。");
    const { reviewId } = await department.as("linxiaotong", "openReview", { itemId });
    const view = await department.as("linxiaotong", "readReview", { reviewId });
    await approve(department, reviewId, view.revision.digest);
    return { itemId, reviewId, digest: view.revision.digest };
  };
  const released = async (title: string) => {
    const ready = await approved(title);
    const { publicationId } = await department.as("hejing", "release", {
      reviewId: ready.reviewId,
      digest: ready.digest,
      passphrase,
    });
    return { ...ready, publicationId };
  };
  const request = async (publicationId: string) => {
    const { withdrawalId } = await department.as("hejing", "requestWithdrawal", {
      publicationId,
      reason: "privacy",
      note: "",
    });
    const view = await department.as("zhoumin", "readRelease", { publicationId });
    const digest = view.withdrawals[0]?.digest ?? "";
    return { withdrawalId, digest, decision: "agree" as const, note: "", passphrase };
  };

  it("is taken down by a review of its own, in a package of its own that verifies", async () => {
    const { publicationId, itemId } = await released("要撤下的公示");
    const early = await department.ask("hejing", "requestWithdrawal", {
      publicationId,
      reason: "expired",
      note: "",
    });
    expect(early.ok === false && early.error.code).toBe("term-not-over");
    const decide = await request(publicationId);
    const twice = await department.ask("sunyihang", "requestWithdrawal", {
      publicationId,
      reason: "privacy",
      note: "",
    });
    expect(twice.ok === false && twice.error.code).toBe("withdrawal-open");

    const home = await department.as("zhoumin", "readHome", {});
    expect(home.rows.find((row) => row.workId === `withdrawal:${decide.withdrawalId}`)).toMatchObject({
      todo: "审查撤下",
      address: `/publications/${publicationId}`,
    });
    for (const wrong of ["hejing", "linxiaotong"] as const) {
      const refused = await department.ask(wrong, "decideWithdrawal", decide);
      expect(refused.ok === false && refused.error.code).toBe("not-allowed");
    }
    const changed = await department.ask("zhoumin", "decideWithdrawal", {
      ...decide,
      digest: "0".repeat(64),
    });
    expect(changed.ok === false && changed.error.code).toBe("stale");

    const { packageId = "" } = await department.as("zhoumin", "decideWithdrawal", decide);
    const again = await department.ask("zhengke", "decideWithdrawal", decide);
    expect(again.ok === false && again.error.code).toBe("withdrawal-closed");
    const row = (await department.as("hejing", "listPublications", { state: ["withdrawn"] })).rows.find(
      (each) => each.publicationId === publicationId,
    );
    expect(row?.state).toBe("withdrawn");
    expect((await department.as("hejing", "openItem", { itemId })).state).toBe("withdrawn");
    const file = await department.as("hejing", "downloadPackage", { packageId, purpose: "送市政府信息中心" });
    const verdict = await department.as("hejing", "verifyPackage", {
      bytes: Uint8Array.from(file.bytes),
    });
    expect(verdict).toMatchObject({ valid: true, packageId });
    const listed = (await department.as("hejing", "listPackages", {})).rows.find(
      (each) => each.packageId === packageId,
    );
    expect(listed?.kind).toBe("withdraw");
    expect((await department.as("fengshen", "verifyAudit", {})).valid).toBe(true);
  });

  it("wins over a release it races, in whichever order they start", async () => {
    for (const withdrawFirst of [true, false]) {
      const one = await released(`竞相公示${withdrawFirst ? "甲" : "乙"}`);
      const other = await approved(`同时发布${withdrawFirst ? "甲" : "乙"}`);
      const decide = await request(one.publicationId);
      const acts = {
        withdraw: () => department.ask("zhoumin", "decideWithdrawal", decide),
        release: () =>
          department.ask("hejing", "release", {
            reviewId: other.reviewId,
            digest: other.digest,
            passphrase,
          }),
      };
      const [withdrawn] = withdrawFirst
        ? await Promise.all([acts.withdraw(), acts.release()])
        : (await Promise.all([acts.release(), acts.withdraw()])).toReversed();
      expect(withdrawn?.ok).toBe(true);
      const view = await department.as("hejing", "readRelease", { publicationId: one.publicationId });
      expect(view.withdrawnAt).toBeDefined();
    }
  });

  it("is checked within one working day: on the desk until then, point by point", async () => {
    const { publicationId } = await released("要复核的公示");
    const onDesk = async () =>
      (await department.as("linxiaotong", "readHome", {})).rows.find(
        (row) => row.workId === `post-check:${publicationId}`,
      );
    // Released on Wednesday 2026-09-16 [convention of review.md §1]: due the next day.
    expect(await onDesk()).toMatchObject({ todo: "复核", remainingWorkdays: 1 });
    const view = await department.as("linxiaotong", "readRelease", { publicationId });
    expect(view.postCheckDue).toBe("2026-09-17");
    const check = { publicationId, result: "same" as const, place: "政府网站", note: "" };
    const partly = await department.ask("linxiaotong", "recordPostCheck", { ...check, points: ["text"] });
    expect(partly.ok === false && partly.error.code).toBe("points-missing");
    await department.as("linxiaotong", "recordPostCheck", {
      ...check,
      points: ["text", "attachments", "audience", "term", "links"],
    });
    expect(await onDesk()).toBeUndefined();
    const after = await department.as("linxiaotong", "readRelease", { publicationId });
    expect(after.postChecks).toMatchObject([{ result: "same", by: "林晓彤" }]);
  });
});
