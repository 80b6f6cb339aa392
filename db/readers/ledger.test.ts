import { afterAll, beforeAll, describe, expect, it } from "vitest";

import {
  ledgerState,
  ledgerStates,
  type LedgerPeriod,
  type LedgerState,
} from "../../shared/domain/ledger/ledger-task.ts";
import { officialCalendar } from "../../shared/domain/clock/official-calendar.ts";
import { lateBefore, periodDue } from "../../shared/domain/ledger/period-due.ts";
import {
  beginOfDay,
  calendarDay,
  dayOfInstant,
  type CalendarDay,
  type Instant,
} from "../../shared/kernel/calendar-day.ts";
import { migratedDatabase } from "../dump-schema.ts";
import type { Tables } from "../schema/tables.ts";
import { kyselyOver, type RawDatabase } from "../sqlite/open-database.ts";
import {
  countDueTasks,
  countLedger,
  dueTasksCountQuery,
  dueTasksQuery,
  ledgerCountQuery,
  ledgerPageQuery,
  planStandingQuery,
  readDueTasks,
  recurringTasksQuery,
  readLedgerPage,
  type LedgerFilter,
  type LedgerRecord,
} from "./ledger.ts";
import { queryPlan } from "./query-plan.ts";

const many = 20_000;
const today = calendarDay("2026-07-01");
const latenessOn = (day: CalendarDay) => {
  const before = (period: LedgerPeriod) => beginOfDay(lateBefore(period, day, officialCalendar));
  return {
    today: day,
    lateBefore: {
      month: before("month"),
      quarter: before("quarter"),
      halfYear: before("halfYear"),
      year: before("year"),
    },
    closedPlans: [],
  };
};
const late = latenessOn(today);
const periods = ["month", "quarter", "halfYear", "year"] as const;
const statuses = ["notStarted", "inProgress", "done"] as const;
const units = Array.from({ length: 40 }, (_, n) => `市${n}局`);
const states = Object.keys(ledgerStates) as LedgerState[];

