-- Made by db/dump-schema.ts from the migrations 0001-first-schema, 0002-annual-report, 0003-aggregation, 0004-review-desk, 0005-after-release, 0006-holiday-schedule, 0007-acting-for-others, 0008-delivery, 0009-clean-up, 0010-second-opinion, 0011-disputes, 0012-case-archive, 0013-template-editions, 0014-leaks, 0015-aggregation-rules, 0016-deliberation, 0017-screening-rules, 0018-release-plan, 0019-training, 0020-letter-comment, 0021-letter-register, 0022-application-units, 0023-review-requests, 0024-consultation, 0025-appeal, 0026-referral, 0027-case-file, 0028-application-by-receipt, 0029-returned-items, 0030-referral-request, 0031-legal-opinion, 0032-reassessment, 0033-rules-of-draft, 0034-remote-delegations, 0035-joint-answer, 0036-channel-list, 0037-answer-defer-day, 0038-dispute-by-copy, 0039-real-days, 0040-decided-by-person, 0041-item-facets, 0042-draft-picture, 0043-withheld-types, 0044-no-way-around, 0045-file-findings, 0046-kept-answers, 0047-proof-ground-relief, 0048-search-facets, 0049-home-by-index, 0050-index-number, 0051-search-facts, 0052-catalogue-item, 0053-ledger, 0054-catalogue-link, 0055-ledger-change, 0056-everyday-word; never edited by hand.

CREATE TABLE account (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    person_id TEXT NOT NULL REFERENCES person(id),
    state TEXT NOT NULL CHECK (state IN ('active','disabled')),
    must_change_passphrase INTEGER NOT NULL CHECK (must_change_passphrase IN (0,1)),
    passphrase_changed_at TEXT NOT NULL,
    last_sign_in_at TEXT,
    created_by TEXT,
    created_at TEXT NOT NULL
  ) STRICT;

CREATE TABLE account_role (
    account_id TEXT NOT NULL REFERENCES account(id),
    role TEXT NOT NULL CHECK (role IN ('drafter','unitHead','confidentialityReviewer','disclosureOffice','leader','systemAdmin','securityAdmin','auditAdmin')),
    granted_by TEXT,
    granted_at TEXT NOT NULL,
    PRIMARY KEY (account_id, role)
  ) STRICT, WITHOUT ROWID;

CREATE TABLE aggregation_answer (
    id INTEGER PRIMARY KEY,
    join_id TEXT NOT NULL REFERENCES aggregation_join(id),
    answer TEXT NOT NULL CHECK (answer IN ('accept','coarsen','withhold','refer')),
    basis TEXT NOT NULL CHECK (length(trim(basis)) > 0),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    answered_at TEXT NOT NULL
  ) STRICT;

CREATE TABLE aggregation_fact (
    id INTEGER PRIMARY KEY,
    source_id TEXT NOT NULL REFERENCES aggregation_source(id),
    entity_kind TEXT NOT NULL CHECK (entity_kind IN ('facility','person','dwelling','group','figure','series')),
    entity_key TEXT NOT NULL,
    entity TEXT NOT NULL,
    attribute TEXT NOT NULL,
    value TEXT NOT NULL,
    passage TEXT NOT NULL
  ) STRICT;

CREATE TABLE aggregation_join (
    id TEXT PRIMARY KEY,
    review_id TEXT NOT NULL REFERENCES review(id),
    join_digest TEXT NOT NULL CHECK (length(join_digest) = 64),
    rule_id TEXT NOT NULL,
    rules_version TEXT NOT NULL,
    source_ids TEXT NOT NULL CHECK (json_valid(source_ids) AND json_array_length(source_ids) > 0),
    evidence TEXT NOT NULL CHECK (json_valid(evidence)),
    found_at TEXT NOT NULL,
    UNIQUE (review_id, join_digest)
  ) STRICT;

CREATE TABLE aggregation_rule_list (
    seq INTEGER PRIMARY KEY,
    version TEXT NOT NULL UNIQUE,
    rules TEXT NOT NULL CHECK (json_valid(rules) AND json_array_length(rules) > 0),
    note TEXT NOT NULL CHECK (length(trim(note)) > 0),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    saved_at TEXT NOT NULL
  ) STRICT;

CREATE TABLE aggregation_source (
    id TEXT PRIMARY KEY,
    publication_id TEXT UNIQUE REFERENCES publication(id),
    item_id TEXT REFERENCES item(id),
    organ_name TEXT NOT NULL,
    title TEXT NOT NULL,
    doc_number TEXT NOT NULL,
    published_on TEXT NOT NULL,
    outside_text TEXT,
    extraction_version INTEGER NOT NULL,
    registered_at TEXT NOT NULL,
    CHECK ((publication_id IS NULL) = (outside_text IS NOT NULL)),
    CHECK ((publication_id IS NULL) = (item_id IS NULL))
  ) STRICT;

CREATE TABLE annual_report (
    year INTEGER PRIMARY KEY CHECK (year BETWEEN 2008 AND 2999),
    seq INTEGER NOT NULL CHECK (seq >= 1),
    texts TEXT NOT NULL CHECK (json_valid(texts)),
    table_one TEXT NOT NULL CHECK (json_valid(table_one)),
    disputes TEXT NOT NULL CHECK (json_valid(disputes)),
    saved_by TEXT NOT NULL REFERENCES account(id),
    saved_at TEXT NOT NULL
  ) STRICT;

CREATE TABLE appeal (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    dispute_id TEXT NOT NULL REFERENCES dispute(id),
    appellant TEXT NOT NULL CHECK (appellant IN ('applicant','organ','both')),
    court TEXT NOT NULL CHECK (length(trim(court)) > 0),
    case_no TEXT NOT NULL,
    appealed_on TEXT NOT NULL,
    copy_received_on TEXT,
    note TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id),
    recorded_at TEXT NOT NULL,
    CHECK (appellant = 'organ' OR copy_received_on IS NOT NULL),
    CHECK (copy_received_on IS NULL OR appealed_on <= copy_received_on)
  ) STRICT;

CREATE TABLE appeal_step (
    id TEXT PRIMARY KEY,
    appeal_id TEXT NOT NULL REFERENCES appeal(id),
    kind TEXT NOT NULL CHECK (kind IN ('answered','decided','retried','voided')),
    on_day TEXT NOT NULL,
    received_on TEXT,
    decision TEXT CHECK (decision IN ('upheld','changed','remanded','withdrawn')),
    new_decision TEXT CHECK (new_decision IN ('claimRejected','revoked','changed','unlawful','ordered','mediated','withdrawn','notAccepted')),
    reason TEXT CHECK (reason IN ('late','searchNotProven','groundWrong','reasonsMissing','notSeparated','thirdPartyNotAsked','contentMisread','correctionImproper','reliefWrong','serviceInvalid','notOurMatter','other')),
    lesson TEXT NOT NULL,
    note TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id),
    recorded_at TEXT NOT NULL,
    UNIQUE (appeal_id, kind),
    CHECK ((kind = 'decided') = (decision IS NOT NULL)),
    CHECK ((new_decision IS NOT NULL) = (kind = 'retried' OR (kind = 'decided' AND decision = 'changed'))),
    CHECK (new_decision IS NULL OR new_decision NOT IN ('revoked','changed','unlawful','ordered')
      OR (reason IS NOT NULL AND length(trim(lesson)) > 0)),
    CHECK (kind <> 'voided' OR length(trim(note)) > 0)
  ) STRICT;

CREATE TABLE application (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    application_no TEXT NOT NULL UNIQUE,
    intake TEXT NOT NULL CHECK (json_valid(intake)),
    handler_account_id TEXT NOT NULL REFERENCES account(id),
    registered_at TEXT NOT NULL,
    applicant_name_cache TEXT NOT NULL,
    state_cache TEXT NOT NULL,
    closed_cache INTEGER NOT NULL CHECK (closed_cache IN (0,1)),
    due_day_cache TEXT,
    receipt_date_cache TEXT,
    outcome TEXT
  ) STRICT;

CREATE TABLE application_split (
    parent_id TEXT PRIMARY KEY REFERENCES application(id),
    unit_count INTEGER NOT NULL CHECK (unit_count >= 2),
    account_id TEXT NOT NULL REFERENCES account(id),
    split_at TEXT NOT NULL
  ) STRICT;

CREATE TABLE application_unit (
    application_id TEXT PRIMARY KEY REFERENCES application(id),
    parent_id TEXT NOT NULL REFERENCES application(id),
    position INTEGER NOT NULL CHECK (position BETWEEN 1 AND 99),
    UNIQUE (parent_id, position),
    CHECK (application_id <> parent_id)
  ) STRICT;

CREATE TABLE arrived_package (
    package_id TEXT PRIMARY KEY,
    what TEXT NOT NULL CHECK (what IN ('request','answer','refused')),
    problem TEXT,
    request_id TEXT,
    via TEXT NOT NULL CHECK (via IN ('network','file')),
    arrived_at TEXT NOT NULL,
    CHECK ((what = 'refused') = (problem IS NOT NULL))
  ) STRICT, WITHOUT ROWID;

CREATE TABLE audit_entry (
    idx INTEGER PRIMARY KEY CHECK (idx >= 0),
    at TEXT NOT NULL,
    account_id TEXT,
    person_name TEXT NOT NULL,
    act TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    result TEXT NOT NULL,
    detail TEXT NOT NULL CHECK (json_valid(detail)),
    salt TEXT NOT NULL,
    leaf BLOB NOT NULL,
    leaf_hash TEXT NOT NULL CHECK (length(leaf_hash) = 64)
  ) STRICT;

CREATE TABLE audit_head (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    size INTEGER NOT NULL,
    root TEXT NOT NULL,
    frontier TEXT NOT NULL CHECK (json_valid(frontier)),
    checkpoint TEXT
  ) STRICT;

CREATE TABLE blob (
    digest TEXT PRIMARY KEY CHECK (length(digest) = 64),
    size INTEGER NOT NULL CHECK (size >= 0),
    state TEXT NOT NULL CHECK (state IN ('staged','durable')),
    created_at TEXT NOT NULL
  ) STRICT;

CREATE TABLE calendar_decision (
    import_id TEXT PRIMARY KEY REFERENCES calendar_import(id),
    decision TEXT NOT NULL CHECK (decision IN ('confirm','reject')),
    version TEXT UNIQUE,
    changes TEXT NOT NULL CHECK (json_valid(changes)),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    decided_at TEXT NOT NULL,
    CHECK ((decision = 'confirm') = (version IS NOT NULL))
  ) STRICT;

CREATE TABLE calendar_import (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2199),
    notice TEXT NOT NULL CHECK (length(trim(notice)) > 0),
    body TEXT NOT NULL CHECK (json_valid(body)),
    source_digest TEXT NOT NULL CHECK (length(source_digest) = 64),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    imported_at TEXT NOT NULL
  ) STRICT;

CREATE TABLE case_archive (
    id TEXT PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES application(id),
    archive_no TEXT NOT NULL,
    retention TEXT NOT NULL CHECK (retention IN ('permanent','thirtyYears','tenYears')),
    bundle_digest TEXT NOT NULL CHECK (length(bundle_digest) = 64),
    file_count INTEGER NOT NULL CHECK (file_count > 0),
    checks TEXT NOT NULL CHECK (json_valid(checks)),
    account_id TEXT NOT NULL REFERENCES account(id),
    archived_at TEXT NOT NULL
  ) STRICT;

CREATE TABLE case_file (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    application_id TEXT NOT NULL REFERENCES application(id),
    kind TEXT NOT NULL CHECK (kind IN ('application','identity','authorisation','proof','found','other')),
    event_id TEXT REFERENCES clock_event(id),
    file_name TEXT NOT NULL CHECK (length(trim(file_name)) > 0),
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL CHECK (size > 0),
    digest TEXT NOT NULL REFERENCES blob(digest),
    note TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    added_at TEXT NOT NULL,
    CHECK (event_id IS NULL OR kind = 'proof')
  ) STRICT;

CREATE TABLE case_file_void (
    file_id TEXT PRIMARY KEY REFERENCES case_file(id),
    reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    voided_at TEXT NOT NULL
  ) STRICT;

CREATE TABLE catalogue_code (
    code TEXT PRIMARY KEY CHECK (code <> ''),
    item_id TEXT NOT NULL REFERENCES catalogue_item(id)
  ) STRICT, WITHOUT ROWID;

CREATE TABLE catalogue_item (
    id TEXT PRIMARY KEY,
    item_code TEXT NOT NULL UNIQUE CHECK (item_code = trim(item_code) AND item_code <> ''),
    level1 TEXT NOT NULL CHECK (level1 = trim(level1) AND level1 <> ''),
    level2 TEXT NOT NULL CHECK (level2 = trim(level2) AND level2 <> ''),
    content_elements TEXT NOT NULL CHECK (json_valid(content_elements) AND json_type(content_elements) = 'array' AND json_array_length(content_elements) <= 100),
    legal_basis TEXT NOT NULL CHECK (json_valid(legal_basis) AND json_type(legal_basis) = 'array' AND json_array_length(legal_basis) <= 100) CHECK (json_array_length(legal_basis) > 0),
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
    channels TEXT NOT NULL CHECK (json_valid(channels) AND json_type(channels) = 'array' AND json_array_length(channels) <= 100),
    level TEXT CHECK (level IN ('city', 'county', 'township', 'village')),
    period_rule TEXT NOT NULL CHECK (
      period_rule IN ('permanent', 'until:superseded') OR period_rule GLOB '[WN]D:[1-9]* after publish'
      OR (period_rule GLOB 'until:[0-9]*' AND substr(period_rule, 7) IS date(substr(period_rule, 7)))),
    valid_from TEXT NOT NULL CHECK (valid_from IS date(valid_from)),
    retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
    lacks_cache INTEGER NOT NULL CHECK (lacks_cache = (subject_organ = '') + (json_array_length(content_elements) = 0) + (term_rule = '')
      + (method IS NULL) + (json_array_length(channels) = 0) + (responsible_unit = '')),
    version INTEGER NOT NULL CHECK (version > 0),
    change_reason TEXT NOT NULL CHECK (change_reason = trim(change_reason) AND change_reason <> ''),
    created_by_account TEXT NOT NULL REFERENCES account(id),
    created_by_person TEXT NOT NULL REFERENCES person(id),
    created_at TEXT NOT NULL,
    updated_by_account TEXT NOT NULL REFERENCES account(id),
    updated_by_person TEXT NOT NULL REFERENCES person(id),
    updated_at TEXT NOT NULL CHECK (updated_at >= created_at)
  ) STRICT;

CREATE TABLE catalogue_item_version (
    item_id TEXT NOT NULL REFERENCES catalogue_item(id),
    version INTEGER NOT NULL,
    content TEXT NOT NULL CHECK (json_valid(content)),
    retired INTEGER NOT NULL,
    change_reason TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    saved_at TEXT NOT NULL,
    PRIMARY KEY (item_id, version)
  ) STRICT, WITHOUT ROWID;

CREATE TABLE catalogue_paper (
    item_id TEXT PRIMARY KEY REFERENCES item(id),
    code TEXT NOT NULL CHECK (code <> ''),
    publication_seq INTEGER NOT NULL UNIQUE REFERENCES publication(seq),
    released_on TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

CREATE TABLE channel_list (
    version INTEGER PRIMARY KEY CHECK (version > 0),
    channels TEXT NOT NULL CHECK (json_valid(channels) AND json_array_length(channels) BETWEEN 1 AND 60),
    note TEXT NOT NULL CHECK (length(trim(note)) > 0),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    saved_at TEXT NOT NULL
  ) STRICT;

CREATE TABLE checklist_answer (
    id INTEGER PRIMARY KEY,
    review_id TEXT NOT NULL REFERENCES review(id),
    stage TEXT NOT NULL,
    code TEXT NOT NULL,
    answer TEXT NOT NULL CHECK (answer IN ('no','yes','na','unsure')),
    note TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id),
    answered_at TEXT NOT NULL,
    CHECK (answer <> 'yes' OR length(trim(note)) > 0)
  ) STRICT;

CREATE TABLE clean_up_batch (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    batch_no TEXT NOT NULL UNIQUE,
    week TEXT NOT NULL UNIQUE CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-9][0-9]'),
    rules_version TEXT NOT NULL,
    seen_up_to INTEGER NOT NULL,
    opened_by TEXT NOT NULL REFERENCES account(id),
    opened_on TEXT NOT NULL,
    opened_at TEXT NOT NULL
  ) STRICT;

CREATE TABLE clean_up_decision (
    entry_id TEXT PRIMARY KEY REFERENCES clean_up_entry(id),
    outcome TEXT NOT NULL CHECK (outcome IN ('keep','invalid','repealed','withdraw')),
    reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
    new_term TEXT CHECK (new_term IS NULL OR json_valid(new_term)),
    withdrawal_id TEXT UNIQUE REFERENCES withdrawal(id),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    decided_at TEXT NOT NULL,
    CHECK ((outcome = 'withdraw') = (withdrawal_id IS NOT NULL)),
    CHECK (outcome = 'keep' OR new_term IS NULL)
  ) STRICT;

CREATE TABLE clean_up_entry (
    id TEXT PRIMARY KEY,
    batch_id TEXT NOT NULL REFERENCES clean_up_batch(id),
    publication_id TEXT NOT NULL REFERENCES publication(id),
    cause TEXT NOT NULL CHECK (cause IN ('termOver','superseded','repealed','newRule')),
    detail TEXT NOT NULL,
    by_publication_id TEXT REFERENCES publication(id),
    UNIQUE (batch_id, publication_id)
  ) STRICT;

CREATE TABLE clean_up_screening (
    publication_id TEXT PRIMARY KEY REFERENCES publication(id),
    rules_version TEXT NOT NULL
  ) STRICT;

CREATE TABLE clock_event (
    id TEXT PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES application(id),
    position INTEGER NOT NULL,
    type TEXT NOT NULL,
    on_day TEXT NOT NULL,
    event TEXT NOT NULL CHECK (json_valid(event)),
    note TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id),
    recorded_at TEXT NOT NULL,
    UNIQUE (application_id, position)
  ) STRICT;

CREATE TABLE consultation (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    application_id TEXT NOT NULL REFERENCES application(id),
    clock_id TEXT NOT NULL,
    party TEXT NOT NULL CHECK (party IN ('thirdParty','otherOrgan')),
    basis TEXT NOT NULL CHECK (basis IN ('thirdPartyRights','jointInformation','consistency')),
    name TEXT NOT NULL CHECK (length(trim(name)) > 0),
    contact TEXT NOT NULL,
    phone TEXT NOT NULL,
    address TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
    asked TEXT NOT NULL CHECK (length(trim(asked)) > 0),
    document_no TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id),
    recorded_at TEXT NOT NULL,
    UNIQUE (application_id, clock_id),
    CHECK ((party = 'thirdParty') = (basis = 'thirdPartyRights'))
  ) STRICT;

CREATE TABLE consultation_answer (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    consultation_id TEXT NOT NULL REFERENCES consultation(id),
    opinion TEXT NOT NULL CHECK (opinion IN ('consent','partial','objection')),
    passages TEXT NOT NULL,
    reasons TEXT NOT NULL,
    arrived_on TEXT NOT NULL,
    proof TEXT NOT NULL CHECK (length(trim(proof)) > 0),
    source TEXT NOT NULL CHECK (source IN ('form','typed')),
    form_digest TEXT REFERENCES blob(digest),
    event_id TEXT UNIQUE REFERENCES clock_event(id),
    account_id TEXT NOT NULL REFERENCES account(id),
    recorded_at TEXT NOT NULL,
    CHECK (opinion <> 'partial' OR length(trim(passages)) > 0),
    CHECK (opinion <> 'consent' OR passages = ''),
    CHECK ((source = 'form') = (form_digest IS NOT NULL)),
    CHECK (source = 'typed' OR opinion = 'consent' OR length(trim(reasons)) > 0)
  ) STRICT;

CREATE TABLE consultation_decision (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    consultation_id TEXT NOT NULL REFERENCES consultation(id),
    outcome TEXT NOT NULL CHECK (outcome IN ('withhold','disclose')),
    reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
    account_id TEXT NOT NULL REFERENCES account(id),
    recorded_at TEXT NOT NULL
  ) STRICT;

CREATE TABLE consultation_extract (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    consultation_id TEXT NOT NULL REFERENCES consultation(id),
    kind TEXT NOT NULL CHECK (kind IN ('file','paper')),
    pages TEXT NOT NULL CHECK (length(trim(pages)) > 0),
    source_name TEXT NOT NULL,
    source_digest TEXT CHECK (source_digest IS NULL OR length(source_digest) = 64),
    blob_digest TEXT REFERENCES blob(digest),
    file_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
    checks TEXT NOT NULL CHECK (json_valid(checks)),
    account_id TEXT NOT NULL REFERENCES account(id),
    recorded_at TEXT NOT NULL,
    CHECK ((kind = 'file') = (blob_digest IS NOT NULL AND source_digest IS NOT NULL)),
    CHECK (kind = 'paper' OR (size_bytes > 0 AND json_array_length(checks) > 0))
  ) STRICT;

CREATE TABLE consultation_follow_up (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    consultation_id TEXT NOT NULL REFERENCES consultation(id),
    on_day TEXT NOT NULL,
    method TEXT NOT NULL CHECK (method IN ('telephone','letter','visit','network')),
    note TEXT NOT NULL CHECK (length(trim(note)) > 0),
    next_on TEXT CHECK (next_on IS NULL OR next_on > on_day),
    account_id TEXT NOT NULL REFERENCES account(id),
    recorded_at TEXT NOT NULL
  ) STRICT;

CREATE TABLE consultation_letter (
    letter_id TEXT PRIMARY KEY REFERENCES letter(id),
    consultation_id TEXT NOT NULL REFERENCES consultation(id),
    role TEXT NOT NULL CHECK (role IN ('consultation','decisionNotice')),
    account_id TEXT NOT NULL REFERENCES account(id),
    recorded_at TEXT NOT NULL
  ) STRICT;

CREATE TABLE consultation_packet (
    id TEXT PRIMARY KEY,
    consultation_id TEXT NOT NULL REFERENCES consultation(id),
    letter_id TEXT NOT NULL REFERENCES letter_issue(letter_id),
    question_digest TEXT NOT NULL CHECK (length(question_digest) = 64),
    bundle_digest TEXT NOT NULL CHECK (length(bundle_digest) = 64),
    account_id TEXT NOT NULL REFERENCES account(id),
    recorded_at TEXT NOT NULL
  ) STRICT;

CREATE TABLE consultation_void (
    consultation_id TEXT PRIMARY KEY REFERENCES consultation(id),
    reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
    account_id TEXT NOT NULL REFERENCES account(id),
    recorded_at TEXT NOT NULL
  ) STRICT;

CREATE TABLE delegation (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('deputy','emergency')),
    stage TEXT NOT NULL CHECK (stage IN ('unitHeadReview','confidentialityCheck','officeCheck','leaderApproval')),
    from_person_id TEXT NOT NULL REFERENCES person(id),
    to_person_id TEXT NOT NULL REFERENCES person(id),
    review_id TEXT REFERENCES review(id),
    first_day TEXT NOT NULL CHECK (first_day = date(first_day)),
    last_day TEXT NOT NULL CHECK (last_day = date(last_day)),
    reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
    proposed_by_account TEXT NOT NULL REFERENCES account(id),
    proposed_by_person TEXT NOT NULL REFERENCES person(id),
    proposed_at TEXT NOT NULL,
    CHECK (first_day <= last_day),
    CHECK (from_person_id <> to_person_id),
    CHECK ((kind = 'emergency') = (review_id IS NOT NULL)),
    CHECK (kind = 'deputy' OR (first_day = last_day AND from_person_id = proposed_by_person))
  ) STRICT;

CREATE TABLE delegation_confirmation (
    delegation_id TEXT PRIMARY KEY REFERENCES delegation(id),
    decision TEXT NOT NULL CHECK (decision IN ('confirm','refuse')),
    note TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    decided_at TEXT NOT NULL,
    CHECK (decision = 'confirm' OR length(trim(note)) > 0)
  ) STRICT, WITHOUT ROWID;

CREATE TABLE delegation_end (
    delegation_id TEXT PRIMARY KEY REFERENCES delegation(id),
    reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    ended_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

CREATE TABLE delegation_sent (
    seq INTEGER PRIMARY KEY REFERENCES delegation_statement(seq),
    url TEXT NOT NULL,
    answer TEXT NOT NULL,
    at TEXT NOT NULL
  ) STRICT;

CREATE TABLE delegation_statement (
    seq INTEGER PRIMARY KEY,
    delegation_id TEXT NOT NULL REFERENCES delegation(id),
    what TEXT NOT NULL CHECK (what IN ('confirmed','ended')),
    envelope BLOB NOT NULL,
    signed_at TEXT NOT NULL,
    UNIQUE (delegation_id, what)
  ) STRICT;

CREATE TABLE deliberation (
    id TEXT PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES application(id),
    held_on TEXT NOT NULL,
    chair TEXT NOT NULL CHECK (length(trim(chair)) > 0),
    participants TEXT NOT NULL CHECK (json_valid(participants) AND json_array_length(participants) >= 1),
    question TEXT NOT NULL CHECK (length(trim(question)) > 0),
    opinions TEXT NOT NULL CHECK (json_valid(opinions) AND json_array_length(opinions) >= 1),
    conclusion TEXT NOT NULL CHECK (length(trim(conclusion)) > 0),
    account_id TEXT NOT NULL REFERENCES account(id),
    recorded_at TEXT NOT NULL
  ) STRICT;

CREATE TABLE delivery_step (
    id TEXT PRIMARY KEY,
    letter_id TEXT NOT NULL REFERENCES letter_service(letter_id),
    position INTEGER NOT NULL CHECK (position >= 1),
    kind TEXT NOT NULL CHECK (kind IN ('sent','received','returned')),
    on_day TEXT NOT NULL,
    method TEXT,
    cause TEXT CHECK (cause IN ('applicantAddress','refused','unclaimed','organAddress')),
    tracking_no TEXT NOT NULL,
    note TEXT NOT NULL CHECK (length(trim(note)) > 0),
    account_id TEXT NOT NULL REFERENCES account(id),
    recorded_at TEXT NOT NULL,
    UNIQUE (letter_id, position),
    CHECK ((kind = 'sent') = (method IS NOT NULL)),
    CHECK ((kind = 'returned') = (cause IS NOT NULL)),
    CHECK (method IS NOT 'post' OR length(trim(tracking_no)) > 0)
  ) STRICT;

CREATE TABLE device (
    device_id TEXT PRIMARY KEY,
    incarnation TEXT NOT NULL,
    next_seq INTEGER NOT NULL CHECK (next_seq >= 1),
    keyid TEXT NOT NULL,
    suite TEXT NOT NULL,
    public_key BLOB NOT NULL,
    private_key BLOB NOT NULL,
    enrolment TEXT CHECK (enrolment IS NULL OR json_valid(enrolment))
  ) STRICT;

CREATE TABLE dispute (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('reconsideration','suitDirect','suitAfter')),
    procedure TEXT NOT NULL CHECK (procedure IN ('normal','summary')),
    application_id TEXT NOT NULL REFERENCES application(id),
    letter_id TEXT REFERENCES letter(id),
    case_no TEXT NOT NULL,
    organ TEXT NOT NULL CHECK (length(trim(organ)) > 0),
    filed_on TEXT NOT NULL,
    copy_received_on TEXT NOT NULL,
    note TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id),
    recorded_at TEXT NOT NULL,
    CHECK (filed_on <= copy_received_on)
  ) STRICT;

CREATE TABLE dispute_step (
    id TEXT PRIMARY KEY,
    dispute_id TEXT NOT NULL REFERENCES dispute(id),
    kind TEXT NOT NULL CHECK (kind IN ('answered','decided','voided')),
    on_day TEXT NOT NULL,
    received_on TEXT,
    decision TEXT CHECK (decision IN ('maintained','claimRejected','revoked','changed','unlawful','ordered','mediated','withdrawn','notAccepted')),
    reason TEXT CHECK (reason IN ('late','searchNotProven','groundWrong','reasonsMissing','notSeparated','thirdPartyNotAsked','contentMisread','correctionImproper','reliefWrong','serviceInvalid','notOurMatter','other')),
    lesson TEXT NOT NULL,
    note TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id),
    recorded_at TEXT NOT NULL,
    UNIQUE (dispute_id, kind),
    CHECK ((kind = 'decided') = (decision IS NOT NULL)),
    CHECK (decision IS NULL OR decision NOT IN ('revoked','changed','unlawful','ordered')
      OR (reason IS NOT NULL AND length(trim(lesson)) > 0)),
    CHECK (kind <> 'voided' OR length(trim(note)) > 0)
  ) STRICT;

CREATE TABLE draft (
    item_id TEXT PRIMARY KEY REFERENCES item(id),
    seq INTEGER NOT NULL CHECK (seq >= 0),
    body TEXT NOT NULL CHECK (json_valid(body)),
    metadata TEXT NOT NULL CHECK (json_valid(metadata)),
    changed_since_revision INTEGER NOT NULL CHECK (changed_since_revision IN (0,1)),
    screening TEXT NOT NULL CHECK (screening IN ('done','running','failed')),
    findings TEXT NOT NULL CHECK (json_valid(findings)),
    answers TEXT NOT NULL CHECK (json_valid(answers)),
    saved_by TEXT NOT NULL REFERENCES account(id),
    saved_at TEXT NOT NULL
  , screened_by TEXT NOT NULL DEFAULT '') STRICT;

CREATE TABLE draft_answer (
    id INTEGER PRIMARY KEY,
    item_id TEXT NOT NULL REFERENCES item(id),
    answer TEXT NOT NULL CHECK (answer IN ('mask','keep','dismiss')),
    note TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    person_name TEXT NOT NULL,
    at TEXT NOT NULL
  ) STRICT;

CREATE TABLE draft_attachment (
    id TEXT PRIMARY KEY,
    item_id TEXT NOT NULL REFERENCES item(id),
    position INTEGER NOT NULL,
    file_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    digest TEXT NOT NULL REFERENCES blob(digest),
    added_at TEXT NOT NULL
  , screened_by TEXT NOT NULL DEFAULT '') STRICT;

CREATE TABLE draft_finding (
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
  ) STRICT;

