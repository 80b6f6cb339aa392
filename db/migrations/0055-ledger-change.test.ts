import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { migratedFrom } from "../migrated-from.ts";
import type { RawDatabase } from "../sqlite/open-database.ts";

const at = "2026-01-02T00:00:00Z";
const change = (task: string, no: number, status: string, on: string): string =>
  `UPDATE ledger_task SET status = '${status}', note = '第${no}次', change_no = ${no}, updated_by = 'a', updated_at = '${on}' WHERE id = '${task}';`;
const task = (id: string, place: number): string =>
  `INSERT INTO ledger_task (id, plan_id, place, number, text, limit_text) VALUES ('${id}', 'k', ${place}, '一1', '公开', '');`;

describe("0055-ledger-change", () => {
  let raw: RawDatabase;
  const changes = () =>
    raw
      .prepare(
        "SELECT t.id, c.change_no AS no, c.status, c.note, c.changed_at AS at FROM ledger_change c JOIN ledger_task t ON t.seq = c.task_seq ORDER BY t.id, no",
      )
      .all();
  beforeAll(async () => {
    raw = await migratedFrom(
      "0055-ledger-change",
      `INSERT INTO account_role (account_id, role, granted_at) VALUES ('a', 'disclosureOffice', '${at}');
       INSERT INTO ledger_plan VALUES ('k', '要点', '${"0".repeat(64)}', 'a', '${at}');
       ${task("t", 1)} ${task("u", 2)} ${change("t", 1, "inProgress", at)} ${change("t", 2, "done", at)}`,
      { foreignKeys: "OFF" },
    );
  });
  afterAll(() => {
    raw.close();
  });

  it("begins with what is known of a task, and keeps each change from then on", () => {
    expect(changes()).toEqual([{ id: "t", no: 2, status: "done", note: "第2次", at }]);
    raw.exec(change("t", 3, "inProgress", "2026-03-01T00:00:00Z"));
    raw.exec(change("u", 1, "done", "2026-04-01T00:00:00Z"));
    expect(changes()).toEqual([
      { id: "t", no: 2, status: "done", note: "第2次", at },
      { id: "t", no: 3, status: "inProgress", note: "第3次", at: "2026-03-01T00:00:00Z" },
      { id: "u", no: 1, status: "done", note: "第1次", at: "2026-04-01T00:00:00Z" },
    ]);
  });

  it.each([
    "UPDATE ledger_change SET status = 'done'",
    "DELETE FROM ledger_change",
    "INSERT INTO ledger_change VALUES (1, 9, 'done', '', NULL, 'a', '2026-01-02T00:00:00Z')",
    "INSERT OR REPLACE INTO ledger_change SELECT task_seq, change_no, 'notStarted', note, evidence_item_id, account_id, changed_at FROM ledger_change",
  ])("refuses %s", (act) => {
    expect(() => raw.exec(act)).toThrow("V5: a change of a task is kept as it was");
  });
});
