import { sql } from "kysely";

import type { FindingAnswer } from "../../shared/domain/review/review-stages.ts";
import type { ReadDb } from "../schema/tables.ts";
import { queryPlan } from "./query-plan.ts";

/** A finding in a file of a draft, with the answer that stands for it. */
export interface FileFindingRecord {
  readonly id: number;
  readonly attachmentId: string;
  readonly passage: string;
  readonly type: string;
  readonly severity: "must-fix" | "look-at";
  readonly ruleId: string;
  readonly value: string;
  readonly words: string;
  readonly where: string;
  readonly newUnder?: string;
  readonly lastUnder?: string;
  readonly answer?: {
    readonly answerId: number;
    readonly answer: FindingAnswer;
    readonly note: string;
    readonly accountId: string;
    readonly personId: string;
    readonly personName: string;
    readonly at: string;
    /** It was given before the file was taken out of the draft and came back. */
    readonly carried?: true;
  };
}

function found(db: ReadDb) {
  return db
    .selectFrom("draft_finding as f")
    .leftJoin("draft_finding_answer as g", "g.finding_id", "f.id")
    .leftJoin("draft_answer as a", "a.id", "g.answer_id")
    .select([
      "f.id",
      "f.attachment_id",
      "f.passage",
      "f.type",
      "f.severity",
      "f.rule_id",
      "f.value",
      "f.words",
      "f.place",
      "f.new_under",
      "f.last_under",
      "a.id as answer_id",
      "a.answer",
      "a.note",
      "a.account_id",
      "a.person_id",
      "a.person_name",
      "a.at",
      "g.carried",
    ]);
}

type FoundRow = Awaited<ReturnType<ReturnType<typeof found>["execute"]>>[number];

function toRecord(row: FoundRow): FileFindingRecord {
  return {
    id: row.id,
    attachmentId: row.attachment_id,
    passage: row.passage,
    type: row.type,
    severity: row.severity,
    ruleId: row.rule_id,
    value: row.value,
    words: row.words,
    where: row.place,
    ...(row.new_under === null ? {} : { newUnder: row.new_under }),
    ...(row.last_under === null ? {} : { lastUnder: row.last_under }),
    ...(row.answer_id === null || row.answer === null
      ? {}
      : {
          answer: {
            answerId: row.answer_id,
            answer: row.answer,
            note: row.note ?? "",
            accountId: row.account_id ?? "",
            personId: row.person_id ?? "",
            personName: row.person_name ?? "",
            at: row.at ?? "",
            ...(row.carried === 1 ? { carried: true as const } : {}),
          },
        }),
  };
}

const ofFile = (db: ReadDb, attachmentId: string) =>
  found(db).where("f.attachment_id", "=", attachmentId).orderBy("f.id");

const windowOf = (db: ReadDb, attachmentId: string, first: number, limit: number) =>
  ofFile(db, attachmentId).where("f.id", ">=", first).limit(limit);

/** All that was found in a file of a draft, in its order. */
export async function readFileFindings(
  db: ReadDb,
  attachmentId: string,
): Promise<readonly FileFindingRecord[]> {
  return (await ofFile(db, attachmentId).execute()).map(toRecord);
}

/** Findings of files by their numbers; one that is gone is left out. */
export async function readFoundById(
  db: ReadDb,
  ids: readonly number[],
): Promise<readonly FileFindingRecord[]> {
  if (ids.length === 0) return [];
  const rows = await found(db)
    .where(sql<boolean>`f.id in (select value from json_each(${JSON.stringify(ids)}))`)
    .execute();
  return rows.map(toRecord);
}

/** What was found in a file from one finding on. */
export async function readFindingWindow(
  db: ReadDb,
  attachmentId: string,
  first: number,
  limit: number,
): Promise<readonly FileFindingRecord[]> {
  return (await windowOf(db, attachmentId, first, limit).execute()).map(toRecord);
}

const seen = (db: ReadDb, attachmentId: string, most: number) =>
  db
    .selectFrom(
      db
        .selectFrom("draft_finding")
        .select("id")
        .where("attachment_id", "=", attachmentId)
        .limit(most + 1)
        .as("f"),
    )
    .select((eb) => eb.fn.countAll<number>().as("n"));

