import { sql, type Selectable } from "kysely";

import type { DisclosureProperty, ItemKind, ItemState } from "../../shared/domain/item/item-kinds.ts";
import type { FindingAnswer, ItemStage } from "../../shared/domain/review/review-stages.ts";
import type { ReadDb, Tables } from "../schema/tables.ts";
import { queryPlan } from "./query-plan.ts";
import { planTitleHits, titleAmongMany, type TitleHits } from "./search.ts";

export interface ItemRecord {
  readonly seq: number;
  readonly itemId: string;
  readonly kind: ItemKind;
  readonly drafterAccountId: string;
  readonly drafterPersonId: string;
  readonly drafterName: string;
  readonly unitName: string;
  readonly applicationId?: string;
  readonly createdAt: string;
  readonly title: string;
  readonly docNumber: string;
  readonly disclosureProperty: DisclosureProperty;
  readonly state: ItemState;
  /** Where its running review stands. */
  readonly stage?: ItemStage;
  readonly formedOn?: string;
  readonly updatedAt: string;
}

const itemColumns = [
  "i.seq",
  "i.id",
  "i.kind",
  "i.drafter_account_id",
  "i.drafter_person_id",
  "i.unit_name",
  "i.application_id",
  "i.created_at",
  "i.title_cache",
  "i.doc_number_cache",
  "i.property_cache",
  "i.state_cache",
  "i.formed_on_cache",
  "i.updated_at_cache",
  "i.stage_cache",
] as const;

interface ItemRowShape {
  seq: number;
  id: string;
  kind: ItemKind;
  drafter_account_id: string;
  drafter_person_id: string;
  unit_name: string;
  application_id: string | null;
  created_at: string;
  title_cache: string;
  doc_number_cache: string;
  property_cache: DisclosureProperty;
  state_cache: ItemState;
  formed_on_cache: string | null;
  updated_at_cache: string;
  stage_cache: ItemStage | null;
  drafter_name: string | null;
}

function toItem(row: ItemRowShape): ItemRecord {
  return {
    seq: row.seq,
    itemId: row.id,
    kind: row.kind,
    drafterAccountId: row.drafter_account_id,
    drafterPersonId: row.drafter_person_id,
    drafterName: row.drafter_name ?? "",
    unitName: row.unit_name,
    ...(row.application_id ? { applicationId: row.application_id } : {}),
    createdAt: row.created_at,
    title: row.title_cache,
    docNumber: row.doc_number_cache,
    disclosureProperty: row.property_cache,
    state: row.state_cache,
    ...(row.stage_cache ? { stage: row.stage_cache } : {}),
    ...(row.formed_on_cache ? { formedOn: row.formed_on_cache } : {}),
    updatedAt: row.updated_at_cache,
  };
}

export async function readItem(db: ReadDb, itemId: string): Promise<ItemRecord | undefined> {
  const row = await db
    .selectFrom("item as i")
    .leftJoin("person as p", "p.id", "i.drafter_person_id")
    .select([...itemColumns, "p.name as drafter_name"])
    .where("i.id", "=", itemId)
    .executeTakeFirst();
  return row ? toItem(row) : undefined;
}

export interface ItemListRequest {
  /** Either a state or a stage fits. */
  readonly states?: readonly ItemState[];
  readonly stages?: readonly ItemStage[];
  readonly kinds?: readonly ItemKind[];
  readonly properties?: readonly DisclosureProperty[];
  readonly units?: readonly string[];
  /** What is to be out within 20 working days of its forming and is not: formed later than `after`, until `until`. */
  readonly formed?: { readonly after?: string; readonly until: string };
  readonly drafterAccountId?: string;
  /** FTS5 query over the title column, made by the search index. */
  readonly titleMatch?: string;
  readonly sort: "updated" | "due" | "title";
  readonly after?: { readonly key: string; readonly seq: number };
  readonly limit: number;
}

