import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { calendarDay } from "../../kernel/calendar-day.ts";
import { composeLetter, type AnswerPart } from "./compose-letter.ts";
import type { LetterFields } from "./field-values.ts";
import { chineseOrdinal, joinObstacle, mayBeJoined, passagePrefix, type JoinFacts } from "./joint-answer.ts";
import { letterIds, type LetterId } from "./letter-id.ts";
import { blockLines, letterText } from "./letter-model.ts";
import type { LintContext } from "./lint-context.ts";
import { lintLetter } from "./linter.ts";
import type { ReliefBlockId } from "./relief-blocks.ts";
import { sampleFields } from "./sample-fields.ts";
import { jointAnswer } from "./templates/joint-answer.ts";
import { letterTemplates, shippedTemplate } from "./templates/letter-templates.ts";

const joinable = letterIds.filter(mayBeJoined);

const matter = (position: number) => `锦绣小区改造项目第${position}标段的施工合同`;

function part(letter: LetterId, position: number, fields: LetterFields = {}): AnswerPart {
  return {
    letterId: `letter-${position}`,
    template: shippedTemplate(letter),
    fields: {
      ...sampleFields(letter),
      requestedInformation: matter(position),
      applicationNo: `20260302-001-${position}`,
      ...fields,
    },
  };
}

const frame: LetterFields = {
  ...sampleFields("unable-not-held"),
  requestedInformation: "锦绣小区改造项目各标段的施工合同",
  applicationNo: "20260302-001",
};

const compose = (parts: readonly AnswerPart[], fields: LetterFields = {}) =>
  composeLetter(jointAnswer, { ...frame, ...fields }, { templates: letterTemplates, answers: parts });

const paragraphs = (parts: readonly AnswerPart[], fields: LetterFields = {}) =>
  compose(parts, fields).blocks.map((block) => [block.id, blockLines(block).join("")] as const);

describe("the passages of a letter with several answers", () => {
  it.each(joinable)(
    "%s keeps its own words as a numbered passage, without what stands once for all",
    (id) => {
      const model = compose([part(id, 1), part("unable-not-held", 2)]);
      const alone = composeLetter(shippedTemplate(id), part(id, 1).fields, { templates: letterTemplates });
      const once = ["opening", "relief", "closing", "contact", "attachments"];
      const own = alone.blocks.filter((block) => !once.includes(block.id));
      const passage = model.blocks.filter((block) => block.id.startsWith(passagePrefix(1)));
      expect(blockLines(passage[0]!).join("")).toBe(`一、关于“${matter(1)}”（编号：20260302-001-1）`);
      expect(passage.slice(1).flatMap(blockLines)).toEqual(own.flatMap(blockLines));
      expect(own.length).toBeGreaterThan(0);
      expect(model.blocks.filter((block) => block.id === "relief")).toHaveLength(1);
      expect(letterText(model).match(/提交的政府信息公开申请/gu)?.length).toBe(1);
    },
  );

  it("says how many of the matters it answers", () => {
    const two = [part("disclosure-granted", 1), part("unable-not-held", 2)];
    expect(letterText(compose(two))).toContain("该申请包含2项内容，现一并答复如下。");
    expect(letterText(compose(two, { splitCount: 3 }))).toContain(
      "现就其中2项一并答复如下，其余内容另行答复。",
    );
  });

  it("names the enclosures of all answers in one note, in their order", () => {
    const copies = (...titles: string[]) => ({ providedList: titles.map((title) => ({ title })) });
    const model = compose([
      part("disclosure-granted", 1, copies("甲合同", "乙合同")),
      part("unable-not-held", 2),
      part("disclosure-partial", 3, copies("丙合同")),
    ]);
    const notes = model.blocks.filter((block) => block.kind === "attachmentNote");
    expect(notes.map(blockLines)).toEqual([["甲合同", "乙合同", "丙合同"]]);
  });

  it("tells what happened to one matter only beside that matter", () => {
    const extended = part("unable-not-held", 2, { replyExtended: true });
    const lines = paragraphs([part("disclosure-granted", 1), extended]);
    expect(lines.filter(([, line]) => line.includes("经依法延长答复期限")).map(([id]) => id)).toEqual([
      "answer2.history",
    ]);
    const both = paragraphs([part("disclosure-granted", 1, { replyExtended: true }), extended], {
      replyExtended: true,
    });
    expect(both.filter(([, line]) => line.includes("经依法延长答复期限")).map(([id]) => id)).toEqual([
      "opening",
    ]);
  });

  it("numbers like a Chinese official letter", () => {
    expect([1, 2, 10, 11, 20, 21, 99].map(chineseOrdinal)).toEqual([
      "一",
      "二",
      "十",
      "十一",
      "二十",
      "二十一",
      "九十九",
    ]);
  });
});

