import { sql, type Kysely } from "kysely";

const list = (column: string): string =>
  `CHECK (json_valid(${column}) AND json_type(${column}) = 'array' AND json_array_length(${column}) <= 100)`;
const words = (column: string): string => `CHECK (${column} = trim(${column}) AND ${column} <> '')`;
const day = (column: string): string => `CHECK (${column} IS date(${column}))`;

const refuse = (name: string, when: string, why: string): string =>
  `CREATE TRIGGER ${name} BEFORE ${when}
   BEGIN SELECT RAISE(ABORT, '${why}'); END`;
/** The same refusal for a new row and for a changed one. */
const refuseBoth = (name: string, when: string, why: string): readonly string[] => [
  refuse(`${name}_when_made`, `INSERT ON catalogue_item WHEN ${when}`, why),
  refuse(`${name}_when_changed`, `UPDATE ON catalogue_item WHEN ${when}`, why),
];

const keepVersion = `INSERT INTO catalogue_item_version (item_id, version, content, retired, change_reason, account_id, person_id, saved_at)
     VALUES (NEW.id, NEW.version, json_object(
       'itemCode', NEW.item_code, 'level1', NEW.level1, 'level2', NEW.level2, 'contentElements', json(NEW.content_elements),
       'legalBasis', json(NEW.legal_basis), 'statutory', NEW.statutory, 'deadlineRule', NEW.term_rule, 'subjectOrgan', NEW.subject_organ,
       'responsibleUnit', NEW.responsible_unit, 'responsiblePost', NEW.responsible_post, 'method', NEW.method, 'audience', NEW.audience,
       'channels', json(NEW.channels), 'level', NEW.level, 'periodRule', NEW.period_rule, 'validFrom', NEW.valid_from),
       NEW.retired, NEW.change_reason, NEW.updated_by_account, NEW.updated_by_person, NEW.updated_at)`;

/**
 * 主动公开事项目录 (catalogue.md §2): what must be public, one row a kind of information. Any of the six elements of
 * 枣政办发〔2024〕5号 四(九)1 may still be empty; `lacks_cache` says how many are. An item is retired and never deleted, and each
 * version of it is kept as it was, with who changed it and why (动态更新).
 */
