import { Checkbox } from "antd";
import { memo } from "react";

import { ScrollRegion } from "../../components/scroll-region/scroll-region.tsx";
import { groupedNumber } from "../../wording/numbers.ts";
import { facetTitles, facetValues, noFilter, toggled, type FacetName } from "./items-filter.ts";
import { useItemsStore } from "./items-store.ts";

const order: readonly FacetName[] = ["state", "disclosureProperty", "kind"];

/** The conditions with the number of items each would show. */
function Facets() {
  const filter = useItemsStore((state) => state.filter);
  const facets = useItemsStore((state) => state.facets);
  const setFilter = useItemsStore((state) => state.setFilter);
  return (
    <div className="facets" data-pane="facets">
      <div className="facets__head">
        <h2>筛选</h2>
        <button
          type="button"
          className="link-button text-13"
          onClick={() => setFilter({ ...noFilter, sort: filter.sort })}
        >
          清除
        </button>
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
        {order.map((facet) => (
          <section key={facet} aria-label={facetTitles[facet]}>
            <h3>{facetTitles[facet]}</h3>
            {Object.entries(facetValues[facet])
              .filter(
                ([value]) =>
                  (facets?.[facet][value] ?? 0) > 0 || (filter[facet] as readonly string[]).includes(value),
              )
              .map(([value, label]) => {
                const checked = (filter[facet] as readonly string[]).includes(value);
                return (
                  <div key={value} className={`facets__row ${checked ? "strong" : ""}`}>
                    <Checkbox checked={checked} onChange={() => setFilter(toggled(filter, facet, value))}>
                      {label}
                    </Checkbox>
                    <span className="facets__count">{groupedNumber(facets?.[facet][value] ?? 0)}</span>
                  </div>
                );
              })}
          </section>
        ))}
      </ScrollRegion>
    </div>
  );
}

/** Drawn again when the conditions change, not with the list beside it. */
export const FacetColumn = memo(Facets);
