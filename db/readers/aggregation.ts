import type { KnownFact } from "../../shared/domain/aggregation/find-joins.ts";
import type { Evidence } from "../../shared/domain/aggregation/find-joins.ts";
import type { JoinAnswer } from "../../shared/domain/aggregation/join-answers.ts";
import type { ReadDb } from "../schema/tables.ts";
import { queryPlan } from "./query-plan.ts";

/** How many keys one statement asks for; far below the number of parameters SQLite takes. */
const keysAtOnce = 200;
/** What one statement reads. Where it does not suffice, the keys are asked for one by one. */
const factsAtOnce = 20_000;

export function knownFactsQuery(db: ReadDb, keys: readonly string[], exceptItemId: string) {
  return db
    .selectFrom("aggregation_fact as f")
    .innerJoin("aggregation_source as s", "s.id", "f.source_id")
    .select([
      "f.source_id",
      "f.entity_kind",
      "f.entity_key",
      "f.entity",
      "f.attribute",
      "f.value",
      "f.passage",
    ])
    .where("f.entity_key", "in", keys)
    .where((eb) => eb.or([eb("s.item_id", "is", null), eb("s.item_id", "!=", exceptItemId)]))
    .limit(factsAtOnce);
}

/** Facts of papers that are out about the things named; papers of the same item are left out. */
export async function readKnownFacts(
  db: ReadDb,
  keys: readonly string[],
  exceptItemId: string,
): Promise<readonly KnownFact[]> {
  const found: KnownFact[] = [];
  for (let from = 0; from < keys.length; from += keysAtOnce) {
    const some = keys.slice(from, from + keysAtOnce);
    const together = await knownFactsQuery(db, some, exceptItemId).execute();
    const rows =
      together.length < factsAtOnce || some.length === 1
        ? together
        : (await Promise.all(some.map((key) => knownFactsQuery(db, [key], exceptItemId).execute()))).flat();
    for (const row of rows)
      found.push({
        sourceId: row.source_id,
        entityKind: row.entity_kind,
        entityKey: row.entity_key,
        entity: row.entity,
        attribute: row.attribute,
        value: row.value,
        passage: row.passage,
      });
  }
  return found;
}

export interface JoinRecord {
  readonly joinId: string;
  readonly digest: string;
  readonly ruleId: string;
  readonly sourceIds: readonly string[];
  readonly evidence: readonly Evidence[];
  readonly answer?: {
    readonly answer: JoinAnswer;
    readonly basis: string;
    readonly personName: string;
    readonly at: string;
  };
}

/** The joins of a review with their last answers that count for the reader, in the order they were found. */
export async function readJoins(
  db: ReadDb,
  reviewId: string,
  counts: (given: { readonly personId: string; readonly at: string }) => boolean = () => true,
): Promise<readonly JoinRecord[]> {
  const joins = await db
    .selectFrom("aggregation_join")
    .selectAll()
    .where("review_id", "=", reviewId)
    .orderBy("found_at")
    .orderBy("rule_id")
    .orderBy("id")
    .execute();
  const answers = await db
    .selectFrom("aggregation_answer as a")
    .innerJoin("aggregation_join as j", "j.id", "a.join_id")
    .innerJoin("person as p", "p.id", "a.person_id")
    .select(["a.join_id", "a.answer", "a.basis", "a.answered_at", "a.person_id", "p.name"])
    .where("j.review_id", "=", reviewId)
    .orderBy("a.id")
    .execute();
  const last = new Map(
    answers
      .filter((row) => counts({ personId: row.person_id, at: row.answered_at }))
      .map((row) => [row.join_id, row]),
  );
  return joins.map((row) => {
    const given = last.get(row.id);
    return {
      joinId: row.id,
      digest: row.join_digest,
      ruleId: row.rule_id,
      sourceIds: JSON.parse(row.source_ids) as string[],
      evidence: JSON.parse(row.evidence) as Evidence[],
      ...(given
        ? {
            answer: {
              answer: given.answer,
              basis: given.basis,
              personName: given.name,
              at: given.answered_at,
            },
          }
        : {}),
    };
  });
}

