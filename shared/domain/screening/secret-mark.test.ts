import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { classificationMarks, detectClassificationMark } from "./secret-mark.ts";

/** 保密法实施条例 (2024) art. 23, GB/T 9704-2012 7.2.2, and the forms that converters and typists make of them. */
const marked: readonly (readonly [string, string])[] = [
  ["机密★10年\n关于某工程的请示", "机密★10年"],
  ["绝密★30年", "绝密★30年"],
  ["秘密★6个月", "秘密★6个月"],
  ["机密★2031年6月30日\n正文", "机密★2031年6月30日"],
  ["机密★2031年6月30日前", "机密★2031年6月30日前"],
  ["秘密★公布前", "秘密★公布前"],
  ["绝密★长期", "绝密★长期"],
  ["绝密★（30年）", "绝密★（30年）"],
  ["机密★", "机密★"],
  ["资料目录（绝密★）\n一、综合", "绝密★"],
  ["机 密 ★ ２０ 年", "机 密 ★ ２０ 年"],
  ["绝　密☆5年", "绝　密☆5年"],
  ["秘密＊10年　加急", "秘密＊10年"],
  ["机密*5年", "机密*5年"],
  ["★机密 5年", "★机密 5年"],
  ["★ 绝密\n标题", "★ 绝密"],
  ["000123\n机　密\n特急\n某市人民政府文件", "机　密"],
  ["绝密\n关于情况的报告", "绝密"],
  ["机密　特急", "机密"],
  ["【秘密】\n材料", "【秘密】"],
  ["密级：机密\n编号：3", "密级：机密"],
  ["文件名：甲；密级: 秘密★5年；份数：3", "秘密★5年"],
  ["机\u200b密★\u200b10年", "机\u200b密★\u200b10年"],
  ["机密级★10年", "机密级★10年"],
  ["秘密⭐️5年", "秘密⭐️5年"],
  ["附件：应急方案（机密）", "（机密）"],
  ["关于演练的通知（秘密）.docx", "（秘密）"],
];

/** The same words without a mark: law, training, other secrets, ratings. */
const clean: readonly string[] = [
  "国家秘密的密级分为绝密、机密、秘密三级。",
  "本协议双方对商业秘密负有保密义务，期限为10年。",
  "严守国家秘密，保护工作秘密。",
  "会议以秘密投票方式选举产生。",
  "对五星级★★★★★景区给予一次性奖励。",
  "培训内容包括机密文件的收发登记、秘密载体的销毁。",
  "密级：绝密、机密、秘密",
  "**机密**文件应当登记。",
  "国家秘密标志形式为“机密★10年”，由定密责任人确定。",
  "绝密\n机密\n秘密",
  "第十条 绝密级国家秘密是最重要的国家秘密。",
  "商业秘密★保护指南",
  "机密文件★重点管理",
  "他把这个秘密告诉了大家。",
  "* 秘密载体管理\n* 机密文件管理",
  "涉密人员应当签订保密承诺书，不得泄露机密。",
  "密级标注应当准确。",
];

describe("classificationMarks", () => {
  it.each(marked)("finds the mark of %j", (text, value) => {
    expect(classificationMarks(text).map((mark) => text.slice(mark.start, mark.end))).toEqual([value]);
  });

  it.each(clean)("sees no mark in %j", (text) => {
    expect(classificationMarks(text)).toEqual([]);
  });

  it("gives level and kind, for the log line of a refusal", () => {
    expect(detectClassificationMark("绝密★30年\n正文")).toMatchObject({
      level: "绝密",
      markType: "star",
      hasTerm: true,
    });
    expect(detectClassificationMark("密级：秘密")).toMatchObject({ level: "秘密", markType: "field" });
    expect(detectClassificationMark("机密\n正文")).toMatchObject({ markType: "lone", inHeader: true });
    expect(detectClassificationMark("机　密（阅后退回）\n正文")).toMatchObject({
      markType: "lone",
      level: "机密",
    });
    expect(detectClassificationMark("秘密（3年）\n正文")).toMatchObject({ markType: "lone", level: "秘密" });
    expect(detectClassificationMark("绝密（30年）\n机密（20年）\n秘密（10年）\n分三级")).toBeUndefined();
  });

  it("lets a lone word stand outside of the header", () => {
    const body = "甲\n乙\n丙\n丁\n戊\n己\n庚\n";
    expect(classificationMarks(`${body}机密\n后文`)).toEqual([]);
    expect(classificationMarks(`${body}机　密\n后文`)).toHaveLength(1);
    expect(detectClassificationMark(`${body}附件2：方案（机密）`)).toBeUndefined();
    expect(detectClassificationMark(`${body}机密★10年`)).toBeDefined();
  });

  it("finds a mark wherever it stands in any prose", () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[，。的文件工作]{0,60}$/u),
        fc.stringMatching(/^[，。的文件工作]{0,60}$/u),
        (left, right) => {
          const text = `${left}\n机密★10年\n${right}`;
          expect(detectClassificationMark(text)).toMatchObject({ start: left.length + 1, level: "机密" });
        },
      ),
    );
  });

  it("stays linear on a megabyte of the character it is anchored on", () => {
    for (const unit of ["密", "机密", "密级：", "机 密 ", "★机", "机密★★"]) {
      const text = unit.repeat(Math.ceil(1_000_000 / unit.length));
      expect(classificationMarks(text, -1).length).toBeGreaterThanOrEqual(0);
    }
  });
});
