import type { SearchAnswer, SearchHit } from "../../../../shared/contract/desk.ts";
import { mayReadContent } from "../../../../shared/domain/access/policy.ts";
import type { SearchFilter } from "../../../../shared/domain/search/parse-query.ts";
import { resultGroups, type ResultGroup } from "../../../../shared/domain/search/result-group.ts";
import { mergeUnitCounts } from "../../../../shared/domain/search/unit-names.ts";
import { answer } from "../answer.ts";
import type { Work } from "../work.ts";
import { isUnit, type Filtered } from "./search-filters.ts";
import { describeHits, findRows } from "./search-hits.ts";
import { bestOf, byRank, keepBest, type Found } from "./search-ranking.ts";
import type { ShownFacts } from "./shown-facts.ts";
import { understand, type Understood } from "./understand-query.ts";

/** Of each kind so many stand before the list. */
const OF_EACH_GROUP = 3;

type Counted = ReadonlyMap<ShownFacts, number>;

/** How many hits have the same facts, those of the best hit first: a thousand hits come in some dozen kinds. */
function countFacts(found: readonly Found[]): Counted {
  const own = new Map<ShownFacts, { best: Found; n: number }>();
  for (const one of found) {
    const same = own.get(one.facts);
    if (!same) own.set(one.facts, { best: one, n: 1 });
    else {
      same.n += 1;
      if (byRank(one, same.best) < 0) same.best = one;
    }
  }
  const inOrder = [...own].toSorted(([, a], [, b]) => byRank(a.best, b.best));
  return new Map(inOrder.map(([facts, { n }]) => [facts, n]));
}

function added(counted: Counted, more: Counted): Counted {
  const sum = new Map(counted);
  for (const [facts, n] of more) sum.set(facts, (sum.get(facts) ?? 0) + n);
  return sum;
}

function countBy(counted: Counted, of: (facts: ShownFacts) => string | undefined): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [facts, n] of counted) {
    const value = of(facts);
    if (value !== undefined && value !== "") counts[value] = (counts[value] ?? 0) + n;
  }
  return counts;
}

/** How many of the hits name each unit as responsible in one of their passages, the most named first. */
function countNamed(counted: Counted): Record<string, number> {
  const counts = new Map<string, number>();
  for (const [{ responsible }, n] of counted)
    for (const name of responsible) counts.set(name, (counts.get(name) ?? 0) + n);
  return Object.fromEntries([...counts].toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)));
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
function countGroups(
  passing: Counted,
  { butOne }: Pick<Filtered, "butOne">,
  understood: Pick<Understood, "filters">,
): SearchAnswer["facetGroups"] {
  const widened = new Map(
    [...butOne].map(([field, more]) => [field, added(passing, countFacts(more))] as const),
  );
  const of = (field: SearchFilter): Counted => widened.get(field) ?? passing;
  const by = (
    field: SearchFilter,
    value: (facts: ShownFacts) => string | undefined,
  ): Record<string, number> => withChosen(countBy(of(field), value), understood, field);
  const responsible = mergeUnitCounts(countNamed(of("unit")));
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
function groupsOf(
  found: readonly Found[],
  passing: Counted,
): readonly { readonly group: ResultGroup; readonly total: number; readonly best: readonly Found[] }[] {
  const totals = new Map<ResultGroup, number>();
  for (const [{ group }, n] of passing) totals.set(group, (totals.get(group) ?? 0) + n);
  if (totals.size < 2) return [];
  const groups = [...totals].map(([group, total]) => ({ group, total, best: [] as Found[] }));
  const byGroup = new Map(groups.map(({ group, best }) => [group, best]));
  for (const one of found) keepBest(byGroup.get(one.facts.group) ?? [], one, OF_EACH_GROUP);
  return groups;
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
  const passing = countFacts(found);
  const groups = groupsOf(found, passing);
  const window = bestOf(found, input.limit);
  const shown = new Set([...window, ...groups.flatMap(({ best }) => best)]);
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
    total: found.length,
    ...(isCut ? { countedOf: all.length } : {}),
    facets: countBy(passing, ({ kind }) => kind),
    facetGroups: countGroups(passing, { butOne }, understood ?? { filters: [] }),
    hits: hitsOf(window),
    groups: groups.map(({ group, total: n, best }) => ({ group, total: n, hits: hitsOf(best) })),
  });
}
