import { sql, type Kysely } from "kysely";

const tables = [
  "consultation",
  "consultation_letter",
  "consultation_extract",
  "consultation_packet",
  "consultation_follow_up",
  "consultation_answer",
  "consultation_decision",
  "consultation_void",
] as const;

const by = `account_id TEXT NOT NULL REFERENCES account(id),
    recorded_at TEXT NOT NULL`;
const words = (column: string) => `${column} TEXT NOT NULL CHECK (length(trim(${column})) > 0)`;

/**
 * 征求意见 of an application: who was asked about what, with which letter and extract, what they answered and what was
 * decided. Days of the clock stand in clock_event only; `clock_id` is the name its events have there. Append-only.
 */
const statements = [
  `CREATE TABLE consultation (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    application_id TEXT NOT NULL REFERENCES application(id),
    clock_id TEXT NOT NULL,
    party TEXT NOT NULL CHECK (party IN ('thirdParty','otherOrgan')),
    basis TEXT NOT NULL CHECK (basis IN ('thirdPartyRights','jointInformation','consistency')),
    ${words("name")},
    contact TEXT NOT NULL,
    phone TEXT NOT NULL,
    address TEXT NOT NULL,
    ${words("reason")},
    ${words("asked")},
    document_no TEXT NOT NULL,
    ${by},
    UNIQUE (application_id, clock_id),
    CHECK ((party = 'thirdParty') = (basis = 'thirdPartyRights'))
  ) STRICT`,
  `CREATE TABLE consultation_letter (
    letter_id TEXT PRIMARY KEY REFERENCES letter(id),
    consultation_id TEXT NOT NULL REFERENCES consultation(id),
    role TEXT NOT NULL CHECK (role IN ('consultation','decisionNotice')),
    ${by}
  ) STRICT`,
  `CREATE INDEX consultation_letter_by_consultation ON consultation_letter(consultation_id)`,
  `CREATE TRIGGER consultation_letter_of_this_party BEFORE INSERT ON consultation_letter
   WHEN NOT EXISTS (
     SELECT 1 FROM letter l JOIN consultation c ON c.id = NEW.consultation_id AND c.application_id = l.application_id
     WHERE l.id = NEW.letter_id AND l.template = CASE
       WHEN NEW.role = 'decisionNotice' AND c.party = 'thirdParty' THEN 'third-party-decision-notice'
       WHEN NEW.role = 'consultation' AND c.party = 'thirdParty' THEN 'third-party-consultation-letter'
       WHEN NEW.role = 'consultation' THEN 'other-organ-consultation-letter' END)
   BEGIN SELECT RAISE(ABORT, 'the letter is not one to this party'); END`,
  `CREATE TABLE consultation_extract (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    consultation_id TEXT NOT NULL REFERENCES consultation(id),
    kind TEXT NOT NULL CHECK (kind IN ('file','paper')),
    ${words("pages")},
    source_name TEXT NOT NULL,
    source_digest TEXT CHECK (source_digest IS NULL OR length(source_digest) = 64),
    blob_digest TEXT REFERENCES blob(digest),
    file_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
    checks TEXT NOT NULL CHECK (json_valid(checks)),
    ${by},
    CHECK ((kind = 'file') = (blob_digest IS NOT NULL AND source_digest IS NOT NULL)),
    CHECK (kind = 'paper' OR (size_bytes > 0 AND json_array_length(checks) > 0))
  ) STRICT`,
  `CREATE INDEX consultation_extract_by_consultation ON consultation_extract(consultation_id)`,
  `CREATE TRIGGER consultation_extract_before_signing BEFORE INSERT ON consultation_extract
   WHEN EXISTS (
     SELECT 1 FROM consultation_letter k JOIN letter_issue i ON i.letter_id = k.letter_id
     LEFT JOIN number_register n ON n.series = i.series AND n.year = i.year AND n.number = i.number
     WHERE k.consultation_id = NEW.consultation_id AND k.role = 'consultation' AND coalesce(n.state, '') <> 'void')
   BEGIN SELECT RAISE(ABORT, 'V1: what goes with a signed letter is what was reviewed'); END`,
  `CREATE TABLE consultation_packet (
    id TEXT PRIMARY KEY,
    consultation_id TEXT NOT NULL REFERENCES consultation(id),
    letter_id TEXT NOT NULL REFERENCES letter_issue(letter_id),
    question_digest TEXT NOT NULL CHECK (length(question_digest) = 64),
    bundle_digest TEXT NOT NULL CHECK (length(bundle_digest) = 64),
    ${by}
  ) STRICT`,
  `CREATE INDEX consultation_packet_by_consultation ON consultation_packet(consultation_id)`,
  `CREATE TRIGGER consultation_packet_of_its_letter BEFORE INSERT ON consultation_packet
   WHEN NOT EXISTS (SELECT 1 FROM consultation_letter WHERE letter_id = NEW.letter_id
     AND consultation_id = NEW.consultation_id AND role = 'consultation')
   BEGIN SELECT RAISE(ABORT, 'V1: a packet carries the signed letter to this party'); END`,
  `CREATE TABLE consultation_follow_up (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    consultation_id TEXT NOT NULL REFERENCES consultation(id),
    on_day TEXT NOT NULL,
    method TEXT NOT NULL CHECK (method IN ('telephone','letter','visit','network')),
    ${words("note")},
    next_on TEXT CHECK (next_on IS NULL OR next_on > on_day),
    ${by}
  ) STRICT`,
  `CREATE INDEX consultation_follow_up_by_consultation ON consultation_follow_up(consultation_id)`,
  `CREATE TABLE consultation_answer (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    consultation_id TEXT NOT NULL REFERENCES consultation(id),
    opinion TEXT NOT NULL CHECK (opinion IN ('consent','partial','objection')),
    passages TEXT NOT NULL,
    reasons TEXT NOT NULL,
    arrived_on TEXT NOT NULL,
    ${words("proof")},
    source TEXT NOT NULL CHECK (source IN ('form','typed')),
    form_digest TEXT REFERENCES blob(digest),
    event_id TEXT UNIQUE REFERENCES clock_event(id),
    ${by},
    CHECK (opinion <> 'partial' OR length(trim(passages)) > 0),
    CHECK (opinion <> 'consent' OR passages = ''),
    CHECK ((source = 'form') = (form_digest IS NOT NULL)),
    CHECK (source = 'typed' OR opinion = 'consent' OR length(trim(reasons)) > 0)
  ) STRICT`,
  `CREATE INDEX consultation_answer_by_consultation ON consultation_answer(consultation_id)`,
  `CREATE TRIGGER consultation_answer_points_to_its_event BEFORE INSERT ON consultation_answer
   WHEN NEW.event_id IS NOT NULL AND NOT EXISTS (
     SELECT 1 FROM clock_event e JOIN consultation c ON c.id = NEW.consultation_id
     WHERE e.id = NEW.event_id AND e.application_id = c.application_id AND e.type = 'consultationReturned'
       AND e.on_day = NEW.arrived_on AND json_extract(e.event, '$.consultationId') = c.clock_id)
   BEGIN SELECT RAISE(ABORT, 'V6: an answer points to its own event on the clock'); END`,
  `CREATE TABLE consultation_decision (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    consultation_id TEXT NOT NULL REFERENCES consultation(id),
    outcome TEXT NOT NULL CHECK (outcome IN ('withhold','disclose')),
    ${words("reason")},
    ${by}
  ) STRICT`,
  `CREATE INDEX consultation_decision_by_consultation ON consultation_decision(consultation_id)`,
  `CREATE TABLE consultation_void (
    consultation_id TEXT PRIMARY KEY REFERENCES consultation(id),
    ${words("reason")},
    ${by}
  ) STRICT`,
  `CREATE TRIGGER consultation_void_before_it_went_out BEFORE INSERT ON consultation_void
   WHEN EXISTS (SELECT 1 FROM consultation_packet WHERE consultation_id = NEW.consultation_id)
     OR EXISTS (SELECT 1 FROM consultation_letter k JOIN letter_issue i ON i.letter_id = k.letter_id
       WHERE k.consultation_id = NEW.consultation_id)
   BEGIN SELECT RAISE(ABORT, 'V5: whom a signed letter asked stays on record'); END`,
  ...tables.flatMap((table) => [
    `CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table}
     BEGIN SELECT RAISE(ABORT, 'V5: the record of a consultation never changes'); END`,
    `CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table}
     BEGIN SELECT RAISE(ABORT, 'V5: the record of a consultation never changes'); END`,
  ]),
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