CREATE TABLE draft_finding_answer (
    finding_id INTEGER PRIMARY KEY REFERENCES draft_finding(id),
    answer_id INTEGER NOT NULL REFERENCES draft_answer(id)
  , carried INTEGER NOT NULL DEFAULT 0 CHECK (carried IN (0,1))) STRICT;

CREATE TABLE draft_kept_answer (
    item_id TEXT NOT NULL,
    digest TEXT NOT NULL CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
    passage TEXT NOT NULL,
    answer_id INTEGER NOT NULL,
    PRIMARY KEY (item_id, digest, passage),
    FOREIGN KEY (answer_id, item_id) REFERENCES draft_answer(id, item_id)
  ) STRICT, WITHOUT ROWID;

CREATE TABLE draft_picture (
      item_id TEXT NOT NULL REFERENCES item(id),
      digest TEXT NOT NULL CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
      decision TEXT NOT NULL CHECK (decision IN ('keep','mask','drop')),
      regions TEXT NOT NULL CHECK (json_valid(regions) AND json_type(regions) = 'array'),
      account_id TEXT NOT NULL REFERENCES account(id),
      person_id TEXT NOT NULL REFERENCES person(id),
      decided_at TEXT NOT NULL,
      PRIMARY KEY (item_id, digest),
      CHECK ((decision = 'mask') = (json_array_length(regions) > 0))
    ) STRICT, WITHOUT ROWID;

CREATE TABLE emergency_seen (
    delegation_id TEXT PRIMARY KEY REFERENCES delegation(id),
    note TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    seen_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

CREATE TABLE everyday_word (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    origin TEXT NOT NULL CHECK (origin = 'user'),
    everyday TEXT NOT NULL CHECK (length(everyday) BETWEEN 2 AND 60 AND trim(everyday) = everyday),
    official TEXT NOT NULL CHECK (length(official) BETWEEN 2 AND 60 AND trim(official) = official),
    everyday_folded TEXT NOT NULL CHECK (length(everyday_folded) BETWEEN 2 AND 30 AND instr(everyday_folded, ' ') = 0),
    official_folded TEXT NOT NULL CHECK (length(official_folded) BETWEEN 2 AND 30 AND official_folded <> everyday_folded),
    direction TEXT NOT NULL CHECK (direction IN ('both','toOfficial')),
    field TEXT NOT NULL CHECK (field <> ''),
    added_by_account TEXT NOT NULL REFERENCES account(id),
    added_by_person TEXT NOT NULL REFERENCES person(id),
    added_at TEXT NOT NULL,
    removed_by_account TEXT REFERENCES account(id),
    removed_by_person TEXT REFERENCES person(id),
    removed_at TEXT,
    CHECK ((removed_at IS NULL) = (removed_by_account IS NULL) AND (removed_at IS NULL) = (removed_by_person IS NULL))
  ) STRICT;

CREATE TABLE export_record (
    id TEXT PRIMARY KEY, package_id TEXT NOT NULL REFERENCES outbox(package_id), purpose TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id), exported_at TEXT NOT NULL
  ) STRICT;

CREATE TABLE finding (
    id TEXT PRIMARY KEY,
    revision_id TEXT NOT NULL REFERENCES revision(id),
    position INTEGER NOT NULL,
    type TEXT NOT NULL,
    severity TEXT NOT NULL CHECK (severity IN ('must-fix','look-at')),
    rule_id TEXT NOT NULL,
    value TEXT NOT NULL,
    start_offset INTEGER,
    end_offset INTEGER,
    attachment_id TEXT REFERENCES revision_attachment(id),
    place TEXT NOT NULL,
    masked INTEGER NOT NULL CHECK (masked IN (0,1)),
    UNIQUE (revision_id, position)
  ) STRICT;

CREATE TABLE finding_answer (
    id INTEGER PRIMARY KEY,
    finding_id TEXT NOT NULL REFERENCES finding(id),
    answer TEXT CHECK (answer IN ('mask','keep','dismiss')),
    note TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    answered_at TEXT NOT NULL
  ) STRICT;

CREATE TABLE handover (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    from_person_id TEXT NOT NULL REFERENCES person(id),
    to_person_id TEXT NOT NULL REFERENCES person(id),
    reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
    by_account TEXT NOT NULL REFERENCES account(id),
    by_person TEXT NOT NULL REFERENCES person(id),
    at TEXT NOT NULL,
    CHECK (from_person_id <> to_person_id)
  ) STRICT;

CREATE TABLE inbox (cursor TEXT PRIMARY KEY, kind TEXT NOT NULL, digest TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT;

CREATE TABLE incoming_answer (
    request_id TEXT PRIMARY KEY REFERENCES incoming_request(package_id),
    package_id TEXT NOT NULL UNIQUE REFERENCES outbox(package_id) DEFERRABLE INITIALLY DEFERRED,
    decision TEXT NOT NULL CHECK (decision IN ('agree','return')),
    conclusion TEXT NOT NULL,
    grounds TEXT NOT NULL CHECK (json_valid(grounds)),
    reasons TEXT NOT NULL CHECK (json_valid(reasons)),
    checklist TEXT NOT NULL CHECK (json_valid(checklist)),
    content_digest TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    envelope BLOB NOT NULL,
    decided_at TEXT NOT NULL, delegation_id TEXT REFERENCES delegation(id), reassess_on TEXT CHECK (reassess_on IS NULL OR (reassess_on IS date(reassess_on) AND decision = 'agree' AND conclusion = 'defer' AND reassess_on > substr(decided_at, 1, 10))),
    CHECK (decision = 'agree' OR json_array_length(reasons) > 0)
  ) STRICT, WITHOUT ROWID;

CREATE TABLE incoming_request (
    seq INTEGER PRIMARY KEY,
    package_id TEXT NOT NULL UNIQUE REFERENCES arrived_package(package_id),
    stage TEXT NOT NULL CHECK (stage IN ('unitHeadReview','confidentialityCheck','officeCheck','leaderApproval')),
    review_no TEXT NOT NULL,
    object_id TEXT NOT NULL,
    rev_no INTEGER NOT NULL CHECK (rev_no >= 1),
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    organ_name TEXT NOT NULL,
    device_id TEXT NOT NULL,
    content BLOB NOT NULL,
    content_digest TEXT NOT NULL CHECK (length(content_digest) = 64),
    reviews TEXT NOT NULL CHECK (json_valid(reviews)),
    trusted INTEGER NOT NULL CHECK (trusted IN (0,1)),
    arrived_at TEXT NOT NULL
  , of_person_id TEXT, withheld TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(withheld) AND json_type(withheld) = 'array')) STRICT;

CREATE TABLE incoming_request_file (
    package_id TEXT NOT NULL REFERENCES incoming_request(package_id),
    position INTEGER NOT NULL,
    path TEXT NOT NULL,
    file_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    digest TEXT NOT NULL REFERENCES blob(digest),
    PRIMARY KEY (package_id, position)
  ) STRICT, WITHOUT ROWID;

CREATE TABLE index_number (
    number TEXT PRIMARY KEY CHECK (number <> ''),
    item_id TEXT NOT NULL REFERENCES item(id)
  ) STRICT, WITHOUT ROWID;

CREATE TABLE item (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    drafter_account_id TEXT NOT NULL REFERENCES account(id),
    drafter_person_id TEXT NOT NULL REFERENCES person(id),
    unit_name TEXT NOT NULL,
    application_id TEXT,
    created_at TEXT NOT NULL,
    title_cache TEXT NOT NULL,
    doc_number_cache TEXT NOT NULL DEFAULT '',
    property_cache TEXT NOT NULL,
    state_cache TEXT NOT NULL CHECK (state_cache IN ('drafting','underReview','returned','approved','published','withdrawn','withheld')),
    formed_on_cache TEXT,
    updated_at_cache TEXT NOT NULL
  , stage_cache TEXT
     CHECK (stage_cache IN ('selfCheck','unitHeadReview','confidentialityCheck','officeCheck','leaderApproval','referred'))) STRICT;

CREATE TABLE item_group (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL CHECK (length(trim(name)) > 0),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    formed_at TEXT NOT NULL
  ) STRICT;

CREATE TABLE item_group_end (
    group_id TEXT PRIMARY KEY REFERENCES item_group(id),
    reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
    account_id TEXT NOT NULL REFERENCES account(id),
    ended_at TEXT NOT NULL
  ) STRICT;

CREATE TABLE item_group_member (
    group_id TEXT NOT NULL REFERENCES item_group(id),
    item_id TEXT NOT NULL REFERENCES item(id),
    PRIMARY KEY (group_id, item_id)
  ) STRICT, WITHOUT ROWID;

CREATE TABLE joint_answer_part (
    letter_id TEXT PRIMARY KEY REFERENCES letter(id),
    joint_letter_id TEXT NOT NULL REFERENCES letter(id),
    account_id TEXT NOT NULL REFERENCES account(id),
    joined_at TEXT NOT NULL
  ) STRICT;

CREATE TABLE leak (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    incident_no TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('stateSecret','workSecret','privacy','business')),
    publication_id TEXT NOT NULL REFERENCES publication(id),
    discovered_at TEXT NOT NULL,
    found_how TEXT NOT NULL CHECK (length(trim(found_how)) > 0),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    opened_at TEXT NOT NULL,
    CHECK (discovered_at <= opened_at)
  ) STRICT;

CREATE TABLE leak_release (
    leak_id TEXT NOT NULL REFERENCES leak(id),
    publication_id TEXT NOT NULL REFERENCES publication(id),
    link TEXT NOT NULL CHECK (link IN ('itself','sameItem','sameText','sameFile','sameFacts')),
    added_at TEXT NOT NULL,
    PRIMARY KEY (leak_id, publication_id)
  ) STRICT, WITHOUT ROWID;

CREATE TABLE leak_step (
    leak_id TEXT NOT NULL REFERENCES leak(id),
    step TEXT NOT NULL CHECK (step IN ('evidenceKept','copiesAsked','reportedToAuthority','reportedToSuperior','causeFound','closed')),
    note TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (leak_id, step)
  ) STRICT;

CREATE TABLE ledger_change (
    task_seq INTEGER NOT NULL REFERENCES ledger_task(seq),
    change_no INTEGER NOT NULL CHECK (change_no > 0),
    status TEXT NOT NULL CHECK (status IN ('notStarted','inProgress','done')),
    note TEXT NOT NULL,
    evidence_item_id TEXT REFERENCES item(id),
    account_id TEXT NOT NULL REFERENCES account(id),
    changed_at TEXT NOT NULL,
    PRIMARY KEY (task_seq, change_no)
  ) STRICT, WITHOUT ROWID;

CREATE TABLE ledger_plan (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL CHECK (length(trim(title)) > 0),
    tasks_digest TEXT NOT NULL UNIQUE CHECK (length(tasks_digest) = 64),
    imported_by TEXT NOT NULL REFERENCES account(id),
    imported_at TEXT NOT NULL
  ) STRICT;

CREATE TABLE ledger_task (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    plan_id TEXT NOT NULL REFERENCES ledger_plan(id),
    place INTEGER NOT NULL CHECK (place > 0),
    number TEXT NOT NULL,
    text TEXT NOT NULL CHECK (length(trim(text)) > 0),
    limit_kind TEXT CHECK (limit_kind IN ('by','during','every','timesAYear','afterPublication','afterEvent')),
    limit_text TEXT NOT NULL,
    period TEXT CHECK (period IN ('month','quarter','halfYear','year')),
    limit_on TEXT CHECK ((limit_on IS NULL OR limit_on IS date(limit_on))),
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
  ) STRICT;

CREATE TABLE ledger_task_unit (
    task_seq INTEGER NOT NULL REFERENCES ledger_task(seq),
    place INTEGER NOT NULL CHECK (place >= 0),
    unit TEXT NOT NULL CHECK (length(trim(unit)) > 0),
    PRIMARY KEY (task_seq, place),
    UNIQUE (unit, task_seq)
  ) STRICT, WITHOUT ROWID;

CREATE TABLE legal_opinion (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    letter_id TEXT NOT NULL REFERENCES letter(id),
    revision_id TEXT NOT NULL REFERENCES revision(id),
    content_digest TEXT NOT NULL CHECK (length(content_digest) = 64),
    opinion TEXT NOT NULL CHECK (opinion IN ('agree','object')),
    text TEXT NOT NULL CHECK (length(trim(text)) > 0),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    recorded_at TEXT NOT NULL
  ) STRICT;

CREATE TABLE letter (
    id TEXT PRIMARY KEY,
    item_id TEXT NOT NULL UNIQUE REFERENCES item(id),
    application_id TEXT NOT NULL REFERENCES application(id),
    template TEXT NOT NULL,
    template_version TEXT NOT NULL,
    choice_reasons TEXT NOT NULL CHECK (json_valid(choice_reasons)),
    created_at TEXT NOT NULL
  ) STRICT;

CREATE TABLE letter_comment (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    letter_id TEXT NOT NULL REFERENCES letter(id),
    reply_to TEXT REFERENCES letter_comment(id),
    block_id TEXT,
    field TEXT,
    quote TEXT NOT NULL,
    text TEXT NOT NULL CHECK (length(trim(text)) > 0),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    written_at TEXT NOT NULL,
    CHECK (block_id IS NOT NULL OR (field IS NULL AND quote = '')),
    CHECK (reply_to IS NULL OR block_id IS NULL)
  ) STRICT;

CREATE TABLE letter_comment_event (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    comment_id TEXT NOT NULL REFERENCES letter_comment(id),
    kind TEXT NOT NULL CHECK (kind IN ('resolved','reopened')),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    recorded_at TEXT NOT NULL
  ) STRICT;

CREATE TABLE letter_issue (
    letter_id TEXT PRIMARY KEY REFERENCES letter(id),
    revision_id TEXT NOT NULL UNIQUE REFERENCES revision(id),
    review_id TEXT UNIQUE REFERENCES review(id),
    content_digest TEXT NOT NULL,
    series TEXT, year INTEGER, number INTEGER,
    doc_number TEXT,
    issue_date TEXT NOT NULL,
    signed_by TEXT NOT NULL REFERENCES account(id),
    signed_at TEXT NOT NULL,
    FOREIGN KEY (series, year, number) REFERENCES number_register(series, year, number)
  ) STRICT;

CREATE TABLE letter_service (
    letter_id TEXT PRIMARY KEY REFERENCES letter_issue(letter_id),
    method TEXT NOT NULL,
    clock_date TEXT NOT NULL,
    received_on TEXT,
    tracking_no TEXT NOT NULL,
    note TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id),
    recorded_at TEXT NOT NULL
  ) STRICT;

CREATE TABLE letter_version (
    revision_id TEXT PRIMARY KEY REFERENCES revision(id),
    letter_id TEXT NOT NULL REFERENCES letter(id),
    template_version TEXT NOT NULL,
    legal_sources TEXT NOT NULL,
    calendar_version TEXT NOT NULL,
    fields TEXT NOT NULL CHECK (json_valid(fields))
  ) STRICT;

CREATE TABLE list_counter (
    list TEXT NOT NULL, key TEXT NOT NULL, n INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (list, key)
  ) STRICT, WITHOUT ROWID;

CREATE TABLE log_view (origin TEXT PRIMARY KEY, size INTEGER NOT NULL, root TEXT NOT NULL, checkpoint TEXT NOT NULL) STRICT;

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE number_register (
    series TEXT NOT NULL,
    year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2199),
    number INTEGER NOT NULL CHECK (number >= 1),
    doc_number TEXT NOT NULL UNIQUE,
    letter_id TEXT NOT NULL REFERENCES letter(id),
    state TEXT NOT NULL CHECK (state IN ('allotted','void')),
    void_reason TEXT,
    allotted_by TEXT NOT NULL REFERENCES account(id),
    allotted_at TEXT NOT NULL,
    PRIMARY KEY (series, year, number),
    CHECK ((state = 'void') = (void_reason IS NOT NULL AND length(trim(void_reason)) > 0))
  ) STRICT, WITHOUT ROWID;

CREATE TABLE opinion_dispute (
    review_id TEXT NOT NULL REFERENCES review(id),
    passages TEXT NOT NULL CHECK (json_valid(passages)),
    found_at TEXT NOT NULL,
    round INTEGER NOT NULL DEFAULT 0 CHECK (round >= 0),
    PRIMARY KEY (review_id, round)
  ) STRICT, WITHOUT ROWID;

CREATE TABLE opinion_settlement (
    review_id TEXT NOT NULL,
    opinion_id TEXT NOT NULL UNIQUE REFERENCES review_opinion(id),
    reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    settled_at TEXT NOT NULL,
    round INTEGER NOT NULL DEFAULT 0 CHECK (round >= 0),
    PRIMARY KEY (review_id, round),
    FOREIGN KEY (review_id, round) REFERENCES opinion_dispute(review_id, round)
  ) STRICT, WITHOUT ROWID;

CREATE TABLE organisation (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    profile TEXT NOT NULL CHECK (json_valid(profile)),
    settings TEXT NOT NULL CHECK (json_valid(settings)),
    updated_at TEXT NOT NULL
  ) STRICT;

CREATE TABLE outbox (
    package_id TEXT PRIMARY KEY,
    object_id TEXT NOT NULL,
    object_type TEXT NOT NULL CHECK (object_type IN ('entry','case')),
    kind TEXT NOT NULL,
    statement BLOB NOT NULL,
    tag_files TEXT NOT NULL CHECK (json_valid(tag_files)),
    package_digest TEXT NOT NULL UNIQUE,
    incarnation TEXT NOT NULL,
    device_seq INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('sealed','announced','uploading','sent','accepted','conflict','rejected','needs-user')),
    attempts INTEGER NOT NULL DEFAULT 0,
    next_at TEXT,
    upload_url TEXT,
    zip_sha256 TEXT,
    problem TEXT,
    exported_on TEXT,
    size_bytes INTEGER NOT NULL,
    title_cache TEXT NOT NULL,
    sealed_at TEXT NOT NULL,
    UNIQUE (incarnation, device_seq)
  ) STRICT;

CREATE TABLE person (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 400),
    unit_name TEXT NOT NULL,
    created_at TEXT NOT NULL
  ) STRICT;

CREATE TABLE person_key (
    keyid TEXT PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES person(id),
    suite TEXT NOT NULL,
    public_key BLOB NOT NULL,
    wrapped_private_key BLOB NOT NULL,
    created_at TEXT NOT NULL,
    revoked_at TEXT
  ) STRICT;

CREATE TABLE post_check (
    id TEXT PRIMARY KEY,
    publication_id TEXT NOT NULL REFERENCES publication(id),
    result TEXT NOT NULL CHECK (result IN ('same','differs')),
    points TEXT NOT NULL CHECK (json_valid(points)),
    place TEXT NOT NULL,
    note TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    checked_at TEXT NOT NULL,
    CHECK (result = 'same' OR length(trim(note)) > 0)
  ) STRICT;

CREATE TABLE publication (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    item_id TEXT NOT NULL REFERENCES item(id),
    revision_id TEXT NOT NULL UNIQUE REFERENCES revision(id),
    review_id TEXT NOT NULL UNIQUE REFERENCES review(id),
    content_digest TEXT NOT NULL UNIQUE,
    package_id TEXT NOT NULL UNIQUE REFERENCES outbox(package_id) DEFERRABLE INITIALLY DEFERRED,
    released_by TEXT NOT NULL REFERENCES account(id),
    released_at TEXT NOT NULL,
    released_on TEXT NOT NULL,
    proof TEXT NOT NULL CHECK (json_valid(proof)),
    title_cache TEXT NOT NULL,
    public_until_cache TEXT,
    withdrawn_at TEXT
  ) STRICT;

CREATE TABLE queue_filter (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account(id),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
    filter TEXT NOT NULL CHECK (json_valid(filter)),
    saved_at TEXT NOT NULL,
    UNIQUE (account_id, name)
  ) STRICT;

CREATE TABLE receipt (
    package_id TEXT PRIMARY KEY REFERENCES outbox(package_id),
    leaf BLOB NOT NULL, proof TEXT NOT NULL, outcome TEXT NOT NULL, log_index INTEGER NOT NULL, verified_at TEXT NOT NULL
  ) STRICT;

CREATE TABLE referral (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    review_id TEXT NOT NULL REFERENCES review(id),
    round INTEGER NOT NULL,
    content_digest TEXT NOT NULL,
    decision_id TEXT NOT NULL REFERENCES stage_decision(id),
    follows TEXT UNIQUE REFERENCES referral(id),
    question TEXT NOT NULL CHECK (question IN ('stateSecret','disclosure')),
    organ_kind TEXT NOT NULL CHECK (organ_kind IN ('competentOrgan','nationalSecrecyAuthority','provincialSecrecyAuthority','localSecrecyAuthority')),
    organ TEXT NOT NULL CHECK (length(trim(organ)) > 0),
    matters TEXT NOT NULL CHECK (json_valid(matters)),
    doubt TEXT NOT NULL CHECK (length(trim(doubt)) > 0),
    protected_on TEXT NOT NULL CHECK (protected_on = date(protected_on)),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    drafted_at TEXT NOT NULL, form TEXT NOT NULL DEFAULT 'letter' CHECK (form = 'letter' OR (form = 'request' AND organ_kind = 'competentOrgan')), signer TEXT NOT NULL DEFAULT '' CHECK ((form = 'request') = (signer <> '')),
    CHECK (question <> 'stateSecret' OR organ_kind IN ('nationalSecrecyAuthority','provincialSecrecyAuthority'))
  ) STRICT;

CREATE TABLE referral_answer (
    referral_id TEXT PRIMARY KEY REFERENCES referral(id),
    content_digest TEXT NOT NULL,
    answer TEXT NOT NULL CHECK (answer IN ('open','partly','closed','secret','noAuthority')),
    organ TEXT NOT NULL CHECK (length(trim(organ)) > 0),
    doc_number TEXT NOT NULL CHECK (length(trim(doc_number)) > 0),
    answered_on TEXT NOT NULL CHECK (answered_on = date(answered_on)),
    matters TEXT NOT NULL CHECK (json_valid(matters)),
    level TEXT CHECK (level IN ('topSecret','highlySecret','secret')),
    period TEXT CHECK (json_valid(period)),
    note TEXT NOT NULL,
    scan_digest TEXT REFERENCES blob(digest),
    scan_name TEXT,
    kept_at TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    recorded_at TEXT NOT NULL,
    CHECK ((answer = 'secret') = (level IS NOT NULL) AND (level IS NULL) = (period IS NULL)),
    CHECK ((scan_digest IS NULL) = (scan_name IS NULL)),
    CHECK (scan_digest IS NOT NULL OR length(trim(kept_at)) > 0)
  ) STRICT, WITHOUT ROWID;

CREATE TABLE referral_step (
    seq INTEGER PRIMARY KEY,
    referral_id TEXT NOT NULL REFERENCES referral(id),
    step TEXT NOT NULL CHECK (step IN ('sent','received','reminded','withdrawn')),
    on_day TEXT NOT NULL CHECK (on_day = date(on_day)),
    doc_number TEXT,
    note TEXT NOT NULL,
    follow_up_on TEXT CHECK (follow_up_on = date(follow_up_on)),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    recorded_at TEXT NOT NULL,
    CHECK ((step = 'sent') = (doc_number IS NOT NULL)),
    CHECK (step <> 'withdrawn' OR length(trim(note)) > 0)
  ) STRICT;

CREATE TABLE release_plan (
    seq INTEGER PRIMARY KEY,
    review_id TEXT NOT NULL REFERENCES review(id),
    not_before TEXT,
    reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    planned_at TEXT NOT NULL
  ) STRICT;

