import { sql, type Kysely } from "kysely";

const refuse = (name: string, when: string, why: string): string =>
  `CREATE TRIGGER ${name} BEFORE ${when}
   BEGIN SELECT RAISE(ABORT, '${why}'); END`;

const list = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(",");

/** The grounds of 条例14, 15 and 16, as decisions name them (条例13: nothing outside the enumeration). */
const regulation = "《中华人民共和国政府信息公开条例》";
const grounds = list([
  `国家秘密（${regulation}第十四条）`,
  `法律、行政法规禁止公开（${regulation}第十四条）`,
  `公开后可能危及国家安全、公共安全、经济安全、社会稳定（${regulation}第十四条）`,
  `公开会对第三方合法权益造成损害（${regulation}第十五条）`,
  `内部事务信息（${regulation}第十六条第一款）`,
  `过程性信息（${regulation}第十六条第二款）`,
  `行政执法案卷信息（${regulation}第十六条第二款）`,
]);

/** What an agreement that keeps something back lacks when it names no ground, or one outside the enumeration. */
const ungrounded = `NEW.decision = 'agree' AND NEW.conclusion IN ('withhold','disclosePartial')
     AND (json_array_length(NEW.grounds) = 0 OR EXISTS (SELECT 1 FROM json_each(NEW.grounds) g WHERE g.value NOT IN (${grounds})))`;
const groundMissing = "V11: a refusal names a ground the regulation enumerates";

/** Which relief a letter carries, by its template (the matrix of 救济途径). */
const withoutRelief = list([
  "application-form",
  "application-registration-form",
  "receipt-acknowledgement",
  "receipt-confirmation-record",
  "oral-application-transcript",
  "correction-notice",
  "extension-notice",
  "reason-request-notice",
  "delayed-reply-notice",
  "third-party-consultation-letter",
  "third-party-opinion-receipt",
  "third-party-consultation-applicant-notice",
  "other-organ-consultation-letter",
  "other-organ-opinion-receipt",
  "fee-notice",
  "application-withdrawn",
  "record-correction-transfer",
  "inspection-arrangement-notice",
  "proactive-conversion-reply",
  "service-receipt",
  "search-record",
  "handling-sheet",
]);
const freeChoice = list([
  "disclosure-granted",
  "disclosure-granted-proactive",
  "disclosure-granted-future",
  "unable-not-held",
  "unable-not-responsible",
  "unable-processing-required",
  "unable-unclear-after-correction",
  "not-processed-repeat",
  "not-processed-petition",
  "not-processed-publication",
  "not-processed-abnormal-volume",
  "not-processed-reconfirm",
  "not-government-information",
  "application-deemed-abandoned-correction",
  "application-deemed-abandoned-fee",
  "record-correction-decision",
  "on-the-spot-reply-record",
]);
const refusals = list([
  "refusal-state-secret",
  "refusal-legal-prohibition",
  "refusal-security-stability",
  "refusal-third-party",
  "refusal-internal-affairs",
  "refusal-process-information",
  "refusal-enforcement-file",
]);

/** Before 2024-01-01 nobody had to go to reconsideration first (复议法23①(四)); a letter of then leaves the free choice. */
const fits = `CASE
       WHEN m.template IN (${withoutRelief}) THEN m.relief = 'relief-none'
       WHEN m.template IN (${freeChoice}) THEN m.relief = 'relief-dual'
       WHEN m.template IN (${refusals}) THEN m.relief = 'relief-reconsideration-first' OR (m.relief = 'relief-dual' AND NEW.issue_date < '2024-01-01')
       WHEN m.template = 'third-party-decision-notice' THEN m.relief = 'relief-third-party'
       WHEN m.template = 'disclosure-partial' THEN m.relief IN ('relief-partial','relief-dual')
       WHEN m.template = 'special-query' THEN m.relief IN ('relief-dual','relief-reconsideration-first')
       WHEN m.template = 'joint-answer' THEN m.relief IN ('relief-dual','relief-reconsideration-first','relief-partial','relief-third-party')
       WHEN m.template = 'letter-rectification' THEN m.relief IN ('relief-none','relief-dual','relief-reconsideration-first','relief-partial','relief-third-party')
       ELSE 0 END`;

