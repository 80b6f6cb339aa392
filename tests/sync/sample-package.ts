import { createHash } from "node:crypto";

import {
  generateSigningKey,
  keyRecordOf,
  noteSignerOf,
  readSigningKey,
  signerOf,
} from "../../electron/core/services/packages/keys.ts";
import { nodeCrypto } from "../../electron/core/services/packages/node-crypto.ts";
import { buildReleasePackage } from "../../electron/core/services/packages/seal-package.ts";
import type {
  ReleasePackageInput,
  SealedPackage,
} from "../../electron/core/services/packages/seal-package.ts";
import { signAuditText, signReview } from "../../electron/core/services/packages/sign-statements.ts";
import type { ReviewStage } from "../../shared/domain/review/review-stages.ts";
import { calendarDay } from "../../shared/kernel/calendar-day.ts";
import type { Instant } from "../../shared/kernel/calendar-day.ts";
import { toBase64, toBase64Url, toHex, utf8Bytes } from "../../shared/sync-protocol/bytes.ts";
import { contentBytes } from "../../shared/sync-protocol/content.ts";
import type { CaseContent, Content, EntryContent } from "../../shared/sync-protocol/content.ts";
import type { NamedTreeHead } from "../../shared/sync-protocol/fields.ts";
import type { KeyRecord, KeyRole } from "../../shared/sync-protocol/key-record.ts";
import { appendLeaf, emptyFrontier, leafHash, rootOf } from "../../shared/sync-protocol/merkle.ts";
import type { ReviewPredicate } from "../../shared/sync-protocol/statements.ts";

/** A made-up department and its packages, the same bytes for the same seed. No real person or unit. */

const seedDigest = (label: string): Uint8Array =>
  new Uint8Array(createHash("sha256").update(`sample ${label}`).digest());

/** A UUIDv7-shaped id that depends on its label only. */
export function sampleId(label: string): string {
  const hex = toHex(seedDigest(`id ${label}`));
  return `0192${hex.slice(0, 4)}-${hex.slice(4, 8)}-7${hex.slice(8, 11)}-8${hex.slice(11, 14)}-${hex.slice(14, 26)}`;
}

/** A key whose private half is the SHA-256 of its label: for tests only. */
export function sampleKey(label: string): ReturnType<typeof generateSigningKey> {
  const prefix = Buffer.from("302e020100300506032b657004220420", "hex");
  return readSigningKey(new Uint8Array(Buffer.concat([prefix, seedDigest(`key ${label}`)])));
}

export interface SamplePerson {
  readonly personId: string;
  readonly key: ReturnType<typeof sampleKey>;
  readonly record: KeyRecord;
}

export function samplePerson(label: string, roles: readonly KeyRole[]): SamplePerson {
  const key = sampleKey(`person ${label}`);
  const personId = sampleId(`person ${label}`);
  return { personId, key, record: keyRecordOf(key, { type: "person", id: personId }, { roles }) };
}

export const people = {
  drafter: samplePerson("drafter", ["drafter"]),
  unitHead: samplePerson("unitHead", ["unitHead"]),
  confidentialityReviewer: samplePerson("confidentialityReviewer", ["confidentialityReviewer"]),
  disclosureOffice: samplePerson("disclosureOffice", ["disclosureOffice"]),
  leader: samplePerson("leader", ["leader"]),
  auditor: samplePerson("auditor", ["auditAdmin"]),
} as const;

const stagePerson: Readonly<Record<ReviewStage, SamplePerson>> = {
  selfCheck: people.drafter,
  unitHeadReview: people.unitHead,
  confidentialityCheck: people.confidentialityReviewer,
  officeCheck: people.disclosureOffice,
  leaderApproval: people.leader,
};

export interface SampleDevice {
  readonly deviceId: string;
  readonly incarnation: string;
  readonly key: ReturnType<typeof sampleKey>;
  readonly record: KeyRecord;
}

