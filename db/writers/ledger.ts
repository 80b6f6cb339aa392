import type { DueRule } from "../../shared/domain/ledger/due-rule.ts";
import type { LedgerPeriod, LedgerStatus } from "../../shared/domain/ledger/ledger-task.ts";
import type { WriteTx } from "../schema/tables.ts";

export interface NewLedgerTask {
  readonly id: string;
  readonly number: string;
  readonly text: string;
  readonly units: readonly string[];
  readonly limit?: {
    readonly kind: DueRule["kind"];
    readonly text: string;
    readonly period?: LedgerPeriod;
    readonly dueOn?: string;
  };
}

/** A plan with its tasks, the last one first: lists begin at the end of the table. */
export async function insertPlan(
  tx: WriteTx,
  plan: {
    readonly id: string;
    readonly title: string;
    readonly digest: string;
    readonly accountId: string;
    readonly at: string;
    readonly tasks: readonly NewLedgerTask[];
  },
): Promise<void> {
  await tx
    .insertInto("ledger_plan")
    .values({
      id: plan.id,
      title: plan.title,
      tasks_digest: plan.digest,
      imported_by: plan.accountId,
      imported_at: plan.at,
    })
    .execute();
  const newest = await tx
    .selectFrom("ledger_task")
    .select((eb) => eb.fn.max<number | null>("seq").as("seq"))
    .executeTakeFirst();
  const first = newest?.seq ?? 0;
  const count = plan.tasks.length;
  const rows = plan.tasks.map((task, index) => ({
    seq: first + count - index,
    id: task.id,
    plan_id: plan.id,
    place: index + 1,
    number: task.number,
    text: task.text,
    limit_kind: task.limit?.kind ?? null,
    limit_text: task.limit?.text ?? "",
    period: task.limit?.period ?? null,
    limit_on: task.limit?.dueOn ?? null,
  }));
  const units = plan.tasks.flatMap((task, index) =>
    task.units.map((unit, place) => ({ task_seq: first + count - index, place, unit })),
  );
  for (const some of inPortions(rows)) await tx.insertInto("ledger_task").values(some).execute();
  for (const some of inPortions(units)) await tx.insertInto("ledger_task_unit").values(some).execute();
}

/** As many rows as go into one statement. */
const portion = 250;

function* inPortions<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let at = 0; at < rows.length; at += portion) yield rows.slice(at, at + portion);
}

/** False where somebody else changed the task since. */
export async function updateLedgerTask(
  tx: WriteTx,
  change: {
    readonly seq: number;
    readonly changeNo: number;
    readonly status: LedgerStatus;
    readonly note: string;
    readonly evidenceItemId?: string | undefined;
    readonly accountId: string;
    readonly at: string;
  },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("ledger_task")
    .set({
      status: change.status,
      note: change.note,
      evidence_item_id: change.evidenceItemId ?? null,
      change_no: change.changeNo + 1,
      updated_by: change.accountId,
      updated_at: change.at,
    })
    .where("seq", "=", change.seq)
    .where("change_no", "=", change.changeNo)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}