/** As in the index of the due days, word for word: what is still to be published on the organ's own motion (条例26). */
const waitsForItsTerm = sql<boolean>`i.property_cache = 'proactive' and i.formed_on_cache is not null and i.state_cache not in ('published','withdrawn','withheld')`;

interface DrivingValue {
  readonly column: "state_cache" | "stage_cache" | "kind" | "property_cache" | "unit_name";
  readonly value: string;
}

/** The facet that drives the index: one query a value, merged; the other facets filter what it yields. */
function drivingFacet(request: ItemListRequest): readonly DrivingValue[] | undefined {
  if (request.sort !== "updated" || request.formed) return undefined;
  const valuesOf = (column: DrivingValue["column"], values: readonly string[] | undefined) =>
    (values ?? []).map((value) => ({ column, value }));
  const facets = [
    [
      ...valuesOf("state_cache", request.states),
      // What is on a stage is under review: it would be found twice.
      ...(request.states?.includes("underReview") ? [] : valuesOf("stage_cache", request.stages)),
    ],
    valuesOf("unit_name", request.units),
    valuesOf("kind", request.kinds),
    valuesOf("property_cache", request.properties),
  ];
  return facets.find((values) => values.length > 0);
}

function listQuery(
  db: ReadDb,
  request: ItemListRequest,
  driving: DrivingValue | undefined,
  hits: TitleHits | undefined,
) {
  let query = db
    .selectFrom("item as i")
    .leftJoin("person as p", "p.id", "i.drafter_person_id")
    .select([...itemColumns, "p.name as drafter_name"])
    // As in the partial indexes, word for word: SQLite matches their conditions by the text of the query.
    .where(sql<boolean>`i.kind <> 'letter'`)
    .limit(request.limit);
  if (driving) query = query.where(`i.${driving.column}`, "=", driving.value as never);
  const { states, stages, kinds, properties, units, formed } = request;
  if (
    (states?.length || stages?.length) &&
    driving?.column !== "state_cache" &&
    driving?.column !== "stage_cache"
  )
    query = query.where((eb) =>
      eb.or([
        ...(states?.length ? [eb("i.state_cache", "in", states)] : []),
        ...(stages?.length ? [eb("i.stage_cache", "in", stages)] : []),
      ]),
    );
  if (driving?.column === "stage_cache") query = query.where(sql<boolean>`i.stage_cache is not null`);
  if (kinds?.length && driving?.column !== "kind") query = query.where("i.kind", "in", kinds);
  if (properties?.length && driving?.column !== "property_cache")
    query = query.where("i.property_cache", "in", properties);
  if (units?.length && driving?.column !== "unit_name") query = query.where("i.unit_name", "in", units);
  if (formed) {
    query = query.where(waitsForItsTerm).where("i.formed_on_cache", "<=", formed.until);
    if (formed.after) query = query.where("i.formed_on_cache", ">", formed.after);
  }
  if (request.drafterAccountId) query = query.where("i.drafter_account_id", "=", request.drafterAccountId);
  if (request.titleMatch && hits)
    query = query.where(
      hits.kind === "start-from"
        ? sql<boolean>`i.seq in (select value from json_each(${JSON.stringify(hits.seqs)}))`
        : titleAmongMany(hits, request.titleMatch),
    );
  const after = request.after;
  if (request.sort === "updated") {
    if (after) query = query.where(sql<boolean>`(i.updated_at_cache, i.seq) < (${after.key}, ${after.seq})`);
    return query.orderBy("i.updated_at_cache", "desc").orderBy("i.seq", "desc");
  }
  if (request.sort === "title") {
    if (after) query = query.where(sql<boolean>`(i.title_cache, i.seq) > (${after.key}, ${after.seq})`);
    return query.orderBy("i.title_cache").orderBy("i.seq");
  }
  query = query
    .where("i.formed_on_cache", "is not", null)
    .where(sql<boolean>`i.state_cache not in ('published','withdrawn','withheld')`);
  if (after) query = query.where(sql<boolean>`(i.formed_on_cache, i.seq) > (${after.key}, ${after.seq})`);
  return query.orderBy("i.formed_on_cache").orderBy("i.seq");
}

