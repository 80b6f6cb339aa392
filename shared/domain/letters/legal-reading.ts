import type { LetterId } from "./letter-id.ts";

/** Why a letter is read by a legal reader before it is signed. */
export interface LegalReadingReason {
  readonly text: string;
  readonly article: string;
}

export interface LegalReadingFacts {
  readonly template: LetterId;
  /** Reconsiderations and suits of the case that were not recorded by mistake. */
  readonly disputes: number;
}

const byGrounds: Partial<Readonly<Record<LetterId, LegalReadingReason>>> = {
  "refusal-state-secret": { text: "以属于国家秘密为由不予公开", article: "条例第十四条" },
  "refusal-legal-prohibition": { text: "以法律、行政法规禁止公开为由不予公开", article: "条例第十四条" },
  "refusal-security-stability": { text: "以危及国家安全、公共安全等为由不予公开", article: "条例第十四条" },
  "refusal-third-party": { text: "以损害第三方合法权益为由不予公开", article: "条例第十五条" },
  "refusal-internal-affairs": { text: "以内部事务信息为由不予公开", article: "条例第十六条" },
  "refusal-process-information": { text: "以过程性信息为由不予公开", article: "条例第十六条" },
  "refusal-enforcement-file": { text: "以行政执法案卷信息为由不予公开", article: "条例第十六条" },
  // The notice is signed before the answer that discloses (LV-15), so the override passes the legal reader here.
  "third-party-decision-notice": { text: "不采纳第三方意见，决定公开", article: "条例第三十二条" },
  "not-processed-abnormal-volume": { text: "认定申请数量、频次明显超过合理范围", article: "条例第三十五条" },
};

/** Answers of 条例36 that are read where the case has already been disputed. */
const whereDisputed: Partial<Readonly<Record<LetterId, LegalReadingReason>>> = {
  "unable-not-held": { text: "案件有复议、诉讼，答复信息不存在", article: "条例第三十六条第四项" },
  "unable-not-responsible": {
    text: "案件有复议、诉讼，答复不属于本机关负责公开",
    article: "条例第三十六条第五项",
  },
  "not-processed-repeat": { text: "案件有复议、诉讼，不予重复处理", article: "条例第三十六条第六项" },
  "special-query": { text: "案件有复议、诉讼，告知依照专门规定查询", article: "条例第三十六条第七项" },
};

/**
 * Why a letter needs the opinion of a legal reader before it is signed; none where it does not. That these are read is
 * an office rule [convention]: no article asks for 法制审核 of an answer; the articles are the grounds that go to court
 * (条例14–16 go to reconsideration first, 复议法23).
 */
export function legalReadingAsked(facts: LegalReadingFacts): readonly LegalReadingReason[] {
  return [byGrounds[facts.template], facts.disputes > 0 ? whereDisputed[facts.template] : undefined].filter(
    (reason) => reason !== undefined,
  );
}

export const legalOpinions = { agree: "同意签发", object: "不同意签发" } as const;
export type LegalOpinion = keyof typeof legalOpinions;

export type LegalReaderRefusal = "own-letter" | "not-legal-reader";

/**
 * Who may read for the law: a unit head (the head of the legal unit is one) or somebody of the disclosure office, never
 * a drafter of the letter [convention]. The signer must be another person; the store holds both.
 */
export function mayReadForLaw(
  actor: { readonly personId: string; readonly roles: readonly string[] },
  drafterPersonIds: readonly string[],
): LegalReaderRefusal | undefined {
  if (!actor.roles.includes("unitHead") && !actor.roles.includes("disclosureOffice"))
    return "not-legal-reader";
  return drafterPersonIds.includes(actor.personId) ? "own-letter" : undefined;
}