const statements = [
  `CREATE TABLE catalogue_item (
    id TEXT PRIMARY KEY,
    item_code TEXT NOT NULL UNIQUE ${words("item_code")},
    level1 TEXT NOT NULL ${words("level1")},
    level2 TEXT NOT NULL ${words("level2")},
    content_elements TEXT NOT NULL ${list("content_elements")},
    legal_basis TEXT NOT NULL ${list("legal_basis")} CHECK (json_array_length(legal_basis) > 0),
    statutory INTEGER NOT NULL CHECK (statutory IN (0, 1)),
    term_rule TEXT NOT NULL CHECK (
      term_rule IN ('', 'realTime') OR term_rule GLOB '[WN]D:[1-9]* from [a-z]*'
      OR (term_rule GLOB 'fixed:[0-9][0-9]-[0-9][0-9]' AND '2024-' || substr(term_rule, 7) IS date('2024-' || substr(term_rule, 7)))
      OR term_rule GLOB 'quarterly+[1-9]*' OR term_rule GLOB 'monthly+[1-9]*'),
    subject_organ TEXT NOT NULL CHECK (subject_organ = trim(subject_organ)),
    responsible_unit TEXT NOT NULL CHECK (responsible_unit = trim(responsible_unit)),
    responsible_post TEXT NOT NULL CHECK (responsible_post = trim(responsible_post)),
    method TEXT CHECK (method IN ('proactive', 'onApplication')),
    audience TEXT NOT NULL CHECK (audience IN ('public', 'targeted')),
    channels TEXT NOT NULL ${list("channels")},
    level TEXT CHECK (level IN ('city', 'county', 'township', 'village')),
    period_rule TEXT NOT NULL CHECK (
      period_rule IN ('permanent', 'until:superseded') OR period_rule GLOB '[WN]D:[1-9]* after publish'
      OR (period_rule GLOB 'until:[0-9]*' AND substr(period_rule, 7) IS date(substr(period_rule, 7)))),
    valid_from TEXT NOT NULL ${day("valid_from")},
    retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
    lacks_cache INTEGER NOT NULL CHECK (lacks_cache = (subject_organ = '') + (json_array_length(content_elements) = 0) + (term_rule = '')
      + (method IS NULL) + (json_array_length(channels) = 0) + (responsible_unit = '')),
    version INTEGER NOT NULL CHECK (version > 0),
    change_reason TEXT NOT NULL ${words("change_reason")},
    created_by_account TEXT NOT NULL REFERENCES account(id),
    created_by_person TEXT NOT NULL REFERENCES person(id),
    created_at TEXT NOT NULL,
    updated_by_account TEXT NOT NULL REFERENCES account(id),
    updated_by_person TEXT NOT NULL REFERENCES person(id),
    updated_at TEXT NOT NULL CHECK (updated_at >= created_at)
  ) STRICT`,
  `CREATE TABLE catalogue_item_version (
    item_id TEXT NOT NULL REFERENCES catalogue_item(id),
    version INTEGER NOT NULL,
    content TEXT NOT NULL CHECK (json_valid(content)),
    retired INTEGER NOT NULL,
    change_reason TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    saved_at TEXT NOT NULL,
    PRIMARY KEY (item_id, version)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX catalogue_item_by_code ON catalogue_item(retired, item_code)`,
  ...refuseBoth(
    "catalogue_item_by_office",
    `NEW.updated_by_person IS NOT (SELECT person_id FROM account WHERE id = NEW.updated_by_account)
     OR NOT EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.updated_by_account AND role = 'disclosureOffice')`,
    "V4: the disclosure office keeps the catalogue",
  ),
  ...refuseBoth(
    "catalogue_item_well_formed",
    `EXISTS (SELECT 1 FROM json_each(NEW.content_elements) e WHERE e.type <> 'text' OR trim(e.value) = '')
     OR EXISTS (SELECT 1 FROM json_each(NEW.channels) c WHERE c.type <> 'text' OR c.value NOT IN ('website','gazette','newMedia','pressConference','broadcast','press','readingPoint','serviceCentre','noticeBoard','direct','other'))
     OR (SELECT count(*) <> count(DISTINCT value) FROM json_each(NEW.channels))
     OR EXISTS (SELECT 1 FROM json_each(NEW.legal_basis) b WHERE b.type <> 'object' OR trim(coalesce(json_extract(b.value, '$.title'), '')) = '')`,
    "V3: content, channels and legal basis of an item are named",
  ),
  refuse(
    "catalogue_item_first_version",
    `INSERT ON catalogue_item WHEN NEW.version <> 1 OR NEW.retired <> 0 OR NEW.created_by_account <> NEW.updated_by_account
     OR NEW.created_by_person <> NEW.updated_by_person OR NEW.created_at <> NEW.updated_at`,
    "V5: an item begins with its first version",
  ),
  refuse(
    "catalogue_item_next_version",
    `UPDATE ON catalogue_item WHEN NEW.version <> OLD.version + 1 OR NEW.id <> OLD.id OR NEW.updated_at < OLD.updated_at
     OR NEW.created_by_account <> OLD.created_by_account OR NEW.created_by_person <> OLD.created_by_person OR NEW.created_at <> OLD.created_at`,
    "V5: a change of an item is its next version",
  ),
  refuse("catalogue_item_no_delete", "DELETE ON catalogue_item", "V5: an item is retired, never deleted"),
  refuse(
    "catalogue_item_version_of_item",
    `INSERT ON catalogue_item_version WHEN NOT EXISTS (
     SELECT 1 FROM catalogue_item i WHERE i.id = NEW.item_id AND i.version = NEW.version AND i.retired = NEW.retired AND i.change_reason = NEW.change_reason
       AND i.updated_by_account = NEW.account_id AND i.updated_by_person = NEW.person_id AND i.updated_at = NEW.saved_at)`,
    "V5: a version is kept as the item was",
  ),
  refuse(
    "catalogue_item_version_no_update",
    "UPDATE ON catalogue_item_version",
    "V5: a version of an item never changes",
  ),
  refuse(
    "catalogue_item_version_no_delete",
    "DELETE ON catalogue_item_version",
    "V5: a version of an item is never deleted",
  ),
  `CREATE TRIGGER catalogue_item_made AFTER INSERT ON catalogue_item
   BEGIN ${keepVersion}; END`,
  `CREATE TRIGGER catalogue_item_changed AFTER UPDATE ON catalogue_item
   BEGIN ${keepVersion}; END`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
