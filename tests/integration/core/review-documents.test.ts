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

  it("the form has the fields of the handbook of review, §3, in its order", async () => {
    const form = await department.as("zhoumin", "readReviewForm", { reviewId });
    const labels = form.rows.map((row) => row.label);
    const handbook = [
      "审查编号",
      "关联事项",
      "信息名称",
      "文号",
      "信息形式",
      "制作或者获取方式",
      "共同制作或者来源机关",
      "成文",
      "附件清单",
      "拟公开属性",
      "拟公开范围",
      "拟公开方式及渠道",
      "公开对象",
      "发布期限",
      "公开时限",
      "承办人自审意见",
      "处室负责人意见",
      "检查清单结果",
      "保密审查意见",
      "征求意见情况",
      "报请确定情况",
      "分管负责人审批意见",
      "发布记录",
      "复核记录",
      "备注",
    ];
    const places = handbook.map((field) => labels.findIndex((label) => label.includes(field)));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
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
