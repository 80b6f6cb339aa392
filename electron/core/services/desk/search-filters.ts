import {
  readBodies,
  readFacetRows,
  readFoundItems,
  readPapersOfFilter,
  type PaperOfFilter,
} from "../../../../db/readers/search.ts";
import type { SearchHit } from "../../../../shared/contract/desk.ts";
import { itemKinds, type ItemKind } from "../../../../shared/domain/item/item-kinds.ts";
import { plainText } from "../../../../shared/domain/item/plain-text.ts";
import { parseStructuredDocument } from "../../../../shared/domain/item/structured-document.ts";
import { validityOn } from "../../../../shared/domain/publication/validity.ts";
import { holdsAny } from "../../../../shared/domain/search/snippet.ts";
import { passesFilters, taskPassages } from "../../../../shared/domain/search/task-passages.ts";
import type { CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { todayOf } from "../../ports/ports.ts";
import type { Work } from "../work.ts";
import type { Understood } from "./understand-query.ts";

/** Papers whose single passages are read for a filter; the best ones come first. */
const MOST_READ = 200;

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

/** What filters ask beyond the facts that come with every hit. */
export interface AskedBeside {
  /** Papers that name a unit as responsible in one of their passages. */
  readonly units: ReadonlySet<number>;
  readonly sections: ReadonlySet<number>;
  /** Title, kind and mark of the papers found. */
  readonly papers: ReadonlyMap<number, PaperOfFilter>;
}

const valuesOf = (
  { filters }: Pick<Understood, "filters">,
  field: Understood["filters"][number]["field"],
): readonly string[] => filters.filter((filter) => filter.field === field).map(({ value }) => value);

/** A database opened for rescue may be of a schema without facets. */
export const hasFacets = (work: Work): boolean => !work.store.readOnly;

/** Papers that name, in one of their passages, a unit or section that is filtered by. */
export async function namedRows(
  work: Work,
  understood: Understood,
): Promise<Pick<AskedBeside, "units" | "sections">> {
  if (!hasFacets(work)) return { units: new Set(), sections: new Set() };
  const rows = async (facet: "unit" | "section"): Promise<ReadonlySet<number>> => {
    const found = new Set<number>();
    for (const value of valuesOf(understood, facet))
      for (const row of await readFacetRows(work.db, facet, value.replaceAll(/\s+/gu, ""))) found.add(row);
    return found;
  };
  return { units: await rows("unit"), sections: await rows("section") };
}

const kindWords: Readonly<Record<SearchHit["kind"], string>> = {
  item: "公开信息",
  publication: "已公开",
  letter: "文书",
  application: "依申请公开",
};

const isOfUnit = (found: Found, units: readonly string[]): boolean =>
  units.some((unit) => found.facts.unit?.includes(unit) ?? false);

/** 文种 is how a title ends, also before what stands in brackets behind it: …的通知（试行）. */
const isOfForm = ({ title, kind }: PaperOfFilter, form: string): boolean =>
  title.replace(/[（(][^（）()]*[）)]\s*$/u, "").endsWith(form) ||
  (itemKinds[kind as ItemKind] ?? "").includes(form);

/** Of what is not out nothing is said. */
const validityOf = (found: Found, { validity }: PaperOfFilter, today: CalendarDay): string | undefined =>
  found.facts.kind === "publication" ? validityOn(validity, today) : undefined;

/** Values of one filter are alternatives, different filters must all hold. */
function passes(found: Found, understood: Understood, beside: AskedBeside, today: CalendarDay): boolean {
  const paper = beside.papers.get(found.rowid);
  const fields = [...new Set(understood.filters.map(({ field }) => field))];
  return fields.every((field) => {
    const values = valuesOf(understood, field);
    if (field === "section") return beside.sections.has(found.rowid);
    if (field === "unit") return isOfUnit(found, values) || beside.units.has(found.rowid);
    return values.some((value) => {
      if (field === "form") return paper !== undefined && isOfForm(paper, value);
      if (field === "validity") return paper !== undefined && validityOf(found, paper, today) === value;
      if (field === "kind") return kindWords[found.facts.kind].includes(value);
      const own = found.facts[field];
      return (
        own !== undefined && (field === "year" ? own === value.replace(/年$/u, "") : own.includes(value))
      );
    });
  });
}

export const textOf = (body: unknown): string => {
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

/** What was found and passes every filter, the best first. */
export async function filtered(
  work: Work,
  all: readonly Found[],
  understood: Understood,
  named: Awaited<ReturnType<typeof namedRows>>,
): Promise<readonly Found[]> {
  if (understood.filters.length === 0) return all;
  const asksPapers = understood.filters.some(({ field }) => field === "form" || field === "validity");
  const papers = asksPapers
    ? await readPapersOfFilter(
        work.db,
        all.map(({ rowid }) => rowid),
      )
    : new Map<number, PaperOfFilter>();
  const beside = { ...named, papers };
  const today = todayOf(work.ports);
  const passing = all.filter((one) => passes(one, understood, beside, today));
  return await byPassages(work, passing, understood);
}
