import { sql } from "kysely";

import type { ChannelKind } from "../../shared/domain/item/item-kinds.ts";
import type { CatalogueItemContent, LegalBasis } from "../../shared/domain/publication/catalogue-item.ts";
import type { ReadDb } from "../schema/tables.ts";

export interface StoredCatalogueItem extends CatalogueItemContent {
  readonly itemId: string;
  readonly version: number;
  readonly retired: boolean;
  readonly changeReason: string;
  readonly changedBy: string;
  readonly changedAt: string;
  readonly listedAt: string;
}

export interface CatalogueFilter {
  readonly itemId?: string | undefined;
  readonly level1?: string | undefined;
  readonly incomplete?: boolean | undefined;
  readonly retired: boolean;
}

function filtered(db: ReadDb, { itemId, level1, incomplete, retired }: CatalogueFilter) {
  if (itemId !== undefined) return db.selectFrom("catalogue_item as i").where("i.id", "=", itemId);
  let query = db.selectFrom("catalogue_item as i").where("i.retired", "=", retired ? 1 : 0);
  if (level1 !== undefined) query = query.where("i.level1", "=", level1);
  if (incomplete) query = query.where("i.lacks_cache", ">", 0);
  return query;
}

/** One window in the order of the codes. */
export async function readCatalogueItems(
  db: ReadDb,
  filter: CatalogueFilter,
  window: { readonly after?: string | undefined; readonly limit?: number },
): Promise<readonly StoredCatalogueItem[]> {
  let query = filtered(db, filter)
    .innerJoin("person as n", "n.id", "i.updated_by_person")
    .selectAll("i")
    .select("n.name")
    .orderBy("i.item_code");
  if (window.after !== undefined) query = query.where("i.item_code", ">", window.after);
  if (window.limit !== undefined) query = query.limit(window.limit);
  return (await query.execute()).map((row) => ({
    itemId: row.id,
    itemCode: row.item_code,
    level1: row.level1,
    level2: row.level2,
    contentElements: JSON.parse(row.content_elements) as readonly string[],
    legalBasis: JSON.parse(row.legal_basis) as readonly LegalBasis[],
    statutory: row.statutory === 1,
    deadlineRule: row.term_rule,
    subjectOrgan: row.subject_organ,
    responsibleUnit: row.responsible_unit,
    responsiblePost: row.responsible_post,
    method: row.method ?? undefined,
    audience: row.audience,
    channels: JSON.parse(row.channels) as readonly ChannelKind[],
    level: row.level ?? undefined,
    periodRule: row.period_rule,
    validFrom: row.valid_from,
    version: row.version,
    retired: row.retired === 1,
    changeReason: row.change_reason,
    changedBy: row.name,
    changedAt: row.updated_at,
    listedAt: row.created_at,
  }));
}

/** How many there are with this filter, and how many of them lack an element. */
export async function countCatalogueItems(db: ReadDb, filter: CatalogueFilter) {
  const { total } = await filtered(db, filter)
    .select((eb) => eb.fn.countAll<number>().as("total"))
    .executeTakeFirstOrThrow();
  const { incomplete } = await filtered(db, { ...filter, incomplete: true })
    .select((eb) => eb.fn.countAll<number>().as("incomplete"))
    .executeTakeFirstOrThrow();
  return { total, incomplete };
}

/** 一级事项 in use, in the order of the codes. */
export async function readCatalogueLevels(db: ReadDb): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("catalogue_item")
    .select("level1")
    .groupBy("level1")
    .orderBy((eb) => eb.fn.min("item_code"))
    .execute();
  return rows.map((row) => row.level1);
}

/** What is asked before an item is changed. */
export async function readCatalogueItemState(db: ReadDb, itemId: string) {
  return db
    .selectFrom("catalogue_item")
    .select(["item_code", "version", "retired"])
    .where("id", "=", itemId)
    .executeTakeFirst();
}

