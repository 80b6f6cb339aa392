import { sql } from "kysely";

import type { OutboxState } from "../../shared/domain/publication/outbox-state.ts";
import type { DisclosureProperty, ItemKind } from "../../shared/domain/item/item-kinds.ts";
import { readAnswerPackage, readRequestPackage } from "./review-requests.ts";
import type { ReadDb } from "../schema/tables.ts";
import { readWithdrawPackage } from "./after-release.ts";

export interface PublicationRecord {
  readonly seq: number;
  readonly publicationId: string;
  readonly itemId: string;
  readonly revisionId: string;
  readonly reviewId: string;
  readonly reviewNo: string;
  readonly contentDigest: string;
  readonly packageId: string;
  readonly packageState: OutboxState;
  readonly releasedAt: string;
  readonly releasedOn: string;
  readonly title: string;
  readonly kind: ItemKind;
  readonly docNumber: string;
  readonly disclosureProperty: DisclosureProperty;
  readonly metadata: unknown;
  readonly publicUntil?: string;
  readonly withdrawnAt?: string;
}

export interface PublicationListRequest {
  readonly today: string;
  readonly endingBefore: string;
  readonly states?: readonly ("inForce" | "ending" | "ended" | "withdrawn")[];
  readonly titleMatch?: string;
  /** The newest release of each paper that is public and names this item of the catalogue. */
  readonly catalogueItemId?: string;
  readonly after?: { readonly releasedAt: string; readonly seq: number };
  readonly limit: number;
}

export function publicationsQuery(db: ReadDb, request: PublicationListRequest) {
  let query = db
    .selectFrom("publication as p")
    .innerJoin("item as i", "i.id", "p.item_id")
    .innerJoin("revision as v", "v.id", "p.revision_id")
    .innerJoin("review as r", "r.id", "p.review_id")
    .innerJoin("outbox as o", "o.package_id", "p.package_id")
    .selectAll("p")
    .select([
      "i.kind",
      "i.doc_number_cache",
      "i.property_cache",
      "v.metadata",
      "r.review_no",
      "o.state as package_state",
    ])
    .orderBy("p.released_at", "desc")
    .orderBy("p.seq", "desc")
    .limit(request.limit);
  if (request.states?.length) {
    const states = request.states;
    query = query.where((eb) =>
      eb.or([
        ...(states.includes("withdrawn") ? [eb("p.withdrawn_at", "is not", null)] : []),
        ...(states.includes("ended")
          ? [eb.and([eb("p.withdrawn_at", "is", null), eb("p.public_until_cache", "<", request.today)])]
          : []),
        ...(states.includes("ending")
          ? [
              eb.and([
                eb("p.withdrawn_at", "is", null),
                eb("p.public_until_cache", ">=", request.today),
                eb("p.public_until_cache", "<=", request.endingBefore),
              ]),
            ]
          : []),
        ...(states.includes("inForce")
          ? [
              eb.and([
                eb("p.withdrawn_at", "is", null),
                eb.or([
                  eb("p.public_until_cache", "is", null),
                  eb("p.public_until_cache", ">", request.endingBefore),
                ]),
              ]),
            ]
          : []),
      ]),
    );
  }
  if (request.titleMatch)
    query = query.where(
      sql<boolean>`i.seq in (select rowid / 2 from search_index where search_index match ${request.titleMatch} and rowid % 2 = 0)`,
    );
  const { catalogueItemId } = request;
  if (catalogueItemId !== undefined)
    query = query.where("p.seq", "in", (eb) =>
      eb
        .selectFrom("catalogue_code as c")
        .innerJoin("catalogue_paper as m", "m.code", "c.code")
        .select("m.publication_seq")
        .where("c.item_id", "=", catalogueItemId),
    );
  if (request.after)
    query = query.where(
      sql<boolean>`(p.released_at, p.seq) < (${request.after.releasedAt}, ${request.after.seq})`,
    );
  return query;
}

