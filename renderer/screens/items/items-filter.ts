import {
  disclosureProperties,
  itemKinds,
  itemStates,
  type DisclosureProperty,
  type ItemKind,
  type ItemState,
} from "../../../shared/domain/item/item-kinds.ts";
import { dueBuckets, type DueBucket } from "../../../shared/domain/item/due-bucket.ts";
import { itemStages, type ItemStage } from "../../../shared/domain/review/review-stages.ts";
import type { CallInput } from "../../core-client/core-client.ts";

export type ItemsSort = "updated" | "due" | "title";

/** What the person wants to see. Kept in the address, so that a filtered list can be copied and opened again. */
export interface ItemsFilter {
  readonly state: readonly ItemState[];
  /** Beside `state`: either fits. */
  readonly stage: readonly ItemStage[];
  readonly due: readonly DueBucket[];
  readonly unit: readonly string[];
  readonly kind: readonly ItemKind[];
  readonly disclosureProperty: readonly DisclosureProperty[];
  readonly mine: boolean;
  readonly titleContains: string;
  readonly sort: ItemsSort;
}

export const noFilter: ItemsFilter = {
  state: [],
  stage: [],
  due: [],
  unit: [],
  kind: [],
  disclosureProperty: [],
  mine: false,
  titleContains: "",
  sort: "updated",
};

export type FacetName = "state" | "stage" | "disclosureProperty" | "due" | "unit" | "kind";

/** The words of a value; a unit is called by its name. */
const facetWords: Readonly<Record<FacetName, Readonly<Record<string, string>>>> = {
  state: { ...itemStates, drafting: "草稿", approved: "待发布" },
  stage: itemStages,
  disclosureProperty: disclosureProperties,
  due: dueBuckets,
  unit: {},
  kind: itemKinds,
};

const facetTitles: Readonly<Record<FacetName, string>> = {
  state: "环节",
  stage: "环节",
  disclosureProperty: "公开属性",
  due: "发布期限",
  unit: "承办单位",
  kind: "信息种类",
};

const facetOrder = Object.keys(facetTitles) as readonly FacetName[];

const wordsOf = (facet: FacetName, value: string): string => facetWords[facet][value] ?? value;

/** How many items each value of a facet would show. */
export type FacetCounts = { readonly total: number } & Readonly<
  Record<FacetName, Readonly<Record<string, number>>>
>;

export interface FacetRow {
  readonly facet: FacetName;
  readonly value: string;
  readonly label: string;
  readonly count: number;
  readonly checked: boolean;
}

export interface FacetGroup {
  readonly title: string;
  readonly rows: readonly FacetRow[];
  /** Values that the column leaves out: the least frequent ones of a long facet. */
  readonly more: number;
}

/** More units than these make a list nobody reads; the others are reached by what is looked for. */
const unitsShown = 12;

/** 环节 in the order a paper goes: what is under review is told by its stage. */
const pathOfPaper: readonly (readonly [FacetName, string])[] = [
  ["state", "drafting"],
  ...Object.keys(itemStages).map((stage) => ["stage", stage] as const),
  ["state", "underReview"],
  ["state", "returned"],
  ["state", "approved"],
  ["state", "published"],
  ["state", "withdrawn"],
  ["state", "withheld"],
];