CREATE TABLE remote_person (
    person_id TEXT PRIMARY KEY REFERENCES person(id),
    account_id TEXT NOT NULL UNIQUE REFERENCES account(id),
    registered_by TEXT NOT NULL REFERENCES account(id),
    registered_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

CREATE TABLE review (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    review_no TEXT NOT NULL UNIQUE,
    item_id TEXT NOT NULL REFERENCES item(id),
    revision_id TEXT NOT NULL UNIQUE REFERENCES revision(id),
    content_digest TEXT NOT NULL UNIQUE,
    stage_path TEXT NOT NULL CHECK (json_valid(stage_path)),
    state TEXT NOT NULL CHECK (state IN ('open','referred','returned','approved','concluded','stale','used')),
    current_stage TEXT CHECK (current_stage IN ('selfCheck','unitHeadReview','confidentialityCheck','officeCheck','leaderApproval')),
    reason TEXT NOT NULL,
    opened_by TEXT NOT NULL REFERENCES account(id),
    opened_at TEXT NOT NULL,
    stage_arrived_at TEXT NOT NULL,
    from_person_cache TEXT NOT NULL,
    title_cache TEXT NOT NULL,
    finding_counts_cache TEXT NOT NULL CHECK (json_valid(finding_counts_cache)),
    due_day_cache TEXT NOT NULL, assignee_cache TEXT REFERENCES person(id), round INTEGER NOT NULL DEFAULT 0 CHECK (round >= 0), drafter_cache TEXT REFERENCES person(id),
    CHECK ((state = 'open') = (current_stage IS NOT NULL))
  ) STRICT;

CREATE TABLE review_assignment (
    seq INTEGER PRIMARY KEY,
    review_id TEXT NOT NULL REFERENCES review(id),
    stage TEXT NOT NULL CHECK (stage IN ('unitHeadReview','confidentialityCheck','officeCheck','leaderApproval')),
    to_person_id TEXT NOT NULL REFERENCES person(id),
    handover_id TEXT REFERENCES handover(id),
    brief TEXT CHECK (brief IS NULL OR json_valid(brief)),
    reason TEXT NOT NULL,
    by_account TEXT NOT NULL REFERENCES account(id),
    by_person TEXT NOT NULL REFERENCES person(id),
    at TEXT NOT NULL,
    CHECK ((handover_id IS NULL) = (brief IS NULL))
  ) STRICT;

CREATE TABLE review_note (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    review_id TEXT NOT NULL REFERENCES review(id),
    position INTEGER CHECK (position >= 0),
    audience TEXT NOT NULL CHECK (audience IN ('everyone','reviewers')),
    text TEXT NOT NULL CHECK (length(trim(text)) > 0),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    written_at TEXT NOT NULL
  ) STRICT;

CREATE TABLE review_opinion (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    review_id TEXT NOT NULL REFERENCES review(id),
    decision TEXT NOT NULL CHECK (decision IN ('agree','return','refer')),
    conclusion TEXT NOT NULL,
    grounds TEXT NOT NULL CHECK (json_valid(grounds)),
    reasons TEXT NOT NULL CHECK (json_valid(reasons)),
    content_digest TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    delegation_id TEXT REFERENCES delegation(id),
    envelope BLOB NOT NULL,
    given_at TEXT NOT NULL,
    round INTEGER NOT NULL DEFAULT 0 CHECK (round >= 0),
    UNIQUE (review_id, person_id, round)
  ) STRICT;

CREATE TABLE review_request (
    package_id TEXT PRIMARY KEY REFERENCES outbox(package_id) DEFERRABLE INITIALLY DEFERRED,
    review_id TEXT NOT NULL REFERENCES review(id),
    stage TEXT NOT NULL CHECK (stage IN ('unitHeadReview','confidentialityCheck','officeCheck','leaderApproval')),
    content_digest TEXT NOT NULL,
    to_person_id TEXT NOT NULL REFERENCES remote_person(person_id),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    sent_at TEXT NOT NULL,
    round INTEGER NOT NULL DEFAULT 0 CHECK (round >= 0),
    UNIQUE (review_id, stage, to_person_id, round)
  ) STRICT;

CREATE TABLE review_request_answer (
    request_id TEXT PRIMARY KEY REFERENCES review_request(package_id),
    package_id TEXT NOT NULL UNIQUE,
    decision_id TEXT NOT NULL UNIQUE REFERENCES stage_decision(id),
    via TEXT NOT NULL CHECK (via IN ('network','file')),
    received_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

CREATE TABLE review_risk (
    review_id TEXT PRIMARY KEY REFERENCES review(id),
    score INTEGER NOT NULL CHECK (score BETWEEN 0 AND 100),
    threshold INTEGER NOT NULL CHECK (threshold BETWEEN 1 AND 101),
    second_required INTEGER NOT NULL CHECK (second_required = (score >= threshold)),
    reasons TEXT NOT NULL CHECK (json_valid(reasons)),
    rules_version TEXT NOT NULL,
    assessed_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

CREATE TABLE reviewed_block (
    review_id TEXT NOT NULL REFERENCES review(id),
    position INTEGER NOT NULL CHECK (position >= 0),
    block_digest TEXT NOT NULL CHECK (length(block_digest) = 64),
    round INTEGER NOT NULL DEFAULT 0 CHECK (round >= 0),
    PRIMARY KEY (review_id, position, round)
  ) STRICT, WITHOUT ROWID;

CREATE TABLE revision (
    id TEXT PRIMARY KEY,
    item_id TEXT NOT NULL REFERENCES item(id),
    rev_no INTEGER NOT NULL CHECK (rev_no >= 1),
    parent_digest TEXT,
    body TEXT NOT NULL CHECK (json_valid(body)),
    metadata TEXT NOT NULL CHECK (json_valid(metadata)),
    content BLOB NOT NULL,
    content_digest TEXT NOT NULL UNIQUE CHECK (length(content_digest) = 64),
    rules_version TEXT NOT NULL,
    note TEXT NOT NULL,
    created_by_account TEXT NOT NULL REFERENCES account(id),
    created_by_person TEXT NOT NULL REFERENCES person(id),
    created_at TEXT NOT NULL,
    UNIQUE (item_id, rev_no)
  ) STRICT;

CREATE TABLE revision_attachment (
    id TEXT PRIMARY KEY,
    revision_id TEXT NOT NULL REFERENCES revision(id),
    position INTEGER NOT NULL,
    file_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    digest TEXT NOT NULL REFERENCES blob(digest),
    UNIQUE (revision_id, position)
  ) STRICT;

CREATE TABLE screening_rule_set (
    version INTEGER PRIMARY KEY CHECK (version > 0),
    body TEXT NOT NULL CHECK (json_valid(body)),
    body_digest TEXT NOT NULL CHECK (length(body_digest) = 64),
    reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    put_at TEXT NOT NULL
  ) STRICT;

CREATE TABLE search_edition (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    edition INTEGER NOT NULL CHECK (edition >= 0),
    complete INTEGER NOT NULL CHECK (complete IN (0,1)),
    items_done INTEGER NOT NULL CHECK (items_done >= 0),
    applications_done INTEGER NOT NULL CHECK (applications_done >= 0)
  ) STRICT;

CREATE TABLE search_facet (
    row_id INTEGER NOT NULL,
    facet TEXT NOT NULL CHECK (facet IN ('unit','section')),
    value TEXT NOT NULL CHECK (value <> ''),
    PRIMARY KEY (row_id, facet, value)
  ) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE search_index USING fts5(title, body, content='', contentless_delete=1, tokenize='unicode61');

CREATE TABLE stage_decision (
    id TEXT PRIMARY KEY,
    review_id TEXT NOT NULL REFERENCES review(id),
    stage TEXT NOT NULL CHECK (stage IN ('selfCheck','unitHeadReview','confidentialityCheck','officeCheck','leaderApproval')),
    decision TEXT NOT NULL CHECK (decision IN ('agree','return','refer')),
    conclusion TEXT,
    grounds TEXT NOT NULL CHECK (json_valid(grounds)),
    reasons TEXT NOT NULL CHECK (json_valid(reasons)),
    content_digest TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    delegation_id TEXT REFERENCES delegation(id),
    envelope BLOB NOT NULL,
    decided_at TEXT NOT NULL,
    round INTEGER NOT NULL DEFAULT 0 CHECK (round >= 0), reassess_on TEXT CHECK (reassess_on IS NULL OR (reassess_on = date(reassess_on) AND conclusion = 'defer' AND reassess_on > substr(decided_at, 1, 10))), signed_at TEXT,
    UNIQUE (review_id, stage, round)
  ) STRICT;

CREATE TABLE targeted_delivery (
    id TEXT PRIMARY KEY,
    publication_id TEXT NOT NULL REFERENCES publication(id),
    recipient TEXT NOT NULL,
    method TEXT NOT NULL CHECK (method IN ('inPerson','post','system','noticeBoard')),
    evidence TEXT NOT NULL CHECK (length(trim(evidence)) > 0),
    delivered_on TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    recorded_at TEXT NOT NULL,
    UNIQUE (publication_id, recipient)
  ) STRICT;

CREATE TABLE template_decision (
    edition_id TEXT PRIMARY KEY REFERENCES template_edition(id),
    decision TEXT NOT NULL CHECK (decision IN ('approve','reject')),
    note TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    decided_at TEXT NOT NULL,
    CHECK (decision = 'approve' OR length(trim(note)) > 0)
  ) STRICT;

CREATE TABLE template_edition (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    template TEXT NOT NULL,
    version TEXT NOT NULL,
    base_version TEXT NOT NULL,
    changes TEXT NOT NULL CHECK (json_valid(changes) AND json_type(changes) = 'object' AND changes <> '{}'),
    reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
    effective_from TEXT NOT NULL CHECK (effective_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    proposed_at TEXT NOT NULL,
    UNIQUE (template, version)
  ) STRICT;

CREATE TABLE training_result (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    set_version TEXT NOT NULL,
    traps INTEGER NOT NULL CHECK (traps > 0),
    caught INTEGER NOT NULL CHECK (caught BETWEEN 0 AND traps),
    false_alarms INTEGER NOT NULL CHECK (false_alarms >= 0),
    minutes INTEGER NOT NULL CHECK (minutes >= 0),
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    finished_at TEXT NOT NULL
  ) STRICT;

CREATE TABLE withdrawal (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    withdrawal_no TEXT NOT NULL UNIQUE,
    item_id TEXT NOT NULL REFERENCES item(id),
    publication_id TEXT NOT NULL REFERENCES publication(id),
    reason TEXT NOT NULL CHECK (reason IN ('expired','superseded','error','privacy','secrecyRisk','courtDecision')),
    note TEXT NOT NULL,
    content BLOB NOT NULL,
    content_digest TEXT NOT NULL UNIQUE CHECK (length(content_digest) = 64),
    requested_by_account TEXT NOT NULL REFERENCES account(id),
    requested_by_person TEXT NOT NULL REFERENCES person(id),
    requested_at TEXT NOT NULL
  ) STRICT;

CREATE TABLE withdrawal_decision (
    id TEXT PRIMARY KEY,
    withdrawal_id TEXT NOT NULL UNIQUE REFERENCES withdrawal(id),
    decision TEXT NOT NULL CHECK (decision IN ('agree','return')),
    stage TEXT NOT NULL CHECK (stage IN ('confidentialityCheck','leaderApproval')),
    note TEXT NOT NULL,
    content_digest TEXT NOT NULL,
    envelope BLOB NOT NULL,
    account_id TEXT NOT NULL REFERENCES account(id),
    person_id TEXT NOT NULL REFERENCES person(id),
    package_id TEXT UNIQUE REFERENCES outbox(package_id) DEFERRABLE INITIALLY DEFERRED,
    decided_at TEXT NOT NULL,
    CHECK ((decision = 'agree') = (package_id IS NOT NULL)),
    CHECK (decision = 'agree' OR length(trim(note)) > 0)
  ) STRICT;

CREATE INDEX account_by_person ON account(person_id);

CREATE INDEX aggregation_answer_by_join ON aggregation_answer(join_id, id);

CREATE INDEX aggregation_fact_by_key ON aggregation_fact(entity_key, source_id);

CREATE INDEX aggregation_fact_by_source ON aggregation_fact(source_id);

CREATE INDEX aggregation_source_by_version ON aggregation_source(extraction_version);

CREATE UNIQUE INDEX aggregation_source_outside ON aggregation_source(organ_name, title, published_on) WHERE publication_id IS NULL;

CREATE INDEX appeal_by_dispute ON appeal(dispute_id, seq);

CREATE INDEX application_by_applicant ON application(applicant_name_cache, seq);

CREATE INDEX application_by_due ON application(closed_cache, due_day_cache, seq);

CREATE INDEX application_by_receipt ON application(receipt_date_cache);

CREATE INDEX arrived_package_by_request ON arrived_package(request_id) WHERE request_id IS NOT NULL;

CREATE INDEX audit_by_act ON audit_entry(act, idx);

CREATE INDEX audit_of_import ON audit_entry(subject_id) WHERE act = 'item.imported';

CREATE INDEX calendar_import_by_year ON calendar_import(year, seq);

CREATE INDEX case_archive_by_application ON case_archive(application_id, archived_at);

CREATE INDEX case_file_by_application ON case_file(application_id, seq);

CREATE INDEX catalogue_code_by_item ON catalogue_code(item_id);

CREATE INDEX catalogue_item_by_code ON catalogue_item(retired, item_code);

CREATE INDEX catalogue_item_recurring ON catalogue_item(retired, responsible_unit, item_code)
   WHERE method = 'proactive' AND term_rule GLOB '[fmq]*';

CREATE INDEX catalogue_paper_by_code ON catalogue_paper(code, released_on, publication_seq);

CREATE INDEX checklist_answer_by_review ON checklist_answer(review_id, id);

CREATE INDEX clean_up_entry_by_publication ON clean_up_entry(publication_id);

CREATE INDEX consultation_answer_by_consultation ON consultation_answer(consultation_id);

CREATE INDEX consultation_decision_by_consultation ON consultation_decision(consultation_id);

CREATE INDEX consultation_extract_by_consultation ON consultation_extract(consultation_id);

CREATE INDEX consultation_follow_up_by_consultation ON consultation_follow_up(consultation_id);

CREATE INDEX consultation_letter_by_consultation ON consultation_letter(consultation_id);

CREATE INDEX consultation_packet_by_consultation ON consultation_packet(consultation_id);

CREATE INDEX delegation_by_deputy ON delegation(to_person_id, last_day);

CREATE INDEX deliberation_by_application ON deliberation(application_id, held_on);

CREATE INDEX dispute_by_application ON dispute(application_id, seq);

CREATE INDEX dispute_by_copy ON dispute(copy_received_on, seq);

CREATE INDEX dispute_by_filing ON dispute(filed_on, seq);

CREATE INDEX draft_search_facts ON draft(item_id, changed_since_revision, metadata ->> '$.originType', metadata -> '$.validity')
     WHERE metadata ->> '$.originType' <> 'made' OR metadata -> '$.validity' IS NOT NULL;

CREATE UNIQUE INDEX draft_answer_of_item ON draft_answer(id, item_id);

CREATE INDEX draft_attachment_by_item ON draft_attachment(item_id, position);

CREATE INDEX draft_finding_by_words ON draft_finding(words, attachment_id) WHERE words <> '';

CREATE INDEX draft_finding_of_file ON draft_finding(attachment_id, id, type, severity, new_under);

CREATE UNIQUE INDEX everyday_word_once ON everyday_word(everyday_folded) WHERE removed_at IS NULL;

CREATE INDEX export_record_by_package ON export_record(package_id);

CREATE INDEX finding_answer_by_finding ON finding_answer(finding_id, id);

CREATE INDEX handover_by_receiver ON handover(to_person_id, seq);

CREATE INDEX item_by_doc_number ON item(doc_number_cache) WHERE doc_number_cache <> '';

CREATE INDEX item_by_drafter ON item(drafter_account_id, updated_at_cache DESC, seq DESC) WHERE kind <> 'letter';

CREATE INDEX item_by_drafter_formed ON item(drafter_account_id, formed_on_cache) WHERE kind <> 'letter' AND property_cache = 'proactive' AND state_cache IN ('drafting','returned','approved');

CREATE INDEX item_by_due ON item(property_cache, formed_on_cache, seq, state_cache, kind) WHERE kind <> 'letter' AND formed_on_cache IS NOT NULL AND state_cache NOT IN ('published','withdrawn','withheld');

CREATE INDEX item_by_formed ON item(formed_on_cache, seq) WHERE kind <> 'letter' AND formed_on_cache IS NOT NULL AND state_cache NOT IN ('published','withdrawn','withheld');

CREATE INDEX item_by_kind ON item(kind, updated_at_cache DESC, seq DESC);

CREATE INDEX item_by_property ON item(property_cache, updated_at_cache DESC, seq DESC) WHERE kind <> 'letter';

CREATE INDEX item_by_stage ON item(stage_cache, updated_at_cache DESC, seq DESC) WHERE kind <> 'letter' AND stage_cache IS NOT NULL;

CREATE INDEX item_by_state ON item(state_cache, updated_at_cache DESC, seq DESC) WHERE kind <> 'letter';

CREATE INDEX item_by_title ON item(title_cache, seq) WHERE kind <> 'letter';

CREATE INDEX item_by_unit ON item(unit_name, updated_at_cache DESC, seq DESC) WHERE kind <> 'letter';

CREATE INDEX item_by_updated ON item(updated_at_cache DESC, seq DESC) WHERE kind <> 'letter';

CREATE INDEX item_returned ON item(drafter_account_id, updated_at_cache) WHERE state_cache = 'returned' AND kind <> 'letter';

CREATE INDEX item_group_member_by_item ON item_group_member(item_id);

CREATE INDEX joint_answer_part_by_joint ON joint_answer_part(joint_letter_id);

CREATE INDEX ledger_task_by_status ON ledger_task(status, seq);

CREATE INDEX ledger_task_open_by_due ON ledger_task(limit_on, seq) WHERE status <> 'done' AND limit_on IS NOT NULL;

CREATE INDEX ledger_task_recurring ON ledger_task(period) WHERE status <> 'done' AND period IS NOT NULL;

CREATE INDEX legal_opinion_by_letter ON legal_opinion(letter_id, seq);

CREATE INDEX letter_by_application ON letter(application_id, created_at);

CREATE INDEX letter_comment_by_letter ON letter_comment(letter_id, seq);

CREATE INDEX letter_comment_event_by_comment ON letter_comment_event(comment_id, seq);

CREATE INDEX letter_issue_by_signing ON letter_issue(signed_at, letter_id);

CREATE INDEX outbox_by_seal ON outbox(sealed_at DESC, package_id);

CREATE INDEX outbox_by_state ON outbox(state, next_at);

CREATE INDEX person_key_by_person ON person_key(person_id);

CREATE INDEX post_check_by_publication ON post_check(publication_id, checked_at);

CREATE INDEX publication_by_item ON publication(item_id, seq);

CREATE INDEX publication_by_release ON publication(released_at DESC, seq DESC);

CREATE INDEX publication_by_term ON publication(public_until_cache, seq) WHERE withdrawn_at IS NULL AND public_until_cache IS NOT NULL;

CREATE INDEX referral_by_review ON referral(review_id, seq);

CREATE INDEX referral_step_by_referral ON referral_step(referral_id, seq);

CREATE UNIQUE INDEX referral_step_number ON referral_step(doc_number) WHERE doc_number IS NOT NULL;

CREATE UNIQUE INDEX referral_step_once ON referral_step(referral_id, step) WHERE step <> 'reminded';

CREATE INDEX release_plan_by_review ON release_plan(review_id, seq);

CREATE INDEX review_by_item ON review(item_id, seq);

CREATE INDEX review_by_opening ON review(opened_at);

CREATE INDEX review_by_state ON review(state, seq);

CREATE INDEX review_queue ON review(current_stage, due_day_cache, seq) WHERE state = 'open';

CREATE INDEX review_queue_by_assignee ON review(current_stage, assignee_cache, due_day_cache, seq) WHERE state = 'open';

CREATE INDEX review_queue_by_drafter ON review(current_stage, drafter_cache, due_day_cache, seq) WHERE state = 'open';

CREATE INDEX review_assignment_by_handover ON review_assignment(handover_id, seq) WHERE handover_id IS NOT NULL;

CREATE INDEX review_assignment_by_review ON review_assignment(review_id, stage, seq);

CREATE INDEX review_note_by_review ON review_note(review_id, seq);

CREATE INDEX review_opinion_by_giver ON review_opinion(person_id, given_at, id);

CREATE INDEX reviewed_block_by_digest ON reviewed_block(block_digest, review_id);

CREATE INDEX revision_attachment_by_digest ON revision_attachment(digest);

CREATE INDEX search_facet_by_value ON search_facet(facet, value, row_id);

CREATE INDEX decision_to_reassess ON stage_decision(coalesce(reassess_on, date(decided_at, '+8 hours', CASE conclusion WHEN 'withhold' THEN '+12 months' ELSE '+1 month' END)))
     WHERE stage = 'leaderApproval' AND conclusion IN ('withhold','defer');

CREATE INDEX stage_decision_by_decider ON stage_decision(person_id, decided_at, id);

CREATE INDEX stage_decision_by_outcome ON stage_decision(decision, stage, decided_at, conclusion) WHERE decided_at > '';

CREATE INDEX stage_decision_by_person ON stage_decision(review_id, person_id);

CREATE INDEX training_result_by_person ON training_result(person_id, seq);

CREATE INDEX withdrawal_by_item ON withdrawal(item_id, seq);

CREATE TRIGGER account_stays_its_persons BEFORE UPDATE OF id, person_id ON account
   BEGIN SELECT RAISE(ABORT, 'V4: an account stays the account of its person'); END;

CREATE TRIGGER remote_person_never_signs_in BEFORE UPDATE OF state ON account
   WHEN NEW.state = 'active' AND EXISTS (SELECT 1 FROM remote_person WHERE account_id = NEW.id)
   BEGIN SELECT RAISE(ABORT, 'V4: who reviews elsewhere does not sign in here'); END;

CREATE TRIGGER account_no_self_grant BEFORE INSERT ON account_role
   WHEN NEW.granted_by IS NOT NULL AND NEW.granted_by = NEW.account_id
   BEGIN SELECT RAISE(ABORT, 'V4: nobody grants a role to the own account'); END;

CREATE TRIGGER account_role_administrators_exclude BEFORE INSERT ON account_role
   WHEN EXISTS (
     SELECT 1 FROM account_role held
     JOIN account a ON a.id = held.account_id
     WHERE a.person_id = (SELECT person_id FROM account WHERE id = NEW.account_id)
       AND held.role <> NEW.role
       AND (held.role IN ('systemAdmin','securityAdmin','auditAdmin') OR NEW.role IN ('systemAdmin','securityAdmin','auditAdmin'))
   )
   BEGIN SELECT RAISE(ABORT, 'V4: an administrator holds no other role'); END;

CREATE TRIGGER account_role_no_update BEFORE UPDATE ON account_role
   BEGIN SELECT RAISE(ABORT, 'V4: a role is granted or revoked, never changed'); END;

CREATE TRIGGER aggregation_answer_by_reviewer BEFORE INSERT ON aggregation_answer
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
     OR NOT (EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.account_id AND role IN ('confidentialityReviewer'))
       OR EXISTS (SELECT 1 FROM delegation g JOIN delegation_confirmation c ON c.delegation_id = g.id AND c.decision = 'confirm'
     WHERE 1 AND g.stage = 'confidentialityCheck' AND g.to_person_id = NEW.person_id
       AND (g.review_id IS NULL OR g.review_id = (SELECT j.review_id FROM aggregation_join j WHERE j.id = NEW.join_id))
       AND date(NEW.answered_at, '+8 hours') BETWEEN g.first_day AND g.last_day AND c.decided_at <= NEW.answered_at
       AND NOT EXISTS (SELECT 1 FROM delegation_end e WHERE e.delegation_id = g.id)
       AND (g.kind = 'emergency' OR EXISTS (SELECT 1 FROM account_role ar JOIN account a ON a.id = ar.account_id
         WHERE a.person_id = g.from_person_id AND ar.role = 'confidentialityReviewer'))))
     OR NEW.person_id IN (
       SELECT v.created_by_person FROM aggregation_join j JOIN review r ON r.id = j.review_id JOIN revision v ON v.id = r.revision_id WHERE j.id = NEW.join_id)
   BEGIN SELECT RAISE(ABORT, 'V4: a join is answered by the confidentiality reviewer, never by the drafter'); END;

CREATE TRIGGER aggregation_answer_no_delete BEFORE DELETE ON aggregation_answer
   BEGIN SELECT RAISE(ABORT, 'V5: answers to joins are never deleted'); END;

CREATE TRIGGER aggregation_answer_no_update BEFORE UPDATE ON aggregation_answer
   BEGIN SELECT RAISE(ABORT, 'V5: answers to joins never change'); END;

CREATE TRIGGER aggregation_answer_while_running BEFORE INSERT ON aggregation_answer
   WHEN NOT EXISTS (SELECT 1 FROM aggregation_join j JOIN review r ON r.id = j.review_id
     WHERE j.id = NEW.join_id AND r.state IN ('open','approved'))
   BEGIN SELECT RAISE(ABORT, 'V5: the review is over'); END;

CREATE TRIGGER aggregation_join_no_delete BEFORE DELETE ON aggregation_join
   BEGIN SELECT RAISE(ABORT, 'V5: joins are never deleted'); END;

CREATE TRIGGER aggregation_join_no_update BEFORE UPDATE ON aggregation_join
   BEGIN SELECT RAISE(ABORT, 'V5: joins never change'); END;

CREATE TRIGGER aggregation_rule_list_by_reviewer BEFORE INSERT ON aggregation_rule_list
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
     OR NOT EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.account_id AND role = 'confidentialityReviewer')
   BEGIN SELECT RAISE(ABORT, 'V4: the confidentiality reviewer sets the rules'); END;

CREATE TRIGGER aggregation_rule_list_no_delete BEFORE DELETE ON aggregation_rule_list
   BEGIN SELECT RAISE(ABORT, 'V5: a list of rules is never deleted'); END;

CREATE TRIGGER aggregation_rule_list_no_update BEFORE UPDATE ON aggregation_rule_list
   BEGIN SELECT RAISE(ABORT, 'V5: a list of rules never changes'); END;

CREATE TRIGGER annual_report_seq BEFORE UPDATE ON annual_report WHEN NEW.seq <> OLD.seq + 1 OR NEW.year <> OLD.year
   BEGIN SELECT RAISE(ABORT, 'V8: a saved report is replaced only by whoever has read it'); END;

CREATE TRIGGER appeal_no_delete BEFORE DELETE ON appeal
   BEGIN SELECT RAISE(ABORT, 'V5: appeals are not deleted'); END;

CREATE TRIGGER appeal_no_update BEFORE UPDATE ON appeal
   BEGIN SELECT RAISE(ABORT, 'V5: what came in from court never changes'); END;

CREATE TRIGGER appeal_of_a_decided_suit BEFORE INSERT ON appeal
   WHEN NOT EXISTS (
     SELECT 1 FROM dispute d JOIN dispute_step s ON s.dispute_id = d.id AND s.kind = 'decided'
     WHERE d.id = NEW.dispute_id AND d.kind <> 'reconsideration')
   BEGIN SELECT RAISE(ABORT, 'V5: only a decided suit has a second instance'); END;

CREATE TRIGGER appeal_one_at_a_time BEFORE INSERT ON appeal
   WHEN EXISTS (SELECT 1 FROM appeal a WHERE a.dispute_id = NEW.dispute_id
     AND NOT EXISTS (SELECT 1 FROM appeal_step s WHERE s.appeal_id = a.id AND s.kind = 'voided'))
   BEGIN SELECT RAISE(ABORT, 'V5: a suit has one second instance'); END;

CREATE TRIGGER appeal_step_no_delete BEFORE DELETE ON appeal_step
   BEGIN SELECT RAISE(ABORT, 'V5: decisions are never deleted'); END;

CREATE TRIGGER appeal_step_no_update BEFORE UPDATE ON appeal_step
   BEGIN SELECT RAISE(ABORT, 'V5: decisions never change'); END;

CREATE TRIGGER appeal_step_retried_after_remand BEFORE INSERT ON appeal_step
   WHEN NEW.kind = 'retried'
     AND NOT EXISTS (SELECT 1 FROM appeal_step WHERE appeal_id = NEW.appeal_id AND decision = 'remanded')
   BEGIN SELECT RAISE(ABORT, 'V5: a new judgment comes only after the case was sent back'); END;

CREATE TRIGGER appeal_step_until_decided BEFORE INSERT ON appeal_step
   WHEN NEW.kind <> 'retried'
     AND EXISTS (SELECT 1 FROM appeal_step WHERE appeal_id = NEW.appeal_id AND kind IN ('decided','voided'))
   BEGIN SELECT RAISE(ABORT, 'V5: an appeal that ended stays ended'); END;

CREATE TRIGGER application_fixed BEFORE UPDATE OF id, application_no, intake, registered_at ON application
   BEGIN SELECT RAISE(ABORT, 'V5: an application as received never changes'); END;

CREATE TRIGGER application_no_delete BEFORE DELETE ON application
   BEGIN SELECT RAISE(ABORT, 'V5: applications are not deleted'); END;

CREATE TRIGGER application_split_before_decision BEFORE INSERT ON application_split
   WHEN EXISTS (
     SELECT 1 FROM letter l
     JOIN letter_issue s ON s.letter_id = l.id
     LEFT JOIN number_register n ON n.series = s.series AND n.year = s.year AND n.number = s.number
     WHERE l.application_id = NEW.parent_id AND COALESCE(n.state, '') <> 'void'
       AND l.template NOT IN ('application-form', 'application-registration-form', 'receipt-acknowledgement',
         'receipt-confirmation-record', 'oral-application-transcript', 'correction-notice', 'extension-notice',
         'service-receipt'))
   BEGIN SELECT RAISE(ABORT, 'an application is not split once a decision was issued'); END;

CREATE TRIGGER application_split_is_whole BEFORE INSERT ON application_split
   WHEN NEW.unit_count <> (SELECT COUNT(*) FROM application_unit WHERE parent_id = NEW.parent_id)
     OR NOT EXISTS (SELECT 1 FROM clock_event WHERE application_id = NEW.parent_id AND type = 'split')
   BEGIN SELECT RAISE(ABORT, 'a split has all its units and ends the clock of its application'); END;

CREATE TRIGGER application_split_no_delete BEFORE DELETE ON application_split
     BEGIN SELECT RAISE(ABORT, 'V5: a split is never deleted'); END;

CREATE TRIGGER application_split_no_update BEFORE UPDATE ON application_split
     BEGIN SELECT RAISE(ABORT, 'V5: a split never changes'); END;

CREATE TRIGGER application_unit_in_order BEFORE INSERT ON application_unit
   WHEN NEW.position <> COALESCE((SELECT MAX(position) FROM application_unit WHERE parent_id = NEW.parent_id), 0) + 1
     OR EXISTS (SELECT 1 FROM application_split WHERE parent_id = NEW.parent_id)
   BEGIN SELECT RAISE(ABORT, 'units run from 1 and are complete once the application is split'); END;

CREATE TRIGGER application_unit_is_fresh BEFORE INSERT ON application_unit
   WHEN EXISTS (SELECT 1 FROM letter WHERE application_id = NEW.application_id)
   BEGIN SELECT RAISE(ABORT, 'a unit begins without letters'); END;

CREATE TRIGGER application_unit_no_delete BEFORE DELETE ON application_unit
     BEGIN SELECT RAISE(ABORT, 'V5: a split is never deleted'); END;

CREATE TRIGGER application_unit_no_update BEFORE UPDATE ON application_unit
     BEGIN SELECT RAISE(ABORT, 'V5: a split never changes'); END;

CREATE TRIGGER application_unit_one_level BEFORE INSERT ON application_unit
   WHEN EXISTS (SELECT 1 FROM application_unit WHERE application_id = NEW.parent_id)
     OR EXISTS (SELECT 1 FROM application_unit WHERE parent_id = NEW.application_id)
   BEGIN SELECT RAISE(ABORT, 'a unit is not split again'); END;

CREATE TRIGGER application_unit_same_application BEFORE INSERT ON application_unit
   WHEN NOT EXISTS (
     SELECT 1 FROM application u, application p
     WHERE u.id = NEW.application_id AND p.id = NEW.parent_id
       AND p.receipt_date_cache IS NOT NULL
       AND u.receipt_date_cache = p.receipt_date_cache
       AND u.intake ->> '$.applicantName' = p.intake ->> '$.applicantName'
       AND u.intake ->> '$.idNumber' IS p.intake ->> '$.idNumber'
       AND u.intake ->> '$.applicantType' IS p.intake ->> '$.applicantType')
   BEGIN SELECT RAISE(ABORT, 'a unit keeps the applicant and the receipt date of its application'); END;

CREATE TRIGGER audit_entry_appended BEFORE INSERT ON audit_entry
   WHEN NEW.idx <> COALESCE((SELECT MAX(idx) FROM audit_entry), -1) + 1
   BEGIN SELECT RAISE(ABORT, 'V5: audit entries are appended in order'); END;

CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry
   BEGIN SELECT RAISE(ABORT, 'V5: audit entries are never deleted'); END;

CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry
   BEGIN SELECT RAISE(ABORT, 'V5: audit entries never change'); END;

CREATE TRIGGER audit_head_never_shrinks BEFORE UPDATE OF size ON audit_head WHEN NEW.size < OLD.size
   BEGIN SELECT RAISE(ABORT, 'V5: the audit log never shrinks'); END;

CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON audit_head
   BEGIN SELECT RAISE(ABORT, 'V5: the audit log never shrinks'); END;

CREATE TRIGGER calendar_decision_by_another BEFORE INSERT ON calendar_decision
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
     OR NOT EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.account_id AND role = 'securityAdmin')
     OR NEW.person_id IN (SELECT person_id FROM calendar_import WHERE id = NEW.import_id)
   BEGIN SELECT RAISE(ABORT, 'V4: a schedule is confirmed by the security administrator, never by who imported it'); END;

CREATE TRIGGER calendar_decision_no_delete BEFORE DELETE ON calendar_decision
   BEGIN SELECT RAISE(ABORT, 'V5: decisions are never deleted'); END;

CREATE TRIGGER calendar_decision_no_update BEFORE UPDATE ON calendar_decision
   BEGIN SELECT RAISE(ABORT, 'V5: decisions never change'); END;

CREATE TRIGGER calendar_import_by_system_admin BEFORE INSERT ON calendar_import
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
     OR NOT EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.account_id AND role = 'systemAdmin')
   BEGIN SELECT RAISE(ABORT, 'V4: a schedule is imported by the system administrator'); END;

CREATE TRIGGER calendar_import_no_delete BEFORE DELETE ON calendar_import
   BEGIN SELECT RAISE(ABORT, 'V6: an imported schedule is never deleted'); END;

CREATE TRIGGER calendar_import_no_update BEFORE UPDATE ON calendar_import
   BEGIN SELECT RAISE(ABORT, 'V6: an imported schedule never changes'); END;

CREATE TRIGGER case_archive_no_delete BEFORE DELETE ON case_archive
   BEGIN SELECT RAISE(ABORT, 'V5: what was archived never changes'); END;

CREATE TRIGGER case_archive_no_update BEFORE UPDATE ON case_archive
   BEGIN SELECT RAISE(ABORT, 'V5: what was archived never changes'); END;

CREATE TRIGGER case_archive_of_closed_case BEFORE INSERT ON case_archive
   WHEN NOT EXISTS (SELECT 1 FROM application WHERE id = NEW.application_id AND closed_cache = 1)
   BEGIN SELECT RAISE(ABORT, 'V5: only a closed case is archived'); END;

CREATE TRIGGER case_file_account_is_persons BEFORE INSERT ON case_file
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
   BEGIN SELECT RAISE(ABORT, 'V4: account and person differ'); END;

CREATE TRIGGER case_file_no_delete BEFORE DELETE ON case_file
   BEGIN SELECT RAISE(ABORT, 'V5: evidence is never deleted'); END;

CREATE TRIGGER case_file_no_update BEFORE UPDATE ON case_file
   BEGIN SELECT RAISE(ABORT, 'V5: evidence never changes'); END;

CREATE TRIGGER case_file_proves_its_case BEFORE INSERT ON case_file
   WHEN NEW.event_id IS NOT NULL AND NEW.application_id IS NOT (
     SELECT application_id FROM clock_event WHERE id = NEW.event_id)
   BEGIN SELECT RAISE(ABORT, 'V5: a proof belongs to an event of its own case'); END;

CREATE TRIGGER case_file_void_account_is_persons BEFORE INSERT ON case_file_void
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
   BEGIN SELECT RAISE(ABORT, 'V4: account and person differ'); END;

CREATE TRIGGER case_file_void_no_delete BEFORE DELETE ON case_file_void
   BEGIN SELECT RAISE(ABORT, 'V5: a void is never deleted'); END;

CREATE TRIGGER case_file_void_no_update BEFORE UPDATE ON case_file_void
   BEGIN SELECT RAISE(ABORT, 'V5: a void never changes'); END;

