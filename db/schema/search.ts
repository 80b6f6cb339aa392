import type { Generated } from "kysely";

export interface SearchFacetTable {
  /** item.seq * 2, or application.seq * 2 + 1: the rowid of the index. */
  row_id: number;
  facet: "unit" | "section";
  value: string;
}

export interface SearchEditionTable {
  only: 1;
  edition: number;
  complete: 0 | 1;
  items_done: number;
  applications_done: number;
}

/** Words that people of the department added; a row is only ever taken back. */
export interface EverydayWordTable {
  seq: Generated<number>;
  id: string;
  origin: "user";
  everyday: string;
  official: string;
  everyday_folded: string;
  official_folded: string;
  direction: "both" | "toOfficial";
  field: string;
  added_by_account: string;
  added_by_person: string;
  added_at: string;
  removed_by_account: string | null;
  removed_by_person: string | null;
  removed_at: string | null;
}
