import { describe, expect, it } from "vitest";

import { requestSubjects, subjectOfRequest } from "./request-subject.ts";

/** First levels of the State Council's list (records.md §4). */
const official = [
  "国务院组织机构",
  "综合政务",
  "国民经济管理、国有资产监管",
  "财政、金融、审计",
  "国土资源、能源",
  "农业、林业、水利",
  "工业、交通",
  "商贸、海关、旅游",
  "市场监管、安全生产监管",
  "城乡建设、环境保护",
  "科技、教育",
  "文化、广电、新闻出版",
  "卫生、体育",
  "人口与计划生育、妇女儿童工作",
  "劳动、人事、监察",
  "公安、安全、司法",
  "民政、扶贫、救灾",
  "民族、宗教",
  "对外事务",
  "港澳台侨工作",
  "国防",
  "其他",
];

describe("the subject of a request", () => {
  it("is one of the official list", () => {
    expect(
      requestSubjects.map(({ subject }) => subject).filter((subject) => !official.includes(subject)),
    ).toEqual([]);
  });

  it.each([
    ["锦绣小区3号楼加装电梯项目的招标文件", "城乡建设、环境保护"],
    ["2025年度部门预算、决算和三公经费", "财政、金融、审计"],
    ["某镇征地批复、出让合同和土地现状调查表", "国土资源、能源"],
    ["2026年义务教育学校招生学区划分", "科技、教育"],
    ["低保救助对象名单的公示", "民政、扶贫、救灾"],
    ["甲乙丙丁", "其他"],
    ["", "其他"],
  ])("%s: %s", (text, subject) => {
    expect(subjectOfRequest(text)).toBe(subject);
  });
});
