import { sql } from "kysely";

import type { ReadDb } from "../schema/tables.ts";

export interface ApplicationRecord {
  readonly seq: number;
  readonly applicationId: string;
  readonly applicationNo: string;
  readonly intake: unknown;
  readonly handlerAccountId: string;
  readonly handlerName: string;
  readonly registeredAt: string;
  readonly outcome?: string;
}

function base(db: ReadDb) {
  return db
    .selectFrom("application as a")
    .innerJoin("account as c", "c.id", "a.handler_account_id")
    .innerJoin("person as p", "p.id", "c.person_id")
    .select([
      "a.seq",
      "a.id",
      "a.application_no",
      "a.intake",
      "a.handler_account_id",
      "a.registered_at",
      "a.outcome",
      "a.due_day_cache",
      "a.closed_cache",
      "p.name as handler_name",
    ]);
}

type Row = {
  seq: number;
  id: string;
  application_no: string;
  intake: string;
  handler_account_id: string;
  registered_at: string;
  outcome: string | null;
  handler_name: string;
  due_day_cache: string | null;
  closed_cache: 0 | 1;
};

const toApplication = (row: Row): ApplicationRecord => ({
  seq: row.seq,
  applicationId: row.id,
  applicationNo: row.application_no,
  intake: JSON.parse(row.intake),
  handlerAccountId: row.handler_account_id,
  handlerName: row.handler_name,
  registeredAt: row.registered_at,
  ...(row.outcome ? { outcome: row.outcome } : {}),
});

export async function readApplication(
  db: ReadDb,
  applicationId: string,
): Promise<ApplicationRecord | undefined> {
  const row = await base(db).where("a.id", "=", applicationId).executeTakeFirst();
  return row ? toApplication(row) : undefined;
}

/** The last day for answering an application, as its clock stands. */
export async function readCaseDue(db: ReadDb, applicationId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom("application")
    .select(["due_day_cache", "closed_cache"])
    .where("id", "=", applicationId)
    .executeTakeFirst();
  return row && row.closed_cache === 0 ? (row.due_day_cache ?? undefined) : undefined;
}

export interface ApplicationListRequest {
  readonly open?: boolean;
  readonly match?: string;
  readonly after?: { readonly closed: number; readonly due: string; readonly seq: number };
  readonly limit: number;
}

const farDay = "9999-12-31";

/** Open cases first, by their due day; the closed ones follow. */
export async function listApplications(
  db: ReadDb,
  request: ApplicationListRequest,
): Promise<readonly (ApplicationRecord & { readonly closed: number; readonly due: string })[]> {
  let query = base(db)
    .orderBy("a.closed_cache")
    .orderBy("a.due_day_cache")
    .orderBy("a.seq")
    .limit(request.limit);
  if (request.open !== undefined) query = query.where("a.closed_cache", "=", request.open ? 0 : 1);
  // A split application counts by its units; searched for, it is found all the same.
  if (!request.match)
    query = query.where("a.id", "not in", db.selectFrom("application_split").select("parent_id"));
  if (request.match)
    query = query.where(
      sql<boolean>`a.seq in (select (rowid - 1) / 2 from search_index where search_index match ${request.match} and rowid % 2 = 1)`,
    );
  if (request.after)
    query = query.where(
      sql<boolean>`(a.closed_cache, a.due_day_cache, a.seq) > (${request.after.closed}, ${request.after.due}, ${request.after.seq})`,
    );
  return (await query.execute()).map((row) => ({
    ...toApplication(row),
    closed: row.closed_cache,
    due: row.due_day_cache ?? farDay,
  }));
}

export async function countApplications(db: ReadDb, open?: boolean): Promise<number> {
  let query = db
    .selectFrom("application")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("id", "not in", db.selectFrom("application_split").select("parent_id"));
  if (open !== undefined) query = query.where("closed_cache", "=", open ? 0 : 1);
  return (await query.executeTakeFirstOrThrow()).n;
}

