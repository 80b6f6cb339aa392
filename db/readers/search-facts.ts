import { sql } from "kysely";

import type { Validity } from "../../shared/domain/publication/validity.ts";
import type { ReadDb } from "../schema/tables.ts";
import { queryPlan } from "./query-plan.ts";

/** What hits are counted and filtered by. */
export interface FoundFacts {
  /** The kind of the item; undefined for an application. */
  readonly itemKind?: string;
  readonly state?: string;
  readonly property?: string;
  readonly unitName?: string;
  /** Where it is from, where its own department did not make it. */
  readonly origin?: string;
  /** The mark that is out with it. */
  readonly validity?: Pick<Validity, "mark" | "from">;
  readonly year: string;
}

/** The facts of one row as they are read: equal texts mean equal facts, so that each is understood once. */
export interface FactsRow {
  readonly rowid: number;
  /** Empty for an application. */
  readonly title: string;
  readonly facts: string;
  /** The units that its passages name as responsible, as a JSON list in the order of their names. */
  readonly named: string;
}

/** A database opened for rescue may be of a schema without marks and facets. */
export interface KnownFacts {
  readonly marks: boolean;
}

/** Few drafts have a mark or are of another's making: their index holds these alone. What is only written is not out. */
const marksOfDraft = `coalesce((select coalesce(d.metadata ->> '$.originType', '') || char(31) || coalesce(d.metadata -> '$.validity', '')
  from draft d indexed by draft_search_facts where d.item_id = i.id and d.changed_since_revision = 0
    and (d.metadata ->> '$.originType' <> 'made' or d.metadata -> '$.validity' is not null)), '')`;

/** Undefined facts leave their place empty; a row of nothing any more is none. */
const factsOf = (rowids: ReturnType<typeof sql>, { marks }: KnownFacts) =>
  sql<FactsRow>`select * from (select r.rowid, coalesce(i.title_cache, '') as title,
     coalesce(i.kind || char(31) || i.state_cache || char(31) || i.property_cache || char(31)
       || substr(coalesce(i.formed_on_cache, i.created_at), 1, 4) || char(31) || i.unit_name
       ${sql.raw(marks ? `|| char(31) || ${marksOfDraft}` : "")},
       char(31,31,31) || substr(a.registered_at, 1, 4)) as facts,
     ${sql.raw(marks ? "(select json_group_array(f.value) from search_facet f where f.row_id = r.rowid and f.facet = 'unit')" : "'[]'")} as named
   from (${rowids}) r
   left join item i on i.seq = r.rowid / 2 and r.rowid % 2 = 0
   left join application a on a.seq = r.rowid / 2 and r.rowid % 2 = 1) where facts is not null`;

const byNumbers = (rowids: string, known: KnownFacts) =>
  factsOf(sql`select value as rowid from json_each(${rowids})`, known);

/** The facts of rows by their numbers, in no order. */
export async function readFacts(
  db: ReadDb,
  rowids: readonly number[],
  known: KnownFacts,
): Promise<readonly FactsRow[]> {
  const { rows } = await byNumbers(JSON.stringify(rowids), known).execute(db);
  return rows;
}

const ofItems = (after: number, limit: number) =>
  factsOf(sql`select seq * 2 as rowid from item where seq > ${after} order by seq limit ${limit}`, {
    marks: true,
  });

/** The facts of the next items after one, by its number, as they were made. */
export async function readFactsOfItems(
  db: ReadDb,
  after: number,
  limit: number,
): Promise<readonly FactsRow[]> {
  const { rows } = await ofItems(after, limit).execute(db);
  return rows;
}

/** The facts of a row as their text says them. */
export function toFacts(text: string): FoundFacts {
  const [itemKind = "", state = "", property = "", year = "", unitName = "", origin = "", validity = ""] =
    text.split("\u001f");
  if (itemKind === "") return { year };
  return {
    itemKind,
    state,
    property,
    year,
    unitName,
    ...(origin === "" ? {} : { origin }),
    ...(validity === "" ? {} : { validity: JSON.parse(validity) as Validity }),
  };
}

const note = (rowid: string): string =>
  `begin insert into search_changed(row_id) select ${rowid} where not exists (select 1 from search_changed where row_id = ${rowid}); end`;
const ofDraft = (row: "new" | "old"): string => `(select seq * 2 from main.item where id = ${row}.item_id)`;

/**
 * What is written from now on to the facts of a row is noted by this connection, the only one that writes: kind and making of an item
 * and what was received never change. In the temporary schema: the file of the store stays as the migrations make it, and what was
 * noted is rolled back along with what was written.
 */
const watching = [
  "create temp table if not exists search_changed(row_id integer primary key)",
  ...[
    ["item", "update of state_cache, property_cache, formed_on_cache, unit_name, title_cache", "new.seq * 2"],
    ["draft", "insert", ofDraft("new")],
    ["draft", "update of item_id, metadata, changed_since_revision", ofDraft("new")],
    ["draft", "delete", ofDraft("old")],
    ["search_facet", "insert", "new.row_id"],
    ["search_facet", "update", "new.row_id"],
    ["search_facet", "delete", "old.row_id"],
  ].map(
    ([table = "", act = "", rowid = ""]) =>
      `create temp trigger if not exists search_changed_by_${act.split(" ")[0] ?? ""}_of_${table} after ${act} on main.${table} ${note(rowid)}`,
  ),
];

export async function watchFacts(db: ReadDb): Promise<void> {
  for (const statement of watching) await sql.raw(statement).execute(db);
}

/** The rows whose facts were written since this was asked last. */
export async function takeChangedFacts(db: ReadDb): Promise<readonly number[]> {
  const { rows } = await sql<{ row_id: number }>`delete from temp.search_changed returning row_id`.execute(
    db,
  );
  return rows.map((row) => row.row_id);
}

const planOf = async (db: ReadDb, query: ReturnType<typeof factsOf>): Promise<readonly string[]> =>
  await queryPlan(db, { compile: () => query.compile(db) });

/** The plans of these queries, for the test that holds them. */
export const explainFacts = {
  byNumbers: async (db: ReadDb) => await planOf(db, byNumbers("[2,3]", { marks: true })),
  ofItems: async (db: ReadDb) => await planOf(db, ofItems(1, 20)),
};
