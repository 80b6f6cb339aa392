import { sql, type ExpressionBuilder } from "kysely";

import type { LedgerPeriod, LedgerState } from "../../shared/domain/ledger/ledger-task.ts";
import type { ReadDb, Tables } from "../schema/tables.ts";

export interface LedgerFilter {
  readonly today: string;
  /** Tasks that come again are 滞后 whose progress was set down last before these moments. */
  readonly lateBefore: Readonly<Record<LedgerPeriod, string>>;
  /** Plans of years that are over: what was set down from then on is of no period of theirs. */
  readonly closedPlans: readonly { readonly planId: string; readonly from: string }[];
  readonly state?: LedgerState | undefined;
  readonly unit?: string | undefined;
  /** This one alone. */
  readonly taskId?: string | undefined;
}

export interface LedgerPage extends LedgerFilter {
  readonly before?: number | undefined;
  readonly limit: number;
}

/** The tasks that are 滞后, told from the day as `ledgerState` and `progressDue` tell it; each part in the very words of its index. */
function lateTasks({ today, lateBefore, closedPlans }: LedgerFilter) {
  const periods = Object.entries(lateBefore).map(
    ([period, before]) => sql`(o.period = ${period} and coalesce(o.updated_at, p.imported_at) < ${before})`,
  );
  return sql<number>`(
    select o.seq from ledger_task o where o.status <> 'done' and o.limit_on is not null and o.limit_on < ${today}
    union all
    select o.seq from ledger_task o cross join ledger_plan p on p.id = o.plan_id
     where o.status <> 'done' and o.period is not null and (${sql.join(periods, sql` or `)})
       and not exists (select 1 from json_each(${JSON.stringify(closedPlans)}) c
         where c.value ->> 'planId' = p.id and coalesce(o.updated_at, p.imported_at) >= c.value ->> 'from')
  )`;
}

/** Tasks of one state and unit. */
function filtered(db: ReadDb, filter: LedgerFilter) {
  const { state, unit, taskId } = filter;
  let query = db.selectFrom("ledger_task as t");
  if (taskId !== undefined) query = query.where("t.id", "=", taskId);
  if (state === "late") query = query.where("t.seq", "in", lateTasks(filter));
  else if (state) query = query.where("t.status", "=", state);
  if (state === "notStarted" || state === "inProgress")
    query = query.where("t.seq", "not in", lateTasks(filter));
  if (unit)
    query = query.where("t.seq", "in", (eb) =>
      eb.selectFrom("ledger_task_unit as u").select("u.task_seq").where("u.unit", "=", unit),
    );
  return query;
}

/** One window. Tasks are written last to first, so that the newest plan comes first and its tasks in their order. */
export function ledgerPageQuery(db: ReadDb, page: LedgerPage) {
  let query = filtered(db, page)
    .innerJoin("ledger_plan as p", "p.id", "t.plan_id")
    .leftJoin("item as i", "i.id", "t.evidence_item_id")
    .leftJoin("account as a", "a.id", "t.updated_by")
    .leftJoin("person as n", "n.id", "a.person_id")
    .selectAll("t")
    .select([
      "p.title as plan_title",
      "p.imported_at as plan_came_at",
      "i.title_cache as evidence_title",
      "n.name as updated_name",
    ])
    .orderBy("t.seq", "desc")
    .limit(page.limit);
  if (page.before !== undefined) query = query.where("t.seq", "<", page.before);
  return query;
}

export async function readLedgerPage(db: ReadDb, page: LedgerPage) {
  const tasks = await ledgerPageQuery(db, page).execute();
  const units =
    tasks.length === 0
      ? []
      : await db
          .selectFrom("ledger_task_unit")
          .selectAll()
          .where(
            "task_seq",
            "in",
            tasks.map((task) => task.seq),
          )
          .orderBy("place")
          .execute();
  const byTask = Map.groupBy(units, (unit) => unit.task_seq);
  return tasks.map((task) => ({ ...task, units: (byTask.get(task.seq) ?? []).map((one) => one.unit) }));
}

/** Every plan with its title and when it came. */
export async function readPlans(db: ReadDb) {
  return db.selectFrom("ledger_plan").select(["id", "title", "imported_at"]).execute();
}

/** When progress of these tasks was set down, by task, the first first. */
export async function readSetDown(
  db: ReadDb,
  taskSeqs: readonly number[],
): Promise<ReadonlyMap<number, readonly string[]>> {
  if (taskSeqs.length === 0) return new Map();
  const rows = await db
    .selectFrom("ledger_change")
    .select(["task_seq", "changed_at"])
    .where("task_seq", "in", taskSeqs)
    .orderBy("task_seq")
    .orderBy("change_no")
    .execute();
  const byTask = Map.groupBy(rows, (row) => row.task_seq);
  return new Map([...byTask].map(([seq, own]) => [seq, own.map((row) => row.changed_at)]));
}

export type LedgerRecord = Awaited<ReturnType<typeof readLedgerPage>>[number];

export function ledgerCountQuery(db: ReadDb, filter: LedgerFilter) {
  return filtered(db, filter).select((eb) => eb.fn.countAll<number>().as("n"));
}

export async function countLedger(db: ReadDb, filter: LedgerFilter): Promise<number> {
  return (await ledgerCountQuery(db, filter).executeTakeFirstOrThrow()).n;
}

export interface DueTasks {
  /** The last day that is still told. */
  readonly until: string;
  /** Units whose tasks are told. */
  readonly units: readonly string[];
  /** Tasks that name nobody, too. */
  readonly ofNobody: boolean;
}

