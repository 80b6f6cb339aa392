import type { ListedReferral } from "../../../../db/readers/referrals.ts";
import { referralLetterModel } from "../../../../shared/domain/review/referral-letter.ts";
import { referralForms } from "../../../../shared/domain/review/referral.ts";
import type { LetterModel } from "../../../../shared/domain/letters/letter-model.ts";
import type { CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import type { ReviewFacts } from "../reviews/review-facts.ts";
import { write, type Work } from "../work.ts";
import { reviewCarryOnObstacle, referralAndFacts } from "./read-referrals.ts";
import { mattersInWords } from "./referral-matters.ts";

async function letterOf(work: Work, facts: ReviewFacts, referral: ListedReferral): Promise<LetterModel> {
  const words = await mattersInWords(work, facts, referral);
  const sent = referral.steps.find((step) => step.step === "sent");
  return referralLetterModel({
    question: referral.question,
    organ: referral.organ,
    form: referral.form,
    signer: referral.signer,
    contactPerson: referral.personName,
    organName: work.profile.organName,
    organAbbreviation: work.profile.organAbbreviation,
    contactOffice: work.profile.contactOffice,
    phone: work.profile.phone,
    reviewNo: referral.reviewNo,
    title: facts.metadata.title,
    itemDocNumber: facts.metadata.docNumber,
    revNo: facts.revision.revNo,
    contentDigest: referral.contentDigest,
    passages: words.passages,
    attachments: words.attachments.map((attachment) => attachment.fileName),
    doubt: referral.doubt,
    checks: words.checks,
    joins: words.joins,
    protectedOn: referral.protectedOn as CalendarDay,
    ...(sent?.docNumber ? { docNumber: sent.docNumber, sentOn: sent.onDay as CalendarDay } : {}),
  });
}

/** The letter of a referral as a file; its name says nothing of what it is about. */
export async function exportReferralLetter(
  work: Work,
  input: { referralId: string; format: "docx" | "pdf" },
) {
  const found = await referralAndFacts(work, input.referralId);
  if (!found) return refuse("unknown-referral");
  const { referral, facts } = found;
  if (reviewCarryOnObstacle(work, facts)) return refuse("own-item");
  const docx = await work.letterDesk.docx(await letterOf(work, facts, referral));
  const bytes = input.format === "docx" ? docx : await work.letterDesk.pdf(docx);
  if (!bytes) return refuse("pdf-not-available");
  await write(work, async (_tx, audit) => {
    audit({
      act: "referral.letterExported",
      subjectKind: "review",
      subjectId: referral.reviewId,
      detail: { referral: referral.referralId, format: input.format },
    });
    await Promise.resolve();
  });
  return answer({
    fileName: `报请确定${referralForms[referral.form]}（${referral.reviewNo}）.${input.format}`,
    mediaType:
      input.format === "docx"
        ? "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        : "application/pdf",
    bytes: Uint8Array.from(bytes),
  });
}