describe("the one relief paragraph", () => {
  // 复议法23①(四): what is withheld under 条例14–16 goes to reconsideration first; 条例51, 行诉法44: the rest is free.
  const cases: readonly (readonly [readonly LetterId[], ReliefBlockId])[] = [
    [["disclosure-granted", "unable-not-held"], "relief-dual"],
    [["unable-not-responsible", "not-processed-repeat", "special-query"], "relief-dual"],
    [["disclosure-granted", "refusal-third-party"], "relief-partial"],
    [["refusal-state-secret", "unable-not-responsible"], "relief-partial"],
    [["refusal-internal-affairs", "refusal-enforcement-file"], "relief-reconsideration-first"],
    [["disclosure-granted-proactive", "disclosure-partial"], "relief-partial"],
    [["disclosure-partial", "refusal-process-information"], "relief-partial"],
  ];
  it.each(cases)("%j → %s", (letters, block) => {
    const model = compose(letters.map((letter, index) => part(letter, index + 1)));
    expect(model.relief.block).toBe(block);
    const text = letterText(model);
    expect(text.includes("应当自收到")).toBe(block !== "relief-dual");
    expect(text.includes("6个月内依法向")).toBe(block !== "relief-reconsideration-first");
  });

  it("leaves the free choice where a partial answer withholds nothing under 条例14–16", () => {
    const withheldItems = [
      { passage: "汇总表", ground: "processingRequired" as const, reason: "没有现成的汇总表" },
    ];
    const model = compose([part("disclosure-partial", 1, { withheldItems }), part("disclosure-granted", 2)]);
    expect(model.relief.block).toBe("relief-dual");
  });

  it("never keeps from court what may go there, nor sends there what may not, whatever is combined", () => {
    const withheld = (id: LetterId) => id.startsWith("refusal-") || id === "disclosure-partial";
    fc.assert(
      fc.property(fc.shuffledSubarray([...joinable], { minLength: 2, maxLength: 6 }), (letters) => {
        const { block } = compose(letters.map((letter, index) => part(letter, index + 1))).relief;
        const all = letters.every((id) => id.startsWith("refusal-"));
        expect(block).toBe(
          all ? "relief-reconsideration-first" : letters.some(withheld) ? "relief-partial" : "relief-dual",
        );
      }),
      { numRuns: 60 },
    );
  });
});

describe("which answers may stand together", () => {
  it("takes decisions on what was asked, and nothing that only ends or prepares", () => {
    for (const id of [
      "correction-notice",
      "extension-notice",
      "application-withdrawn",
      "search-record",
    ] as const)
      expect(mayBeJoined(id)).toBe(false);
    expect(joinable).toHaveLength(22);
  });

  const free: JoinFacts = {
    template: "unable-not-held",
    state: "drafting",
    unitId: "u1",
    unitClosed: false,
    drafterPersonId: "p1",
  };
  it.each<readonly [string, Partial<JoinFacts>, string | undefined]>([
    ["a draft", {}, undefined],
    ["a returned one", { state: "returned" }, undefined],
    ["a procedural letter", { template: "correction-notice" }, "no-answer"],
    ["signed", { state: "signed" }, "signed"],
    ["its unit is answered", { unitClosed: true }, "unit-answered"],
    ["under a review of its own", { state: "underReview" }, "under-review"],
    ["approved by itself", { state: "approved" }, "under-review"],
    ["already in this letter, whose review runs", { state: "underReview", joinedInto: "j" }, undefined],
    ["in another letter", { joinedInto: "other" }, "joined-elsewhere"],
    ["its unit is answered here already", { unitId: "u9" }, "unit-twice"],
    ["somebody else wrote it", { drafterPersonId: "p2" }, "other-drafter"],
  ])("%s", (_why, change, expected) => {
    expect(
      joinObstacle({ ...free, ...change }, { letterId: "j", drafterPersonId: "p1", units: new Set(["u9"]) }),
    ).toBe(expected);
  });
});

