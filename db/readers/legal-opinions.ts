import type { LegalOpinion } from "../../shared/domain/letters/legal-reading.ts";
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
