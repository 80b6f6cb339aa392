import { describe, expect, it } from "vitest";

import { codeOnForm, formRows, readForm, type ConsultationQuestion } from "./consultation-form.ts";

const question: ConsultationQuestion = {
  organName: "云州市住房和城乡建设局",
  docNumber: "云建公开征〔2026〕1号",
  party: "thirdParty",
  name: "云州岚峰建设有限公司",
  asked: "中标合同附件二《报价清单》",
  enclosed: "拟公开内容摘录.pdf（SHA-256 0123456789abcdef）",
};
const digest = "0123456789abcdef".repeat(4);

type Cells = readonly (readonly [string, readonly string[]])[];
/** The form as a program gives its rows back, with what somebody wrote in it. */
function cells(answers: Readonly<Record<string, readonly string[]>>, of = question, code = digest): Cells {
  return formRows(of, code).map((row) => {
    const written = Object.entries(answers).find(([label]) => row.label.startsWith(label));
    const blank = row.fill === "choice" ? row.lines.map((line) => `☐ ${line}`) : [];
    return [row.label, written ? written[1] : row.fill ? blank : row.lines];
  });
}
const read = (given: Cells) => readForm(given, question, digest);
const refusal = (given: Cells) => {
  const result = read(given);
  return result.ok ? undefined : result.error;
};

describe("a filled-in consultation form", () => {
  it.each([
    ["☑ 同意公开", "consent"],
    ["☒同意公开", "consent"],
    ["√ 同意公开", "consent"],
    ["□同意公开√", "consent"],
    ["[x] 同意公开", "consent"],
    ["■　同 意 公 开", "consent"],
  ])("takes “%s”", (line, opinion) => {
    const result = read(cells({ 意见: [line, "☐ 同意公开部分内容", "☐ 不同意公开"] }));
    expect(result.ok && result.value).toMatchObject({ opinion, passages: "", reasons: "" });
  });

  it("takes a partial consent with its passages and reasons as they were written", () => {
    const result = read(
      cells({
        意见: ["☐ 同意公开", "☑ 同意公开部分内容", "☐ 不同意公开"],
        不同意公开的内容: ["第3页报价清单", "第4页单价"],
        理由: ["商业秘密"],
        联系人: ["吴工 0990-7654321"],
      }),
    );
    expect(result.ok && result.value).toEqual({
      opinion: "partial",
      passages: "第3页报价清单\n第4页单价",
      reasons: "商业秘密",
      contact: "吴工 0990-7654321",
      filledOn: "",
    });
  });

  it.each([
    [{}, { type: "empty" }],
    [{ 理由: ["商业秘密"] }, { type: "half-filled", problem: "opinion-missing" }],
    [{ 意见: ["同意公开"] }, { type: "empty" }],
    [{ 意见: ["☑ 随便公开"] }, { type: "empty" }],
    [{ 意见: ["☑ 同意公开", "☑ 不同意公开"] }, { type: "half-filled", problem: "opinion-twice" }],
    [
      { 意见: ["☑ 同意公开部分内容"], 理由: ["秘密"] },
      { type: "half-filled", problem: "passages-missing" },
    ],
    [{ 意见: ["☑ 不同意公开"] }, { type: "half-filled", problem: "reasons-missing" }],
    [
      { 意见: ["☑ 同意公开"], 不同意公开的内容: ["第3页"] },
      { type: "half-filled", problem: "passages-not-meant" },
    ],
  ])("%o is refused as %o", (answers, expected) => {
    expect(refusal(cells(answers as Record<string, readonly string[]>))).toEqual(expected);
  });

  const consent = { 意见: ["☑ 同意公开"] };
  it("refuses a form that answers another question, by its code", () => {
    const other = "f".repeat(64);
    const form = cells(consent, { ...question, docNumber: "云建公开征〔2026〕2号" }, other);
    expect(refusal(form)).toMatchObject({ type: "other-code" });
    expect(codeOnForm(form)).toBe("FFFF-FFFF-FFFF-FFFF-FFFF-FFFF-FFFF-FFFF");
  });

  it.each(["来函机关", "来函文号", "征求对象", "征求的信息", "随函内容"])("refuses a changed %s", (label) => {
    expect(refusal(cells({ ...consent, [label]: ["别的内容"] }))).toEqual({
      type: "question-altered",
      label,
    });
  });

  it("refuses a form with a row missing or twice, and any other paper", () => {
    const form = cells(consent);
    expect(refusal(form.slice(1))).toEqual({ type: "not-a-form" });
    expect(refusal([...form, ["理由和依据", ["另一个理由"]]])).toEqual({ type: "not-a-form" });
    expect(refusal([])).toEqual({ type: "not-a-form" });
    expect(refusal([["姓名", ["吴工"]], ...form]) === undefined).toBe(true);
  });
});
