import { readBodies, readFacetRows, readFoundItems, readTitles } from "../../../../db/readers/search.ts";
import type { SearchHit } from "../../../../shared/contract/desk.ts";
import { plainText } from "../../../../shared/domain/item/plain-text.ts";
import { parseStructuredDocument } from "../../../../shared/domain/item/structured-document.ts";
import { resultGroups, type ResultGroup } from "../../../../shared/domain/search/result-group.ts";
import { isOfForm, isPaperForm, tellsForm } from "../../../../shared/domain/search/paper-form.ts";
import type { SearchFilter } from "../../../../shared/domain/search/parse-query.ts";
import { holdsAny } from "../../../../shared/domain/search/snippet.ts";
import { passesFilters, taskPassages } from "../../../../shared/domain/search/task-passages.ts";
import { fullUnitName, unitSpellings } from "../../../../shared/domain/search/unit-names.ts";
import type { Work } from "../work.ts";
import { bestOf, type Found } from "./search-ranking.ts";
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
  /** The 文种 that a title ends with, of a letter too. */
  readonly ending: string | undefined;
  readonly validity: string | undefined;
  readonly origin: string | undefined;
  /** 文种 is filtered by the name of the kind too: 政策文件. */
  readonly itemKind: string | undefined;
  /** The units that its passages name as responsible. */
  readonly responsible: readonly string[];
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
const hasFacets = (work: Work): boolean => !work.store.readOnly;

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

/** Whether the facts of a hit pass a filter; undefined where its title must be looked at. */
function factsPass(facts: ShownFacts, field: SearchFilter, value: string): boolean | undefined {
  if (field === "form") {
    // 公告 is how a title ends, 政策文件 a kind.
    if (!isPaperForm(value) && (facts.itemKind ?? "").includes(value)) return true;
    return tellsForm(facts.ending, value);
  }
  if (field === "kind") return kindWords[facts.kind].includes(value) || resultGroups[facts.group] === value;
  if (field === "unit") return facts.unit !== undefined && isUnit(facts.unit, value);
  const own = field === "section" ? undefined : facts[field];
  if (own === undefined) return false;
  if (field === "year") return own === value.replace(/年$/u, "");
  return field === "validity" ? own === value : own.includes(value);
}

interface Test {
  readonly field: SearchFilter;
  readonly passes: (found: Found) => boolean;
}

/** Values of one filter are alternatives. What facts tell is found out once for all hits of the same. */
async function testOf(
  work: Work,
  all: readonly Found[],
  field: SearchFilter,
  values: readonly string[],
  beside: AskedBeside,
): Promise<Test> {
  if (field === "section") return { field, passes: ({ rowid }) => beside.sections.has(rowid) };
  const known = new Map<ShownFacts, boolean | undefined>();
  const told = ({ facts }: Found): boolean | undefined => {
    let passes = known.get(facts);
    if (passes === undefined && !known.has(facts)) {
      const each = values.map((value) => factsPass(facts, field, value));
      known.set(facts, (passes = each.includes(true) || (each.includes(undefined) ? undefined : false)));
    }
    return passes;
  };
  if (field === "unit")
    return { field, passes: (found) => told(found) === true || beside.units.has(found.rowid) };
  const asked = field === "form" ? all.filter((found) => told(found) === undefined) : [];
  const titles =
    asked.length === 0
      ? []
      : await readTitles(
          work.db,
          asked.map(({ rowid }) => rowid),
        );
  const byTitle = new Set(
    titles.flatMap(({ rowid, title }) => (values.some((value) => isOfForm(title, value)) ? [rowid] : [])),
  );
  return { field, passes: (found) => told(found) ?? byTitle.has(found.rowid) };
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
  const asked = bestOf(found.filter(asksPassages), MOST_READ);
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

/** What was found and passes every filter; and what passes all of them but one, by that one. */
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
  const tests: Test[] = [];
  for (const field of new Set(understood.filters.map((filter) => filter.field)))
    tests.push(await testOf(work, all, field, valuesOf(understood, field), named));
  for (const one of all) {
    let failed: SearchFilter | undefined;
    let isOut = false;
    for (const { field, passes } of tests) {
      if (passes(one)) continue;
      isOut = failed !== undefined;
      if (isOut) break;
      failed = field;
    }
    if (failed === undefined) passing.push(one);
    else if (!isOut) addTo(butOne, failed, one);
  }
  return { found: await byPassages(work, passing, understood), butOne };
}
