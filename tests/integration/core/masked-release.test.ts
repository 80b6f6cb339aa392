import { afterAll, beforeAll, expect, it } from "vitest";

import {
  answerChecklist,
  approve,
  draftItem,
  openDepartment,
  passphrase,
  type Department,
} from "../support/department.ts";

let department: Department;
beforeAll(async () => {
  department = await openDepartment();
});
afterAll(() => department.remove());

it("an item whose addresses and numbers are masked goes out: what the masks leave is not found again (V9)", async () => {
  const itemId = await draftItem(
    department,
    "linxiaotong",
    "住房补贴发放公示",
    "住址：云州市城区云和街道12号3单元402室，身份证号37040219700101123X。",
  );
  const item = await department.as("linxiaotong", "openItem", { itemId });
  const values = item.findings.map((finding) => finding.value);
  expect(values.length).toBeGreaterThan(0);
  await department.as("linxiaotong", "answerDraftFindings", {
    itemId,
    findingIds: item.findings.map((finding) => finding.findingId),
    answer: "mask",
  });
  const { reviewId } = await department.as("linxiaotong", "openReview", { itemId });
  const view = await department.as("linxiaotong", "readReview", { reviewId });

  // A check cannot say that nothing was found beside what is withheld (CR-D01).
  const { digest } = view.revision;
  const selfCheck = { reviewId, stage: "selfCheck", digest, decision: "agree" } as const;
  await answerChecklist(department, "linxiaotong", reviewId);
  await department.as("linxiaotong", "answerChecklist", { reviewId, code: "CR-D01", answer: "no" });
  const refused = await department.ask("linxiaotong", "decideStage", selfCheck);
  expect(refused.ok === false && refused.error.code).toBe("blocked");
  const contradicting = await department.as("linxiaotong", "readReview", { reviewId });
  expect(contradicting.blockers.map(({ code }) => code)).toEqual(["checklist-contradicted"]);
  expect(contradicting.checklist.filter((row) => row.contradicted).map(({ code }) => code)).toEqual([
    "CR-D01",
  ]);

  await approve(department, reviewId, digest);
  const preview = await department.as("hejing", "previewRelease", { reviewId });
  expect(preview.blockers).toEqual([]);
  const { packageId } = await department.as("hejing", "release", {
    reviewId,
    digest: preview.digest,
    passphrase,
  });
  const file = await department.as("hejing", "downloadPackage", { packageId, purpose: "报送" });
  for (const value of values) expect(Buffer.from(file.bytes).includes(Buffer.from(value))).toBe(false);
});
