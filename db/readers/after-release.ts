import type { OutboxState } from "../../shared/domain/publication/outbox-state.ts";
import type { PostCheckPoint, PostCheckResult } from "../../shared/domain/publication/post-check.ts";
import type { WithdrawalReason } from "../../shared/domain/publication/withdrawal.ts";
import type { ReadDb } from "../schema/tables.ts";

/** One release with what stands behind it: revision, drafter, review, package, receipt. */
export interface ReleaseRecord {
  readonly publicationId: string;
  readonly itemId: string;
  readonly title: string;
  readonly docNumber: string;
  readonly revisionId: string;
  readonly reviewId: string;
  readonly reviewNo: string;
  readonly revNo: number;
  readonly content: Uint8Array;
  readonly contentDigest: string;
  readonly drafterPersonId: string;
  readonly metadata: unknown;
  readonly packageId: string;
  readonly packageState: OutboxState;
  readonly receiptAt?: string;
  readonly releasedOn: string;
  readonly releasedAt: string;
  readonly releasedByName: string;
  readonly publicUntil?: string;
  readonly withdrawnAt?: string;
}

export async function readRelease(db: ReadDb, publicationId: string): Promise<ReleaseRecord | undefined> {
  const row = await db
    .selectFrom("publication as p")
    .innerJoin("item as i", "i.id", "p.item_id")
    .innerJoin("revision as v", "v.id", "p.revision_id")
    .innerJoin("review as r", "r.id", "p.review_id")
    .innerJoin("outbox as o", "o.package_id", "p.package_id")
    .innerJoin("account as a", "a.id", "p.released_by")
    .innerJoin("person as n", "n.id", "a.person_id")
    .leftJoin("receipt as c", "c.package_id", "p.package_id")
    .select([
      "p.id",
      "p.item_id",
      "p.title_cache",
      "i.doc_number_cache",
      "p.revision_id",
      "p.review_id",
      "r.review_no",
      "v.rev_no",
      "v.content",
      "v.metadata",
      "v.created_by_person",
      "p.content_digest",
      "p.package_id",
      "o.state as package_state",
      "c.verified_at",
      "p.released_on",
      "p.released_at",
      "n.name as released_by_name",
      "p.public_until_cache",
      "p.withdrawn_at",
    ])
    .where("p.id", "=", publicationId)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    publicationId: row.id,
    itemId: row.item_id,
    title: row.title_cache,
    docNumber: row.doc_number_cache,
    revisionId: row.revision_id,
    reviewId: row.review_id,
    reviewNo: row.review_no,
    revNo: row.rev_no,
    content: new Uint8Array(row.content),
    contentDigest: row.content_digest,
    drafterPersonId: row.created_by_person,
    metadata: JSON.parse(row.metadata),
    packageId: row.package_id,
    packageState: row.package_state,
    ...(row.verified_at ? { receiptAt: row.verified_at } : {}),
    releasedOn: row.released_on,
    releasedAt: row.released_at,
    releasedByName: row.released_by_name,
    ...(row.public_until_cache ? { publicUntil: row.public_until_cache } : {}),
    ...(row.withdrawn_at ? { withdrawnAt: row.withdrawn_at } : {}),
  };
}

export interface WithdrawalRecord {
  readonly withdrawalId: string;
  readonly withdrawalNo: string;
  readonly itemId: string;
  readonly publicationId: string;
  readonly title: string;
  readonly reason: WithdrawalReason;
  readonly note: string;
  readonly content: Uint8Array;
  readonly contentDigest: string;
  readonly requesterPersonId: string;
  readonly requesterName: string;
  readonly requestedAt: string;
  readonly decision?: {
    readonly decision: "agree" | "return";
    readonly note: string;
    readonly personName: string;
    readonly decidedAt: string;
    readonly packageId?: string;
    readonly packageState?: OutboxState;
  };
}

function withdrawals(db: ReadDb) {
  return db
    .selectFrom("withdrawal as w")
    .innerJoin("publication as p", "p.id", "w.publication_id")
    .innerJoin("person as n", "n.id", "w.requested_by_person")
    .leftJoin("withdrawal_decision as d", "d.withdrawal_id", "w.id")
    .leftJoin("person as m", "m.id", "d.person_id")
    .leftJoin("outbox as o", "o.package_id", "d.package_id")
    .selectAll("w")
    .select([
      "p.title_cache",
      "n.name as requester_name",
      "d.decision",
      "d.note as decision_note",
      "d.decided_at",
      "d.package_id",
      "m.name as decider_name",
      "o.state as package_state",
    ]);
}

