import { sql, type Kysely } from "kysely";

/** Letters that decide on what was asked; an ending (withdrawn, abandoned) is told in a letter of its own. */
const answers = `'disclosure-granted','disclosure-granted-proactive','disclosure-granted-future','disclosure-partial',
  'refusal-state-secret','refusal-legal-prohibition','refusal-security-stability','refusal-third-party',
  'refusal-internal-affairs','refusal-process-information','refusal-enforcement-file','special-query',
  'unable-not-held','unable-not-responsible','unable-processing-required','unable-unclear-after-correction',
  'not-processed-petition','not-processed-repeat','not-processed-publication','not-processed-abnormal-volume',
  'not-processed-reconfirm','not-government-information'`;

const reviewRuns = (jointLetterId: string) => `EXISTS (
     SELECT 1 FROM letter j JOIN review r ON r.item_id = j.item_id
     WHERE j.id = ${jointLetterId} AND r.state IN ('open','referred','approved'))`;

const issued = (jointLetterId: string) =>
  `EXISTS (SELECT 1 FROM letter_issue s WHERE s.letter_id = ${jointLetterId})`;

/**
 * One letter with several answers. It belongs to the application as received; each passage is the answer of one unit,
 * written in a letter of that unit. Review, number, issue and service are those of the joint letter alone, so a passage
 * has none of its own, and which passages it has stands still from the review on.
 */
