import type { RulesVersion } from "../../../shared/sync-protocol/fields.ts";
import type { DecidedLeaf } from "../../../shared/sync-protocol/log-leaf.ts";
import type { TreeHead } from "../../../shared/sync-protocol/merkle-proofs.ts";
import type { NoteSigner } from "../../../shared/sync-protocol/notes.ts";
import type { Signer } from "../../../shared/sync-protocol/suites.ts";
import type { OutboxRow } from "./outbox-machine.ts";

/** Newest head of the server's log that was verified here. */
export interface LogView extends TreeHead {
  readonly origin: string;
  /** The signed note, verbatim: evidence, should the server ever show another history. */
  readonly checkpoint: string;
}

export interface StoredReceipt {
  readonly packageId: string;
  /** Canonical receipt bytes: `verify receipt` reads them. */
  readonly bytes: Uint8Array;
  readonly leaf: DecidedLeaf;
  readonly logIndex: number;
}

/** What the engine asks of the workstation's database. Every promise resolves when the change is durable. */
export interface OutboxStore {
  /** All rows that are not final, and none other; order does not matter. */
  unfinished(): Promise<readonly OutboxRow[]>;
  find(packageId: string): Promise<OutboxRow | undefined>;
  save(row: OutboxRow): Promise<void>;
  /** One transaction: the final row, its receipt, and the head it was verified against. */
  saveReceipt(row: OutboxRow, receipt: StoredReceipt, view: LogView | undefined): Promise<void>;
  logView(): Promise<LogView | undefined>;
  saveLogView(view: LogView): Promise<void>;
  /** The head of the own audit log that the server cosigned. */
  saveWitnessed(head: TreeHead, cosignature: string): Promise<void>;
  inboxCursor(): Promise<number>;
  /** Stores what the item refers to and the cursor in one transaction. */
  takeInboxItem(item: {
    readonly cursor: number;
    readonly kind: string;
    readonly ref: string;
  }): Promise<void>;
  /** Keeps both heads of a server that showed two histories, for the auditor. */
  saveEvidence(evidence: {
    readonly what: string;
    readonly known?: string;
    readonly shown: string;
  }): Promise<void>;
}

/** Who this device is. */
export interface DeviceIdentity {
  readonly deviceId: string;
  readonly incarnation: string;
  readonly lastSeq: number;
  readonly signer: Signer;
}

/** The device and its audit log, as `hello` tells them. */
export interface DevicePort {
  identity(): Promise<DeviceIdentity>;
  /**
   * Signed checkpoint of the audit log with the proof since what was witnessed last, or since the size the server names
   * (its last cosignature may have been lost on the way).
   */
  audit(sinceSize?: number): Promise<{ readonly head: TreeHead; readonly text: string }>;
  rulesVersion(): Promise<RulesVersion>;
  /** The database is older than what the server saw: a new incarnation starts, the auditor is told. */
  startNewIncarnation(reason: "device-rollback"): Promise<void>;
}

/** A sealed package's archive, rebuilt from the store when the spool lacks it. */
export interface PackageArchive {
  readonly size: number;
  readonly sha256: string;
  read(offset: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

export interface SealedStatements {
  /** DSSE envelope bytes. */
  readonly submission: Uint8Array;
  readonly reviews: readonly Uint8Array[];
}

export interface PackageSource {
  statements(packageId: string): Promise<SealedStatements | undefined>;
  /** Undefined when a part of the package is no longer in the store. */
  archive(packageId: string): Promise<PackageArchive | undefined>;
}

export type { NoteSigner };
