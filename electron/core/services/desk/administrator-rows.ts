import { readDelegations } from "../../../../db/readers/acting-for-others.ts";
import { readCalendarImports } from "../../../../db/readers/calendar.ts";
import { readBackupMark } from "../../../../db/readers/meta.ts";
import type { WorkRow } from "../../../../shared/contract/desk.ts";
import { delegationState } from "../../../../shared/domain/access/delegation.ts";
import { backupDue } from "../../../../shared/domain/access/backup-duty.ts";
import { reviewStages } from "../../../../shared/domain/review/review-stages.ts";
import {
  dayOfInstant,
  formatShortDate,
  type CalendarDay,
  type Instant,
} from "../../../../shared/kernel/calendar-day.ts";
import { remainingWorkdays } from "../items/read-items.ts";
import type { Work } from "../work.ts";
import { groupOf } from "./work-group.ts";

/** What of delegations waits for the security administrator, and of emergency rights for the auditor. No title is in it. */
async function delegationRows(work: Work, today: CalendarDay): Promise<readonly WorkRow[]> {
  const confirms = work.actor.roles.includes("securityAdmin");
  const looks = work.actor.roles.includes("auditAdmin");
  if (!confirms && !looks) return [];
  return (await readDelegations(work.db)).flatMap((record): WorkRow[] => {
    const state = delegationState(record, today);
    const stage = reviewStages[record.stage].label;
    const emergency = record.kind === "emergency";
    const common = {
      workId: `delegation:${record.delegationId}`,
      from: record.proposedByName,
      address: "/administration/delegations",
    };
    if (confirms && state === "proposed") {
      // It counts from its first day, and not before it is confirmed.
      const left = Math.max(0, remainingWorkdays(work, today, record.fromDay));
      return [
        {
          ...common,
          group: groupOf(left),
          remainingWorkdays: left,
          title: `${record.fromPersonName}${emergency ? "应急授权" : "委托"}${record.toPersonName}：${stage}`,
          reason: emergency
            ? `只限${record.reviewNo ?? "一件"}，${formatShortDate(record.fromDay, today)}`
            : `${formatShortDate(record.fromDay, today)}至${formatShortDate(record.untilDay, today)}，确认前不生效`,
          todo: "确认",
        },
      ];
    }
    if (looks && emergency && record.confirmed && record.seenByName === undefined)
      return [
        {
          ...common,
          group: "today",
          remainingWorkdays: 0,
          title: `${record.toPersonName}凭应急授权办理${stage}`,
          reason: `${record.reviewNo ?? "一件"}，${formatShortDate(record.fromDay, today)}，还没有核对`,
          todo: "核对",
        },
      ];
    return [];
  });
}

async function calendarRows(work: Work): Promise<readonly WorkRow[]> {
  if (!work.actor.roles.includes("securityAdmin")) return [];
  return (await readCalendarImports(work.db))
    .filter((record) => record.decision === undefined)
    .map((record) => ({
      workId: `calendar:${record.importId}`,
      group: "today",
      remainingWorkdays: 0,
      title: `${record.year}年放假安排`,
      reason: "已导入，确认前不用于计算期限",
      todo: "确认",
      from: record.importedBy,
      address: "/administration/calendar",
    }));
}

async function backupRows(work: Work, today: CalendarDay): Promise<readonly WorkRow[]> {
  if (!work.actor.roles.includes("systemAdmin") || work.store.readOnly) return [];
  const mark = await readBackupMark(work.db);
  const last = mark ? dayOfInstant(mark as Instant) : undefined;
  if (!backupDue(last, today)) return [];
  return [
    {
      workId: "store:backup",
      group: "today",
      remainingWorkdays: 0,
      title: "备份数据库",
      reason: last ? `上次备份是${formatShortDate(last, today)}` : "还没有备份过",
      todo: "备份",
      from: "系统",
      address: "/administration/store",
    },
  ];
}

/** What waits for the three administrators; nothing of it lets them see the work itself (review.md §8). */
export async function administratorRows(work: Work, today: CalendarDay) {
  return [
    ...(await delegationRows(work, today)),
    ...(await calendarRows(work)),
    ...(await backupRows(work, today)),
  ];
}
