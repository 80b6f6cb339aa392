import type {
  DeviceIdentity,
  DevicePort,
  LogView,
  OutboxStore,
  PackageArchive,
  PackageSource,
  SealedStatements,
  StoredReceipt,
} from "../../electron/core/sync-outbox/outbox-store.ts";
import { isFinal } from "../../electron/core/sync-outbox/outbox-machine.ts";
import type { OutboxRow } from "../../electron/core/sync-outbox/outbox-machine.ts";
import { noteSignerOf, signerOf } from "../../electron/core/services/packages/keys.ts";
import { nodeCrypto } from "../../electron/core/services/packages/node-crypto.ts";
import { signAuditText } from "../../electron/core/services/packages/sign-statements.ts";
import type { SealedPackage } from "../../electron/core/services/packages/seal-package.ts";
import { toBase64, utf8Bytes, utf8Text } from "../../shared/sync-protocol/bytes.ts";
import type { Content } from "../../shared/sync-protocol/content.ts";
import type { RulesVersion } from "../../shared/sync-protocol/fields.ts";
import { appendLeafWithNodes, emptyFrontier, leafHash, rootOf } from "../../shared/sync-protocol/merkle.ts";
import type { Frontier } from "../../shared/sync-protocol/merkle.ts";
import { consistencyProof } from "../../shared/sync-protocol/merkle-proofs.ts";
import type { TreeHead } from "../../shared/sync-protocol/merkle-proofs.ts";
import { buildSample, rulesVersion, sampleId, zipBytes } from "./sample-package.ts";
import type { SampleDevice, SampleOptions } from "./sample-package.ts";

/**
 * A workstation of the tests: its durable state in memory, so that it can be crashed (the engine is thrown away, the
 * state stays), restored from a back-up and cloned. What is in `Disk` is what survives.
 */

interface SealedOnDisk {
  readonly statements: SealedStatements;
  readonly zip: Uint8Array;
  readonly zipSha256: string;
}

export interface Disk {
  rows: Map<string, OutboxRow>;
  receipts: Map<string, StoredReceipt>;
  sealed: Map<string, SealedOnDisk>;
  logView: LogView | undefined;
  witnessed: TreeHead;
  cosignature: string | undefined;
  inboxCursor: number;
  inbox: { cursor: number; kind: string; ref: string }[];
  evidence: { what: string; known?: string; shown: string }[];
  incarnation: string;
  incarnations: number;
  nextSeq: number;
  audit: Frontier;
  auditNodes: Map<string, Uint8Array>;
}

function newDisk(device: SampleDevice): Disk {
  return {
    rows: new Map(),
    receipts: new Map(),
    sealed: new Map(),
    logView: undefined,
    witnessed: { size: 0, root: new Uint8Array(0) },
    cosignature: undefined,
    inboxCursor: 0,
    inbox: [],
    evidence: [],
    incarnation: device.incarnation,
    incarnations: 1,
    nextSeq: 1,
    audit: emptyFrontier,
    auditNodes: new Map(),
  };
}

/** A copy that shares nothing that changes: a back-up, or a cloned machine. */
export function copyDisk(disk: Disk): Disk {
  return {
    ...disk,
    rows: new Map(disk.rows),
    receipts: new Map(disk.receipts),
    sealed: new Map(disk.sealed),
    inbox: [...disk.inbox],
    evidence: [...disk.evidence],
    auditNodes: new Map(disk.auditNodes),
  };
}

export class Workstation implements OutboxStore, DevicePort, PackageSource {
  readonly device: SampleDevice;
  disk: Disk;
  /** Turns an archive's bytes into what the line delivers; for tests of damage. */
  spoil: ((bytes: Uint8Array) => Uint8Array) | undefined;

  constructor(device: SampleDevice, disk: Disk = newDisk(device)) {
    this.device = device;
    this.disk = disk;
    if (disk.audit.size === 0) this.audited("first entry");
  }

  audited(what: string): void {
    const leaf = leafHash(nodeCrypto.sha256, utf8Bytes(`${what} ${this.disk.audit.size}`));
    const step = appendLeafWithNodes(nodeCrypto.sha256, this.disk.audit, leaf);
    this.disk.audit = step.frontier;
    for (const node of step.nodes) this.disk.auditNodes.set(`${node.level}/${node.index}`, node.hash);
  }

