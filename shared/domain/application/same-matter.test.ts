import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { calendarDay as day } from "../../kernel/calendar-day.ts";
import {
  contentSimilarity,
  contradiction,
  matterFeatures,
  abnormalFacts,
  proactiveProposal,
  quarterTrend,
  relateCases,
  repeatOf,
  volumeOf,
  type MatterCase,
} from "./same-matter.ts";

const base: MatterCase = {
  applicantName: "刘长河",
  idNumber: "370402197001011234",
  phone: "13800001234",
  requestedInformation: "申请公开锦绣小区3号楼加装电梯项目的招标文件和中标合同",
  receivedOn: day("2026-03-02"),
};
const other: MatterCase = {
  ...base,
  applicantName: "宋明",
  idNumber: "370402198001011234",
  phone: "13900000000",
};

describe("how an earlier application relates to this one", () => {
  it.each([
    ["the same words by the same person", base, base, "repeat"],
    [
      "other formalities, the same thing",
      base,
      { ...base, requestedInformation: "请贵局提供锦绣小区3号楼加装电梯项目招标文件、中标合同的复印件" },
      "repeat",
    ],
    ["the same words by another person", base, other, "sameContent"],
    [
      "another paper of the same project",
      base,
      { ...other, requestedInformation: "锦绣小区3号楼加装电梯项目的施工许可证和监理日志" },
      "sameMatter",
    ],
    [
      "the same number of a document",
      { ...base, requestedInformation: "云建发〔2025〕12号文件的起草说明" },
      { ...other, requestedInformation: "公开《通知》（云建发〔2025〕12号）全文" },
      "sameMatter",
    ],
    [
      "another thing of the same person",
      base,
      { ...base, requestedInformation: "2025年度公租房配租结果" },
      "sameApplicant",
    ],
    ["nothing in common", base, { ...other, requestedInformation: "2025年度公租房配租结果" }, undefined],
  ] as const)("%s", (_name, now, earlier, relation) => {
    expect(relateCases(now, earlier)?.relation).toBe(relation);
    expect(relateCases(earlier, now)?.relation).toBe(relation);
  });

  it("a namesake with another number is another person; without numbers the telephone decides", () => {
    expect(relateCases(base, { ...base, idNumber: "370402199901011234" })?.relation).toBe("sameContent");
    expect(relateCases({ ...base, idNumber: "见材料" }, { ...base, idNumber: "" })?.relation).toBe("repeat");
    expect(
      relateCases({ ...base, idNumber: "" }, { ...base, idNumber: "", phone: "13700000000" })?.relation,
    ).toBe("sameContent");
  });

  it("finds what ties papers together", () => {
    const found = matterFeatures("和平街12号、A-07地块、《城市更新条例》和云建发〔2025〕12号");
    for (const part of ["12号", "地块", "《城市更新条例》", "〔2025〕12号"])
      expect([...found].some((one) => one.includes(part.normalize("NFKC").toLowerCase()))).toBe(true);
  });

  it("a kind of thing ties nothing together", () => {
    expect([...matterFeatures("老旧小区改造，3号楼加装电梯项目，该项目的监理合同")]).toEqual([]);
  });

  it("is symmetric, between 0 and 1, and 1 with itself", () => {
    const text = fc.stringMatching(/^[招标文件电梯项目小区合同施工许可2025年0-9]{2,30}$/);
    fc.assert(
      fc.property(text, text, (a, b) => {
        const value = contentSimilarity(a, b);
        expect(value).toBe(contentSimilarity(b, a));
        expect(value >= 0 && value <= 1).toBe(true);
        expect([0, 1]).toContain(contentSimilarity(a, a));
      }),
    );
  });
});