/** Whether more was found in a file than `most`; no more than that is counted. */
export async function holdsMoreThan(db: ReadDb, attachmentId: string, most: number): Promise<boolean> {
  return (await seen(db, attachmentId, most).executeTakeFirstOrThrow()).n > most;
}

const outline = (db: ReadDb, attachmentId: string) =>
  db
    .selectFrom(
      db
        .selectFrom("draft_finding as f")
        .leftJoin("draft_finding_answer as g", "g.finding_id", "f.id")
        .leftJoin("draft_answer as a", "a.id", "g.answer_id")
        .select([
          "f.id",
          sql<string>`f.type || ' ' || f.severity || ' ' || coalesce(a.answer, '') || ' ' || iif(f.new_under is null, '', 'fresh')`.as(
            "kind",
          ),
        ])
        .where("f.attachment_id", "=", attachmentId)
        .orderBy("f.id")
        .as("o"),
    )
    .select((eb) => [eb.fn.min("o.id").as("first"), sql<string>`group_concat(o.kind, char(10))`.as("kinds")]);

/**
 * Of each finding of a file its type, severity, answer and whether it is fresh, in the order of the file. As one text: of a list
 * of persons it is tens of thousands, and a row of the driver for each costs more than the query.
 */
export async function readFileOutline(
  db: ReadDb,
  attachmentId: string,
): Promise<{ readonly first: number; readonly kinds: readonly string[] } | undefined> {
  const row = await outline(db, attachmentId).executeTakeFirst();
  return row?.kinds ? { first: row.first, kinds: row.kinds.split("\n") } : undefined;
}

const equal = (db: ReadDb, attachmentIds: readonly string[], words: readonly string[]) =>
  found(db)
    .where(sql<boolean>`f.words in (select value from json_each(${JSON.stringify(words)}))`)
    .where(sql<boolean>`f.words <> ''`)
    .where("f.attachment_id", "in", attachmentIds);

/** What has any of these words in these files and is answered: one finding a type, word and answer. */
export async function readAnsweredEquals(
  db: ReadDb,
  attachmentIds: readonly string[],
  words: readonly string[],
): Promise<readonly FileFindingRecord[]> {
  if (attachmentIds.length === 0 || words.length === 0) return [];
  const rows = await equal(db, attachmentIds, words)
    .where("g.answer_id", "is not", null)
    .groupBy(["f.words", "f.type", "a.answer"])
    // Of each the last one, the last of all at the end: that is the one that counts.
    .select((eb) => eb.fn.max("f.id").as("last"))
    .orderBy("last")
    .execute();
  return rows.map(toRecord);
}

/** How many findings of these files have this type and these words, and where the first few stand. */
export async function readEquals(
  db: ReadDb,
  attachmentIds: readonly string[],
  { type, words }: { readonly type: string; readonly words: string },
): Promise<{ readonly count: number; readonly places: readonly string[] }> {
  if (attachmentIds.length === 0 || words === "") return { count: 0, places: [] };
  const equals = equal(db, attachmentIds, [words]).where("f.type", "=", type);
  const { n } = await equals
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .executeTakeFirstOrThrow();
  const places = await equals.clearSelect().select("f.place").distinct().limit(4).execute();
  return { count: n, places: places.map(({ place }) => place) };
}

/** Words that are answered, and whether by a mask, which goes for any type; empty ones are equal to nothing. */
export interface TreatedWords {
  readonly type: string;
  readonly words: string;
  readonly mask: boolean;
}