export async function listPublications(
  db: ReadDb,
  request: PublicationListRequest,
): Promise<readonly PublicationRecord[]> {
  return (await publicationsQuery(db, request).execute()).map((row) => ({
    seq: row.seq,
    publicationId: row.id,
    itemId: row.item_id,
    revisionId: row.revision_id,
    reviewId: row.review_id,
    reviewNo: row.review_no,
    contentDigest: row.content_digest,
    packageId: row.package_id,
    packageState: row.package_state,
    releasedAt: row.released_at,
    releasedOn: row.released_on,
    title: row.title_cache,
    kind: row.kind,
    docNumber: row.doc_number_cache,
    disclosureProperty: row.property_cache,
    metadata: JSON.parse(row.metadata),
    ...(row.public_until_cache ? { publicUntil: row.public_until_cache } : {}),
    ...(row.withdrawn_at ? { withdrawnAt: row.withdrawn_at } : {}),
  }));
}

export async function countPublications(db: ReadDb): Promise<number> {
  return (
    await db
      .selectFrom("publication")
      .select((eb) => eb.fn.countAll<number>().as("n"))
      .executeTakeFirstOrThrow()
  ).n;
}

export async function readPublicationOfReview(
  db: ReadDb,
  reviewId: string,
): Promise<
  | {
      readonly publicationId: string;
      readonly packageId: string;
      readonly releasedAt: string;
      readonly releasedByName: string;
    }
  | undefined
> {
  const row = await db
    .selectFrom("publication as p")
    .innerJoin("account as a", "a.id", "p.released_by")
    .innerJoin("person as n", "n.id", "a.person_id")
    .select(["p.id", "p.package_id", "p.released_at", "n.name"])
    .where("p.review_id", "=", reviewId)
    .executeTakeFirst();
  return row
    ? {
        publicationId: row.id,
        packageId: row.package_id,
        releasedAt: row.released_at,
        releasedByName: row.name,
      }
    : undefined;
}

/** The newest release of an item: what a further revision builds on, and what stands in the register. */
export async function readNewestPublication(
  db: ReadDb,
  itemId: string,
): Promise<{ readonly publicationId: string; readonly contentDigest: string } | undefined> {
  const row = await db
    .selectFrom("publication")
    .select(["id", "content_digest"])
    .where("item_id", "=", itemId)
    .orderBy("seq", "desc")
    .executeTakeFirst();
  return row ? { publicationId: row.id, contentDigest: row.content_digest } : undefined;
}

export interface OutboxRecord {
  readonly packageId: string;
  readonly objectId: string;
  readonly kind: string;
  readonly statement: Uint8Array;
  readonly packageDigest: string;
  readonly state: OutboxState;
  readonly attempts: number;
  readonly problem?: string;
  readonly exportedOn?: string;
  readonly sizeBytes: number;
  readonly title: string;
  readonly sealedAt: string;
}

export async function listOutbox(
  db: ReadDb,
  request: {
    readonly after?: { readonly sealedAt: string; readonly packageId: string };
    readonly limit: number;
  },
): Promise<readonly OutboxRecord[]> {
  let query = db
    .selectFrom("outbox")
    .selectAll()
    .orderBy("sealed_at", "desc")
    .orderBy("package_id")
    .limit(request.limit);
  if (request.after) {
    const { sealedAt, packageId } = request.after;
    query = query.where((eb) =>
      eb.or([
        eb("sealed_at", "<", sealedAt),
        eb.and([eb("sealed_at", "=", sealedAt), eb("package_id", ">", packageId)]),
      ]),
    );
  }
  return (await query.execute()).map((row) => ({
    packageId: row.package_id,
    objectId: row.object_id,
    kind: row.kind,
    statement: new Uint8Array(row.statement),
    packageDigest: row.package_digest,
    state: row.state,
    attempts: row.attempts,
    ...(row.problem ? { problem: row.problem } : {}),
    ...(row.exported_on ? { exportedOn: row.exported_on } : {}),
    sizeBytes: row.size_bytes,
    title: row.title_cache,
    sealedAt: row.sealed_at,
  }));
}

/**
 * Of packages: the metadata of the papers they are the first release of, as reviewed. A later one changes what is public
 * already; one that was taken down need not become so.
 */
