import {
  readOpenWithdrawals,
  readRelease,
  readUncheckedReleases,
} from "../../../../db/readers/after-release.ts";
import type { WorkRow } from "../../../../shared/contract/desk.ts";
import { postCheckDue } from "../../../../shared/domain/publication/post-check.ts";
import { withdrawalReasons, withdrawalStage } from "../../../../shared/domain/publication/withdrawal.ts";
import { addDays, formatChineseDate, type CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { remainingWorkdays } from "../items/read-items.ts";
import type { Work } from "../work.ts";
import { groupOf } from "./work-group.ts";

const rowLimit = 50;
/** Older releases that nobody checked are no longer work of the day; the register still shows them as unchecked. */
const shownDays = 30;

/** Withdrawals that wait for the caller: at once, whatever else is due. */
async function withdrawalRows(work: Work): Promise<readonly WorkRow[]> {
  const roles = work.actor.roles;
  if (!roles.includes("confidentialityReviewer") && !roles.includes("leader")) return [];
  const rows: WorkRow[] = [];
  for (const open of await readOpenWithdrawals(work.db, rowLimit)) {
    const release = await readRelease(work.db, open.publicationId);
    const { requesterPersonId } = open;
    if (!release) continue;
    const { drafterPersonId } = release;
    if (!withdrawalStage(work.actor, { requesterPersonId, drafterPersonId }).ok) continue;
    rows.push({
      workId: `withdrawal:${open.withdrawalId}`,
      group: "today",
      remainingWorkdays: 0,
      title: open.title,
      reason: `提出撤下：${withdrawalReasons[open.reason]}`,
      todo: "审查撤下",
      from: open.requesterName,
      address: `/publications/${open.publicationId}`,
    });
  }
  return rows;
}

/** Releases to be held against the approved version within one working day (review.md §1, stage 8). */
async function postCheckRows(work: Work, today: CalendarDay): Promise<readonly WorkRow[]> {
  const { roles, personId } = work.actor;
  const everybody = roles.includes("confidentialityReviewer") || roles.includes("disclosureOffice");
  if (!everybody && !roles.includes("drafter")) return [];
  const unchecked = await readUncheckedReleases(work.db, {
    since: addDays(today, -shownDays),
    ...(everybody ? {} : { drafterPersonId: personId }),
    limit: rowLimit,
  });
  return unchecked.map((release): WorkRow => {
    const due = postCheckDue(release.releasedOn as CalendarDay, work.calendar).day;
    const remaining = remainingWorkdays(work, today, due);
    return {
      workId: `post-check:${release.publicationId}`,
      group: groupOf(remaining),
      remainingWorkdays: remaining,
      limitWorkdays: 1,
      title: release.title,
      reason: `发布后 1 个工作日内复核，${formatChineseDate(due)}届满`,
      todo: "复核",
      from: release.by,
      address: `/publications/${release.publicationId}`,
    };
  });
}

/** What follows a release and waits for the caller. */
export async function afterReleaseRows(work: Work, today: CalendarDay): Promise<readonly WorkRow[]> {
  return [...(await withdrawalRows(work)), ...(await postCheckRows(work, today))];
}
