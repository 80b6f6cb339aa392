import { describe, expect, it } from "vitest";

import { calendarDay } from "../../kernel/calendar-day.ts";
import { chooseLetter } from "./chooser.ts";
import { answersOfChoice } from "./chosen-answers.ts";
import { composeLetter, type ComposeOptions } from "./compose-letter.ts";
import type { LetterFields } from "./field-values.ts";
import { letterIds, type LetterId } from "./letter-id.ts";
import { lintLetter, type LintContext, type LintReport } from "./linter.ts";
import { sampleFields } from "./sample-fields.ts";
import { letterTemplates, shippedTemplate } from "./templates/letter-templates.ts";

type Facts = Partial<Omit<LintContext, "template" | "model" | "fields">>;

/** A case in order: every fact the rules may ask for, answered as it should be. */
const inOrder: Facts = {
  stage: "signing",
  profile: { organName: "云州市住房和城乡建设局", officeHeadName: "陈静文" },
  applicant: { name: "李秋实", idNumber: "110101199003070000", phone: "13900000000" },
  thirdParty: { name: "云州岚峰建筑设计有限公司" },
  due: calendarDay("2026-04-30"),
  searchRecord: true,
  separability: "notSeparable",
  disclosureRequired: "notRequired",
  prohibitingSource: "law",
  attachments: [],
  previousExtensions: 0,
  previousCorrectionNotices: 0,
};

function lint(
  id: LetterId,
  fields: LetterFields = {},
  facts: Facts = {},
  options: ComposeOptions = {},
): LintReport {
  const template = shippedTemplate(id);
  const all = { ...sampleFields(id), ...fields };
  const model = composeLetter(template, all, { ...options, templates: letterTemplates });
  return lintLetter({ template, model, fields: all, ...inOrder, ...facts });
}

const rules = (report: LintReport): readonly string[] =>
  report.findings.map((finding) => `${finding.ruleId} ${finding.severity}`);