describe("the checks of a letter with several answers", () => {
  const facts: Omit<LintContext, "template" | "model" | "fields"> = {
    stage: "signing",
    profile: { organName: "云州市住房和城乡建设局", officeHeadName: "陈静文" },
    applicant: { name: "李秋实", idNumber: "110101199003070000", phone: "13900000000" },
    due: calendarDay("2026-04-30"),
    searchRecord: true,
    separability: "notSeparable",
    disclosureRequired: "notRequired",
    attachments: [],
  };
  const check = (
    parts: readonly AnswerPart[],
    own: readonly Partial<typeof facts>[] = [],
    fields: LetterFields = {},
  ) => {
    const answers = parts.map((answer, index) => ({
      ...answer,
      findings: lintLetter({
        ...facts,
        ...own[index],
        template: answer.template,
        fields: answer.fields,
        model: composeLetter(answer.template, answer.fields, { templates: letterTemplates }),
      }).findings,
    }));
    return lintLetter({
      ...facts,
      template: jointAnswer,
      fields: { ...frame, ...fields },
      model: compose(parts, fields),
      answers,
    });
  };
  const said = (report: ReturnType<typeof check>) =>
    report.findings.map(({ ruleId, severity, answerLetterId }) =>
      `${ruleId} ${severity} ${answerLetterId ?? ""}`.trim(),
    );

  it("has nothing to say of answers that are in order", () => {
    const report = check([
      part("unable-not-held", 1),
      part("refusal-internal-affairs", 2),
      part("disclosure-partial", 3),
    ]);
    expect(report.findings).toEqual([]);
    expect(report.maySign).toBe(true);
  });

  it("wants at least two", () => {
    expect(said(check([part("unable-not-held", 1)]))).toEqual(["LV-01 blocks"]);
  });

  const cases: readonly (readonly [
    string,
    readonly AnswerPart[],
    readonly Partial<typeof facts>[],
    LetterFields,
    readonly string[],
  ])[] = [
    [
      "a gap in one passage",
      [part("unable-not-held", 1, { searchSummary: "" }), part("disclosure-granted", 2)],
      [],
      {},
      ["LV-01 blocks letter-1"],
    ],
    [
      "no relief organ, said once",
      [part("unable-not-held", 1), part("unable-not-responsible", 2)],
      [],
      { reconsiderationOrgan: "云州市住房和城乡建设局" },
      ["LV-02 blocks"],
    ],
    [
      "one unit is late, the other in time",
      [part("unable-not-held", 1), part("disclosure-granted", 2)],
      [{}, { due: calendarDay("2024-01-05") }],
      {},
      ["LV-03 blocks letter-2"],
    ],
    [
      "one unit has no search record",
      [part("disclosure-granted", 1), part("unable-not-held", 2)],
      [{}, { searchRecord: false }],
      {},
      ["LV-04 blocks letter-2"],
    ],
    [
      "the separability of one refusal was not answered",
      [part("refusal-internal-affairs", 1), part("disclosure-granted", 2)],
      [{ separability: "unanswered" }],
      {},
      ["LV-05 blocks letter-1"],
    ],
    [
      "one prohibition rests on a departmental rule",
      [part("refusal-legal-prohibition", 1), part("disclosure-granted", 2)],
      [{ prohibitingSource: "rule" }],
      {},
      ["LV-06 blocks letter-1"],
    ],
    [
      "one passage names its third party",
      [
        part("disclosure-granted", 1),
        part("refusal-third-party", 2, {
          consultationStatement: "云州岚峰建筑设计有限公司不同意公开，不涉及公共利益",
        }),
      ],
      [{}, { thirdParty: { name: "云州岚峰建筑设计有限公司" } }],
      {},
      ["LV-07 blocks letter-2"],
    ],
    [
      "an enclosure changed after the review",
      [part("disclosure-granted", 1), part("unable-not-held", 2)],
      [{ attachments: [{ name: "合同.pdf", digest: "a", reviewedDigest: "b", hiddenDataRemoved: true }] }],
      {},
      ["LV-08 blocks letter-1"],
    ],
    [
      "a crooked number",
      [part("unable-not-held", 1), part("disclosure-granted", 2)],
      [],
      { docNumber: "枣公开[2024]05号" },
      ["LV-09 blocks"],
    ],
    [
      "another organ signs",
      [part("unable-not-held", 1), part("disclosure-granted", 2)],
      [],
      { organName: "云州市发展和改革委员会" },
      ["LV-10 blocks"],
    ],
    [
      "a phone number in one passage",
      [
        part("unable-not-held", 1, { searchSummary: "本机关档案室（联系13900000000）" }),
        part("disclosure-granted", 2),
      ],
      [],
      {},
      ["LV-13 blocks letter-1"],
    ],
    [
      "a phone number in the words of one unit",
      [
        part("unable-not-held", 1),
        part("disclosure-granted", 2, { requestedInformation: "13900000000的合同" }),
      ],
      [],
      {},
      ["LV-13 blocks"],
    ],
    [
      "a mark in one passage",
      [part("unable-not-held", 1, { searchSummary: "机密★1年的目录" }), part("disclosure-granted", 2)],
      [],
      {},
      ["LV-14 blocks letter-1"],
    ],
    [
      "a third party of one unit may still object",
      [part("disclosure-granted", 1), part("disclosure-granted", 2)],
      [{}, { disclosureHolds: [{ obstacle: "waiting" }] }],
      {},
      ["LV-15 blocks letter-2"],
    ],
  ];
  it.each(cases)("%s", (_why, parts, own, fields, expected) => {
    const report = check(parts, own, fields);
    const blocking = said(report).filter((line) => line.includes("blocks"));
    expect(blocking).toEqual(expected);
    expect(report.maySign).toBe(false);
    for (const finding of report.findings)
      if (finding.answerLetterId)
        expect(finding).toMatchObject({ repair: { kind: "openAnswer", letterId: finding.answerLetterId } });
  });
});
