import { readRevisionAttachments } from "../../../../db/readers/items.ts";
import { readAllPersonKeys, readAccounts, readDevice } from "../../../../db/readers/people.ts";
import { readAuditHead } from "../../../../db/readers/audit.ts";
import { readIncomingFiles } from "../../../../db/readers/review-requests.ts";
import { readSealedPackage } from "../../../../db/readers/publications.ts";
import type { CalendarDay, Instant } from "../../../../shared/kernel/calendar-day.ts";
import { toBase64Url } from "../../../../shared/sync-protocol/bytes.ts";
import type { KeyRecord } from "../../../../shared/sync-protocol/key-record.ts";
import { importDeviceKey } from "../../security/person-keys.ts";
import { statementSigner } from "../../security/statement-signer.ts";
import { contentFiles } from "../items/release-content.ts";
import { keyRecordOf, noteSignerOf } from "../packages/keys.ts";
import {
  buildReleasePackage,
  rebuildPackage,
  type PayloadSource,
  type SealedPackage,
  type SubmissionFacts,
} from "../packages/seal-package.ts";
import { signAuditText } from "../packages/sign-statements.ts";
import type { ReviewFacts } from "../reviews/review-facts.ts";
import type { Work } from "../work.ts";

/** Attachments as payload: read from the blob store each time they are needed, never held by a screen. */
export async function payloadOf(
  work: Pick<Work, "db" | "blobs">,
  revisionId: string,
): Promise<readonly PayloadSource[]> {
  const attachments = await readRevisionAttachments(work.db, revisionId);
  const files = contentFiles(attachments);
  return attachments.map((attachment, index) => ({
    path: files[index]?.path ?? "",
    source: async function* () {
      const bytes = await work.blobs.get(attachment.digest);
      if (!bytes) throw new Error("attachment is missing from the store");
      yield bytes;
    },
  }));
}

/** The attachments that came in with a request. */
export async function incomingPayload(
  work: Pick<Work, "db" | "blobs">,
  requestId: string,
): Promise<readonly PayloadSource[]> {
  return (await readIncomingFiles(work.db, requestId)).map((file) => ({
    path: file.path,
    source: async function* () {
      const bytes = await work.blobs.get(file.digest);
      if (!bytes) throw new Error("attachment is missing from the store");
      yield bytes;
    },
  }));
}

/** Public keys registered on this machine: what a package carries along and what it is verified against. */
export async function registeredKeys(work: Pick<Work, "db" | "profile">): Promise<readonly KeyRecord[]> {
  const accounts = await readAccounts(work.db);
  const device = await readDevice(work.db);
  const people = (await readAllPersonKeys(work.db)).map((key) =>
    keyRecordOf(
      key,
      { type: "person", id: key.personId },
      {
        roles: [
          ...new Set(
            accounts
              .filter((account) => account.personId === key.personId)
              .flatMap((account) => account.roles),
          ),
        ],
        orgCode: work.profile.creditCode,
        registeredAt: key.createdAt as Instant,
        ...(key.revokedAt ? { revoked: { at: key.revokedAt as Instant } } : {}),
      },
    ),
  );
  return device
    ? [
        ...people,
        keyRecordOf(device, { type: "device", id: device.deviceId }, { orgCode: work.profile.creditCode }),
      ]
    : people;
}

export interface SealedHere {
  readonly sealed: SealedPackage;
  readonly incarnation: string;
  readonly deviceSeq: number;
}

/** What a package carries: reviewed bytes, their files, the signed decisions and who signed them. */
export interface SealInput {
  readonly packageId: string;
  readonly content: Uint8Array;
  readonly files: readonly PayloadSource[];
  readonly reviews: readonly Uint8Array[];
  readonly signerIds: readonly string[];
  /** Keys of people of another machine whose decisions it carries along. */
  readonly otherKeys?: readonly KeyRecord[];
  readonly security: "公开" | "内部";
  /** Makes it a request for a stage, or the answer to one. */
  readonly request?: NonNullable<SubmissionFacts["request"]>;
  readonly at: Instant;
  readonly day: CalendarDay;
}

/** Builds and signs the package of an approved review; nothing is stored yet. */
export async function sealPackage(
  work: Work,
  facts: ReviewFacts,
  packageId: string,
  at: Instant,
  day: CalendarDay,
): Promise<SealedHere> {
  return sealContent(work, {
    packageId,
    content: facts.revision.content,
    files: await payloadOf(work, facts.revision.revisionId),
    reviews: facts.decisions.map((decision) => decision.envelope),
    signerIds: facts.decisions.map((decision) => decision.personId),
    security: facts.metadata.audience.kind === "public" && facts.item.kind !== "letter" ? "公开" : "内部",
    at,
    day,
  });
}

/** Seals reviewed bytes with the keys of this device and of the person signed in. */
export async function sealContent(work: Work, input: SealInput): Promise<SealedHere> {
  const { packageId, at, day } = input;
  const device = await readDevice(work.db);
  const head = await readAuditHead(work.db);
  if (!device || !head || !work.signingKey) throw new Error("device, audit head or signing key missing");
  const origin = `ws/${device.deviceId}/${device.incarnation}`;
  const root = new Uint8Array(Buffer.from(head.root, "hex"));
  const keys = await registeredKeys(work);
  const deviceKey = importDeviceKey(device.keyid, device.privateKey);
  const signerIds = new Set([...input.signerIds, work.actor.personId]);
  const built = await buildReleasePackage({
    packageId,
    content: input.content,
    files: input.files,
    reviews: input.reviews,
    submission: {
      deviceId: device.deviceId,
      incarnation: device.incarnation,
      deviceSeq: device.nextSeq,
      rulesVersion: work.rules.statement,
      auditHead: { origin, size: head.size, root: Buffer.from(root).toString("base64") },
      app: work.version,
      nonce: toBase64Url(work.ports.randomBytes(32)),
      claimedAt: at,
      ...(input.request ? { request: input.request } : {}),
    },
    signers: { device: statementSigner(deviceKey), submitter: statementSigner(work.signingKey) },
    keys: [
      ...keys.filter((key) => key.owner.type === "device" || signerIds.has(key.owner.id)),
      ...new Map(
        (input.otherKeys ?? []).filter((key) => !signerIds.has(key.owner.id)).map((key) => [key.keyid, key]),
      ).values(),
    ],
    audit: await signAuditText({ origin, size: head.size, root }, noteSignerOf(device.privateKey, origin)),
    baggingDate: day,
    security: input.security,
  });
  if (!built.ok)
    throw new Error(
      `package refused by its own checks: ${JSON.stringify(built.error.type === "refused" ? built.error.judgement.checks.flatMap((check) => check.findings) : built.error.type)}`,
    );
  return { sealed: built.value, incarnation: device.incarnation, deviceSeq: device.nextSeq };
}

/** The archive of a sealed package, rebuilt from the store. */
export async function openSealedPackage(
  work: Pick<Work, "db" | "blobs">,
  packageId: string,
): Promise<SealedPackage | undefined> {
  const stored = await readSealedPackage(work.db, packageId);
  if (!stored) return undefined;
  return rebuildPackage({
    packageId,
    content: stored.content,
    files: stored.revisionId
      ? await payloadOf(work, stored.revisionId)
      : stored.incomingId
        ? await incomingPayload(work, stored.incomingId)
        : [],
    tagFiles: stored.tagFiles,
  });
}
