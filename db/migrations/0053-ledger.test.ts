import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { migratedFrom } from "../migrated-from.ts";
import type { RawDatabase } from "../sqlite/open-database.ts";

const at = "2026-01-02T00:00:00Z";
const digest = (n: number) => String(n).padStart(64, "0");

describe("0053-ledger", () => {
  let raw: RawDatabase;
  const insert = (table: string, row: Readonly<Record<string, unknown>>) =>
    raw
      .prepare(
        `INSERT INTO ${table} (${Object.keys(row).join()}) VALUES (${Object.keys(row)
          .map(() => "?")
          .join()})`,
      )
      .run(...Object.values(row));
  const plan = (change: Readonly<Record<string, unknown>> = {}) =>
    insert("ledger_plan", {
      id: "k2",
      title: "要点",
      tasks_digest: digest(2),
      imported_by: "office",
      imported_at: at,
      ...change,
    });
  const task = (change: Readonly<Record<string, unknown>> = {}) =>
    insert("ledger_task", {
      id: "t2",
      plan_id: "k1",
      place: 2,
      number: "一(一)2",
      text: "公开目录",
      limit_kind: "by",
      limit_text: "年底前",
      limit_on: "2026-12-31",
      ...change,
    });
  const update = (set: string) =>
    raw
      .prepare(
        `UPDATE ledger_task SET change_no = change_no + 1, updated_by = 'draft', updated_at = '${at}', ${set} WHERE id = 't1'`,
      )
      .run();

  beforeAll(async () => {
    raw = await migratedFrom(
      "0053-ledger",
      `INSERT INTO person (id, name, unit_name, created_at) VALUES ('p1', '何静', '办公室', '${at}')`,
      { foreignKeys: "ON" },
    );
    for (const [id, role] of [
      ["office", "disclosureOffice"],
      ["draft", "drafter"],
      ["head", "unitHead"],
    ] as const) {
      raw.pragma("foreign_keys = OFF");
      raw.exec(
        `INSERT INTO account_role (account_id, role, granted_at) VALUES ('${id}', '${role}', '${at}')`,
      );
    }
    plan({ id: "k1", tasks_digest: digest(1) });
    task({ id: "t1", place: 1 });
    insert("ledger_task_unit", { task_seq: 1, place: 0, unit: "市司法局" });
  });
  afterAll(() => {
    raw.close();
  });

  it("keeps the rows of the version before", () => {
    expect(raw.prepare("SELECT name FROM person").all()).toEqual([{ name: "何静" }]);
  });

  it("has only STRICT tables", () => {
    expect(
      raw
        .prepare(
          "SELECT count(*) AS n FROM pragma_table_list WHERE schema='main' AND name LIKE 'ledger%' AND type='table' AND strict=1",
        )
        .get(),
    ).toEqual({ n: 3 });
  });

  it.each([
    ["a plan without a title", () => plan({ title: " " }), /CHECK/],
    ["a digest that is none", () => plan({ tasks_digest: "1" }), /CHECK/],
    ["the same plan twice", () => plan({ tasks_digest: digest(1) }), /UNIQUE/],
    ["a plan of who is not the office", () => plan({ imported_by: "draft" }), /V4/],
    ["two tasks in one place", () => task({ place: 1 }), /UNIQUE/],
    ["a place that is none", () => task({ place: 0 }), /CHECK/],
    ["a task without words", () => task({ text: " " }), /CHECK/],
    ["a limit of no kind we know", () => task({ limit_kind: "soon" }), /CHECK/],
    ["a limit without its words", () => task({ limit_text: "" }), /CHECK/],
    ["words of a limit without its kind", () => task({ limit_kind: null, limit_on: null }), /CHECK/],
    ["a day that is none", () => task({ limit_on: "2026-02-30" }), /CHECK/],
    ["a moment for a day", () => task({ limit_on: at }), /CHECK/],
    ["a last day of what comes again", () => task({ limit_kind: "every", period: "month" }), /CHECK/],
    ["what comes again without its period", () => task({ limit_kind: "every", limit_on: null }), /CHECK/],
    ["a period of what comes once", () => task({ period: "month" }), /CHECK/],
    ["a period we do not know", () => task({ limit_kind: "every", limit_on: null, period: "week" }), /CHECK/],
    ["a state we do not know", () => task({ status: "late" }), /CHECK/],
    ["progress that nobody set down", () => task({ note: "已办" }), /CHECK/],
    ["a task done that nobody set down", () => task({ status: "done" }), /CHECK/],
    ["a change by nobody", () => task({ change_no: 1 }), /CHECK/],
    ["a change at no time", () => task({ change_no: 1, updated_by: "draft" }), /CHECK/],
    ["a number of changes below none", () => task({ change_no: -1 }), /CHECK/],
    ["a unit twice", () => insert("ledger_task_unit", { task_seq: 1, place: 1, unit: "市司法局" }), /UNIQUE/],
    [
      "two units that lead",
      () => insert("ledger_task_unit", { task_seq: 1, place: 0, unit: "市财政局" }),
      /UNIQUE/,
    ],
    ["a unit without a name", () => insert("ledger_task_unit", { task_seq: 1, place: 1, unit: "" }), /CHECK/],
    ["other words of a task", () => update("text = '别的'"), /as its plan has it/],
    ["another day of a task", () => update("limit_on = NULL"), /as its plan has it/],
    ["a state nobody knows", () => update("status = 'late'"), /CHECK/],
    ["evidence that is not public", () => update("evidence_item_id = 'i'"), /V2/],
    ["a change of who may not", () => update("updated_by = 'head'"), /V4/],
    ["a change that is not counted", () => update("change_no = change_no"), /counted/],
    ["another title of a plan", () => raw.exec("UPDATE ledger_plan SET title = '别的'"), /V5/],
    ["another unit of a task", () => raw.exec("UPDATE ledger_task_unit SET unit = '别的'"), /V5/],
    ["no plan any more", () => raw.exec("DELETE FROM ledger_plan"), /V5/],
    ["no task any more", () => raw.exec("DELETE FROM ledger_task"), /V5/],
    ["no unit any more", () => raw.exec("DELETE FROM ledger_task_unit"), /V5/],
  ])("takes not %s", (_what, act, refusal) => {
    expect(act).toThrow(refusal);
  });

  it("takes a plan of nobody, and evidence that is no item, never", () => {
    raw.pragma("foreign_keys = ON");
    expect(() => task({ plan_id: "k9" })).toThrow(/FOREIGN KEY/);
    expect(() => task({ evidence_item_id: "i9", change_no: 1, updated_by: "x", updated_at: at })).toThrow(
      /FOREIGN KEY/,
    );
    expect(() => insert("ledger_task_unit", { task_seq: 9, place: 0, unit: "市司法局" })).toThrow(
      /FOREIGN KEY/,
    );
    raw.pragma("foreign_keys = OFF");
  });

  it("takes the progress of a task by who drafts", () => {
    update("status = 'done', note = '已公开'");
    expect(raw.prepare("SELECT status, note, change_no FROM ledger_task").all()).toEqual([
      { status: "done", note: "已公开", change_no: 1 },
    ]);
  });
});
