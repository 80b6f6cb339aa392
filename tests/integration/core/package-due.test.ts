import { afterAll, beforeAll, expect, it } from "vitest";

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

let department: Department;
beforeAll(async () => {
  department = await openDepartment();
});
afterAll(() => department.remove());

async function release(itemId: string): Promise<string> {
  const { reviewId } = await department.as("linxiaotong", "openReview", { itemId });
  const { digest } = (await department.as("linxiaotong", "readReview", { reviewId })).revision;
  await approve(department, reviewId, digest);
  return (await department.as("hejing", "release", { reviewId, digest, passphrase })).packageId;
}

async function rowOf(packageId: string) {
  const { rows } = await department.as("hejing", "listPackages", {});
  return rows.find((row) => row.packageId === packageId);
}

it("a package says by which day its paper must have reached the center, once: what changes it later is public already", async () => {
  const title = "等待送达中心的公示";
  const itemId = await draftItem(department, "linxiaotong", title, "现予公示。");
  const first = await release(itemId);
  // Formed on 2026-09-10: 20 working days past 中秋 and 国庆, with the make-up days of 20 September and 10 October.
  expect(await rowOf(first)).toMatchObject({ dueDay: "2026-10-14", remainingWorkdays: 16 });

  const opened = await department.as("linxiaotong", "openItem", { itemId });
  await department.as("linxiaotong", "saveDraft", {
    itemId,
    draftSeq: opened.draftSeq,
    document: plainDocument("现予公示，更正一处。"),
    metadata: proactiveMetadata(title),
  });
  await screened(department, "linxiaotong", itemId);
  const later = await release(itemId);
  expect((await rowOf(later))?.dueDay).toBeUndefined();
  expect((await rowOf(first))?.dueDay).toBe("2026-10-14");
});
