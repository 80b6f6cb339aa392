import type { TypedFilter } from "../../shared/domain/search/parse-query.ts";
import { ScrollRegion } from "../components/scroll-region/scroll-region.tsx";
import { groupedNumber } from "../wording/numbers.ts";
import type { FacetGroup } from "./palette-model.ts";

/** What the hits may be narrowed by, with the number of each; a filter that is chosen stands in the query, as if it was typed. */
export function PaletteFacets({
  groups,
  countedOf,
  onTurn,
}: {
  readonly groups: readonly FacetGroup[];
  readonly countedOf: number | undefined;
  readonly onTurn: (filter: TypedFilter) => void;
}) {
  return (
    <ScrollRegion className="palette__facets" label="筛选">
      {countedOf === undefined ? null : (
        <p className="text-12 ink-3">按最相关的 {groupedNumber(countedOf)} 条统计</p>
      )}
      {groups.map(({ title, rows, more }) => (
        <section key={title} aria-label={title}>
          <h3>{title}</h3>
          {rows.map(({ filter, count, chosen }) => (
            <button
              key={filter.value}
              type="button"
              className={`palette__facet ${chosen ? "palette__facet--chosen" : ""}`}
              aria-pressed={chosen}
              onClick={() => onTurn(filter)}
            >
              <span className="one-line">
                {chosen ? "✓ " : ""}
                {filter.value}
              </span>
              <span className="palette__count">{groupedNumber(count)}</span>
            </button>
          ))}
          {more > 0 ? <p className="text-12 ink-3">另有 {more} 个</p> : null}
        </section>
      ))}
    </ScrollRegion>
  );
}
