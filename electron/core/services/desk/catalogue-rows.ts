import { readCataloguePapers, readRecurringItems } from "../../../../db/readers/catalogue.ts";
import type { WorkRow } from "../../../../shared/contract/desk.ts";
import { nearEndWorkdays } from "../../../../shared/domain/clock/near-end.ts";
import { deadlineForms, ruleWords } from "../../../../shared/domain/publication/catalogue-rules.ts";
import { catalogueUpdateDue } from "../../../../shared/domain/publication/catalogue-update.ts";
import {
  dayOfInstant,
  formatShortDate,
  type CalendarDay,
  type Instant,
} from "../../../../shared/kernel/calendar-day.ts";
import { remainingWorkdays } from "../items/read-items.ts";
import type { Work } from "../work.ts";
import { groupOf } from "./work-group.ts";

/** A catalogue has some hundreds of items. */
const readAtMost = 2000;
const shownAtMost = 30;

/** Items of the catalogue whose term comes again and under which nothing new is out yet, for the unit that answers for them. */
export async function catalogueRows(work: Work, today: CalendarDay): Promise<readonly WorkRow[]> {
  const { roles, unitName } = work.actor;
  const office = roles.includes("disclosureOffice");
  if (!office && !roles.includes("drafter") && !roles.includes("unitHead")) return [];
  const items = await readRecurringItems(work.db, office ? undefined : unitName, readAtMost);
  const papers = await readCataloguePapers(
    work.db,
    items.map(({ id }) => id),
  );
  return items
    .flatMap((item): readonly (WorkRow & { readonly remainingWorkdays: number })[] => {
      const newestOn = papers.get(item.id)?.newestOn;
      const due = catalogueUpdateDue(
        {
          deadlineRule: item.term_rule,
          validFrom: item.valid_from,
          listedOn: dayOfInstant(item.created_at as Instant),
          newestOn,
        },
        work.calendar,
      );
      if (!due) return [];
      const remaining = remainingWorkdays(work, today, due.day);
      if (remaining > nearEndWorkdays) return [];
      const newest = newestOn
        ? `最近一次${formatShortDate(newestOn as CalendarDay, today)}公开`
        : "还没有公开过";
      return [
        {
          workId: `catalogue:${item.id}`,
          group: groupOf(remaining),
          remainingWorkdays: remaining,
          title: `${item.item_code} ${item.level2}`,
          reason: `${formatShortDate(due.day, today)}到期，${newest}；目录规定${ruleWords(deadlineForms, item.term_rule)}公开`,
          todo: roles.includes("drafter") || office ? "更新公开" : "督办",
          from: item.responsible_unit,
          address: `/catalogue?item=${item.id}`,
        },
      ];
    })
    .toSorted((a, b) => a.remainingWorkdays - b.remainingWorkdays)
    .slice(0, shownAtMost);
}