export async function readFirstReleases(
  db: ReadDb,
  packageIds: readonly string[],
): Promise<readonly { readonly packageId: string; readonly metadata: string }[]> {
  if (packageIds.length === 0) return [];
  const rows = await db
    .selectFrom("publication as p")
    .innerJoin("item as i", "i.id", "p.item_id")
    .innerJoin("revision as v", "v.id", "p.revision_id")
    .select(["p.package_id", "v.metadata"])
    .where("p.package_id", "in", packageIds)
    .where("p.withdrawn_at", "is", null)
    .where("i.application_id", "is", null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("publication as earlier")
            .select("earlier.id")
            .whereRef("earlier.item_id", "=", "p.item_id")
            .whereRef("earlier.seq", "<", "p.seq"),
        ),
      ),
    )
    .execute();
  return rows.map((row) => ({ packageId: row.package_id, metadata: row.metadata }));
}

/** What a package is rebuilt from: statement, content, reviews and attachments, all in the store (V9). */
export interface SealedPackage {
  readonly packageId: string;
  readonly statement: Uint8Array;
  readonly packageDigest: string;
  /** Whose attachments it carries; a withdrawal carries none. */
  readonly revisionId?: string;
  /** The incoming request that it answers, whose attachments it carries. */
  readonly incomingId?: string;
  readonly content: Uint8Array;
  readonly tagFiles: ReadonlyMap<string, Uint8Array>;
}

export async function readSealedPackage(db: ReadDb, packageId: string): Promise<SealedPackage | undefined> {
  const row: SealedRow | undefined =
    (await readReleasePackage(db, packageId)) ??
    (await readWithdrawPackage(db, packageId)) ??
    (await readRequestPackage(db, packageId)) ??
    (await readAnswerPackage(db, packageId));
  return row
    ? {
        packageId: row.package_id,
        statement: new Uint8Array(row.statement),
        packageDigest: row.package_digest,
        ...(row.revision_id === undefined ? {} : { revisionId: row.revision_id }),
        ...(row.incoming_id === undefined ? {} : { incomingId: row.incoming_id }),
        content: new Uint8Array(row.content),
        tagFiles: new Map(
          Object.entries(JSON.parse(row.tag_files) as Record<string, string>).map(([path, text]) => [
            path,
            new Uint8Array(Buffer.from(text, "base64")),
          ]),
        ),
      }
    : undefined;
}

interface SealedRow {
  readonly package_id: string;
  readonly statement: Uint8Array;
  readonly package_digest: string;
  readonly tag_files: string;
  readonly revision_id?: string;
  readonly incoming_id?: string;
  readonly content: Uint8Array;
}

async function readReleasePackage(db: ReadDb, packageId: string) {
  return db
    .selectFrom("outbox as o")
    .innerJoin("publication as p", "p.package_id", "o.package_id")
    .innerJoin("revision as v", "v.id", "p.revision_id")
    .select(["o.package_id", "o.statement", "o.package_digest", "o.tag_files", "p.revision_id", "v.content"])
    .where("o.package_id", "=", packageId)
    .executeTakeFirst();
}

export async function countOutbox(
  db: ReadDb,
): Promise<{ readonly waiting: number; readonly receipts: number; readonly lastDeliveredAt?: string }> {
  const waiting = await db
    .selectFrom("outbox")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("state", "in", ["sealed", "announced", "uploading", "sent", "needs-user"])
    .executeTakeFirstOrThrow();
  const receipts = await db
    .selectFrom("receipt")
    .select((eb) => [eb.fn.countAll<number>().as("n"), eb.fn.max("verified_at").as("last")])
    .executeTakeFirstOrThrow();
  return {
    waiting: waiting.n,
    receipts: receipts.n,
    ...(receipts.last ? { lastDeliveredAt: receipts.last } : {}),
  };
}

/** The title of the paper that went out under an 索引号, where it is another one than this. */
export async function readIndexNumberHolder(
  db: ReadDb,
  number: string,
  itemId: string,
): Promise<string | undefined> {
  if (number.trim() === "") return undefined;
  const row = await db
    .selectFrom("index_number as n")
    .innerJoin("item as i", "i.id", "n.item_id")
    .select("i.title_cache as title")
    .where("n.number", "=", number.trim())
    .where("n.item_id", "<>", itemId)
    .executeTakeFirst();
  return row?.title;
}
