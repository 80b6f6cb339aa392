import {
  newestRows,
  readBodies,
  readFoundApplications,
  readFoundItems,
  readFoundRows,
  searchRows,
  type FoundFacts,
  type FoundRow,
} from "../../../../db/readers/search.ts";
import type { SearchHit } from "../../../../shared/contract/desk.ts";
import { disclosureProperties, itemStates } from "../../../../shared/domain/item/item-kinds.ts";
import { joinCutLines } from "../../../../shared/domain/search/cut-lines.ts";
import { excerptOf, passagesWith } from "../../../../shared/domain/search/snippet.ts";
import { formatChineseDate, type CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import type { Work } from "../work.ts";
import { filtered, namedRows, textOf, type Found, type ShownFacts } from "./search-filters.ts";
import type { Understood } from "./understand-query.ts";

/** Rows of which the properties are counted and the filters tried; the best ones come first. */
export const MOST_ROWS = 1000;
const MOST_PASSAGES = 5;
/** What was asked for is told apart by its beginning. */
const BEGINNING = 60;

function kindOf({ itemKind, state }: FoundFacts): SearchHit["kind"] {
  if (itemKind === undefined) return "application";
  if (itemKind === "letter") return "letter";
  return state === "published" ? "publication" : "item";
}

function shownFacts(facts: FoundFacts): ShownFacts {
  const kind = kindOf(facts);
  return {
    kind,
    unit: facts.unitName,
    year: facts.year,
    state: itemStates[facts.state as keyof typeof itemStates],
    property:
      kind === "letter"
        ? undefined
        : disclosureProperties[facts.property as keyof typeof disclosureProperties],
  };
}

/** What each step found, every row once: what was typed stands before what means the same. */
async function rowsOf(
  work: Work,
  { steps, filters }: Understood,
  named: Awaited<ReturnType<typeof namedRows>>,
): Promise<readonly Found[]> {
  const found = new Map<number, Found>();
  const shown = new Map<FoundFacts, ShownFacts>();
  const take = (rows: readonly FoundRow[], weight: number): void => {
    for (const { rowid, score, facts } of rows) {
      if (found.size === MOST_ROWS) return;
      if (found.has(rowid)) continue;
      let own = shown.get(facts);
      if (!own) shown.set(facts, (own = shownFacts(facts)));
      found.set(rowid, { rowid, score: score * weight, facts: own });
    }
  };
  for (const { match, weight } of steps)
    if (found.size < MOST_ROWS) take(await searchRows(work.db, match, MOST_ROWS), weight);
  if (steps.length === 0 && filters.length > 0) {
    const rows = new Set([...named.units, ...named.sections, ...(await newestRows(work.db, MOST_ROWS))]);
    take(await readFoundRows(work.db, [...rows].slice(0, MOST_ROWS)), 1);
  }
  return [...found.values()];
}

/** What was found before and after the filters, the best first. */
export async function findRows(
  work: Work,
  understood: Understood,
): Promise<{ readonly all: readonly Found[]; readonly found: readonly Found[] }> {
  const named = await namedRows(work, understood);
  const all = await rowsOf(work, understood, named);
  return { all, found: await filtered(work, all, understood, named) };
}

interface Described {
  readonly id: string;
  readonly title: string;
  readonly address: string;
  /** What tells it apart where its text holds none of the words. */
  readonly about: string;
  readonly text: string;
}

async function describeItems(work: Work, seqs: readonly number[]): Promise<ReadonlyMap<number, Described>> {
  const items = await readFoundItems(work.db, seqs);
  const bodies = await readBodies(
    work.db,
    items.map(({ id }) => id),
  );
  return new Map(
    items.map((item) => [
      item.seq * 2,
      {
        id: item.id,
        title: item.title,
        address:
          item.applicationId === undefined ? `/items/${item.id}` : `/applications/${item.applicationId}`,
        about: [
          item.docNumber,
          item.unitName,
          item.formedOn ? formatChineseDate(item.formedOn as CalendarDay) : "",
        ]
          .filter((part) => part !== "")
          .join("，"),
        text: bodies.has(item.id) ? textOf(bodies.get(item.id)) : "",
      },
    ]),
  );
}

async function describeApplications(
  work: Work,
  seqs: readonly number[],
): Promise<ReadonlyMap<number, Described>> {
  const applications = await readFoundApplications(work.db, seqs);
  return new Map(
    applications.map((application) => [
      application.seq * 2 + 1,
      {
        id: application.id,
        title: `${application.applicationNo} ${application.applicantName}`,
        address: `/applications/${application.id}`,
        about: application.requestedInformation.slice(0, BEGINNING),
        text: application.requestedInformation,
      },
    ]),
  );
}

/** The hits that are shown: title, address and passages are read of them alone. */
export async function describeHits(
  work: Work,
  window: readonly Found[],
  words: readonly string[],
): Promise<readonly SearchHit[]> {
  const seqsOf = (odd: 0 | 1): readonly number[] =>
    window.filter(({ rowid }) => rowid % 2 === odd).map(({ rowid }) => (rowid - odd) / 2);
  const items = await describeItems(work, seqsOf(0));
  const applications = await describeApplications(work, seqsOf(1));
  return window.flatMap((one): SearchHit[] => {
    const described = items.get(one.rowid) ?? applications.get(one.rowid);
    if (!described) return [];
    const { id, title, address, about, text } = described;
    const passages =
      one.passages?.map((passage) => excerptOf(passage, words)) ??
      passagesWith(joinCutLines(text), words, MOST_PASSAGES);
    return [
      {
        id,
        kind: one.facts.kind,
        title,
        snippet: passages[0] ?? about,
        score: one.score,
        address,
        passages: passages.slice(0, MOST_PASSAGES),
      },
    ];
  });
}
