import { readCaseDue } from "../../../../db/readers/applications.ts";
import { readItem, readRevision } from "../../../../db/readers/items.ts";
import type { ReadDb } from "../../../../db/schema/tables.ts";
import { itemMetadata, type ItemMetadata } from "../../../../shared/contract/items.ts";
import { reviewStageDue, type WorkCalendar } from "../../../../shared/domain/clock/index.ts";
import { paperStageDue } from "../../../../shared/domain/review/review-reminder.ts";
import type { ReviewStage } from "../../../../shared/domain/review/review-stages.ts";
import type { CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { disclosureDue } from "../items/freeze-revision.ts";

/** Far-off due days stand for "no clock is running"; they press on nobody. */
const noClock = "9999";

/** The last day the law leaves for the paper itself: publication (条例26) or the answer to its applicant (条例33). */
export async function paperDueOf(
  db: ReadDb,
  calendar: WorkCalendar,
  paper: {
    readonly applicationId?: string | undefined;
    readonly metadata: Pick<ItemMetadata, "formedOn" | "deadlineRule" | "disclosureProperty">;
  },
): Promise<CalendarDay | undefined> {
  if (paper.applicationId) {
    const due = await readCaseDue(db, paper.applicationId);
    return due?.startsWith(noClock) ? undefined : (due as CalendarDay | undefined);
  }
  return paper.metadata.disclosureProperty === "proactive"
    ? disclosureDue({ calendar }, paper.metadata)?.day
    : undefined;
}

/** The target day of a stage; only 专门审查 depends on the paper, which is urgent where its own period ends soon. */
export async function stageDueOf(
  db: ReadDb,
  calendar: WorkCalendar,
  review: {
    readonly itemId: string;
    readonly revisionId: string;
    readonly stagePath: readonly ReviewStage[];
  },
  at: { readonly stage: ReviewStage; readonly arrivedOn: CalendarDay },
): Promise<CalendarDay> {
  if (at.stage !== "confidentialityCheck") return reviewStageDue(at.stage, at.arrivedOn, calendar).day;
  const item = await readItem(db, review.itemId);
  const revision = await readRevision(db, review.revisionId);
  const paperDue =
    item && revision
      ? await paperDueOf(db, calendar, {
          applicationId: item.applicationId,
          metadata: itemMetadata.parse(revision.metadata),
        })
      : undefined;
  return paperStageDue({ ...at, stagePath: review.stagePath, paperDue }, calendar);
}