/** Tasks that name one of the units, or nobody. The tasks of the units are gathered once, not looked for row by row. */
function concerning({ units, ofNobody }: Pick<DueTasks, "units" | "ofNobody">) {
  return (eb: ExpressionBuilder<Tables & { t: Tables["ledger_task"] }, "t">) => {
    const named = eb.selectFrom("ledger_task_unit as u").select("u.task_seq");
    return eb.or([
      ...(units.length > 0 ? [eb("t.seq", "in", named.where("u.unit", "in", units))] : []),
      ...(ofNobody ? [eb.not(eb.exists(named.whereRef("u.task_seq", "=", "t.seq")))] : []),
    ]);
  };
}

function dueTasks(db: ReadDb, due: DueTasks) {
  return (
    db
      .selectFrom("ledger_task as t")
      // The very words of the index, which holds no other rows.
      .where(sql<boolean>`t.status <> 'done' and t.limit_on is not null`)
      .where("t.limit_on", "<=", due.until)
      .where(concerning(due))
  );
}

/** Tasks of these units that come again, with when their progress was set down last, or their plan came. */
export function recurringTasksQuery(db: ReadDb, of: Pick<DueTasks, "units" | "ofNobody">, limit: number) {
  return (
    db
      .selectFrom("ledger_task as t")
      // The few tasks first, each with its plan.
      .crossJoin("ledger_plan as p")
      .whereRef("p.id", "=", "t.plan_id")
      .select(["t.id", "t.number", "t.text", "t.limit_text", "t.status", "t.period", "t.updated_at"])
      .select(["p.imported_at", "p.title as plan_title"])
      // The very words of the index, which holds no other rows.
      .where(sql<boolean>`t.status <> 'done' and t.period is not null`)
      .where(concerning(of))
      .limit(limit)
  );
}

export async function readRecurringTasks(
  db: ReadDb,
  of: Pick<DueTasks, "units" | "ofNobody">,
  limit: number,
) {
  return recurringTasksQuery(db, of, limit).execute();
}

/** What is late or near its end of these units, the earliest last day first. */
export function dueTasksQuery(db: ReadDb, due: DueTasks, limit: number) {
  return dueTasks(db, due)
    .select(["t.id", "t.number", "t.text", "t.limit_on", "t.status"])
    .orderBy("t.limit_on")
    .orderBy("t.seq")
    .limit(limit);
}

export async function readDueTasks(db: ReadDb, due: DueTasks, limit: number) {
  return dueTasksQuery(db, due, limit).execute();
}

export function dueTasksCountQuery(db: ReadDb, due: DueTasks) {
  return dueTasks(db, due).select((eb) => eb.fn.countAll<number>().as("n"));
}

export async function countDueTasks(db: ReadDb, due: DueTasks): Promise<number> {
  return (await dueTasksCountQuery(db, due).executeTakeFirstOrThrow()).n;
}

/** Every unit of the ledger by its first letters, with how many tasks name it. */
export async function readLedgerUnits(db: ReadDb, limit: number) {
  return db
    .selectFrom("ledger_task_unit")
    .select((eb) => ["unit", eb.fn.countAll<number>().as("tasks")])
    .groupBy("unit")
    .orderBy("unit")
    .limit(limit)
    .execute();
}

/** How far the tasks of a plan were at a moment. */
export function planStandingQuery(db: ReadDb, planId: string, before: string) {
  return db
    .with("known", (q) =>
      q
        .selectFrom("ledger_task as t")
        .select((eb) => [
          eb
            .selectFrom("ledger_change as c")
            .select("c.status")
            .whereRef("c.task_seq", "=", "t.seq")
            .where("c.changed_at", "<", before)
            .orderBy("c.change_no", "desc")
            .limit(1)
            .as("status"),
        ])
        .where("t.plan_id", "=", planId),
    )
    .selectFrom("known")
    .select((eb) => ["status", eb.fn.countAll<number>().as("n")])
    .groupBy("status");
}

/** Every plan that had come by a moment, with how far its tasks were then. */
export async function readPlanStandings(db: ReadDb, before: string) {
  const plans = await db
    .selectFrom("ledger_plan")
    .select(["id", "title", "imported_at"])
    .where("imported_at", "<", before)
    .execute();
  const standings = [];
  for (const plan of plans) {
    const rows = await planStandingQuery(db, plan.id, before).execute();
    const of = (status: string | null): number => rows.find((row) => row.status === status)?.n ?? 0;
    standings.push({
      title: plan.title,
      importedAt: plan.imported_at,
      total: rows.reduce((sum, row) => sum + row.n, 0),
      done: of("done"),
      running: of("inProgress"),
    });
  }
  return standings;
}

export async function readPlanOfDigest(db: ReadDb, digest: string) {
  return db
    .selectFrom("ledger_plan")
    .select(["title", "imported_at"])
    .where("tasks_digest", "=", digest)
    .executeTakeFirst();
}

export async function readLedgerTask(db: ReadDb, taskId: string) {
  return db
    .selectFrom("ledger_task")
    .select(["seq", "change_no", "evidence_item_id"])
    .where("id", "=", taskId)
    .executeTakeFirst();
}

/** Whether anything of the item is public now. */
export async function isOut(db: ReadDb, itemId: string): Promise<boolean> {
  const row = await db
    .selectFrom("publication")
    .select("id")
    .where("item_id", "=", itemId)
    .where("withdrawn_at", "is", null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