describe("the ledger by windows", () => {
  let raw: RawDatabase;
  const db = () => kyselyOver<Tables>(raw);
  beforeAll(async () => {
    raw = await migratedDatabase();
    raw.pragma("foreign_keys = OFF");
    raw.exec(
      `INSERT INTO account_role (account_id, role, granted_at) VALUES ('a', 'disclosureOffice', '2026-01-02T00:00:00Z');
       INSERT INTO ledger_plan VALUES ('k', '要点', '${"0".repeat(64)}', 'a', '2026-01-02T00:00:00Z')`,
    );
    const task = raw.prepare(
      `INSERT INTO ledger_task (seq, id, plan_id, place, number, text, limit_kind, limit_text, limit_on, period, status, change_no, updated_by, updated_at)
       VALUES (?, ?, 'k', ?, '1', '公开', ?, ?, ?, ?, ?, 1, 'a', ?)`,
    );
    const unit = raw.prepare("INSERT INTO ledger_task_unit VALUES (?, ?, ?)");
    raw.transaction(() => {
      for (let n = 1; n <= many; n += 1) {
        const dated = n % 5 > 0;
        const due = new Date(Date.UTC(2026, 0, 1 + (n % 365))).toISOString().slice(0, 10);
        // Every tenth comes again, set down last on that day.
        const period = n % 10 === 0 ? periods[(n / 10) % 4] : undefined;
        const kind = dated ? "by" : period ? "every" : null;
        const status = statuses[n % 3];
        task.run(
          n,
          `t${n}`,
          n,
          kind,
          kind ? "前" : "",
          dated ? due : null,
          period,
          status,
          `${due}T00:00:00Z`,
        );
        unit.run(n, 0, units[n % 40]);
        unit.run(n, 1, units[(n * 7 + 3) % 40]);
      }
    })();
    raw.exec("ANALYZE");
  });
  afterAll(() => {
    raw.close();
  });

  const walk = async (filter: LedgerFilter) => {
    const seen: string[] = [];
    let before: number | undefined;
    do {
      const page = await readLedgerPage(db(), { ...filter, before, limit: 500 });
      seen.push(...page.map((row) => row.id));
      before = page.length === 500 ? page.at(-1)?.seq : undefined;
    } while (before !== undefined);
    return seen;
  };

  it("tells the state of each task as the rule does, each once, also by unit", async () => {
    const all = await readLedgerPage(db(), { ...late, limit: many });
    const dueOf = (row: LedgerRecord): CalendarDay | undefined =>
      row.limit_on
        ? calendarDay(row.limit_on)
        : row.period
          ? periodDue(row.period, dayOfInstant(row.updated_at as Instant), officialCalendar)
          : undefined;
    expect(
      all.filter((row) => row.period && ledgerState({ ...row, dueOn: dueOf(row) }, today) === "late").length,
    ).toBeGreaterThan(100);
    expect(all.length).toBe(many);
    for (const unit of [undefined, "市3局"])
      for (const state of states) {
        const expected = all
          .filter(
            (row) =>
              ledgerState({ status: row.status, dueOn: dueOf(row) }, today) === state &&
              (unit === undefined || row.units.includes(unit)),
          )
          .map((row) => row.id);
        expect(expected.length).toBeGreaterThan(100);
        expect(await walk({ ...late, state, unit })).toEqual(expected);
        expect(await countLedger(db(), { ...late, state, unit })).toBe(expected.length);
      }
  });

  it.each([
    [{}, "SCAN t", ""],
    [{ before: 500 }, "SEARCH t USING INTEGER PRIMARY KEY (rowid<?)", ""],
    [{ state: "done" }, "USING INDEX ledger_task_by_status (status=?)", "SCAN t"],
    [{ state: "late" }, "USING INDEX ledger_task_open_by_due (", "SCAN t"],
    [{ state: "late" }, "USING INDEX ledger_task_recurring", "SCAN t"],
    [{ unit: "市3局" }, "SEARCH t USING INTEGER PRIMARY KEY (rowid=?)", "SCAN t"],
    [{ unit: "市3局" }, "(unit=?)", "SCAN u"],
  ] as const)("%j goes by an index", async (filter, wanted, never) => {
    const plan = (await queryPlan(db(), ledgerPageQuery(db(), { ...late, limit: 120, ...filter }))).join(
      "\n",
    );
    expect(plan).toContain(wanted);
    if (never !== "") expect(plan).not.toContain(never);
  });

  it("tells what is due of some units, the earliest first, on the index of what is open", async () => {
    const due = { until: today, units: ["市3局", "市4局"], ofNobody: true };
    const all = await readLedgerPage(db(), {
      ...latenessOn(calendarDay("2027-01-01")),
      state: "late",
      limit: many,
    });
    const expected = all
      .filter(
        (row) =>
          row.limit_on !== null &&
          row.limit_on <= today &&
          row.units.some((unit) => due.units.includes(unit)),
      )
      .toSorted((a, b) =>
        (a.limit_on ?? "") < (b.limit_on ?? "") ? -1 : a.limit_on === b.limit_on ? a.seq - b.seq : 1,
      );
    const told = await readDueTasks(db(), due, 30);
    expect(expected.length).toBeGreaterThan(100);
    expect(told.map(({ id }) => id)).toEqual(expected.slice(0, 30).map(({ id }) => id));
    expect(await countDueTasks(db(), due)).toBe(expected.length);
    expect(await countDueTasks(db(), { ...due, units: [] })).toBe(0);
    for (const query of [dueTasksQuery(db(), due, 30), dueTasksCountQuery(db(), due)]) {
      const plan = await queryPlan(db(), query);
      expect(plan[0]).toContain("INDEX ledger_task_open_by_due (limit_on>? AND limit_on<?)");
      expect(plan.filter((step) => /^SCAN|TEMP B-TREE/u.test(step))).toEqual([]);
    }
  });

  it("gathers the tasks of many units once, not row by row", async () => {
    for (const query of [
      dueTasksCountQuery,
      (...of: Parameters<typeof dueTasksCountQuery>) => dueTasksQuery(...of, 30),
    ]) {
      const plan = await queryPlan(db(), query(db(), { until: today, units, ofNobody: false }));
      expect(plan.filter((step) => step.includes("CORRELATED"))).toEqual([]);
    }
  });

  it("finds what comes again in an index of its own", async () => {
    const plan = await queryPlan(db(), recurringTasksQuery(db(), { units: ["市3局"], ofNobody: true }, 100));
    expect(plan[0]).toMatch(/^(?:SCAN|SEARCH) t USING INDEX ledger_task_recurring/u);
    expect(plan.filter((step) => step.includes("TEMP B-TREE"))).toEqual([]);
  });

  it("tells how far a plan was at a moment by the key of each task's changes", async () => {
    const plan = await queryPlan(db(), planStandingQuery(db(), "k", "2026-06-01"));
    expect(plan.join("\n")).toContain(
      "SEARCH t USING COVERING INDEX sqlite_autoindex_ledger_task_2 (plan_id=?)",
    );
    expect(plan.join("\n")).toContain("SEARCH c USING PRIMARY KEY (task_seq=?)");
  });

  it.each(states)("%s is counted on an index", async (state) => {
    const plan = (await queryPlan(db(), ledgerCountQuery(db(), { ...late, state }))).join("\n");
    expect(plan).toMatch(/INDEX ledger_task_(?:by_status|open_by_due)/);
  });
});
