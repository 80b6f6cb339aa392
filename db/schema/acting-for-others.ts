import type { ColumnType, Generated } from "kysely";

import type { DelegableStage, DelegationKind } from "../../shared/domain/access/delegation.ts";

export interface DelegationTable {
  seq: Generated<number>;
  id: string;
  kind: DelegationKind;
  stage: DelegableStage;
  from_person_id: string;
  to_person_id: string;
  /** Set for an emergency right: the one review it is for. */
  review_id: string | null;
  first_day: string;
  last_day: string;
  reason: string;
  proposed_by_account: string;
  proposed_by_person: string;
  proposed_at: string;
}

export interface DelegationConfirmationTable {
  delegation_id: string;
  decision: "confirm" | "refuse";
  note: string;
  account_id: string;
  person_id: string;
  decided_at: string;
}

/** A confirmed or ended delegation as it was signed, for whoever has to hold decisions against it. */
export interface DelegationStatementTable {
  seq: Generated<number>;
  delegation_id: string;
  what: "confirmed" | "ended";
  envelope: ColumnType<Uint8Array, Uint8Array, Uint8Array>;
  signed_at: string;
}

/** What a server said to it last; "registered" or "ended", or the slug of a problem. */
export interface DelegationSentTable {
  seq: number;
  url: string;
  answer: string;
  at: string;
}

export interface DelegationEndTable {
  delegation_id: string;
  reason: string;
  account_id: string;
  person_id: string;
  ended_at: string;
}

export interface EmergencySeenTable {
  delegation_id: string;
  note: string;
  account_id: string;
  person_id: string;
  seen_at: string;
}

export interface HandoverTable {
  seq: Generated<number>;
  id: string;
  from_person_id: string;
  to_person_id: string;
  reason: string;
  by_account: string;
  by_person: string;
  at: string;
}

export interface ReviewAssignmentTable {
  seq: Generated<number>;
  review_id: string;
  stage: DelegableStage;
  to_person_id: string;
  handover_id: string | null;
  /** JSON: what the receiver is told about the item, as it stood at the handover. */
  brief: string | null;
  reason: string;
  by_account: string;
  by_person: string;
  at: string;
}

export interface QueueFilterTable {
  id: string;
  account_id: string;
  name: string;
  filter: string;
  saved_at: string;
}
