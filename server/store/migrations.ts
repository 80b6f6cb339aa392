/**
 * Numbered and frozen: a released step is never edited. Invariants stand here too: what must be unique is a key (I1),
 * what must never change is guarded by a trigger.
 */
export const migrations: readonly (readonly string[])[] = [
  [
    `CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT`,
    `CREATE TABLE key_record (
       keyid TEXT PRIMARY KEY,
       owner_type TEXT NOT NULL CHECK (owner_type IN ('person','device')),
       owner_id TEXT NOT NULL, org_code TEXT,
       record TEXT NOT NULL CHECK (json_valid(record)), revoked_at TEXT
     ) STRICT`,
    `CREATE TRIGGER key_record_stays_revoked BEFORE UPDATE OF revoked_at ON key_record
     WHEN OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS NOT OLD.revoked_at
     BEGIN SELECT RAISE(ABORT, 'a revoked key stays revoked'); END`,
    `CREATE TABLE delegation (
       delegation_id TEXT PRIMARY KEY, person_id TEXT NOT NULL, from_person_id TEXT NOT NULL CHECK (from_person_id <> person_id),
       valid_from TEXT NOT NULL, valid_until TEXT NOT NULL
     ) STRICT`,
    `CREATE TABLE device (
       device_id TEXT PRIMARY KEY, incarnation TEXT NOT NULL, org_code TEXT, frozen INTEGER NOT NULL CHECK (frozen IN (0,1))
     ) STRICT`,
    `CREATE TABLE incarnation (
       device_id TEXT NOT NULL, incarnation TEXT NOT NULL, first_seen TEXT NOT NULL,
       audit_size INTEGER NOT NULL CHECK (audit_size >= 0), audit_root TEXT,
       PRIMARY KEY (device_id, incarnation)
     ) STRICT, WITHOUT ROWID`,
    `CREATE TRIGGER incarnation_audit_only_grows BEFORE UPDATE OF audit_size ON incarnation WHEN NEW.audit_size < OLD.audit_size
     BEGIN SELECT RAISE(ABORT, 'I7: a witnessed head never shrinks'); END`,
    `CREATE TABLE package (
       package_id TEXT PRIMARY KEY, digest TEXT NOT NULL,
       device_id TEXT NOT NULL, incarnation TEXT NOT NULL, device_seq INTEGER NOT NULL, org_code TEXT NOT NULL,
       kind TEXT NOT NULL, object_type TEXT NOT NULL, object_id TEXT NOT NULL, rev_no INTEGER NOT NULL,
       base TEXT, content_digest TEXT NOT NULL, submission BLOB NOT NULL, reviews BLOB NOT NULL,
       state TEXT NOT NULL CHECK (state IN ('announced','received','decided','held')),
       problem TEXT, via TEXT NOT NULL CHECK (via IN ('network','media')),
       announced_at TEXT NOT NULL, received_at TEXT, zip_sha256 TEXT, zip_size INTEGER,
       outcome TEXT CHECK (outcome IN ('accepted','conflict','rejected')),
       log_index INTEGER UNIQUE, checkpoint_size INTEGER,
       CHECK ((state = 'decided') = (outcome IS NOT NULL))
     ) STRICT`,
    `CREATE INDEX package_by_state ON package(state) WHERE state <> 'decided'`,
    `CREATE INDEX package_by_object ON package(object_id)`,
    `CREATE TRIGGER package_identity_fixed BEFORE UPDATE OF package_id, digest, device_id, incarnation, device_seq, content_digest, submission ON package
     BEGIN SELECT RAISE(ABORT, 'I1: a package never changes'); END`,
    `CREATE TRIGGER package_decided_once BEFORE UPDATE OF outcome ON package WHEN OLD.outcome IS NOT NULL
     BEGIN SELECT RAISE(ABORT, 'I1: a package is decided once'); END`,
    `CREATE TRIGGER package_index_fixed BEFORE UPDATE OF log_index ON package WHEN OLD.log_index IS NOT NULL
     BEGIN SELECT RAISE(ABORT, 'I1: a leaf keeps its place'); END`,
    `CREATE TABLE device_seq (
       device_id TEXT NOT NULL, incarnation TEXT NOT NULL, seq INTEGER NOT NULL, package_id TEXT NOT NULL UNIQUE,
       PRIMARY KEY (device_id, incarnation, seq)
     ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE review_use (review_id TEXT PRIMARY KEY, package_id TEXT NOT NULL) STRICT, WITHOUT ROWID`,
    `CREATE TRIGGER review_use_no_update BEFORE UPDATE ON review_use BEGIN SELECT RAISE(ABORT, 'I1: a review is used once'); END`,
    `CREATE TABLE object_head (
       object_id TEXT PRIMARY KEY, object_type TEXT NOT NULL, head TEXT NOT NULL, rev_no INTEGER NOT NULL,
       package_id TEXT NOT NULL, withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0,1))
     ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE case_event (
       case_id TEXT NOT NULL, event_no INTEGER NOT NULL, package_id TEXT NOT NULL, PRIMARY KEY (case_id, event_no)
     ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE publication (
       package_id TEXT PRIMARY KEY REFERENCES package(package_id), object_id TEXT NOT NULL, content_digest TEXT NOT NULL,
       state TEXT NOT NULL CHECK (state IN ('live','waiting-group','superseded','stopped')),
       group_id TEXT, group_size INTEGER, pushed INTEGER NOT NULL CHECK (pushed IN (0,1))
     ) STRICT`,
    `CREATE UNIQUE INDEX publication_one_live ON publication(object_id) WHERE state IN ('live','waiting-group')`,
    `CREATE INDEX publication_by_group ON publication(group_id) WHERE group_id IS NOT NULL`,
    `CREATE TRIGGER publication_needs_acceptance BEFORE INSERT ON publication
     WHEN NOT EXISTS (SELECT 1 FROM package p WHERE p.package_id = NEW.package_id AND p.outcome = 'accepted'
       AND p.content_digest = NEW.content_digest AND p.object_id = NEW.object_id)
     BEGIN SELECT RAISE(ABORT, 'I3: nothing is published that was not accepted'); END`,
    `CREATE TRIGGER publication_stopped_for_good BEFORE UPDATE OF state ON publication
     WHEN OLD.state IN ('stopped','superseded') AND NEW.state <> OLD.state
     BEGIN SELECT RAISE(ABORT, 'I5: what was taken down stays down'); END`,
    `CREATE TABLE bag (zip_sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, salt BLOB NOT NULL) STRICT, WITHOUT ROWID`,
    `CREATE TABLE inbox (
       cursor INTEGER PRIMARY KEY AUTOINCREMENT, org_code TEXT NOT NULL, device_id TEXT, kind TEXT NOT NULL, ref TEXT NOT NULL, created_at TEXT NOT NULL
     ) STRICT`,
    `CREATE INDEX inbox_by_org ON inbox(org_code, cursor)`,
    `CREATE TABLE inbox_ack (device_id TEXT PRIMARY KEY, cursor INTEGER NOT NULL) STRICT, WITHOUT ROWID`,
    `CREATE TABLE log_pending (seq INTEGER PRIMARY KEY AUTOINCREMENT, leaf BLOB NOT NULL, package_id TEXT UNIQUE) STRICT`,
    `CREATE TABLE log_entry (idx INTEGER PRIMARY KEY, leaf BLOB NOT NULL, leaf_hash BLOB NOT NULL, package_id TEXT) STRICT`,
    `CREATE TRIGGER log_entry_no_update BEFORE UPDATE ON log_entry BEGIN SELECT RAISE(ABORT, 'I7: the log only grows'); END`,
    `CREATE TRIGGER log_entry_no_delete BEFORE DELETE ON log_entry BEGIN SELECT RAISE(ABORT, 'I7: the log only grows'); END`,
    `CREATE TABLE log_node (level INTEGER NOT NULL, idx INTEGER NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (level, idx)) STRICT, WITHOUT ROWID`,
    `CREATE TABLE log_head (origin TEXT PRIMARY KEY, size INTEGER NOT NULL, frontier BLOB NOT NULL) STRICT, WITHOUT ROWID`,
    `CREATE TABLE signer_state (origin TEXT PRIMARY KEY, size INTEGER NOT NULL, root TEXT NOT NULL) STRICT, WITHOUT ROWID`,
    `CREATE TRIGGER signer_state_only_grows BEFORE UPDATE ON signer_state
     WHEN NEW.size < OLD.size OR (NEW.size = OLD.size AND NEW.root <> OLD.root)
     BEGIN SELECT RAISE(ABORT, 'I7: the signer never goes back'); END`,
    `CREATE TABLE checkpoint (size INTEGER PRIMARY KEY, note TEXT NOT NULL) STRICT, WITHOUT ROWID`,
  ],
  [
    // 三员分立: a person has one row, a row one role.
    `CREATE TABLE operator (
       operator_id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE,
       role TEXT NOT NULL CHECK (role IN ('systemAdmin','securityAdmin','auditAdmin')),
       salt BLOB NOT NULL, passphrase_hash BLOB NOT NULL,
       failures INTEGER NOT NULL CHECK (failures >= 0), ended_at TEXT
     ) STRICT`,
    `CREATE TRIGGER operator_keeps_role BEFORE UPDATE OF operator_id, name, role ON operator
     BEGIN SELECT RAISE(ABORT, 'nobody changes the role: one person holds one'); END`,
    `CREATE TABLE enrolment (
       enrolment_id TEXT PRIMARY KEY,
       owner_type TEXT NOT NULL CHECK (owner_type IN ('person','device')), org_code TEXT NOT NULL, roles TEXT NOT NULL CHECK (json_valid(roles)),
       code_salt BLOB NOT NULL, code_hash BLOB NOT NULL, attempts_left INTEGER NOT NULL CHECK (attempts_left >= 0), expires_at TEXT NOT NULL,
       state TEXT NOT NULL CHECK (state IN ('open','pending','approved','refused')),
       opened_by TEXT NOT NULL REFERENCES operator(operator_id), opened_at TEXT NOT NULL,
       keyid TEXT, record TEXT CHECK (record IS NULL OR json_valid(record)), tls_key BLOB, request_digest TEXT, requested_at TEXT,
       decided_by TEXT REFERENCES operator(operator_id), decided_at TEXT, certificate TEXT,
       CHECK (decided_by IS NULL OR decided_by <> opened_by),
       CHECK ((state IN ('pending','approved')) <= (keyid IS NOT NULL AND request_digest IS NOT NULL)),
       CHECK ((state = 'approved') <= (decided_by IS NOT NULL))
     ) STRICT`,
    `CREATE TRIGGER enrolment_only_forward BEFORE UPDATE OF state ON enrolment
     WHEN NOT ((OLD.state = 'open' AND NEW.state IN ('pending','refused')) OR (OLD.state = 'pending' AND NEW.state IN ('approved','refused')))
     BEGIN SELECT RAISE(ABORT, 'an enrolment only goes forward'); END`,
    `CREATE TRIGGER enrolment_code_used_once BEFORE UPDATE OF request_digest, keyid ON enrolment WHEN OLD.request_digest IS NOT NULL
     BEGIN SELECT RAISE(ABORT, 'a code is used once'); END`,
    `CREATE TRIGGER enrolment_attempts_only_fall BEFORE UPDATE OF attempts_left ON enrolment WHEN NEW.attempts_left > OLD.attempts_left
     BEGIN SELECT RAISE(ABORT, 'attempts are not given back'); END`,
    // Devices that hold a certificate of ours must show it.
    `CREATE TABLE device_certificate (device_id TEXT PRIMARY KEY, issued_at TEXT NOT NULL, certificate TEXT NOT NULL) STRICT, WITHOUT ROWID`,
  ],
  [
    // Planned time: a release waits as "scheduled" beside what is shown, which stays until the new one takes its place.
    `CREATE TABLE publication_3 (
       package_id TEXT PRIMARY KEY REFERENCES package(package_id), object_id TEXT NOT NULL, content_digest TEXT NOT NULL,
       state TEXT NOT NULL CHECK (state IN ('live','waiting-group','scheduled','superseded','stopped')),
       group_id TEXT, group_size INTEGER, not_before TEXT, pushed INTEGER NOT NULL CHECK (pushed IN (0,1)),
       CHECK (state <> 'scheduled' OR not_before IS NOT NULL)
     ) STRICT`,
    `INSERT INTO publication_3 (package_id, object_id, content_digest, state, group_id, group_size, pushed)
     SELECT package_id, object_id, content_digest, state, group_id, group_size, pushed FROM publication`,
    `DROP TABLE publication`,
    `ALTER TABLE publication_3 RENAME TO publication`,
    `CREATE UNIQUE INDEX publication_one_live ON publication(object_id) WHERE state = 'live'`,
    `CREATE UNIQUE INDEX publication_one_waiting ON publication(object_id) WHERE state IN ('waiting-group','scheduled')`,
    `CREATE INDEX publication_by_group ON publication(group_id) WHERE group_id IS NOT NULL`,
    `CREATE INDEX publication_by_time ON publication(not_before) WHERE state = 'scheduled'`,
    `CREATE TRIGGER publication_needs_acceptance BEFORE INSERT ON publication
     WHEN NOT EXISTS (SELECT 1 FROM package p WHERE p.package_id = NEW.package_id AND p.outcome = 'accepted'
       AND p.content_digest = NEW.content_digest AND p.object_id = NEW.object_id)
     BEGIN SELECT RAISE(ABORT, 'I3: nothing is published that was not accepted'); END`,
    `CREATE TRIGGER publication_stopped_for_good BEFORE UPDATE OF state ON publication
     WHEN OLD.state IN ('stopped','superseded') AND NEW.state <> OLD.state
     BEGIN SELECT RAISE(ABORT, 'I5: what was taken down stays down'); END`,
    `CREATE TRIGGER publication_pushed_when_live BEFORE UPDATE OF pushed ON publication
     WHEN NEW.pushed = 1 AND NEW.state IN ('scheduled','waiting-group')
     BEGIN SELECT RAISE(ABORT, 'I3: what waits for its time or its group is not shown'); END`,
  ],
  [
    // The envelopes apart: the row of a package is written anew at each step of its way, they never are.
    `CREATE TABLE package_statement (
       package_id TEXT PRIMARY KEY REFERENCES package(package_id), submission BLOB NOT NULL, reviews BLOB NOT NULL
     ) STRICT`,
    `INSERT INTO package_statement (package_id, submission, reviews) SELECT package_id, submission, reviews FROM package`,
    `CREATE TRIGGER package_statement_fixed BEFORE UPDATE ON package_statement
     BEGIN SELECT RAISE(ABORT, 'I1: a package never changes'); END`,
    `DROP TRIGGER package_identity_fixed`,
    `ALTER TABLE package DROP COLUMN submission`,
    `ALTER TABLE package DROP COLUMN reviews`,
    `CREATE TRIGGER package_identity_fixed BEFORE UPDATE OF package_id, digest, device_id, incarnation, device_seq, content_digest ON package
     BEGIN SELECT RAISE(ABORT, 'I1: a package never changes'); END`,
    // Asked at every announcement.
    `CREATE INDEX package_by_sequence ON package(device_id, incarnation, device_seq)`,
  ],
  [
    // What a decision under a delegation is held against. Rows of before say no stage, and give none.
    `ALTER TABLE delegation ADD COLUMN kind TEXT NOT NULL DEFAULT 'deputy' CHECK (kind IN ('deputy','emergency'))`,
    `ALTER TABLE delegation ADD COLUMN stage TEXT NOT NULL DEFAULT ''`,
    `ALTER TABLE delegation ADD COLUMN review_no TEXT`,
    `ALTER TABLE delegation ADD COLUMN org_code TEXT`,
    `ALTER TABLE delegation ADD COLUMN ended_at TEXT`,
    `CREATE TRIGGER delegation_fixed BEFORE UPDATE ON delegation
     WHEN OLD.ended_at IS NOT NULL OR NEW.delegation_id IS NOT OLD.delegation_id OR NEW.kind IS NOT OLD.kind OR NEW.stage IS NOT OLD.stage
       OR NEW.person_id IS NOT OLD.person_id OR NEW.from_person_id IS NOT OLD.from_person_id OR NEW.valid_from IS NOT OLD.valid_from
       OR NEW.valid_until IS NOT OLD.valid_until OR NEW.review_no IS NOT OLD.review_no OR NEW.org_code IS NOT OLD.org_code
     BEGIN SELECT RAISE(ABORT, 'I3: a delegation never changes, it ends'); END`,
  ],
];

/** The database of uploads under way. */
export const uploadMigrations: readonly (readonly string[])[] = [
  [
    `CREATE TABLE upload (
       upload_id TEXT PRIMARY KEY, package_id TEXT NOT NULL, device_id TEXT NOT NULL, size INTEGER NOT NULL,
       flushed INTEGER NOT NULL CHECK (flushed BETWEEN 0 AND size), zip_sha256 TEXT NOT NULL, salt BLOB NOT NULL, created_at TEXT NOT NULL
     ) STRICT`,
  ],
  [`CREATE INDEX upload_by_package ON upload(package_id)`],
];