export function sampleDevice(label = "device 1"): SampleDevice {
  const key = sampleKey(label);
  const deviceId = sampleId(label);
  return {
    deviceId,
    incarnation: sampleId(`${label} incarnation 1`),
    key,
    record: keyRecordOf(key, { type: "device", id: deviceId }),
  };
}

export const sampleKeys = (device = sampleDevice()): readonly KeyRecord[] => [
  ...Object.values(people).map((person) => person.record),
  device.record,
];

export const rulesVersion = { targets: 3, sha256: toHex(seedDigest("rules")) } as const;
const claimedAt = "2026-03-02T02:11:09Z" as Instant;

export const attachment = utf8Bytes("附件：样例数据表\n");

export function sampleEntry(overrides: Partial<EntryContent> = {}): EntryContent {
  return {
    schema: "zwgk.entry/1",
    kind: "publish",
    objectType: "entry",
    objectId: sampleId("object 1"),
    revNo: 1,
    parents: [],
    orgCode: "11370400000000000X",
    organName: "样例市数据服务中心",
    catalogue: "ML-03-02",
    itemKind: "policyDocument",
    title: "关于印发样例办法的通知",
    docNumber: "样数〔2026〕3号",
    indexNumber: "11370400000000000X/2026-00012",
    formedOn: calendarDay("2026-02-27"),
    disclosureProperty: "proactive",
    scope: {
      audience: { kind: "public" },
      channels: ["website"],
      publicationPeriod: { kind: "permanent" },
      disclosureDeadline: calendarDay("2026-03-26"),
    },
    body: {
      schemaVersion: 1,
      type: "doc",
      content: [
        { type: "paragraph", attrs: { align: null }, content: [{ type: "text", text: "各有关单位：" }] },
      ],
    },
    files: [
      {
        path: "data/files/0001.txt",
        name: "样例数据表.txt",
        mediaType: "text/plain",
        size: attachment.length,
        digest: { sha256: toHex(nodeCrypto.sha256(attachment)) },
      },
    ],
    nonce: toBase64Url(seedDigest("content nonce")),
    ...overrides,
  };
}

export function sampleCase(overrides: Partial<CaseContent> = {}): CaseContent {
  return {
    schema: "zwgk.case/1",
    kind: "case-response",
    objectType: "case",
    objectId: sampleId("letter 1"),
    revNo: 1,
    parents: [],
    orgCode: "11370400000000000X",
    organName: "样例市数据服务中心",
    caseId: sampleId("case 1"),
    applicationNo: "2026-001",
    letterId: "reply-granted",
    title: "政府信息公开申请答复书",
    outcome: "open_provide",
    scope: { audience: { kind: "targeted", recipients: ["申请人甲"] }, channels: ["direct"] },
    body: { schemaVersion: 1, type: "doc", content: [] },
    files: [],
    nonce: toBase64Url(seedDigest("case nonce")),
    ...overrides,
  };
}

export const standardStages: readonly ReviewStage[] = [
  "selfCheck",
  "unitHeadReview",
  "confidentialityCheck",
  "leaderApproval",
];

export interface SampleReview {
  readonly stage: ReviewStage;
  readonly person?: SamplePerson;
  /** Signs with this person's key instead. */
  readonly signedBy?: SamplePerson;
  readonly contentDigest?: string;
  readonly predicate?: Partial<ReviewPredicate>;
}

/** Signs the reviews of a content, one a stage. */
export async function signSampleReviews(
  content: Content,
  label: string,
  reviews: readonly SampleReview[] = standardStages.map((stage) => ({ stage })),
): Promise<Uint8Array[]> {
  const bytes = contentBytes(content);
  if (!bytes.ok) throw new Error(`sample content: ${JSON.stringify(bytes.error)}`);
  const digest = toHex(nodeCrypto.sha256(bytes.value));
  const envelopes: Uint8Array[] = [];
  for (const review of reviews) {
    const person = review.person ?? stagePerson[review.stage];
    const signed = await signReview(
      review.contentDigest ?? digest,
      {
        reviewId: sampleId(`review ${label} ${review.stage}`),
        reviewNo: "密审〔2026〕17号",
        stage: review.stage,
        objectId: content.objectId,
        revNo: content.revNo,
        kind: content.kind,
        conclusion: content.schema === "zwgk.case/1" ? "discloseTargeted" : "disclose",
        grounds: ["条例19"],
        personId: person.personId,
        rulesVersion,
        checksDigest: toHex(seedDigest(`checks ${label}`)),
        claimedAt,
        ...review.predicate,
      },
      signerOf((review.signedBy ?? person).key.privateKey),
    );
    envelopes.push(signed.envelope);
  }
  return envelopes;
}

