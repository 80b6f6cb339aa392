import {
  newestRows,
  readBodies,
  readFacetRows,
  readFoundApplications,
  readFoundItems,
  readFoundRows,
  searchRows,
  type FoundFacts,
  type FoundRow,
} from "../../../../db/readers/search.ts";
import type { SearchHit } from "../../../../shared/contract/desk.ts";
import { disclosureProperties, itemStates } from "../../../../shared/domain/item/item-kinds.ts";
import { plainText } from "../../../../shared/domain/item/plain-text.ts";
import { parseStructuredDocument } from "../../../../shared/domain/item/structured-document.ts";
import { joinCutLines } from "../../../../shared/domain/search/cut-lines.ts";
import { excerptOf, holdsAny, passagesWith } from "../../../../shared/domain/search/snippet.ts";
import { passesFilters, taskPassages } from "../../../../shared/domain/search/task-passages.ts";
import { formatChineseDate, type CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import type { Work } from "../work.ts";
import type { Understood } from "./understand-query.ts";

/** Rows of which the properties are counted and the filters tried; the best ones come first. */
export const MOST_ROWS = 1000;
/** Papers whose single passages are read for a filter; the best ones come first. */
const MOST_READ = 200;
const MOST_PASSAGES = 5;
/** What was asked for is told apart by its beginning. */
const BEGINNING = 60;

/** What a hit is counted and filtered by, in the words that are shown; one object for all hits of the same. */
export interface ShownFacts {
  readonly kind: SearchHit["kind"];
  readonly unit: string | undefined;
  readonly year: string;
  readonly state: string | undefined;
  readonly property: string | undefined;
}

export interface Found {
  readonly rowid: number;
  readonly score: number;
  readonly facts: ShownFacts;
  /** The passages that a filter asks for, where it asks for passages. */
  readonly passages?: readonly string[];
}

/** Papers that name, in one of their passages, a unit or section that is filtered by. */
interface Named {
  readonly units: ReadonlySet<number>;
  readonly sections: ReadonlySet<number>;
}

const valuesOf = (
  { filters }: Pick<Understood, "filters">,
  field: Understood["filters"][number]["field"],
): readonly string[] => filters.filter((filter) => filter.field === field).map(({ value }) => value);

/** A database opened for rescue may be of a schema without facets. */
export const hasFacets = (work: Work): boolean => !work.store.readOnly;

async function namedRows(work: Work, understood: Understood): Promise<Named> {
  if (!hasFacets(work)) return { units: new Set(), sections: new Set() };
  const rows = async (facet: "unit" | "section"): Promise<ReadonlySet<number>> => {
    const found = new Set<number>();
    for (const value of valuesOf(understood, facet))
      for (const row of await readFacetRows(work.db, facet, value.replaceAll(/\s+/gu, ""))) found.add(row);
    return found;
  };
  return { units: await rows("unit"), sections: await rows("section") };
}

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
async function rowsOf(work: Work, { steps, filters }: Understood, named: Named): Promise<readonly Found[]> {
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

const kindWords: Readonly<Record<SearchHit["kind"], string>> = {
  item: "公开信息",
  publication: "已公开",
  letter: "文书",
  application: "依申请公开",
};

const isOfUnit = (found: Found, units: readonly string[]): boolean =>
  units.some((unit) => found.facts.unit?.includes(unit) ?? false);

/** Values of one filter are alternatives, different filters must all hold. */
function passes(found: Found, understood: Understood, named: Named): boolean {
  const fields = [...new Set(understood.filters.map(({ field }) => field))];
  return fields.every((field) => {
    const values = valuesOf(understood, field);
    if (field === "section") return named.sections.has(found.rowid);
    if (field === "unit") return isOfUnit(found, values) || named.units.has(found.rowid);
    return values.some((value) => {
      if (field === "kind") return kindWords[found.facts.kind].includes(value);
      const own = found.facts[field];
      return (
        own !== undefined && (field === "year" ? own === value.replace(/年$/u, "") : own.includes(value))
      );
    });
  });
}

const textOf = (body: unknown): string => {
  const parsed = parseStructuredDocument(body);
  return parsed.ok ? plainText(parsed.value) : "";
};

/**
 * A filter by section, or by a unit that a paper is not of but names, asks for passages (domain/search.md §2): those that name the
 * unit, stand in the section and hold what was looked for. A paper without such a passage is none.
 */
async function byPassages(
  work: Work,
  found: readonly Found[],
  understood: Understood,
): Promise<readonly Found[]> {
  const units = valuesOf(understood, "unit");
  const sections = valuesOf(understood, "section");
  const asksPassages = (one: Found): boolean =>
    sections.length > 0 || (units.length > 0 && !isOfUnit(one, units));
  const asked = found.filter(asksPassages).slice(0, MOST_READ);
  if (asked.length === 0) return found;
  const items = await readFoundItems(
    work.db,
    asked.map(({ rowid }) => rowid / 2),
  );
  const bodies = await readBodies(
    work.db,
    items.map(({ id }) => id),
  );
  const passages = new Map<number, readonly string[]>();
  for (const one of asked) {
    const item = items.find(({ seq }) => seq * 2 === one.rowid);
    const asks = { units: isOfUnit(one, units) ? [] : units, sections };
    const own = taskPassages(item && bodies.has(item.id) ? textOf(bodies.get(item.id)) : "")
      .filter((passage) => passesFilters(passage, asks) && holdsAny(passage.text, understood.shown))
      .map(({ text }) => text);
    if (own.length > 0) passages.set(one.rowid, own);
  }
  return found.flatMap((one) => {
    if (!asksPassages(one)) return [one];
    const own = passages.get(one.rowid);
    return own ? [{ ...one, passages: own }] : [];
  });
}

/** What was found before and after the filters, the best first. */
export async function findRows(
  work: Work,
  understood: Understood,
): Promise<{ readonly all: readonly Found[]; readonly found: readonly Found[] }> {
  const named = await namedRows(work, understood);
  const all = await rowsOf(work, understood, named);
  if (understood.filters.length === 0) return { all, found: all };
  const passing = all.filter((one) => passes(one, understood, named));
  return { all, found: await byPassages(work, passing, understood) };
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
