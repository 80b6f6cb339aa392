import type { LegalOpinion } from "../../shared/domain/letters/legal-reading.ts";
import { queryPlan } from "./query-plan.ts";
import type { ReadDb } from "../schema/tables.ts";

export interface LegalOpinionRecord {
  readonly opinion: LegalOpinion;
  readonly text: string;
  readonly contentDigest: string;
  readonly personId: string;
  readonly personName: string;
  readonly recordedAt: string;
}

/** What legal readers said about a letter, oldest first. */
export async function readLegalOpinions(
  db: ReadDb,
  letterId: string,
): Promise<readonly LegalOpinionRecord[]> {
  const rows = await db
    .selectFrom("legal_opinion as o")
    .innerJoin("person as p", "p.id", "o.person_id")
    .select(["o.opinion", "o.text", "o.content_digest", "o.person_id", "p.name", "o.recorded_at"])
    .where("o.letter_id", "=", letterId)
    .orderBy("o.seq")
    .execute();
  return rows.map((row) => ({
    opinion: row.opinion,
    text: row.text,
    contentDigest: row.content_digest,
    personId: row.person_id,
    personName: row.name,
    recordedAt: row.recorded_at,
  }));
}

function approvedLettersQuery(db: ReadDb, readerPersonId: string, limit: number) {
  return db
    .selectFrom("review as r")
    .innerJoin("letter as l", "l.item_id", "r.item_id")
    .innerJoin("item as i", "i.id", "r.item_id")
    .innerJoin("revision as v", "v.id", "r.revision_id")
    .innerJoin("person as p", "p.id", "i.drafter_person_id")
    .select([
      "l.id as letterId",
      "l.application_id as applicationId",
      "l.template",
      "r.title_cache as title",
      "v.content_digest as contentDigest",
      "p.name as drafterName",
    ])
    .where("r.state", "=", "approved")
    .where("i.drafter_person_id", "<>", readerPersonId)
    .orderBy("r.seq")
    .limit(limit);
}

/** Letters that passed their review and are not signed, by others than the reader, those that wait longest first. */
export async function readApprovedLetters(db: ReadDb, readerPersonId: string, limit: number) {
  return approvedLettersQuery(db, readerPersonId, limit).execute();
}

export async function explainApprovedLetters(db: ReadDb): Promise<readonly string[]> {
  return queryPlan(db, approvedLettersQuery(db, "p", 50));
}
