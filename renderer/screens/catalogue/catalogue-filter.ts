import { idIn } from "../../shell/filter-in-address.ts";

/** What the person wants to see of the catalogue, as the address has it. */
export interface CatalogueFilter {
  /** "": every 一级事项. */
  readonly level1: string;
  readonly incomplete: boolean;
  readonly retired: boolean;
  /** This item alone, where a link leads to it. */
  readonly itemId: string | undefined;
}

export const wholeCatalogue: CatalogueFilter = {
  level1: "",
  incomplete: false,
  retired: false,
  itemId: undefined,
};

export function readCatalogueFilter(query: URLSearchParams): CatalogueFilter {
  return {
    level1: query.get("level")?.trim().slice(0, 400) ?? "",
    incomplete: query.get("incomplete") === "1",
    retired: query.get("retired") === "1",
    itemId: idIn(query, "item"),
  };
}

export function writeCatalogueFilter({ level1, incomplete, retired, itemId }: CatalogueFilter) {
  const query = new URLSearchParams();
  if (level1 !== "") query.set("level", level1);
  if (incomplete) query.set("incomplete", "1");
  if (retired) query.set("retired", "1");
  if (itemId !== undefined) query.set("item", itemId);
  return query;
}