const statements = [
  `CREATE TABLE joint_answer_part (
    letter_id TEXT PRIMARY KEY REFERENCES letter(id),
    joint_letter_id TEXT NOT NULL REFERENCES letter(id),
    account_id TEXT NOT NULL REFERENCES account(id),
    joined_at TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX joint_answer_part_by_joint ON joint_answer_part(joint_letter_id)`,
  `CREATE TRIGGER joint_answer_part_of_one_application BEFORE INSERT ON joint_answer_part
   WHEN NOT EXISTS (
     SELECT 1 FROM letter j JOIN application_unit u ON u.parent_id = j.application_id
     JOIN letter l ON l.application_id = u.application_id
     WHERE j.id = NEW.joint_letter_id AND j.template = 'joint-answer' AND l.id = NEW.letter_id
       AND l.template IN (${answers}))
   BEGIN SELECT RAISE(ABORT, 'a joint answer answers units of its own application'); END`,
  `CREATE TRIGGER joint_answer_part_once_a_unit BEFORE INSERT ON joint_answer_part
   WHEN EXISTS (
     SELECT 1 FROM joint_answer_part p JOIN letter other ON other.id = p.letter_id
     JOIN letter l ON l.application_id = other.application_id
     WHERE p.joint_letter_id = NEW.joint_letter_id AND l.id = NEW.letter_id)
   BEGIN SELECT RAISE(ABORT, 'a unit is answered once in a letter'); END`,
  `CREATE TRIGGER joint_answer_part_of_one_drafter BEFORE INSERT ON joint_answer_part
   WHEN (SELECT i.drafter_person_id FROM letter l JOIN item i ON i.id = l.item_id WHERE l.id = NEW.letter_id)
     IS NOT (SELECT i.drafter_person_id FROM letter l JOIN item i ON i.id = l.item_id WHERE l.id = NEW.joint_letter_id)
   BEGIN SELECT RAISE(ABORT, 'V4: who drafted a passage drafted the letter'); END`,
  `CREATE TRIGGER joint_answer_part_while_drafting BEFORE INSERT ON joint_answer_part
   WHEN ${reviewRuns("NEW.joint_letter_id")} OR ${issued("NEW.joint_letter_id")}
     OR ${reviewRuns("NEW.letter_id")} OR ${issued("NEW.letter_id")}
   BEGIN SELECT RAISE(ABORT, 'V3: what is under review or issued keeps its passages'); END`,
  `CREATE TRIGGER joint_answer_part_no_update BEFORE UPDATE ON joint_answer_part
   BEGIN SELECT RAISE(ABORT, 'V5: a passage is joined or taken out, never changed'); END`,
  `CREATE TRIGGER joint_answer_part_taken_out BEFORE DELETE ON joint_answer_part
   WHEN ${reviewRuns("OLD.joint_letter_id")} OR ${issued("OLD.joint_letter_id")}
   BEGIN SELECT RAISE(ABORT, 'V3: what is under review or issued keeps its passages'); END`,
  `CREATE TRIGGER review_not_of_a_passage BEFORE INSERT ON review
   WHEN EXISTS (
     SELECT 1 FROM joint_answer_part p JOIN letter l ON l.id = p.letter_id WHERE l.item_id = NEW.item_id)
   BEGIN SELECT RAISE(ABORT, 'V2: a passage is reviewed with the letter it is in'); END`,
  `CREATE TRIGGER letter_issue_not_of_a_passage BEFORE INSERT ON letter_issue
   WHEN EXISTS (SELECT 1 FROM joint_answer_part WHERE letter_id = NEW.letter_id)
   BEGIN SELECT RAISE(ABORT, 'V10: a passage goes out with the letter it is in'); END`,
  `CREATE TRIGGER letter_issue_of_several_answers BEFORE INSERT ON letter_issue
   WHEN EXISTS (SELECT 1 FROM letter WHERE id = NEW.letter_id AND template = 'joint-answer')
     AND (SELECT COUNT(*) FROM joint_answer_part WHERE joint_letter_id = NEW.letter_id) < 2
   BEGIN SELECT RAISE(ABORT, 'a joint answer has at least two answers'); END`,
  `CREATE TRIGGER letter_issue_of_open_units BEFORE INSERT ON letter_issue
   WHEN EXISTS (
     SELECT 1 FROM joint_answer_part p JOIN letter l ON l.id = p.letter_id
     JOIN letter other ON other.application_id = l.application_id AND other.id <> l.id AND other.template IN (${answers})
     LEFT JOIN joint_answer_part q ON q.letter_id = other.id
     JOIN letter_issue s ON s.letter_id = COALESCE(q.joint_letter_id, other.id)
     LEFT JOIN number_register n ON n.series = s.series AND n.year = s.year AND n.number = s.number
     WHERE p.joint_letter_id = NEW.letter_id AND COALESCE(n.state, '') <> 'void')
   BEGIN SELECT RAISE(ABORT, 'a unit is answered once'); END`,
  "DROP TRIGGER letter_not_after_split",
  `CREATE TRIGGER letter_not_after_split BEFORE INSERT ON letter
   WHEN NEW.template <> 'joint-answer'
     AND EXISTS (SELECT 1 FROM application_split WHERE parent_id = NEW.application_id)
   BEGIN SELECT RAISE(ABORT, 'after the split letters belong to the units'); END`,
  `CREATE TRIGGER letter_joint_after_split BEFORE INSERT ON letter
   WHEN NEW.template = 'joint-answer'
     AND NOT EXISTS (SELECT 1 FROM application_split WHERE parent_id = NEW.application_id)
   BEGIN SELECT RAISE(ABORT, 'only a split application is answered jointly'); END`,
  "DROP TRIGGER letter_issue_not_after_split",
  `CREATE TRIGGER letter_issue_not_after_split BEFORE INSERT ON letter_issue
   WHEN EXISTS (
     SELECT 1 FROM letter l JOIN application_split t ON t.parent_id = l.application_id
     WHERE l.id = NEW.letter_id AND l.template <> 'joint-answer')
   BEGIN SELECT RAISE(ABORT, 'after the split letters belong to the units'); END`,
  "DROP TRIGGER letter_issue_needs_legal_opinion",
  `CREATE TRIGGER letter_issue_needs_legal_opinion BEFORE INSERT ON letter_issue
   WHEN EXISTS (
     SELECT 1 FROM letter l
     WHERE (l.id = NEW.letter_id
         OR l.id IN (SELECT letter_id FROM joint_answer_part WHERE joint_letter_id = NEW.letter_id))
       AND (
       l.template IN ('refusal-state-secret','refusal-legal-prohibition','refusal-security-stability',
         'refusal-third-party','refusal-internal-affairs','refusal-process-information','refusal-enforcement-file',
         'third-party-decision-notice','not-processed-abnormal-volume')
       OR (l.template IN ('unable-not-held','unable-not-responsible','not-processed-repeat','special-query')
         AND EXISTS (
           SELECT 1 FROM dispute d WHERE d.application_id = l.application_id AND NOT EXISTS (
             SELECT 1 FROM dispute_step s WHERE s.dispute_id = d.id AND s.kind = 'voided')))))
     AND coalesce((
       SELECT o.opinion = 'agree' AND o.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.signed_by)
       FROM legal_opinion o
       WHERE o.letter_id = NEW.letter_id AND o.content_digest = NEW.content_digest
       ORDER BY o.seq DESC LIMIT 1), 0) = 0
   BEGIN SELECT RAISE(ABORT, 'no legal reader agreed to exactly this letter'); END`,
  "DROP TRIGGER dispute_of_its_letter",
  `CREATE TRIGGER dispute_of_its_letter BEFORE INSERT ON dispute
   WHEN NEW.letter_id IS NOT NULL AND NOT EXISTS (
     SELECT 1 FROM letter l LEFT JOIN joint_answer_part p ON p.letter_id = l.id
     JOIN letter_issue s ON s.letter_id = COALESCE(p.joint_letter_id, l.id)
     WHERE l.id = NEW.letter_id AND l.application_id = NEW.application_id)
   BEGIN SELECT RAISE(ABORT, 'V5: a dispute is about a signed letter of its application'); END`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
