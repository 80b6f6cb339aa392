import { describe, expect, it } from "vitest";

import type { ReviewView } from "../../../shared/contract/reviews.ts";
import { paragraphOf } from "../../../shared/domain/item/structured-document.ts";
import { refusalGrounds } from "../../../shared/domain/review/refusal-grounds.ts";
import {
  agreeLabel,
  consequenceOf,
  decisionGaps,
  draftDecision,
  mayNotRefer,
  reasonsOf,
  unmaskedWords,
} from "./decision-model.ts";

const document = (text: string) => ({ schemaVersion: 1, type: "doc", content: [paragraphOf(text)] }) as const;

function review(change: Partial<ReviewView> = {}): ReviewView {
  return {
    kind: "publicNotice",
    revision: { revNo: 3, digest: "a41f9c07" },
    metadata: {
      audience: { kind: "public" },
      channels: ["website"],
      publicationPeriod: { kind: "until", day: "2026-09-24" },
    },
    document: document("电话13800005678和13900001234"),
    releaseDocument: document("电话138****5678和13900001234"),
    unmasked: [{ findingId: "left", type: "MOBILE", where: "第1页", count: 1 }],
    stages: [
      { stage: "confidentialityCheck", label: "专门审查", state: "current" },
      { stage: "leaderApproval", label: "审批", state: "waiting" },
    ],
    currentStage: "confidentialityCheck",
    allowedConclusions: ["discloseRedacted", "withhold", "defer"],
    needsPassphrase: false,
    ...change,
  } as unknown as ReviewView;
}
const last = review({
  stages: [{ stage: "leaderApproval", label: "审批", state: "current" }],
  currentStage: "leaderApproval",
  needsPassphrase: true,
});

describe("what a decision still needs", () => {
  it("an agreement on a conclusion that releases needs nothing more before the last stage", () => {
    expect(decisionGaps(draftDecision("agree", review()), review())).toEqual([]);
  });
  it("a final one needs the passphrase", () => {
    expect(decisionGaps(draftDecision("agree", last), last)).toEqual(["passphrase"]);
  });
  it("what is kept back needs an enumerated ground (条例13)", () => {
    const draft = { ...draftDecision("agree", review()), conclusion: "withhold" } as const;
    expect(decisionGaps(draft, review())).toEqual(["grounds"]);
    expect(decisionGaps({ ...draft, grounds: [refusalGrounds[0] ?? ""] }, review())).toEqual([]);
  });
  it("依申请公开 needs no ground, and words where the paper was drafted for everybody", () => {
    const draft = { ...draftDecision("agree", review()), conclusion: "onApplicationOnly" } as const;
    const draftedAs = (disclosureProperty: "proactive" | "onApplication") =>
      review({ metadata: { ...review().metadata, disclosureProperty } });
    expect(decisionGaps(draft, draftedAs("proactive"))).toEqual(["reasons"]);
    expect(decisionGaps({ ...draft, text: "只涉及两户" }, draftedAs("proactive"))).toEqual([]);
    expect(decisionGaps(draft, draftedAs("onApplication"))).toEqual([]);
  });
  it("暂缓 needs its event or date", () => {
    const draft = { ...draftDecision("agree", review()), conclusion: "defer" } as const;
    expect(decisionGaps(draft, review())).toEqual(["reasons"]);
  });
  it("going back needs a reason, and an unmasked finding is one", () => {
    expect(draftDecision("return", review()).findingIds).toEqual(["left"]);
    expect(decisionGaps(draftDecision("return", review()), review())).toEqual([]);
    const clean = review({ unmasked: [] });
    expect(decisionGaps(draftDecision("return", clean), clean)).toEqual(["reasons"]);
    expect(decisionGaps({ ...draftDecision("refer", clean), text: "是否属于国家秘密不明确" }, clean)).toEqual(
      [],
    );
  });
});

describe("what a decision says it will do", () => {
  it("names the next stage and that it holds for this revision only", () => {
    const words = consequenceOf(draftDecision("agree", review()), review());
    expect(words).toContain("转入审批");
    expect(words).toContain("第3稿");
  });
  it("the final one names what, where, to whom and until when", () => {
    expect(consequenceOf(draftDecision("agree", last), last)).toBe(
      "将允许：第3稿（公开件）在政府网站向社会公开，公开到2026年9月24日。",
    );
  });
  it("a final refusal says that nothing goes out", () => {
    const draft = { ...draftDecision("agree", last), conclusion: "withhold" } as const;
    expect(consequenceOf(draft, last)).toContain("不发布");
  });
  it("a letter goes to its applicant", () => {
    expect(consequenceOf(draftDecision("agree", last), { ...last, kind: "letter" })).toContain("送达申请人");
  });
  it("going back ends this review", () => {
    expect(consequenceOf(draftDecision("return", review()), review())).toContain("本次审查到此结束");
  });
});

it("the button says the conclusion, not just yes", () => {
  expect(agreeLabel(review())).toBe("同意，删减后公开");
  expect(agreeLabel(review({ allowedConclusions: ["disclose"] }))).toBe("同意公开");
  expect(agreeLabel(review({ allowedConclusions: [] }))).toBe("同意");
});

it("only stages with a conclusion may refer (条例17)", () => {
  expect(mayNotRefer(review())).toBeUndefined();
  expect(mayNotRefer(review({ currentStage: "unitHeadReview" }))).toContain("部门审核");
});

it("reasons carry their finding", () => {
  const draft = { ...draftDecision("return", review()), text: " 列太多 " };
  expect(reasonsOf(draft, review())).toEqual([
    { text: "列太多" },
    { text: "第1页：手机号码须遮盖", findingId: "left" },
  ]);
  const list = { findingId: "first", type: "NAME", where: "名单.xlsx", count: 1200 } as const;
  const many = review({ unmasked: [list] });
  expect(reasonsOf(draftDecision("return", many), many)).toEqual([
    { text: "名单.xlsx：自然人姓名 1\u2009200 处须遮盖", findingId: "first" },
  ]);
  expect(unmaskedWords(list)).toBe("自然人姓名，名单.xlsx 1\u2009200 处");
});
