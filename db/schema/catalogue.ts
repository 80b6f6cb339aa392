import type { Generated } from "kysely";

import type {
  CatalogueAudience,
  DisclosureLevel,
  DisclosureMethod,
} from "../../shared/domain/publication/catalogue-item.ts";

export interface CatalogueItemTable {
  id: string;
  item_code: string;
  level1: string;
  level2: string;
  /** JSON, lines. */
  content_elements: string;
  /** JSON, title, number and article of each. */
  legal_basis: string;
  statutory: 0 | 1;
  term_rule: string;
  subject_organ: string;
  responsible_unit: string;
  responsible_post: string;
  method: DisclosureMethod | null;
  audience: CatalogueAudience;
  /** JSON, kinds of channels. */
  channels: string;
  level: DisclosureLevel | null;
  period_rule: string;
  valid_from: string;
  retired: Generated<0 | 1>;
  /** How many of the six elements are empty. */
  lacks_cache: number;
  version: number;
  change_reason: string;
  created_by_account: string;
  created_by_person: string;
  created_at: string;
  updated_by_account: string;
  updated_by_person: string;
  updated_at: string;
}

/** Written by the triggers of `catalogue_item` alone. */
export interface CatalogueItemVersionTable {
  item_id: string;
  version: number;
  /** JSON, the item as it was. */
  content: string;
  retired: 0 | 1;
  change_reason: string;
  account_id: string;
  person_id: string;
  saved_at: string;
}

/** Every code an item has or had; written by the triggers of `catalogue_item` alone. */
export interface CatalogueCodeTable {
  code: string;
  item_id: string;
}

/** Papers that are public and name an item, with their newest release; written by the triggers of `publication` alone. */
export interface CataloguePaperTable {
  /** The paper, an `item` of 公开信息. */
  item_id: string;
  code: string;
  publication_seq: number;
  released_on: string;
}
