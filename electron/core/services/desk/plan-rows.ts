import { readPlannedReleases, readUndelivered } from "../../../../db/readers/release-plan.ts";
import type { WorkRow } from "../../../../shared/contract/desk.ts";
import { addWorkdays } from "../../../../shared/domain/clock/index.ts";
import { deliveryWorkdays } from "../../../../shared/domain/publication/delivery.ts";
import {
  addDays,
  dayOfInstant,
  formatShortDate,
  type CalendarDay,
  type Instant,
} from "../../../../shared/kernel/calendar-day.ts";
import { remainingWorkdays } from "../items/read-items.ts";
import type { Work } from "../work.ts";
import { groupOf } from "./work-group.ts";

const rowLimit = 50;
/** Older deliveries that nobody recorded are no longer work of the day; the register still shows them. */
const shownDays = 60;

/** What is to go out at its time, and what has not reached everybody it is for. */
export async function planRows(work: Work, today: CalendarDay): Promise<readonly WorkRow[]> {
  const rows: WorkRow[] = [];
  const { roles } = work.actor;
  if (!roles.includes("disclosureOffice") && !roles.includes("drafter")) return rows;
  if (roles.includes("disclosureOffice"))
    for (const planned of await readPlannedReleases(
      work.db,
      `${addDays(today, 3)}T00:00:00.000Z`,
      rowLimit,
    )) {
      const on = dayOfInstant((planned.notBefore ?? "") as Instant);
      const remaining = remainingWorkdays(work, today, on);
      rows.push({
        workId: `planned:${planned.reviewId}`,
        group: groupOf(remaining),
        remainingWorkdays: remaining,
        title: planned.title,
        reason: `定于${formatShortDate(on, today)}发布：${planned.reason}`,
        todo: "到时发布",
        from: "",
        address: `/reviews/${planned.reviewId}/release`,
      });
    }
  for (const one of await readUndelivered(work.db, addDays(today, -shownDays), rowLimit)) {
    const due = addWorkdays(one.releasedOn as CalendarDay, deliveryWorkdays, work.calendar).day;
    const remaining = remainingWorkdays(work, today, due);
    rows.push({
      workId: `deliver:${one.publicationId}`,
      group: groupOf(remaining),
      remainingWorkdays: remaining,
      limitWorkdays: deliveryWorkdays,
      title: one.title,
      reason: `定向公开，还有 ${one.left} 个对象没有送达`,
      todo: "送达",
      from: "",
      address: `/publications/${one.publicationId}`,
    });
  }
  return rows;
}
