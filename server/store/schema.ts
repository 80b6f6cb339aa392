import type { ColumnType, Generated, Kysely, Transaction } from "kysely";

/** Row types of the server's store. Digests are hex, moments RFC 3339 UTC, ids UUIDv7, booleans 0 and 1. */

type Bytes = ColumnType<Uint8Array, Uint8Array, Uint8Array>;

export interface KeyRecordTable {
  keyid: string;
  owner_type: "person" | "device";
  owner_id: string;
  org_code: string | null;
  /** The key record (zwgk.keys/1 entry), JSON. */
  record: string;
  revoked_at: string | null;
}

export interface DelegationTable {
  delegation_id: string;
  kind: "deputy" | "emergency";
  stage: string;
  person_id: string;
  from_person_id: string;
  valid_from: string;
  valid_until: string;
  /** Of an emergency right: the one review it is for. */
  review_no: string | null;
  org_code: string | null;
  ended_at: string | null;
}

export interface DeviceTable {
  device_id: string;
  /** The incarnation that may speak; older ones are copies or restored machines. */
  incarnation: string;
  org_code: string | null;
  frozen: 0 | 1;
}

export interface IncarnationTable {
  device_id: string;
  incarnation: string;
  first_seen: string;
  /** Audit log of this incarnation as last witnessed. */
  audit_size: number;
  audit_root: string | null;
}

export type PackageState = "announced" | "received" | "decided" | "held";

export interface PackageTable {
  package_id: string;
  digest: string;
  device_id: string;
  incarnation: string;
  device_seq: number;
  org_code: string;
  kind: string;
  object_type: string;
  object_id: string;
  rev_no: number;
  base: string | null;
  content_digest: string;
  state: PackageState;
  /** Slug, when it is held back or was refused. */
  problem: string | null;
  via: "network" | "media";
  announced_at: string;
  received_at: string | null;
  zip_sha256: string | null;
  zip_size: number | null;
  outcome: "accepted" | "conflict" | "rejected" | null;
  log_index: number | null;
  /** Size of the first checkpoint that covers the leaf: receipts are always proved against it. */
  checkpoint_size: number | null;
}

/** The envelopes of a package as they were announced. */
export interface PackageStatementTable {
  package_id: string;
  submission: Bytes;
  reviews: Bytes;
}

export interface DeviceSeqTable {
  device_id: string;
  incarnation: string;
  seq: number;
  package_id: string;
}

export interface ReviewUseTable {
  review_id: string;
  package_id: string;
}

export interface ObjectHeadTable {
  object_id: string;
  object_type: string;
  head: string;
  rev_no: number;
  package_id: string;
  withdrawn: 0 | 1;
}

export interface CaseEventTable {
  case_id: string;
  event_no: number;
  package_id: string;
}

export type PublicationState = "live" | "waiting-group" | "scheduled" | "superseded" | "stopped";

export interface PublicationTable {
  package_id: string;
  object_id: string;
  content_digest: string;
  state: PublicationState;
  group_id: string | null;
  group_size: number | null;
  /** Planned time; of a group that is complete, the latest of its members. */
  not_before: string | null;
  /** What the connector last pushed: 1 pushed, 0 not. */
  pushed: 0 | 1;
}

export interface UploadTable {
  upload_id: string;
  package_id: string;
  device_id: string;
  size: number;
  /** Bytes that are flushed; the file is cut back to it before more is written. */
  flushed: number;
  zip_sha256: string;
  salt: Bytes;
  created_at: string;
}

export interface BagTable {
  zip_sha256: string;
  size: number;
  salt: Bytes;
}

export interface InboxTable {
  cursor: Generated<number>;
  org_code: string;
  device_id: string | null;
  kind: string;
  ref: string;
  created_at: string;
}

export interface InboxAckTable {
  device_id: string;
  cursor: number;
}

export interface LogPendingTable {
  seq: Generated<number>;
  leaf: Bytes;
  package_id: string | null;
}

export interface LogEntryTable {
  idx: number;
  leaf: Bytes;
  leaf_hash: Bytes;
  package_id: string | null;
}

/** Hashes of full tiles, by tile level from 1 up; level 0 are the leaf hashes. */
export interface LogNodeTable {
  level: number;
  idx: number;
  hash: Bytes;
}

export interface LogHeadTable {
  origin: string;
  size: number;
  /** Concatenated frontier hashes. */
  frontier: Bytes;
}

export interface SignerStateTable {
  origin: string;
  size: number;
  root: string;
}

export interface CheckpointTable {
  size: number;
  note: string;
}

export interface OperatorTable {
  operator_id: string;
  name: string;
  role: "systemAdmin" | "securityAdmin" | "auditAdmin";
  salt: Bytes;
  passphrase_hash: Bytes;
  failures: number;
  ended_at: string | null;
}

export interface EnrolmentTable {
  enrolment_id: string;
  owner_type: "person" | "device";
  org_code: string;
  /** Roles the person gets, JSON. */
  roles: string;
  code_salt: Bytes;
  code_hash: Bytes;
  attempts_left: number;
  expires_at: string;
  state: "open" | "pending" | "approved" | "refused";
  opened_by: string;
  opened_at: string;
  keyid: string | null;
  /** The key record that approval registers, JSON. */
  record: string | null;
  /** SPKI DER of the device's TLS key. */
  tls_key: Bytes | null;
  request_digest: string | null;
  requested_at: string | null;
  decided_by: string | null;
  decided_at: string | null;
  /** PEM. */
  certificate: string | null;
}

export interface DeviceCertificateTable {
  device_id: string;
  issued_at: string;
  certificate: string;
}

export interface MetaTable {
  key: string;
  value: string;
}

export interface ServerTables {
  meta: MetaTable;
  key_record: KeyRecordTable;
  delegation: DelegationTable;
  device: DeviceTable;
  incarnation: IncarnationTable;
  package: PackageTable;
  package_statement: PackageStatementTable;
  device_seq: DeviceSeqTable;
  review_use: ReviewUseTable;
  object_head: ObjectHeadTable;
  case_event: CaseEventTable;
  publication: PublicationTable;
  bag: BagTable;
  inbox: InboxTable;
  inbox_ack: InboxAckTable;
  log_pending: LogPendingTable;
  log_entry: LogEntryTable;
  log_node: LogNodeTable;
  log_head: LogHeadTable;
  signer_state: SignerStateTable;
  checkpoint: CheckpointTable;
  operator: OperatorTable;
  enrolment: EnrolmentTable;
  device_certificate: DeviceCertificateTable;
}

export interface UploadTables {
  upload: UploadTable;
}

export type ServerDb = Kysely<ServerTables>;
export type ServerTx = Transaction<ServerTables>;