/** The facet that drives the index and the hits of the title to start from, when there are any. */
async function planOfList(db: ReadDb, request: ItemListRequest) {
  const hits = request.titleMatch ? await planTitleHits(db, request.titleMatch) : undefined;
  return { hits, driving: hits?.kind === "start-from" ? undefined : drivingFacet(request) };
}

/** One page of 公开信息 by keyset: no offset, no count, whatever the size of the list. */
export async function listItems(db: ReadDb, request: ItemListRequest): Promise<readonly ItemRecord[]> {
  const { hits, driving } = await planOfList(db, request);
  if (!driving) return (await listQuery(db, request, undefined, hits).execute()).map(toItem);
  const lists = await Promise.all(driving.map((value) => listQuery(db, request, value, hits).execute()));
  return lists
    .flat()
    .toSorted((a, b) =>
      a.updated_at_cache < b.updated_at_cache
        ? 1
        : a.updated_at_cache > b.updated_at_cache
          ? -1
          : b.seq - a.seq,
    )
    .slice(0, request.limit)
    .map(toItem);
}

/** Query plan of a list, for the tests that keep it on its index. */
export async function explainItemList(db: ReadDb, request: ItemListRequest): Promise<readonly string[]> {
  const { hits, driving } = await planOfList(db, request);
  return queryPlan(db, listQuery(db, request, driving?.[0], hits));
}

export function listKey(sort: ItemListRequest["sort"], item: ItemRecord): string {
  return sort === "updated" ? item.updatedAt : sort === "title" ? item.title : (item.formedOn ?? "");
}

export async function readCounters(db: ReadDb, list: string): Promise<Readonly<Record<string, number>>> {
  const rows = await db
    .selectFrom("list_counter")
    .select(["key", "n"])
    .where("list", "=", list)
    .where("n", ">", 0)
    .execute();
  return Object.fromEntries(rows.map((row) => [row.key, row.n]));
}

function formedCount(db: ReadDb, formed: NonNullable<ItemListRequest["formed"]>) {
  let query = db
    .selectFrom("item as i")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where(sql<boolean>`i.kind <> 'letter'`)
    .where(waitsForItsTerm)
    .where("i.formed_on_cache", "<=", formed.until);
  if (formed.after) query = query.where("i.formed_on_cache", ">", formed.after);
  return query;
}

/** How many items of these days of forming still wait to be published; counted in the index alone. */
export async function countFormed(
  db: ReadDb,
  formed: NonNullable<ItemListRequest["formed"]>,
): Promise<number> {
  return (await formedCount(db, formed).executeTakeFirstOrThrow()).n;
}

export async function explainFormedCount(db: ReadDb): Promise<readonly string[]> {
  return queryPlan(db, formedCount(db, { after: "2026-08-01", until: "2026-09-01" }));
}

function formedBeforeQuery(db: ReadDb, day: string, drafterAccountId: string, limit: number) {
  return (
    db
      .selectFrom("item as i")
      .leftJoin("person as p", "p.id", "i.drafter_person_id")
      .select([...itemColumns, "p.name as drafter_name"])
      // As in the partial index, word for word.
      .where(
        sql<boolean>`i.kind <> 'letter' and i.property_cache = 'proactive' and i.state_cache in ('drafting','returned','approved')`,
      )
      .where("i.drafter_account_id", "=", drafterAccountId)
      .where("i.formed_on_cache", "<=", day)
      .orderBy("i.formed_on_cache")
      .limit(limit)
  );
}

/** A drafter's items formed before a day and not yet out: what the 20 working days of 条例26 press on. */
export async function readItemsFormedBefore(
  db: ReadDb,
  day: string,
  drafterAccountId: string,
  limit: number,
): Promise<readonly ItemRecord[]> {
  return (await formedBeforeQuery(db, day, drafterAccountId, limit).execute()).map(toItem);
}

