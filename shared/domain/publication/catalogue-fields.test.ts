import { describe, expect, it } from "vitest";

import { catalogueField } from "./catalogue-fields.ts";

/** The blocks as sites print them (records.md §5): nothing in them is unknown. */
const blocks: Readonly<Record<string, readonly (readonly [label: string, field: string])[]>> = {
  国务院文件: [
    ["索引号", "indexNumber"],
    ["主题分类", "subject"],
    ["发文机关", "issuer"],
    ["成文日期", "dateWritten"],
    ["标题", "title"],
    ["发文字号", "docNumber"],
    ["发布日期", "datePublished"],
    ["主题词", "keywords"],
  ],
  县级公开制度: [
    ["分类", "subject"],
    ["发布机构", "issuer"],
    ["文号", "docNumber"],
    ["有效性", "validity"],
    ["名称", "title"],
  ],
  市级部门: [
    ["组配分类", "genre"],
    ["发文日期", "dateWritten"],
    ["发布文号", "docNumber"],
    ["关键词", "keywords"],
    ["信息来源", "source"],
    ["主题导航", "subject"],
    ["信息名称", "title"],
    ["内容概述", "summary"],
  ],
  市政府: [
    ["文件下载", "attachments"],
    ["时效", "validity"],
  ],
  新版页面: [
    ["来源", "source"],
    ["公文种类", "genre"],
  ],
  条例12: [["生成日期", "dateWritten"]],
  其他写法: [
    ["信息索引号", "indexNumber"],
    ["制发机关", "issuer"],
    ["责任部门", "issuer"],
    ["公开日期", "datePublished"],
    ["废止日期", "dateExpires"],
    ["公开方式", "disclosureProperty"],
    ["PubDate", "datePublished"],
    ["pubdate", "datePublished"],
    ["CONTENTSOURCE", "source"],
  ],
};

describe("labels of a catalogue", () => {
  it.each(Object.entries(blocks).flatMap(([where, labels]) => labels.map((one) => [where, ...one] as const)))(
    "%s: %s is %s, whatever blanks stand in it",
    (_where, label, field) => {
      for (const written of [
        label,
        ` ${label}：`,
        Array.from(label).join(" "),
        Array.from(label).join("\u3000"),
      ])
        expect([written, catalogueField(written)]).toEqual([written, field]);
    },
  );

  it.each(["", "序号", "机关名称", "toString", "__proto__", "发布"])("%s is none", (label) => {
    expect(catalogueField(label)).toBeUndefined();
  });
});
