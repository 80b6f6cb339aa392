import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { convertToPdf, conversionTimeoutMs } from "../letters/converted-pages.ts";
import { readDocument } from "../../../electron/core/documents/read-document.ts";
import { approve, draftItem, openDepartment, type Department } from "../support/department.ts";

const secret = "13812345678";

describe("the form and the card of a review as files", () => {
  let department: Department;
  let reviewId: string;
  let digest: string;
  beforeAll(async () => {
    department = await openDepartment();
    const itemId = await draftItem(
      department,
      "linxiaotong",
      "补贴发放公示",
      `联系手机${secret}。现予公示。`,
    );
    const { findings } = await department.as("linxiaotong", "openItem", { itemId });
    await department.as("linxiaotong", "answerDraftFindings", {
      itemId,
      findingIds: findings.map((finding) => finding.findingId),
      answer: "mask",
    });
    ({ reviewId } = await department.as("linxiaotong", "openReview", { itemId }));
    const view = await department.as("linxiaotong", "readReview", { reviewId });
    digest = view.revision.digest;
    await approve(department, reviewId, digest);
  });
  afterAll(() => department.remove());

  const textOf = async (document: "form" | "card") => {
    const file = await department.as("zhoumin", "exportReviewDocument", {
      reviewId,
      document,
      format: "docx",
    });
    const read = await readDocument(file.bytes, file.fileName);
    if (!read.ok) throw new Error(read.error.check);
    expect(read.value.hidden).toEqual([]);
    return {
      file,
      text: read.value.parts
        .map((part) => part.text)
        .join("\n")
        .replaceAll(/\s+/gu, ""),
    };
  };

  it("the form has every row of the record, who decided, and the digest it speaks of", async () => {
    const { text } = await textOf("form");
    const form = await department.as("zhoumin", "readReviewForm", { reviewId });
    for (const { label, value } of form.rows.filter((row) => !/审查编号|审查稿次/u.test(row.label))) {
      expect(text).toContain(label.replaceAll(/\s+/gu, ""));
      expect(text).toContain(value.replaceAll(/\s+/gu, ""));
    }
    expect(text).toContain(`SHA-256${digest}`);
    for (const name of ["林晓彤", "赵立群", "周敏", "何静", "郑克"]) expect(text).toContain(name);
  });

  it(
    "the card counts what was found and done, names no value, and fits on one page",
    async () => {
      const { file, text } = await textOf("card");
      expect(text).toContain("属实，须遮盖1处");
      expect(text).toContain(`SHA-256${digest}`);
      expect(text).not.toContain(secret);
      const converted = await convertToPdf(new Map([["card", file.bytes]]));
      try {
        expect(converted.pages("card")).toHaveLength(1);
      } finally {
        converted.close();
      }
    },
    conversionTimeoutMs,
  );
});
