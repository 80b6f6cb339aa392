import type { Generated } from "kysely";

export interface ApplicationTable {
  seq: Generated<number>;
  id: string;
  application_no: string;
  intake: string;
  handler_account_id: string;
  registered_at: string;
  applicant_name_cache: string;
  state_cache: string;
  closed_cache: 0 | 1;
  due_day_cache: string | null;
  receipt_date_cache: string | null;
  outcome: string | null;
}

export interface ClockEventTable {
  id: string;
  application_id: string;
  position: number;
  type: string;
  on_day: string;
  event: string;
  note: string;
  account_id: string;
  recorded_at: string;
}

export interface ApplicationUnitTable {
  application_id: string;
  parent_id: string;
  position: number;
}

export interface ApplicationSplitTable {
  parent_id: string;
  unit_count: number;
  account_id: string;
  split_at: string;
}

export interface LetterTable {
  id: string;
  item_id: string;
  application_id: string;
  template: string;
  template_version: string;
  choice_reasons: string;
  created_at: string;
}

export interface LetterVersionTable {
  revision_id: string;
  letter_id: string;
  template_version: string;
  legal_sources: string;
  calendar_version: string;
  fields: string;
}

export interface NumberRegisterTable {
  series: string;
  year: number;
  number: number;
  doc_number: string;
  letter_id: string;
  state: "allotted" | "void";
  void_reason: string | null;
  allotted_by: string;
  allotted_at: string;
}

/** The answer of one unit, given in a letter that answers several. */
export interface JointAnswerPartTable {
  letter_id: string;
  joint_letter_id: string;
  account_id: string;
  joined_at: string;
}

export interface LetterIssueTable {
  letter_id: string;
  revision_id: string;
  review_id: string | null;
  content_digest: string;
  series: string | null;
  year: number | null;
  number: number | null;
  doc_number: string | null;
  issue_date: string;
  signed_by: string;
  signed_at: string;
}

export interface LetterServiceTable {
  letter_id: string;
  method: string;
  clock_date: string;
  received_on: string | null;
  tracking_no: string;
  note: string;
  account_id: string;
  recorded_at: string;
}

export interface DeliveryStepTable {
  id: string;
  letter_id: string;
  position: number;
  kind: "sent" | "received" | "returned";
  on_day: string;
  method: string | null;
  cause: "applicantAddress" | "refused" | "unclaimed" | "organAddress" | null;
  tracking_no: string;
  note: string;
  account_id: string;
  recorded_at: string;
}