describe("two answers to the same content", () => {
  const earlier = (outcome: string) => ({
    outcome,
    docNumber: "云建公开答〔2025〕3号",
    issuedOn: day("2025-05-06"),
  });
  it.each([
    ["unable_not_exist", "open_provide", "是否存在前后矛盾"],
    ["open_provide", "unable_not_exist", "是否存在前后矛盾"],
    ["deny_process", "deny_internal", "理由与现在不同"],
    ["deny_process", "open_provide", "须说明为什么不同"],
    ["unable_not_responsible", "unable_not_exist", "须说明为什么不同"],
    ["open_provide", "open_already_public", undefined],
    ["deny_process", "deny_process", undefined],
    ["refuse_duplicate", "open_provide", undefined],
    ["deny_process", "other_no_correction", undefined],
  ])("%s after %s: %s", (now, then, expected) => {
    const found = contradiction(now, earlier(then));
    if (expected === undefined) expect(found).toBeUndefined();
    else expect(found).toContain(expected);
  });

  it("a repeat needs the same applicant, the same content and an answer to it (条例36(六))", () => {
    const repeat = { relation: "repeat", likeness: 100, shared: [] } as const;
    expect(repeatOf(repeat, [earlier("open_provide")])?.docNumber).toBe("云建公开答〔2025〕3号");
    expect(repeatOf(repeat, [earlier("other_no_correction")])).toBeUndefined();
    expect(repeatOf(repeat, [])).toBeUndefined();
    expect(repeatOf({ ...repeat, relation: "sameContent" }, [earlier("open_provide")])).toBeUndefined();
  });
});

describe("the same information asked for by several (条例44)", () => {
  const asked = (matter: MatterCase, ...outcomes: string[]) => ({ matter, outcomes });
  it.each([
    ["two applicants, one of them got it", [asked(base), asked(other, "open_provide")], 2],
    ["the same applicant twice", [asked(base), asked(base, "open_provide")], undefined],
    ["nobody got it", [asked(base), asked(other, "deny_process")], undefined],
    ["it is out already", [asked(base, "open_provide"), asked(other, "open_already_public")], undefined],
  ] as const)("%s", (_name, cases, applicants) => {
    expect(proactiveProposal(cases)?.applicants).toBe(applicants);
  });
});

describe("how much one applicant asks (条例35)", () => {
  const many = (count: number, month: string) =>
    Array.from({ length: count }, (_, index) => ({
      ...base,
      requestedInformation: `第${index}号楼${"甲乙丙丁戊己庚辛壬癸"[index % 10] ?? ""}${index}验收记录`,
      receivedOn: day(`${month}-${String((index % 28) + 1).padStart(2, "0")}`),
    }));
  it("names the figure from the eleventh of a month on", () => {
    expect(volumeOf(many(10, "2026-03"), day("2026-03-30")).remarkable).toBeUndefined();
    expect(volumeOf(many(11, "2026-03"), day("2026-03-30"))).toMatchObject({
      inMonth: 11,
      inYear: 11,
      remarkable: "本月第 11 件",
    });
  });
  it("does not count what is older than twelve months", () => {
    expect(volumeOf(many(11, "2025-03"), day("2026-03-30"))).toMatchObject({ inMonth: 0, inYear: 0 });
  });
  it("counts the same content asked again", () => {
    expect(volumeOf([base, base, base, base], day("2026-03-30"))).toMatchObject({
      sameContent: 3,
      remarkable: "相同内容重复提出 3 次",
    });
  });
});

describe("what the pictures and the letters say of it", () => {
  it("counts applications by quarter, the present one last", () => {
    const days = ["2026-02-01", "2026-03-31", "2026-04-01", "2025-12-31", "2020-01-01"].map((text) =>
      day(text),
    );
    const trend = quarterTrend(days, day("2026-05-01"));
    expect(trend.slice(-3)).toEqual([
      { quarter: "2025年四季", count: 1 },
      { quarter: "2026年一季", count: 2 },
      { quarter: "2026年二季", count: 1 },
    ]);
    expect(trend.reduce((sum, each) => sum + each.count, 0)).toBe(4);
  });

  it("states number and frequency (条例35)", () => {
    const volume = { inMonth: 12, inYear: 35, sameContent: 4 };
    expect(abnormalFacts(volume, day("2026-03-10"))).toBe(
      "申请人2026年3月提出政府信息公开申请12件，近十二个月共提出35件，其中内容相同的4件",
    );
  });
});
