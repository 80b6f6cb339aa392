import { sql } from "kysely";

import type { ReadDb } from "../schema/tables.ts";
import { queryPlan } from "./query-plan.ts";

/** Above what an organ publishes of its kind in some years. */
const mostFound = 500;

interface PublicPaper {
  readonly itemId: string;
  readonly title: string;
  /** When it came out first. */
  readonly firstOn: string;
}

const byTitle = (match: string) =>
  sql<PublicPaper>`select p.item_id as itemId, max(p.title_cache) as title, min(p.released_on) as firstOn
    from (select rowid from search_index where search_index match ${match} and rowid % 2 = 0 order by rowid desc limit ${mostFound}) f
    cross join item i on i.seq = f.rowid / 2 cross join publication p on p.item_id = i.id
    where p.withdrawn_at is null group by p.item_id`;

const byCatalogue = (names: readonly string[]) =>
  sql<PublicPaper>`select p.item_id as itemId, max(p.title_cache) as title, min(p.released_on) as firstOn
    from catalogue_item c cross join catalogue_code o on o.item_id = c.id cross join catalogue_paper r on r.code = o.code
    cross join publication p on p.item_id = r.item_id
    where c.level2 in (${sql.join(names)}) and p.withdrawn_at is null group by p.item_id`;

/** What is public whose title matches. */
export async function readPublicByTitle(db: ReadDb, match: string): Promise<readonly PublicPaper[]> {
  return (await byTitle(match).execute(db)).rows;
}

/** What is public under items of the catalogue of these names. */
export async function readPublicUnderItems(
  db: ReadDb,
  names: readonly string[],
): Promise<readonly PublicPaper[]> {
  return (await byCatalogue(names).execute(db)).rows;
}

/** Whether a policy document of the department is public. */
export async function hasPolicyDocuments(db: ReadDb): Promise<boolean> {
  const row = await db
    .selectFrom("item")
    .select("id")
    .where("kind", "=", "policyDocument")
    .where("state_cache", "=", "published")
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The plans of the queries, for the test that holds them. */
export const explainEvaluations = {
  byTitle: async (db: ReadDb) =>
    await queryPlan(db, { compile: () => byTitle('title : "评价"').compile(db) }),
  byCatalogue: async (db: ReadDb) =>
    await queryPlan(db, { compile: () => byCatalogue(["政策评价"]).compile(db) }),
};
