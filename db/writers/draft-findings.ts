import { sql } from "kysely";

import type { FindingAnswer } from "../../shared/domain/review/review-stages.ts";
import { equalWords } from "../../shared/domain/screening/equal-words.ts";
import { fileFindingsOf, type FileFindingChoice } from "../readers/draft-findings.ts";
import type { WriteTx } from "../schema/tables.ts";

export interface FileFindingWrite {
  readonly passage: string;
  readonly type: string;
  readonly severity: "must-fix" | "look-at";
  readonly ruleId: string;
  readonly value: string;
  readonly where: string;
  readonly newUnder?: string | undefined;
  readonly lastUnder?: string | undefined;
  /** The answer that stands for it already. */
  readonly answer?: { readonly answerId: number; readonly carried?: true } | undefined;
}

/**
 * Puts what was found in a file of a draft in the place of what stood there, in the order of the file: one statement, however
 * many there are. The numbers are new ones, so that nobody answers what stood there before.
 */
export async function putFileFindings(
  tx: WriteTx,
  attachmentId: string,
  findings: readonly FileFindingWrite[],
): Promise<void> {
  const rows = findings.map(({ value, answer: _answer, ...rest }) => ({
    ...rest,
    value,
    words: equalWords(value),
  }));
  const last = await tx
    .selectFrom("draft_finding")
    .select((eb) => eb.fn.max<number | null>("id").as("id"))
    .executeTakeFirst();
  const first = (last?.id ?? 0) + 1;
  await sql`
    insert into draft_finding
      (id, attachment_id, passage, type, severity, rule_id, value, words, place, new_under, last_under)
    select ${first} + key, ${attachmentId}, value ->> 'passage', value ->> 'type', value ->> 'severity',
      value ->> 'ruleId', value ->> 'value', value ->> 'words', value ->> 'where', value ->> 'newUnder',
      value ->> 'lastUnder'
    from json_each(${JSON.stringify(rows)})`.execute(tx);
  const answered = findings.flatMap(({ answer }, at) =>
    answer ? [[first + at, answer.answerId, answer.carried ? 1 : 0]] : [],
  );
  if (answered.length > 0)
    await sql`
      insert into draft_finding_answer (finding_id, answer_id, carried)
      select value ->> 0, value ->> 1, value ->> 2 from json_each(${JSON.stringify(answered)})`.execute(tx);
  const before = tx
    .selectFrom("draft_finding")
    .select("id")
    .where("attachment_id", "=", attachmentId)
    .where("id", "<", first);
  await tx.deleteFrom("draft_finding_answer").where("finding_id", "in", before).execute();
  await tx.deleteFrom("draft_finding").where("id", "in", before).execute();
}

/** Keeps what a file that leaves its draft is answered with, for when it comes back; the newest word about these bytes counts. */
export async function keepFileAnswers(tx: WriteTx, attachmentId: string): Promise<void> {
  await sql`
    delete from draft_kept_answer
    where (item_id, digest) = (select item_id, digest from draft_attachment where id = ${attachmentId})`.execute(
    tx,
  );
  await sql`
    insert into draft_kept_answer (item_id, digest, passage, answer_id)
    select t.item_id, t.digest, f.passage, g.answer_id
    from draft_attachment t
    join draft_finding f on f.attachment_id = t.id
    join draft_finding_answer g on g.finding_id = f.id
    where t.id = ${attachmentId}`.execute(tx);
}

/** Answers what a file was answered with before it left this draft. How many findings it was. */
export async function carryFileAnswers(tx: WriteTx, attachmentId: string): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into draft_finding_answer (finding_id, answer_id, carried)
    select f.id, k.answer_id, 1
    from draft_attachment t
    cross join draft_finding f on f.attachment_id = t.id
    cross join draft_kept_answer k on k.item_id = t.item_id and k.digest = t.digest and k.passage = f.passage
    where t.id = ${attachmentId}`.execute(tx);
  await sql`
    delete from draft_kept_answer
    where (item_id, digest) = (select item_id, digest from draft_attachment where id = ${attachmentId})`.execute(
    tx,
  );
  return Number(numAffectedRows ?? 0);
}

/** Takes back what leaves these words open in the files of a draft; what is masked stays so. How many findings it was. */
export async function reopenFileFindings(
  tx: WriteTx,
  itemId: string,
  wanted: readonly { readonly type: string; readonly words: string }[],
): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from draft_finding_answer
    where finding_id in (
      select f.id
      from json_each(${JSON.stringify(wanted)}) w
      cross join draft_finding f on f.words = w.value ->> 'words' and f.words <> '' and f.type = w.value ->> 'type'
      cross join draft_attachment t on t.id = f.attachment_id
      where t.item_id = ${itemId})
    and (select answer from draft_answer a where a.id = answer_id) <> 'mask'`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

/** Keeps an answer of the drafter; what it stands for is said by `answerFileFindings`. */
export async function insertDraftAnswer(
  tx: WriteTx,
  row: {
    readonly itemId: string;
    readonly answer: FindingAnswer;
    readonly note: string;
    readonly accountId: string;
    readonly personId: string;
    readonly personName: string;
    readonly at: string;
  },
): Promise<number> {
  const { id } = await tx
    .insertInto("draft_answer")
    .values({
      item_id: row.itemId,
      answer: row.answer,
      note: row.note,
      account_id: row.accountId,
      person_id: row.personId,
      person_name: row.personName,
      at: row.at,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** Puts an answer in the place of those that stood for these findings; null: takes those back. How many it was. */
export async function answerFileFindings(
  tx: WriteTx,
  choices: readonly FileFindingChoice[],
  answerId: number | null,
): Promise<number> {
  let done = 0;
  for (const choice of choices) {
    const ids = fileFindingsOf(tx, choice);
    const { numDeletedRows } = await tx
      .deleteFrom("draft_finding_answer")
      .where("finding_id", "in", ids)
      .executeTakeFirst();
    if (answerId === null) done += Number(numDeletedRows);
    else
      await tx
        .insertInto("draft_finding_answer")
        .columns(["finding_id", "answer_id"])
        .expression(ids.select(sql<number>`${answerId}`.as("answer_id")))
        .execute();
  }
  if (answerId === null) return done;
  const { n } = await tx
    .selectFrom("draft_finding_answer")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("answer_id", "=", answerId)
    .executeTakeFirstOrThrow();
  return n;
}
