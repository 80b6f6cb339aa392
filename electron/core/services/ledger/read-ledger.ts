import {
  countLedger,
  readLedgerPage,
  readLedgerUnits,
  readPlans,
  readSetDown,
  type LedgerFilter,
  type LedgerRecord,
} from "../../../../db/readers/ledger.ts";
import type { LedgerTaskView } from "../../../../shared/contract/ledger.ts";
import {
  ledgerState,
  yearOfPlan,
  type LedgerPeriod,
  type LedgerState,
} from "../../../../shared/domain/ledger/ledger-task.ts";
import { lateBefore, periodProgress, progressDue } from "../../../../shared/domain/ledger/period-due.ts";
import {
  beginOfDay,
  calendarDay,
  dayOfInstant,
  type CalendarDay,
  type Instant,
} from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import { todayOf } from "../../ports/ports.ts";
import type { Work } from "../work.ts";

export const unitsAtMost = 1000;

export interface LedgerQuestion {
  readonly taskId?: string | undefined;
  readonly state?: LedgerState | undefined;
  readonly unit?: string | undefined;
}

const dayOf = (instant: string): CalendarDay => dayOfInstant(instant as Instant);
const yearOf = (title: string, cameAt: string): number => yearOfPlan({ title, cameOn: dayOf(cameAt) });

/** What 滞后 is today, as the readers of the ledger take it. */
export async function lateness(
  work: Work,
  today: CalendarDay,
): Promise<Pick<LedgerFilter, "today" | "lateBefore" | "closedPlans">> {
  const before = (period: LedgerPeriod) => beginOfDay(lateBefore(period, today, work.calendar));
  const years = (await readPlans(work.db)).map((plan) => ({
    planId: plan.id,
    year: yearOf(plan.title, plan.imported_at),
  }));
  return {
    today,
    lateBefore: {
      month: before("month"),
      quarter: before("quarter"),
      halfYear: before("halfYear"),
      year: before("year"),
    },
    closedPlans: years
      .filter(({ year }) => year < Number(today.slice(0, 4)))
      .map(({ planId, year }) => ({ planId, from: beginOfDay(calendarDay(`${year + 1}-01-01`)) })),
  };
}

/** The rows of a window as they are shown. */
export async function ledgerTaskViews(
  work: Work,
  records: readonly LedgerRecord[],
  today: CalendarDay,
): Promise<readonly LedgerTaskView[]> {
  const setDown = await readSetDown(
    work.db,
    records.filter(({ period }) => period !== null).map(({ seq }) => seq),
  );
  return records.map((record) => ledgerTaskView(work, record, setDown.get(record.seq) ?? [], today));
}

/** Of a task that comes again: its periods, and by when the next progress is to be set down. */
function comingAgain(
  work: Work,
  record: LedgerRecord,
  setDown: readonly string[],
  today: CalendarDay,
): Pick<LedgerTaskView, "progressDueOn" | "periods"> {
  const { period, status } = record;
  if (period === null) return {};
  const cameOn = dayOf(record.plan_came_at);
  const year = yearOf(record.plan_title, record.plan_came_at);
  const setDownOn = setDown.map(dayOf);
  const due =
    status === "done"
      ? undefined
      : progressDue(period, { year, lastOn: setDownOn.at(-1) ?? cameOn }, work.calendar);
  return {
    periods: periodProgress(period, { year, cameOn, setDownOn, status }, today, work.calendar),
    ...(due ? { progressDueOn: due } : {}),
  };
}

function ledgerTaskView(
  work: Work,
  record: LedgerRecord,
  setDown: readonly string[],
  today: CalendarDay,
): LedgerTaskView {
  const [leadUnit, ...helpingUnits] = record.units;
  const dueOn = record.limit_on === null ? undefined : (record.limit_on as CalendarDay);
  const again = comingAgain(work, record, setDown, today);
  return {
    taskId: record.id,
    planTitle: record.plan_title,
    number: record.number,
    text: record.text,
    ...(leadUnit === undefined ? {} : { leadUnit }),
    helpingUnits,
    limitText: record.limit_text,
    ...(dueOn ? { dueOn } : {}),
    ...again,
    status: record.status,
    state: ledgerState({ status: record.status, dueOn: dueOn ?? again.progressDueOn }, today),
    note: record.note,
    ...(record.evidence_item_id
      ? { evidence: { itemId: record.evidence_item_id, title: record.evidence_title ?? "" } }
      : {}),
    changeNo: record.change_no,
    ...(record.updated_at
      ? { updated: { by: record.updated_name ?? "", at: record.updated_at as Instant } }
      : {}),
  };
}

export async function listLedger(
  work: Work,
  input: LedgerQuestion & { after?: string | undefined; limit: number },
) {
  const before = input.after === undefined ? undefined : Number(input.after);
  if (before !== undefined && !Number.isSafeInteger(before))
    return refuse("invalid-input", { field: "after" });
  const today = todayOf(work.ports);
  const { state, unit, taskId, limit } = input;
  const late = await lateness(work, today);
  const records = await readLedgerPage(work.db, { ...late, state, unit, taskId, before, limit });
  const count = async (of: LedgerState) => await countLedger(work.db, { ...late, unit, state: of });
  const last = records.at(-1);
  return answer({
    rows: await ledgerTaskViews(work, records, today),
    ...(last && records.length === limit ? { next: String(last.seq) } : {}),
    counts: {
      late: await count("late"),
      notStarted: await count("notStarted"),
      inProgress: await count("inProgress"),
      done: await count("done"),
    },
    units: await readLedgerUnits(work.db, unitsAtMost),
  });
}
