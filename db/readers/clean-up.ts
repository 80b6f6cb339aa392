import type { CleanUpCause, CleanUpOutcome } from "../../shared/domain/publication/clean-up.ts";
import type { ItemKind } from "../../shared/domain/item/item-kinds.ts";
import type { ReadDb } from "../schema/tables.ts";

/** What a clean-up may ask about: the newest release of an item that is out, with no question open about it. */
function candidates(db: ReadDb) {
  return db
    .selectFrom("publication as p")
    .innerJoin("item as i", "i.id", "p.item_id")
    .select(["p.id as publicationId", "p.seq", "p.item_id as itemId", "p.revision_id as revisionId"])
    .select(["p.title_cache as title", "p.public_until_cache as publicUntil", "p.review_id as reviewId"])
    .where("p.withdrawn_at", "is", null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("publication as q")
            .select("q.id")
            .whereRef("q.item_id", "=", "p.item_id")
            .whereRef("q.seq", ">", "p.seq"),
        ),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("clean_up_entry as e")
            .leftJoin("clean_up_decision as d", "d.entry_id", "e.id")
            .select("e.id")
            .whereRef("e.publication_id", "=", "p.id")
            // An open question, or one about the term that was answered: a new term comes as a new release.
            .where((inner) => inner.or([inner("d.entry_id", "is", null), inner("e.cause", "=", "termOver")])),
        ),
      ),
    );
}

export function termOverQuery(db: ReadDb, before: string, limit: number) {
  return candidates(db)
    .where("p.public_until_cache", "is not", null)
    .where("p.public_until_cache", "<", before)
    .orderBy("p.public_until_cache")
    .limit(limit);
}

export async function readTermOver(db: ReadDb, before: string, limit: number) {
  return termOverQuery(db, before, limit).execute();
}

/** What is out under one of these titles or numbers. */
export async function readNamed(
  db: ReadDb,
  names: { readonly titles: readonly string[]; readonly docNumbers: readonly string[] },
) {
  if (names.titles.length + names.docNumbers.length === 0) return [];
  return candidates(db)
    .select("i.doc_number_cache as docNumber")
    .where((eb) =>
      eb.or([
        ...(names.titles.length > 0 ? [eb("i.title_cache", "in", names.titles)] : []),
        ...(names.docNumbers.length > 0 ? [eb("i.doc_number_cache", "in", names.docNumbers)] : []),
      ]),
    )
    .limit(50)
    .execute();
}

/** Releases after the last one a batch looked through, oldest first. */
export async function readReleasesSince(db: ReadDb, seq: number, limit: number) {
  return db
    .selectFrom("publication")
    .select(["id as publicationId", "seq", "item_id as itemId", "revision_id as revisionId"])
    .select("title_cache as title")
    .where("seq", ">", seq)
    .where("withdrawn_at", "is", null)
    .orderBy("seq")
    .limit(limit)
    .execute();
}

/** What no screening of this version has read since it came out. */
export async function readUnscreened(db: ReadDb, rulesVersion: string, limit: number) {
  return candidates(db)
    .leftJoin("clean_up_screening as s", "s.publication_id", "p.id")
    .innerJoin("revision as v", "v.id", "p.revision_id")
    .select("v.rules_version as rulesVersion")
    .where((eb) => eb.or([eb("s.rules_version", "is", null), eb("s.rules_version", "!=", rulesVersion)]))
    .where("v.rules_version", "!=", rulesVersion)
    .orderBy("p.seq", "desc")
    .limit(limit)
    .execute();
}

export async function readLastBatch(db: ReadDb) {
  return db.selectFrom("clean_up_batch").selectAll().orderBy("seq", "desc").limit(1).executeTakeFirst();
}

export async function readBatches(db: ReadDb, limit: number) {
  return db
    .selectFrom("clean_up_batch as b")
    .innerJoin("account as a", "a.id", "b.opened_by")
    .innerJoin("person as n", "n.id", "a.person_id")
    .leftJoin("clean_up_entry as e", "e.batch_id", "b.id")
    .leftJoin("clean_up_decision as d", "d.entry_id", "e.id")
    .select(["b.id", "b.batch_no", "b.week", "b.opened_on", "b.opened_at", "b.rules_version", "n.name"])
    .select((eb) => [
      eb.fn.count<number>("e.id").as("entries"),
      eb.fn.count<number>("d.entry_id").as("decided"),
    ])
    .groupBy("b.id")
    .orderBy("b.seq", "desc")
    .limit(limit)
    .execute();
}

