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
  readonly answerId?: number | undefined;
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
  const rows = findings.map(({ value, ...rest }) => ({ ...rest, value, words: equalWords(value) }));
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
  const answered = rows.flatMap(({ answerId }, at) =>
    answerId === undefined ? [] : [[first + at, answerId]],
  );
  if (answered.length > 0)
    await sql`
      insert into draft_finding_answer (finding_id, answer_id)
      select value ->> 0, value ->> 1 from json_each(${JSON.stringify(answered)})`.execute(tx);
  const before = tx
    .selectFrom("draft_finding")
    .select("id")
    .where("attachment_id", "=", attachmentId)
    .where("id", "<", first);
  await tx.deleteFrom("draft_finding_answer").where("finding_id", "in", before).execute();
  await tx.deleteFrom("draft_finding").where("id", "in", before).execute();
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
