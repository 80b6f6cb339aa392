import {
  readOpenWithdrawals,
  readRelease,
  readUncheckedReleases,
} from "../../../../db/readers/after-release.ts";
import { readBatches, readTermOver, readTermsToBring } from "../../../../db/readers/clean-up.ts";
import type { WorkRow } from "../../../../shared/contract/desk.ts";
import { postCheckDue } from "../../../../shared/domain/publication/post-check.ts";
import { withdrawalReasons, withdrawalStage } from "../../../../shared/domain/publication/withdrawal.ts";
import { cleanUpDue, cleanUpOutcomes, weekOf } from "../../../../shared/domain/publication/clean-up.ts";
import {
  addDays,
  formatShortDate,
  weekday,
  type CalendarDay,
} from "../../../../shared/kernel/calendar-day.ts";
import { remainingWorkdays } from "../items/read-items.ts";
import type { Work } from "../work.ts";
import { planRows } from "./plan-rows.ts";
import { leakRows } from "./leak-rows.ts";
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
      reason: `发布后 1 个工作日内复核，${formatShortDate(due, today)}届满`,
      todo: "复核",
      from: release.by,
      address: `/publications/${release.publicationId}`,
    };
  });
}

const newestBatches = 8;

/** The clean-up of the week: until its batch is opened, until every entry is decided, until a new term is released. */
async function cleanUpRows(work: Work, today: CalendarDay): Promise<readonly WorkRow[]> {
  const rows: WorkRow[] = [];
  if (work.actor.roles.includes("disclosureOffice")) {
    const batches = await readBatches(work.db, newestBatches);
    for (const batch of batches) {
      const left = batch.entries - batch.decided;
      if (left === 0) continue;
      const due = cleanUpDue(batch.opened_on as CalendarDay, work.calendar);
      const remaining = remainingWorkdays(work, today, due);
      rows.push({
        workId: `clean-up:${batch.id}`,
        group: groupOf(remaining),
        remainingWorkdays: remaining,
        limitWorkdays: 5,
        title: `${batch.batch_no}，还有 ${left} 件没有决定`,
        reason: `定期清理，${formatShortDate(due, today)}前办完`,
        todo: "清理",
        from: batch.name,
        address: `/publications/clean-up/${batch.id}`,
      });
    }
    const ended = batches.some((batch) => batch.week === weekOf(today))
      ? []
      : await readTermOver(work.db, addDays(today, 8 - (weekday(today) || 7)), rowLimit);
    if (ended.length > 0)
      rows.push({
        workId: "clean-up:open",
        group: "today",
        remainingWorkdays: 0,
        title: "本周的定期清理还没有开始",
        reason: `${ended.length === rowLimit ? `${rowLimit} 件以上` : `${ended.length} 件`}公开时限本周届满或者已经届满`,
        todo: "开始清理",
        from: "",
        address: "/publications/clean-up",
      });
  }
  if (work.actor.roles.includes("drafter") || work.actor.roles.includes("disclosureOffice"))
    for (const entry of await readTermsToBring(work.db, work.actor.personId, rowLimit))
      rows.push({
        workId: `new-term:${entry.entryId}`,
        group: "soon",
        remainingWorkdays: 3,
        title: entry.title,
        reason: `清理决定${entry.decision ? cleanUpOutcomes[entry.decision.outcome] : ""}：${entry.decision?.reason ?? ""}`,
        todo: entry.decision?.newTerm ? "改公开时限并送审" : "写上标注并送审",
        from: entry.decision?.personName ?? "",
        address: `/items/${entry.itemId}`,
      });
  return rows;
}

/** What follows a release and waits for the caller. */
export async function afterReleaseRows(work: Work, today: CalendarDay): Promise<readonly WorkRow[]> {
  return [
    ...(await leakRows(work)),
    ...(await withdrawalRows(work)),
    ...(await planRows(work, today)),
    ...(await postCheckRows(work, today)),
    ...(await cleanUpRows(work, today)),
  ];
}
