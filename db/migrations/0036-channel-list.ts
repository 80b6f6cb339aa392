import { sql, type Kysely } from "kysely";

const newest = "(SELECT max(version) FROM channel_list)";
const before = "(SELECT channels FROM channel_list ORDER BY version DESC LIMIT 1)";
const content = "CAST(NEW.content AS TEXT)";
const field = (row: string, name: string) => `json_extract(${row}.value, '$.${name}')`;

/**
 * The department's own list of 公开渠道, in versions of which the newest is in force. A revision names its channels inside
 * its digested bytes; a new one may only have those in use, under the name they have now (V3). What was reviewed stays.
 */
const statements = [
  `CREATE TABLE channel_list (
    version INTEGER PRIMARY KEY CHECK (version > 0),
    channels TEXT NOT NULL CHECK (json_valid(channels) AND json_array_length(channels) BETWEEN 1 AND 60),
    note TEXT NOT NULL CHECK (length(trim(note)) > 0),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    saved_at TEXT NOT NULL
  ) STRICT`,
  `CREATE TRIGGER channel_list_no_update BEFORE UPDATE ON channel_list
   BEGIN SELECT RAISE(ABORT, 'V5: a list of channels never changes'); END`,
  `CREATE TRIGGER channel_list_no_delete BEFORE DELETE ON channel_list
   BEGIN SELECT RAISE(ABORT, 'V5: a list of channels is never deleted'); END`,
  `CREATE TRIGGER channel_list_in_order BEFORE INSERT ON channel_list
   WHEN NEW.version IS NOT coalesce(${newest}, 0) + 1
   BEGIN SELECT RAISE(ABORT, 'V5: versions of the list of channels follow each other'); END`,
  `CREATE TRIGGER channel_list_by_office BEFORE INSERT ON channel_list
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
     OR NOT EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.account_id AND role = 'disclosureOffice')
   BEGIN SELECT RAISE(ABORT, 'V4: the disclosure office keeps the list of channels'); END`,
  `CREATE TRIGGER channel_list_well_formed BEFORE INSERT ON channel_list
   WHEN EXISTS (
     SELECT 1 FROM json_each(NEW.channels) c
     WHERE coalesce(${field("c", "id")}, '') = '' OR trim(coalesce(${field("c", "name")}, '')) = ''
       OR coalesce(${field("c", "kind")}, '') NOT IN ('website','gazette','newMedia','pressConference','broadcast','press','readingPoint','serviceCentre','noticeBoard','direct','other')
       OR coalesce(${field("c", "state")}, '') NOT IN ('inUse','retired'))
   OR (SELECT count(*) <> count(DISTINCT ${field("c", "id")}) OR count(*) <> count(DISTINCT ${field("c", "name")}) FROM json_each(NEW.channels) c)
   BEGIN SELECT RAISE(ABORT, 'V3: every channel of the list has one id, one name, a kind and a state'); END`,
  `CREATE TRIGGER channel_list_keeps BEFORE INSERT ON channel_list
   WHEN EXISTS (
     SELECT 1 FROM json_each(coalesce(${before}, '[]')) o
     WHERE NOT EXISTS (
       SELECT 1 FROM json_each(NEW.channels) c
       WHERE ${field("c", "id")} = ${field("o", "id")} AND ${field("c", "kind")} = ${field("o", "kind")}))
   BEGIN SELECT RAISE(ABORT, 'V3: a channel is retired, never left out, and keeps its kind'); END`,
  `CREATE TRIGGER revision_names_its_channels BEFORE INSERT ON revision
   WHEN json_valid(${content})
   AND json_extract(${content}, '$.scope.namedChannels') IS NOT json_extract(NEW.metadata, '$.namedChannels')
   BEGIN SELECT RAISE(ABORT, 'V3: a revision names the same channels in its bytes and beside them'); END`,
  // What was taken over from the centre was reviewed on another workstation, with the names of that one.
  `CREATE TRIGGER revision_channels_in_use BEFORE INSERT ON revision
   WHEN EXISTS (SELECT 1 FROM channel_list)
   AND (SELECT kind FROM item WHERE id = NEW.item_id) IS NOT 'letter'
   AND NOT EXISTS (SELECT 1 FROM meta WHERE key = 'sync.taken.' || NEW.item_id AND value = NEW.content_digest)
   AND (
     EXISTS (
       SELECT 1 FROM json_each(NEW.metadata, '$.channels') k
       WHERE NOT EXISTS (
         SELECT 1 FROM json_each(NEW.metadata, '$.namedChannels') c WHERE ${field("c", "kind")} = k.value))
     OR EXISTS (
       SELECT 1 FROM json_each(NEW.metadata, '$.namedChannels') c
       WHERE NOT EXISTS (
         SELECT 1 FROM channel_list l, json_each(l.channels) e
         WHERE l.version = ${newest} AND ${field("e", "state")} = 'inUse' AND ${field("e", "id")} = ${field("c", "id")}
           AND ${field("e", "kind")} = ${field("c", "kind")} AND ${field("e", "name")} = ${field("c", "name")})))
   BEGIN SELECT RAISE(ABORT, 'V3: a new revision has channels that are in use, by the name they have'); END`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