CREATE TRIGGER catalogue_code_no_delete BEFORE DELETE ON catalogue_code
   BEGIN SELECT RAISE(ABORT, 'V5: a code stays with its item'); END;

CREATE TRIGGER catalogue_code_no_update BEFORE UPDATE ON catalogue_code
   BEGIN SELECT RAISE(ABORT, 'V5: a code stays with its item'); END;

CREATE TRIGGER catalogue_code_in_one_word_when_changed BEFORE UPDATE OF item_code ON catalogue_item WHEN NEW.item_code <> OLD.item_code AND (instr(NEW.item_code, ' ') > 0 OR instr(NEW.item_code, '　') > 0)
   BEGIN SELECT RAISE(ABORT, 'V3: a code is one word'); END;

CREATE TRIGGER catalogue_code_in_one_word_when_made BEFORE INSERT ON catalogue_item WHEN instr(NEW.item_code, ' ') > 0 OR instr(NEW.item_code, '　') > 0
   BEGIN SELECT RAISE(ABORT, 'V3: a code is one word'); END;

CREATE TRIGGER catalogue_code_kept_when_changed AFTER UPDATE OF item_code ON catalogue_item
     BEGIN INSERT INTO catalogue_code (code, item_id) VALUES (NEW.item_code, NEW.id) ON CONFLICT (code) DO NOTHING; END;

CREATE TRIGGER catalogue_code_kept_when_made AFTER INSERT ON catalogue_item
     BEGIN INSERT INTO catalogue_code (code, item_id) VALUES (NEW.item_code, NEW.id) ON CONFLICT (code) DO NOTHING; END;

CREATE TRIGGER catalogue_code_of_its_item_when_changed BEFORE UPDATE OF item_code ON catalogue_item WHEN EXISTS (SELECT 1 FROM catalogue_code c WHERE c.code = NEW.item_code AND c.item_id <> NEW.id)
   BEGIN SELECT RAISE(ABORT, 'V5: a code stays with its item'); END;

CREATE TRIGGER catalogue_code_of_its_item_when_made BEFORE INSERT ON catalogue_item WHEN EXISTS (SELECT 1 FROM catalogue_code c WHERE c.code = NEW.item_code AND c.item_id <> NEW.id)
   BEGIN SELECT RAISE(ABORT, 'V5: a code stays with its item'); END;

CREATE TRIGGER catalogue_item_by_office_when_changed BEFORE UPDATE ON catalogue_item WHEN NEW.updated_by_person IS NOT (SELECT person_id FROM account WHERE id = NEW.updated_by_account)
     OR NOT EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.updated_by_account AND role = 'disclosureOffice')
   BEGIN SELECT RAISE(ABORT, 'V4: the disclosure office keeps the catalogue'); END;

CREATE TRIGGER catalogue_item_by_office_when_made BEFORE INSERT ON catalogue_item WHEN NEW.updated_by_person IS NOT (SELECT person_id FROM account WHERE id = NEW.updated_by_account)
     OR NOT EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.updated_by_account AND role = 'disclosureOffice')
   BEGIN SELECT RAISE(ABORT, 'V4: the disclosure office keeps the catalogue'); END;

CREATE TRIGGER catalogue_item_changed AFTER UPDATE ON catalogue_item
   BEGIN INSERT INTO catalogue_item_version (item_id, version, content, retired, change_reason, account_id, person_id, saved_at)
     VALUES (NEW.id, NEW.version, json_object(
       'itemCode', NEW.item_code, 'level1', NEW.level1, 'level2', NEW.level2, 'contentElements', json(NEW.content_elements),
       'legalBasis', json(NEW.legal_basis), 'statutory', NEW.statutory, 'deadlineRule', NEW.term_rule, 'subjectOrgan', NEW.subject_organ,
       'responsibleUnit', NEW.responsible_unit, 'responsiblePost', NEW.responsible_post, 'method', NEW.method, 'audience', NEW.audience,
       'channels', json(NEW.channels), 'level', NEW.level, 'periodRule', NEW.period_rule, 'validFrom', NEW.valid_from),
       NEW.retired, NEW.change_reason, NEW.updated_by_account, NEW.updated_by_person, NEW.updated_at); END;

CREATE TRIGGER catalogue_item_first_version BEFORE INSERT ON catalogue_item WHEN NEW.version <> 1 OR NEW.retired <> 0 OR NEW.created_by_account <> NEW.updated_by_account
     OR NEW.created_by_person <> NEW.updated_by_person OR NEW.created_at <> NEW.updated_at
   BEGIN SELECT RAISE(ABORT, 'V5: an item begins with its first version'); END;

CREATE TRIGGER catalogue_item_made AFTER INSERT ON catalogue_item
   BEGIN INSERT INTO catalogue_item_version (item_id, version, content, retired, change_reason, account_id, person_id, saved_at)
     VALUES (NEW.id, NEW.version, json_object(
       'itemCode', NEW.item_code, 'level1', NEW.level1, 'level2', NEW.level2, 'contentElements', json(NEW.content_elements),
       'legalBasis', json(NEW.legal_basis), 'statutory', NEW.statutory, 'deadlineRule', NEW.term_rule, 'subjectOrgan', NEW.subject_organ,
       'responsibleUnit', NEW.responsible_unit, 'responsiblePost', NEW.responsible_post, 'method', NEW.method, 'audience', NEW.audience,
       'channels', json(NEW.channels), 'level', NEW.level, 'periodRule', NEW.period_rule, 'validFrom', NEW.valid_from),
       NEW.retired, NEW.change_reason, NEW.updated_by_account, NEW.updated_by_person, NEW.updated_at); END;

CREATE TRIGGER catalogue_item_next_version BEFORE UPDATE ON catalogue_item WHEN NEW.version <> OLD.version + 1 OR NEW.id <> OLD.id OR NEW.updated_at < OLD.updated_at
     OR NEW.created_by_account <> OLD.created_by_account OR NEW.created_by_person <> OLD.created_by_person OR NEW.created_at <> OLD.created_at
   BEGIN SELECT RAISE(ABORT, 'V5: a change of an item is its next version'); END;

CREATE TRIGGER catalogue_item_no_delete BEFORE DELETE ON catalogue_item
   BEGIN SELECT RAISE(ABORT, 'V5: an item is retired, never deleted'); END;

CREATE TRIGGER catalogue_item_well_formed_when_changed BEFORE UPDATE ON catalogue_item WHEN EXISTS (SELECT 1 FROM json_each(NEW.content_elements) e WHERE e.type <> 'text' OR trim(e.value) = '')
     OR EXISTS (SELECT 1 FROM json_each(NEW.channels) c WHERE c.type <> 'text' OR c.value NOT IN ('website','gazette','newMedia','pressConference','broadcast','press','readingPoint','serviceCentre','noticeBoard','direct','other'))
     OR (SELECT count(*) <> count(DISTINCT value) FROM json_each(NEW.channels))
     OR EXISTS (SELECT 1 FROM json_each(NEW.legal_basis) b WHERE b.type <> 'object' OR trim(coalesce(json_extract(b.value, '$.title'), '')) = '')
   BEGIN SELECT RAISE(ABORT, 'V3: content, channels and legal basis of an item are named'); END;

CREATE TRIGGER catalogue_item_well_formed_when_made BEFORE INSERT ON catalogue_item WHEN EXISTS (SELECT 1 FROM json_each(NEW.content_elements) e WHERE e.type <> 'text' OR trim(e.value) = '')
     OR EXISTS (SELECT 1 FROM json_each(NEW.channels) c WHERE c.type <> 'text' OR c.value NOT IN ('website','gazette','newMedia','pressConference','broadcast','press','readingPoint','serviceCentre','noticeBoard','direct','other'))
     OR (SELECT count(*) <> count(DISTINCT value) FROM json_each(NEW.channels))
     OR EXISTS (SELECT 1 FROM json_each(NEW.legal_basis) b WHERE b.type <> 'object' OR trim(coalesce(json_extract(b.value, '$.title'), '')) = '')
   BEGIN SELECT RAISE(ABORT, 'V3: content, channels and legal basis of an item are named'); END;

CREATE TRIGGER catalogue_item_version_no_delete BEFORE DELETE ON catalogue_item_version
   BEGIN SELECT RAISE(ABORT, 'V5: a version of an item is never deleted'); END;

CREATE TRIGGER catalogue_item_version_no_update BEFORE UPDATE ON catalogue_item_version
   BEGIN SELECT RAISE(ABORT, 'V5: a version of an item never changes'); END;

CREATE TRIGGER catalogue_item_version_of_item BEFORE INSERT ON catalogue_item_version WHEN NOT EXISTS (
     SELECT 1 FROM catalogue_item i WHERE i.id = NEW.item_id AND i.version = NEW.version AND i.retired = NEW.retired AND i.change_reason = NEW.change_reason
       AND i.updated_by_account = NEW.account_id AND i.updated_by_person = NEW.person_id AND i.updated_at = NEW.saved_at)
   BEGIN SELECT RAISE(ABORT, 'V5: a version is kept as the item was'); END;

CREATE TRIGGER channel_list_by_office BEFORE INSERT ON channel_list
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
     OR NOT EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.account_id AND role = 'disclosureOffice')
   BEGIN SELECT RAISE(ABORT, 'V4: the disclosure office keeps the list of channels'); END;

CREATE TRIGGER channel_list_in_order BEFORE INSERT ON channel_list
   WHEN NEW.version IS NOT coalesce((SELECT max(version) FROM channel_list), 0) + 1
   BEGIN SELECT RAISE(ABORT, 'V5: versions of the list of channels follow each other'); END;

CREATE TRIGGER channel_list_keeps BEFORE INSERT ON channel_list
   WHEN EXISTS (
     SELECT 1 FROM json_each(coalesce((SELECT channels FROM channel_list ORDER BY version DESC LIMIT 1), '[]')) o
     WHERE NOT EXISTS (
       SELECT 1 FROM json_each(NEW.channels) c
       WHERE json_extract(c.value, '$.id') = json_extract(o.value, '$.id') AND json_extract(c.value, '$.kind') = json_extract(o.value, '$.kind')))
   BEGIN SELECT RAISE(ABORT, 'V3: a channel is retired, never left out, and keeps its kind'); END;

CREATE TRIGGER channel_list_no_delete BEFORE DELETE ON channel_list
   BEGIN SELECT RAISE(ABORT, 'V5: a list of channels is never deleted'); END;

CREATE TRIGGER channel_list_no_update BEFORE UPDATE ON channel_list
   BEGIN SELECT RAISE(ABORT, 'V5: a list of channels never changes'); END;

CREATE TRIGGER channel_list_well_formed BEFORE INSERT ON channel_list
   WHEN EXISTS (
     SELECT 1 FROM json_each(NEW.channels) c
     WHERE coalesce(json_extract(c.value, '$.id'), '') = '' OR trim(coalesce(json_extract(c.value, '$.name'), '')) = ''
       OR coalesce(json_extract(c.value, '$.kind'), '') NOT IN ('website','gazette','newMedia','pressConference','broadcast','press','readingPoint','serviceCentre','noticeBoard','direct','other')
       OR coalesce(json_extract(c.value, '$.state'), '') NOT IN ('inUse','retired'))
   OR (SELECT count(*) <> count(DISTINCT json_extract(c.value, '$.id')) OR count(*) <> count(DISTINCT json_extract(c.value, '$.name')) FROM json_each(NEW.channels) c)
   BEGIN SELECT RAISE(ABORT, 'V3: every channel of the list has one id, one name, a kind and a state'); END;

CREATE TRIGGER checklist_answer_no_delete BEFORE DELETE ON checklist_answer
   BEGIN SELECT RAISE(ABORT, 'V5: checklist answers are never deleted'); END;

CREATE TRIGGER checklist_answer_no_update BEFORE UPDATE ON checklist_answer
   BEGIN SELECT RAISE(ABORT, 'V5: checklist answers never change'); END;

CREATE TRIGGER clean_up_batch_no_delete BEFORE DELETE ON clean_up_batch
     BEGIN SELECT RAISE(ABORT, 'V5: the record of a clean-up is never deleted'); END;

CREATE TRIGGER clean_up_batch_no_update BEFORE UPDATE ON clean_up_batch
     BEGIN SELECT RAISE(ABORT, 'V5: the record of a clean-up never changes'); END;

CREATE TRIGGER clean_up_decision_by_office BEFORE INSERT ON clean_up_decision
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
     OR NOT EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.account_id AND role = 'disclosureOffice')
   BEGIN SELECT RAISE(ABORT, 'V4: the disclosure office decides on the clean-up'); END;

CREATE TRIGGER clean_up_decision_no_delete BEFORE DELETE ON clean_up_decision
     BEGIN SELECT RAISE(ABORT, 'V5: the record of a clean-up is never deleted'); END;

CREATE TRIGGER clean_up_decision_no_update BEFORE UPDATE ON clean_up_decision
     BEGIN SELECT RAISE(ABORT, 'V5: the record of a clean-up never changes'); END;

CREATE TRIGGER clean_up_keep_has_a_term BEFORE INSERT ON clean_up_decision
   WHEN NEW.outcome = 'keep' AND NEW.new_term IS NULL
     AND (SELECT cause FROM clean_up_entry WHERE id = NEW.entry_id) = 'termOver'
   BEGIN SELECT RAISE(ABORT, 'V3: what stays beyond its term needs a new one'); END;

CREATE TRIGGER clean_up_withdraw_has_its_review BEFORE INSERT ON clean_up_decision
   WHEN NEW.outcome = 'withdraw' AND NOT EXISTS (
     SELECT 1 FROM withdrawal w JOIN clean_up_entry e ON e.id = NEW.entry_id
       JOIN publication p ON p.id = e.publication_id
     WHERE w.id = NEW.withdrawal_id AND w.item_id = p.item_id)
   BEGIN SELECT RAISE(ABORT, 'V1: taken down only by a reviewed withdrawal of its own'); END;

CREATE TRIGGER clean_up_entry_no_delete BEFORE DELETE ON clean_up_entry
     BEGIN SELECT RAISE(ABORT, 'V5: the record of a clean-up is never deleted'); END;

CREATE TRIGGER clean_up_entry_no_update BEFORE UPDATE ON clean_up_entry
     BEGIN SELECT RAISE(ABORT, 'V5: the record of a clean-up never changes'); END;

CREATE TRIGGER clean_up_entry_of_what_is_out BEFORE INSERT ON clean_up_entry
   WHEN NOT EXISTS (SELECT 1 FROM publication p WHERE p.id = NEW.publication_id AND p.withdrawn_at IS NULL)
     OR EXISTS (SELECT 1 FROM clean_up_entry e WHERE e.publication_id = NEW.publication_id
       AND NOT EXISTS (SELECT 1 FROM clean_up_decision d WHERE d.entry_id = e.id))
   BEGIN SELECT RAISE(ABORT, 'V2: one open question about something that is out'); END;

CREATE TRIGGER clock_event_as_it_is_told BEFORE INSERT ON clock_event
   WHEN json_extract(NEW.event, '$.type') IS NOT NEW.type OR json_extract(NEW.event, '$.onDay') IS NOT NEW.on_day
   BEGIN SELECT RAISE(ABORT, 'V6: type and day of a clock event are those of the event'); END;

CREATE TRIGGER clock_event_no_delete BEFORE DELETE ON clock_event
   BEGIN SELECT RAISE(ABORT, 'V5: clock events are never deleted'); END;

CREATE TRIGGER clock_event_no_update BEFORE UPDATE ON clock_event
   BEGIN SELECT RAISE(ABORT, 'V5: clock events never change'); END;

CREATE TRIGGER clock_event_not_after_split BEFORE INSERT ON clock_event
   WHEN EXISTS (SELECT 1 FROM application_split WHERE parent_id = NEW.application_id)
   BEGIN SELECT RAISE(ABORT, 'V5: after the split only the units go on'); END;

CREATE TRIGGER clock_event_on_day_is_a_day BEFORE INSERT ON clock_event
   WHEN NEW.on_day IS NOT NULL AND NEW.on_day IS NOT date(NEW.on_day)
   BEGIN SELECT RAISE(ABORT, 'V6: clock_event.on_day is a day of the calendar'); END;

CREATE TRIGGER clock_event_positions_run BEFORE INSERT ON clock_event
   WHEN NEW.position <> COALESCE((SELECT MAX(position) FROM clock_event WHERE application_id = NEW.application_id), 0) + 1
   BEGIN SELECT RAISE(ABORT, 'V5: clock events are appended in order'); END;

CREATE TRIGGER consultation_no_delete BEFORE DELETE ON consultation
     BEGIN SELECT RAISE(ABORT, 'V5: the record of a consultation never changes'); END;

CREATE TRIGGER consultation_no_update BEFORE UPDATE ON consultation
     BEGIN SELECT RAISE(ABORT, 'V5: the record of a consultation never changes'); END;

CREATE TRIGGER consultation_answer_no_delete BEFORE DELETE ON consultation_answer
     BEGIN SELECT RAISE(ABORT, 'V5: the record of a consultation never changes'); END;

CREATE TRIGGER consultation_answer_no_update BEFORE UPDATE ON consultation_answer
     BEGIN SELECT RAISE(ABORT, 'V5: the record of a consultation never changes'); END;

CREATE TRIGGER consultation_answer_points_to_its_event BEFORE INSERT ON consultation_answer
   WHEN NEW.event_id IS NOT NULL AND NOT EXISTS (
     SELECT 1 FROM clock_event e JOIN consultation c ON c.id = NEW.consultation_id
     WHERE e.id = NEW.event_id AND e.application_id = c.application_id AND e.type = 'consultationReturned'
       AND e.on_day = NEW.arrived_on AND json_extract(e.event, '$.consultationId') = c.clock_id)
   BEGIN SELECT RAISE(ABORT, 'V6: an answer points to its own event on the clock'); END;

CREATE TRIGGER consultation_decision_no_delete BEFORE DELETE ON consultation_decision
     BEGIN SELECT RAISE(ABORT, 'V5: the record of a consultation never changes'); END;

CREATE TRIGGER consultation_decision_no_update BEFORE UPDATE ON consultation_decision
     BEGIN SELECT RAISE(ABORT, 'V5: the record of a consultation never changes'); END;

CREATE TRIGGER consultation_extract_before_signing BEFORE INSERT ON consultation_extract
   WHEN EXISTS (
     SELECT 1 FROM consultation_letter k JOIN letter_issue i ON i.letter_id = k.letter_id
     LEFT JOIN number_register n ON n.series = i.series AND n.year = i.year AND n.number = i.number
     WHERE k.consultation_id = NEW.consultation_id AND k.role = 'consultation' AND coalesce(n.state, '') <> 'void')
   BEGIN SELECT RAISE(ABORT, 'V1: what goes with a signed letter is what was reviewed'); END;

CREATE TRIGGER consultation_extract_no_delete BEFORE DELETE ON consultation_extract
     BEGIN SELECT RAISE(ABORT, 'V5: the record of a consultation never changes'); END;

CREATE TRIGGER consultation_extract_no_update BEFORE UPDATE ON consultation_extract
     BEGIN SELECT RAISE(ABORT, 'V5: the record of a consultation never changes'); END;

CREATE TRIGGER consultation_follow_up_no_delete BEFORE DELETE ON consultation_follow_up
     BEGIN SELECT RAISE(ABORT, 'V5: the record of a consultation never changes'); END;

CREATE TRIGGER consultation_follow_up_no_update BEFORE UPDATE ON consultation_follow_up
     BEGIN SELECT RAISE(ABORT, 'V5: the record of a consultation never changes'); END;

CREATE TRIGGER consultation_letter_no_delete BEFORE DELETE ON consultation_letter
     BEGIN SELECT RAISE(ABORT, 'V5: the record of a consultation never changes'); END;

CREATE TRIGGER consultation_letter_no_update BEFORE UPDATE ON consultation_letter
     BEGIN SELECT RAISE(ABORT, 'V5: the record of a consultation never changes'); END;

CREATE TRIGGER consultation_letter_of_this_party BEFORE INSERT ON consultation_letter
   WHEN NOT EXISTS (
     SELECT 1 FROM letter l JOIN consultation c ON c.id = NEW.consultation_id AND c.application_id = l.application_id
     WHERE l.id = NEW.letter_id AND l.template = CASE
       WHEN NEW.role = 'decisionNotice' AND c.party = 'thirdParty' THEN 'third-party-decision-notice'
       WHEN NEW.role = 'consultation' AND c.party = 'thirdParty' THEN 'third-party-consultation-letter'
       WHEN NEW.role = 'consultation' THEN 'other-organ-consultation-letter' END)
   BEGIN SELECT RAISE(ABORT, 'the letter is not one to this party'); END;

CREATE TRIGGER consultation_packet_no_delete BEFORE DELETE ON consultation_packet
     BEGIN SELECT RAISE(ABORT, 'V5: the record of a consultation never changes'); END;

CREATE TRIGGER consultation_packet_no_update BEFORE UPDATE ON consultation_packet
     BEGIN SELECT RAISE(ABORT, 'V5: the record of a consultation never changes'); END;

CREATE TRIGGER consultation_packet_of_its_letter BEFORE INSERT ON consultation_packet
   WHEN NOT EXISTS (SELECT 1 FROM consultation_letter WHERE letter_id = NEW.letter_id
     AND consultation_id = NEW.consultation_id AND role = 'consultation')
   BEGIN SELECT RAISE(ABORT, 'V1: a packet carries the signed letter to this party'); END;

CREATE TRIGGER consultation_void_before_it_went_out BEFORE INSERT ON consultation_void
   WHEN EXISTS (SELECT 1 FROM consultation_packet WHERE consultation_id = NEW.consultation_id)
     OR EXISTS (SELECT 1 FROM consultation_letter k JOIN letter_issue i ON i.letter_id = k.letter_id
       WHERE k.consultation_id = NEW.consultation_id)
   BEGIN SELECT RAISE(ABORT, 'V5: whom a signed letter asked stays on record'); END;

CREATE TRIGGER consultation_void_no_delete BEFORE DELETE ON consultation_void
     BEGIN SELECT RAISE(ABORT, 'V5: the record of a consultation never changes'); END;

CREATE TRIGGER consultation_void_no_update BEFORE UPDATE ON consultation_void
     BEGIN SELECT RAISE(ABORT, 'V5: the record of a consultation never changes'); END;

CREATE TRIGGER delegation_by_its_holder BEFORE INSERT ON delegation
   WHEN NEW.proposed_by_person IS NOT (SELECT person_id FROM account WHERE id = NEW.proposed_by_account)
     OR NEW.proposed_by_person = NEW.to_person_id
     OR (NEW.kind = 'deputy' AND NOT EXISTS (SELECT 1 FROM account_role ar JOIN account a ON a.id = ar.account_id WHERE a.person_id = NEW.from_person_id AND ar.role IN (CASE NEW.stage WHEN 'unitHeadReview' THEN 'unitHead' WHEN 'confidentialityCheck' THEN 'confidentialityReviewer' WHEN 'officeCheck' THEN 'disclosureOffice' WHEN 'leaderApproval' THEN 'leader' END)))
     OR (NEW.kind = 'deputy' AND NEW.proposed_by_person <> NEW.from_person_id AND NOT EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.proposed_by_account AND role IN ('disclosureOffice')))
     OR (NEW.kind = 'emergency' AND NOT EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.proposed_by_account AND role IN ('disclosureOffice','leader')))
     OR EXISTS (SELECT 1 FROM account_role ar JOIN account a ON a.id = ar.account_id WHERE a.person_id = NEW.to_person_id AND ar.role IN ('systemAdmin','securityAdmin','auditAdmin'))
     OR EXISTS (SELECT 1 FROM remote_person WHERE person_id = NEW.from_person_id) IS NOT EXISTS (SELECT 1 FROM remote_person WHERE person_id = NEW.to_person_id)
     OR (EXISTS (SELECT 1 FROM remote_person WHERE person_id = NEW.to_person_id) AND NEW.kind <> 'deputy')
     OR (NOT EXISTS (SELECT 1 FROM remote_person WHERE person_id = NEW.to_person_id) AND NOT EXISTS (SELECT 1 FROM account WHERE person_id = NEW.to_person_id AND state = 'active'))
   BEGIN SELECT RAISE(ABORT, 'V4: a stage right is lent by its holder to a person without an administrator role'); END;

CREATE TRIGGER delegation_first_day_is_a_day BEFORE INSERT ON delegation
   WHEN NEW.first_day IS NOT date(NEW.first_day)
   BEGIN SELECT RAISE(ABORT, 'V6: delegation.first_day is a day of the calendar'); END;

CREATE TRIGGER delegation_last_day_is_a_day BEFORE INSERT ON delegation
   WHEN NEW.last_day IS NOT date(NEW.last_day)
   BEGIN SELECT RAISE(ABORT, 'V6: delegation.last_day is a day of the calendar'); END;

CREATE TRIGGER delegation_no_delete BEFORE DELETE ON delegation
   BEGIN SELECT RAISE(ABORT, 'V5: a delegation is never deleted'); END;

CREATE TRIGGER delegation_no_update BEFORE UPDATE ON delegation
   BEGIN SELECT RAISE(ABORT, 'V5: a delegation never changes'); END;

CREATE TRIGGER delegation_confirmation_no_delete BEFORE DELETE ON delegation_confirmation
   BEGIN SELECT RAISE(ABORT, 'V5: a confirmation is never deleted'); END;

CREATE TRIGGER delegation_confirmation_no_update BEFORE UPDATE ON delegation_confirmation
   BEGIN SELECT RAISE(ABORT, 'V5: a confirmation never changes'); END;

CREATE TRIGGER delegation_confirmed_by_another BEFORE INSERT ON delegation_confirmation
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id) OR NOT EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.account_id AND role IN ('securityAdmin'))
     OR NEW.person_id IN (SELECT g.from_person_id FROM delegation g WHERE g.id = NEW.delegation_id
       UNION SELECT g.to_person_id FROM delegation g WHERE g.id = NEW.delegation_id
       UNION SELECT g.proposed_by_person FROM delegation g WHERE g.id = NEW.delegation_id)
   BEGIN SELECT RAISE(ABORT, 'V4: a delegation is confirmed by the security administrator, never by who is in it'); END;

CREATE TRIGGER delegation_end_by_its_people BEFORE INSERT ON delegation_end
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id) OR (NOT EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.account_id AND role IN ('securityAdmin'))
     AND NEW.person_id NOT IN (SELECT g.from_person_id FROM delegation g WHERE g.id = NEW.delegation_id
       UNION SELECT g.proposed_by_person FROM delegation g WHERE g.id = NEW.delegation_id))
   BEGIN SELECT RAISE(ABORT, 'V4: a delegation is ended by who lent it or by the security administrator'); END;

CREATE TRIGGER delegation_end_no_delete BEFORE DELETE ON delegation_end
   BEGIN SELECT RAISE(ABORT, 'V5: the end of a delegation is never deleted'); END;

CREATE TRIGGER delegation_end_no_update BEFORE UPDATE ON delegation_end
   BEGIN SELECT RAISE(ABORT, 'V5: the end of a delegation never changes'); END;

CREATE TRIGGER delegation_statement_no_delete BEFORE DELETE ON delegation_statement
   BEGIN SELECT RAISE(ABORT, 'V5: what was signed is never deleted'); END;

CREATE TRIGGER delegation_statement_no_update BEFORE UPDATE ON delegation_statement
   BEGIN SELECT RAISE(ABORT, 'V5: what was signed never changes'); END;

CREATE TRIGGER delegation_statement_of_what_is BEFORE INSERT ON delegation_statement
   WHEN (NEW.what = 'confirmed' AND NOT EXISTS (SELECT 1 FROM delegation_confirmation WHERE delegation_id = NEW.delegation_id AND decision = 'confirm'))
     OR (NEW.what = 'ended' AND NOT EXISTS (SELECT 1 FROM delegation_end WHERE delegation_id = NEW.delegation_id))
   BEGIN SELECT RAISE(ABORT, 'V4: signed is what was confirmed or ended'); END;

CREATE TRIGGER deliberation_no_delete BEFORE DELETE ON deliberation
   BEGIN SELECT RAISE(ABORT, 'V5: minutes are never deleted'); END;

CREATE TRIGGER deliberation_no_update BEFORE UPDATE ON deliberation
   BEGIN SELECT RAISE(ABORT, 'V5: minutes never change'); END;

CREATE TRIGGER delivery_step_follows BEFORE INSERT ON delivery_step
   WHEN (NEW.kind = 'sent') <> ('returned' IS (
     SELECT kind FROM delivery_step WHERE letter_id = NEW.letter_id ORDER BY position DESC LIMIT 1))
     OR EXISTS (SELECT 1 FROM delivery_step WHERE letter_id = NEW.letter_id AND kind = 'received')
   BEGIN SELECT RAISE(ABORT, 'V5: sent again only after a return, nothing after the receipt'); END;

CREATE TRIGGER delivery_step_in_order BEFORE INSERT ON delivery_step
   WHEN NEW.position <> COALESCE((SELECT MAX(position) FROM delivery_step WHERE letter_id = NEW.letter_id), 0) + 1
     OR NEW.on_day < COALESCE((SELECT MAX(on_day) FROM delivery_step WHERE letter_id = NEW.letter_id),
       (SELECT clock_date FROM letter_service WHERE letter_id = NEW.letter_id))
   BEGIN SELECT RAISE(ABORT, 'V5: the steps of a service are appended in order'); END;

CREATE TRIGGER delivery_step_no_delete BEFORE DELETE ON delivery_step
   BEGIN SELECT RAISE(ABORT, 'V5: the service of a letter is never deleted'); END;

CREATE TRIGGER delivery_step_no_update BEFORE UPDATE ON delivery_step
   BEGIN SELECT RAISE(ABORT, 'V5: the service of a letter never changes'); END;

CREATE TRIGGER dispute_no_delete BEFORE DELETE ON dispute
   BEGIN SELECT RAISE(ABORT, 'V5: disputes are not deleted'); END;

CREATE TRIGGER dispute_no_update BEFORE UPDATE ON dispute
   BEGIN SELECT RAISE(ABORT, 'V5: what came in from reconsideration or court never changes'); END;

