import { sql, type Kysely } from "kysely";

/**
 * One application split into units (一事一申请): the units are applications of their own, the parent keeps its row and is
 * frozen by the split. The units of one split are inserted first, then the split closes them.
 */
const statements = [
  `CREATE TABLE application_unit (
    application_id TEXT PRIMARY KEY REFERENCES application(id),
    parent_id TEXT NOT NULL REFERENCES application(id),
    position INTEGER NOT NULL CHECK (position BETWEEN 1 AND 99),
    UNIQUE (parent_id, position),
    CHECK (application_id <> parent_id)
  ) STRICT`,
  `CREATE TABLE application_split (
    parent_id TEXT PRIMARY KEY REFERENCES application(id),
    unit_count INTEGER NOT NULL CHECK (unit_count >= 2),
    account_id TEXT NOT NULL REFERENCES account(id),
    split_at TEXT NOT NULL
  ) STRICT`,
  `CREATE TRIGGER application_unit_in_order BEFORE INSERT ON application_unit
   WHEN NEW.position <> COALESCE((SELECT MAX(position) FROM application_unit WHERE parent_id = NEW.parent_id), 0) + 1
     OR EXISTS (SELECT 1 FROM application_split WHERE parent_id = NEW.parent_id)
   BEGIN SELECT RAISE(ABORT, 'units run from 1 and are complete once the application is split'); END`,
  `CREATE TRIGGER application_unit_one_level BEFORE INSERT ON application_unit
   WHEN EXISTS (SELECT 1 FROM application_unit WHERE application_id = NEW.parent_id)
     OR EXISTS (SELECT 1 FROM application_unit WHERE parent_id = NEW.application_id)
   BEGIN SELECT RAISE(ABORT, 'a unit is not split again'); END`,
  `CREATE TRIGGER application_unit_same_application BEFORE INSERT ON application_unit
   WHEN NOT EXISTS (
     SELECT 1 FROM application u, application p
     WHERE u.id = NEW.application_id AND p.id = NEW.parent_id
       AND p.receipt_date_cache IS NOT NULL
       AND u.receipt_date_cache = p.receipt_date_cache
       AND u.intake ->> '$.applicantName' = p.intake ->> '$.applicantName'
       AND u.intake ->> '$.idNumber' IS p.intake ->> '$.idNumber'
       AND u.intake ->> '$.applicantType' IS p.intake ->> '$.applicantType')
   BEGIN SELECT RAISE(ABORT, 'a unit keeps the applicant and the receipt date of its application'); END`,
  `CREATE TRIGGER application_unit_is_fresh BEFORE INSERT ON application_unit
   WHEN EXISTS (SELECT 1 FROM letter WHERE application_id = NEW.application_id)
   BEGIN SELECT RAISE(ABORT, 'a unit begins without letters'); END`,
  `CREATE TRIGGER application_split_is_whole BEFORE INSERT ON application_split
   WHEN NEW.unit_count <> (SELECT COUNT(*) FROM application_unit WHERE parent_id = NEW.parent_id)
     OR NOT EXISTS (SELECT 1 FROM clock_event WHERE application_id = NEW.parent_id AND type = 'split')
   BEGIN SELECT RAISE(ABORT, 'a split has all its units and ends the clock of its application'); END`,
  // What may have gone out before: papers that decide nothing and concern the whole application.
  `CREATE TRIGGER application_split_before_decision BEFORE INSERT ON application_split
   WHEN EXISTS (
     SELECT 1 FROM letter l
     JOIN letter_issue s ON s.letter_id = l.id
     LEFT JOIN number_register n ON n.series = s.series AND n.year = s.year AND n.number = s.number
     WHERE l.application_id = NEW.parent_id AND COALESCE(n.state, '') <> 'void'
       AND l.template NOT IN ('application-form', 'application-registration-form', 'receipt-acknowledgement',
         'receipt-confirmation-record', 'oral-application-transcript', 'correction-notice', 'extension-notice',
         'service-receipt'))
   BEGIN SELECT RAISE(ABORT, 'an application is not split once a decision was issued'); END`,
  ...["application_unit", "application_split"].flatMap((table) => [
    `CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table}
     BEGIN SELECT RAISE(ABORT, 'V5: a split never changes'); END`,
    `CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table}
     BEGIN SELECT RAISE(ABORT, 'V5: a split is never deleted'); END`,
  ]),
  `CREATE TRIGGER clock_event_not_after_split BEFORE INSERT ON clock_event
   WHEN EXISTS (SELECT 1 FROM application_split WHERE parent_id = NEW.application_id)
   BEGIN SELECT RAISE(ABORT, 'V5: after the split only the units go on'); END`,
  `CREATE TRIGGER letter_not_after_split BEFORE INSERT ON letter
   WHEN EXISTS (SELECT 1 FROM application_split WHERE parent_id = NEW.application_id)
   BEGIN SELECT RAISE(ABORT, 'after the split letters belong to the units'); END`,
  `CREATE TRIGGER letter_issue_not_after_split BEFORE INSERT ON letter_issue
   WHEN EXISTS (
     SELECT 1 FROM letter l JOIN application_split t ON t.parent_id = l.application_id WHERE l.id = NEW.letter_id)
   BEGIN SELECT RAISE(ABORT, 'after the split letters belong to the units'); END`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
