import type { ReadDb } from "../schema/tables.ts";

export interface RuleSetRecord {
  readonly version: number;
  readonly body: unknown;
  readonly bodyDigest: string;
}

/** The department's rules in force: the newest version, or undefined before the first. */
export async function readNewestRuleSet(db: ReadDb): Promise<RuleSetRecord | undefined> {
  const row = await db
    .selectFrom("screening_rule_set")
    .select(["version", "body", "body_digest"])
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  return row && { version: row.version, body: JSON.parse(row.body), bodyDigest: row.body_digest };
}

export interface RuleSetVersionRecord {
  readonly version: number;
  readonly reason: string;
  readonly putBy: string;
  readonly putAt: string;
}

/** Who put which version in force and why, newest first. */
export async function readRuleSetVersions(
  db: ReadDb,
  limit: number,
): Promise<readonly RuleSetVersionRecord[]> {
  const rows = await db
    .selectFrom("screening_rule_set as s")
    .innerJoin("person as p", "p.id", "s.person_id")
    .select(["s.version", "s.reason", "p.name", "s.put_at"])
    .orderBy("s.version", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    version: row.version,
    reason: row.reason,
    putBy: row.name,
    putAt: row.put_at,
  }));
}

export interface PublicRevision {
  readonly seq: number;
  readonly publicationId: string;
  readonly itemId: string;
  readonly title: string;
  readonly releasedOn: string;
  readonly body: unknown;
}

/** What is out and was not taken down, in the order of release, from behind `afterSeq`; with the text that was released. */
export async function readPublicRevisions(
  db: ReadDb,
  afterSeq: number,
  limit: number,
): Promise<readonly PublicRevision[]> {
  const rows = await db
    .selectFrom("publication as p")
    .innerJoin("revision as r", "r.id", "p.revision_id")
    .select(["p.seq", "p.id", "p.item_id", "p.title_cache", "p.released_on", "r.body"])
    .where("p.seq", ">", afterSeq)
    .where("p.withdrawn_at", "is", null)
    .orderBy("p.seq")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    seq: row.seq,
    publicationId: row.id,
    itemId: row.item_id,
    title: row.title_cache,
    releasedOn: row.released_on,
    body: JSON.parse(row.body),
  }));
}