describe("lintLetter", () => {
  it.each(letterIds)("%s in order has nothing to say", (id) => {
    const report = lint(id);
    expect(report.findings).toEqual([]);
    expect(report.unchecked).toEqual([]);
    expect(report.maySign).toBe(true);
  });

  it("a refusal need not wait for a third party", () => {
    const report = lint("refusal-third-party", {}, { disclosureHolds: [{ obstacle: "waiting" }] });
    expect(report.findings).toEqual([]);
  });

  const cases: readonly (readonly [
    why: string,
    id: LetterId,
    fields: LetterFields,
    facts: Facts,
    expected: string,
  ])[] = [
    ["empty mandatory field", "extension-notice", { extensionReason: "" }, {}, "LV-01 blocks"],
    ["number missing at signing", "extension-notice", { docNumber: "" }, {}, "LV-01 blocks"],
    [
      "unresolved variable in a value",
      "unable-not-held",
      { searchSummary: "经{{searchSummary}}" },
      {},
      "LV-01 blocks",
    ],
    [
      "the organ reconsiders itself",
      "unable-not-held",
      { reconsiderationOrgan: "云州市住房和城乡建设局" },
      {},
      "LV-02 blocks",
    ],
    [
      "the provincial department",
      "unable-not-held",
      { reconsiderationOrgan: "云岭省住房和城乡建设厅" },
      {},
      "LV-02 look",
    ],
    [
      "online without its channel",
      "unable-not-held",
      { serviceMethod: "electronic", onlineReconsiderationChannel: "" },
      {},
      "LV-02 blocks",
    ],
    ["late reply without reason", "disclosure-granted", { issueDate: "2026-05-06" }, {}, "LV-03 blocks"],
    [
      "draft after its day",
      "disclosure-granted",
      { issueDate: "" },
      { stage: "drafting", today: calendarDay("2026-05-06") },
      "LV-03 blocks",
    ],
    [
      "late reply with reason",
      "disclosure-granted",
      { issueDate: "2026-05-06", overdueReason: "系统故障" },
      {},
      "LV-03 look",
    ],
    [
      "extension after the day",
      "extension-notice",
      { issueDate: "2026-05-06", overdueReason: "疏忽" },
      {},
      "LV-03 blocks",
    ],
    ["fee notice after the day", "fee-notice", { issueDate: "2026-05-06" }, {}, "LV-03 blocks"],
    ["not held without a search", "unable-not-held", {}, { searchRecord: false }, "LV-04 blocks"],
    [
      "不存在 and 不属于本机关 together",
      "unable-not-held",
      { searchSummary: "该事项不属于本机关负责，经" },
      {},
      "LV-04 blocks",
    ],
    [
      "override without public interest",
      "third-party-decision-notice",
      { opinion: "objection", decisionReason: "内容可以公开" },
      {},
      "LV-04 blocks",
    ],
    [
      "public interest not mentioned",
      "refusal-third-party",
      { consultationStatement: "第三方不同意公开。" },
      {},
      "LV-04 look",
    ],
    [
      "another refusal article in the reason",
      "refusal-process-information",
      { processReason: "依照《中华人民共和国政府信息公开条例》第十五条" },
      {},
      "LV-04 look",
    ],
    ["separability unanswered", "refusal-state-secret", {}, { separability: "unanswered" }, "LV-05 blocks"],
    ["separable but refused whole", "refusal-third-party", {}, { separability: "separable" }, "LV-05 blocks"],
    [
      "Art. 16 question unanswered",
      "refusal-internal-affairs",
      {},
      { disclosureRequired: "unanswered" },
      "LV-05 blocks",
    ],
    [
      "disclosure prescribed",
      "refusal-process-information",
      {},
      { disclosureRequired: "required" },
      "LV-05 blocks",
    ],
    [
      "Art. 16 ground in a partial grant",
      "disclosure-partial",
      { withheldItems: [{ passage: "附件", ground: "processInformation", reason: "尚在研究" }] },
      { disclosureRequired: "unanswered" },
      "LV-05 blocks",
    ],
    ["a rule forbids", "refusal-legal-prohibition", {}, { prohibitingSource: "rule" }, "LV-06 blocks"],
    [
      "applicant named to the third party",
      "third-party-consultation-letter",
      { involvedReason: "申请人李秋实认为涉及商业秘密" },
      {},
      "LV-07 blocks",
    ],
    [
      "third party named to the applicant",
      "refusal-third-party",
      { consultationStatement: "云州岚峰建筑设计有限公司不同意公开，未发现涉及公共利益。" },
      {},
      "LV-07 blocks",
    ],
    [
      "attachment not reviewed",
      "disclosure-granted",
      {},
      { attachments: [{ name: "批复", digest: "a", hiddenDataRemoved: true }] },
      "LV-08 blocks",
    ],
    [
      "attachment changed since",
      "disclosure-granted",
      {},
      { attachments: [{ name: "批复", digest: "a", reviewedDigest: "b", hiddenDataRemoved: true }] },
      "LV-08 blocks",
    ],
    [
      "hidden data left",
      "disclosure-granted",
      {},
      { attachments: [{ name: "批复", digest: "a", reviewedDigest: "a", hiddenDataRemoved: false }] },
      "LV-08 blocks",
    ],
    ["crooked number", "unable-not-held", { docNumber: "云建公开告[2026]05号" }, {}, "LV-09 blocks"],
    [
      "another organ's name",
      "unable-not-held",
      { organName: "云州市住房和城乡建设局办公室" },
      {},
      "LV-10 blocks",
    ],
    [
      "leading zero typed in a text",
      "unable-not-held",
      { searchSummary: "于2026年03月09日在档案室" },
      {},
      "LV-10 look",
    ],
    ["extension of 25 days", "extension-notice", { extensionDays: 25 }, {}, "LV-11 blocks"],
    ["second extension", "extension-notice", {}, { previousExtensions: 1 }, "LV-11 blocks"],
    ["approved by somebody else", "extension-notice", { approverName: "周明远" }, {}, "LV-11 blocks"],
    ["second correction notice", "correction-notice", {}, { previousCorrectionNotices: 1 }, "LV-12 blocks"],
    [
      "correction notice after 7 working days",
      "correction-notice",
      {},
      { due: calendarDay("2026-03-05") },
      "LV-12 look",
    ],
    [
      "identity number",
      "unable-not-held",
      { searchSummary: "以身份证号１１０１０１１９９００３０７００００" },
      {},
      "LV-13 blocks",
    ],
    ["applicant's phone", "unable-not-held", { searchSummary: "电话139 0000 0000" }, {}, "LV-13 blocks"],
    [
      "disclosed before the third party was heard",
      "disclosure-partial",
      {},
      { disclosureHolds: [{ obstacle: "waiting" }] },
      "LV-15 blocks",
    ],
    [
      "written while the third party is heard",
      "disclosure-granted",
      {},
      { stage: "drafting", disclosureHolds: [{ obstacle: "waiting" }] },
      "LV-15 look",
    ],
    [
      "an objection nobody decided about",
      "disclosure-granted-future",
      {},
      { disclosureHolds: [{ obstacle: "undecided" }] },
      "LV-15 blocks",
    ],
    [
      "a third party that was not told",
      "disclosure-granted",
      {},
      { disclosureHolds: [{ obstacle: "noticeMissing" }, { obstacle: "noticeMissing" }] },
      "LV-15 blocks",
    ],
    ["classification mark", "unable-not-held", { searchSummary: "以“机密 ★10年”" }, {}, "LV-14 blocks"],
    ["internal mark", "unable-not-held", { searchSummary: "在内部资料 注意保存目录中" }, {}, "LV-14 blocks"],
    [
      "work secret in prose",
      "refusal-process-information",
      { processReason: "涉及工作秘密" },
      {},
      "LV-14 look",
    ],
    ["a 中级法院 for a department", "unable-not-held", { courtName: "云州市中级人民法院" }, {}, "LV-02 look"],
    ["no court at all", "unable-not-held", { courtName: "云州市城东区政府" }, {}, "LV-02 look"],
    ["dated before the application came", "unable-not-held", { issueDate: "2026-03-01" }, {}, "LV-03 blocks"],
    [
      "consulted before the application came",
      "third-party-consultation-applicant-notice",
      { consultationIssuedOn: "2026-02-27" },
      {},
      "LV-03 look",
    ],
    [
      "an earlier reply that is later than the application",
      "not-processed-repeat",
      { earlierDate: "2026-03-10" },
      {},
      "LV-03 look",
    ],
    [
      "a future place in the past",
      "disclosure-granted-future",
      { futureDate: "2026-03-01" },
      {},
      "LV-03 look",
    ],
    [
      "the judicial interpretation of 2011",
      "refusal-third-party",
      {
        consultationStatement:
          "依照法释〔2011〕17号，第三方不同意公开，未发现不公开可能对公共利益造成重大影响",
      },
      {},
      "LV-04 blocks",
    ],
    [
      "the regulation of 2007",
      "unable-not-responsible",
      { notResponsibleReason: "依照《中华人民共和国政府信息公开条例》第二十一条第（三）项" },
      {},
      "LV-04 blocks",
    ],
    [
      "a need the applicant must not be asked for",
      "not-government-information",
      { notGovInfoReason: "所申请信息与您自身生产、生活、科研等特殊需要无关" },
      {},
      "LV-04 blocks",
    ],
    ["somebody else's letter", "unable-not-held", { addressee: "王立春" }, {}, "LV-07 blocks"],
    [
      "the consultation sent to the applicant",
      "third-party-consultation-letter",
      { addressee: "李秋实" },
      {},
      "LV-07 blocks",
    ],
    [
      "attachments that are not what is provided",
      "disclosure-granted",
      { attachmentList: ["关于和平街老旧小区改造项目初步设计的批复"] },
      {},
      "LV-08 look",
    ],
    [
      "您 to an organisation",
      "fee-notice",
      { applicantType: "organisation", feeFacts: "2026年3月您共提出42件" },
      {},
      "LT-01 look",
    ],
    ["empty formula", "unable-not-held", { searchSummary: "经研究决定不予公开，" }, {}, "LT-01 look"],
  ];

  it.each(cases)("%s (%s)", (_why, id, fields, facts, expected) => {
    const report = lint(id, fields, facts);
    expect(rules(report)).toContain(expected);
    expect(report.maySign).toBe(!rules(report).some((rule) => rule.endsWith("blocks")));
  });

  it("accepts joint applicants, an agent beside the name, and the edition in force on an earlier day", () => {
    expect(lint("unable-not-held", { addressee: "李秋实、王立春" }).findings).toEqual([]);
    expect(rules(lint("unable-not-held", { addressee: "李 秋 实" }))).toEqual([]);
    const old = { issueDate: "2023-12-20", receiptDate: "2023-12-01" };
    const report = lint("refusal-process-information", old, { due: calendarDay("2023-12-29") });
    // Before 2024 nobody had to go to reconsideration first, so the letter does not say so.
    expect(report.findings).toEqual([]);
  });

  it("reads LV-05's two answers back from the reasons kept with the letter", () => {
    const chosen = chooseLetter({
      task: "reply",
      withdrawn: "no",
      contentComplete: "yes",
      requestNature: "information",
      earlierReply: "none",
      abnormalVolume: "no",
      responsible: "yes",
      specialAccess: "no",
      held: "yes",
      alreadyPublic: "no",
      otherOrgan: "no",
      restriction: "processInformation",
      disclosurePrescribed: "no",
      separable: "no",
    });
    expect(chosen).toMatchObject({ letter: "refusal-process-information" });
    expect(answersOfChoice(chosen.reasons)).toEqual({
      separability: "notSeparable",
      disclosureRequired: "notRequired",
    });
    expect(answersOfChoice([])).toEqual({ separability: "unanswered", disclosureRequired: "unanswered" });
  });

  it("has a failing letter for each of the fourteen rules", () => {
    const proved = new Set(cases.map(([, , , , expected]) => expected.slice(0, 5)));
    for (let rule = 1; rule <= 14; rule += 1) expect(proved).toContain(`LV-${String(rule).padStart(2, "0")}`);
  });

  it("blocks a changed relief paragraph and a changed citation until they are put back", () => {
    const relief = lint(
      "refusal-third-party",
      {},
      {},
      { overrides: { relief: { text: "不服可以起诉。", reason: "习惯" } } },
    );
    expect(relief.findings).toContainEqual(
      expect.objectContaining({
        ruleId: "LV-02",
        severity: "blocks",
        repair: { kind: "restoreClause", clauseId: "relief" },
      }),
    );
    const citation = lint(
      "unable-not-held",
      {},
      {},
      {
        overrides: { "finding.1": { text: "根据有关规定，该政府信息不存在。", reason: "习惯" } },
      },
    );
    expect(citation.findings).toContainEqual(
      expect.objectContaining({
        ruleId: "LV-04",
        article: "条例36(四)",
        repair: { kind: "restoreClause", clauseId: "finding.1" },
      }),
    );
  });

  it("lets number and date be empty while drafting", () => {
    expect(lint("extension-notice", { docNumber: "", issueDate: "" }, { stage: "drafting" }).maySign).toBe(
      true,
    );
  });

  it("says which rules it could not check instead of passing them", () => {
    const template = letterTemplates["refusal-internal-affairs"];
    const fields = sampleFields("refusal-internal-affairs");
    const report = lintLetter({ template, fields, model: composeLetter(template, fields) });
    expect(report.unchecked).toEqual(["LV-03", "LV-05"]);
  });

  it("never repeats personal data or a mark in its messages", () => {
    const report = lint("unable-not-held", { searchSummary: "以110101199003070000、绝密★" });
    expect(JSON.stringify(report.findings)).not.toMatch(/110101|绝密/u);
  });

  it("does not take 商业秘密 or 国家秘密 in prose for a mark", () => {
    expect(rules(lint("refusal-state-secret"))).toEqual([]);
    expect(rules(lint("unable-not-held", { searchSummary: "以“商业秘密”“严守国家秘密”为检索词" }))).toEqual(
      [],
    );
  });
});
