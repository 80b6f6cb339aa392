import { Checkbox } from "antd";
import { memo } from "react";

import { ScrollRegion } from "../../components/scroll-region/scroll-region.tsx";
import { groupedNumber } from "../../wording/numbers.ts";
import { facetGroups, filterChips, noFilter, toggled } from "./items-filter.ts";
import { useItemsStore } from "./items-store.ts";

/** The conditions with the number of items each would show. */
function Facets() {
  const filter = useItemsStore((state) => state.filter);
  const facets = useItemsStore((state) => state.facets);
  const setFilter = useItemsStore((state) => state.setFilter);
  return (
    <div className="facets" data-pane="facets">
      <div className="facets__head">
        <h2>筛选</h2>
        {filterChips(filter).length > 0 ? (
          <button
            type="button"
            className="link-button text-13"
            onClick={() => setFilter({ ...noFilter, sort: filter.sort })}
          >
            清除
          </button>
        ) : null}
      </div>
      <ScrollRegion className="facets__body" label="筛选条件">
        <section aria-label="承办">
          <div className="facets__row">
            <Checkbox
              checked={filter.mine}
              onChange={(event) => setFilter({ ...filter, mine: event.target.checked })}
            >
              只看我承办的
            </Checkbox>
          </div>
        </section>
        {facetGroups(filter, facets).map((group) => (
          <section key={group.title} aria-label={group.title}>
            <h3>{group.title}</h3>
            {group.rows.map((row) => (
              <div key={`${row.facet}-${row.value}`} className={`facets__row ${row.checked ? "strong" : ""}`}>
                <Checkbox
                  checked={row.checked}
                  onChange={() => setFilter(toggled(filter, row.facet, row.value))}
                >
                  {row.label}
                </Checkbox>
                <span className="facets__count">{groupedNumber(row.count)}</span>
              </div>
            ))}
            {group.more > 0 ? <p className="text-12 ink-3">另有 {group.more} 个，事项较少</p> : null}
          </section>
        ))}
      </ScrollRegion>
    </div>
  );
}

/** Drawn again when the conditions change, not with the list beside it. */
export const FacetColumn = memo(Facets);
