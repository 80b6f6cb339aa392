import {
  countCatalogueItems,
  readCatalogueItems,
  readCatalogueLevels,
  readCataloguePapers,
  readCatalogueVersions,
  type StoredCatalogueItem,
} from "../../../../db/readers/catalogue.ts";
import type {
  CatalogueVersion,
  CatalogueWindow,
  listCatalogue as listOperation,
} from "../../../../shared/contract/catalogue.ts";
import type { ParsedInputOf } from "../../../../shared/contract/operation.ts";
import { missingElements } from "../../../../shared/domain/publication/catalogue-item.ts";
import { catalogueUpdateDue } from "../../../../shared/domain/publication/catalogue-update.ts";
import { dayOfInstant, type CalendarDay, type Instant } from "../../../../shared/kernel/calendar-day.ts";
import { answer } from "../answer.ts";
import { todayOf } from "../../ports/ports.ts";
import { remainingWorkdays } from "../items/read-items.ts";
import type { Work } from "../work.ts";

/** Nothing is to be updated under what is retired or given out on application only. */
function updateDueOf(work: Work, item: StoredCatalogueItem, newestOn: string | undefined) {
  const asked = !item.retired && item.method === "proactive";
  const due = asked
    ? catalogueUpdateDue(
        { ...item, listedOn: dayOfInstant(item.listedAt as Instant), newestOn },
        work.calendar,
      )
    : undefined;
  if (!due) return {};
  return {
    updateDue: { day: due.day, remainingWorkdays: remainingWorkdays(work, todayOf(work.ports), due.day) },
  };
}

export async function listCatalogue(work: Work, input: ParsedInputOf<typeof listOperation>) {
  const { after, limit, ...filter } = input;
  const items = await readCatalogueItems(work.db, filter, { after, limit });
  const last = items.at(-1);
  const papers = await readCataloguePapers(
    work.db,
    items.map(({ itemId }) => itemId),
  );
  return answer<CatalogueWindow>({
    rows: items.map((stored) => {
      const { listedAt: _day, ...item } = stored;
      const out = papers.get(item.itemId);
      return {
        ...item,
        missing: missingElements(item),
        changedAt: item.changedAt as Instant,
        papers: out?.papers ?? 0,
        ...(out ? { newestOn: out.newestOn as CalendarDay } : {}),
        ...updateDueOf(work, stored, out?.newestOn),
      };
    }),
    ...(last && items.length === limit ? { next: last.itemCode } : {}),
    ...(await countCatalogueItems(work.db, filter)),
    levels: await readCatalogueLevels(work.db),
    mayEdit: work.actor.roles.includes("disclosureOffice"),
  });
}

export async function readCatalogueHistory(work: Work, { itemId }: { itemId: string }) {
  const versions = await readCatalogueVersions(work.db, itemId);
  return answer<readonly CatalogueVersion[]>(
    versions.map((row) => ({
      version: row.version,
      retired: row.retired === 1,
      reason: row.change_reason,
      by: row.name,
      at: row.saved_at as Instant,
    })),
  );
}
