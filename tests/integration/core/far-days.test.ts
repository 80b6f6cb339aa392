import { afterAll, beforeAll, describe, expect, it } from "vitest";

import {
  approve,
  openDepartment,
  passphrase,
  plainDocument,
  proactiveMetadata,
  screened,
  type Department,
} from "../support/department.ts";

describe("a day or a term far away", () => {
  let department: Department;
  beforeAll(async () => {
    department = await openDepartment();
  });
  afterAll(() => department.remove());

  async function drafted(title: string, change: object): Promise<string> {
    const { itemId } = await department.as("linxiaotong", "createItem", { title, kind: "publicNotice" });
    const { draftSeq } = await department.as("linxiaotong", "openItem", { itemId });
    await department.as("linxiaotong", "saveDraft", {
      itemId,
      draftSeq,
      document: plainDocument("现予公示。"),
      metadata: { ...proactiveMetadata(title), ...change },
    });
    await screened(department, "linxiaotong", itemId);
    return itemId;
  }

  it("leaves the desk of its drafter and of the office open", async () => {
    await drafted("成文日期写错的公示", { formedOn: "2199-12-31" });
    for (const account of ["linxiaotong", "hejing"] as const) {
      const home = await department.as(account, "readHome", {});
      expect(home.days.length).toBeGreaterThan(0);
    }
  });

  it("of ten thousand working days is reckoned to its last day and released", async () => {
    const itemId = await drafted("公开四十年的公示", {
      publicationPeriod: { kind: "workdays", days: 10_000 },
    });
    const { reviewId } = await department.as("linxiaotong", "openReview", { itemId });
    const { digest } = (await department.as("linxiaotong", "readReview", { reviewId })).revision;
    await approve(department, reviewId, digest);
    const preview = await department.as("hejing", "previewRelease", { reviewId });
    expect(preview.publicUntil?.slice(0, 4)).toBe("2065");
    await department.as("hejing", "release", { reviewId, digest, passphrase });
  });
});
