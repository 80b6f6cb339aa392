export interface AuditEntryTable {
  idx: number;
  at: string;
  account_id: string | null;
  person_name: string;
  act: string;
  subject_kind: string;
  subject_id: string;
  result: string;
  /** JSON; bound to the leaf by a salted digest, so that it can be erased without breaking the tree (sync.md §9) */
  detail: string;
  salt: string;
  leaf: Uint8Array;
  leaf_hash: string;
}

export interface AuditHeadTable {
  id: number;
  size: number;
  root: string;
  frontier: string;
  checkpoint: string | null;
}
