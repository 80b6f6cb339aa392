import { countNamedUnits, countRows } from "../../../../db/readers/search.ts";
import type { SearchAnswer, SearchHit } from "../../../../shared/contract/desk.ts";
import { mayReadContent } from "../../../../shared/domain/access/policy.ts";
import type { SearchFilter } from "../../../../shared/domain/search/parse-query.ts";
import { resultGroups, type ResultGroup } from "../../../../shared/domain/search/result-group.ts";
import { mergeUnitCounts } from "../../../../shared/domain/search/unit-names.ts";
import { answer } from "../answer.ts";
import type { Work } from "../work.ts";
import { hasFacets, isUnit, type Filtered, type Found, type ShownFacts } from "./search-filters.ts";
import { describeHits, findRows } from "./search-hits.ts";
import { understand, type Understood } from "./understand-query.ts";

const MOST_COUNTED = 50_000;
/** Of each kind so many stand before the list. */
const OF_EACH_GROUP = 3;

type Counted = ReadonlyMap<ShownFacts, number>;

/** How many hits have the same facts: a thousand hits come in some dozen kinds. */
function countFacts(found: readonly Found[]): Counted {
  const counts = new Map<ShownFacts, number>();
  for (const { facts } of found) counts.set(facts, (counts.get(facts) ?? 0) + 1);
  return counts;
}

function countBy(counted: Counted, of: (facts: ShownFacts) => string | undefined): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [facts, n] of counted) {
    const value = of(facts);
    if (value !== undefined && value !== "") counts[value] = (counts[value] ?? 0) + n;
  }
  return counts;
}

/** A value that was chosen stays visible, with 0 where nothing has it. */
function withChosen(
  counts: Record<string, number>,
  { filters }: Pick<Understood, "filters">,
  field: SearchFilter,
): Record<string, number> {
  for (const filter of filters)
    if (filter.field === field && !Object.keys(counts).some((value) => isUnit(value, filter.value)))
      counts[filter.value] = 0;
  return counts;
}

/** Every filter that is counted, over what passes the others: a second value of the same filter adds to the first. */
async function countGroups(
  work: Work,
  { found, butOne }: Filtered,
  understood: Pick<Understood, "filters">,
): Promise<SearchAnswer["facetGroups"]> {
  const passing = countFacts(found);
  const of = (field: SearchFilter): Counted => {
    const more = butOne.get(field);
    return more ? countFacts([...found, ...more]) : passing;
  };
  const by = (
    field: SearchFilter,
    value: (facts: ShownFacts) => string | undefined,
  ): Record<string, number> => withChosen(countBy(of(field), value), understood, field);
  const named = [...found, ...(butOne.get("unit") ?? [])].map(({ rowid }) => rowid);
  const responsible = hasFacets(work) ? mergeUnitCounts(await countNamedUnits(work.db, named)) : {};
  const units = mergeUnitCounts(countBy(of("unit"), ({ unit }) => unit));
  const neither = understood.filters.filter(
    ({ value }) => !Object.keys(responsible).some((name) => isUnit(name, value)),
  );
  return {
    kind: by("kind", ({ group }) => resultGroups[group]),
    unit: withChosen(units, { filters: neither }, "unit"),
    responsible,
    year: by("year", ({ year }) => year),
    state: by("state", ({ state }) => state),
    property: by("property", ({ property }) => property),
    form: by("form", ({ form }) => form),
    validity: by("validity", ({ validity }) => validity),
    origin: by("origin", ({ origin }) => origin),
  };
}

/** The best hits of each kind, the kind of the best hit first; none where all are of one kind. */
function groupsOf(found: readonly Found[]): ReadonlyMap<ResultGroup, { total: number; best: Found[] }> {
  const groups = new Map<ResultGroup, { total: number; best: Found[] }>();
  for (const one of found) {
    const own = groups.get(one.facts.group) ?? { total: 0, best: [] };
    groups.set(one.facts.group, own);
    own.total += 1;
    if (own.best.length < OF_EACH_GROUP) own.best.push(one);
  }
  return groups.size > 1 ? groups : new Map();
}

/**
 * One search box over items, letters and applications: what was typed, what letters stand for, what a slip was meant to be, and what
 * means the same (domain/search.md §5). The three administrators find nothing here.
 */
export async function search(work: Work, input: { query: string; limit: number }) {
  const understood = mayReadContent(work.actor) ? await understand(work, input.query) : undefined;
  const { all, found, butOne, isCut } = understood
    ? await findRows(work, understood)
    : { all: [], found: [], butOne: new Map(), isCut: false };
  const total =
    isCut && found.length === all.length && understood?.all !== undefined
      ? await countRows(work.db, understood.all, MOST_COUNTED)
      : found.length;
  const groups = groupsOf(found);
  const window = found.slice(0, input.limit);
  const shown = new Set([...window, ...[...groups.values()].flatMap(({ best }) => best)]);
  const described = new Map<Found, SearchHit>();
  for (const { of, hit } of await describeHits(work, [...shown], understood?.shown ?? []))
    described.set(of, hit);
  const hitsOf = (rows: readonly Found[]): readonly SearchHit[] =>
    rows.flatMap((row) => described.get(row) ?? []);
  return answer<SearchAnswer>({
    query: input.query,
    ...(understood?.corrected === undefined ? {} : { corrected: understood.corrected }),
    expanded: understood?.expanded ?? [],
    explain: understood?.explain ?? [],
    suggestions: understood?.suggestions ?? [],
    total,
    ...(isCut ? { countedOf: all.length } : {}),
    facets: countBy(countFacts(found), ({ kind }) => kind),
    facetGroups: await countGroups(work, { found, butOne }, understood ?? { filters: [] }),
    hits: hitsOf(window),
    groups: [...groups].map(([group, { total: n, best }]) => ({ group, total: n, hits: hitsOf(best) })),
  });
}
