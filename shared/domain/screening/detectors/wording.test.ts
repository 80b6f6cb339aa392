import { describe, expect, it } from "vitest";

import { screenText } from "../screen-text.ts";

const found = (text: string, ...types: string[]): string[] =>
  screenText(text)
    .filter(({ type }) => types.includes(type))
    .map(({ value }) => value);

describe("abolished organs", () => {
  it.each([
    ["药店换证请携带原证到市食药监局办理。", ["市食药监局"]],
    ["请将原件报县质监局备案。", ["县质监局"]],
    ["按照原则，由市国土局负责。", ["市国土局"]],
    ["原市环境保护局于2018年作出决定。", []],
    ["环境保护部分任务由各镇承担，粮食局势总体平稳。", []],
    ["农业部署到位，文化部队驻地慰问，林业局部调整。", []],
    ["请报环境保护部备案。", ["环境保护部"]],
    ["销售产品应遵守银保监会现行规定，网络整合方案报国土资源厅批准。", ["银保监会", "国土资源厅"]],
    ["相关职责整合组建新部门，不再保留国土资源局。", []],
  ])("are told in %s", (text, expected) => {
    expect(found(text, "OUTDATED_ORGAN")).toEqual(expected);
  });
});

describe("what looks like a slip in published prose", () => {
  it.each([
    "环境影响报告表见附件。",
    "对涉密事项坚持先审查后公开的原则。",
    "请到所在村村民委员会办理登记。",
    "货物和服务净出口拉动增长0.5个百分点。",
    "要坚持稳字当头、稳中求进。",
    "根据《中国共产党农村基层组织工作条例》等规定，制定本办法。",
    "大家都很认真,边看边议边思,看别人,想自己,收获很大。",
    "关于印发全民所有自然资源资产所有权委托代理机制的通知",
    "1.1编制依据依据《突发事件应对法》制定本预案。",
    "组织地质灾害避让异地搬迁项目评审会。",
    "民警对辖区内的民爆库、加油站开展检查。",
    "他对编志情有独钟。",
  ])("is right in %s", (text) => {
    expect(found(text, "TYPO")).toEqual([]);
  });

  it.each([
    ["记者昨从市人事局获悉，招考工作已开始。", "市人事局"],
    ["据县国土局介绍，方案已经批准。", "县国土局"],
  ])("the name of an organ begins behind what leads to it: %s", (text, expected) => {
    expect(found(text, "OUTDATED_ORGAN")).toEqual([expected]);
  });

  it.each([
    ["各地要推进易地搬签工作。", ["搬签"]],
    ["要抓好异地扶贫搬迁工作。", ["异地扶贫搬迁"]],
    ["由市自然资源布负责。", ["市自然资源布"]],
  ])("is one in %s", (text, expected) => {
    expect(found(text, "TYPO")).toEqual(expected);
  });
});

describe("slips", () => {
  it.each([
    ["请在附近2中填写单位基本情况表。", ["在附近2中"]],
    ["对老旧管网进行修茸改造。", ["修茸"]],
    ["弄虚作假者严惩不怠，坚决杜绝敷衍了是。", ["严惩不怠", "敷衍了是"]],
    ["小反刍兽疫活疫苗；丁香里满溢。", []],
    ["严防绝密级文件资料失泄密，发放弱视助视器6台。", []],
    ["六、凡对本次公告内容提出询问，请来电。", []],
    ["执行总局办公厅通知（食药监办食监一〔2015〕120号）。", []],
    ["1998年县土地管理局、县矿产资源管理委员会合并。", []],
    ["学校在附近2中学旧址，附近3公里内无加油站。", []],
  ])("are told in %s", (text, expected) => {
    expect(found(text, "TYPO")).toEqual(expected);
  });
});

describe("places called countries", () => {
  it.each([
    ["入境游客来源国家：韩国3,120人次、台湾2,208人次、日本1,960人次。", ["台湾"]],
    ["进口国别：日本(35%)、香港(21%)、韩国。", ["香港"]],
    ["对港台等国出口下降3.1%。", ["港台等国"]],
    ["来源国家和地区：韩国3,120人次、台湾2,208人次。", []],
    ["港澳台等国家和地区的投资者，港澳等国（境）外人士。", []],
  ])("are told in %s", (text, expected) => {
    expect(found(text, "SENSITIVE_WORD")).toEqual(expected);
  });
});

describe("marks against publication", () => {
  it.each([
    ["工作秘密　未经批准不得复制\n拟任人选考察情况", 1],
    ["内部资料，未经许可禁止转载\n季度分析", 1],
    ["镇长办公会纪要第9期　（此件不公开）", 2],
    ["局长办公会议纪要\n时间：8月3日", 1],
    ["信息公开审查意见：属性——不公开。承办人：左某", 1],
    ["公开方式--依申请公开", 1],
    ["政务公开——依申请公开工作有序推进。", 0],
    ["保守工作秘密是公务员的义务，未经批准不得复制文件。", 0],
  ])("are told in %s", (text, count) => {
    expect(found(text, "INTERNAL_MARK")).toHaveLength(count);
  });
});
