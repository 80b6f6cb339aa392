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
