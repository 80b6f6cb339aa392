import type { ReadDb } from "../schema/tables.ts";

export interface GivenAnswer {
  readonly letterId: string;
  readonly applicationId: string;
  readonly template: string;
  readonly docNumber: string;
  readonly issueDate: string;
}

/** Signed letters whose number is not void, oldest first; a passage of a joint letter is signed with that letter. */
function givenAnswers(db: ReadDb) {
  return db
    .selectFrom("letter as l")
    .leftJoin("joint_answer_part as p", "p.letter_id", "l.id")
    .innerJoin("letter_issue as s", (join) =>
      join.on((eb) => eb("s.letter_id", "=", eb.fn.coalesce("p.joint_letter_id", "l.id"))),
    )
    .leftJoin("number_register as n", (join) =>
      join
        .onRef("n.series", "=", "s.series")
        .onRef("n.year", "=", "s.year")
        .onRef("n.number", "=", "s.number"),
    )
    .select(["l.id", "l.application_id", "l.template", "s.doc_number", "s.issue_date"])
    .where((eb) => eb.or([eb("n.state", "is", null), eb("n.state", "<>", "void")]))
    .orderBy("s.issue_date")
    .orderBy("l.id");
}

type GivenAnswerRow = Awaited<ReturnType<ReturnType<typeof givenAnswers>["execute"]>>[number];

const toAnswer = (row: GivenAnswerRow): GivenAnswer => ({
  letterId: row.id,
  applicationId: row.application_id,
  template: row.template,
  docNumber: row.doc_number ?? "",
  issueDate: row.issue_date,
});

/** What was answered to these applications. */
export async function readGivenAnswers(
  db: ReadDb,
  applicationIds: readonly string[],
): Promise<readonly GivenAnswer[]> {
  if (applicationIds.length === 0) return [];
  return (await givenAnswers(db).where("l.application_id", "in", applicationIds).execute()).map(toAnswer);
}

/** What was answered to anybody, for counting. */
export async function readAllGivenAnswers(db: ReadDb): Promise<readonly GivenAnswer[]> {
  return (await givenAnswers(db).execute()).map(toAnswer);
}