CREATE TRIGGER dispute_of_its_letter BEFORE INSERT ON dispute
   WHEN NEW.letter_id IS NOT NULL AND NOT EXISTS (
     SELECT 1 FROM letter l LEFT JOIN joint_answer_part p ON p.letter_id = l.id
     JOIN letter_issue s ON s.letter_id = COALESCE(p.joint_letter_id, l.id)
     WHERE l.id = NEW.letter_id AND l.application_id = NEW.application_id)
   BEGIN SELECT RAISE(ABORT, 'V5: a dispute is about a signed letter of its application'); END;

CREATE TRIGGER dispute_step_no_delete BEFORE DELETE ON dispute_step
   BEGIN SELECT RAISE(ABORT, 'V5: decisions are never deleted'); END;

CREATE TRIGGER dispute_step_no_update BEFORE UPDATE ON dispute_step
   BEGIN SELECT RAISE(ABORT, 'V5: decisions never change'); END;

CREATE TRIGGER dispute_step_until_decided BEFORE INSERT ON dispute_step
   WHEN EXISTS (SELECT 1 FROM dispute_step WHERE dispute_id = NEW.dispute_id AND kind IN ('decided','voided'))
   BEGIN SELECT RAISE(ABORT, 'V5: a dispute that ended stays ended'); END;

CREATE TRIGGER draft_finding_answer_carried BEFORE INSERT ON draft_finding_answer
   WHEN NEW.carried = 1 AND NOT EXISTS (
     SELECT 1 FROM draft_finding f
     JOIN draft_attachment t ON t.id = f.attachment_id
     JOIN draft_answer a ON a.id = NEW.answer_id AND a.item_id = t.item_id
     WHERE f.id = NEW.finding_id)
   BEGIN SELECT RAISE(ABORT, 'V2: an answer is carried over within its item alone'); END;

CREATE TRIGGER draft_finding_answer_stands BEFORE UPDATE ON draft_finding_answer
   BEGIN SELECT RAISE(ABORT, 'V2: another answer is given in its place'); END;

CREATE TRIGGER draft_picture_delete BEFORE DELETE ON draft_picture
   WHEN EXISTS (SELECT 1 FROM review r WHERE r.item_id = OLD.item_id AND r.state IN ('open','referred'))
   BEGIN SELECT RAISE(ABORT, 'V3: decisions about pictures stand still under review'); END;

CREATE TRIGGER draft_picture_insert BEFORE INSERT ON draft_picture
   WHEN EXISTS (SELECT 1 FROM review r WHERE r.item_id = NEW.item_id AND r.state IN ('open','referred'))
   BEGIN SELECT RAISE(ABORT, 'V3: decisions about pictures stand still under review'); END;

CREATE TRIGGER draft_picture_update BEFORE UPDATE ON draft_picture
   WHEN EXISTS (SELECT 1 FROM review r WHERE r.item_id = OLD.item_id AND r.state IN ('open','referred'))
   BEGIN SELECT RAISE(ABORT, 'V3: decisions about pictures stand still under review'); END;

CREATE TRIGGER emergency_seen_by_auditor BEFORE INSERT ON emergency_seen
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id) OR NOT EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.account_id AND role IN ('auditAdmin'))
     OR NOT EXISTS (SELECT 1 FROM delegation WHERE id = NEW.delegation_id AND kind = 'emergency')
   BEGIN SELECT RAISE(ABORT, 'V4: an emergency right is looked at by the auditor'); END;

CREATE TRIGGER emergency_seen_no_delete BEFORE DELETE ON emergency_seen
   BEGIN SELECT RAISE(ABORT, 'V5: what the auditor saw is never deleted'); END;

CREATE TRIGGER emergency_seen_no_update BEFORE UPDATE ON emergency_seen
   BEGIN SELECT RAISE(ABORT, 'V5: what the auditor saw never changes'); END;

CREATE TRIGGER everyday_word_bounded BEFORE INSERT ON everyday_word WHEN (SELECT count(*) FROM everyday_word WHERE removed_at IS NULL) >= 500
   BEGIN SELECT RAISE(ABORT, 'V3: a department has at most 500 words of its own'); END;

CREATE TRIGGER everyday_word_by_who_reads_content BEFORE INSERT ON everyday_word WHEN NEW.removed_at IS NOT NULL OR NEW.added_by_person IS NOT (SELECT person_id FROM account WHERE id = NEW.added_by_account)
     OR NOT EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.added_by_account AND role IN ('drafter','unitHead','confidentialityReviewer','disclosureOffice','leader'))
   BEGIN SELECT RAISE(ABORT, 'V4: words are added by who reads content'); END;

CREATE TRIGGER everyday_word_no_delete BEFORE DELETE ON everyday_word
   BEGIN SELECT RAISE(ABORT, 'V5: a word is taken back, never deleted'); END;

CREATE TRIGGER everyday_word_taken_back_by BEFORE UPDATE ON everyday_word WHEN NEW.removed_by_person IS NOT (SELECT person_id FROM account WHERE id = NEW.removed_by_account)
     OR (NEW.removed_by_account IS NOT OLD.added_by_account AND NOT EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.removed_by_account AND role IN ('disclosureOffice')))
   BEGIN SELECT RAISE(ABORT, 'V4: a word is taken back by who added it or by the disclosure office'); END;

CREATE TRIGGER everyday_word_taken_back_once BEFORE UPDATE ON everyday_word WHEN OLD.removed_at IS NOT NULL OR NEW.removed_at IS NULL
     OR NEW.seq IS NOT OLD.seq OR NEW.id IS NOT OLD.id OR NEW.origin IS NOT OLD.origin OR NEW.everyday IS NOT OLD.everyday OR NEW.official IS NOT OLD.official OR NEW.everyday_folded IS NOT OLD.everyday_folded OR NEW.official_folded IS NOT OLD.official_folded OR NEW.direction IS NOT OLD.direction OR NEW.field IS NOT OLD.field OR NEW.added_by_account IS NOT OLD.added_by_account OR NEW.added_by_person IS NOT OLD.added_by_person OR NEW.added_at IS NOT OLD.added_at
   BEGIN SELECT RAISE(ABORT, 'V5: a word is taken back once and changed never'); END;

CREATE TRIGGER export_record_no_delete BEFORE DELETE ON export_record
   BEGIN SELECT RAISE(ABORT, 'V8: the proof of what left is never deleted'); END;

CREATE TRIGGER export_record_no_update BEFORE UPDATE ON export_record
   BEGIN SELECT RAISE(ABORT, 'V8: the proof of what left never changes'); END;

CREATE TRIGGER finding_no_delete BEFORE DELETE ON finding
   BEGIN SELECT RAISE(ABORT, 'V5: findings are never deleted'); END;

CREATE TRIGGER finding_no_update BEFORE UPDATE ON finding
   BEGIN SELECT RAISE(ABORT, 'V5: findings never change'); END;

CREATE TRIGGER finding_answer_no_delete BEFORE DELETE ON finding_answer
   BEGIN SELECT RAISE(ABORT, 'V5: answers to findings are never deleted'); END;

CREATE TRIGGER finding_answer_no_update BEFORE UPDATE ON finding_answer
   BEGIN SELECT RAISE(ABORT, 'V5: answers to findings never change'); END;

CREATE TRIGGER handover_by_whom BEFORE INSERT ON handover
   WHEN NEW.by_person IS NOT (SELECT person_id FROM account WHERE id = NEW.by_account)
     OR (NEW.by_person <> NEW.from_person_id AND NOT EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.by_account AND role IN ('disclosureOffice','leader')))
     OR EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.by_account AND role IN ('systemAdmin','securityAdmin','auditAdmin'))
   BEGIN SELECT RAISE(ABORT, 'V4: work is handed over by its holder, the disclosure office or the leader'); END;

CREATE TRIGGER handover_no_delete BEFORE DELETE ON handover
   BEGIN SELECT RAISE(ABORT, 'V5: a handover is never deleted'); END;

CREATE TRIGGER handover_no_update BEFORE UPDATE ON handover
   BEGIN SELECT RAISE(ABORT, 'V5: a handover never changes'); END;

CREATE TRIGGER incoming_answer_by_another_person BEFORE INSERT ON incoming_answer
   WHEN EXISTS (SELECT 1 FROM incoming_request q, json_each(q.reviews) r
     WHERE q.package_id = NEW.request_id AND json_extract(r.value, '$.personId') IN (NEW.person_id,
       (SELECT from_person_id FROM delegation WHERE id = NEW.delegation_id)))
   BEGIN SELECT RAISE(ABORT, 'V4: one person holds at most one stage of a review'); END;

CREATE TRIGGER incoming_answer_by_role BEFORE INSERT ON incoming_answer
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
     OR (NEW.delegation_id IS NULL AND NOT EXISTS (SELECT 1 FROM account_role ar JOIN incoming_request q ON q.package_id = NEW.request_id
       WHERE ar.account_id = NEW.account_id AND ar.role = CASE q.stage WHEN 'unitHeadReview' THEN 'unitHead' WHEN 'confidentialityCheck' THEN 'confidentialityReviewer' WHEN 'officeCheck' THEN 'disclosureOffice' WHEN 'leaderApproval' THEN 'leader' END))
     OR (NEW.delegation_id IS NOT NULL AND (EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.account_id AND role IN ('systemAdmin','securityAdmin','auditAdmin')) OR NOT
       EXISTS (SELECT 1 FROM delegation g JOIN delegation_confirmation c ON c.delegation_id = g.id AND c.decision = 'confirm'
     WHERE g.id = NEW.delegation_id AND g.stage = (SELECT stage FROM incoming_request WHERE package_id = NEW.request_id) AND g.to_person_id = NEW.person_id
       AND date(NEW.decided_at, '+8 hours') BETWEEN g.first_day AND g.last_day
       AND (g.kind = 'emergency' OR EXISTS (SELECT 1 FROM account_role ar JOIN account a ON a.id = ar.account_id WHERE a.person_id = g.from_person_id AND ar.role IN (CASE (SELECT stage FROM incoming_request WHERE package_id = NEW.request_id) WHEN 'unitHeadReview' THEN 'unitHead' WHEN 'confidentialityCheck' THEN 'confidentialityReviewer' WHEN 'officeCheck' THEN 'disclosureOffice' WHEN 'leaderApproval' THEN 'leader' END)))
         AND g.kind = 'deputy' AND c.decided_at <= NEW.decided_at AND NOT EXISTS (SELECT 1 FROM delegation_end e WHERE e.delegation_id = g.id))))
   BEGIN SELECT RAISE(ABORT, 'V4: the account holds neither the role of this stage nor a delegation in force'); END;

CREATE TRIGGER incoming_answer_names_its_ground BEFORE INSERT ON incoming_answer
   WHEN (SELECT stage FROM incoming_request WHERE package_id = NEW.request_id) IN ('confidentialityCheck','leaderApproval') AND NEW.decision = 'agree' AND NEW.conclusion IN ('withhold','disclosePartial')
     AND (json_array_length(NEW.grounds) = 0 OR EXISTS (SELECT 1 FROM json_each(NEW.grounds) g WHERE g.value NOT IN ('国家秘密（《中华人民共和国政府信息公开条例》第十四条）','法律、行政法规禁止公开（《中华人民共和国政府信息公开条例》第十四条）','公开后可能危及国家安全、公共安全、经济安全、社会稳定（《中华人民共和国政府信息公开条例》第十四条）','公开会对第三方合法权益造成损害（《中华人民共和国政府信息公开条例》第十五条）','内部事务信息（《中华人民共和国政府信息公开条例》第十六条第一款）','过程性信息（《中华人民共和国政府信息公开条例》第十六条第二款）','行政执法案卷信息（《中华人民共和国政府信息公开条例》第十六条第二款）')))
   BEGIN SELECT RAISE(ABORT, 'V11: a refusal names a ground the regulation enumerates'); END;

CREATE TRIGGER incoming_answer_no_delete BEFORE DELETE ON incoming_answer
   BEGIN SELECT RAISE(ABORT, 'V5: this record is never deleted'); END;

CREATE TRIGGER incoming_answer_no_update BEFORE UPDATE ON incoming_answer
   BEGIN SELECT RAISE(ABORT, 'V5: this record never changes'); END;

CREATE TRIGGER incoming_answer_of_who_was_asked BEFORE INSERT ON incoming_answer
   WHEN (SELECT of_person_id FROM incoming_request WHERE package_id = NEW.request_id)
     NOT IN (NEW.person_id, COALESCE((SELECT from_person_id FROM delegation WHERE id = NEW.delegation_id), NEW.person_id))
   BEGIN SELECT RAISE(ABORT, 'V1: somebody else was asked'); END;

CREATE TRIGGER incoming_answer_to_what_was_read BEFORE INSERT ON incoming_answer
   WHEN NEW.content_digest IS NOT (SELECT content_digest FROM incoming_request WHERE package_id = NEW.request_id)
   BEGIN SELECT RAISE(ABORT, 'V3: the decision is for another digest'); END;

CREATE TRIGGER incoming_request_no_delete BEFORE DELETE ON incoming_request
   BEGIN SELECT RAISE(ABORT, 'V5: this record is never deleted'); END;

CREATE TRIGGER incoming_request_no_update BEFORE UPDATE ON incoming_request
   BEGIN SELECT RAISE(ABORT, 'V5: this record never changes'); END;

CREATE TRIGGER incoming_request_file_no_delete BEFORE DELETE ON incoming_request_file
   BEGIN SELECT RAISE(ABORT, 'V5: this record is never deleted'); END;

CREATE TRIGGER incoming_request_file_no_update BEFORE UPDATE ON incoming_request_file
   BEGIN SELECT RAISE(ABORT, 'V5: this record never changes'); END;

CREATE TRIGGER index_number_no_delete BEFORE DELETE ON index_number
   BEGIN SELECT RAISE(ABORT, 'an 索引号 is never free again'); END;

CREATE TRIGGER index_number_no_update BEFORE UPDATE ON index_number
   BEGIN SELECT RAISE(ABORT, 'an 索引号 stays with its paper'); END;

CREATE TRIGGER item_count_insert AFTER INSERT ON item WHEN NEW.kind <> 'letter'
   BEGIN
     INSERT INTO list_counter(list,key,n) VALUES ('item.state',NEW.state_cache,1) ON CONFLICT(list,key) DO UPDATE SET n = n + 1;
     INSERT INTO list_counter(list,key,n) VALUES ('item.kind',NEW.kind,1) ON CONFLICT(list,key) DO UPDATE SET n = n + 1;
     INSERT INTO list_counter(list,key,n) VALUES ('item.property',NEW.property_cache,1) ON CONFLICT(list,key) DO UPDATE SET n = n + 1;
   END;

CREATE TRIGGER item_count_update AFTER UPDATE OF state_cache, property_cache ON item WHEN NEW.kind <> 'letter'
   BEGIN
     UPDATE list_counter SET n = n - 1 WHERE list = 'item.state' AND key = OLD.state_cache;
     INSERT INTO list_counter(list,key,n) VALUES ('item.state',NEW.state_cache,1) ON CONFLICT(list,key) DO UPDATE SET n = n + 1;
     UPDATE list_counter SET n = n - 1 WHERE list = 'item.property' AND key = OLD.property_cache;
     INSERT INTO list_counter(list,key,n) VALUES ('item.property',NEW.property_cache,1) ON CONFLICT(list,key) DO UPDATE SET n = n + 1;
   END;

CREATE TRIGGER item_keeps_its_drafter BEFORE UPDATE OF id, kind, drafter_account_id, drafter_person_id, application_id, created_at ON item
   BEGIN SELECT RAISE(ABORT, 'V4: the drafter of an item does not change'); END;

CREATE TRIGGER item_no_delete BEFORE DELETE ON item
   BEGIN SELECT RAISE(ABORT, 'V5: items are not deleted'); END;

CREATE TRIGGER item_stage_count AFTER UPDATE OF stage_cache ON item
     WHEN NEW.kind <> 'letter' AND NEW.stage_cache IS NOT OLD.stage_cache
     BEGIN
       UPDATE list_counter SET n = n - 1 WHERE list = 'item.stage' AND key = OLD.stage_cache;
       INSERT INTO list_counter(list,key,n) SELECT 'item.stage',NEW.stage_cache,1 WHERE NEW.stage_cache IS NOT NULL ON CONFLICT(list,key) DO UPDATE SET n = n + 1;
     END;

CREATE TRIGGER item_unit_count_insert AFTER INSERT ON item WHEN NEW.kind <> 'letter'
     BEGIN INSERT INTO list_counter(list,key,n) VALUES ('item.unit',NEW.unit_name,1) ON CONFLICT(list,key) DO UPDATE SET n = n + 1; END;

CREATE TRIGGER item_unit_count_update AFTER UPDATE OF unit_name ON item WHEN NEW.kind <> 'letter'
     BEGIN
       UPDATE list_counter SET n = n - 1 WHERE list = 'item.unit' AND key = OLD.unit_name;
       INSERT INTO list_counter(list,key,n) VALUES ('item.unit',NEW.unit_name,1) ON CONFLICT(list,key) DO UPDATE SET n = n + 1;
     END;

CREATE TRIGGER item_group_no_delete BEFORE DELETE ON item_group
   BEGIN SELECT RAISE(ABORT, 'V5: this record is never deleted'); END;

CREATE TRIGGER item_group_no_update BEFORE UPDATE ON item_group
   BEGIN SELECT RAISE(ABORT, 'V5: this record never changes'); END;

CREATE TRIGGER item_group_end_no_delete BEFORE DELETE ON item_group_end
   BEGIN SELECT RAISE(ABORT, 'V5: this record is never deleted'); END;

CREATE TRIGGER item_group_end_no_update BEFORE UPDATE ON item_group_end
   BEGIN SELECT RAISE(ABORT, 'V5: this record never changes'); END;

CREATE TRIGGER item_group_end_while_free BEFORE INSERT ON item_group_end
   WHEN EXISTS (SELECT 1 FROM item_group_member m JOIN review r ON r.item_id = m.item_id
     WHERE m.group_id = NEW.group_id AND r.state IN ('open','approved','referred'))
   BEGIN SELECT RAISE(ABORT, 'V3: a group is part of what is reviewed; it is not dissolved meanwhile'); END;

CREATE TRIGGER item_group_member_no_delete BEFORE DELETE ON item_group_member
   BEGIN SELECT RAISE(ABORT, 'V5: this record is never deleted'); END;

CREATE TRIGGER item_group_member_no_update BEFORE UPDATE ON item_group_member
   BEGIN SELECT RAISE(ABORT, 'V5: this record never changes'); END;

CREATE TRIGGER item_group_member_while_free BEFORE INSERT ON item_group_member
   WHEN EXISTS (SELECT 1 FROM review r WHERE r.item_id = NEW.item_id AND r.state IN ('open','approved','referred'))
     OR EXISTS (SELECT 1 FROM item_group_member m WHERE m.item_id = NEW.item_id
       AND NOT EXISTS (SELECT 1 FROM item_group_end e WHERE e.group_id = m.group_id))
   BEGIN SELECT RAISE(ABORT, 'V3: a group is part of what is reviewed; it is formed before the review, once'); END;

CREATE TRIGGER joint_answer_part_no_update BEFORE UPDATE ON joint_answer_part
   BEGIN SELECT RAISE(ABORT, 'V5: a passage is joined or taken out, never changed'); END;

CREATE TRIGGER joint_answer_part_of_one_application BEFORE INSERT ON joint_answer_part
   WHEN NOT EXISTS (
     SELECT 1 FROM letter j JOIN application_unit u ON u.parent_id = j.application_id
     JOIN letter l ON l.application_id = u.application_id
     WHERE j.id = NEW.joint_letter_id AND j.template = 'joint-answer' AND l.id = NEW.letter_id
       AND l.template IN ('disclosure-granted','disclosure-granted-proactive','disclosure-granted-future','disclosure-partial',
  'refusal-state-secret','refusal-legal-prohibition','refusal-security-stability','refusal-third-party',
  'refusal-internal-affairs','refusal-process-information','refusal-enforcement-file','special-query',
  'unable-not-held','unable-not-responsible','unable-processing-required','unable-unclear-after-correction',
  'not-processed-petition','not-processed-repeat','not-processed-publication','not-processed-abnormal-volume',
  'not-processed-reconfirm','not-government-information'))
   BEGIN SELECT RAISE(ABORT, 'a joint answer answers units of its own application'); END;

CREATE TRIGGER joint_answer_part_of_one_drafter BEFORE INSERT ON joint_answer_part
   WHEN (SELECT i.drafter_person_id FROM letter l JOIN item i ON i.id = l.item_id WHERE l.id = NEW.letter_id)
     IS NOT (SELECT i.drafter_person_id FROM letter l JOIN item i ON i.id = l.item_id WHERE l.id = NEW.joint_letter_id)
   BEGIN SELECT RAISE(ABORT, 'V4: who drafted a passage drafted the letter'); END;

CREATE TRIGGER joint_answer_part_once_a_unit BEFORE INSERT ON joint_answer_part
   WHEN EXISTS (
     SELECT 1 FROM joint_answer_part p JOIN letter other ON other.id = p.letter_id
     JOIN letter l ON l.application_id = other.application_id
     WHERE p.joint_letter_id = NEW.joint_letter_id AND l.id = NEW.letter_id)
   BEGIN SELECT RAISE(ABORT, 'a unit is answered once in a letter'); END;

CREATE TRIGGER joint_answer_part_taken_out BEFORE DELETE ON joint_answer_part
   WHEN EXISTS (
     SELECT 1 FROM letter j JOIN review r ON r.item_id = j.item_id
     WHERE j.id = OLD.joint_letter_id AND r.state IN ('open','referred','approved')) OR EXISTS (SELECT 1 FROM letter_issue s WHERE s.letter_id = OLD.joint_letter_id)
   BEGIN SELECT RAISE(ABORT, 'V3: what is under review or issued keeps its passages'); END;

CREATE TRIGGER joint_answer_part_while_drafting BEFORE INSERT ON joint_answer_part
   WHEN EXISTS (
     SELECT 1 FROM letter j JOIN review r ON r.item_id = j.item_id
     WHERE j.id = NEW.joint_letter_id AND r.state IN ('open','referred','approved')) OR EXISTS (SELECT 1 FROM letter_issue s WHERE s.letter_id = NEW.joint_letter_id)
     OR EXISTS (
     SELECT 1 FROM letter j JOIN review r ON r.item_id = j.item_id
     WHERE j.id = NEW.letter_id AND r.state IN ('open','referred','approved')) OR EXISTS (SELECT 1 FROM letter_issue s WHERE s.letter_id = NEW.letter_id)
   BEGIN SELECT RAISE(ABORT, 'V3: what is under review or issued keeps its passages'); END;

CREATE TRIGGER leak_by_its_person BEFORE INSERT ON leak
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
   BEGIN SELECT RAISE(ABORT, 'V4: account and person differ'); END;

CREATE TRIGGER leak_no_delete BEFORE DELETE ON leak
     BEGIN SELECT RAISE(ABORT, 'V5: the record of a leak is never deleted'); END;

CREATE TRIGGER leak_no_update BEFORE UPDATE ON leak
     BEGIN SELECT RAISE(ABORT, 'V5: the record of a leak never changes'); END;

CREATE TRIGGER leak_release_no_delete BEFORE DELETE ON leak_release
     BEGIN SELECT RAISE(ABORT, 'V5: the record of a leak is never deleted'); END;

CREATE TRIGGER leak_release_no_update BEFORE UPDATE ON leak_release
     BEGIN SELECT RAISE(ABORT, 'V5: the record of a leak never changes'); END;

CREATE TRIGGER leak_closed_when_down BEFORE INSERT ON leak_step
   WHEN NEW.step = 'closed' AND (EXISTS (
     SELECT 1 FROM leak_release r JOIN publication p ON p.id = r.publication_id
     WHERE r.leak_id = NEW.leak_id AND p.withdrawn_at IS NULL AND EXISTS (
       SELECT 1 FROM withdrawal w WHERE w.item_id = p.item_id AND w.reason = 'secrecyRisk'
         AND NOT EXISTS (SELECT 1 FROM withdrawal_decision d WHERE d.withdrawal_id = w.id)))
     OR EXISTS (SELECT 1 FROM leak l JOIN publication p ON p.id = l.publication_id WHERE l.id = NEW.leak_id AND p.withdrawn_at IS NULL))
   BEGIN SELECT RAISE(ABORT, 'V1: a leak is closed only when it is down'); END;

CREATE TRIGGER leak_step_before_the_end BEFORE INSERT ON leak_step
   WHEN EXISTS (SELECT 1 FROM leak_step s WHERE s.leak_id = NEW.leak_id AND s.step = 'closed')
   BEGIN SELECT RAISE(ABORT, 'V5: the leak is closed'); END;

CREATE TRIGGER leak_step_by_its_person BEFORE INSERT ON leak_step
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
     OR NOT EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.account_id
       AND role IN ('confidentialityReviewer','disclosureOffice','leader'))
   BEGIN SELECT RAISE(ABORT, 'V4: steps are recorded by the reviewer, the office or the leader'); END;

CREATE TRIGGER leak_step_no_delete BEFORE DELETE ON leak_step
     BEGIN SELECT RAISE(ABORT, 'V5: the record of a leak is never deleted'); END;

CREATE TRIGGER leak_step_no_update BEFORE UPDATE ON leak_step
     BEGIN SELECT RAISE(ABORT, 'V5: the record of a leak never changes'); END;

CREATE TRIGGER ledger_change_as_it_was BEFORE INSERT ON ledger_change
   WHEN NOT EXISTS (SELECT 1 FROM ledger_task t WHERE t.seq = NEW.task_seq AND t.change_no = NEW.change_no AND t.status = NEW.status
     AND t.note = NEW.note AND t.evidence_item_id IS NEW.evidence_item_id AND t.updated_by = NEW.account_id AND t.updated_at = NEW.changed_at)
   BEGIN SELECT RAISE(ABORT, 'V5: a change of a task is kept as it was'); END;

CREATE TRIGGER ledger_change_no_delete BEFORE DELETE ON ledger_change
     BEGIN SELECT RAISE(ABORT, 'V5: a change of a task is kept as it was'); END;

CREATE TRIGGER ledger_change_no_update BEFORE UPDATE ON ledger_change
     BEGIN SELECT RAISE(ABORT, 'V5: a change of a task is kept as it was'); END;

CREATE TRIGGER ledger_plan_by_office BEFORE INSERT ON ledger_plan
   WHEN NOT EXISTS (SELECT 1 FROM account_role r WHERE r.account_id = NEW.imported_by AND r.role = 'disclosureOffice')
   BEGIN SELECT RAISE(ABORT, 'V4: the disclosure office brings in a plan'); END;

CREATE TRIGGER ledger_plan_no_delete BEFORE DELETE ON ledger_plan
     BEGIN SELECT RAISE(ABORT, 'V5: the ledger is never deleted'); END;

CREATE TRIGGER ledger_plan_no_update BEFORE UPDATE ON ledger_plan
     BEGIN SELECT RAISE(ABORT, 'V5: a plan stays as it was brought in'); END;

CREATE TRIGGER ledger_evidence_is_out BEFORE UPDATE OF evidence_item_id ON ledger_task
   WHEN NEW.evidence_item_id IS NOT NULL AND NEW.evidence_item_id IS NOT OLD.evidence_item_id
     AND NOT EXISTS (SELECT 1 FROM publication p WHERE p.item_id = NEW.evidence_item_id AND p.withdrawn_at IS NULL)
   BEGIN SELECT RAISE(ABORT, 'V2: evidence of a task is something that is public'); END;

CREATE TRIGGER ledger_task_changed_by_who_drafts BEFORE UPDATE ON ledger_task
   WHEN NOT EXISTS (SELECT 1 FROM account_role r WHERE r.account_id = NEW.updated_by AND r.role IN ('drafter','disclosureOffice'))
   BEGIN SELECT RAISE(ABORT, 'V4: who drafts or the disclosure office keeps the ledger'); END;

CREATE TRIGGER ledger_task_changes_one_by_one BEFORE UPDATE ON ledger_task
   WHEN NEW.change_no <> OLD.change_no + 1
   BEGIN SELECT RAISE(ABORT, 'each change of a task is counted'); END;

CREATE TRIGGER ledger_task_keeps_each_change AFTER UPDATE ON ledger_task
   BEGIN INSERT INTO ledger_change (task_seq, change_no, status, note, evidence_item_id, account_id, changed_at)
     VALUES (NEW.seq, NEW.change_no, NEW.status, NEW.note, NEW.evidence_item_id, NEW.updated_by, NEW.updated_at); END;

CREATE TRIGGER ledger_task_keeps_its_plan
   BEFORE UPDATE OF seq, id, plan_id, place, number, text, limit_kind, limit_text, period, limit_on ON ledger_task
   BEGIN SELECT RAISE(ABORT, 'a task stays as its plan has it'); END;

CREATE TRIGGER ledger_task_no_delete BEFORE DELETE ON ledger_task
     BEGIN SELECT RAISE(ABORT, 'V5: the ledger is never deleted'); END;

CREATE TRIGGER ledger_task_unit_no_delete BEFORE DELETE ON ledger_task_unit
     BEGIN SELECT RAISE(ABORT, 'V5: the ledger is never deleted'); END;

CREATE TRIGGER ledger_task_unit_no_update BEFORE UPDATE ON ledger_task_unit
     BEGIN SELECT RAISE(ABORT, 'V5: a plan stays as it was brought in'); END;

CREATE TRIGGER legal_opinion_account_is_persons BEFORE INSERT ON legal_opinion
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
   BEGIN SELECT RAISE(ABORT, 'V4: account and person differ'); END;

CREATE TRIGGER legal_opinion_before_issue BEFORE INSERT ON legal_opinion
   WHEN EXISTS (SELECT 1 FROM letter_issue i WHERE i.letter_id = NEW.letter_id)
   BEGIN SELECT RAISE(ABORT, 'V5: the letter is issued'); END;

CREATE TRIGGER legal_opinion_no_delete BEFORE DELETE ON legal_opinion
   BEGIN SELECT RAISE(ABORT, 'V5: an opinion is never deleted'); END;

CREATE TRIGGER legal_opinion_no_update BEFORE UPDATE ON legal_opinion
   BEGIN SELECT RAISE(ABORT, 'V5: an opinion never changes'); END;

CREATE TRIGGER legal_opinion_not_by_drafter BEFORE INSERT ON legal_opinion
   WHEN NEW.person_id = (
     SELECT i.drafter_person_id FROM letter l JOIN item i ON i.id = l.item_id WHERE l.id = NEW.letter_id)
   BEGIN SELECT RAISE(ABORT, 'V4: a drafter never reads the own letter for the law'); END;

