import type { Generated } from "kysely";

import type { DeliveryMethod } from "../../shared/domain/publication/delivery.ts";

export interface ReleasePlanTable {
  seq: Generated<number>;
  review_id: string;
  /** null: released at any time again */
  not_before: string | null;
  reason: string;
  account_id: string;
  person_id: string;
  planned_at: string;
}

export interface ItemGroupTable {
  id: string;
  name: string;
  account_id: string;
  person_id: string;
  formed_at: string;
}

export interface ItemGroupEndTable {
  group_id: string;
  reason: string;
  account_id: string;
  ended_at: string;
}

export interface ItemGroupMemberTable {
  group_id: string;
  item_id: string;
}

export interface DeliveryTable {
  id: string;
  publication_id: string;
  recipient: string;
  method: DeliveryMethod;
  evidence: string;
  delivered_on: string;
  account_id: string;
  person_id: string;
  recorded_at: string;
}
