import type { LeakLink } from "../../shared/domain/publication/leak.ts";
import type { ReadDb } from "../schema/tables.ts";

export async function readLeak(db: ReadDb, leakId: string) {
  return db
    .selectFrom("leak as l")
    .innerJoin("person as n", "n.id", "l.person_id")
    .selectAll("l")
    .select("n.name as opened_by")
    .where("l.id", "=", leakId)
    .executeTakeFirst();
}

export async function readLeaks(db: ReadDb, limit: number) {
  return db
    .selectFrom("leak as l")
    .innerJoin("publication as p", "p.id", "l.publication_id")
    .selectAll("l")
    .select("p.title_cache as title")
    .orderBy("l.seq", "desc")
    .limit(limit)
    .execute();
}

export async function readLeakSteps(db: ReadDb, leakId: string) {
  return db
    .selectFrom("leak_step as s")
    .innerJoin("person as n", "n.id", "s.person_id")
    .select(["s.step", "s.note", "s.recorded_at", "n.name"])
    .where("s.leak_id", "=", leakId)
    .orderBy("s.recorded_at")
    .execute();
}

/** The releases of a leak with what was sent of each, and the newest withdrawal of its item. */
export async function readLeakReleases(db: ReadDb, leakId: string) {
  return db
    .selectFrom("leak_release as r")
    .innerJoin("publication as p", "p.id", "r.publication_id")
    .innerJoin("item as i", "i.id", "p.item_id")
    .innerJoin("revision as v", "v.id", "p.revision_id")
    .innerJoin("review as w", "w.id", "p.review_id")
    .innerJoin("outbox as o", "o.package_id", "p.package_id")
    .leftJoin("receipt as c", "c.package_id", "p.package_id")
    .select(["p.id", "p.item_id", "p.title_cache", "p.released_at", "p.withdrawn_at", "p.package_id"])
    .select(["i.doc_number_cache", "v.metadata", "v.created_by_person", "w.id as review_id", "w.review_no"])
    .select(["o.state as package_state", "c.verified_at", "r.link", "r.added_at"])
    .where("r.leak_id", "=", leakId)
    .orderBy("r.added_at")
    .orderBy("p.seq")
    .execute();
}

export async function readExports(db: ReadDb, packageId: string) {
  return db
    .selectFrom("export_record as e")
    .innerJoin("account as a", "a.id", "e.account_id")
    .innerJoin("person as n", "n.id", "a.person_id")
    .select(["e.purpose", "e.exported_at", "n.name"])
    .where("e.package_id", "=", packageId)
    .orderBy("e.exported_at")
    .execute();
}

export async function readDeciders(db: ReadDb, reviewId: string): Promise<readonly string[]> {
  return (
    await db
      .selectFrom("stage_decision as d")
      .innerJoin("person as n", "n.id", "d.person_id")
      .select("n.name")
      .where("d.review_id", "=", reviewId)
      .orderBy("d.decided_at")
      .execute()
  ).map((row) => row.name);
}

export interface Sibling {
  readonly publicationId: string;
  readonly title: string;
  readonly releasedOn: string;
  readonly withdrawnAt?: string;
  readonly link: LeakLink;
  /** How many paragraphs, files or data they share. */
  readonly shared: number;
}

const siblingsAtMost = 100;

/** In more reviews than this a paragraph is a formula. */
const commonBlock = 12;
/** Papers that share at least this many data are looked at; one datum alone is shared by chance. */
const factsInCommon = 2;

/** Other releases with the same item, paragraphs (by digest), attachments (by digest) or data (by aggregation facts). */
export async function readSiblings(
  db: ReadDb,
  publicationId: string,
  tellingBlocks: readonly number[],
): Promise<readonly Sibling[]> {
  const own = await db
    .selectFrom("publication")
    .select(["item_id", "review_id", "revision_id"])
    .where("id", "=", publicationId)
    .executeTakeFirst();
  if (!own) return [];
  const found = new Map<string, Sibling>();
  const take = (
    link: LeakLink,
    rows: readonly {
      readonly id: string;
      readonly title_cache: string;
      readonly released_on: string;
      readonly withdrawn_at: string | null;
      readonly n: number;
    }[],
  ): void => {
    for (const row of rows)
      if (row.id !== publicationId && !found.has(row.id))
        found.set(row.id, {
          publicationId: row.id,
          title: row.title_cache,
          releasedOn: row.released_on,
          ...(row.withdrawn_at ? { withdrawnAt: row.withdrawn_at } : {}),
          link,
          shared: row.n,
        });
  };
  const columns = ["p.id", "p.title_cache", "p.released_on", "p.withdrawn_at"] as const;
  take(
    "sameItem",
    await db
      .selectFrom("publication as p")
      .select(columns)
      .select((eb) => eb.lit(1).as("n"))
      .where("p.item_id", "=", own.item_id)
      .limit(siblingsAtMost)
      .execute(),
  );
  take(
    "sameFile",
    await db
      .selectFrom("revision_attachment as a")
      .innerJoin("revision_attachment as b", "b.digest", "a.digest")
      .innerJoin("publication as p", "p.revision_id", "b.revision_id")
      .select(columns)
      .select((eb) => eb.fn.countAll<number>().as("n"))
      .where("a.revision_id", "=", own.revision_id)
      .groupBy("p.id")
      .limit(siblingsAtMost)
      .execute(),
  );
  take(
    "sameText",
    await db
      .selectFrom("reviewed_block as a")
      .innerJoin("review as mine", (join) =>
        join.onRef("mine.id", "=", "a.review_id").onRef("mine.round", "=", "a.round"),
      )
      .innerJoin("reviewed_block as b", "b.block_digest", "a.block_digest")
      .innerJoin("review as other", (join) =>
        join.onRef("other.id", "=", "b.review_id").onRef("other.round", "=", "b.round"),
      )
      .innerJoin("publication as p", "p.review_id", "b.review_id")
      .select(columns)
      .select((eb) => eb.fn.countAll<number>().as("n"))
      .where("a.review_id", "=", own.review_id)
      .where("a.position", "in", tellingBlocks)
      .whereRef("b.review_id", "!=", "a.review_id")
      // A closing line that many papers have ties none of them together.
      .where(
        (eb) =>
          eb
            .selectFrom("reviewed_block as c")
            .select((inner) => inner.fn.countAll<number>().as("n"))
            .whereRef("c.block_digest", "=", "a.block_digest"),
        "<=",
        commonBlock,
      )
      .groupBy("p.id")
      .orderBy("n", "desc")
      .limit(siblingsAtMost)
      .execute(),
  );
  take(
    "sameFacts",
    await db
      .selectFrom("aggregation_fact as a")
      .innerJoin("aggregation_fact as b", (join) =>
        join
          .onRef("b.entity_key", "=", "a.entity_key")
          .onRef("b.attribute", "=", "a.attribute")
          .onRef("b.value", "=", "a.value"),
      )
      .innerJoin("publication as p", "p.id", "b.source_id")
      .select(columns)
      .select((eb) => eb.fn.countAll<number>().as("n"))
      .where("a.source_id", "=", publicationId)
      .where("a.attribute", "!=", "region")
      .groupBy("p.id")
      .having((eb) => eb.fn.countAll(), ">=", factsInCommon)
      .orderBy("n", "desc")
      .limit(siblingsAtMost)
      .execute(),
  );
  return [...found.values()];
}