/** The conditions of the column, with what each would show; without a paper and unchosen it stays away. */
export function facetGroups(filter: ItemsFilter, counts: FacetCounts | undefined): readonly FacetGroup[] {
  const rowOf = ([facet, value]: readonly [FacetName, string]): FacetRow => ({
    facet,
    value,
    label: wordsOf(facet, value),
    count: counts?.[facet][value] ?? 0,
    checked: (filter[facet] as readonly string[]).includes(value),
  });
  const shown = (row: FacetRow): boolean =>
    row.checked || (row.count > 0 && !(row.facet === "state" && row.value === "underReview"));
  const ofTable = (facet: FacetName): readonly FacetRow[] =>
    Object.keys(facetWords[facet])
      .map((value) => rowOf([facet, value]))
      .filter(shown);
  const units = [...new Set([...Object.keys(counts?.unit ?? {}), ...filter.unit])]
    .map((unit) => rowOf(["unit", unit]))
    .filter(shown)
    .toSorted((a, b) => b.count - a.count || a.label.localeCompare(b.label, "zh"));
  const shownUnits = units.filter((row, index) => index < unitsShown || row.checked);
  return [
    { title: facetTitles.state, rows: pathOfPaper.map(rowOf).filter(shown), more: 0 },
    { title: facetTitles.disclosureProperty, rows: ofTable("disclosureProperty"), more: 0 },
    { title: facetTitles.due, rows: ofTable("due"), more: 0 },
    { title: facetTitles.unit, rows: shownUnits, more: units.length - shownUnits.length },
    { title: facetTitles.kind, rows: ofTable("kind"), more: 0 },
  ].filter((group) => group.rows.length > 0);
}

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
    stage: listed<ItemStage>(query.get("stage"), itemStages),
    due: listed<DueBucket>(query.get("due"), dueBuckets),
    unit: [...new Set(query.getAll("unit").filter((name) => name.trim() !== ""))].slice(0, 200),
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
  if (filter.stage.length > 0) query.set("stage", filter.stage.join(","));
  if (filter.due.length > 0) query.set("due", filter.due.join(","));
  for (const unit of filter.unit) query.append("unit", unit);
  if (filter.kind.length > 0) query.set("kind", filter.kind.join(","));
  if (filter.disclosureProperty.length > 0) query.set("property", filter.disclosureProperty.join(","));
  if (filter.mine) query.set("mine", "1");
  if (filter.sort !== "updated") query.set("sort", filter.sort);
  return query;
}

/** Puts a value into a facet, or takes it out. Whoever asks what is near its end wants the nearest first. */
export function toggled(filter: ItemsFilter, facet: FacetName, value: string): ItemsFilter {
  const before: readonly string[] = filter[facet];
  const after = before.includes(value) ? before.filter((other) => other !== value) : [...before, value];
  const nearestFirst = facet === "due" && before.length === 0 && filter.sort === "updated";
  return { ...filter, [facet]: after, ...(nearestFirst ? { sort: "due" as const } : {}) };
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
  return [
    ...facetOrder.flatMap((facet) =>
      (filter[facet] as readonly string[]).map((value) => ({
        key: `${facet}-${value}`,
        label: `${facetTitles[facet]}：${wordsOf(facet, value)}`,
        words: wordsOf(facet, value),
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
    ...(filter.stage.length > 0 ? { stage: [...filter.stage] } : {}),
    ...(filter.due.length > 0 ? { due: [...filter.due] } : {}),
    ...(filter.unit.length > 0 ? { unit: [...filter.unit] } : {}),
    ...(filter.kind.length > 0 ? { kind: [...filter.kind] } : {}),
    ...(filter.disclosureProperty.length > 0 ? { disclosureProperty: [...filter.disclosureProperty] } : {}),
    ...(filter.mine ? { mine: true } : {}),
    ...(filter.titleContains === "" ? {} : { titleContains: filter.titleContains }),
  };
}

/** How many items fit, when the facets can tell: no condition, or conditions of one group only. */
export function countFromFacets(filter: ItemsFilter, facets: FacetCounts): number | undefined {
  if (filter.mine || filter.titleContains !== "") return undefined;
  const sumOf = (facet: FacetName): number =>
    (filter[facet] as readonly string[]).reduce((sum, value) => sum + (facets[facet][value] ?? 0), 0);
  const groups: readonly (readonly [readonly FacetName[], () => number])[] = [
    // What is on a stage is under review: it is counted once.
    [["state", "stage"], () => sumOf("state") + (filter.state.includes("underReview") ? 0 : sumOf("stage"))],
    [["disclosureProperty"], () => sumOf("disclosureProperty")],
    // Ten days hold three.
    [
      ["due"],
      () =>
        (filter.due.includes("overdue") ? (facets.due["overdue"] ?? 0) : 0) +
        (filter.due.includes("within10")
          ? (facets.due["within10"] ?? 0)
          : filter.due.includes("within3")
            ? (facets.due["within3"] ?? 0)
            : 0),
    ],
    [["unit"], () => sumOf("unit")],
    [["kind"], () => sumOf("kind")],
  ];
  const used = groups.filter(([names]) => names.some((name) => filter[name].length > 0));
  const [group, ...others] = used;
  if (!group) return facets.total;
  return others.length > 0 ? undefined : group[1]();
}
