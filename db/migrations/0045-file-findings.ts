import { sql, type Kysely } from "kysely";

/**
 * What was found in the files of a draft, one row a finding instead of one text a file: a list of persons has tens of
 * thousands, and who looks at a hundred of them, or masks a whole kind, does not read and write all of them. One answer
 * is one row, however many findings it stands for. What was found in the text stays beside the text.
 */
const answerColumns = "answer, note, account_id, person_id, person_name, at";

const statements = [
  `CREATE TABLE draft_finding (
    id INTEGER PRIMARY KEY,
    attachment_id TEXT NOT NULL REFERENCES draft_attachment(id),
    passage TEXT NOT NULL,
    type TEXT NOT NULL,
    severity TEXT NOT NULL CHECK (severity IN ('must-fix','look-at')),
    rule_id TEXT NOT NULL,
    value TEXT NOT NULL,
    words TEXT NOT NULL,
    place TEXT NOT NULL,
    new_under TEXT,
    last_under TEXT
  ) STRICT`,
  // In the order of the file, with all that its outline says: the outline is read from the index alone.
  "CREATE INDEX draft_finding_of_file ON draft_finding(attachment_id, id, type, severity, new_under)",
  "CREATE INDEX draft_finding_by_words ON draft_finding(words, attachment_id) WHERE words <> ''",
  `CREATE TABLE draft_answer (
    id INTEGER PRIMARY KEY,
    item_id TEXT NOT NULL REFERENCES item(id),
    answer TEXT NOT NULL CHECK (answer IN ('mask','keep','dismiss')),
    note TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    person_name TEXT NOT NULL,
    at TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE draft_finding_answer (
    finding_id INTEGER PRIMARY KEY REFERENCES draft_finding(id),
    answer_id INTEGER NOT NULL REFERENCES draft_answer(id)
  ) STRICT`,
  `INSERT INTO draft_finding (attachment_id, passage, type, severity, rule_id, value, words, place, new_under, last_under)
   SELECT a.id, f.value ->> 'findingId', f.value ->> 'type', f.value ->> 'severity', f.value ->> 'ruleId',
     f.value ->> 'value', upper(replace(replace(f.value ->> 'value', ' ', ''), char(10), '')), f.value ->> 'where',
     f.value ->> 'newUnder', f.value ->> 'lastUnder'
   FROM draft_attachment a, json_each(a.findings) f
   ORDER BY a.item_id, a.position, f.key`,
  "CREATE INDEX draft_finding_by_passage ON draft_finding(passage)",
  `CREATE TEMP TABLE answered AS
   SELECT t.item_id, f.id AS finding_id, f.passage, a.value ->> 'answer' AS answer, a.value ->> 'note' AS note,
     a.value ->> 'accountId' AS account_id, a.value ->> 'personId' AS person_id,
     a.value ->> 'personName' AS person_name, a.value ->> 'at' AS at
   FROM draft d CROSS JOIN json_each(d.answers) a
   CROSS JOIN draft_finding f ON f.passage = a.key
   CROSS JOIN draft_attachment t ON t.id = f.attachment_id AND t.item_id = d.item_id`,
  `INSERT INTO draft_answer (item_id, ${answerColumns}) SELECT DISTINCT item_id, ${answerColumns} FROM answered`,
  `INSERT INTO draft_finding_answer (finding_id, answer_id)
   SELECT g.finding_id, a.id FROM answered g JOIN draft_answer a USING (item_id, ${answerColumns})`,
  "CREATE INDEX temp.answered_passage ON answered(item_id, passage)",
  `UPDATE draft SET answers = (
     SELECT json_group_object(a.key, json(a.value)) FROM json_each(draft.answers) a
     WHERE NOT EXISTS (SELECT 1 FROM answered g WHERE g.item_id = draft.item_id AND g.passage = a.key))`,
  "DROP TABLE answered",
  "DROP INDEX draft_finding_by_passage",
  "ALTER TABLE draft_attachment DROP COLUMN findings",
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
