import type { ReferralInput } from "../../../shared/contract/referrals.ts";
import type { ReviewView, UnmaskedView } from "../../../shared/contract/reviews.ts";
import type { CalendarDay, Instant } from "../../../shared/kernel/calendar-day.ts";
import { formatChineseDate, parseCalendarDay } from "../../../shared/kernel/calendar-day.ts";
import { fullTime } from "../../wording/dates.ts";
import { groupedNumber } from "../../wording/numbers.ts";
import { validityWords } from "../../wording/publication.ts";
import { channelNames } from "../../../shared/domain/item/channel-list.ts";
import {
  conclusionNeedsGround,
  conclusionNeedsWords,
} from "../../../shared/domain/review/refusal-grounds.ts";
import { stageMayRefer } from "../../../shared/domain/review/review-machine.ts";
import {
  reviewConclusions,
  reviewStages,
  type ReviewConclusion,
} from "../../../shared/domain/review/review-stages.ts";
import { labelOfType } from "../../components/findings/finding-words.ts";

export type DecisionKind = "agree" | "return" | "refer";

/** What a person fills in before a stage is decided. */
export interface DecisionDraft {
  readonly kind: DecisionKind;
  readonly conclusion?: ReviewConclusion;
  readonly grounds: readonly string[];
  readonly text: string;
  /** Findings that go back with the reasons. */
  readonly findingIds: readonly string[];
  readonly passphrase: string;
  /** With the final 暂缓公开: the day the paper comes back on. */
  readonly deferUntil?: string;
  /** Whom to ask what; with `refer`. */
  readonly referral?: ReferralInput;
}

export type DecisionGap = "conclusion" | "grounds" | "deferUntil" | "reasons" | "passphrase";

/** A fresh draft: the only conclusion that is possible is taken; what must be masked and is not goes back by itself. */
export function draftDecision(kind: DecisionKind, review: ReviewView): DecisionDraft {
  const only = review.allowedConclusions[0];
  const unmasked = kind === "return" ? review.unmasked : [];
  return {
    kind,
    ...(kind === "agree" && only !== undefined ? { conclusion: only } : {}),
    grounds: [],
    text: "",
    findingIds: unmasked.map((finding) => finding.findingId),
    passphrase: "",
  };
}

/** What goes back with the paper, in words: 「自然人姓名，名单.xlsx 600 处」. */
export const unmaskedWords = ({ type, where, count }: UnmaskedView): string =>
  `${labelOfType(type)}，${where}${count > 1 ? ` ${groupedNumber(count)} 处` : ""}`;

/** Whether the day of a 暂缓公开 is to be named: at the last stage, which decides it. */
export function asksDeferDay(draft: DecisionDraft, review: ReviewView): boolean {
  return draft.kind === "agree" && draft.conclusion === "defer" && review.currentStage === "leaderApproval";
}

export function deferDayOf(draft: DecisionDraft, review: ReviewView): CalendarDay | undefined {
  return asksDeferDay(draft, review) ? parseCalendarDay(draft.deferUntil ?? "") : undefined;
}

/** Whether an agreement asks for words: what a 暂缓公开 waits for, why a paper for everybody is to wait for an applicant. */
export function needsWords(draft: DecisionDraft, review: ReviewView): boolean {
  return (
    draft.kind === "agree" &&
    (draft.conclusion === "defer" ||
      conclusionNeedsWords(draft.conclusion, review.metadata.disclosureProperty))
  );
}

/** What is still missing from a draft, in the order of the form. */
export function decisionGaps(draft: DecisionDraft, review: ReviewView): readonly DecisionGap[] {
  const gaps: DecisionGap[] = [];
  if (draft.kind === "agree") {
    if (review.allowedConclusions.length > 0 && draft.conclusion === undefined) gaps.push("conclusion");
    if (conclusionNeedsGround(draft.conclusion) && draft.grounds.length === 0) gaps.push("grounds");
    if (asksDeferDay(draft, review) && !deferDayOf(draft, review)) gaps.push("deferUntil");
    if (needsWords(draft, review) && draft.text.trim() === "") gaps.push("reasons");
    if (review.needsPassphrase && draft.passphrase === "") gaps.push("passphrase");
  } else if (draft.text.trim() === "" && draft.findingIds.length === 0) gaps.push("reasons");
  return gaps;
}