export async function explainFormedBefore(db: ReadDb, drafterAccountId: string): Promise<readonly string[]> {
  return await queryPlan(db, formedBeforeQuery(db, "2026-09-01", drafterAccountId, 100));
}

export interface DraftRecord {
  readonly itemId: string;
  readonly seq: number;
  readonly body: unknown;
  readonly metadata: unknown;
  readonly changedSinceRevision: boolean;
  readonly screening: "done" | "running" | "failed";
  readonly findings: unknown;
  /** The rules the text was screened by last; empty when it never was. */
  readonly screenedBy: string;
  readonly answers: unknown;
  readonly savedAt: string;
}

export async function readDraft(db: ReadDb, itemId: string): Promise<DraftRecord | undefined> {
  const row = await db.selectFrom("draft").selectAll().where("item_id", "=", itemId).executeTakeFirst();
  return row
    ? {
        itemId: row.item_id,
        seq: row.seq,
        body: JSON.parse(row.body),
        metadata: JSON.parse(row.metadata),
        changedSinceRevision: row.changed_since_revision === 1,
        screening: row.screening,
        findings: JSON.parse(row.findings),
        screenedBy: row.screened_by,
        answers: JSON.parse(row.answers),
        savedAt: row.saved_at,
      }
    : undefined;
}

export interface AttachmentRecord {
  readonly attachmentId: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly digest: string;
  readonly position: number;
}

/** A file of a draft, with the rules it was screened by last. */
export interface DraftAttachmentRecord extends AttachmentRecord {
  readonly screenedBy: string;
}

export async function readDraftAttachments(
  db: ReadDb,
  itemId: string,
): Promise<readonly DraftAttachmentRecord[]> {
  const rows = await db
    .selectFrom("draft_attachment")
    .selectAll()
    .where("item_id", "=", itemId)
    .orderBy("position")
    .execute();
  return rows.map((row) => ({
    attachmentId: row.id,
    fileName: row.file_name,
    mediaType: row.media_type,
    sizeBytes: row.size,
    digest: row.digest,
    position: row.position,
    screenedBy: row.screened_by,
  }));
}

export async function readRevisionAttachments(
  db: ReadDb,
  revisionId: string,
): Promise<readonly AttachmentRecord[]> {
  const rows = await db
    .selectFrom("revision_attachment")
    .selectAll()
    .where("revision_id", "=", revisionId)
    .orderBy("position")
    .execute();
  return rows.map((row) => ({
    attachmentId: row.id,
    fileName: row.file_name,
    mediaType: row.media_type,
    sizeBytes: row.size,
    digest: row.digest,
    position: row.position,
  }));
}

export interface RevisionRecord {
  readonly revisionId: string;
  readonly itemId: string;
  readonly revNo: number;
  readonly body: unknown;
  readonly metadata: unknown;
  readonly content: Uint8Array;
  readonly contentDigest: string;
  readonly rulesVersion: string;
  readonly note: string;
  readonly createdByPerson: string;
  readonly createdByName: string;
  readonly createdAt: string;
  readonly reviewId?: string;
}

export async function readRevision(db: ReadDb, revisionId: string): Promise<RevisionRecord | undefined> {
  const row = await db
    .selectFrom("revision as v")
    .leftJoin("person as p", "p.id", "v.created_by_person")
    .leftJoin("review as r", "r.revision_id", "v.id")
    .selectAll("v")
    .select(["p.name as created_by_name", "r.id as review_id"])
    .where("v.id", "=", revisionId)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    revisionId: row.id,
    itemId: row.item_id,
    revNo: row.rev_no,
    body: JSON.parse(row.body),
    metadata: JSON.parse(row.metadata),
    content: new Uint8Array(row.content),
    contentDigest: row.content_digest,
    rulesVersion: row.rules_version,
    note: row.note,
    createdByPerson: row.created_by_person,
    createdByName: row.created_by_name ?? "",
    createdAt: row.created_at,
    ...(row.review_id ? { reviewId: row.review_id } : {}),
  };
}