const treatable = (db: ReadDb, attachmentIds: readonly string[], inText: readonly TreatedWords[]) =>
  db
    .with("treated", (qb) =>
      qb
        .selectFrom("draft_finding as e")
        .innerJoin("draft_finding_answer as h", "h.finding_id", "e.id")
        .innerJoin("draft_answer as a", "a.id", "h.answer_id")
        .where("e.attachment_id", "in", attachmentIds)
        .select(["e.words", "e.type", sql<number>`a.answer = 'mask'`.as("masked")])
        .unionAll(
          sql<{ words: string; type: string; masked: number }>`
            select value ->> 'words', value ->> 'type', value ->> 'mask' from json_each(${JSON.stringify(inText)})`,
        ),
    )
    .selectFrom("draft_finding as f")
    .leftJoin("draft_finding_answer as g", "g.finding_id", "f.id")
    .where("f.attachment_id", "in", attachmentIds)
    .where(sql<boolean>`f.words <> ''`)
    .where("g.finding_id", "is", null)
    .where(
      sql<boolean>`((f.words, f.type) in (select words, type from treated) or f.words in (select words from treated where masked))`,
    )
    .select((eb) => eb.fn.countAll<number>().as("n"));

/**
 * How many findings of these files nobody answered while their words are answered, in one of the files or in the text: those that
 * `equalTreatments` finds, counted without reading any of them out.
 */
export async function countTreatable(
  db: ReadDb,
  attachmentIds: readonly string[],
  inText: readonly TreatedWords[],
): Promise<number> {
  if (attachmentIds.length === 0) return 0;
  return (await treatable(db, attachmentIds, inText).executeTakeFirstOrThrow()).n;
}

const carried = (db: ReadDb, attachmentId: string) =>
  db
    .selectFrom("draft_finding as f")
    .innerJoin("draft_finding_answer as g", "g.finding_id", "f.id")
    .where("f.attachment_id", "=", attachmentId)
    .where("g.carried", "=", 1)
    .select((eb) => eb.fn.countAll<number>().as("n"));

/** For how many findings of a file an answer stands that was given before the file was taken out and came back. */
export async function countCarried(db: ReadDb, attachmentId: string): Promise<number> {
  return (await carried(db, attachmentId).executeTakeFirstOrThrow()).n;
}

/** Which findings of files one answer stands for. */
export type FileFindingChoice =
  | { readonly ids: readonly number[] }
  /** Those with the same words and type in any of these files. */
  | { readonly attachmentIds: readonly string[]; readonly type: string; readonly words: string }
  /** Those of a type in one file that nobody answered; `lookAtOnly` leaves out what must be treated. */
  | { readonly attachmentId: string; readonly type: string; readonly lookAtOnly: boolean };

/** The numbers of these findings. */
export function fileFindingsOf(db: ReadDb, choice: FileFindingChoice) {
  const found = db.selectFrom("draft_finding as f").select("f.id");
  if ("ids" in choice)
    return found.where(sql<boolean>`f.id in (select value from json_each(${JSON.stringify(choice.ids)}))`);
  if ("words" in choice)
    return found
      .where("f.words", "=", choice.words)
      .where(sql<boolean>`f.words <> ''`)
      .where("f.attachment_id", "in", choice.attachmentIds)
      .where("f.type", "=", choice.type);
  const open = found
    .where("f.attachment_id", "=", choice.attachmentId)
    .where("f.type", "=", choice.type)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("draft_finding_answer as g")
            .select("g.finding_id")
            .whereRef("g.finding_id", "=", "f.id"),
        ),
      ),
    );
  return choice.lookAtOnly ? open.where("f.severity", "=", "look-at") : open;
}

/** Query plans, for the tests that keep long lists on their indexes. */
export const explainFileFindings = {
  window: async (db: ReadDb) => await queryPlan(db, windowOf(db, "a", 40_000, 100)),
  treatable: async (db: ReadDb) => await queryPlan(db, treatable(db, ["a", "b"], [])),
  carried: async (db: ReadDb) => await queryPlan(db, carried(db, "a")),
  size: async (db: ReadDb) => await queryPlan(db, seen(db, "a", 500)),
  outline: async (db: ReadDb) => await queryPlan(db, outline(db, "a")),
  ofKind: async (db: ReadDb) =>
    await queryPlan(db, fileFindingsOf(db, { attachmentId: "a", type: "NAME", lookAtOnly: true })),
  equals: async (db: ReadDb) => await queryPlan(db, equal(db, ["a", "b"], ["张三"])),
};
