import type { referralOperations } from "../../../shared/contract/referrals.ts";
import { answerReferral, readReferralScan } from "../services/referrals/answer-referral.ts";
import { recordReferralStep } from "../services/referrals/carry-on.ts";
import { draftReferral, reviseReferral } from "../services/referrals/draft-referral.ts";
import {
  listReferrals,
  readReferralsView,
  referralsOfApplication,
} from "../services/referrals/read-referrals.ts";
import { exportReferralLetter } from "../services/referrals/referral-document.ts";
import type { HandlersOf } from "./handler.ts";

export const referralHandlers: HandlersOf<typeof referralOperations> = {
  readReferrals: readReferralsView,
  listReferrals,
  referralsOfApplication,
  draftReferral,
  reviseReferral,
  recordReferralStep,
  answerReferral,
  exportReferralLetter,
  readReferralScan,
};
