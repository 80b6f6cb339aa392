import { countNamedUnits, countRows } from "../../../../db/readers/search.ts";
import type { SearchAnswer } from "../../../../shared/contract/desk.ts";
import { mayReadContent } from "../../../../shared/domain/access/policy.ts";
import { answer } from "../answer.ts";
import type { Work } from "../work.ts";
import { hasFacets, type Found, type ShownFacts } from "./search-filters.ts";
import { describeHits, findRows, MOST_ROWS } from "./search-hits.ts";
import { understand } from "./understand-query.ts";

const MOST_COUNTED = 50_000;

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

/**
 * One search box over items, letters and applications: what was typed, what letters stand for, what a slip was meant to be, and what
 * means the same (domain/search.md §5). The three administrators find nothing here.
 */
export async function search(work: Work, input: { query: string; limit: number }) {
  const understood = mayReadContent(work.actor) ? await understand(work, input.query) : undefined;
  const { all, found } = understood ? await findRows(work, understood) : { all: [], found: [] };
  const total =
    found.length === all.length && understood?.all !== undefined && found.length >= MOST_ROWS
      ? await countRows(work.db, understood.all, MOST_COUNTED)
      : found.length;
  const counted = countFacts(found);
  return answer<SearchAnswer>({
    query: input.query,
    ...(understood?.corrected === undefined ? {} : { corrected: understood.corrected }),
    expanded: understood?.expanded ?? [],
    explain: understood?.explain ?? [],
    suggestions: understood?.suggestions ?? [],
    total,
    facets: countBy(counted, ({ kind }) => kind),
    facetGroups: {
      unit: countBy(counted, ({ unit }) => unit),
      responsible: hasFacets(work)
        ? await countNamedUnits(
            work.db,
            found.map(({ rowid }) => rowid),
          )
        : {},
      year: countBy(counted, ({ year }) => year),
      state: countBy(counted, ({ state }) => state),
      property: countBy(counted, ({ property }) => property),
    },
    hits: await describeHits(work, found.slice(0, input.limit), understood?.shown ?? []),
  });
}