export interface CleanUpEntryRecord {
  readonly entryId: string;
  readonly batchId: string;
  readonly publicationId: string;
  readonly itemId: string;
  readonly title: string;
  readonly docNumber: string;
  readonly kind: ItemKind;
  readonly releasedOn: string;
  readonly publicUntil?: string;
  readonly withdrawnAt?: string;
  readonly drafterPersonId: string;
  readonly cause: CleanUpCause;
  readonly detail: string;
  readonly by?: { readonly publicationId: string; readonly title: string };
  readonly decision?: {
    readonly outcome: CleanUpOutcome;
    readonly reason: string;
    readonly newTerm?: unknown;
    readonly withdrawalId?: string;
    readonly withdrawalDecision?: "agree" | "return";
    readonly personName: string;
    readonly decidedAt: string;
  };
}

function entries(db: ReadDb) {
  return db
    .selectFrom("clean_up_entry as e")
    .innerJoin("publication as p", "p.id", "e.publication_id")
    .innerJoin("item as i", "i.id", "p.item_id")
    .leftJoin("publication as b", "b.id", "e.by_publication_id")
    .leftJoin("clean_up_decision as d", "d.entry_id", "e.id")
    .leftJoin("withdrawal_decision as w", "w.withdrawal_id", "d.withdrawal_id")
    .leftJoin("person as n", "n.id", "d.person_id")
    .select(["e.id", "e.batch_id", "e.publication_id", "e.cause", "e.detail", "e.by_publication_id"])
    .select(["p.item_id", "p.title_cache", "p.released_on", "p.public_until_cache", "p.withdrawn_at"])
    .select(["i.kind", "i.doc_number_cache", "i.drafter_person_id", "b.title_cache as by_title"])
    .select(["d.outcome", "d.reason", "d.new_term", "d.withdrawal_id", "d.decided_at", "n.name"])
    .select("w.decision as withdrawal_decision");
}

type EntryRow = Awaited<ReturnType<ReturnType<typeof entries>["executeTakeFirstOrThrow"]>>;

const entryOf = (row: EntryRow): CleanUpEntryRecord => ({
  entryId: row.id,
  batchId: row.batch_id,
  publicationId: row.publication_id,
  itemId: row.item_id,
  title: row.title_cache,
  docNumber: row.doc_number_cache,
  kind: row.kind,
  releasedOn: row.released_on,
  ...(row.public_until_cache ? { publicUntil: row.public_until_cache } : {}),
  ...(row.withdrawn_at ? { withdrawnAt: row.withdrawn_at } : {}),
  drafterPersonId: row.drafter_person_id,
  cause: row.cause,
  detail: row.detail,
  ...(row.by_publication_id
    ? { by: { publicationId: row.by_publication_id, title: row.by_title ?? "" } }
    : {}),
  ...(row.outcome && row.decided_at
    ? {
        decision: {
          outcome: row.outcome,
          reason: row.reason ?? "",
          ...(row.new_term ? { newTerm: JSON.parse(row.new_term) as unknown } : {}),
          ...(row.withdrawal_id ? { withdrawalId: row.withdrawal_id } : {}),
          ...(row.withdrawal_decision ? { withdrawalDecision: row.withdrawal_decision } : {}),
          personName: row.name ?? "",
          decidedAt: row.decided_at,
        },
      }
    : {}),
});

export async function readEntries(db: ReadDb, batchId: string): Promise<readonly CleanUpEntryRecord[]> {
  return (
    await entries(db).where("e.batch_id", "=", batchId).orderBy("e.cause").orderBy("e.id").execute()
  ).map(entryOf);
}

export async function readEntry(db: ReadDb, entryId: string): Promise<CleanUpEntryRecord | undefined> {
  const row = await entries(db).where("e.id", "=", entryId).executeTakeFirst();
  return row ? entryOf(row) : undefined;
}

/** Kept with a new term, or marked, and no release carries it yet: the drafter has to send a revision with it. */
export async function readTermsToBring(db: ReadDb, drafterPersonId: string, limit: number) {
  return (
    await entries(db)
      .where((eb) =>
        eb.or([eb("d.new_term", "is not", null), eb("d.outcome", "in", ["invalid", "repealed"])]),
      )
      .where("p.withdrawn_at", "is", null)
      .where("i.drafter_person_id", "=", drafterPersonId)
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom("publication as q")
              .select("q.id")
              .whereRef("q.item_id", "=", "p.item_id")
              .whereRef("q.seq", ">", "p.seq"),
          ),
        ),
      )
      .orderBy("d.decided_at")
      .limit(limit)
      .execute()
  ).map(entryOf);
}