/** How many joins each of these reviews has; counted in the index of review and digest. */
export async function countJoins(
  db: ReadDb,
  reviewIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (reviewIds.length === 0) return new Map();
  const rows = await joinCounts(db, reviewIds).execute();
  return new Map(rows.map((row) => [row.review_id, row.n]));
}

export async function explainJoinCounts(
  db: ReadDb,
  reviewIds: readonly string[],
): Promise<readonly string[]> {
  return queryPlan(db, joinCounts(db, reviewIds));
}

const joinCounts = (db: ReadDb, reviewIds: readonly string[]) =>
  db
    .selectFrom("aggregation_join")
    .select(["review_id", (eb) => eb.fn.countAll<number>().as("n")])
    .where("review_id", "in", reviewIds)
    .groupBy("review_id");

export interface SourceRecord {
  readonly sourceId: string;
  readonly organName: string;
  readonly title: string;
  readonly docNumber: string;
  readonly publishedOn: string;
  readonly outside: boolean;
}

export async function readSources(
  db: ReadDb,
  ids: readonly string[],
): Promise<ReadonlyMap<string, SourceRecord>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom("aggregation_source")
    .select(["id", "organ_name", "title", "doc_number", "published_on", "publication_id"])
    .where("id", "in", ids)
    .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      {
        sourceId: row.id,
        organName: row.organ_name,
        title: row.title,
        docNumber: row.doc_number,
        publishedOn: row.published_on,
        outside: row.publication_id === null,
      },
    ]),
  );
}

export interface UnregisteredPublication {
  readonly publicationId: string;
  readonly itemId: string;
  readonly revisionId: string;
  readonly title: string;
  readonly docNumber: string;
  readonly releasedOn: string;
}

/** Publications the register does not hold yet, or holds as an older extraction read them; newest first. */
export async function readUnregistered(
  db: ReadDb,
  extractionVersion: number,
  limit: number,
): Promise<readonly UnregisteredPublication[]> {
  const rows = await db
    .selectFrom("publication as p")
    .innerJoin("item as i", "i.id", "p.item_id")
    .leftJoin("aggregation_source as s", "s.publication_id", "p.id")
    .select(["p.id", "p.item_id", "p.revision_id", "p.title_cache", "p.released_on", "i.doc_number_cache"])
    .where((eb) => eb.or([eb("s.id", "is", null), eb("s.extraction_version", "<", extractionVersion)]))
    .orderBy("p.seq", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    publicationId: row.id,
    itemId: row.item_id,
    revisionId: row.revision_id,
    title: row.title_cache,
    docNumber: row.doc_number_cache,
    releasedOn: row.released_on,
  }));
}

export interface RegisterSize {
  readonly registered: number;
  readonly outside: number;
  readonly publications: number;
}

export async function readRegisterSize(db: ReadDb, extractionVersion: number): Promise<RegisterSize> {
  const counted = await db
    .selectFrom("aggregation_source")
    .select((eb) => [eb.fn.countAll<number>().as("n"), eb.fn.count<number>("publication_id").as("own")])
    .where("extraction_version", "=", extractionVersion)
    .executeTakeFirstOrThrow();
  const publications = await db
    .selectFrom("publication")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .executeTakeFirstOrThrow();
  return {
    registered: counted.own,
    outside: counted.n - counted.own,
    publications: publications.n,
  };
}

/** Texts of other organs, to read them anew. */
export async function readOutsideTexts(
  db: ReadDb,
): Promise<readonly { readonly sourceId: string; readonly title: string; readonly text: string }[]> {
  const rows = await db
    .selectFrom("aggregation_source")
    .select(["id", "title", "outside_text"])
    .where("publication_id", "is", null)
    .orderBy("id")
    .execute();
  return rows.map((row) => ({ sourceId: row.id, title: row.title, text: row.outside_text ?? "" }));
}
