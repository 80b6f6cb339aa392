import { readBodies, readFacetRows, readFoundItems } from "../../../../db/readers/search.ts";
import type { SearchHit } from "../../../../shared/contract/desk.ts";
import { plainText } from "../../../../shared/domain/item/plain-text.ts";
import { parseStructuredDocument } from "../../../../shared/domain/item/structured-document.ts";
import { resultGroups, type ResultGroup } from "../../../../shared/domain/search/result-group.ts";
import { isOfForm, isPaperForm } from "../../../../shared/domain/search/paper-form.ts";
import type { SearchFilter } from "../../../../shared/domain/search/parse-query.ts";
import { holdsAny } from "../../../../shared/domain/search/snippet.ts";
import { passesFilters, taskPassages } from "../../../../shared/domain/search/task-passages.ts";
import { fullUnitName, unitSpellings } from "../../../../shared/domain/search/unit-names.ts";
import type { Work } from "../work.ts";
import type { Understood } from "./understand-query.ts";

/** Papers whose single passages are read for a filter; the best ones come first. */
const MOST_READ = 200;

/** What a hit is counted and filtered by, in the words that are shown; one object for all hits of the same. */
export interface ShownFacts {
  readonly kind: SearchHit["kind"];
  readonly group: ResultGroup;
  readonly unit: string | undefined;
  readonly year: string;
  readonly state: string | undefined;
  readonly property: string | undefined;
  readonly form: string | undefined;
  readonly validity: string | undefined;
  readonly origin: string | undefined;
  /** 文种 is filtered by the name of the kind too: 政策文件. */
  readonly itemKind: string | undefined;
}

export interface Found {
  readonly rowid: number;
  readonly score: number;
  readonly title: string;
  readonly facts: ShownFacts;
  /** The passages that a filter asks for, where it asks for passages. */
  readonly passages?: readonly string[];
}

/** What filters ask beyond the facts that come with every hit. */
export interface AskedBeside {
  /** Papers that name a unit as responsible in one of their passages. */
  readonly units: ReadonlySet<number>;
  readonly sections: ReadonlySet<number>;
}

const valuesOf = (
  { filters }: Pick<Understood, "filters">,
  field: Understood["filters"][number]["field"],
): readonly string[] => filters.filter((filter) => filter.field === field).map(({ value }) => value);

/** A database opened for rescue may be of a schema without facets. */
export const hasFacets = (work: Work): boolean => !work.store.readOnly;

/** Papers that name, in one of their passages, a unit or section that is filtered by. */
export async function namedRows(work: Work, understood: Understood): Promise<AskedBeside> {
  if (!hasFacets(work)) return { units: new Set(), sections: new Set() };
  const rows = async (facet: "unit" | "section"): Promise<ReadonlySet<number>> => {
    const found = new Set<number>();
    for (const value of valuesOf(understood, facet))
      for (const spelling of unitSpellings(value.replaceAll(/\s+/gu, "")))
        for (const row of await readFacetRows(work.db, facet, spelling)) found.add(row);
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

/** A unit is asked for by a part of its name, in any of its spellings. */
export const isUnit = (name: string, asked: string): boolean =>
  name.includes(asked) || fullUnitName(name).includes(fullUnitName(asked));

const isOfUnit = (found: Found, units: readonly string[]): boolean =>
  units.some((unit) => found.facts.unit !== undefined && isUnit(found.facts.unit, unit));

/** 公告 is how a title ends, 政策文件 a kind. */
const isOfAskedForm = ({ title, facts }: Found, asked: string): boolean =>
  (title !== "" && isOfForm(title, asked)) || (!isPaperForm(asked) && (facts.itemKind ?? "").includes(asked));

/** The filters that a hit does not pass. Values of one filter are alternatives, different filters must all hold. */
function failing(found: Found, understood: Understood, beside: AskedBeside): readonly SearchFilter[] {
  const fields = [...new Set(understood.filters.map(({ field }) => field))];
  return fields.filter((field) => {
    const values = valuesOf(understood, field);
    if (field === "section") return !beside.sections.has(found.rowid);
    if (field === "unit") return !(isOfUnit(found, values) || beside.units.has(found.rowid));
    return !values.some((value) => {
      if (field === "form") return isOfAskedForm(found, value);
      if (field === "kind")
        return kindWords[found.facts.kind].includes(value) || resultGroups[found.facts.group] === value;
      const own = found.facts[field];
      if (own === undefined) return false;
      if (field === "year") return own === value.replace(/年$/u, "");
      return field === "validity" ? own === value : own.includes(value);
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
      .filter((passage) => passesFilters(passage, asks, isUnit) && holdsAny(passage.text, understood.shown))
      .map(({ text }) => text);
    if (own.length > 0) passages.set(one.rowid, own);
  }
  return found.flatMap((one) => {
    if (!asksPassages(one)) return [one];
    const own = passages.get(one.rowid);
    return own ? [{ ...one, passages: own }] : [];
  });
}

/** What was found and passes every filter, the best first; and what passes all of them but one, by that one. */
export interface Filtered {
  readonly found: readonly Found[];
  readonly butOne: ReadonlyMap<SearchFilter, readonly Found[]>;
}

function addTo(lists: Map<SearchFilter, Found[]>, field: SearchFilter, one: Found): void {
  const own = lists.get(field);
  if (own) own.push(one);
  else lists.set(field, [one]);
}

export async function filtered(
  work: Work,
  all: readonly Found[],
  understood: Understood,
  named: AskedBeside,
): Promise<Filtered> {
  if (understood.filters.length === 0) return { found: all, butOne: new Map() };
  const passing: Found[] = [];
  const butOne = new Map<SearchFilter, Found[]>();
  for (const one of all) {
    const [field, ...more] = failing(one, understood, named);
    if (field === undefined) passing.push(one);
    else if (more.length === 0) addTo(butOne, field, one);
  }
  return { found: await byPassages(work, passing, understood), butOne };
}
