import {
  missingElements,
  type CatalogueItemContent,
} from "../../shared/domain/publication/catalogue-item.ts";
import type { WriteTx } from "../schema/tables.ts";

interface Saving {
  readonly itemId: string;
  readonly reason: string;
  readonly accountId: string;
  readonly personId: string;
  readonly at: string;
}

const columnsOf = (content: CatalogueItemContent) => ({
  item_code: content.itemCode,
  level1: content.level1,
  level2: content.level2,
  content_elements: JSON.stringify(content.contentElements),
  legal_basis: JSON.stringify(content.legalBasis),
  statutory: content.statutory ? (1 as const) : (0 as const),
  term_rule: content.deadlineRule,
  subject_organ: content.subjectOrgan,
  responsible_unit: content.responsibleUnit,
  responsible_post: content.responsiblePost,
  method: content.method ?? null,
  audience: content.audience,
  channels: JSON.stringify(content.channels),
  level: content.level ?? null,
  period_rule: content.periodRule,
  valid_from: content.validFrom,
  lacks_cache: missingElements(content).length,
});

const stampOf = ({ reason, accountId, personId, at }: Saving) => ({
  change_reason: reason,
  updated_by_account: accountId,
  updated_by_person: personId,
  updated_at: at,
});

/** The first version; the database keeps it, as it keeps each later one. */
export async function insertCatalogueItem(
  tx: WriteTx,
  content: CatalogueItemContent,
  saving: Saving,
): Promise<void> {
  await tx
    .insertInto("catalogue_item")
    .values({
      id: saving.itemId,
      ...columnsOf(content),
      version: 1,
      created_by_account: saving.accountId,
      created_by_person: saving.personId,
      created_at: saving.at,
      ...stampOf(saving),
    })
    .execute();
}

/** The next version; false when somebody else saved one since. */
export async function updateCatalogueItem(
  tx: WriteTx,
  change: CatalogueItemContent | { readonly retired: boolean },
  saving: Saving & { readonly basedOn: number },
): Promise<boolean> {
  const done = await tx
    .updateTable("catalogue_item")
    .set({
      ...("retired" in change
        ? { retired: change.retired ? (1 as const) : (0 as const) }
        : columnsOf(change)),
      version: saving.basedOn + 1,
      ...stampOf(saving),
    })
    .where("id", "=", saving.itemId)
    .where("version", "=", saving.basedOn)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}
