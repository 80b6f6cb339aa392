import type { Generated } from "kysely";

import type {
  ReferralAnswer,
  ReferralForm,
  ReferralOrganKind,
  ReferralQuestion,
  ReferralStep,
} from "../../shared/domain/review/referral.ts";
import type { ClassificationLevel } from "../../shared/domain/review/secrecy-period.ts";

export interface ReferralTable {
  seq: Generated<number>;
  id: string;
  review_id: string;
  /** The round of the review it was asked in. */
  round: number;
  content_digest: string;
  /** The decision of the stage that asked. */
  decision_id: string;
  /** The referral an organ without authority sent back, which this one takes further. */
  follows: string | null;
  question: ReferralQuestion;
  organ_kind: ReferralOrganKind;
  organ: string;
  form: Generated<ReferralForm>;
  /** 签发人 of a 请示; empty otherwise. */
  signer: Generated<string>;
  /** JSON: positions, attachmentIds, checks, joinIds */
  matters: string;
  doubt: string;
  protected_on: string;
  account_id: string;
  person_id: string;
  drafted_at: string;
}

export interface ReferralStepTable {
  seq: Generated<number>;
  referral_id: string;
  step: ReferralStep;
  on_day: string;
  doc_number: string | null;
  note: string;
  follow_up_on: string | null;
  account_id: string;
  person_id: string;
  recorded_at: string;
}

export interface ReferralAnswerTable {
  referral_id: string;
  content_digest: string;
  answer: ReferralAnswer;
  organ: string;
  doc_number: string;
  answered_on: string;
  /** JSON: the passages and attachments that may not be made public */
  matters: string;
  level: ClassificationLevel | null;
  /** JSON of the 保密期限 */
  period: string | null;
  note: string;
  scan_digest: string | null;
  scan_name: string | null;
  kept_at: string;
  account_id: string;
  person_id: string;
  recorded_at: string;
}