CREATE TRIGGER legal_opinion_of_this_content BEFORE INSERT ON legal_opinion
   WHEN NOT EXISTS (
     SELECT 1 FROM letter l JOIN revision v ON v.item_id = l.item_id
     WHERE l.id = NEW.letter_id AND v.id = NEW.revision_id AND v.content_digest = NEW.content_digest)
   BEGIN SELECT RAISE(ABORT, 'V1: the opinion is on no content of this letter'); END;

CREATE TRIGGER letter_fixed BEFORE UPDATE ON letter
   BEGIN SELECT RAISE(ABORT, 'V5: which letter it is never changes'); END;

CREATE TRIGGER letter_joint_after_split BEFORE INSERT ON letter
   WHEN NEW.template = 'joint-answer'
     AND NOT EXISTS (SELECT 1 FROM application_split WHERE parent_id = NEW.application_id)
   BEGIN SELECT RAISE(ABORT, 'only a split application is answered jointly'); END;

CREATE TRIGGER letter_not_after_split BEFORE INSERT ON letter
   WHEN NEW.template <> 'joint-answer'
     AND EXISTS (SELECT 1 FROM application_split WHERE parent_id = NEW.application_id)
   BEGIN SELECT RAISE(ABORT, 'after the split letters belong to the units'); END;

CREATE TRIGGER letter_comment_account_is_persons BEFORE INSERT ON letter_comment
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
   BEGIN SELECT RAISE(ABORT, 'V4: account and person differ'); END;

CREATE TRIGGER letter_comment_answers_a_comment BEFORE INSERT ON letter_comment
   WHEN NEW.reply_to IS NOT NULL AND NOT EXISTS (
     SELECT 1 FROM letter_comment c WHERE c.id = NEW.reply_to AND c.letter_id = NEW.letter_id AND c.reply_to IS NULL
       AND 'resolved' IS NOT (SELECT e.kind FROM letter_comment_event e WHERE e.comment_id = c.id ORDER BY e.seq DESC LIMIT 1))
   BEGIN SELECT RAISE(ABORT, 'V5: a reply answers an open comment of its letter'); END;

CREATE TRIGGER letter_comment_no_delete BEFORE DELETE ON letter_comment
   BEGIN SELECT RAISE(ABORT, 'V5: comments are never deleted'); END;

CREATE TRIGGER letter_comment_no_update BEFORE UPDATE ON letter_comment
   BEGIN SELECT RAISE(ABORT, 'V5: comments never change'); END;

CREATE TRIGGER letter_comment_while_drafting BEFORE INSERT ON letter_comment
   WHEN EXISTS (SELECT 1 FROM letter_issue WHERE letter_id = NEW.letter_id)
     OR EXISTS (SELECT 1 FROM review r JOIN letter l ON l.item_id = r.item_id
       WHERE l.id = NEW.letter_id AND r.state IN ('open','referred'))
   BEGIN SELECT RAISE(ABORT, 'V3: a letter under review or signed takes no comments'); END;

CREATE TRIGGER letter_comment_event_account_is_persons BEFORE INSERT ON letter_comment_event
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
   BEGIN SELECT RAISE(ABORT, 'V4: account and person differ'); END;

CREATE TRIGGER letter_comment_event_in_turns BEFORE INSERT ON letter_comment_event
   WHEN NOT EXISTS (SELECT 1 FROM letter_comment WHERE id = NEW.comment_id AND reply_to IS NULL)
     OR (NEW.kind = 'resolved') = ('resolved' IS (
       SELECT kind FROM letter_comment_event WHERE comment_id = NEW.comment_id ORDER BY seq DESC LIMIT 1))
   BEGIN SELECT RAISE(ABORT, 'V5: a comment is settled and opened again in turns'); END;

CREATE TRIGGER letter_comment_event_no_delete BEFORE DELETE ON letter_comment_event
   BEGIN SELECT RAISE(ABORT, 'V5: what was settled is never deleted'); END;

CREATE TRIGGER letter_comment_event_no_update BEFORE UPDATE ON letter_comment_event
   BEGIN SELECT RAISE(ABORT, 'V5: what was settled never changes'); END;

CREATE TRIGGER letter_comment_event_while_drafting BEFORE INSERT ON letter_comment_event
   WHEN EXISTS (SELECT 1 FROM letter_issue WHERE letter_id = (SELECT letter_id FROM letter_comment WHERE id = NEW.comment_id))
     OR EXISTS (SELECT 1 FROM review r JOIN letter l ON l.item_id = r.item_id
       WHERE l.id = (SELECT letter_id FROM letter_comment WHERE id = NEW.comment_id) AND r.state IN ('open','referred'))
   BEGIN SELECT RAISE(ABORT, 'V3: a letter under review or signed takes no comments'); END;

CREATE TRIGGER letter_issue_issue_date_is_a_day BEFORE INSERT ON letter_issue
   WHEN NEW.issue_date IS NOT NULL AND NEW.issue_date IS NOT date(NEW.issue_date)
   BEGIN SELECT RAISE(ABORT, 'V6: letter_issue.issue_date is a day of the calendar'); END;

CREATE TRIGGER letter_issue_needs_its_review BEFORE INSERT ON letter_issue
   WHEN NOT EXISTS (
     SELECT 1 FROM review r JOIN revision v ON v.id = r.revision_id JOIN letter l ON l.item_id = r.item_id
     WHERE r.id = NEW.review_id AND r.state = 'approved' AND l.id = NEW.letter_id AND r.revision_id = NEW.revision_id
       AND r.content_digest = NEW.content_digest AND v.content_digest = NEW.content_digest)
   BEGIN SELECT RAISE(ABORT, 'V1: no approved, unused review covers exactly this letter'); END;

CREATE TRIGGER letter_issue_needs_legal_opinion BEFORE INSERT ON letter_issue
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
   BEGIN SELECT RAISE(ABORT, 'no legal reader agreed to exactly this letter'); END;

CREATE TRIGGER letter_issue_no_delete BEFORE DELETE ON letter_issue
   BEGIN SELECT RAISE(ABORT, 'V5: an issued letter is never deleted'); END;

CREATE TRIGGER letter_issue_no_update BEFORE UPDATE ON letter_issue
   BEGIN SELECT RAISE(ABORT, 'V5: an issued letter never changes'); END;

CREATE TRIGGER letter_issue_not_after_split BEFORE INSERT ON letter_issue
   WHEN EXISTS (
     SELECT 1 FROM letter l JOIN application_split t ON t.parent_id = l.application_id
     WHERE l.id = NEW.letter_id AND l.template <> 'joint-answer')
   BEGIN SELECT RAISE(ABORT, 'after the split letters belong to the units'); END;

CREATE TRIGGER letter_issue_not_of_a_passage BEFORE INSERT ON letter_issue
   WHEN EXISTS (SELECT 1 FROM joint_answer_part WHERE letter_id = NEW.letter_id)
   BEGIN SELECT RAISE(ABORT, 'V10: a passage goes out with the letter it is in'); END;

CREATE TRIGGER letter_issue_of_newest_revision BEFORE INSERT ON letter_issue
   WHEN EXISTS (SELECT 1 FROM revision v JOIN letter l ON l.item_id = v.item_id WHERE l.id = NEW.letter_id AND v.rev_no > (SELECT rev_no FROM revision WHERE id = NEW.revision_id))
     OR EXISTS (SELECT 1 FROM draft d JOIN letter l ON l.item_id = d.item_id WHERE l.id = NEW.letter_id AND d.changed_since_revision = 1)
   BEGIN SELECT RAISE(ABORT, 'V3: the letter changed after its approval'); END;

CREATE TRIGGER letter_issue_of_open_units BEFORE INSERT ON letter_issue
   WHEN EXISTS (
     SELECT 1 FROM joint_answer_part p JOIN letter l ON l.id = p.letter_id
     JOIN letter other ON other.application_id = l.application_id AND other.id <> l.id AND other.template IN ('disclosure-granted','disclosure-granted-proactive','disclosure-granted-future','disclosure-partial',
  'refusal-state-secret','refusal-legal-prohibition','refusal-security-stability','refusal-third-party',
  'refusal-internal-affairs','refusal-process-information','refusal-enforcement-file','special-query',
  'unable-not-held','unable-not-responsible','unable-processing-required','unable-unclear-after-correction',
  'not-processed-petition','not-processed-repeat','not-processed-publication','not-processed-abnormal-volume',
  'not-processed-reconfirm','not-government-information')
     LEFT JOIN joint_answer_part q ON q.letter_id = other.id
     JOIN letter_issue s ON s.letter_id = COALESCE(q.joint_letter_id, other.id)
     LEFT JOIN number_register n ON n.series = s.series AND n.year = s.year AND n.number = s.number
     WHERE p.joint_letter_id = NEW.letter_id AND COALESCE(n.state, '') <> 'void')
   BEGIN SELECT RAISE(ABORT, 'a unit is answered once'); END;

CREATE TRIGGER letter_issue_of_several_answers BEFORE INSERT ON letter_issue
   WHEN EXISTS (SELECT 1 FROM letter WHERE id = NEW.letter_id AND template = 'joint-answer')
     AND (SELECT COUNT(*) FROM joint_answer_part WHERE joint_letter_id = NEW.letter_id) < 2
   BEGIN SELECT RAISE(ABORT, 'a joint answer has at least two answers'); END;

CREATE TRIGGER letter_issue_under_its_number BEFORE INSERT ON letter_issue
   WHEN CASE WHEN coalesce(NEW.series, NEW.year, NEW.number, NEW.doc_number) IS NULL THEN 0 ELSE NOT EXISTS (
     SELECT 1 FROM number_register n WHERE n.series = NEW.series AND n.year = NEW.year AND n.number = NEW.number
       AND n.doc_number = NEW.doc_number AND n.letter_id = NEW.letter_id AND n.state = 'allotted') END
   BEGIN SELECT RAISE(ABORT, 'V10: a letter goes out under the number allotted to it'); END;

CREATE TRIGGER letter_issue_with_its_relief BEFORE INSERT ON letter_issue
   WHEN NOT EXISTS (
     SELECT 1 FROM (
       SELECT l.template AS template, json_extract(CAST(v.content AS TEXT), '$.body.model.templateId') AS drawn,
         json_extract(CAST(v.content AS TEXT), '$.body.model.relief.block') AS relief,
         json_extract(CAST(v.content AS TEXT), '$.body.text') AS text
       FROM letter l JOIN revision v ON v.id = NEW.revision_id WHERE l.id = NEW.letter_id) m
     WHERE m.drawn = m.template AND CASE
       WHEN m.template IN ('application-form','application-registration-form','receipt-acknowledgement','receipt-confirmation-record','oral-application-transcript','correction-notice','extension-notice','reason-request-notice','delayed-reply-notice','third-party-consultation-letter','third-party-opinion-receipt','third-party-consultation-applicant-notice','other-organ-consultation-letter','other-organ-opinion-receipt','fee-notice','application-withdrawn','record-correction-transfer','inspection-arrangement-notice','proactive-conversion-reply','service-receipt','search-record','handling-sheet') THEN m.relief = 'relief-none'
       WHEN m.template IN ('disclosure-granted','disclosure-granted-proactive','disclosure-granted-future','unable-not-held','unable-not-responsible','unable-processing-required','unable-unclear-after-correction','not-processed-repeat','not-processed-petition','not-processed-publication','not-processed-abnormal-volume','not-processed-reconfirm','not-government-information','application-deemed-abandoned-correction','application-deemed-abandoned-fee','record-correction-decision','on-the-spot-reply-record') THEN m.relief = 'relief-dual'
       WHEN m.template IN ('refusal-state-secret','refusal-legal-prohibition','refusal-security-stability','refusal-third-party','refusal-internal-affairs','refusal-process-information','refusal-enforcement-file') THEN m.relief = 'relief-reconsideration-first' OR (m.relief = 'relief-dual' AND NEW.issue_date < '2024-01-01')
       WHEN m.template = 'third-party-decision-notice' THEN m.relief = 'relief-third-party'
       WHEN m.template = 'disclosure-partial' THEN m.relief IN ('relief-partial','relief-dual')
       WHEN m.template = 'special-query' THEN m.relief IN ('relief-dual','relief-reconsideration-first')
       WHEN m.template = 'joint-answer' THEN m.relief IN ('relief-dual','relief-reconsideration-first','relief-partial','relief-third-party')
       WHEN m.template = 'letter-rectification' THEN m.relief IN ('relief-none','relief-dual','relief-reconsideration-first','relief-partial','relief-third-party')
       ELSE 0 END
       AND (m.relief = 'relief-none' OR (instr(m.text, '申请行政复议') > 0 AND instr(m.text, '提起行政诉讼') > 0))
       AND (m.relief NOT IN ('relief-reconsideration-first','relief-partial') OR instr(m.text, '先向') > 0))
   BEGIN SELECT RAISE(ABORT, 'V11: a letter goes out with the relief of its kind'); END;

CREATE TRIGGER letter_service_clock_date_is_a_day BEFORE INSERT ON letter_service
   WHEN NEW.clock_date IS NOT NULL AND NEW.clock_date IS NOT date(NEW.clock_date)
   BEGIN SELECT RAISE(ABORT, 'V6: letter_service.clock_date is a day of the calendar'); END;

CREATE TRIGGER letter_service_no_delete BEFORE DELETE ON letter_service
   BEGIN SELECT RAISE(ABORT, 'V5: the service of a letter is never deleted'); END;

CREATE TRIGGER letter_service_no_update BEFORE UPDATE ON letter_service
   BEGIN SELECT RAISE(ABORT, 'V5: the service of a letter never changes'); END;

CREATE TRIGGER letter_service_received_on_is_a_day BEFORE INSERT ON letter_service
   WHEN NEW.received_on IS NOT NULL AND NEW.received_on IS NOT date(NEW.received_on)
   BEGIN SELECT RAISE(ABORT, 'V6: letter_service.received_on is a day of the calendar'); END;

CREATE TRIGGER letter_version_no_delete BEFORE DELETE ON letter_version
   BEGIN SELECT RAISE(ABORT, 'V5: versions of letters are never deleted'); END;

CREATE TRIGGER letter_version_no_update BEFORE UPDATE ON letter_version
   BEGIN SELECT RAISE(ABORT, 'V5: versions of letters never change'); END;

CREATE TRIGGER number_register_no_delete BEFORE DELETE ON number_register
   BEGIN SELECT RAISE(ABORT, 'V10: a number stays in the register'); END;

CREATE TRIGGER number_register_only_voided BEFORE UPDATE ON number_register
   WHEN NOT (OLD.state = 'allotted' AND NEW.state = 'void' AND NEW.series = OLD.series AND NEW.year = OLD.year AND NEW.number = OLD.number
     AND NEW.doc_number = OLD.doc_number AND NEW.letter_id = OLD.letter_id AND NEW.allotted_by = OLD.allotted_by AND NEW.allotted_at = OLD.allotted_at)
   BEGIN SELECT RAISE(ABORT, 'V10: a number is only voided, with a reason'); END;

CREATE TRIGGER number_register_uses_the_last BEFORE INSERT ON number_register
   WHEN EXISTS (
     SELECT 1 FROM number_register n WHERE n.series = NEW.series AND n.year = NEW.year AND n.number = NEW.number - 1 AND n.state = 'allotted'
       AND NOT EXISTS (SELECT 1 FROM letter_issue i WHERE i.letter_id = n.letter_id AND i.doc_number = n.doc_number))
   BEGIN SELECT RAISE(ABORT, 'V10: the last number is neither used nor voided with a reason'); END;

CREATE TRIGGER number_register_without_gaps BEFORE INSERT ON number_register
   WHEN NEW.number <> COALESCE((SELECT MAX(number) FROM number_register WHERE series = NEW.series AND year = NEW.year), 0) + 1 OR NEW.state <> 'allotted'
   BEGIN SELECT RAISE(ABORT, 'V10: numbers run without gaps'); END;

CREATE TRIGGER opinion_dispute_in_its_round BEFORE INSERT ON opinion_dispute
   WHEN NEW.round IS NOT (SELECT round FROM review WHERE id = NEW.review_id)
   BEGIN SELECT RAISE(ABORT, 'V3: the review is in another round'); END;

CREATE TRIGGER opinion_dispute_no_delete BEFORE DELETE ON opinion_dispute
   BEGIN SELECT RAISE(ABORT, 'V5: a disagreement is never deleted'); END;

CREATE TRIGGER opinion_dispute_no_update BEFORE UPDATE ON opinion_dispute
   BEGIN SELECT RAISE(ABORT, 'V5: a disagreement never changes'); END;

CREATE TRIGGER opinion_dispute_of_two BEFORE INSERT ON opinion_dispute
   WHEN (SELECT count(DISTINCT o.decision || ' ' || o.conclusion) FROM review_opinion o WHERE o.review_id = NEW.review_id AND o.round = NEW.round) < 2
   BEGIN SELECT RAISE(ABORT, 'V2: no two opinions that differ'); END;

CREATE TRIGGER opinion_settlement_by_whom BEFORE INSERT ON opinion_settlement
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
     OR NOT EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.account_id AND role IN ('disclosureOffice','leader'))
     OR NOT EXISTS (SELECT 1 FROM review_opinion o WHERE o.id = NEW.opinion_id AND o.review_id = NEW.review_id AND o.round = NEW.round)
     OR NOT EXISTS (SELECT 1 FROM review r WHERE r.id = NEW.review_id AND r.state = 'open' AND r.current_stage = 'confidentialityCheck')
     OR NEW.person_id IN (SELECT i.drafter_person_id FROM review r JOIN item i ON i.id = r.item_id WHERE r.id = NEW.review_id
   UNION SELECT v.created_by_person FROM review r JOIN revision v ON v.id = r.revision_id WHERE r.id = NEW.review_id)
     OR EXISTS (SELECT 1 FROM review_opinion o WHERE o.review_id = NEW.review_id AND NEW.person_id IN (SELECT o.person_id UNION ALL SELECT g.from_person_id FROM delegation g WHERE g.id = o.delegation_id AND g.kind = 'deputy'))
     OR EXISTS (SELECT 1 FROM stage_decision d WHERE d.review_id = NEW.review_id AND NEW.person_id IN (SELECT d.person_id UNION ALL SELECT g.from_person_id FROM delegation g WHERE g.id = d.delegation_id AND g.kind = 'deputy'))
   BEGIN SELECT RAISE(ABORT, 'V4: which opinion stands says the office or the leader, never who drafted, decided or gave one'); END;

CREATE TRIGGER opinion_settlement_in_its_round BEFORE INSERT ON opinion_settlement
   WHEN NEW.round IS NOT (SELECT round FROM review WHERE id = NEW.review_id)
   BEGIN SELECT RAISE(ABORT, 'V3: the review is in another round'); END;

CREATE TRIGGER opinion_settlement_no_delete BEFORE DELETE ON opinion_settlement
   BEGIN SELECT RAISE(ABORT, 'V5: a settlement is never deleted'); END;

CREATE TRIGGER opinion_settlement_no_update BEFORE UPDATE ON opinion_settlement
   BEGIN SELECT RAISE(ABORT, 'V5: a settlement never changes'); END;

CREATE TRIGGER outbox_identity_fixed BEFORE UPDATE OF package_id, object_id, object_type, kind, statement, tag_files, package_digest, incarnation, device_seq, sealed_at ON outbox
   BEGIN SELECT RAISE(ABORT, 'V8: a sealed package never changes'); END;

CREATE TRIGGER outbox_no_delete BEFORE DELETE ON outbox
   BEGIN SELECT RAISE(ABORT, 'V8: a sealed package is never deleted'); END;

CREATE TRIGGER outbox_withdraw_needs_its_review BEFORE INSERT ON outbox
   WHEN NEW.kind = 'withdraw' AND NOT EXISTS (
     SELECT 1 FROM withdrawal_decision d JOIN withdrawal w ON w.id = d.withdrawal_id
     WHERE d.package_id = NEW.package_id AND d.decision = 'agree' AND w.item_id = NEW.object_id)
   BEGIN SELECT RAISE(ABORT, 'V1: no agreed withdrawal stands behind this package'); END;

CREATE TRIGGER person_key_fixed BEFORE UPDATE OF keyid, person_id, suite, public_key, created_at ON person_key
   BEGIN SELECT RAISE(ABORT, 'V4: a key stays the key of its person'); END;

CREATE TRIGGER person_key_no_delete BEFORE DELETE ON person_key
   BEGIN SELECT RAISE(ABORT, 'V5: what decisions were signed with stays on record'); END;

CREATE TRIGGER person_key_revoked_for_good BEFORE UPDATE OF revoked_at ON person_key WHEN OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS NOT OLD.revoked_at
   BEGIN SELECT RAISE(ABORT, 'V4: a revoked key is not taken back into use'); END;

CREATE TRIGGER post_check_by_drafter_or_reviewer BEFORE INSERT ON post_check
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
     OR NOT EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.account_id
       AND role IN ('drafter','confidentialityReviewer','disclosureOffice'))
   BEGIN SELECT RAISE(ABORT, 'V4: checked by the drafter, the reviewer or the disclosure office'); END;

CREATE TRIGGER post_check_no_delete BEFORE DELETE ON post_check
   BEGIN SELECT RAISE(ABORT, 'V5: checks are never deleted'); END;

CREATE TRIGGER post_check_no_update BEFORE UPDATE ON post_check
   BEGIN SELECT RAISE(ABORT, 'V5: checks never change'); END;

CREATE TRIGGER publication_fixed BEFORE UPDATE OF id, item_id, revision_id, review_id, content_digest, package_id, released_by, released_at, released_on, proof ON publication
   BEGIN SELECT RAISE(ABORT, 'V5: a release never changes'); END;

CREATE TRIGGER publication_follows_the_answer BEFORE INSERT ON publication
   WHEN (SELECT a.answer FROM referral f JOIN referral_answer a ON a.referral_id = f.id
    WHERE f.review_id = NEW.review_id AND a.answer <> 'noAuthority' ORDER BY f.seq DESC LIMIT 1) IN ('partly','closed','secret')
   BEGIN SELECT RAISE(ABORT, 'V1: the organ that was asked does not allow it'); END;

CREATE TRIGGER publication_in_its_own_package BEFORE INSERT ON publication
   WHEN EXISTS (SELECT 1 FROM outbox o WHERE o.package_id = NEW.package_id AND (o.object_id <> NEW.item_id OR o.kind NOT IN ('publish','correct')))
   BEGIN SELECT RAISE(ABORT, 'V9: a release goes out in the package made for it'); END;

CREATE TRIGGER publication_joins_accepted BEFORE INSERT ON publication
   WHEN EXISTS (SELECT 1 FROM aggregation_join j WHERE j.review_id = NEW.review_id
     AND (SELECT a.answer FROM aggregation_answer a WHERE a.join_id = j.id
     AND NOT EXISTS (SELECT 1 FROM review_opinion o WHERE o.review_id = j.review_id AND o.round = (SELECT round FROM review WHERE id = j.review_id)
       AND o.person_id = a.person_id AND o.id IS NOT (SELECT d.id FROM standing_decision d WHERE d.review_id = NEW.review_id AND d.stage = 'confidentialityCheck'))
   ORDER BY a.id DESC LIMIT 1) IS NOT 'accept')
   BEGIN SELECT RAISE(ABORT, 'V1: a join with what is out is not accepted'); END;

CREATE TRIGGER publication_keeps_its_number AFTER INSERT ON publication
   WHEN (SELECT trim(json_extract(v.metadata, '$.indexNumber')) FROM revision v WHERE v.id = NEW.revision_id) <> ''
   BEGIN INSERT INTO index_number (number, item_id) VALUES ((SELECT trim(json_extract(v.metadata, '$.indexNumber')) FROM revision v WHERE v.id = NEW.revision_id), NEW.item_id) ON CONFLICT (number) DO NOTHING; END;

CREATE TRIGGER publication_leaves_its_item AFTER UPDATE OF withdrawn_at ON publication
   WHEN NEW.withdrawn_at IS NOT NULL
   BEGIN DELETE FROM catalogue_paper WHERE item_id = NEW.item_id; END;

CREATE TRIGGER publication_needs_every_stage BEFORE INSERT ON publication
   WHEN EXISTS (
     SELECT 1 FROM review r, json_each(r.stage_path) s WHERE r.id = NEW.review_id AND NOT EXISTS (
       SELECT 1 FROM standing_decision d WHERE d.review_id = r.id AND d.stage = s.value AND d.decision = 'agree' AND d.content_digest = NEW.content_digest))
   BEGIN SELECT RAISE(ABORT, 'V1: a stage has not agreed to this digest'); END;

CREATE TRIGGER publication_needs_its_review BEFORE INSERT ON publication
   WHEN NOT EXISTS (
     SELECT 1 FROM review r JOIN revision v ON v.id = r.revision_id
     WHERE r.id = NEW.review_id AND r.state = 'approved' AND r.revision_id = NEW.revision_id AND r.item_id = NEW.item_id
       AND r.content_digest = NEW.content_digest AND v.content_digest = NEW.content_digest)
   BEGIN SELECT RAISE(ABORT, 'V1: no approved, unused review covers exactly this digest'); END;

CREATE TRIGGER publication_no_delete BEFORE DELETE ON publication
   BEGIN SELECT RAISE(ABORT, 'V5: releases are not deleted'); END;

CREATE TRIGGER publication_not_after_withdrawal BEFORE INSERT ON publication
   WHEN NEW.withdrawn_at IS NOT NULL OR EXISTS (
     SELECT 1 FROM withdrawal w JOIN withdrawal_decision d ON d.withdrawal_id = w.id
     WHERE w.item_id = NEW.item_id AND d.decision = 'agree')
   BEGIN SELECT RAISE(ABORT, 'V1: the item was withdrawn; withdrawing always wins'); END;

CREATE TRIGGER publication_not_before_its_time BEFORE INSERT ON publication
   WHEN (SELECT not_before FROM release_plan WHERE review_id = NEW.review_id ORDER BY seq DESC LIMIT 1) > NEW.released_at
   BEGIN SELECT RAISE(ABORT, 'V1: its planned time has not come'); END;

CREATE TRIGGER publication_of_newest_revision BEFORE INSERT ON publication
   WHEN EXISTS (SELECT 1 FROM revision v WHERE v.item_id = NEW.item_id AND v.rev_no > (SELECT rev_no FROM revision WHERE id = NEW.revision_id))
     OR EXISTS (SELECT 1 FROM draft d WHERE d.item_id = NEW.item_id AND d.changed_since_revision = 1)
   BEGIN SELECT RAISE(ABORT, 'V3: the item changed after its approval'); END;

CREATE TRIGGER publication_releases_on_conclusion BEFORE INSERT ON publication
   WHEN NOT EXISTS (SELECT 1 FROM standing_decision d WHERE d.review_id = NEW.review_id AND d.stage = 'leaderApproval'
     AND d.conclusion IN ('disclose','discloseRedacted','disclosePartial','discloseTargeted'))
   BEGIN SELECT RAISE(ABORT, 'V1: the conclusion does not allow a release'); END;

CREATE TRIGGER publication_under_its_item AFTER INSERT ON publication
   BEGIN
     DELETE FROM catalogue_paper WHERE item_id = NEW.item_id;
     INSERT INTO catalogue_paper (item_id, code, publication_seq, released_on)
     SELECT NEW.item_id, (SELECT substr(trim(replace(coalesce(json_extract(v.metadata, '$.catalogueItem'), ''), '　', ' ')), 1, instr(trim(replace(coalesce(json_extract(v.metadata, '$.catalogueItem'), ''), '　', ' ')) || ' ', ' ') - 1) FROM revision v WHERE v.id = NEW.revision_id), NEW.seq, NEW.released_on
     WHERE NEW.withdrawn_at IS NULL AND (SELECT substr(trim(replace(coalesce(json_extract(v.metadata, '$.catalogueItem'), ''), '　', ' ')), 1, instr(trim(replace(coalesce(json_extract(v.metadata, '$.catalogueItem'), ''), '　', ' ')) || ' ', ' ') - 1) FROM revision v WHERE v.id = NEW.revision_id) <> '';
   END;

CREATE TRIGGER publication_under_its_own_number BEFORE INSERT ON publication
   WHEN EXISTS (SELECT 1 FROM index_number n WHERE n.number = (SELECT trim(json_extract(v.metadata, '$.indexNumber')) FROM revision v WHERE v.id = NEW.revision_id) AND n.item_id <> NEW.item_id)
   BEGIN SELECT RAISE(ABORT, 'the 索引号 is that of another paper'); END;

CREATE TRIGGER publication_with_its_group BEFORE INSERT ON publication
   WHEN EXISTS (
     SELECT 1 FROM item_group_member m JOIN item_group_member o ON o.group_id = m.group_id AND o.item_id <> m.item_id
     WHERE m.item_id = NEW.item_id
       AND NOT EXISTS (SELECT 1 FROM item_group_end e WHERE e.group_id = m.group_id)
       AND NOT EXISTS (SELECT 1 FROM review r WHERE r.item_id = o.item_id AND r.state IN ('approved','used')))
   BEGIN SELECT RAISE(ABORT, 'V1: a member of its group is not approved'); END;

CREATE TRIGGER publication_with_its_proof BEFORE INSERT ON publication
   WHEN json_type(NEW.proof) <> 'array' OR json_array_length(NEW.proof) = 0
     OR EXISTS (SELECT 1 FROM json_each(NEW.proof) c WHERE json_extract(c.value, '$.ok') IS NOT 1)
   BEGIN SELECT RAISE(ABORT, 'V9: a release holds the proof of what is in it, and no check of it failed'); END;

CREATE TRIGGER publication_withdrawn_by_review BEFORE UPDATE OF withdrawn_at ON publication
   WHEN OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL OR NOT EXISTS (
     SELECT 1 FROM withdrawal w JOIN withdrawal_decision d ON d.withdrawal_id = w.id
     WHERE w.item_id = NEW.item_id AND d.decision = 'agree' AND d.decided_at = NEW.withdrawn_at)
   BEGIN SELECT RAISE(ABORT, 'V1: taken down only by a reviewed withdrawal, and for good'); END;