/** The register's next running number of a day: YYYYMMDD-NNN [convention]. */
export async function nextApplicationNo(db: ReadDb, day: string): Promise<string> {
  const prefix = day.replaceAll("-", "");
  const row = await db
    .selectFrom("application")
    .select((eb) => eb.fn.max<string | null>("application_no").as("last"))
    .where("application_no", ">=", `${prefix}-`)
    .where("application_no", "<", `${prefix}.`)
    .executeTakeFirst();
  // Units stand behind the number of their application: 20260302-005-2.
  const last = row?.last ? Number.parseInt(row.last.slice(9), 10) : 0;
  return `${prefix}-${String(last + 1).padStart(3, "0")}`;
}

export interface ClockEventRecord {
  readonly eventId: string;
  readonly event: unknown;
  readonly note: string;
  readonly recordedAt: string;
  readonly recordedBy: string;
}

export async function readClockEvents(
  db: ReadDb,
  applicationId: string,
): Promise<readonly ClockEventRecord[]> {
  const rows = await db
    .selectFrom("clock_event as e")
    .innerJoin("account as c", "c.id", "e.account_id")
    .innerJoin("person as p", "p.id", "c.person_id")
    .select(["e.id", "e.event", "e.note", "e.recorded_at", "p.name"])
    .where("e.application_id", "=", applicationId)
    .orderBy("e.position")
    .execute();
  return rows.map((row) => ({
    eventId: row.id,
    event: JSON.parse(row.event),
    note: row.note,
    recordedAt: row.recorded_at,
    recordedBy: row.name,
  }));
}

export interface OpenCaseEvents {
  readonly applicationId: string;
  readonly applicationNo: string;
  readonly events: readonly { readonly eventId: string; readonly event: unknown }[];
}

/** The events of every case that is still open, in one pass. */
export async function readEventsOfOpenCases(db: ReadDb): Promise<readonly OpenCaseEvents[]> {
  const rows = await db
    .selectFrom("application as a")
    .innerJoin("clock_event as e", "e.application_id", "a.id")
    .select(["a.id as application_id", "a.application_no", "e.id as event_id", "e.event"])
    .where("a.closed_cache", "=", 0)
    .orderBy("a.seq")
    .orderBy("e.position")
    .execute();
  return [...Map.groupBy(rows, (row) => row.application_id)].map(([applicationId, own]) => ({
    applicationId,
    applicationNo: own[0]?.application_no ?? "",
    events: own.map((row) => ({ eventId: row.event_id, event: JSON.parse(row.event) as unknown })),
  }));
}

export interface LetterRecord {
  readonly letterId: string;
  readonly itemId: string;
  readonly applicationId: string;
  readonly template: string;
  readonly templateVersion: string;
  readonly choiceReasons: unknown;
  readonly itemState: string;
  readonly revNo: number;
  readonly issue?: {
    readonly revisionId: string;
    readonly contentDigest: string;
    readonly docNumber?: string;
    readonly issueDate: string;
  };
  readonly service?: {
    readonly method: string;
    readonly clockDate: string;
    readonly receivedOn?: string;
    readonly trackingNo: string;
  };
  readonly voided: boolean;
  /** The letter with several answers that this one is a passage of; issue and service are those of that letter. */
  readonly joinedInto?: string;
}

/** Letters with the item, issue, number and service under which they go out: a passage goes out with its joint letter. */
function letterBase(db: ReadDb) {
  return db
    .selectFrom("letter as l")
    .innerJoin("item as i", "i.id", "l.item_id")
    .leftJoin("joint_answer_part as p", "p.letter_id", "l.id")
    .leftJoin("letter as j", "j.id", "p.joint_letter_id")
    .leftJoin("item as ji", "ji.id", "j.item_id")
    .leftJoin("letter_issue as s", (join) =>
      join.on((eb) => eb("s.letter_id", "=", eb.fn.coalesce("p.joint_letter_id", "l.id"))),
    )
    .leftJoin("letter_service as v", "v.letter_id", "s.letter_id")
    .leftJoin("number_register as n", (join) =>
      join
        .onRef("n.series", "=", "s.series")
        .onRef("n.year", "=", "s.year")
        .onRef("n.number", "=", "s.number"),
    )
    .select([
      "l.id",
      "l.item_id",
      "l.application_id",
      "l.template",
      "l.template_version",
      "l.choice_reasons",
      (eb) => eb.fn.coalesce("ji.state_cache", "i.state_cache").as("state_cache"),
      "p.joint_letter_id",
      "s.revision_id",
      "s.content_digest",
      "s.doc_number",
      "s.issue_date",
      "v.method",
      "v.clock_date",
      "v.received_on",
      "v.tracking_no",
      "n.state as number_state",
      (eb) =>
        eb
          .selectFrom("revision as r")
          .select((inner) => inner.fn.coalesce(inner.fn.max("r.rev_no"), inner.lit(0)).as("n"))
          .whereRef("r.item_id", "=", "l.item_id")
          .as("rev_no"),
    ]);
}

