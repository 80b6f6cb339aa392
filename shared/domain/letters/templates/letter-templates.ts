import { jointAnswerId, type LetterId, type StandardLetterId } from "../letter-id.ts";
import type { LetterTemplate } from "../letter-template.ts";
import { applicationForm } from "./application-form.ts";
import { applicationRegistrationForm } from "./application-registration-form.ts";
import { receiptAcknowledgement } from "./receipt-acknowledgement.ts";
import { receiptConfirmationRecord } from "./receipt-confirmation-record.ts";
import { oralApplicationTranscript } from "./oral-application-transcript.ts";
import { correctionNotice } from "./correction-notice.ts";
import { extensionNotice } from "./extension-notice.ts";
import { reasonRequestNotice } from "./reason-request-notice.ts";
import { delayedReplyNotice } from "./delayed-reply-notice.ts";
import { thirdPartyConsultationLetter } from "./third-party-consultation-letter.ts";
import { thirdPartyOpinionReceipt } from "./third-party-opinion-receipt.ts";
import { thirdPartyConsultationApplicantNotice } from "./third-party-consultation-applicant-notice.ts";
import { otherOrganConsultationLetter } from "./other-organ-consultation-letter.ts";
import { otherOrganOpinionReceipt } from "./other-organ-opinion-receipt.ts";
import { thirdPartyDecisionNotice } from "./third-party-decision-notice.ts";
import { feeNotice } from "./fee-notice.ts";
import { disclosureGranted } from "./disclosure-granted.ts";
import { disclosureGrantedProactive } from "./disclosure-granted-proactive.ts";
import { disclosureGrantedFuture } from "./disclosure-granted-future.ts";
import { disclosurePartial } from "./disclosure-partial.ts";
import { refusalStateSecret } from "./refusal-state-secret.ts";
import { refusalLegalProhibition } from "./refusal-legal-prohibition.ts";
import { refusalSecurityStability } from "./refusal-security-stability.ts";
import { refusalThirdParty } from "./refusal-third-party.ts";
import { refusalInternalAffairs } from "./refusal-internal-affairs.ts";
import { refusalProcessInformation } from "./refusal-process-information.ts";
import { refusalEnforcementFile } from "./refusal-enforcement-file.ts";
import { specialQuery } from "./special-query.ts";
import { unableNotHeld } from "./unable-not-held.ts";
import { unableNotResponsible } from "./unable-not-responsible.ts";
import { unableProcessingRequired } from "./unable-processing-required.ts";
import { unableUnclearAfterCorrection } from "./unable-unclear-after-correction.ts";
import { notProcessedRepeat } from "./not-processed-repeat.ts";
import { notProcessedPetition } from "./not-processed-petition.ts";
import { notProcessedPublication } from "./not-processed-publication.ts";
import { notProcessedAbnormalVolume } from "./not-processed-abnormal-volume.ts";
import { notProcessedReconfirm } from "./not-processed-reconfirm.ts";
import { notGovernmentInformation } from "./not-government-information.ts";
import { applicationDeemedAbandonedCorrection } from "./application-deemed-abandoned-correction.ts";
import { applicationDeemedAbandonedFee } from "./application-deemed-abandoned-fee.ts";
import { applicationWithdrawn } from "./application-withdrawn.ts";
import { recordCorrectionDecision } from "./record-correction-decision.ts";
import { recordCorrectionTransfer } from "./record-correction-transfer.ts";
import { inspectionArrangementNotice } from "./inspection-arrangement-notice.ts";
import { proactiveConversionReply } from "./proactive-conversion-reply.ts";
import { onTheSpotReplyRecord } from "./on-the-spot-reply-record.ts";
import { jointAnswer } from "./joint-answer.ts";
import { letterRectification } from "./letter-rectification.ts";
import { serviceReceipt } from "./service-receipt.ts";
import { searchRecord } from "./search-record.ts";
import { handlingSheet } from "./handling-sheet.ts";

/** The fifty documents, in the order of the handbook. */
export const letterTemplates: Readonly<Record<StandardLetterId, LetterTemplate>> = {
  "application-form": applicationForm,
  "application-registration-form": applicationRegistrationForm,
  "receipt-acknowledgement": receiptAcknowledgement,
  "receipt-confirmation-record": receiptConfirmationRecord,
  "oral-application-transcript": oralApplicationTranscript,
  "correction-notice": correctionNotice,
  "extension-notice": extensionNotice,
  "reason-request-notice": reasonRequestNotice,
  "delayed-reply-notice": delayedReplyNotice,
  "third-party-consultation-letter": thirdPartyConsultationLetter,
  "third-party-opinion-receipt": thirdPartyOpinionReceipt,
  "third-party-consultation-applicant-notice": thirdPartyConsultationApplicantNotice,
  "other-organ-consultation-letter": otherOrganConsultationLetter,
  "other-organ-opinion-receipt": otherOrganOpinionReceipt,
  "third-party-decision-notice": thirdPartyDecisionNotice,
  "fee-notice": feeNotice,
  "disclosure-granted": disclosureGranted,
  "disclosure-granted-proactive": disclosureGrantedProactive,
  "disclosure-granted-future": disclosureGrantedFuture,
  "disclosure-partial": disclosurePartial,
  "refusal-state-secret": refusalStateSecret,
  "refusal-legal-prohibition": refusalLegalProhibition,
  "refusal-security-stability": refusalSecurityStability,
  "refusal-third-party": refusalThirdParty,
  "refusal-internal-affairs": refusalInternalAffairs,
  "refusal-process-information": refusalProcessInformation,
  "refusal-enforcement-file": refusalEnforcementFile,
  "special-query": specialQuery,
  "unable-not-held": unableNotHeld,
  "unable-not-responsible": unableNotResponsible,
  "unable-processing-required": unableProcessingRequired,
  "unable-unclear-after-correction": unableUnclearAfterCorrection,
  "not-processed-repeat": notProcessedRepeat,
  "not-processed-petition": notProcessedPetition,
  "not-processed-publication": notProcessedPublication,
  "not-processed-abnormal-volume": notProcessedAbnormalVolume,
  "not-processed-reconfirm": notProcessedReconfirm,
  "not-government-information": notGovernmentInformation,
  "application-deemed-abandoned-correction": applicationDeemedAbandonedCorrection,
  "application-deemed-abandoned-fee": applicationDeemedAbandonedFee,
  "application-withdrawn": applicationWithdrawn,
  "record-correction-decision": recordCorrectionDecision,
  "record-correction-transfer": recordCorrectionTransfer,
  "inspection-arrangement-notice": inspectionArrangementNotice,
  "proactive-conversion-reply": proactiveConversionReply,
  "on-the-spot-reply-record": onTheSpotReplyRecord,
  "letter-rectification": letterRectification,
  "service-receipt": serviceReceipt,
  "search-record": searchRecord,
  "handling-sheet": handlingSheet,
};

/** The wording a letter has as shipped: one of the fifty, or the frame around several answers. */
export function shippedTemplate(id: LetterId): LetterTemplate {
  return id === jointAnswerId ? jointAnswer : letterTemplates[id];
}
