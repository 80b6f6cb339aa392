import type { ControlledTransaction, Kysely, Transaction } from "kysely";

import type * as actingForOthers from "./acting-for-others.ts";
import type * as afterRelease from "./after-release.ts";
import type * as aggregation from "./aggregation.ts";
import type * as applications from "./applications.ts";
import type * as cleanUp from "./clean-up.ts";
import type * as audit from "./audit.ts";
import type * as calendar from "./calendar.ts";
import type * as items from "./items.ts";
import type * as people from "./people.ts";
import type * as reviewDesk from "./review-desk.ts";
import type * as reviews from "./reviews.ts";
import type * as secondOpinion from "./second-opinion.ts";
import type * as statistics from "./statistics.ts";

export interface Tables {
  meta: people.MetaTable;
  organisation: people.OrganisationTable;
  person: people.PersonTable;
  account: people.AccountTable;
  account_role: people.AccountRoleTable;
  person_key: people.PersonKeyTable;
  device: people.DeviceTable;
  item: items.ItemTable;
  list_counter: items.ListCounterTable;
  blob: items.BlobTable;
  draft: items.DraftTable;
  draft_attachment: items.DraftAttachmentTable;
  revision: items.RevisionTable;
  revision_attachment: items.RevisionAttachmentTable;
  finding: items.FindingTable;
  finding_answer: items.FindingAnswerTable;
  review: reviews.ReviewTable;
  stage_decision: reviews.StageDecisionTable;
  checklist_answer: reviews.ChecklistAnswerTable;
  reviewed_block: reviewDesk.ReviewedBlockTable;
  review_note: reviewDesk.ReviewNoteTable;
  delegation: actingForOthers.DelegationTable;
  delegation_confirmation: actingForOthers.DelegationConfirmationTable;
  delegation_end: actingForOthers.DelegationEndTable;
  emergency_seen: actingForOthers.EmergencySeenTable;
  handover: actingForOthers.HandoverTable;
  review_assignment: actingForOthers.ReviewAssignmentTable;
  queue_filter: actingForOthers.QueueFilterTable;
  review_risk: secondOpinion.ReviewRiskTable;
  review_opinion: secondOpinion.ReviewOpinionTable;
  opinion_dispute: secondOpinion.OpinionDisputeTable;
  opinion_settlement: secondOpinion.OpinionSettlementTable;
  publication: reviews.PublicationTable;
  outbox: reviews.OutboxTable;
  receipt: reviews.ReceiptTable;
  inbox: reviews.InboxTable;
  log_view: reviews.LogViewTable;
  export_record: reviews.ExportRecordTable;
  aggregation_source: aggregation.AggregationSourceTable;
  aggregation_fact: aggregation.AggregationFactTable;
  aggregation_join: aggregation.AggregationJoinTable;
  aggregation_answer: aggregation.AggregationAnswerTable;
  withdrawal: afterRelease.WithdrawalTable;
  withdrawal_decision: afterRelease.WithdrawalDecisionTable;
  post_check: afterRelease.PostCheckTable;
  clean_up_batch: cleanUp.CleanUpBatchTable;
  clean_up_entry: cleanUp.CleanUpEntryTable;
  clean_up_decision: cleanUp.CleanUpDecisionTable;
  clean_up_screening: cleanUp.CleanUpScreeningTable;
  application: applications.ApplicationTable;
  clock_event: applications.ClockEventTable;
  letter: applications.LetterTable;
  letter_version: applications.LetterVersionTable;
  number_register: applications.NumberRegisterTable;
  letter_issue: applications.LetterIssueTable;
  letter_service: applications.LetterServiceTable;
  delivery_step: applications.DeliveryStepTable;
  template: applications.TemplateTable;
  calendar_import: calendar.CalendarImportTable;
  calendar_decision: calendar.CalendarDecisionTable;
  annual_report: statistics.AnnualReportTable;
  audit_entry: audit.AuditEntryTable;
  audit_head: audit.AuditHeadTable;
}

/** A reader takes this: the store outside or inside a transaction. */
export type ReadDb = Kysely<Tables>;

/** A writer takes this; it only exists inside a transaction, so no write stands alone without its audit entry. */
export type WriteTx = Transaction<Tables> | ControlledTransaction<Tables>;
