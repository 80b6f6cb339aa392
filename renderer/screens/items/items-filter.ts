import {
  disclosureProperties,
  itemKinds,
  itemStates,
  type DisclosureProperty,
  type ItemKind,
  type ItemState,
} from "../../../shared/domain/item/item-kinds.ts";
import type { CallInput } from "../../core-client/core-client.ts";

export type ItemsSort = "updated" | "due" | "title";

/** What the person wants to see. Kept in the address, so that a filtered list can be copied and opened again. */
export interface ItemsFilter {
  readonly state: readonly ItemState[];
  readonly kind: readonly ItemKind[];
  readonly disclosureProperty: readonly DisclosureProperty[];
  readonly mine: boolean;
  readonly titleContains: string;
  readonly sort: ItemsSort;
}

export const noFilter: ItemsFilter = {
  state: [],
  kind: [],
  disclosureProperty: [],
  mine: false,
  titleContains: "",
  sort: "updated",
};

export type FacetName = "state" | "kind" | "disclosureProperty";

/** The values a facet may have and their words, in the order of the column. */
export const facetValues: Readonly<Record<FacetName, Readonly<Record<string, string>>>> = {
  state: { ...itemStates, drafting: "草稿、自审", approved: "待发布" },
  disclosureProperty: disclosureProperties,
  kind: itemKinds,
};

export const facetTitles: Readonly<Record<FacetName, string>> = {
  state: "环节",
  disclosureProperty: "公开属性",
  kind: "信息种类",
};

function listed<Value extends string>(
  text: string | null,
  allowed: Readonly<Record<Value, unknown>>,
): Value[] {
  return (text ?? "").split(",").filter((value): value is Value => Object.hasOwn(allowed, value));
}

/** Reads the filter from the query part of the address; what is unknown there is ignored. */
export function readFilter(query: URLSearchParams): ItemsFilter {
  const sort = query.get("sort");
  return {
    state: listed<ItemState>(query.get("state"), itemStates),
    kind: listed<ItemKind>(query.get("kind"), itemKinds),
    disclosureProperty: listed<DisclosureProperty>(query.get("property"), disclosureProperties),
    mine: query.get("mine") === "1",
    titleContains: "",
    sort: sort === "due" || sort === "title" ? sort : "updated",
  };
}

/**
 * Writes the filter into the query part. The words looked for stay out of it: they may be content, and addresses end
 * up in histories (V12).
 */
export function writeFilter(filter: ItemsFilter): URLSearchParams {
  const query = new URLSearchParams();
  if (filter.state.length > 0) query.set("state", filter.state.join(","));
  if (filter.kind.length > 0) query.set("kind", filter.kind.join(","));
  if (filter.disclosureProperty.length > 0) query.set("property", filter.disclosureProperty.join(","));
  if (filter.mine) query.set("mine", "1");
  if (filter.sort !== "updated") query.set("sort", filter.sort);
  return query;
}

/** Puts a value into a facet, or takes it out. */
export function toggled(filter: ItemsFilter, facet: FacetName, value: string): ItemsFilter {
  const before: readonly string[] = filter[facet];
  const after = before.includes(value) ? before.filter((other) => other !== value) : [...before, value];
  return { ...filter, [facet]: after };
}

export interface FilterChip {
  readonly key: string;
  readonly label: string;
  /** The same inside a sentence. */
  readonly words: string;
  readonly without: ItemsFilter;
}

/** Every condition in force, in words, each with the filter that lacks it. */
export function filterChips(filter: ItemsFilter): readonly FilterChip[] {
  const facets: readonly FacetName[] = ["state", "disclosureProperty", "kind"];
  return [
    ...facets.flatMap((facet) =>
      (filter[facet] as readonly string[]).map((value) => ({
        key: `${facet}-${value}`,
        label: `${facetTitles[facet]}：${facetValues[facet][value] ?? value}`,
        words: facetValues[facet][value] ?? value,
        without: toggled(filter, facet, value),
      })),
    ),
    ...(filter.mine
      ? [{ key: "mine", label: "只看我承办的", words: "我承办的", without: { ...filter, mine: false } }]
      : []),
    ...(filter.titleContains === ""
      ? []
      : [
          {
            key: "title",
            label: `标题含“${filter.titleContains}”`,
            words: `标题含“${filter.titleContains}”`,
            without: { ...filter, titleContains: "" },
          },
        ]),
  ];
}

/** The input of `items.list` for one window of the list. */
export function listInput(
  filter: ItemsFilter,
  after: string | undefined,
  limit: number,
): CallInput<"items.list"> {
  return {
    limit,
    sort: filter.sort,
    ...(after === undefined ? {} : { after }),
    ...(filter.state.length > 0 ? { state: [...filter.state] } : {}),
    ...(filter.kind.length > 0 ? { kind: [...filter.kind] } : {}),
    ...(filter.disclosureProperty.length > 0 ? { disclosureProperty: [...filter.disclosureProperty] } : {}),
    ...(filter.mine ? { mine: true } : {}),
    ...(filter.titleContains === "" ? {} : { titleContains: filter.titleContains }),
  };
}

/** How many items fit, when the facets can tell: no condition, or conditions of one facet only. */
export function countFromFacets(
  filter: ItemsFilter,
  facets: { readonly total: number } & Readonly<Record<FacetName, Readonly<Record<string, number>>>>,
): number | undefined {
  if (filter.mine || filter.titleContains !== "") return undefined;
  const used = (["state", "kind", "disclosureProperty"] as const).filter((facet) => filter[facet].length > 0);
  const [facet, ...others] = used;
  if (facet === undefined) return facets.total;
  if (others.length > 0) return undefined;
  return filter[facet].reduce((sum, value) => sum + (facets[facet][value] ?? 0), 0);
}