/**
 * Holds in the store what the services prove: a release keeps the proof that nothing withheld is in it, holds no words its
 * review masked and goes out in the package made for it (V9); a conclusion that keeps something back names an enumerated ground, and a
 * letter goes out with the relief of its kind, in words and not in name alone (V11).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    refuse(
      "publication_with_its_proof",
      `INSERT ON publication
   WHEN json_type(NEW.proof) <> 'array' OR json_array_length(NEW.proof) = 0
     OR EXISTS (SELECT 1 FROM json_each(NEW.proof) c WHERE json_extract(c.value, '$.ok') IS NOT 1)`,
      "V9: a release holds the proof of what is in it, and no check of it failed",
    ),
    refuse(
      "publication_without_what_is_masked",
      `INSERT ON publication
   WHEN EXISTS (
     SELECT 1 FROM finding f, (SELECT group_concat(t.value, char(10)) AS text FROM revision v, json_tree(CAST(v.content AS TEXT)) t
       WHERE v.id = NEW.revision_id AND t.type = 'text' AND t.key IN ('text','title')) c
     WHERE f.revision_id = NEW.revision_id AND f.masked = 1 AND f.attachment_id IS NULL AND f.value <> ''
       AND NOT EXISTS (SELECT 1 FROM finding_answer a WHERE a.finding_id = f.id AND a.answer IN ('keep','dismiss'))
       AND instr(c.text, f.value) > 0)`,
      "V9: what was masked is still in the content",
    ),
    refuse(
      "publication_in_its_own_package",
      `INSERT ON publication
   WHEN EXISTS (SELECT 1 FROM outbox o WHERE o.package_id = NEW.package_id AND (o.object_id <> NEW.item_id OR o.kind NOT IN ('publish','correct')))`,
      "V9: a release goes out in the package made for it",
    ),
    refuse(
      "stage_decision_names_its_ground",
      `INSERT ON stage_decision
   WHEN NEW.stage IN ('confidentialityCheck','leaderApproval') AND ${ungrounded}`,
      groundMissing,
    ),
    refuse(
      "review_opinion_names_its_ground",
      `INSERT ON review_opinion\n   WHEN ${ungrounded}`,
      groundMissing,
    ),
    refuse(
      "incoming_answer_names_its_ground",
      `INSERT ON incoming_answer
   WHEN (SELECT stage FROM incoming_request WHERE package_id = NEW.request_id) IN ('confidentialityCheck','leaderApproval') AND ${ungrounded}`,
      groundMissing,
    ),
    refuse(
      "letter_issue_with_its_relief",
      `INSERT ON letter_issue
   WHEN NOT EXISTS (
     SELECT 1 FROM (
       SELECT l.template AS template, json_extract(CAST(v.content AS TEXT), '$.body.model.templateId') AS drawn,
         json_extract(CAST(v.content AS TEXT), '$.body.model.relief.block') AS relief,
         json_extract(CAST(v.content AS TEXT), '$.body.text') AS text
       FROM letter l JOIN revision v ON v.id = NEW.revision_id WHERE l.id = NEW.letter_id) m
     WHERE m.drawn = m.template AND ${fits}
       AND (m.relief = 'relief-none' OR (instr(m.text, '申请行政复议') > 0 AND instr(m.text, '提起行政诉讼') > 0))
       AND (m.relief NOT IN ('relief-reconsideration-first','relief-partial') OR instr(m.text, '先向') > 0))`,
      "V11: a letter goes out with the relief of its kind",
    ),
  ])
    await sql.raw(statement).execute(db);
}