/** Whether the stage at hand may ask the competent organ; when not, why. */
export function mayNotRefer(review: ReviewView): string | undefined {
  if (!review.currentStage) return "审查已经结束";
  return stageMayRefer(review.currentStage)
    ? undefined
    : `${reviewStages[review.currentStage].label}环节不报请，拿不准的请退回或者写明意见后转专门审查`;
}

/** The words on the agreeing button: 「同意，删减后公开」 when there is one conclusion, 「作出结论」 when there are several. */
export function agreeLabel(review: ReviewView): string {
  const [first] = review.allowedConclusions;
  if (first === undefined) return "同意";
  if (first === "discloseRedacted") return "同意，删减后公开";
  return reviewConclusions[first].releases ? "同意公开" : reviewConclusions[first].label;
}

function audienceWords(review: ReviewView): string {
  const { audience } = review.metadata;
  return audience.kind === "public" ? "社会" : audience.recipients.join("、");
}

function channelWords(review: ReviewView): string {
  const names = channelNames(review.metadata);
  return names.length > 0 ? names.join("、") : "尚未定公开渠道";
}

/** How long it stays public, in words. */
export function periodWords(review: Pick<ReviewView, "metadata">): string {
  const period = review.metadata.publicationPeriod;
  if (!period) return "公开时限未设定";
  if (period.kind === "permanent") return "长期公开";
  if (period.kind === "until") return `公开到${formatChineseDate(period.day)}`;
  if (period.kind === "naturalDays") return `公开 ${period.days} 日`;
  if (period.kind === "workdays") return `公开 ${period.days} 个工作日`;
  return "公开到被新的文件替代";
}

/** What the decision will do, in one sentence, before it is made. */
export function consequenceOf(draft: DecisionDraft, review: ReviewView): string {
  const paper = `第${review.revision.revNo}稿`;
  if (draft.kind === "return")
    return `${paper}退回承办人修改，本次审查到此结束；改后成为新的一稿，重新审查。`;
  const next = review.stages[review.stages.findIndex((stage) => stage.state === "current") + 1];
  if (next) return `同意后转入${next.label}。结论只对${paper}有效，内容有任何改动都要重新审查。`;
  const conclusion = draft.conclusion;
  if (conclusion === undefined) return "";
  if (!reviewConclusions[conclusion].releases)
    return `审查到此结束，结论为“${reviewConclusions[conclusion].label}”，${paper}不发布。`;
  if (review.kind === "letter")
    return `将允许：签发本件文书的${paper}，送达申请人。文字有任何改动都要重新审查。`;
  const { notBefore, validity } = review.metadata;
  const when = notBefore === undefined ? "" : `${fullTime(notBefore as Instant)}以后`;
  const mark = validity === undefined ? "" : `；标注${validityWords(validity)}`;
  return `将允许：${paper}（公开件）${when}在${channelWords(review)}向${audienceWords(review)}公开，${periodWords(review)}${mark}。`;
}

/** Grounds, text and findings as the reasons the core records. */
export function reasonsOf(
  draft: DecisionDraft,
  review: ReviewView,
): readonly { readonly text: string; readonly findingId?: string }[] {
  const text = draft.text.trim();
  const findings = review.unmasked
    .filter(({ findingId }) => draft.findingIds.includes(findingId))
    .map(({ findingId, type, where, count }) => ({
      text: `${where}：${labelOfType(type)}${count > 1 ? ` ${groupedNumber(count)} 处` : ""}须遮盖`,
      findingId,
    }));
  return text === "" ? findings : [{ text }, ...findings];
}
