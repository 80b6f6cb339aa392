import { describe, expect, it } from "vitest";

import { calendarDay } from "../../kernel/calendar-day.ts";
import { letterText } from "../letters/letter-model.ts";
import { detectClassificationMark } from "../screening/secret-mark.ts";
import { referralLetterModel, type ReferralLetterFacts } from "./referral-letter.ts";

const facts: ReferralLetterFacts = {
  question: "stateSecret",
  organ: "某省国家保密局",
  form: "letter",
  signer: "",
  contactPerson: "周敏",
  organName: "云州市住房和城乡建设局",
  organAbbreviation: "市住房城乡建设局",
  contactOffice: "政务公开办公室",
  phone: "0990-1234567",
  reviewNo: "密审〔2026〕5号",
  title: "燃气管网改造公示",
  itemDocNumber: "云建发〔2026〕8号",
  revNo: 2,
  contentDigest: "ab".repeat(32),
  passages: [{ where: "正文第3段", text: "高压管线由云和门站引出，沿云和路敷设。" }],
  attachments: ["管线走向图.pdf"],
  doubt: "管线走向是否属于要害部位不明确。",
  checks: ["是否属于国家秘密不明确"],
  joins: ["与已公开的门站选址公示合并可推知位置"],
  protectedOn: calendarDay("2026-09-10"),
};

describe("the letter of a referral", () => {
  it("quotes what is in question, its basis, and the bytes it is about", () => {
    const text = letterText(referralLetterModel(facts));
    for (const part of [
      facts.passages[0]?.text ?? "",
      "管线走向图.pdf",
      facts.doubt,
      "实施条例》第二十五条",
      "10个工作日",
      "abababababababab",
      "2026年9月10日",
      "密审〔2026〕5号",
    ])
      expect(text).toContain(part);
  });
  it("calls itself what it is where it names the day of its receipt", () => {
    expect(letterText(referralLetterModel(facts))).toContain("自收到本函之日起");
    const request = letterText(referralLetterModel({ ...facts, form: "request", signer: "郑克" }));
    expect(request).toContain("自收到本请示之日起");
    expect(request).not.toContain("本函");
  });
  it("is marked as work secret and never with a level of state secrets (保密法22, 64)", () => {
    const model = referralLetterModel(facts);
    expect(model.mark).toBe("工作秘密");
    expect(model.annotation).toBe("（此件不予公开）");
    expect(detectClassificationMark(letterText(model))).toBeUndefined();
  });
  it("names the paper in the text and not in its own title", () => {
    const model = referralLetterModel(facts);
    expect(model.title.map((run) => run.text).join("")).not.toContain(facts.title);
  });
  it("has a gap for number and day until the office gave them", () => {
    expect(referralLetterModel(facts).missing).toEqual(["docNumber", "issueDate"]);
    const sent = referralLetterModel({
      ...facts,
      docNumber: "云建函〔2026〕31号",
      sentOn: calendarDay("2026-09-11"),
    });
    expect(sent.missing).toEqual([]);
    expect(letterText(sent)).toContain("2026年9月11日");
  });
  it("to the own superior is a 请示: its own head, 签发人, the one to call in the 附注 (公文处理工作条例9, 15)", () => {
    const model = referralLetterModel({
      ...facts,
      question: "disclosure",
      organ: "云州市人民政府",
      form: "request",
      signer: "郑克",
      docNumber: "云建〔2026〕31号",
      sentOn: calendarDay("2026-09-11"),
    });
    expect(model.format).toBe("document");
    expect(model.signer).toBe("郑克");
    expect(model.title.map((run) => run.text).join("")).toBe(
      "云州市住房和城乡建设局关于报请确定有关信息能否公开的请示",
    );
    expect(model.annotation).toBe("（此件不予公开。联系人：周敏，0990-1234567）");
    expect(model.colophon).toEqual({ issuedBy: "云州市住房和城乡建设局", issuedOn: "2026年9月11日" });
    const text = letterText(model);
    expect(text).toContain("妥否，请批复。");
    expect(text).not.toMatch(/函/);
    expect(referralLetterModel(facts).signer).toBeUndefined();
  });
  it("speaks of no ten days where the law gives none", () => {
    const text = letterText(referralLetterModel({ ...facts, question: "disclosure" }));
    expect(text).not.toContain("10个工作日");
    expect(text).toContain("《中华人民共和国政府信息公开条例》第十七条");
  });
});