export interface RevisionHead {
  readonly revisionId: string;
  readonly revNo: number;
  readonly contentDigest: string;
  readonly note: string;
  readonly createdByName: string;
  readonly createdAt: string;
  readonly reviewId?: string;
}

/** Revisions of an item, newest first, without their text. */
export async function readRevisionHeads(db: ReadDb, itemId: string): Promise<readonly RevisionHead[]> {
  const rows = await db
    .selectFrom("revision as v")
    .leftJoin("person as p", "p.id", "v.created_by_person")
    .leftJoin("review as r", "r.revision_id", "v.id")
    .select([
      "v.id",
      "v.rev_no",
      "v.content_digest",
      "v.note",
      "v.created_at",
      "p.name as created_by_name",
      "r.id as review_id",
    ])
    .where("v.item_id", "=", itemId)
    .orderBy("v.rev_no", "desc")
    .execute();
  return rows.map((row) => ({
    revisionId: row.id,
    revNo: row.rev_no,
    contentDigest: row.content_digest,
    note: row.note,
    createdByName: row.created_by_name ?? "",
    createdAt: row.created_at,
    ...(row.review_id ? { reviewId: row.review_id } : {}),
  }));
}

export interface FindingRecord {
  readonly findingId: string;
  readonly type: string;
  readonly severity: "must-fix" | "look-at";
  readonly ruleId: string;
  readonly value: string;
  readonly start?: number;
  readonly end?: number;
  readonly attachmentId?: string;
  readonly where: string;
  readonly masked: boolean;
  readonly answer?: {
    readonly answer: FindingAnswer;
    readonly note: string;
    readonly personName: string;
    readonly at: string;
  };
}

type AnswerRow = Pick<
  Selectable<Tables["finding_answer"]>,
  "id" | "finding_id" | "answer" | "note" | "answered_at" | "person_id"
>;

interface ReadBefore {
  readonly revisionId: string;
  /** Without answers, in their order. */
  readonly findings: readonly FindingRecord[];
  readonly places: ReadonlyMap<string, number>;
  readonly answers: AnswerRow[];
  readonly names: Map<string, string>;
  /** With the first so many of the answers. */
  standing: { readonly answers: number; readonly findings: readonly FindingRecord[] };
}

/**
 * The findings of the revision that was read last, and the answers to them. A list of persons has tens of thousands, and every act of
 * a review looks at them; neither ever changes (V5), so only later answers are read again, and only what they answer is put together
 * anew.
 */
const readBefore = new WeakMap<ReadDb, ReadBefore>();

/** Answers after one: from the revision where it is all of them, from the newest answers where it is those that came since. */
function answersAfter(db: ReadDb, revisionId: string, last: number) {
  return db
    .selectFrom("finding_answer as a")
    .innerJoin("finding as f", "f.id", "a.finding_id")
    .select(["a.id", "a.finding_id", "a.answer", "a.note", "a.answered_at", "a.person_id"])
    .where(last === 0 ? sql.ref("f.revision_id") : sql`+f.revision_id`, "=", revisionId)
    .where("a.id", ">", last)
    .orderBy("a.id");
}

/** Query plan of the answers to a revision that came since the last reading. */
export async function explainLaterAnswers(db: ReadDb): Promise<readonly string[]> {
  return queryPlan(db, answersAfter(db, "v", 40_000));
}

