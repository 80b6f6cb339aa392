import {
  isCatalogueBegun,
  readCatalogueChoices,
  readCatalogueItemOfCode,
} from "../../../../db/readers/catalogue.ts";
import type { ReadDb } from "../../../../db/schema/tables.ts";
import type {
  CatalogueChoice,
  listCatalogueChoices as choicesOperation,
} from "../../../../shared/contract/catalogue.ts";
import type { ItemMetadata } from "../../../../shared/contract/items.ts";
import type { ParsedInputOf } from "../../../../shared/contract/operation.ts";
import {
  catalogueNotice,
  linkedCode,
  type CatalogueNotice,
} from "../../../../shared/domain/publication/catalogue-link.ts";
import type { CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { answer } from "../answer.ts";
import { todayOf } from "../../ports/ports.ts";
import type { Work } from "../work.ts";

export const choiceOf = (row: {
  readonly id: string;
  readonly item_code: string;
  readonly level1: string;
  readonly level2: string;
}): CatalogueChoice => ({
  itemId: row.id,
  itemCode: row.item_code,
  level1: row.level1,
  level2: row.level2,
});

export async function listCatalogueChoices(work: Work, input: ParsedInputOf<typeof choicesOperation>) {
  const { words, limit } = input;
  const rows = await readCatalogueChoices(work.db, { words, today: todayOf(work.ports), limit });
  const code = linkedCode(input.chosen);
  const chosen = code === "" ? undefined : await readCatalogueItemOfCode(work.db, code);
  return answer({ rows: rows.map(choiceOf), ...(chosen ? { chosen: choiceOf(chosen) } : {}) });
}

/** What is to be known of the item a draft names. */
export async function catalogueNoticeOf(
  db: ReadDb,
  metadata: Pick<ItemMetadata, "disclosureProperty" | "catalogueItem">,
  today: CalendarDay,
): Promise<CatalogueNotice | undefined> {
  const code = linkedCode(metadata.catalogueItem);
  const row = code === "" ? undefined : await readCatalogueItemOfCode(db, code);
  return catalogueNotice(
    metadata,
    {
      begun: await isCatalogueBegun(db, today),
      item: row && { retired: row.retired === 1, validFrom: row.valid_from },
    },
    today,
  );
}
