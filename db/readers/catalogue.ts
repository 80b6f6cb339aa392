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
}

export interface CatalogueFilter {
  readonly level1?: string | undefined;
  readonly incomplete?: boolean | undefined;
  readonly retired: boolean;
}

function filtered(db: ReadDb, { level1, incomplete, retired }: CatalogueFilter) {
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

export async function readCatalogueCodeHolder(db: ReadDb, itemCode: string): Promise<string | undefined> {
  const row = await db
    .selectFrom("catalogue_item")
    .select("id")
    .where("item_code", "=", itemCode)
    .executeTakeFirst();
  return row?.id;
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
