import {
  countDueTasks,
  readDueTasks,
  readLedgerUnits,
  readRecurringTasks,
} from "../../../../db/readers/ledger.ts";
import { readUnitNames } from "../../../../db/readers/people.ts";
import type { WorkRow } from "../../../../shared/contract/desk.ts";
import { addWorkdays } from "../../../../shared/domain/clock/index.ts";
import { nearEndWorkdays } from "../../../../shared/domain/clock/near-end.ts";
import { unitConcerns } from "../../../../shared/domain/ledger/ledger-reminder.ts";
import { ledgerStatuses, yearOfPlan } from "../../../../shared/domain/ledger/ledger-task.ts";
import { progressDue } from "../../../../shared/domain/ledger/period-due.ts";
import {
  dayOfInstant,
  formatShortDate,
  type CalendarDay,
  type Instant,
} from "../../../../shared/kernel/calendar-day.ts";
import { remainingWorkdays } from "../items/read-items.ts";
import { unitsAtMost } from "../ledger/read-ledger.ts";
import type { Work } from "../work.ts";
import { groupOf } from "./work-group.ts";

/** The rest is a list of its own. */
const shownAtMost = 30;
const titleAtMost = 60;
/** A plan has some ten tasks that come again. */
const recurringAtMost = 500;

/** Tasks of the ledger that are late or near their end, for the units they name (catalogue.md §7). */
export async function ledgerRows(work: Work, today: CalendarDay): Promise<readonly WorkRow[]> {
  const { roles, unitName } = work.actor;
  const office = roles.includes("disclosureOffice");
  const registers = office || roles.includes("drafter");
  if (!registers && !roles.includes("unitHead")) return [];
  const { organName, organAbbreviation } = work.profile;
  const reader = {
    unitName,
    office,
    organNames: [organName, organAbbreviation],
    ownUnits: office ? await readUnitNames(work.db) : [],
  };
  const named = await readLedgerUnits(work.db, unitsAtMost);
  const units = named.map(({ unit }) => unit).filter((unit) => unitConcerns(unit, reader));
  if (units.length === 0 && !office) return [];
  const due = {
    until: addWorkdays(today, nearEndWorkdays, work.calendar).day,
    units,
    ofNobody: office,
  };
  const shown = (text: string): string => {
    const line = text.replaceAll("\n", "");
    return line.length > titleAtMost ? `${line.slice(0, titleAtMost)}…` : line;
  };
  const rowOf = (
    task: { readonly id: string; readonly text: string },
    last: CalendarDay,
    reason: string,
  ): WorkRow & { readonly remainingWorkdays: number } => {
    const remaining = remainingWorkdays(work, today, last);
    return {
      workId: `ledger:${task.id}`,
      group: groupOf(remaining),
      remainingWorkdays: remaining,
      title: shown(task.text),
      reason,
      todo: registers ? "登记进展" : "督办",
      from: units.length === 1 ? (units[0] ?? "") : "",
      address: `/ledger?task=${task.id}`,
    };
  };
  const tasks = await readDueTasks(work.db, due, shownAtMost);
  const dated = tasks.map((task) => {
    const last = task.limit_on as CalendarDay;
    return rowOf(
      task,
      last,
      `${formatShortDate(last, today)}前完成，${ledgerStatuses[task.status]}；工作台账${task.number}`,
    );
  });
  const again = (await readRecurringTasks(work.db, due, recurringAtMost)).flatMap((task) => {
    if (task.period === null) return [];
    const cameOn = dayOfInstant(task.imported_at as Instant);
    const lastOn = dayOfInstant((task.updated_at ?? task.imported_at) as Instant);
    const year = yearOfPlan({ title: task.plan_title, cameOn });
    const last = progressDue(task.period, { year, lastOn }, work.calendar);
    if (last === undefined) return [];
    const words = `${formatShortDate(last, today)}前登记本期进展（${task.limit_text}）；工作台账${task.number}`;
    const row = rowOf(task, last, words);
    return row.remainingWorkdays > nearEndWorkdays ? [] : [row];
  });
  const rows: WorkRow[] = [...dated, ...again]
    .toSorted((a, b) => a.remainingWorkdays - b.remainingWorkdays)
    .slice(0, shownAtMost);
  const all = tasks.length < shownAtMost ? tasks.length : await countDueTasks(work.db, due);
  const more = all + again.length - rows.length;
  const latest = rows.at(-1);
  if (more > 0 && latest)
    rows.push({
      ...latest,
      workId: "ledger:more",
      title: `工作台账还有 ${more} 项任务滞后或者临近完成时限`,
      reason: `这里列出最早的 ${shownAtMost} 项`,
      todo: "看台账",
      from: "",
      address: "/ledger?state=late",
    });
  return rows;
}