/** The item that has or had a code, as it is now. */
export async function readCatalogueItemOfCode(db: ReadDb, code: string) {
  return db
    .selectFrom("catalogue_code as c")
    .innerJoin("catalogue_item as i", "i.id", "c.item_id")
    .select(["i.id", "i.item_code", "i.level1", "i.level2", "i.retired", "i.valid_from"])
    .where("c.code", "=", code)
    .executeTakeFirst();
}

/** Whether there is anything in force to name. */
export async function isCatalogueBegun(db: ReadDb, today: string): Promise<boolean> {
  const row = await db
    .selectFrom("catalogue_item")
    .select("id")
    .where("retired", "=", 0)
    .where("valid_from", "<=", today)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Items in force on a day with the words in their code or their levels, in the order of the codes. */
export async function readCatalogueChoices(
  db: ReadDb,
  { words, today, limit }: { readonly words: string; readonly today: string; readonly limit: number },
) {
  let query = db
    .selectFrom("catalogue_item")
    .select(["id", "item_code", "level1", "level2"])
    .where("retired", "=", 0)
    .where("valid_from", "<=", today)
    .orderBy("item_code")
    .limit(limit);
  for (const word of words.toLowerCase().split(/\s+/u))
    if (word !== "")
      query = query.where(
        sql<boolean>`instr(lower(item_code || ' ' || level1 || ' ' || level2), ${word}) > 0`,
      );
  return query.execute();
}

/** Items in use whose term comes again: of one unit, or of all. */
export function recurringItemsQuery(db: ReadDb, unit: string | undefined, limit: number) {
  let query = db
    .selectFrom("catalogue_item")
    .select(["id", "item_code", "level2", "term_rule", "valid_from", "responsible_unit", "created_at"])
    // The very words of the index, which holds no other rows.
    .where(sql<boolean>`method = 'proactive' and term_rule glob '[fmq]*'`)
    .where("retired", "=", 0)
    .orderBy("responsible_unit")
    .orderBy("item_code")
    .limit(limit);
  if (unit !== undefined) query = query.where("responsible_unit", "=", unit);
  return query;
}

export async function readRecurringItems(db: ReadDb, unit: string | undefined, limit: number) {
  return recurringItemsQuery(db, unit, limit).execute();
}

export async function readCatalogueItemName(db: ReadDb, itemId: string) {
  return db
    .selectFrom("catalogue_item")
    .select(["id", "item_code", "level1", "level2"])
    .where("id", "=", itemId)
    .executeTakeFirst();
}

/** Of items: how many papers that name them are public, and the day the newest came out; those without any are left out. */
export function cataloguePapersQuery(db: ReadDb, itemIds: readonly string[]) {
  return db
    .selectFrom("catalogue_code as c")
    .innerJoin("catalogue_paper as p", "p.code", "c.code")
    .select((eb) => [
      "c.item_id as itemId",
      eb.fn.countAll<number>().as("papers"),
      eb.fn.max("p.released_on").as("newestOn"),
    ])
    .where("c.item_id", "in", itemIds)
    .groupBy("c.item_id");
}

export async function readCataloguePapers(db: ReadDb, itemIds: readonly string[]) {
  if (itemIds.length === 0) return new Map<string, { papers: number; newestOn: string }>();
  const rows = await cataloguePapersQuery(db, itemIds).execute();
  return new Map(rows.map(({ itemId, papers, newestOn }) => [itemId, { papers, newestOn }]));
}

/** Every version of an item, newest first. */
export async function readCatalogueVersions(db: ReadDb, itemId: string) {
  return db
    .selectFrom("catalogue_item_version as v")
    .innerJoin("person as n", "n.id", "v.person_id")
    .select(["v.version", "v.content", "v.retired", "v.change_reason", "v.saved_at", "n.name"])
    .where("v.item_id", "=", itemId)
    .orderBy("v.version", "desc")
    .execute();
}