type LetterRow = Awaited<ReturnType<ReturnType<typeof letterBase>["execute"]>>[number];

const toLetter = (row: LetterRow): LetterRecord => ({
  letterId: row.id,
  itemId: row.item_id,
  applicationId: row.application_id,
  template: row.template,
  templateVersion: row.template_version,
  choiceReasons: JSON.parse(row.choice_reasons),
  itemState: row.state_cache,
  revNo: row.rev_no ?? 0,
  ...(row.revision_id && row.issue_date && row.content_digest
    ? {
        issue: {
          revisionId: row.revision_id,
          contentDigest: row.content_digest,
          issueDate: row.issue_date,
          ...(row.doc_number ? { docNumber: row.doc_number } : {}),
        },
      }
    : {}),
  ...(row.method && row.clock_date
    ? {
        service: {
          method: row.method,
          clockDate: row.clock_date,
          trackingNo: row.tracking_no ?? "",
          ...(row.received_on ? { receivedOn: row.received_on } : {}),
        },
      }
    : {}),
  voided: row.number_state === "void",
  ...(row.joint_letter_id ? { joinedInto: row.joint_letter_id } : {}),
});

export async function readLetter(db: ReadDb, letterId: string): Promise<LetterRecord | undefined> {
  const row = await letterBase(db).where("l.id", "=", letterId).executeTakeFirst();
  return row ? toLetter(row) : undefined;
}

export async function readLettersOfApplication(
  db: ReadDb,
  applicationId: string,
): Promise<readonly LetterRecord[]> {
  return (
    await letterBase(db).where("l.application_id", "=", applicationId).orderBy("l.created_at").execute()
  ).map(toLetter);
}

/** Signed letters nobody has served yet, oldest first: what waits to be posted. */
export async function readLettersToPost(db: ReadDb, limit: number): Promise<readonly string[]> {
  const rows = await letterBase(db)
    .where("p.joint_letter_id", "is", null)
    .where("s.revision_id", "is not", null)
    .where("v.method", "is", null)
    .where((eb) => eb.or([eb("n.state", "is", null), eb("n.state", "<>", "void")]))
    .orderBy("s.issue_date")
    .orderBy("l.created_at")
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}

export interface NumberRecord {
  readonly series: string;
  readonly year: number;
  readonly number: number;
  readonly docNumber: string;
  readonly letterId: string;
  readonly template: string;
  readonly state: "allotted" | "void";
  readonly voidReason?: string;
  readonly allottedAt: string;
}

export async function readNumbers(
  db: ReadDb,
  request: {
    readonly series?: string;
    readonly year?: number;
    readonly after?: { readonly series: string; readonly year: number; readonly number: number };
    readonly limit: number;
  },
): Promise<readonly NumberRecord[]> {
  let query = db
    .selectFrom("number_register as n")
    .innerJoin("letter as l", "l.id", "n.letter_id")
    .selectAll("n")
    .select("l.template")
    .orderBy("n.series")
    .orderBy("n.year")
    .orderBy("n.number")
    .limit(request.limit);
  if (request.series) query = query.where("n.series", "=", request.series);
  if (request.year !== undefined) query = query.where("n.year", "=", request.year);
  if (request.after)
    query = query.where(
      sql<boolean>`(n.series, n.year, n.number) > (${request.after.series}, ${request.after.year}, ${request.after.number})`,
    );
  return (await query.execute()).map((row) => ({
    series: row.series,
    year: row.year,
    number: row.number,
    docNumber: row.doc_number,
    letterId: row.letter_id,
    template: row.template,
    state: row.state,
    ...(row.void_reason ? { voidReason: row.void_reason } : {}),
    allottedAt: row.allotted_at,
  }));
}

