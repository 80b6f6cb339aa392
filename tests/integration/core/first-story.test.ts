import { afterAll, beforeAll, describe, expect, it } from "vitest";

import {
  approve,
  draftItem,
  openDepartment,
  passphrase,
  screened,
  type Department,
} from "../support/department.ts";

describe("an item from draft to sealed package", () => {
  let department: Department;
  beforeAll(async () => {
    department = await openDepartment();
  });
  afterAll(() => department.remove());

  it("is no paper while it has nothing but its title", async () => {
    const itemId = await draftItem(department, "linxiaotong", "公示", "");
    const { draftSeq, metadata, document } = await department.as("linxiaotong", "openItem", { itemId });
    const title = { type: "title" as const, content: [{ type: "text" as const, text: "公示" }] };
    await department.as("linxiaotong", "saveDraft", {
      itemId,
      draftSeq,
      metadata,
      document: { ...document, content: [title, { type: "paragraph" }] },
    });
    const { blockers } = await screened(department, "linxiaotong", itemId);
    expect(blockers.map(({ text }) => text)).toEqual(["正文和附件都是空的"]);
  });

  it("is reviewed stage by stage by different people and released once", async () => {
    const itemId = await draftItem(
      department,
      "linxiaotong",
      "关于加装电梯补贴的公示",
      "根据有关办法，现将补贴情况予以公示。\n公示期为五个工作日。",
    );
    const { reviewId } = await department.as("linxiaotong", "openReview", { itemId });
    const view = await department.as("linxiaotong", "readReview", { reviewId });
    expect(view.currentStage).toBe("selfCheck");
    await approve(department, reviewId, view.revision.digest);
    const preview = await department.as("hejing", "previewRelease", { reviewId });
    expect(preview.blockers).toEqual([]);
    expect(preview.approval?.personName).toBe("郑克");
    const opened = await department.as("linxiaotong", "openItem", { itemId });
    expect(preview.clock).toEqual(opened.clock);
    const steps = async () => (await department.as("hejing", "readReview", { reviewId })).afterwards;
    expect(await steps()).toEqual([
      { step: "release", state: "current" },
      { step: "postCheck", state: "waiting" },
    ]);
    const released = await department.as("hejing", "release", {
      reviewId,
      digest: preview.digest,
      passphrase,
    });
    expect(await steps()).toMatchObject([
      { step: "release", state: "done", personName: "何静" },
      { step: "postCheck", state: "current" },
    ]);
    const check = async (result: "differs" | "same") =>
      department.as("hejing", "recordPostCheck", {
        publicationId: released.publicationId,
        result,
        points: result === "same" ? ["text", "attachments", "audience", "term", "links"] : [],
        place: "政府网站",
        note: result === "same" ? "" : "附件没有上传",
      });
    await check("differs");
    expect((await steps())[1]).toMatchObject({ state: "current", result: "differs" });
    const again = await department.ask("hejing", "release", { reviewId, digest: preview.digest, passphrase });
    expect(again.ok === false && again.error.code).toBe("already-published");
    const file = await department.as("hejing", "downloadPackage", {
      packageId: released.packageId,
      purpose: "报送",
    });
    const verification = await department.as("hejing", "verifyPackage", {
      bytes: new Uint8Array(file.bytes),
    });
    expect(verification.checks.filter((check) => !check.ok)).toEqual([]);
    expect(verification.valid).toBe(true);
    const audit = await department.as("fengshen", "verifyAudit", {});
    expect(audit).toMatchObject({ valid: true });
    expect(department.logLines.filter((line) => line.level === "error")).toEqual([]);
  });
});
