import type { ReferralInput, ReferralView } from "../../../shared/contract/referrals.ts";
import type { ReviewView } from "../../../shared/contract/reviews.ts";
import { blockPlaces } from "../../../shared/domain/item/block-places.ts";
import type { StructuredDocument } from "../../../shared/domain/item/structured-document.ts";
import {
  formsFor,
  organsFor,
  type ReferralForm,
  type ReferralOrganKind,
  type ReferralQuestion,
} from "../../../shared/domain/review/referral.ts";
import { textsOf } from "../../../shared/domain/review/reviewed-blocks.ts";
import { parseCalendarDay } from "../../../shared/kernel/calendar-day.ts";

/** What a person fills in to ask another organ. */
export interface ReferralDraft {
  readonly question: ReferralQuestion;
  readonly organKind: ReferralOrganKind;
  readonly organ: string;
  readonly form: ReferralForm;
  readonly signer: string;
  readonly positions: readonly number[];
  readonly attachmentIds: readonly string[];
  readonly doubt: string;
  readonly protectedOn: string;
}

export type ReferralGap = "matters" | "organ" | "signer" | "doubt" | "protectedOn";

export const gapWords: Readonly<Record<ReferralGap, string>> = {
  matters: "选出要报请的段落或者附件，报请文书只写选中的内容。",
  organ: "写明向哪一个机关报请。",
  signer: "请示须写明签发人。",
  doubt: "写明为什么不能确定。",
  protectedOn: "写明从哪一天起先行采取保密措施。",
};

/** The passages of what would go out that a person can choose from. */
export function passagesToChoose(
  document: StructuredDocument,
): readonly { readonly position: number; readonly where: string; readonly text: string }[] {
  const places = blockPlaces(document);
  return document.content.flatMap((block, position) => {
    const text = textsOf(block).trim();
    return text === "" ? [] : [{ position, where: places[position] ?? "正文", text }];
  });
}

export function freshReferral(today: string): ReferralDraft {
  return {
    question: "stateSecret",
    organKind: "provincialSecrecyAuthority",
    organ: "",
    form: "letter",
    signer: "",
    positions: [],
    attachmentIds: [],
    doubt: "",
    protectedOn: today,
  };
}

export function draftOf(referral: ReferralView): ReferralDraft {
  return {
    question: referral.question,
    organKind: referral.organKind,
    organ: referral.organ,
    form: referral.form,
    signer: referral.signer,
    positions: referral.passages.map((passage) => passage.position),
    attachmentIds: referral.attachments.map((attachment) => attachment.attachmentId),
    doubt: referral.doubt,
    protectedOn: referral.protectedOn,
  };
}

/** Only a competent organ can be the own superior; to any other it is a 函. */
export function withOrganKind(draft: ReferralDraft, organKind: ReferralOrganKind): ReferralDraft {
  const forms = formsFor(organKind);
  return { ...draft, organKind, form: forms.includes(draft.form) ? draft.form : "letter" };
}

/** Another question keeps the organ where it may answer that one too. */
export function withQuestion(draft: ReferralDraft, question: ReferralQuestion): ReferralDraft {
  const organs = organsFor(question);
  const organKind = organs.includes(draft.organKind) ? draft.organKind : (organs[0] ?? draft.organKind);
  return withOrganKind({ ...draft, question }, organKind);
}

export function referralGaps(draft: ReferralDraft): readonly ReferralGap[] {
  const gaps: ReferralGap[] = [];
  if (draft.positions.length + draft.attachmentIds.length === 0) gaps.push("matters");
  if (draft.organ.trim() === "") gaps.push("organ");
  if (draft.form === "request" && draft.signer.trim() === "") gaps.push("signer");
  if (draft.doubt.trim() === "") gaps.push("doubt");
  if (!parseCalendarDay(draft.protectedOn)) gaps.push("protectedOn");
  return gaps;
}

/** The draft as the core takes it; only once nothing is missing. */
export function referralOf(draft: ReferralDraft): ReferralInput | undefined {
  const protectedOn = parseCalendarDay(draft.protectedOn);
  if (!protectedOn || referralGaps(draft).length > 0) return undefined;
  return {
    question: draft.question,
    organKind: draft.organKind,
    organ: draft.organ.trim(),
    form: draft.form,
    signer: draft.form === "request" ? draft.signer.trim() : "",
    positions: [...draft.positions],
    attachmentIds: [...draft.attachmentIds],
    doubt: draft.doubt.trim(),
    protectedOn,
  };
}

/** What goes with the referral by itself: every check that could not be settled. */
export function doubtfulChecks(review: Pick<ReviewView, "checklist">): readonly string[] {
  return review.checklist.filter((row) => row.answer === "unsure").map((row) => row.check);
}
