import { sql } from "kysely";

import type { ReadDb } from "../schema/tables.ts";

export interface UnitRecord {
  readonly applicationId: string;
  readonly applicationNo: string;
  readonly position: number;
  readonly requestedInformation: string;
  readonly state: string;
  readonly closed: boolean;
  readonly dueDay?: string;
}

/** The units of a split application in their order; empty when it was never split. */
export async function readUnits(db: ReadDb, parentId: string): Promise<readonly UnitRecord[]> {
  const rows = await db
    .selectFrom("application_unit as u")
    .innerJoin("application as a", "a.id", "u.application_id")
    .select([
      "a.id",
      "a.application_no",
      "u.position",
      "a.state_cache",
      "a.closed_cache",
      "a.due_day_cache",
      sql<string>`a.intake ->> '$.requestedInformation'`.as("requested"),
    ])
    .where("u.parent_id", "=", parentId)
    .orderBy("u.position")
    .execute();
  return rows.map((row) => ({
    applicationId: row.id,
    applicationNo: row.application_no,
    position: row.position,
    requestedInformation: row.requested,
    state: row.state_cache,
    closed: row.closed_cache === 1,
    ...(row.due_day_cache ? { dueDay: row.due_day_cache } : {}),
  }));
}

export interface UnitPlace {
  readonly parentId: string;
  readonly parentNo: string;
  readonly position: number;
  readonly count: number;
}

/** Which application a unit was split from, and its place among the units. */
export async function readUnitPlace(db: ReadDb, applicationId: string): Promise<UnitPlace | undefined> {
  const row = await db
    .selectFrom("application_unit as u")
    .innerJoin("application_split as s", "s.parent_id", "u.parent_id")
    .innerJoin("application as p", "p.id", "u.parent_id")
    .select(["u.parent_id", "p.application_no", "u.position", "s.unit_count"])
    .where("u.application_id", "=", applicationId)
    .executeTakeFirst();
  return row
    ? {
        parentId: row.parent_id,
        parentNo: row.application_no,
        position: row.position,
        count: row.unit_count,
      }
    : undefined;
}
