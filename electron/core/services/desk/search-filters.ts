import { readBodies, readFacetRows, readFoundItems, readTitles } from "../../../../db/readers/search.ts";
import type { SearchHit } from "../../../../shared/contract/desk.ts";
import { plainText } from "../../../../shared/domain/item/plain-text.ts";
import { parseStructuredDocument } from "../../../../shared/domain/item/structured-document.ts";
import { resultGroups } from "../../../../shared/domain/search/result-group.ts";
import { isOfForm, isPaperForm, tellsForm } from "../../../../shared/domain/search/paper-form.ts";
import type { SearchFilter } from "../../../../shared/domain/search/parse-query.ts";
import { holdsAny } from "../../../../shared/domain/search/snippet.ts";
import { passesFilters, taskPassages } from "../../../../shared/domain/search/task-passages.ts";
import { fullUnitName, unitSpellings } from "../../../../shared/domain/search/unit-names.ts";
import type { Work } from "../work.ts";
import { bestOf, type Found } from "./search-ranking.ts";
import type { ShownFacts } from "./shown-facts.ts";
import type { Understood } from "./understand-query.ts";

/** Papers whose single passages are read for a filter; the best ones come first. */
const MOST_READ = 200;

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
  /** What the facts of a hit tell; undefined where the row itself must be asked. */
  readonly told: (facts: ShownFacts) => boolean | undefined;
  readonly ofRow: (rowid: number) => boolean;
}

/** The titles that end with a 文种 that is none of the usual ones, of those hits that may have one. */
async function rowsByTitle(
  work: Work,
  all: readonly Found[],
  told: Test["told"],
  values: readonly string[],
): Promise<ReadonlySet<number>> {
  const asked = all.filter(({ facts }) => told(facts) === undefined).map(({ rowid }) => rowid);
  const titles = asked.length === 0 ? [] : await readTitles(work.db, asked);
  return new Set(
    titles.flatMap(({ rowid, title }) => (values.some((value) => isOfForm(title, value)) ? [rowid] : [])),
  );
}

/** Values of one filter are alternatives. */
async function testOf(
  work: Work,
  all: readonly Found[],
  field: SearchFilter,
  values: readonly string[],
  beside: AskedBeside,
): Promise<Test> {
  if (field === "section")
    return { field, told: () => undefined, ofRow: (rowid) => beside.sections.has(rowid) };
  const told = (facts: ShownFacts): boolean | undefined => {
    const each = values.map((value) => factsPass(facts, field, value));
    return each.includes(true) || (each.includes(undefined) ? undefined : false);
  };
  if (field === "unit")
    return { field, told: (facts) => told(facts) || undefined, ofRow: (rowid) => beside.units.has(rowid) };
  const byTitle =
    field === "form" && !values.every(isPaperForm) ? await rowsByTitle(work, all, told, values) : new Set();
  return { field, told, ofRow: (rowid) => byTitle.has(rowid) };
}

/** The one filter that a hit does not pass; none, or several. */
type Verdict = SearchFilter | "none" | "several";

function verdictOf(tests: readonly Test[], passes: (test: Test) => boolean): Verdict {
  const [first, second] = tests.filter((test) => !passes(test));
  return first === undefined ? "none" : second === undefined ? first.field : "several";
}

/** What facts tell is found out once for all hits of the same. */
function judge(tests: readonly Test[]): (one: Found) => Verdict {
  const known = new Map<ShownFacts, Verdict | ((rowid: number) => Verdict)>();
  return ({ facts, rowid }) => {
    let verdict = known.get(facts);
    if (verdict === undefined) {
      const told = new Map(tests.map((test) => [test, test.told(facts)]));
      verdict = [...told.values()].includes(undefined)
        ? (row) => verdictOf(tests, (test) => told.get(test) ?? test.ofRow(row))
        : verdictOf(tests, (test) => told.get(test) === true);
      known.set(facts, verdict);
    }
    return typeof verdict === "string" ? verdict : verdict(rowid);
  };
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
  if (units.length + sections.length === 0) return found;
  const madeByUnit = new Map<ShownFacts, boolean>();
  const asksPassages = (one: Found): boolean => {
    if (sections.length > 0) return true;
    let isMade = madeByUnit.get(one.facts);
    if (isMade === undefined) madeByUnit.set(one.facts, (isMade = isOfUnit(one, units)));
    return !isMade;
  };
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
  const verdictOn = judge(tests);
  for (const one of all) {
    const verdict = verdictOn(one);
    if (verdict === "none") passing.push(one);
    else if (verdict !== "several") addTo(butOne, verdict, one);
  }
  return { found: await byPassages(work, passing, understood), butOne };
}