CREATE TRIGGER publication_without_what_is_masked BEFORE INSERT ON publication
   WHEN EXISTS (
     SELECT 1 FROM finding f, (SELECT group_concat(t.value, char(10)) AS text FROM revision v, json_tree(CAST(v.content AS TEXT)) t
       WHERE v.id = NEW.revision_id AND t.type = 'text' AND t.key IN ('text','title')) c
     WHERE f.revision_id = NEW.revision_id AND f.masked = 1 AND f.attachment_id IS NULL AND f.value <> ''
       AND NOT EXISTS (SELECT 1 FROM finding_answer a WHERE a.finding_id = f.id AND a.answer IN ('keep','dismiss'))
       AND instr(c.text, f.value) > 0)
   BEGIN SELECT RAISE(ABORT, 'V9: what was masked is still in the content'); END;

CREATE TRIGGER receipt_no_delete BEFORE DELETE ON receipt
   BEGIN SELECT RAISE(ABORT, 'V8: the proof of what left is never deleted'); END;

CREATE TRIGGER receipt_no_update BEFORE UPDATE ON receipt
   BEGIN SELECT RAISE(ABORT, 'V8: the proof of what left never changes'); END;

CREATE TRIGGER referral_by_its_people BEFORE INSERT ON referral
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
     OR NEW.person_id IN (SELECT i.drafter_person_id FROM review r JOIN item i ON i.id = r.item_id WHERE r.id = NEW.review_id
   UNION SELECT v.created_by_person FROM review r JOIN revision v ON v.id = r.revision_id WHERE r.id = NEW.review_id)
     OR NOT (EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.account_id AND role IN ('confidentialityReviewer','disclosureOffice','leader'))
       OR (NEW.follows IS NULL AND NEW.person_id IS (SELECT person_id FROM stage_decision WHERE id = NEW.decision_id)))
   BEGIN SELECT RAISE(ABORT, 'V4: a referral is drafted by who decided it, the reviewer, the office or the leader'); END;

CREATE TRIGGER referral_fixed_once_sent BEFORE UPDATE ON referral
   WHEN EXISTS (SELECT 1 FROM referral_step s WHERE s.referral_id = OLD.id) OR EXISTS (SELECT 1 FROM referral_answer a WHERE a.referral_id = OLD.id)
     OR NEW.seq IS NOT OLD.seq OR NEW.id IS NOT OLD.id OR NEW.review_id IS NOT OLD.review_id OR NEW.round IS NOT OLD.round
     OR NEW.content_digest IS NOT OLD.content_digest OR NEW.decision_id IS NOT OLD.decision_id OR NEW.follows IS NOT OLD.follows
     OR NEW.account_id IS NOT OLD.account_id OR NEW.person_id IS NOT OLD.person_id OR NEW.drafted_at IS NOT OLD.drafted_at
   BEGIN SELECT RAISE(ABORT, 'V5: a referral that was sent never changes, nor what it is about'); END;

CREATE TRIGGER referral_no_delete BEFORE DELETE ON referral
   BEGIN SELECT RAISE(ABORT, 'V5: a referral is never deleted'); END;

CREATE TRIGGER referral_of_a_waiting_review BEFORE INSERT ON referral
   WHEN NOT EXISTS (SELECT 1 FROM review r JOIN stage_decision d ON d.review_id = r.id
     WHERE r.id = NEW.review_id AND r.state = 'referred' AND r.round = NEW.round AND r.content_digest = NEW.content_digest
       AND d.id = NEW.decision_id AND d.decision = 'refer' AND d.round = NEW.round)
   BEGIN SELECT RAISE(ABORT, 'V3: a referral is of the bytes a review waits with'); END;

CREATE TRIGGER referral_one_at_a_time BEFORE INSERT ON referral
   WHEN EXISTS (SELECT 1 FROM referral f WHERE f.review_id = NEW.review_id AND f.round = NEW.round AND NOT (EXISTS (SELECT 1 FROM referral_answer a WHERE a.referral_id = f.id)
    OR EXISTS (SELECT 1 FROM referral_step s WHERE s.referral_id = f.id AND s.step = 'withdrawn')))
     OR (NEW.follows IS NOT NULL AND NEW.follows IS NOT (SELECT f.id FROM referral f JOIN referral_answer a ON a.referral_id = f.id
       WHERE f.review_id = NEW.review_id AND f.round = NEW.round AND a.answer = 'noAuthority' ORDER BY f.seq DESC LIMIT 1))
   BEGIN SELECT RAISE(ABORT, 'V2: one question at a time; the next one follows an organ without authority'); END;

CREATE TRIGGER referral_protected_on_is_a_day BEFORE INSERT ON referral
   WHEN NEW.protected_on IS NOT date(NEW.protected_on)
   BEGIN SELECT RAISE(ABORT, 'V6: referral.protected_on is a day of the calendar'); END;

CREATE TRIGGER referral_protected_on_stays_a_day BEFORE UPDATE ON referral
   WHEN NEW.protected_on IS NOT date(NEW.protected_on)
   BEGIN SELECT RAISE(ABORT, 'V6: referral.protected_on is a day of the calendar'); END;

CREATE TRIGGER referral_answer_answered_on_is_a_day BEFORE INSERT ON referral_answer
   WHEN NEW.answered_on IS NOT date(NEW.answered_on)
   BEGIN SELECT RAISE(ABORT, 'V6: referral_answer.answered_on is a day of the calendar'); END;

CREATE TRIGGER referral_answer_by_its_people BEFORE INSERT ON referral_answer
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
     OR NOT EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.account_id AND role IN ('confidentialityReviewer','disclosureOffice','leader')) OR NEW.person_id IN (SELECT i.drafter_person_id FROM review r JOIN item i ON i.id = r.item_id WHERE r.id = (SELECT f.review_id FROM referral f WHERE f.id = NEW.referral_id)
   UNION SELECT v.created_by_person FROM review r JOIN revision v ON v.id = r.revision_id WHERE r.id = (SELECT f.review_id FROM referral f WHERE f.id = NEW.referral_id))
   BEGIN SELECT RAISE(ABORT, 'V4: an answer is entered by the reviewer, the office or the leader, never by the drafter'); END;

CREATE TRIGGER referral_answer_no_delete BEFORE DELETE ON referral_answer
   BEGIN SELECT RAISE(ABORT, 'V5: an answer is never deleted'); END;

CREATE TRIGGER referral_answer_no_update BEFORE UPDATE ON referral_answer
   BEGIN SELECT RAISE(ABORT, 'V5: an answer never changes'); END;

CREATE TRIGGER referral_answer_to_what_was_sent BEFORE INSERT ON referral_answer
   WHEN NEW.content_digest IS NOT (SELECT content_digest FROM referral WHERE id = NEW.referral_id)
     OR (NEW.answer = 'secret' AND (SELECT question FROM referral WHERE id = NEW.referral_id) <> 'stateSecret')
     OR NOT EXISTS (SELECT 1 FROM referral_step s WHERE s.referral_id = NEW.referral_id AND s.step = 'sent' AND s.on_day <= NEW.answered_on)
     OR EXISTS (SELECT 1 FROM referral_step s WHERE s.referral_id = NEW.referral_id AND s.step = 'withdrawn')
   BEGIN SELECT RAISE(ABORT, 'V3: an answer is to a referral that was sent, about its bytes'); END;

CREATE TRIGGER referral_step_by_its_people BEFORE INSERT ON referral_step
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
     OR NOT EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.account_id AND role IN ('confidentialityReviewer','disclosureOffice','leader')) OR NEW.person_id IN (SELECT i.drafter_person_id FROM review r JOIN item i ON i.id = r.item_id WHERE r.id = (SELECT f.review_id FROM referral f WHERE f.id = NEW.referral_id)
   UNION SELECT v.created_by_person FROM review r JOIN revision v ON v.id = r.revision_id WHERE r.id = (SELECT f.review_id FROM referral f WHERE f.id = NEW.referral_id))
   BEGIN SELECT RAISE(ABORT, 'V4: a referral is carried on by the reviewer, the office or the leader, never by the drafter'); END;

CREATE TRIGGER referral_step_follow_up_on_is_a_day BEFORE INSERT ON referral_step
   WHEN NEW.follow_up_on IS NOT date(NEW.follow_up_on)
   BEGIN SELECT RAISE(ABORT, 'V6: referral_step.follow_up_on is a day of the calendar'); END;

CREATE TRIGGER referral_step_in_order BEFORE INSERT ON referral_step
   WHEN (SELECT (EXISTS (SELECT 1 FROM referral_answer a WHERE a.referral_id = f.id)
    OR EXISTS (SELECT 1 FROM referral_step s WHERE s.referral_id = f.id AND s.step = 'withdrawn')) FROM referral f WHERE f.id = NEW.referral_id)
     OR (NEW.step IN ('received','reminded') AND NOT EXISTS (
       SELECT 1 FROM referral_step s WHERE s.referral_id = NEW.referral_id AND s.step = 'sent' AND s.on_day <= NEW.on_day))
     OR NOT EXISTS (SELECT 1 FROM referral f JOIN review r ON r.id = f.review_id
       WHERE f.id = NEW.referral_id AND r.state = 'referred' AND r.round = f.round AND r.content_digest = f.content_digest)
   BEGIN SELECT RAISE(ABORT, 'V3: the review does not wait for this referral, or it was not sent'); END;

CREATE TRIGGER referral_step_no_delete BEFORE DELETE ON referral_step
   BEGIN SELECT RAISE(ABORT, 'V5: a step of a referral is never deleted'); END;

CREATE TRIGGER referral_step_no_update BEFORE UPDATE ON referral_step
   BEGIN SELECT RAISE(ABORT, 'V5: a step of a referral never changes'); END;

CREATE TRIGGER referral_step_on_day_is_a_day BEFORE INSERT ON referral_step
   WHEN NEW.on_day IS NOT date(NEW.on_day)
   BEGIN SELECT RAISE(ABORT, 'V6: referral_step.on_day is a day of the calendar'); END;

CREATE TRIGGER release_plan_no_delete BEFORE DELETE ON release_plan
   BEGIN SELECT RAISE(ABORT, 'V5: this record is never deleted'); END;

CREATE TRIGGER release_plan_no_update BEFORE UPDATE ON release_plan
   BEGIN SELECT RAISE(ABORT, 'V5: this record never changes'); END;

CREATE TRIGGER remote_person_by_security_admin BEFORE INSERT ON remote_person
   WHEN NOT EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.registered_by AND role = 'securityAdmin')
     OR NOT EXISTS (SELECT 1 FROM account WHERE id = NEW.account_id AND person_id = NEW.person_id AND state = 'disabled')
   BEGIN SELECT RAISE(ABORT, 'V4: who reviews elsewhere is registered by the security administrator, without sign-in'); END;

CREATE TRIGGER remote_person_no_delete BEFORE DELETE ON remote_person
   BEGIN SELECT RAISE(ABORT, 'V5: this record is never deleted'); END;

CREATE TRIGGER remote_person_no_update BEFORE UPDATE ON remote_person
   BEGIN SELECT RAISE(ABORT, 'V5: this record never changes'); END;

CREATE TRIGGER item_stage_insert AFTER INSERT ON review
     BEGIN UPDATE item SET stage_cache = CASE NEW.state WHEN 'open' THEN NEW.current_stage WHEN 'referred' THEN 'referred' END WHERE id = NEW.item_id AND kind <> 'letter'; END;

CREATE TRIGGER item_stage_update AFTER UPDATE OF state, current_stage ON review
     WHEN CASE NEW.state WHEN 'open' THEN NEW.current_stage WHEN 'referred' THEN 'referred' END IS NOT CASE OLD.state WHEN 'open' THEN OLD.current_stage WHEN 'referred' THEN 'referred' END
     BEGIN UPDATE item SET stage_cache = CASE NEW.state WHEN 'open' THEN NEW.current_stage WHEN 'referred' THEN 'referred' END WHERE id = NEW.item_id AND kind <> 'letter'; END;

CREATE TRIGGER review_approved_only_by_stages BEFORE UPDATE OF state ON review
   WHEN NEW.state IN ('approved','used') AND EXISTS (
     SELECT 1 FROM json_each(OLD.stage_path) s WHERE NOT EXISTS (
       SELECT 1 FROM standing_decision d WHERE d.review_id = OLD.id AND d.stage = s.value AND d.decision = 'agree' AND d.content_digest = OLD.content_digest))
   BEGIN SELECT RAISE(ABORT, 'V1: approved only when every stage agreed to this digest'); END;

CREATE TRIGGER review_assignee_is_recorded BEFORE UPDATE OF assignee_cache ON review
   WHEN NEW.assignee_cache IS NOT NULL AND NEW.assignee_cache IS NOT (
     SELECT a.to_person_id FROM review_assignment a WHERE a.review_id = NEW.id AND a.stage = NEW.current_stage ORDER BY a.seq DESC LIMIT 1)
   BEGIN SELECT RAISE(ABORT, 'V6: the assignee is the one of the newest assignment'); END;

CREATE TRIGGER review_count_insert AFTER INSERT ON review WHEN NEW.state = 'open'
   BEGIN INSERT INTO list_counter(list,key,n) VALUES ('review.stage',NEW.current_stage,1) ON CONFLICT(list,key) DO UPDATE SET n = n + 1; END;

CREATE TRIGGER review_count_update AFTER UPDATE OF state, current_stage ON review
   BEGIN
     UPDATE list_counter SET n = n - 1 WHERE list = 'review.stage' AND key = OLD.current_stage AND OLD.state = 'open';
     INSERT INTO list_counter(list,key,n) SELECT 'review.stage',NEW.current_stage,1 WHERE NEW.state = 'open' ON CONFLICT(list,key) DO UPDATE SET n = n + 1;
   END;

CREATE TRIGGER review_covers_newest_revision BEFORE INSERT ON review
   WHEN EXISTS (SELECT 1 FROM revision v WHERE v.item_id = NEW.item_id AND v.rev_no > (SELECT rev_no FROM revision WHERE id = NEW.revision_id))
   BEGIN SELECT RAISE(ABORT, 'V3: only the newest revision is reviewed'); END;

CREATE TRIGGER review_drafter_is_the_items BEFORE UPDATE OF drafter_cache ON review
     WHEN NEW.drafter_cache IS NOT (SELECT drafter_person_id FROM item WHERE id = NEW.item_id)
     BEGIN SELECT RAISE(ABORT, 'V4: the drafter of a review is that of its item'); END;

CREATE TRIGGER review_ends_for_good BEFORE UPDATE OF state ON review
   WHEN OLD.state IN ('returned','concluded','stale','used') AND NEW.state <> OLD.state
   BEGIN SELECT RAISE(ABORT, 'V3: an ended review is not taken up again'); END;

CREATE TRIGGER review_has_mandatory_stages BEFORE INSERT ON review
   WHEN (SELECT group_concat(value, ',') FROM json_each(NEW.stage_path)) NOT IN (
     'selfCheck,unitHeadReview,confidentialityCheck,leaderApproval','selfCheck,unitHeadReview,confidentialityCheck,officeCheck,leaderApproval',
     'selfCheck,confidentialityCheck,leaderApproval','selfCheck,confidentialityCheck,officeCheck,leaderApproval')
     OR NEW.state <> 'open' OR NEW.current_stage <> 'selfCheck'
   BEGIN SELECT RAISE(ABORT, 'V2: a review starts at selfCheck with all mandatory stages'); END;

CREATE TRIGGER review_identity_fixed BEFORE UPDATE OF id, review_no, item_id, revision_id, content_digest, stage_path, opened_by, opened_at ON review
   BEGIN SELECT RAISE(ABORT, 'V2: what a review covers never changes'); END;

CREATE TRIGGER review_matches_revision BEFORE INSERT ON review
   WHEN NOT EXISTS (SELECT 1 FROM revision v WHERE v.id = NEW.revision_id AND v.item_id = NEW.item_id AND v.content_digest = NEW.content_digest)
   BEGIN SELECT RAISE(ABORT, 'V2: a review covers one revision of its item with its digest'); END;

CREATE TRIGGER review_names_its_drafter AFTER INSERT ON review
     BEGIN UPDATE review SET drafter_cache = (SELECT drafter_person_id FROM item WHERE id = NEW.item_id) WHERE seq = NEW.seq; END;

CREATE TRIGGER review_no_delete BEFORE DELETE ON review
   BEGIN SELECT RAISE(ABORT, 'V5: reviews are not deleted'); END;

CREATE TRIGGER review_not_of_a_passage BEFORE INSERT ON review
   WHEN EXISTS (
     SELECT 1 FROM joint_answer_part p JOIN letter l ON l.id = p.letter_id WHERE l.item_id = NEW.item_id)
   BEGIN SELECT RAISE(ABORT, 'V2: a passage is reviewed with the letter it is in'); END;

CREATE TRIGGER review_one_open_per_item BEFORE INSERT ON review
   WHEN EXISTS (SELECT 1 FROM review r WHERE r.item_id = NEW.item_id AND r.state IN ('open','referred','approved'))
   BEGIN SELECT RAISE(ABORT, 'V2: the item already has a running review'); END;

CREATE TRIGGER review_refers_by_a_decision BEFORE UPDATE OF state ON review
   WHEN NEW.state = 'referred' AND OLD.state <> 'referred' AND NOT EXISTS (
     SELECT 1 FROM stage_decision d WHERE d.review_id = OLD.id AND d.round = OLD.round AND d.decision = 'refer' AND d.content_digest = OLD.content_digest)
   BEGIN SELECT RAISE(ABORT, 'V2: a review waits for an organ only by the decision of a stage'); END;

CREATE TRIGGER review_round_by_a_referral BEFORE UPDATE OF round ON review
   WHEN NEW.round IS NOT OLD.round AND NOT (OLD.state = 'referred' AND NEW.state = 'open' AND NEW.round = OLD.round + 1)
   BEGIN SELECT RAISE(ABORT, 'V3: a new round begins only when a referral has ended'); END;

CREATE TRIGGER review_stage_moves_with_decisions BEFORE UPDATE OF current_stage ON review
   WHEN NEW.current_stage IS NOT NULL AND NEW.current_stage IS NOT OLD.current_stage AND EXISTS (
     SELECT 1 FROM json_each(OLD.stage_path) s
     WHERE s.key < (SELECT key FROM json_each(OLD.stage_path) WHERE value = NEW.current_stage)
       AND NOT EXISTS (SELECT 1 FROM standing_decision d WHERE d.review_id = OLD.id AND d.stage = s.value AND d.decision = 'agree'))
   BEGIN SELECT RAISE(ABORT, 'V3: no stage is skipped'); END;

CREATE TRIGGER review_waits_for_its_answer BEFORE UPDATE OF state ON review
   WHEN OLD.state = 'referred' AND NEW.state NOT IN ('referred','stale') AND NOT (
     (NEW.state = 'open' AND NEW.current_stage = 'confidentialityCheck' AND NEW.round = OLD.round + 1
       AND EXISTS (SELECT 1 FROM referral f WHERE f.review_id = OLD.id AND f.round = OLD.round AND f.content_digest = OLD.content_digest
         AND (EXISTS (SELECT 1 FROM referral_answer a WHERE a.referral_id = f.id AND a.content_digest = OLD.content_digest AND a.answer IN ('open','partly','closed'))
           OR EXISTS (SELECT 1 FROM referral_step s WHERE s.referral_id = f.id AND s.step = 'withdrawn')))
       AND NOT EXISTS (SELECT 1 FROM referral f WHERE f.review_id = OLD.id AND f.round = OLD.round AND NOT (EXISTS (SELECT 1 FROM referral_answer a WHERE a.referral_id = f.id)
    OR EXISTS (SELECT 1 FROM referral_step s WHERE s.referral_id = f.id AND s.step = 'withdrawn'))))
     OR (NEW.state = 'concluded' AND NEW.round = OLD.round AND EXISTS (
       SELECT 1 FROM referral f JOIN referral_answer a ON a.referral_id = f.id
       WHERE f.review_id = OLD.id AND f.round = OLD.round AND a.content_digest = OLD.content_digest AND a.answer = 'secret')))
   BEGIN SELECT RAISE(ABORT, 'V1: a review that waits for an organ goes on only with an answer about its bytes'); END;

CREATE TRIGGER review_assignment_no_delete BEFORE DELETE ON review_assignment
   BEGIN SELECT RAISE(ABORT, 'V5: an assignment is never deleted'); END;

CREATE TRIGGER review_assignment_no_update BEFORE UPDATE ON review_assignment
   BEGIN SELECT RAISE(ABORT, 'V5: an assignment never changes'); END;

CREATE TRIGGER review_assignment_not_to_who_gave_an_opinion BEFORE INSERT ON review_assignment
   WHEN EXISTS (SELECT 1 FROM review_opinion o WHERE o.review_id = NEW.review_id AND NEW.to_person_id IN (SELECT o.person_id UNION ALL SELECT g.from_person_id FROM delegation g WHERE g.id = o.delegation_id AND g.kind = 'deputy')
     AND NOT (NEW.stage = 'confidentialityCheck' AND o.round < (SELECT round FROM review WHERE id = NEW.review_id)))
   BEGIN SELECT RAISE(ABORT, 'V4: an item is assigned to somebody who may decide its stage'); END;

CREATE TRIGGER review_assignment_to_who_may BEFORE INSERT ON review_assignment
   WHEN NEW.by_person IS NOT (SELECT person_id FROM account WHERE id = NEW.by_account)
     OR NOT (EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.by_account AND role IN ('disclosureOffice','leader'))
       OR NEW.by_person IS (SELECT from_person_id FROM handover WHERE id = NEW.handover_id))
     OR NEW.to_person_id IS NOT COALESCE((SELECT to_person_id FROM handover WHERE id = NEW.handover_id), NEW.to_person_id)
     OR NOT EXISTS (SELECT 1 FROM review r WHERE r.id = NEW.review_id AND r.state = 'open' AND r.current_stage = NEW.stage)
     OR NEW.to_person_id IN (SELECT i.drafter_person_id FROM review r JOIN item i ON i.id = r.item_id WHERE r.id = NEW.review_id
   UNION SELECT v.created_by_person FROM review r JOIN revision v ON v.id = r.revision_id WHERE r.id = NEW.review_id)
     OR NOT (EXISTS (SELECT 1 FROM account_role ar JOIN account a ON a.id = ar.account_id WHERE a.person_id = NEW.to_person_id AND ar.role IN (CASE NEW.stage WHEN 'unitHeadReview' THEN 'unitHead' WHEN 'confidentialityCheck' THEN 'confidentialityReviewer' WHEN 'officeCheck' THEN 'disclosureOffice' WHEN 'leaderApproval' THEN 'leader' END))
       OR (NEW.stage = 'unitHeadReview' AND (SELECT json_extract(settings,'$.leaderMayHeadUnit') FROM organisation WHERE id = 1) IS 1 AND EXISTS (SELECT 1 FROM account_role ar JOIN account a ON a.id = ar.account_id WHERE a.person_id = NEW.to_person_id AND ar.role IN ('leader')))
       OR EXISTS (SELECT 1 FROM delegation g JOIN delegation_confirmation c ON c.delegation_id = g.id AND c.decision = 'confirm'
     WHERE 1 AND g.stage = NEW.stage AND g.to_person_id = NEW.to_person_id
       AND (g.review_id IS NULL OR g.review_id = NEW.review_id)
       AND date(NEW.at, '+8 hours') BETWEEN g.first_day AND g.last_day AND c.decided_at <= NEW.at
       AND NOT EXISTS (SELECT 1 FROM delegation_end e WHERE e.delegation_id = g.id)
       AND (g.kind = 'emergency' OR EXISTS (SELECT 1 FROM account_role ar JOIN account a ON a.id = ar.account_id WHERE a.person_id = g.from_person_id AND ar.role IN (CASE NEW.stage WHEN 'unitHeadReview' THEN 'unitHead' WHEN 'confidentialityCheck' THEN 'confidentialityReviewer' WHEN 'officeCheck' THEN 'disclosureOffice' WHEN 'leaderApproval' THEN 'leader' END)))))
   BEGIN SELECT RAISE(ABORT, 'V4: an item is assigned to somebody who may decide its stage; an assignment gives no right'); END;

CREATE TRIGGER review_note_account_is_persons BEFORE INSERT ON review_note
   WHEN NEW.person_id <> (SELECT person_id FROM account WHERE id = NEW.account_id)
   BEGIN SELECT RAISE(ABORT, 'V4: account and person differ'); END;

CREATE TRIGGER review_note_among_reviewers BEFORE INSERT ON review_note
   WHEN NEW.audience = 'reviewers' AND NEW.person_id IN (
     SELECT i.drafter_person_id FROM review r JOIN item i ON i.id = r.item_id WHERE r.id = NEW.review_id
     UNION SELECT v.created_by_person FROM review r JOIN revision v ON v.id = r.revision_id WHERE r.id = NEW.review_id)
   BEGIN SELECT RAISE(ABORT, 'V4: a drafter takes no part in notes among reviewers'); END;

CREATE TRIGGER review_note_no_delete BEFORE DELETE ON review_note
   BEGIN SELECT RAISE(ABORT, 'V5: notes are never deleted'); END;

CREATE TRIGGER review_note_no_update BEFORE UPDATE ON review_note
   BEGIN SELECT RAISE(ABORT, 'V5: notes never change'); END;

CREATE TRIGGER review_opinion_by_a_reviewer BEFORE INSERT ON review_opinion
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
     OR EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.account_id AND role IN ('systemAdmin','securityAdmin','auditAdmin'))
     OR (NEW.delegation_id IS NULL AND NOT EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.account_id AND role IN ('confidentialityReviewer')))
     OR (NEW.delegation_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM delegation g JOIN delegation_confirmation c ON c.delegation_id = g.id AND c.decision = 'confirm'
     WHERE g.id = NEW.delegation_id AND g.stage = 'confidentialityCheck' AND g.to_person_id = NEW.person_id
       AND (g.review_id IS NULL OR g.review_id = NEW.review_id)
       AND date(NEW.given_at, '+8 hours') BETWEEN g.first_day AND g.last_day AND c.decided_at <= NEW.given_at
       AND NOT EXISTS (SELECT 1 FROM delegation_end e WHERE e.delegation_id = g.id)
       AND (g.kind = 'emergency' OR EXISTS (SELECT 1 FROM account_role ar JOIN account a ON a.id = ar.account_id
         WHERE a.person_id = g.from_person_id AND ar.role = 'confidentialityReviewer'))))
   BEGIN SELECT RAISE(ABORT, 'V4: an opinion is given by a confidentiality reviewer or a deputy'); END;

CREATE TRIGGER review_opinion_by_another BEFORE INSERT ON review_opinion
   WHEN EXISTS (SELECT 1 FROM (SELECT NEW.person_id AS p UNION ALL SELECT g.from_person_id FROM delegation g WHERE g.id = NEW.delegation_id) me
     WHERE me.p IN (SELECT i.drafter_person_id FROM review r JOIN item i ON i.id = r.item_id WHERE r.id = NEW.review_id
   UNION SELECT v.created_by_person FROM review r JOIN revision v ON v.id = r.revision_id WHERE r.id = NEW.review_id))
     OR EXISTS (SELECT 1 FROM (SELECT NEW.person_id AS p UNION ALL SELECT g.from_person_id FROM delegation g WHERE g.id = NEW.delegation_id AND g.kind = 'deputy') me
       WHERE EXISTS (SELECT 1 FROM review_opinion o WHERE o.review_id = NEW.review_id AND o.round = NEW.round AND me.p IN (SELECT o.person_id UNION ALL SELECT g.from_person_id FROM delegation g WHERE g.id = o.delegation_id AND g.kind = 'deputy'))
         OR EXISTS (SELECT 1 FROM stage_decision d WHERE d.review_id = NEW.review_id
           AND NOT (d.stage = 'confidentialityCheck' AND d.round < NEW.round) AND me.p IN (SELECT d.person_id UNION ALL SELECT g.from_person_id FROM delegation g WHERE g.id = d.delegation_id AND g.kind = 'deputy')))
   BEGIN SELECT RAISE(ABORT, 'V4: two opinions come from two persons who drafted nothing and decided nothing'); END;

CREATE TRIGGER review_opinion_in_its_round BEFORE INSERT ON review_opinion
   WHEN NEW.round IS NOT (SELECT round FROM review WHERE id = NEW.review_id)
   BEGIN SELECT RAISE(ABORT, 'V3: the review is in another round'); END;

CREATE TRIGGER review_opinion_names_its_ground BEFORE INSERT ON review_opinion
   WHEN NEW.decision = 'agree' AND NEW.conclusion IN ('withhold','disclosePartial')
     AND (json_array_length(NEW.grounds) = 0 OR EXISTS (SELECT 1 FROM json_each(NEW.grounds) g WHERE g.value NOT IN ('国家秘密（《中华人民共和国政府信息公开条例》第十四条）','法律、行政法规禁止公开（《中华人民共和国政府信息公开条例》第十四条）','公开后可能危及国家安全、公共安全、经济安全、社会稳定（《中华人民共和国政府信息公开条例》第十四条）','公开会对第三方合法权益造成损害（《中华人民共和国政府信息公开条例》第十五条）','内部事务信息（《中华人民共和国政府信息公开条例》第十六条第一款）','过程性信息（《中华人民共和国政府信息公开条例》第十六条第二款）','行政执法案卷信息（《中华人民共和国政府信息公开条例》第十六条第二款）')))
   BEGIN SELECT RAISE(ABORT, 'V11: a refusal names a ground the regulation enumerates'); END;

CREATE TRIGGER review_opinion_no_delete BEFORE DELETE ON review_opinion
   BEGIN SELECT RAISE(ABORT, 'V5: an opinion is never deleted'); END;

CREATE TRIGGER review_opinion_no_update BEFORE UPDATE ON review_opinion
   BEGIN SELECT RAISE(ABORT, 'V5: an opinion never changes'); END;

CREATE TRIGGER review_opinion_on_reviewed_digest BEFORE INSERT ON review_opinion
   WHEN NEW.content_digest IS NOT (SELECT content_digest FROM review WHERE id = NEW.review_id)
   BEGIN SELECT RAISE(ABORT, 'V3: the opinion is on another digest'); END;

CREATE TRIGGER review_opinion_where_two_are_needed BEFORE INSERT ON review_opinion
   WHEN NOT EXISTS (SELECT 1 FROM review r JOIN review_risk k ON k.review_id = r.id AND k.second_required = 1
       WHERE r.id = NEW.review_id AND r.state = 'open' AND r.current_stage = 'confidentialityCheck')
     OR (SELECT count(*) FROM review_opinion WHERE review_id = NEW.review_id AND round = NEW.round) >= 2
   BEGIN SELECT RAISE(ABORT, 'V2: two opinions on the confidentiality check of an open review, no more'); END;

