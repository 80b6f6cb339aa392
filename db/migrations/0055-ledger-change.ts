import { sql, type Kysely } from "kysely";

/**
 * Every change of a task as it was set down: what the ledger said on a past day, such as 31 December, which the annual
 * report tells of (catalogue.md §6 OB-49). Of tasks that were changed before, their present state is known. Tasks that come
 * again (按季度) lie in an index of their own: the desk looks at each of them.
 */
const statements = [
  `CREATE TABLE ledger_change (
    task_seq INTEGER NOT NULL REFERENCES ledger_task(seq),
    change_no INTEGER NOT NULL CHECK (change_no > 0),
    status TEXT NOT NULL CHECK (status IN ('notStarted','inProgress','done')),
    note TEXT NOT NULL,
    evidence_item_id TEXT REFERENCES item(id),
    account_id TEXT NOT NULL REFERENCES account(id),
    changed_at TEXT NOT NULL,
    PRIMARY KEY (task_seq, change_no)
  ) STRICT, WITHOUT ROWID`,
  `INSERT INTO ledger_change (task_seq, change_no, status, note, evidence_item_id, account_id, changed_at)
   SELECT seq, change_no, status, note, evidence_item_id, updated_by, updated_at FROM ledger_task WHERE change_no > 0`,
  `CREATE INDEX ledger_task_recurring ON ledger_task(period) WHERE status <> 'done' AND period IS NOT NULL`,
  `CREATE TRIGGER ledger_change_as_it_was BEFORE INSERT ON ledger_change
   WHEN NOT EXISTS (SELECT 1 FROM ledger_task t WHERE t.seq = NEW.task_seq AND t.change_no = NEW.change_no AND t.status = NEW.status
     AND t.note = NEW.note AND t.evidence_item_id IS NEW.evidence_item_id AND t.updated_by = NEW.account_id AND t.updated_at = NEW.changed_at)
   BEGIN SELECT RAISE(ABORT, 'V5: a change of a task is kept as it was'); END`,
  ...["UPDATE", "DELETE"].map(
    (act) => `CREATE TRIGGER ledger_change_no_${act.toLowerCase()} BEFORE ${act} ON ledger_change
     BEGIN SELECT RAISE(ABORT, 'V5: a change of a task is kept as it was'); END`,
  ),
  `CREATE TRIGGER ledger_task_keeps_each_change AFTER UPDATE ON ledger_task
   BEGIN INSERT INTO ledger_change (task_seq, change_no, status, note, evidence_item_id, account_id, changed_at)
     VALUES (NEW.seq, NEW.change_no, NEW.status, NEW.note, NEW.evidence_item_id, NEW.updated_by, NEW.updated_at); END`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