  #auditHead(): TreeHead {
    return { size: this.disk.audit.size, root: rootOf(nodeCrypto.sha256, this.disk.audit) };
  }

  async audit(
    sinceSize = this.disk.witnessed.size,
  ): Promise<{ readonly head: TreeHead; readonly text: string }> {
    const head = this.#auditHead();
    const { auditNodes, incarnation } = this.disk;
    const origin = `ws/${this.device.deviceId}/${incarnation}`;
    const proof =
      sinceSize === 0 || sinceSize > head.size
        ? []
        : consistencyProof(
            nodeCrypto.sha256,
            (level, index) => auditNodes.get(`${level}/${index}`) ?? new Uint8Array(32),
            sinceSize,
            head.size,
          );
    const text = await signAuditText({ ...head, origin }, noteSignerOf(this.device.key.privateKey, origin), {
      size: sinceSize,
      proof,
    });
    return { head, text: utf8Text(text) ?? "" };
  }

  /** Seals a package: one act, durable as a whole. */
  async seal(
    options: SampleOptions & { readonly label: string; readonly content: Content },
  ): Promise<SealedPackage> {
    this.audited(`seal ${options.label}`);
    const deviceSeq = this.disk.nextSeq;
    const { head, text } = await this.audit();
    const device = { ...this.device, incarnation: this.disk.incarnation };
    const origin = `ws/${device.deviceId}/${device.incarnation}`;
    const probe = await buildSampleWith(options, device, deviceSeq, head, origin, text);
    const zip = await zipBytes(probe);
    this.disk.nextSeq += 1;
    this.disk.sealed.set(probe.packageId, {
      statements: {
        submission: probe.submissionEnvelope,
        reviews: [...probe.tagFiles]
          .filter(([path]) => path.startsWith("metadata/review-"))
          .map(([, bytes]) => bytes),
      },
      zip,
      zipSha256: Buffer.from(nodeCrypto.sha256(zip)).toString("hex"),
    });
    this.disk.rows.set(probe.packageId, {
      packageId: probe.packageId,
      objectId: options.content.objectId,
      packageDigest: probe.packageDigest,
      incarnation: device.incarnation,
      deviceSeq,
      sizeBytes: probe.bytes,
      state: "sealed",
      attempts: 0,
    });
    return probe;
  }

  async unfinished(): Promise<readonly OutboxRow[]> {
    return [...this.disk.rows.values()].filter((row) => !isFinal(row.state));
  }

  async find(packageId: string): Promise<OutboxRow | undefined> {
    return this.disk.rows.get(packageId);
  }

  async save(row: OutboxRow): Promise<void> {
    this.disk.rows.set(row.packageId, row);
  }

  async saveReceipt(row: OutboxRow, receipt: StoredReceipt, view: LogView | undefined): Promise<void> {
    this.disk.rows.set(row.packageId, row);
    this.disk.receipts.set(row.packageId, receipt);
    if (view) this.disk.logView = view;
  }

  async logView(): Promise<LogView | undefined> {
    return this.disk.logView;
  }

  async saveLogView(view: LogView): Promise<void> {
    this.disk.logView = view;
  }

  async saveWitnessed(head: TreeHead, cosignature: string): Promise<void> {
    this.disk.witnessed = head;
    this.disk.cosignature = cosignature;
  }

  async inboxCursor(): Promise<number> {
    return this.disk.inboxCursor;
  }

  async takeInboxItem(item: {
    readonly cursor: number;
    readonly kind: string;
    readonly ref: string;
  }): Promise<void> {
    this.disk.inboxCursor = item.cursor;
    this.disk.inbox.push(item);
  }

  async saveEvidence(evidence: {
    readonly what: string;
    readonly known?: string;
    readonly shown: string;
  }): Promise<void> {
    this.disk.evidence.push(evidence);
  }

  async identity(): Promise<DeviceIdentity> {
    return {
      deviceId: this.device.deviceId,
      incarnation: this.disk.incarnation,
      lastSeq: this.disk.nextSeq - 1,
      signer: signerOf(this.device.key.privateKey),
    };
  }

  async rulesVersion(): Promise<RulesVersion> {
    return rulesVersion;
  }

  async startNewIncarnation(): Promise<void> {
    const { disk } = this;
    disk.incarnations += 1;
    disk.incarnation = sampleId(
      `${this.device.deviceId} incarnation ${disk.incarnations} after ${disk.nextSeq} ${Math.random()}`,
    );
    disk.nextSeq = 1;
    disk.audit = emptyFrontier;
    disk.auditNodes = new Map();
    disk.witnessed = { size: 0, root: new Uint8Array(0) };
    this.audited("new incarnation");
  }

  async statements(packageId: string): Promise<SealedStatements | undefined> {
    return this.disk.sealed.get(packageId)?.statements;
  }

  async archive(packageId: string): Promise<PackageArchive | undefined> {
    const sealed = this.disk.sealed.get(packageId);
    if (!sealed) return undefined;
    const bytes = this.spoil ? this.spoil(sealed.zip) : sealed.zip;
    return {
      size: sealed.zip.length,
      sha256: sealed.zipSha256,
      read: async (offset, length) => bytes.slice(offset, offset + length),
      close: async () => undefined,
    };
  }

  state(packageId: string): string | undefined {
    return this.disk.rows.get(packageId)?.state;
  }
}

async function buildSampleWith(
  options: SampleOptions,
  device: SampleDevice,
  deviceSeq: number,
  head: TreeHead,
  origin: string,
  auditText: string,
): Promise<SealedPackage> {
  return buildSample({
    ...options,
    device,
    deviceSeq,
    auditHead: { origin, size: head.size, root: toBase64(head.root) },
    auditText: utf8Bytes(auditText),
  });
}
