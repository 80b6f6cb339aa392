import type { Selectable } from "kysely";

import type {
  ConsultationAnswerTable,
  ConsultationDecisionTable,
  ConsultationExtractTable,
  ConsultationFollowUpTable,
  ConsultationLetterTable,
  ConsultationPacketTable,
  ConsultationTable,
} from "../schema/consultations.ts";
import type { ReadDb } from "../schema/tables.ts";

type Named<Row> = Selectable<Row> & { readonly personName: string };

/** Everything recorded about one consulted party, oldest first in each list. */
export interface ConsultationRecord extends Named<ConsultationTable> {
  readonly letters: readonly Selectable<ConsultationLetterTable>[];
  readonly extracts: readonly Named<ConsultationExtractTable>[];
  readonly packets: readonly Selectable<ConsultationPacketTable>[];
  readonly followUps: readonly Named<ConsultationFollowUpTable>[];
  readonly answers: readonly Named<ConsultationAnswerTable>[];
  readonly decisions: readonly Named<ConsultationDecisionTable>[];
}

type Part =
  | "consultation_extract"
  | "consultation_follow_up"
  | "consultation_answer"
  | "consultation_decision";

async function parts<Table extends Part>(db: ReadDb, table: Table, ids: readonly string[]) {
  const rows = await db
    .selectFrom(table as Part)
    .innerJoin("account as c", "c.id", `${table as Part}.account_id`)
    .innerJoin("person as p", "p.id", "c.person_id")
    .selectAll(table as Part)
    .select("p.name as personName")
    .where(`${table as Part}.consultation_id`, "in", ids)
    .orderBy(`${table as Part}.seq`)
    .execute();
  return rows as unknown as readonly Named<
    {
      consultation_extract: ConsultationExtractTable;
      consultation_follow_up: ConsultationFollowUpTable;
      consultation_answer: ConsultationAnswerTable;
      consultation_decision: ConsultationDecisionTable;
    }[Table]
  >[];
}

/** The consulted parties of a case (or one of them), without those recorded by mistake. */
export async function readConsultations(
  db: ReadDb,
  of: { readonly applicationId: string } | { readonly consultationId: string },
): Promise<readonly ConsultationRecord[]> {
  const rows = await db
    .selectFrom("consultation as k")
    .innerJoin("account as c", "c.id", "k.account_id")
    .innerJoin("person as p", "p.id", "c.person_id")
    .selectAll("k")
    .select("p.name as personName")
    .where(
      "applicationId" in of ? "k.application_id" : "k.id",
      "=",
      "applicationId" in of ? of.applicationId : of.consultationId,
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("consultation_void as v")
            .select("v.consultation_id")
            .whereRef("v.consultation_id", "=", "k.id"),
        ),
      ),
    )
    .orderBy("k.seq")
    .execute();
  const ids = rows.map((row) => row.id);
  if (ids.length === 0) return [];
  const letters = await db
    .selectFrom("consultation_letter")
    .selectAll()
    .where("consultation_id", "in", ids)
    .orderBy("recorded_at")
    .orderBy("letter_id")
    .execute();
  const packets = await db
    .selectFrom("consultation_packet")
    .selectAll()
    .where("consultation_id", "in", ids)
    .orderBy("recorded_at")
    .orderBy("id")
    .execute();
  const extracts = await parts(db, "consultation_extract", ids);
  const followUps = await parts(db, "consultation_follow_up", ids);
  const answers = await parts(db, "consultation_answer", ids);
  const decisions = await parts(db, "consultation_decision", ids);
  const own = <Row extends { readonly consultation_id: string }>(list: readonly Row[], id: string) =>
    list.filter((each) => each.consultation_id === id);
  return rows.map((row) => ({
    ...row,
    letters: own(letters, row.id),
    packets: own(packets, row.id),
    extracts: own(extracts, row.id),
    followUps: own(followUps, row.id),
    answers: own(answers, row.id),
    decisions: own(decisions, row.id),
  }));
}

/** The consulted party a letter goes to, and the name its consultation has on the clock. */
export async function readConsultationOfLetter(
  db: ReadDb,
  letterId: string,
): Promise<
  | {
      readonly consultationId: string;
      readonly clockId: string;
      readonly name: string;
      readonly letterIds: readonly string[];
    }
  | undefined
> {
  const row = await db
    .selectFrom("consultation_letter as l")
    .innerJoin("consultation as k", "k.id", "l.consultation_id")
    .select(["k.id as consultationId", "k.clock_id as clockId", "k.name"])
    .where("l.letter_id", "=", letterId)
    .executeTakeFirst();
  if (!row) return undefined;
  const letters = await db
    .selectFrom("consultation_letter")
    .select("letter_id")
    .where("consultation_id", "=", row.consultationId)
    .where("role", "=", "consultation")
    .execute();
  return { ...row, letterIds: letters.map((each) => each.letter_id) };
}

/** Open cases with a consulted party, for the desk; of one handler or of all. */
export async function readCasesWithConsultations(
  db: ReadDb,
  of: { readonly handlerAccountId?: string; readonly limit: number },
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("application as a")
    .select("a.id")
    .where("a.closed_cache", "=", 0)
    .where((eb) =>
      eb.exists(eb.selectFrom("consultation as k").select("k.id").whereRef("k.application_id", "=", "a.id")),
    )
    .$if(of.handlerAccountId !== undefined, (query) =>
      query.where("a.handler_account_id", "=", of.handlerAccountId ?? ""),
    )
    .orderBy("a.due_day_cache")
    .limit(of.limit)
    .execute();
  return rows.map((row) => row.id);
}

/** Whose question a form answers, by the code on it: the first half of the digest of a packet. */
export async function readPacketOfCode(
  db: ReadDb,
  code: string,
): Promise<{ readonly name: string; readonly applicationNo: string } | undefined> {
  const half = code.replaceAll("-", "").toLowerCase();
  if (!/^[0-9a-f]{32}$/u.test(half)) return undefined;
  return db
    .selectFrom("consultation_packet as p")
    .innerJoin("consultation as k", "k.id", "p.consultation_id")
    .innerJoin("application as a", "a.id", "k.application_id")
    .select(["k.name", "a.application_no as applicationNo"])
    .where("p.question_digest", ">=", half)
    .where("p.question_digest", "<", `${half}g`)
    .executeTakeFirst();
}
