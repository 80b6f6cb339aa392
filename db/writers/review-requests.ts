import type { AccessRole } from "../../shared/domain/access/roles.ts";
import type { ReviewStage } from "../../shared/domain/review/review-stages.ts";
import type { ArrivedVia } from "../schema/review-requests.ts";
import type { WriteTx } from "../schema/tables.ts";

/** Registers somebody who reviews on another machine: a person with a public key and roles, whose account never opens. */
export async function insertRemotePerson(
  tx: WriteTx,
  row: {
    readonly personId: string;
    readonly accountId: string;
    readonly personName: string;
    readonly unitName: string;
    readonly roles: readonly AccessRole[];
    readonly registeredBy: string;
    readonly at: string;
  },
): Promise<void> {
  const { personId, accountId, at, registeredBy } = row;
  await tx
    .insertInto("person")
    .values({ id: personId, name: row.personName, unit_name: row.unitName, created_at: at })
    .execute();
  await tx
    .insertInto("account")
    .values({
      id: accountId,
      name: `remote-${personId}`,
      person_id: personId,
      state: "disabled",
      must_change_passphrase: 0,
      passphrase_changed_at: at,
      last_sign_in_at: null,
      created_by: registeredBy,
      created_at: at,
    })
    .execute();
  for (const role of row.roles)
    await tx
      .insertInto("account_role")
      .values({ account_id: accountId, role, granted_by: registeredBy, granted_at: at })
      .execute();
  await tx
    .insertInto("remote_person")
    .values({ person_id: personId, account_id: accountId, registered_by: registeredBy, registered_at: at })
    .execute();
}

export async function insertReviewRequest(
  tx: WriteTx,
  row: {
    readonly packageId: string;
    readonly reviewId: string;
    readonly round: number;
    readonly stage: ReviewStage;
    readonly contentDigest: string;
    readonly toPersonId: string;
    readonly accountId: string;
    readonly personId: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("review_request")
    .values({
      package_id: row.packageId,
      review_id: row.reviewId,
      round: row.round,
      stage: row.stage,
      content_digest: row.contentDigest,
      to_person_id: row.toPersonId,
      account_id: row.accountId,
      person_id: row.personId,
      sent_at: row.at,
    })
    .execute();
}

export async function insertRequestAnswer(
  tx: WriteTx,
  row: {
    readonly requestId: string;
    readonly packageId: string;
    readonly decisionId: string;
    readonly via: ArrivedVia;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("review_request_answer")
    .values({
      request_id: row.requestId,
      package_id: row.packageId,
      decision_id: row.decisionId,
      via: row.via,
      received_at: row.at,
    })
    .execute();
}

/** What became of a package that came in; what was refused before may be taken in later. */
export async function putArrivedPackage(
  tx: WriteTx,
  row: {
    readonly packageId: string;
    readonly what: "request" | "answer" | "refused";
    readonly problem?: string;
    /** The request it says it answers. */
    readonly requestId?: string | undefined;
    readonly via: ArrivedVia;
    readonly at: string;
  },
): Promise<void> {
  const values = {
    what: row.what,
    problem: row.problem ?? null,
    request_id: row.requestId ?? null,
    via: row.via,
    arrived_at: row.at,
  };
  await tx
    .insertInto("arrived_package")
    .values({ package_id: row.packageId, ...values })
    .onConflict((conflict) =>
      conflict.column("package_id").doUpdateSet(values).where("arrived_package.what", "=", "refused"),
    )
    .execute();
}

export interface IncomingReview {
  readonly stage: ReviewStage;
  readonly personId: string;
  readonly conclusion: string;
  readonly claimedAt: string;
  /** The signed envelope, base64. */
  readonly envelope: string;
  /** The public key records that came with it. */
  readonly keys: readonly unknown[];
}

export interface IncomingFile {
  readonly path: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly size: number;
  readonly digest: string;
}

export async function insertIncomingRequest(
  tx: WriteTx,
  row: {
    readonly packageId: string;
    readonly stage: ReviewStage;
    readonly reviewNo: string;
    readonly objectId: string;
    readonly revNo: number;
    readonly kind: string;
    readonly title: string;
    readonly organName: string;
    readonly deviceId: string;
    readonly content: Uint8Array;
    readonly contentDigest: string;
    readonly reviews: readonly IncomingReview[];
    readonly files: readonly IncomingFile[];
    readonly trusted: boolean;
    readonly ofPersonId?: string | undefined;
    readonly withheld: readonly string[];
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("incoming_request")
    .values({
      package_id: row.packageId,
      stage: row.stage,
      review_no: row.reviewNo,
      object_id: row.objectId,
      rev_no: row.revNo,
      kind: row.kind,
      title: row.title,
      organ_name: row.organName,
      device_id: row.deviceId,
      content: row.content,
      content_digest: row.contentDigest,
      reviews: JSON.stringify(row.reviews),
      trusted: row.trusted ? 1 : 0,
      arrived_at: row.at,
      of_person_id: row.ofPersonId ?? null,
      withheld: JSON.stringify(row.withheld),
    })
    .execute();
  for (const [position, file] of row.files.entries())
    await tx
      .insertInto("incoming_request_file")
      .values({
        package_id: row.packageId,
        position,
        path: file.path,
        file_name: file.fileName,
        media_type: file.mediaType,
        size: file.size,
        digest: file.digest,
      })
      .execute();
}

export async function insertIncomingAnswer(
  tx: WriteTx,
  row: {
    readonly requestId: string;
    readonly packageId: string;
    readonly decision: "agree" | "return";
    readonly conclusion: string;
    readonly grounds: readonly string[];
    readonly reasons: readonly string[];
    readonly checklist: readonly object[];
    readonly contentDigest: string;
    readonly accountId: string;
    readonly personId: string;
    readonly delegationId?: string | undefined;
    readonly envelope: Uint8Array;
    readonly deferUntil?: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto("incoming_answer")
    .values({
      request_id: row.requestId,
      package_id: row.packageId,
      decision: row.decision,
      conclusion: row.conclusion,
      grounds: JSON.stringify(row.grounds),
      reasons: JSON.stringify(row.reasons),
      checklist: JSON.stringify(row.checklist),
      content_digest: row.contentDigest,
      account_id: row.accountId,
      person_id: row.personId,
      envelope: row.envelope,
      decided_at: row.at,
      delegation_id: row.delegationId ?? null,
      reassess_on: row.deferUntil ?? null,
    })
    .execute();
}
