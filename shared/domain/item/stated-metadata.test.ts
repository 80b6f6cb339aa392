import { describe, expect, it } from "vitest";

import { documentFromPlainText } from "./document-from-text.ts";
import { statedMetadata } from "./stated-metadata.ts";

const paper = (title: string, end: string) =>
  documentFromPlainText(
    `${title}\n\n各区人民政府：\n　　现将有关事项通知如下。\n云州市住房和城乡建设局\n${end}`,
  );

describe("statedMetadata", () => {
  it.each([
    ["2026年11月30日", "2026-11-30"],
    ["2026年3月9日", "2026-03-09"],
    ["二〇二六年十一月三十日", "2026-11-30"],
    ["二○一九年一月二十一日", "2019-01-21"],
    ["二零二四年十月十日", "2024-10-10"],
  ])("reads the day of the 落款 below the organ: %s", (end, day) => {
    expect(statedMetadata(paper("关于做好有关工作的通知", end)).formedOn).toBe(day);
  });

  it.each([
    ["（此件公开发布）", "proactive"],
    ["（此件主动公开）", "proactive"],
    ["（此件依申请公开）", "onApplication"],
    ["（此件不予公开）", "withheld"],
    ["（此件不公开）", "withheld"],
    ["（此件 不予 公开）", "withheld"],
    ["（信息公开形式：主动公开）", "proactive"],
    ["（公开属性：依申请公开）", "onApplication"],
    ["（联系人：办公室，0990-1234567）", undefined],
    ["（此件发至县团级）", undefined],
  ])("reads 公开属性 from the 附注: %s", (annotation, property) => {
    const document = paper("关于做好有关工作的通知", `2026年11月30日\n${annotation}`);
    expect(statedMetadata(document).disclosureProperty).toBe(property);
  });

  it("takes a day that does not exist for none, and looks nowhere but in the 落款", () => {
    expect(statedMetadata(paper("关于做好有关工作的通知", "2026年2月30日")).formedOn).toBeUndefined();
    expect(
      statedMetadata(documentFromPlainText("公示\n公示期自2026年11月30日至2026年12月6日。")).formedOn,
    ).toBeUndefined();
  });

  it.each([
    ["云州市住房和城乡建设局关于2026年第四批公租房保障对象的公示", "publicNotice"],
    ["关于暂停供水的公告（第3号）", "publicNotice"],
    ["《云州市公租房租金减免管理办法》政策解读", "policyInterpretation"],
    ["关于印发《云州市老旧小区改造管理办法》的通知", "policyDocument"],
    ["云州市城市更新“十五五”规划", "planSummary"],
    ["云州市住房和城乡建设局2026年部门预算公开说明", "budget"],
    ["老旧小区改造工程施工招标公告", "procurement"],
    ["物业服务采购项目成交结果公告", "procurement"],
    ["2026年公开招聘工作人员公告", "personnel"],
    ["关于王某任前公示", "personnel"],
    ["行政处罚决定信息公开表", "enforcement"],
    ["2026年8月物业服务企业信用评价情况统计", "statistics"],
    ["云州市2025年国民经济和社会发展统计公报", "statistics"],
    ["局领导带队检查建筑工地", "other"],
  ])("tells the kind by the title: %s", (title, kind) => {
    expect(
      statedMetadata({
        schemaVersion: 1,
        type: "doc",
        content: [{ type: "title", content: [{ type: "text", text: title }] }],
      }).kind,
    ).toBe(kind);
  });

  it("takes a paper with a 文号 and no telling title for a policy document", () => {
    const document = documentFromPlainText("云建发〔2026〕27号\n局领导带队检查建筑工地");
    expect(statedMetadata(document)).toMatchObject({
      docNumber: "云建发〔2026〕27号",
      kind: "policyDocument",
    });
  });
});
