import type { HomeView, WorkRow } from "../../../shared/contract/desk.ts";
import { weekday, type CalendarDay } from "../../../shared/kernel/calendar-day.ts";

export type WorkGroupId = WorkRow["group"];

export interface WorkGroup {
  readonly id: WorkGroupId;
  readonly label: string;
  readonly remark: string;
  readonly rows: readonly WorkRow[];
}

const groupLabels: Readonly<Record<WorkGroupId, string>> = {
  overdue: "已超期",
  today: "今天必须办",
  soon: "3 个工作日内",
  later: "以后",
  doneToday: "今天已办结",
};

const order = Object.keys(groupLabels) as readonly WorkGroupId[];

/** Reviews on a stage, one's own and those of others: their opinions, with why they are late, stay in 流转记录. */
const isReview = ({ workId }: WorkRow): boolean => /^(?:review|escalated):/u.test(workId);

function remarkOf(id: WorkGroupId, rows: readonly WorkRow[]): string {
  if (id !== "overdue" || !rows.some(isReview)) return "";
  return `${rows.every(isReview) ? "" : "审查件的"}超期原因会写进流转记录`;
}

/** The rows in groups of urgency, in the order the core gave them; empty groups are left out. */
export function workGroups(rows: readonly WorkRow[]): readonly WorkGroup[] {
  return order
    .map((id) => ({ id, label: groupLabels[id], rows: rows.filter((row) => row.group === id) }))
    .filter((group) => group.rows.length > 0)
    .map((group) => ({ ...group, remark: remarkOf(group.id, group.rows) }));
}

/** The rows that can be moved over with the arrow keys, in the order they stand on screen. */
export function reachableRows(groups: readonly WorkGroup[], doneShown: boolean): readonly WorkRow[] {
  return groups.filter((group) => group.id !== "doneToday" || doneShown).flatMap((group) => group.rows);
}

/** The row `step` away from the current one; the first when there is none yet. */
export function neighbour(
  rows: readonly WorkRow[],
  currentId: string | undefined,
  step: 1 | -1,
): WorkRow | undefined {
  const index = rows.findIndex((row) => row.workId === currentId);
  if (index < 0) return rows[0];
  return rows[Math.max(0, Math.min(rows.length - 1, index + step))];
}

/** 「等我处理 14 件，其中 1 件已超期，4 件今天必须办」 */
export function homeSummary(view: HomeView): string {
  const count = (group: WorkGroupId) => view.rows.filter((row) => row.group === group).length;
  const waiting = view.rows.filter((row) => row.group !== "doneToday").length;
  if (waiting === 0) return "没有等我处理的事";
  const parts = [
    ...(count("overdue") > 0 ? [`${count("overdue")} 件已超期`] : []),
    ...(count("today") > 0 ? [`${count("today")} 件今天必须办`] : []),
  ];
  return `等我处理 ${waiting} 件${parts.length > 0 ? `，其中 ${parts.join("，")}` : ""}`;
}

/**
 * The rest days that belong to a holiday: a run of rest days with a day of the working week in it. A plain weekend is
 * only shaded, a holiday also carries 休.
 */
export function holidayDays(days: HomeView["days"]): ReadonlySet<CalendarDay> {
  const found = new Set<CalendarDay>();
  let run: CalendarDay[] = [];
  const end = () => {
    if (run.some((day) => weekday(day) > 0 && weekday(day) < 6)) for (const day of run) found.add(day);
    run = [];
  };
  for (const { day, kind } of days) {
    if (kind === "rest") run.push(day);
    else end();
  }
  end();
  return found;
}

/** Working days from today to the end of the month, today included, as far as the strip of days reaches. */
export function workdaysLeftInMonth(view: HomeView): number {
  return view.days.filter(
    ({ day, kind }) => kind !== "rest" && day >= view.today && day.slice(0, 7) === view.today.slice(0, 7),
  ).length;
}
