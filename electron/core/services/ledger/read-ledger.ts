import {
  countLedger,
  readLedgerPage,
  readLedgerUnits,
  type LedgerRecord,
} from "../../../../db/readers/ledger.ts";
import type { LedgerTaskView } from "../../../../shared/contract/ledger.ts";
import { ledgerState, type LedgerState } from "../../../../shared/domain/ledger/ledger-task.ts";
import type { CalendarDay, Instant } from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import { todayOf } from "../../ports/ports.ts";
import type { Work } from "../work.ts";

export const unitsAtMost = 1000;

export interface LedgerQuestion {
  readonly taskId?: string | undefined;
  readonly state?: LedgerState | undefined;
  readonly unit?: string | undefined;
}

export function ledgerTaskView(record: LedgerRecord, today: CalendarDay): LedgerTaskView {
  const [leadUnit, ...helpingUnits] = record.units;
  const dueOn = record.limit_on === null ? undefined : (record.limit_on as CalendarDay);
  return {
    taskId: record.id,
    planTitle: record.plan_title,
    number: record.number,
    text: record.text,
    ...(leadUnit === undefined ? {} : { leadUnit }),
    helpingUnits,
    limitText: record.limit_text,
    ...(dueOn ? { dueOn } : {}),
    status: record.status,
    state: ledgerState({ status: record.status, dueOn }, today),
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
  const records = await readLedgerPage(work.db, { today, state, unit, taskId, before, limit });
  const count = async (of: LedgerState) => await countLedger(work.db, { today, unit, state: of });
  const last = records.at(-1);
  return answer({
    rows: records.map((record) => ledgerTaskView(record, today)),
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