export async function readLastNumber(db: ReadDb, series: string, year: number): Promise<number> {
  const row = await db
    .selectFrom("number_register")
    .select((eb) => eb.fn.max<number | null>("number").as("n"))
    .where("series", "=", series)
    .where("year", "=", year)
    .executeTakeFirst();
  return row?.n ?? 0;
}

/** Days an open case of a handler is due, for 工作台. */
export async function readDueCases(
  db: ReadDb,
  request: { readonly handlerAccountId?: string; readonly limit: number },
): Promise<readonly ApplicationRecord[]> {
  let query = base(db)
    .where("a.closed_cache", "=", 0)
    .orderBy("a.due_day_cache")
    .orderBy("a.seq")
    .limit(request.limit);
  if (request.handlerAccountId) query = query.where("a.handler_account_id", "=", request.handlerAccountId);
  return (await query.execute()).map(toApplication);
}

export interface DeliveryStepRecord {
  readonly letterId: string;
  readonly kind: "sent" | "received" | "returned";
  readonly onDay: string;
  readonly method?: string;
  readonly cause?: string;
  readonly trackingNo: string;
  readonly note: string;
  readonly recordedBy: string;
}

/** How the letters of a case were served: the service itself and every later step, in order. */
export async function readDeliverySteps(
  db: ReadDb,
  applicationId: string,
): Promise<readonly DeliveryStepRecord[]> {
  const first = await db
    .selectFrom("letter as l")
    .leftJoin("joint_answer_part as j", "j.letter_id", "l.id")
    .innerJoin("letter_service as v", (join) =>
      join.on((eb) => eb("v.letter_id", "=", eb.fn.coalesce("j.joint_letter_id", "l.id"))),
    )
    .innerJoin("account as c", "c.id", "v.account_id")
    .innerJoin("person as p", "p.id", "c.person_id")
    .select([
      "l.id as letter_id",
      "v.method",
      "v.clock_date",
      "v.received_on",
      "v.tracking_no",
      "v.note",
      "p.name",
    ])
    .where("l.application_id", "=", applicationId)
    .orderBy("v.recorded_at")
    .execute();
  const later = await db
    .selectFrom("letter as l")
    .leftJoin("joint_answer_part as j", "j.letter_id", "l.id")
    .innerJoin("delivery_step as s", (join) =>
      join.on((eb) => eb("s.letter_id", "=", eb.fn.coalesce("j.joint_letter_id", "l.id"))),
    )
    .innerJoin("account as c", "c.id", "s.account_id")
    .innerJoin("person as p", "p.id", "c.person_id")
    .select([
      "l.id as letter_id",
      "s.kind",
      "s.on_day",
      "s.method",
      "s.cause",
      "s.tracking_no",
      "s.note",
      "p.name",
    ])
    .where("l.application_id", "=", applicationId)
    .orderBy("s.position")
    .execute();
  return first.flatMap((row): readonly DeliveryStepRecord[] => {
    const common = {
      letterId: row.letter_id,
      trackingNo: row.tracking_no,
      note: row.note,
      recordedBy: row.name,
    };
    const atOnce = row.received_on !== null && row.received_on !== row.clock_date;
    return [
      { ...common, kind: "sent", onDay: row.clock_date, method: row.method },
      ...(atOnce ? [{ ...common, kind: "received" as const, onDay: row.received_on ?? "" }] : []),
      ...later
        .filter((step) => step.letter_id === row.letter_id)
        .map((step) => ({
          letterId: step.letter_id,
          kind: step.kind,
          onDay: step.on_day,
          ...(step.method ? { method: step.method } : {}),
          ...(step.cause ? { cause: step.cause } : {}),
          trackingNo: step.tracking_no,
          note: step.note,
          recordedBy: step.name,
        })),
    ];
  });
}