CREATE TRIGGER review_request_for_the_stage_that_waits BEFORE INSERT ON review_request
   WHEN NOT EXISTS (SELECT 1 FROM review r WHERE r.id = NEW.review_id AND r.state = 'open' AND r.current_stage = NEW.stage
     AND r.content_digest = NEW.content_digest)
   BEGIN SELECT RAISE(ABORT, 'V2: asked is for the current stage of an open review, and for its digest'); END;

CREATE TRIGGER review_request_in_its_round BEFORE INSERT ON review_request
   WHEN NEW.round IS NOT (SELECT round FROM review WHERE id = NEW.review_id)
   BEGIN SELECT RAISE(ABORT, 'V3: the review is in another round'); END;

CREATE TRIGGER review_request_no_delete BEFORE DELETE ON review_request
   BEGIN SELECT RAISE(ABORT, 'V5: this record is never deleted'); END;

CREATE TRIGGER review_request_no_update BEFORE UPDATE ON review_request
   BEGIN SELECT RAISE(ABORT, 'V5: this record never changes'); END;

CREATE TRIGGER review_request_answer_fits BEFORE INSERT ON review_request_answer
   WHEN NOT EXISTS (SELECT 1 FROM review_request q JOIN stage_decision d ON d.id = NEW.decision_id
     WHERE q.package_id = NEW.request_id AND d.review_id = q.review_id AND d.stage = q.stage AND (d.person_id = q.to_person_id OR EXISTS (SELECT 1 FROM delegation g WHERE g.id = d.delegation_id AND g.kind = 'deputy' AND g.from_person_id = q.to_person_id)))
   BEGIN SELECT RAISE(ABORT, 'V1: the answer is another person''s, or to something else'); END;

CREATE TRIGGER review_request_answer_no_delete BEFORE DELETE ON review_request_answer
   BEGIN SELECT RAISE(ABORT, 'V5: this record is never deleted'); END;

CREATE TRIGGER review_request_answer_no_update BEFORE UPDATE ON review_request_answer
   BEGIN SELECT RAISE(ABORT, 'V5: this record never changes'); END;

CREATE TRIGGER review_risk_at_the_opening BEFORE INSERT ON review_risk
   WHEN NOT EXISTS (SELECT 1 FROM review r WHERE r.id = NEW.review_id AND r.state = 'open' AND r.current_stage = 'selfCheck'
       AND r.opened_at = NEW.assessed_at)
     OR EXISTS (SELECT 1 FROM stage_decision d WHERE d.review_id = NEW.review_id)
   BEGIN SELECT RAISE(ABORT, 'V3: the risk is assessed with the opening of the review'); END;

CREATE TRIGGER review_risk_no_delete BEFORE DELETE ON review_risk
   BEGIN SELECT RAISE(ABORT, 'V5: an assessed risk is never deleted'); END;

CREATE TRIGGER review_risk_no_update BEFORE UPDATE ON review_risk
   BEGIN SELECT RAISE(ABORT, 'V5: an assessed risk never changes'); END;

CREATE TRIGGER reviewed_block_in_its_round BEFORE INSERT ON reviewed_block
   WHEN NEW.round IS NOT (SELECT round FROM review WHERE id = NEW.review_id)
   BEGIN SELECT RAISE(ABORT, 'V3: the review is in another round'); END;

CREATE TRIGGER reviewed_block_needs_decision BEFORE INSERT ON reviewed_block
   WHEN NOT EXISTS (SELECT 1 FROM stage_decision d WHERE d.review_id = NEW.review_id AND d.round = NEW.round
     AND d.stage = 'confidentialityCheck' AND d.decision <> 'refer')
   BEGIN SELECT RAISE(ABORT, 'V2: a block counts as reviewed only by a decision of the confidentiality check'); END;

CREATE TRIGGER reviewed_block_no_delete BEFORE DELETE ON reviewed_block
   BEGIN SELECT RAISE(ABORT, 'V5: what a review covered is never deleted'); END;

CREATE TRIGGER reviewed_block_no_update BEFORE UPDATE ON reviewed_block
   BEGIN SELECT RAISE(ABORT, 'V5: what a review covered never changes'); END;

CREATE TRIGGER draft_kept_answer_until_frozen AFTER INSERT ON revision
   BEGIN DELETE FROM draft_kept_answer WHERE item_id = NEW.item_id; END;

CREATE TRIGGER revision_channels_in_use BEFORE INSERT ON revision
   WHEN EXISTS (SELECT 1 FROM channel_list)
   AND (SELECT kind FROM item WHERE id = NEW.item_id) IS NOT 'letter'
   AND NOT EXISTS (SELECT 1 FROM meta WHERE key = 'sync.taken.' || NEW.item_id AND value = NEW.content_digest)
   AND (
     EXISTS (
       SELECT 1 FROM json_each(NEW.metadata, '$.channels') k
       WHERE NOT EXISTS (
         SELECT 1 FROM json_each(NEW.metadata, '$.namedChannels') c WHERE json_extract(c.value, '$.kind') = k.value))
     OR EXISTS (
       SELECT 1 FROM json_each(NEW.metadata, '$.namedChannels') c
       WHERE NOT EXISTS (
         SELECT 1 FROM channel_list l, json_each(l.channels) e
         WHERE l.version = (SELECT max(version) FROM channel_list) AND json_extract(e.value, '$.state') = 'inUse' AND json_extract(e.value, '$.id') = json_extract(c.value, '$.id')
           AND json_extract(e.value, '$.kind') = json_extract(c.value, '$.kind') AND json_extract(e.value, '$.name') = json_extract(c.value, '$.name'))))
   BEGIN SELECT RAISE(ABORT, 'V3: a new revision has channels that are in use, by the name they have'); END;

CREATE TRIGGER revision_files_screened BEFORE INSERT ON revision
   WHEN EXISTS (SELECT 1 FROM draft_attachment a WHERE a.item_id = NEW.item_id AND a.screened_by IS NOT NEW.rules_version)
   BEGIN SELECT RAISE(ABORT, 'V9: a file of the draft was screened by other rules than the revision names'); END;

CREATE TRIGGER revision_names_its_channels BEFORE INSERT ON revision
   WHEN json_valid(CAST(NEW.content AS TEXT))
   AND json_extract(CAST(NEW.content AS TEXT), '$.scope.namedChannels') IS NOT json_extract(NEW.metadata, '$.namedChannels')
   BEGIN SELECT RAISE(ABORT, 'V3: a revision names the same channels in its bytes and beside them'); END;

CREATE TRIGGER revision_no_delete BEFORE DELETE ON revision
   BEGIN SELECT RAISE(ABORT, 'V3: a revision is never deleted'); END;

CREATE TRIGGER revision_no_update BEFORE UPDATE ON revision
   BEGIN SELECT RAISE(ABORT, 'V3: a revision never changes'); END;

CREATE TRIGGER revision_numbers_run BEFORE INSERT ON revision
   WHEN NEW.rev_no <> COALESCE((SELECT MAX(rev_no) FROM revision WHERE item_id = NEW.item_id), 0) + 1
   BEGIN SELECT RAISE(ABORT, 'V3: revisions are numbered without gaps'); END;

CREATE TRIGGER revision_text_screened BEFORE INSERT ON revision
   WHEN EXISTS (
     SELECT 1 FROM draft d JOIN item i ON i.id = d.item_id
     WHERE d.item_id = NEW.item_id AND i.kind <> 'letter' AND d.screening = 'done'
       AND d.screened_by IS NOT NEW.rules_version)
   BEGIN SELECT RAISE(ABORT, 'V9: the text of the draft was screened by other rules than the revision names'); END;

CREATE TRIGGER revision_attachment_no_delete BEFORE DELETE ON revision_attachment
   BEGIN SELECT RAISE(ABORT, 'V3: attachments of a revision never change'); END;

CREATE TRIGGER revision_attachment_no_update BEFORE UPDATE ON revision_attachment
   BEGIN SELECT RAISE(ABORT, 'V3: attachments of a revision never change'); END;

CREATE TRIGGER revision_attachment_only_when_fresh BEFORE INSERT ON revision_attachment
   WHEN EXISTS (SELECT 1 FROM review WHERE revision_id = NEW.revision_id)
   BEGIN SELECT RAISE(ABORT, 'V3: attachments of a revision under review never change'); END;

CREATE TRIGGER screening_rule_set_by_reviewer BEFORE INSERT ON screening_rule_set
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
     OR NOT EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.account_id AND role = 'confidentialityReviewer')
   BEGIN SELECT RAISE(ABORT, 'V4: the rules are put in force by the confidentiality reviewer'); END;

CREATE TRIGGER screening_rule_set_next BEFORE INSERT ON screening_rule_set
   WHEN NEW.version IS NOT (SELECT coalesce(max(version), 0) + 1 FROM screening_rule_set)
   BEGIN SELECT RAISE(ABORT, 'V6: versions of the rules follow one another'); END;

CREATE TRIGGER screening_rule_set_no_delete BEFORE DELETE ON screening_rule_set
   BEGIN SELECT RAISE(ABORT, 'V6: a version of the rules is never deleted'); END;

CREATE TRIGGER screening_rule_set_no_update BEFORE UPDATE ON screening_rule_set
   BEGIN SELECT RAISE(ABORT, 'V6: a version of the rules never changes'); END;

CREATE TRIGGER search_edition_goes_on BEFORE UPDATE ON search_edition
   WHEN NEW.edition < OLD.edition
     OR (NEW.edition = OLD.edition AND (NEW.complete < OLD.complete OR NEW.items_done < OLD.items_done OR NEW.applications_done < OLD.applications_done))
   BEGIN SELECT RAISE(ABORT, 'the edition of the search index only goes on'); END;

CREATE TRIGGER search_edition_no_delete BEFORE DELETE ON search_edition
   BEGIN SELECT RAISE(ABORT, 'the edition of the search index is not deleted'); END;

CREATE TRIGGER stage_decision_account_is_persons BEFORE INSERT ON stage_decision
   WHEN NEW.person_id <> (SELECT person_id FROM account WHERE id = NEW.account_id)
   BEGIN SELECT RAISE(ABORT, 'V4: account and person differ'); END;

CREATE TRIGGER stage_decision_by_role BEFORE INSERT ON stage_decision
   WHEN (NEW.delegation_id IS NULL AND NOT EXISTS (SELECT 1 FROM account_role ar WHERE ar.account_id = NEW.account_id AND (
       ar.role = COALESCE(CASE NEW.stage WHEN 'unitHeadReview' THEN 'unitHead' WHEN 'confidentialityCheck' THEN 'confidentialityReviewer' WHEN 'officeCheck' THEN 'disclosureOffice' WHEN 'leaderApproval' THEN 'leader' END, 'drafter')
       OR (NEW.stage = 'selfCheck' AND ar.role = 'disclosureOffice')
       OR (NEW.stage = 'unitHeadReview' AND ar.role = 'leader' AND (SELECT json_extract(settings,'$.leaderMayHeadUnit') FROM organisation WHERE id = 1) IS 1))))
     OR (NEW.delegation_id IS NOT NULL AND EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.account_id AND role IN ('systemAdmin','securityAdmin','auditAdmin')))
     OR (NEW.delegation_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM remote_person WHERE person_id = NEW.person_id) AND NOT
       EXISTS (SELECT 1 FROM delegation g JOIN delegation_confirmation c ON c.delegation_id = g.id AND c.decision = 'confirm'
     WHERE g.id = NEW.delegation_id AND g.stage = NEW.stage AND g.to_person_id = NEW.person_id
       AND date(NEW.decided_at, '+8 hours') BETWEEN g.first_day AND g.last_day
       AND (g.kind = 'emergency' OR EXISTS (SELECT 1 FROM account_role ar JOIN account a ON a.id = ar.account_id WHERE a.person_id = g.from_person_id AND ar.role IN (CASE NEW.stage WHEN 'unitHeadReview' THEN 'unitHead' WHEN 'confidentialityCheck' THEN 'confidentialityReviewer' WHEN 'officeCheck' THEN 'disclosureOffice' WHEN 'leaderApproval' THEN 'leader' END))) AND (g.review_id IS NULL OR g.review_id = NEW.review_id) AND c.decided_at <= NEW.decided_at AND NOT EXISTS (SELECT 1 FROM delegation_end e WHERE e.delegation_id = g.id)))
     OR (NEW.delegation_id IS NOT NULL AND EXISTS (SELECT 1 FROM remote_person WHERE person_id = NEW.person_id) AND NOT
       EXISTS (SELECT 1 FROM delegation g JOIN delegation_confirmation c ON c.delegation_id = g.id AND c.decision = 'confirm'
     WHERE g.id = NEW.delegation_id AND g.stage = NEW.stage AND g.to_person_id = NEW.person_id
       AND date(NEW.signed_at, '+8 hours') BETWEEN g.first_day AND g.last_day
       AND (g.kind = 'emergency' OR EXISTS (SELECT 1 FROM account_role ar JOIN account a ON a.id = ar.account_id WHERE a.person_id = g.from_person_id AND ar.role IN (CASE NEW.stage WHEN 'unitHeadReview' THEN 'unitHead' WHEN 'confidentialityCheck' THEN 'confidentialityReviewer' WHEN 'officeCheck' THEN 'disclosureOffice' WHEN 'leaderApproval' THEN 'leader' END))) AND g.kind = 'deputy'
         AND NOT EXISTS (SELECT 1 FROM delegation_end e WHERE e.delegation_id = g.id AND e.ended_at <= NEW.signed_at)))
   BEGIN SELECT RAISE(ABORT, 'V4: the account holds neither the role of this stage nor a delegation in force'); END;

CREATE TRIGGER stage_decision_elsewhere_was_asked_for BEFORE INSERT ON stage_decision
   WHEN EXISTS (SELECT 1 FROM remote_person WHERE person_id = NEW.person_id)
     AND NOT EXISTS (SELECT 1 FROM review_request q WHERE q.review_id = NEW.review_id AND q.stage = NEW.stage AND q.round = NEW.round
       AND q.content_digest = NEW.content_digest AND (NEW.person_id = q.to_person_id OR EXISTS (SELECT 1 FROM delegation g WHERE g.id = NEW.delegation_id AND g.kind = 'deputy' AND g.from_person_id = q.to_person_id))
       AND (NEW.delegation_id IS NULL OR date(NEW.signed_at, '+8 hours') >= date(q.sent_at, '+8 hours')))
   BEGIN SELECT RAISE(ABORT, 'V1: who reviews elsewhere decides only what was asked'); END;

CREATE TRIGGER stage_decision_follows_the_answer BEFORE INSERT ON stage_decision
   WHEN NEW.decision = 'agree' AND NEW.stage IN ('confidentialityCheck','leaderApproval') AND NEW.conclusion IN ('disclose','discloseRedacted','disclosePartial','discloseTargeted')
     AND (SELECT a.answer FROM referral f JOIN referral_answer a ON a.referral_id = f.id
    WHERE f.review_id = NEW.review_id AND a.answer <> 'noAuthority' ORDER BY f.seq DESC LIMIT 1) IN ('partly','closed','secret')
   BEGIN SELECT RAISE(ABORT, 'V1: the organ that was asked does not allow it'); END;

CREATE TRIGGER stage_decision_in_its_round BEFORE INSERT ON stage_decision
   WHEN NEW.round IS NOT (SELECT round FROM review WHERE id = NEW.review_id)
   BEGIN SELECT RAISE(ABORT, 'V3: the review is in another round'); END;

CREATE TRIGGER stage_decision_joins_accepted BEFORE INSERT ON stage_decision
   WHEN NEW.decision = 'agree' AND NEW.stage IN ('confidentialityCheck','leaderApproval')
     AND NEW.conclusion IN ('disclose','discloseRedacted','disclosePartial','discloseTargeted') AND EXISTS (
     SELECT 1 FROM aggregation_join j WHERE j.review_id = NEW.review_id
       AND (SELECT a.answer FROM aggregation_answer a WHERE a.join_id = j.id
     AND NOT EXISTS (SELECT 1 FROM review_opinion o WHERE o.review_id = j.review_id AND o.round = (SELECT round FROM review WHERE id = j.review_id)
       AND o.person_id = a.person_id AND o.id IS NOT COALESCE((SELECT d.id FROM standing_decision d WHERE d.review_id = NEW.review_id AND d.stage = 'confidentialityCheck'), NEW.id))
   ORDER BY a.id DESC LIMIT 1) IS NOT 'accept')
   BEGIN SELECT RAISE(ABORT, 'V1: a join with what is out is not accepted'); END;

CREATE TRIGGER stage_decision_joins_answered BEFORE INSERT ON stage_decision
   WHEN NEW.decision = 'agree' AND NEW.stage IN ('confidentialityCheck','officeCheck','leaderApproval') AND EXISTS (
     SELECT 1 FROM aggregation_join j WHERE j.review_id = NEW.review_id
       AND NOT EXISTS (SELECT 1 FROM aggregation_answer a WHERE a.join_id = j.id))
   BEGIN SELECT RAISE(ABORT, 'V1: a join with what is out is not answered'); END;

CREATE TRIGGER stage_decision_names_its_ground BEFORE INSERT ON stage_decision
   WHEN NEW.stage IN ('confidentialityCheck','leaderApproval') AND NEW.decision = 'agree' AND NEW.conclusion IN ('withhold','disclosePartial')
     AND (json_array_length(NEW.grounds) = 0 OR EXISTS (SELECT 1 FROM json_each(NEW.grounds) g WHERE g.value NOT IN ('国家秘密（《中华人民共和国政府信息公开条例》第十四条）','法律、行政法规禁止公开（《中华人民共和国政府信息公开条例》第十四条）','公开后可能危及国家安全、公共安全、经济安全、社会稳定（《中华人民共和国政府信息公开条例》第十四条）','公开会对第三方合法权益造成损害（《中华人民共和国政府信息公开条例》第十五条）','内部事务信息（《中华人民共和国政府信息公开条例》第十六条第一款）','过程性信息（《中华人民共和国政府信息公开条例》第十六条第二款）','行政执法案卷信息（《中华人民共和国政府信息公开条例》第十六条第二款）')))
   BEGIN SELECT RAISE(ABORT, 'V11: a refusal names a ground the regulation enumerates'); END;

CREATE TRIGGER stage_decision_no_delete BEFORE DELETE ON stage_decision
   BEGIN SELECT RAISE(ABORT, 'V5: a decision is never deleted'); END;

CREATE TRIGGER stage_decision_no_update BEFORE UPDATE ON stage_decision
   BEGIN SELECT RAISE(ABORT, 'V5: a decision never changes'); END;

CREATE TRIGGER stage_decision_not_by_drafter BEFORE INSERT ON stage_decision
   WHEN NEW.stage <> 'selfCheck' AND (NEW.person_id IN (SELECT i.drafter_person_id FROM review r JOIN item i ON i.id = r.item_id WHERE r.id = NEW.review_id
   UNION SELECT v.created_by_person FROM review r JOIN revision v ON v.id = r.revision_id WHERE r.id = NEW.review_id)
     OR (SELECT from_person_id FROM delegation WHERE id = NEW.delegation_id) IN (SELECT i.drafter_person_id FROM review r JOIN item i ON i.id = r.item_id WHERE r.id = NEW.review_id
   UNION SELECT v.created_by_person FROM review r JOIN revision v ON v.id = r.revision_id WHERE r.id = NEW.review_id))
   BEGIN SELECT RAISE(ABORT, 'V4: a drafter never reviews the own item, nor does who stands in for the drafter'); END;

CREATE TRIGGER stage_decision_not_by_who_gave_an_opinion BEFORE INSERT ON stage_decision
   WHEN NEW.stage <> 'confidentialityCheck' AND EXISTS (
     SELECT 1 FROM (SELECT NEW.person_id AS p UNION ALL SELECT g.from_person_id FROM delegation g WHERE g.id = NEW.delegation_id AND g.kind = 'deputy') me
     WHERE EXISTS (SELECT 1 FROM review_opinion o WHERE o.review_id = NEW.review_id AND me.p IN (SELECT o.person_id UNION ALL SELECT g.from_person_id FROM delegation g WHERE g.id = o.delegation_id AND g.kind = 'deputy')))
   BEGIN SELECT RAISE(ABORT, 'V4: one person holds at most one stage of a review'); END;

CREATE TRIGGER stage_decision_of_two_opinions BEFORE INSERT ON stage_decision
   WHEN NEW.stage = 'confidentialityCheck' AND NEW.decision <> 'refer'
     AND EXISTS (SELECT 1 FROM review_risk k WHERE k.review_id = NEW.review_id AND k.second_required = 1)
     AND NOT EXISTS (SELECT 1 FROM review_opinion o WHERE o.id = NEW.id AND o.review_id = NEW.review_id AND o.round = NEW.round
       AND o.person_id = NEW.person_id AND o.account_id = NEW.account_id AND o.decision = NEW.decision
       AND o.conclusion IS NEW.conclusion AND o.envelope = NEW.envelope AND o.delegation_id IS NEW.delegation_id
       AND (EXISTS (SELECT 1 FROM review_opinion other WHERE other.review_id = o.review_id AND other.round = o.round AND other.id <> o.id
             AND other.decision = o.decision AND other.conclusion = o.conclusion)
         OR EXISTS (SELECT 1 FROM opinion_settlement s WHERE s.opinion_id = o.id)))
   BEGIN SELECT RAISE(ABORT, 'V4: this review needs two opinions that agree, or a settlement'); END;

CREATE TRIGGER stage_decision_on_current_stage BEFORE INSERT ON stage_decision
   WHEN NOT EXISTS (SELECT 1 FROM review r WHERE r.id = NEW.review_id AND r.state = 'open' AND r.current_stage = NEW.stage)
   BEGIN SELECT RAISE(ABORT, 'V2: only the current stage of an open review is decided'); END;

CREATE TRIGGER stage_decision_on_reviewed_digest BEFORE INSERT ON stage_decision
   WHEN NEW.content_digest IS NOT (SELECT content_digest FROM review WHERE id = NEW.review_id)
   BEGIN SELECT RAISE(ABORT, 'V3: the decision is for another digest'); END;

CREATE TRIGGER stage_decision_one_stage_a_person BEFORE INSERT ON stage_decision
   WHEN EXISTS (
     SELECT 1 FROM stage_decision d LEFT JOIN delegation g ON g.id = d.delegation_id
       LEFT JOIN delegation mine ON mine.id = NEW.delegation_id
     WHERE d.review_id = NEW.review_id
       AND NOT (d.stage = NEW.stage AND d.round < NEW.round)
       AND (NEW.person_id IN (d.person_id, CASE WHEN g.kind = 'deputy' THEN g.from_person_id END)
         OR (mine.kind = 'deputy' AND mine.from_person_id IN (d.person_id, CASE WHEN g.kind = 'deputy' THEN g.from_person_id END)))
       AND NOT ((SELECT json_extract(settings,'$.leaderMayHeadUnit') FROM organisation WHERE id = 1) IS 1 AND d.delegation_id IS NULL AND NEW.delegation_id IS NULL
         AND d.stage = 'unitHeadReview' AND NEW.stage = 'leaderApproval'))
   BEGIN SELECT RAISE(ABORT, 'V4: one person holds at most one stage of a review'); END;

CREATE TRIGGER stage_decision_reassess_on_is_a_day BEFORE INSERT ON stage_decision
   WHEN NEW.reassess_on IS NOT date(NEW.reassess_on)
   BEGIN SELECT RAISE(ABORT, 'V6: stage_decision.reassess_on is a day of the calendar'); END;

CREATE TRIGGER stage_decision_self_check_by_drafter BEFORE INSERT ON stage_decision
   WHEN NEW.stage = 'selfCheck' AND NEW.person_id <> (SELECT v.created_by_person FROM review r JOIN revision v ON v.id = r.revision_id WHERE r.id = NEW.review_id)
   BEGIN SELECT RAISE(ABORT, 'V4: the self-check is the drafter''s'); END;

CREATE VIEW standing_decision AS SELECT d.* FROM stage_decision d JOIN review r ON r.id = d.review_id
     WHERE d.stage IN ('selfCheck','unitHeadReview') OR d.round = r.round;

CREATE TRIGGER targeted_delivery_no_delete BEFORE DELETE ON targeted_delivery
   BEGIN SELECT RAISE(ABORT, 'V5: this record is never deleted'); END;

CREATE TRIGGER targeted_delivery_no_update BEFORE UPDATE ON targeted_delivery
   BEGIN SELECT RAISE(ABORT, 'V5: this record never changes'); END;

CREATE TRIGGER targeted_delivery_to_its_audience BEFORE INSERT ON targeted_delivery
   WHEN NOT EXISTS (
     SELECT 1 FROM publication p JOIN revision v ON v.id = p.revision_id, json_each(v.metadata, '$.audience.recipients') r
     WHERE p.id = NEW.publication_id AND p.withdrawn_at IS NULL AND r.value = NEW.recipient)
   BEGIN SELECT RAISE(ABORT, 'V3: delivered only to the audience that was reviewed'); END;

CREATE TRIGGER template_decision_by_leader BEFORE INSERT ON template_decision
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
     OR NOT EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.account_id AND role = 'leader')
     OR NEW.person_id IN (SELECT person_id FROM template_edition WHERE id = NEW.edition_id)
   BEGIN SELECT RAISE(ABORT, 'V4: a wording is approved by the leader, never by who proposed it'); END;

CREATE TRIGGER template_decision_no_delete BEFORE DELETE ON template_decision
   BEGIN SELECT RAISE(ABORT, 'V5: decisions are never deleted'); END;

CREATE TRIGGER template_decision_no_update BEFORE UPDATE ON template_decision
   BEGIN SELECT RAISE(ABORT, 'V5: decisions never change'); END;

CREATE TRIGGER template_decision_not_backwards BEFORE INSERT ON template_decision
   WHEN NEW.decision = 'approve' AND substr(NEW.decided_at, 1, 10) > (SELECT effective_from FROM template_edition WHERE id = NEW.edition_id)
   BEGIN SELECT RAISE(ABORT, 'V5: a wording does not take effect before it is approved'); END;

CREATE TRIGGER template_edition_by_office BEFORE INSERT ON template_edition
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
     OR NOT EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.account_id AND role = 'disclosureOffice')
   BEGIN SELECT RAISE(ABORT, 'V4: a wording is proposed by the disclosure office'); END;

CREATE TRIGGER template_edition_no_delete BEFORE DELETE ON template_edition
   BEGIN SELECT RAISE(ABORT, 'V5: a wording that was proposed is never deleted'); END;

CREATE TRIGGER template_edition_no_update BEFORE UPDATE ON template_edition
   BEGIN SELECT RAISE(ABORT, 'V5: a wording that was proposed never changes'); END;

CREATE TRIGGER template_edition_one_at_a_time BEFORE INSERT ON template_edition
   WHEN EXISTS (SELECT 1 FROM template_edition e WHERE e.template = NEW.template
     AND NOT EXISTS (SELECT 1 FROM template_decision d WHERE d.edition_id = e.id))
   BEGIN SELECT RAISE(ABORT, 'V2: one wording of a letter waits for its decision at a time'); END;

CREATE TRIGGER training_result_by_its_person BEFORE INSERT ON training_result
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
   BEGIN SELECT RAISE(ABORT, 'V4: account and person differ'); END;

CREATE TRIGGER training_result_no_delete BEFORE DELETE ON training_result
   BEGIN SELECT RAISE(ABORT, 'V5: a result is never deleted'); END;

CREATE TRIGGER training_result_no_update BEFORE UPDATE ON training_result
   BEGIN SELECT RAISE(ABORT, 'V5: a result never changes'); END;

CREATE TRIGGER withdrawal_no_delete BEFORE DELETE ON withdrawal
   BEGIN SELECT RAISE(ABORT, 'V5: a request to withdraw is never deleted'); END;

CREATE TRIGGER withdrawal_no_update BEFORE UPDATE ON withdrawal
   BEGIN SELECT RAISE(ABORT, 'V5: a request to withdraw never changes'); END;

CREATE TRIGGER withdrawal_of_what_is_out BEFORE INSERT ON withdrawal
   WHEN NOT EXISTS (SELECT 1 FROM publication p WHERE p.id = NEW.publication_id AND p.item_id = NEW.item_id AND p.withdrawn_at IS NULL)
     OR EXISTS (SELECT 1 FROM withdrawal w WHERE w.item_id = NEW.item_id
       AND NOT EXISTS (SELECT 1 FROM withdrawal_decision d WHERE d.withdrawal_id = w.id))
   BEGIN SELECT RAISE(ABORT, 'V2: one open withdrawal of something that is out'); END;

CREATE TRIGGER withdrawal_decision_by_another BEFORE INSERT ON withdrawal_decision
   WHEN NEW.person_id IS NOT (SELECT person_id FROM account WHERE id = NEW.account_id)
     OR NOT EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.account_id
       AND role = CASE NEW.stage WHEN 'leaderApproval' THEN 'leader' ELSE 'confidentialityReviewer' END)
     OR NEW.person_id IN (SELECT requested_by_person FROM withdrawal WHERE id = NEW.withdrawal_id)
     OR NEW.person_id IN (SELECT v.created_by_person FROM withdrawal w JOIN publication p ON p.id = w.publication_id
       JOIN revision v ON v.id = p.revision_id WHERE w.id = NEW.withdrawal_id)
   BEGIN SELECT RAISE(ABORT, 'V4: a withdrawal is decided by the reviewer or the leader, never by who asked or drafted'); END;

CREATE TRIGGER withdrawal_decision_covers_digest BEFORE INSERT ON withdrawal_decision
   WHEN NEW.content_digest IS NOT (SELECT content_digest FROM withdrawal WHERE id = NEW.withdrawal_id)
   BEGIN SELECT RAISE(ABORT, 'V2: a review of a withdrawal covers its digest'); END;

CREATE TRIGGER withdrawal_decision_no_delete BEFORE DELETE ON withdrawal_decision
   BEGIN SELECT RAISE(ABORT, 'V5: decisions are never deleted'); END;

CREATE TRIGGER withdrawal_decision_no_update BEFORE UPDATE ON withdrawal_decision
   BEGIN SELECT RAISE(ABORT, 'V5: decisions never change'); END;
