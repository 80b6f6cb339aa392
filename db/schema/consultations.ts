import type { Generated } from "kysely";

import type {
  ConsultationBasis,
  ConsultationOpinion,
  ConsultationOutcome,
  FollowUpMethod,
} from "../../shared/domain/application/consultation.ts";
import type { ConsultedParty } from "../../shared/domain/clock/clock-events.ts";

interface Recorded {
  account_id: string;
  recorded_at: string;
}

export interface ConsultationTable extends Recorded {
  seq: Generated<number>;
  id: string;
  application_id: string;
  /** The name of this consultation in the events of the clock. */
  clock_id: string;
  party: ConsultedParty;
  basis: ConsultationBasis;
  name: string;
  contact: string;
  phone: string;
  address: string;
  reason: string;
  asked: string;
  document_no: string;
}

export interface ConsultationLetterTable extends Recorded {
  letter_id: string;
  consultation_id: string;
  role: "consultation" | "decisionNotice";
}

export interface ConsultationExtractTable extends Recorded {
  seq: Generated<number>;
  id: string;
  consultation_id: string;
  kind: "file" | "paper";
  pages: string;
  source_name: string;
  source_digest: string | null;
  blob_digest: string | null;
  file_name: string;
  media_type: string;
  size_bytes: number;
  /** JSON, what was looked for when it was read again. */
  checks: string;
}

export interface ConsultationPacketTable extends Recorded {
  id: string;
  consultation_id: string;
  letter_id: string;
  question_digest: string;
  bundle_digest: string;
}

export interface ConsultationFollowUpTable extends Recorded {
  seq: Generated<number>;
  id: string;
  consultation_id: string;
  on_day: string;
  method: FollowUpMethod;
  note: string;
  next_on: string | null;
}

export interface ConsultationAnswerTable extends Recorded {
  seq: Generated<number>;
  id: string;
  consultation_id: string;
  opinion: ConsultationOpinion;
  passages: string;
  reasons: string;
  arrived_on: string;
  proof: string;
  source: "form" | "typed";
  form_digest: string | null;
  event_id: string | null;
}

export interface ConsultationDecisionTable extends Recorded {
  seq: Generated<number>;
  id: string;
  consultation_id: string;
  outcome: ConsultationOutcome;
  reason: string;
}

export interface ConsultationVoidTable extends Recorded {
  consultation_id: string;
  reason: string;
}