export interface SampleOptions {
  readonly label?: string;
  readonly content?: Content;
  readonly device?: SampleDevice;
  readonly deviceSeq?: number;
  readonly reviews?: readonly SampleReview[];
  readonly files?: ReleasePackageInput["files"];
  readonly input?: Partial<ReleasePackageInput>;
  /** Makes it a request for a stage, or the answer to one. */
  readonly request?: ReleasePackageInput["submission"]["request"];
  /** Who hands it over, where it is not the disclosure office. */
  readonly submitter?: SamplePerson;
  /** The device's audit head and its signed text, when it has an audit log of its own. */
  readonly auditHead?: NamedTreeHead;
  readonly auditText?: Uint8Array;
}

/** Everything `buildReleasePackage` needs for one valid package, with parts replaced as asked. */
export async function sampleInput(options: SampleOptions = {}): Promise<ReleasePackageInput> {
  const label = options.label ?? "1";
  const content = options.content ?? sampleEntry();
  const device = options.device ?? sampleDevice();
  const bytes = contentBytes(content);
  if (!bytes.ok) throw new Error(`sample content: ${JSON.stringify(bytes.error)}`);
  const origin = `ws/${device.deviceId}/${device.incarnation}`;
  const frontier = appendLeaf(
    nodeCrypto.sha256,
    emptyFrontier,
    leafHash(nodeCrypto.sha256, utf8Bytes("first entry")),
  );
  const head = { origin, size: frontier.size, root: rootOf(nodeCrypto.sha256, frontier) };
  const withFiles = content.files.length > 0 && options.files === undefined;
  return {
    packageId: sampleId(`package ${label}`),
    content: bytes.value,
    files: options.files ?? (withFiles ? [{ path: "data/files/0001.txt", source: attachment }] : []),
    reviews: await signSampleReviews(content, label, options.reviews),
    submission: {
      deviceId: device.deviceId,
      incarnation: device.incarnation,
      deviceSeq: options.deviceSeq ?? 1,
      rulesVersion,
      auditHead: options.auditHead ?? { origin, size: head.size, root: toBase64(head.root) },
      app: "政务公开工作站 0.1.0",
      nonce: toBase64Url(seedDigest(`nonce ${label}`)),
      claimedAt,
      ...(options.request ? { request: options.request } : {}),
    },
    signers: {
      device: signerOf(device.key.privateKey),
      submitter: signerOf((options.submitter ?? people.disclosureOffice).key.privateKey),
    },
    keys: sampleKeys(device),
    audit: options.auditText ?? (await signAuditText(head, noteSignerOf(device.key.privateKey, origin))),
    baggingDate: calendarDay("2026-03-02"),
    security: "公开",
    ...options.input,
  };
}

export async function buildSample(options: SampleOptions = {}): Promise<SealedPackage> {
  const built = await buildReleasePackage(await sampleInput(options));
  if (built.ok) return built.value;
  const { error } = built;
  const detail =
    error.type === "refused"
      ? error.judgement.checks.filter((check) => check.status !== "ok").map((check) => check.findings)
      : error;
  throw new Error(`sample package refused: ${JSON.stringify(detail)}`);
}

export async function zipBytes(sealed: SealedPackage): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of sealed.zip()) parts.push(part);
  return new Uint8Array(Buffer.concat(parts));
}
