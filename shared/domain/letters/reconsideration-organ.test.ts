import { describe, expect, it } from "vitest";

import { organKindOf, reconsiderationOrgans } from "./reconsideration-organ.ts";

/** name → organs, with the article of the 行政复议法 (2023) each row rests on. */
const cases: readonly (readonly [name: string, organs: readonly string[], article: string])[] = [
  ["市教育局", ["市人民政府"], "24①(一)"],
  ["云州市教育局", ["云州市人民政府"], "24①(一)"],
  ["云州市住房和城乡建设局", ["云州市人民政府"], "24①(一)"],
  ["云州市城东区教育局", ["云州市城东区人民政府"], "24①(一)"],
  ["市市场监督管理局", ["市人民政府"], "24①(一)"],
  ["云州市城市管理局", ["云州市人民政府"], "24①(一)"],
  ["聊城市城市管理局", ["聊城市人民政府"], "24①(一)"],
  ["省交通运输厅", ["省人民政府"], "24①(一)"],
  ["县卫生健康局", ["县人民政府"], "24①(一)"],
  ["市发展和改革委员会", ["市人民政府"], "24①(一)"],
  ["市人民政府办公室", ["市人民政府"], "24①(一)"],
  ["市政府办公室", ["市人民政府"], "24①(一)"],
  ["市地方金融管理局", ["市人民政府"], "24①(一)"],
  ["市人民政府", ["省人民政府"], "24①(二)"],
  ["云州市人民政府", ["省人民政府"], "24①(二)"],
  ["县人民政府", ["市人民政府"], "24①(二)"],
  ["云州市城东区人民政府", ["云州市人民政府"], "24①(二)"],
  ["云州市城东区青山镇人民政府", ["云州市城东区人民政府"], "24①(二)"],
  ["省人民政府", ["省人民政府"], "24②"],
  ["市住房公积金管理中心", ["市人民政府"], "24①(四)"],
  ["市公安局城东区分局", ["市人民政府", "城东区人民政府"], "24④"],
  ["市自然资源局高新区分局", ["市人民政府"], "24④"],
  ["县公安局城关派出所", ["县人民政府"], "24④"],
  ["市税务局", ["上一级主管部门"], "27"],
  ["国家税务总局云州市税务局", ["上一级主管部门"], "27"],
  ["云州海关", ["上一级主管部门"], "27"],
  ["市国家安全局", ["上一级主管部门"], "27"],
  ["国家外汇管理局云州市分局", ["上一级主管部门"], "27"],
  ["市司法局", ["市人民政府", "上一级司法行政部门"], "28"],
  ["海关总署", ["海关总署"], "25"],
  ["国家税务总局", ["国家税务总局"], "25"],
  ["国家外汇管理局", ["国家外汇管理局"], "25"],
  ["国家统计局", ["国家统计局"], "25"],
  ["国家安全部", ["国家安全部"], "25"],
  ["国家金融监督管理总局", ["国家金融监督管理总局"], "25"],
  ["中国证券监督管理委员会", ["中国证券监督管理委员会"], "25"],
  ["中国人民银行", ["中国人民银行"], "25"],
  ["中华人民共和国海关总署", ["中华人民共和国海关总署"], "25"],
  ["审计署", ["审计署"], "25"],
  ["国家发展和改革委员会", ["国家发展和改革委员会"], "25"],
  ["司法部", ["司法部"], "25"],
  ["国家移民管理局", ["国家移民管理局"], "25"],
  ["国家安全局", ["上一级主管部门"], "27"],
  ["国家统计局云州调查队", ["上一级主管部门"], "27"],
  ["国家金融监督管理总局云州监管分局", ["上一级主管部门"], "27"],
  ["中国证券监督管理委员会云岭监管局", ["上一级主管部门"], "27"],
  ["海关", ["上一级主管部门"], "27"],
];

describe("reconsiderationOrgans", () => {
  it.each(cases)("%s → %j (复议法%s)", (name, organs, article) => {
    const found = reconsiderationOrgans(name);
    expect(found.organs).toEqual(organs);
    expect(found.reasons[0]?.article).toBe(`复议法${article}`);
  });

  it("prefers the names the profile knows", () => {
    expect(
      reconsiderationOrgans({ name: "云州市税务局", superior: "国家税务总局云岭省税务局" }).organs,
    ).toEqual(["国家税务总局云岭省税务局"]);
    expect(reconsiderationOrgans({ name: "云州市司法局", superior: "云岭省司法厅" }).organs).toEqual([
      "云州市人民政府",
      "云岭省司法厅",
    ]);
  });

  it("never names the deciding organ itself, but for a provincial government or a central department", () => {
    const selfNaming = cases.filter(([name, organs]) => organs.includes(name));
    expect(selfNaming.map(([, , article]) => article)).toEqual(
      selfNaming.map(([name]) => (name === "省人民政府" ? "24②" : "25")),
    );
  });

  it("tells a local finance office from the vertically led regulators", () => {
    expect(organKindOf("市金融工作局")).toBe("department");
    expect(organKindOf("中国人民银行云州市分行")).toBe("vertical");
  });
});