async function readAll(db: ReadDb, revisionId: string): Promise<ReadBefore> {
  let before = readBefore.get(db);
  if (before?.revisionId !== revisionId) {
    const rows = await db
      .selectFrom("finding")
      .selectAll()
      .where("revision_id", "=", revisionId)
      .orderBy("position")
      .execute();
    const findings = rows.map((row): FindingRecord => ({
      findingId: row.id,
      type: row.type,
      severity: row.severity,
      ruleId: row.rule_id,
      value: row.value,
      ...(row.start_offset === null ? {} : { start: row.start_offset }),
      ...(row.end_offset === null ? {} : { end: row.end_offset }),
      ...(row.attachment_id ? { attachmentId: row.attachment_id } : {}),
      where: row.place,
      masked: row.masked === 1,
    }));
    before = {
      revisionId,
      findings,
      places: new Map(findings.map(({ findingId }, place) => [findingId, place])),
      answers: [],
      names: new Map(),
      standing: { answers: 0, findings },
    };
    if (findings.length > 0) readBefore.set(db, before);
  }
  const last = before.answers.at(-1)?.id ?? 0;
  const later = await answersAfter(db, revisionId, last).execute();
  // Two readings at once may bring the same answers.
  const known = before.answers.at(-1)?.id ?? 0;
  for (const row of later) if (row.id > known) before.answers.push(row);
  const persons = await db
    .selectFrom("person")
    .select(["id", "name"])
    .where("id", "in", [...new Set(before.answers.map((row) => row.person_id))])
    .execute();
  for (const { id, name } of persons) {
    if (before.names.get(id) === name) continue;
    before.names.set(id, name);
    before.standing = { answers: 0, findings: before.findings };
  }
  return before;
}

/** Findings with later answers put in the place of earlier ones. */
function withAnswers(
  { findings: bare, places, names }: ReadBefore,
  findings: readonly FindingRecord[],
  answers: readonly AnswerRow[],
): readonly FindingRecord[] {
  if (answers.length === 0) return findings;
  const answered = [...findings];
  for (const { finding_id: findingId, answer, note, person_id: personId, answered_at: at } of answers) {
    const place = places.get(findingId) ?? -1;
    const finding = bare[place];
    if (finding)
      answered[place] = answer
        ? { ...finding, answer: { answer, note, personName: names.get(personId) ?? "", at } }
        : finding;
  }
  return answered;
}

/** Findings of a revision, each with its newest answer; `counts` says which answers there are for the reader, where not all. */
export async function readFindings(
  db: ReadDb,
  revisionId: string,
  counts?: (given: { readonly personId: string; readonly at: string }) => boolean,
): Promise<readonly FindingRecord[]> {
  const before = await readAll(db, revisionId);
  const { answers, findings } = before;
  if (counts)
    return withAnswers(
      before,
      findings,
      answers.filter((row) => counts({ personId: row.person_id, at: row.answered_at })),
    );
  const { standing } = before;
  before.standing = {
    answers: answers.length,
    findings: withAnswers(before, standing.findings, answers.slice(standing.answers)),
  };
  return before.standing.findings;
}

/**
 * What counted for the findings that answers from one to another were given to, before these: an answer, or none. With who gave
 * what stood first in their place.
 */
export async function readFindingsBefore(
  db: ReadDb,
  revisionId: string,
  { from, to }: { readonly from: number; readonly to: number },
  counts: (given: { readonly personId: string; readonly at: string }) => boolean,
): Promise<
  readonly {
    readonly findingId: string;
    readonly byPersonId: string;
    readonly answer: FindingAnswer | null;
    readonly note: string;
  }[]
> {
  const { answers } = await readAll(db, revisionId);
  const given = answers.filter(({ id }) => id >= from && id <= to);
  const wanted = new Set(given.map(({ finding_id: findingId }) => findingId));
  const before = new Map(
    answers
      .filter(
        (row) =>
          row.id < from &&
          wanted.has(row.finding_id) &&
          counts({ personId: row.person_id, at: row.answered_at }),
      )
      .map((row) => [row.finding_id, row]),
  );
  return given.map(({ finding_id: findingId, person_id: byPersonId }) => {
    const stood = before.get(findingId);
    return { findingId, byPersonId, answer: stood?.answer ?? null, note: stood?.answer ? stood.note : "" };
  });
}
