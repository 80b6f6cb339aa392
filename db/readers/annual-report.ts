import { sql } from "kysely";

import type { ReadDb } from "../schema/tables.ts";

export interface CountedApplication {
  readonly applicationId: string;
  readonly applicationNo: string;
  readonly applicantType: string;
  readonly submissionChannel: string;
  readonly requestedInformation: string;
  readonly receivedOn: string;
  readonly handlerName: string;
}

/**
 * Applications received up to a day, with what the statistics need of them; those whose receipt is not confirmed are
 * absent. Of a split application the units count, each once, and not the application itself (annual-report.md §7).
 */
export async function readCountedApplications(
  db: ReadDb,
  until: string,
): Promise<readonly CountedApplication[]> {
  const rows = await db
    .selectFrom("application as a")
    .innerJoin("account as c", "c.id", "a.handler_account_id")
    .innerJoin("person as p", "p.id", "c.person_id")
    .select([
      "a.id",
      "a.application_no",
      "a.receipt_date_cache",
      "p.name",
      sql<string>`a.intake ->> '$.applicantType'`.as("applicant_type"),
      sql<string>`a.intake ->> '$.submissionChannel'`.as("channel"),
      sql<string>`substr(a.intake ->> '$.requestedInformation', 1, 200)`.as("requested"),
    ])
    .where("a.receipt_date_cache", "<=", until)
    .where("a.id", "not in", db.selectFrom("application_split").select("parent_id"))
    .orderBy("a.seq")
    .execute();
  return rows.map((row) => ({
    applicationId: row.id,
    applicationNo: row.application_no,
    applicantType: row.applicant_type,
    submissionChannel: row.channel,
    requestedInformation: row.requested,
    receivedOn: row.receipt_date_cache ?? "",
    handlerName: row.name,
  }));
}

export interface ClosingEvent {
  readonly applicationId: string;
  readonly onDay: string;
  readonly type: "withdrawn" | "abandoned" | "redirected";
  readonly ground?: string;
}

/** Events that end a case without an answer and were not revoked. */
export async function readClosingEvents(db: ReadDb): Promise<readonly ClosingEvent[]> {
  const rows = await db
    .selectFrom("clock_event as e")
    .select([
      "e.application_id",
      "e.on_day",
      "e.type",
      sql<string | null>`e.event ->> '$.ground'`.as("ground"),
    ])
    .where("e.type", "in", ["withdrawn", "abandoned", "redirected"])
    .where(
      sql<boolean>`not exists (select 1 from clock_event r where r.application_id = e.application_id and r.type = 'eventRevoked' and r.event ->> '$.eventId' = e.id)`,
    )
    .orderBy("e.on_day")
    .execute();
  return rows.map((row) => ({
    applicationId: row.application_id,
    onDay: row.on_day,
    type: row.type as ClosingEvent["type"],
    ...(row.ground ? { ground: row.ground } : {}),
  }));
}

export interface AnnualReportRecord {
  readonly seq: number;
  readonly texts: unknown;
  readonly tableOne: unknown;
  readonly disputes: unknown;
  readonly savedAt: string;
}

export async function readAnnualReport(db: ReadDb, year: number): Promise<AnnualReportRecord | undefined> {
  const row = await db.selectFrom("annual_report").selectAll().where("year", "=", year).executeTakeFirst();
  return row
    ? {
        seq: row.seq,
        texts: JSON.parse(row.texts),
        tableOne: JSON.parse(row.table_one),
        disputes: JSON.parse(row.disputes),
        savedAt: row.saved_at,
      }
    : undefined;
}

/** What part 一 and part 六 are drafted from, of a year: first releases, interpretations among them, whether any fee was paid. */
export async function readReportFacts(
  db: ReadDb,
  year: number,
): Promise<{ readonly publishedItems: number; readonly interpretations: number; readonly feePaid: boolean }> {
  const published = await db
    .selectFrom("publication as u")
    .innerJoin("item as i", "i.id", "u.item_id")
    .select([
      sql<number>`count(distinct u.item_id)`.as("items"),
      sql<number>`count(distinct case when i.kind = 'policyInterpretation' then u.item_id end)`.as(
        "interpretations",
      ),
    ])
    .where("i.kind", "<>", "letter")
    .where("u.released_on", ">=", `${year}-01-01`)
    .where("u.released_on", "<=", `${year}-12-31`)
    .executeTakeFirstOrThrow();
  const fee = await db
    .selectFrom("clock_event")
    .select("id")
    .where("type", "in", ["feePaid", "feePartlyPaid"])
    .where("on_day", ">=", `${year}-01-01`)
    .where("on_day", "<=", `${year}-12-31`)
    .limit(1)
    .executeTakeFirst();
  return {
    publishedItems: published.items,
    interpretations: published.interpretations,
    feePaid: fee !== undefined,
  };
}