type WithdrawalRow = Awaited<ReturnType<ReturnType<typeof withdrawals>["executeTakeFirstOrThrow"]>>;

function withdrawalOf(row: WithdrawalRow): WithdrawalRecord {
  return {
    withdrawalId: row.id,
    withdrawalNo: row.withdrawal_no,
    itemId: row.item_id,
    publicationId: row.publication_id,
    title: row.title_cache,
    reason: row.reason,
    note: row.note,
    content: new Uint8Array(row.content),
    contentDigest: row.content_digest,
    requesterPersonId: row.requested_by_person,
    requesterName: row.requester_name,
    requestedAt: row.requested_at,
    ...(row.decision && row.decided_at
      ? {
          decision: {
            decision: row.decision,
            note: row.decision_note ?? "",
            personName: row.decider_name ?? "",
            decidedAt: row.decided_at,
            ...(row.package_id ? { packageId: row.package_id } : {}),
            ...(row.package_state ? { packageState: row.package_state } : {}),
          },
        }
      : {}),
  };
}

export async function readWithdrawal(db: ReadDb, id: string): Promise<WithdrawalRecord | undefined> {
  const row = await withdrawals(db).where("w.id", "=", id).executeTakeFirst();
  return row ? withdrawalOf(row) : undefined;
}

export async function readWithdrawalsOfItem(
  db: ReadDb,
  itemId: string,
): Promise<readonly WithdrawalRecord[]> {
  return (await withdrawals(db).where("w.item_id", "=", itemId).orderBy("w.seq", "desc").execute()).map(
    withdrawalOf,
  );
}

export async function readOpenWithdrawals(db: ReadDb, limit: number): Promise<readonly WithdrawalRecord[]> {
  return (await withdrawals(db).where("d.id", "is", null).orderBy("w.seq").limit(limit).execute()).map(
    withdrawalOf,
  );
}

export interface PostCheckRecord {
  readonly result: PostCheckResult;
  readonly points: readonly PostCheckPoint[];
  readonly place: string;
  readonly note: string;
  readonly personName: string;
  readonly checkedAt: string;
}

export async function readPostChecks(db: ReadDb, publicationId: string): Promise<readonly PostCheckRecord[]> {
  return (
    await db
      .selectFrom("post_check as k")
      .innerJoin("person as n", "n.id", "k.person_id")
      .select(["k.result", "k.points", "k.place", "k.note", "n.name", "k.checked_at"])
      .where("k.publication_id", "=", publicationId)
      .orderBy("k.checked_at", "desc")
      .execute()
  ).map((row) => ({
    result: row.result,
    points: JSON.parse(row.points) as readonly PostCheckPoint[],
    place: row.place,
    note: row.note,
    personName: row.name,
    checkedAt: row.checked_at,
  }));
}

/** Releases since `since` that nobody has checked yet; of one drafter, or of everybody. */
export async function readUncheckedReleases(
  db: ReadDb,
  request: { readonly since: string; readonly drafterPersonId?: string; readonly limit: number },
) {
  let query = db
    .selectFrom("publication as p")
    .innerJoin("revision as v", "v.id", "p.revision_id")
    .innerJoin("account as a", "a.id", "p.released_by")
    .innerJoin("person as n", "n.id", "a.person_id")
    .leftJoin("post_check as k", "k.publication_id", "p.id")
    .select([
      "p.id as publicationId",
      "p.title_cache as title",
      "p.released_on as releasedOn",
      "n.name as by",
    ])
    .where("k.id", "is", null)
    .where("p.withdrawn_at", "is", null)
    .where("p.released_at", ">=", request.since)
    .orderBy("p.released_at")
    .limit(request.limit);
  if (request.drafterPersonId) query = query.where("v.created_by_person", "=", request.drafterPersonId);
  return query.execute();
}

/** Content of a withdraw package, from which its archive is rebuilt; it carries no attachments. */
export async function readWithdrawPackage(db: ReadDb, packageId: string) {
  const row = await db
    .selectFrom("outbox as o")
    .innerJoin("withdrawal_decision as d", "d.package_id", "o.package_id")
    .innerJoin("withdrawal as w", "w.id", "d.withdrawal_id")
    .select(["o.package_id", "o.statement", "o.package_digest", "o.tag_files", "w.content"])
    .where("o.package_id", "=", packageId)
    .executeTakeFirst();
  return row;
}
