import { sql, type Kysely } from "kysely";

const isDay = (column: string): string => `(${column} IS NULL OR ${column} IS date(${column}))`;

/**
 * 工作台账: the tasks of a work plan as they were brought in, and how far each of them is. What the plan says never
 * changes; of a task only its progress does. 滞后 is told from the day and is no state of its own.
 */
const statements = [
  `CREATE TABLE ledger_plan (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL CHECK (length(trim(title)) > 0),
    tasks_digest TEXT NOT NULL UNIQUE CHECK (length(tasks_digest) = 64),
    imported_by TEXT NOT NULL REFERENCES account(id),
    imported_at TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE ledger_task (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    plan_id TEXT NOT NULL REFERENCES ledger_plan(id),
    place INTEGER NOT NULL CHECK (place > 0),
    number TEXT NOT NULL,
    text TEXT NOT NULL CHECK (length(trim(text)) > 0),
    limit_kind TEXT CHECK (limit_kind IN ('by','during','every','timesAYear','afterPublication','afterEvent')),
    limit_text TEXT NOT NULL,
    period TEXT CHECK (period IN ('month','quarter','halfYear','year')),
    limit_on TEXT CHECK (${isDay("limit_on")}),
    status TEXT NOT NULL DEFAULT 'notStarted' CHECK (status IN ('notStarted','inProgress','done')),
    note TEXT NOT NULL DEFAULT '',
    evidence_item_id TEXT REFERENCES item(id),
    change_no INTEGER NOT NULL DEFAULT 0 CHECK (change_no >= 0),
    updated_by TEXT REFERENCES account(id),
    updated_at TEXT,
    UNIQUE (plan_id, place),
    CHECK ((limit_kind IS NULL) = (limit_text = '')),
    CHECK ((limit_kind IS 'every') = (period IS NOT NULL)),
    CHECK (limit_on IS NULL OR limit_kind IN ('by','during','afterPublication')),
    CHECK ((change_no = 0) = (updated_by IS NULL) AND (updated_by IS NULL) = (updated_at IS NULL)),
    CHECK (change_no > 0 OR (status = 'notStarted' AND note = '' AND evidence_item_id IS NULL))
  ) STRICT`,
  `CREATE TABLE ledger_task_unit (
    task_seq INTEGER NOT NULL REFERENCES ledger_task(seq),
    place INTEGER NOT NULL CHECK (place >= 0),
    unit TEXT NOT NULL CHECK (length(trim(unit)) > 0),
    PRIMARY KEY (task_seq, place),
    UNIQUE (unit, task_seq)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX ledger_task_by_status ON ledger_task(status, seq)`,
  `CREATE INDEX ledger_task_open_by_due ON ledger_task(limit_on, seq) WHERE status <> 'done' AND limit_on IS NOT NULL`,
  `CREATE TRIGGER ledger_task_keeps_its_plan
   BEFORE UPDATE OF seq, id, plan_id, place, number, text, limit_kind, limit_text, period, limit_on ON ledger_task
   BEGIN SELECT RAISE(ABORT, 'a task stays as its plan has it'); END`,
  `CREATE TRIGGER ledger_task_changes_one_by_one BEFORE UPDATE ON ledger_task
   WHEN NEW.change_no <> OLD.change_no + 1
   BEGIN SELECT RAISE(ABORT, 'each change of a task is counted'); END`,
  `CREATE TRIGGER ledger_task_changed_by_who_drafts BEFORE UPDATE ON ledger_task
   WHEN NOT EXISTS (SELECT 1 FROM account_role r WHERE r.account_id = NEW.updated_by AND r.role IN ('drafter','disclosureOffice'))
   BEGIN SELECT RAISE(ABORT, 'V4: who drafts or the disclosure office keeps the ledger'); END`,
  `CREATE TRIGGER ledger_evidence_is_out BEFORE UPDATE OF evidence_item_id ON ledger_task
   WHEN NEW.evidence_item_id IS NOT NULL AND NEW.evidence_item_id IS NOT OLD.evidence_item_id
     AND NOT EXISTS (SELECT 1 FROM publication p WHERE p.item_id = NEW.evidence_item_id AND p.withdrawn_at IS NULL)
   BEGIN SELECT RAISE(ABORT, 'V2: evidence of a task is something that is public'); END`,
  `CREATE TRIGGER ledger_plan_by_office BEFORE INSERT ON ledger_plan
   WHEN NOT EXISTS (SELECT 1 FROM account_role r WHERE r.account_id = NEW.imported_by AND r.role = 'disclosureOffice')
   BEGIN SELECT RAISE(ABORT, 'V4: the disclosure office brings in a plan'); END`,
  ...["ledger_plan", "ledger_task_unit"].map(
    (table) => `CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table}
     BEGIN SELECT RAISE(ABORT, 'V5: a plan stays as it was brought in'); END`,
  ),
  ...["ledger_plan", "ledger_task", "ledger_task_unit"].map(
    (table) => `CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table}
     BEGIN SELECT RAISE(ABORT, 'V5: the ledger is never deleted'); END`,
  ),
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
