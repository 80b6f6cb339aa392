import { expect, it } from "vitest";

import {
  readCatalogueFilter,
  wholeCatalogue,
  writeCatalogueFilter,
  type CatalogueFilter,
} from "./catalogue-filter.ts";

it.each<CatalogueFilter>([
  wholeCatalogue,
  { level1: "财政预决算&retired=1", incomplete: true, retired: false, itemId: undefined },
  { ...wholeCatalogue, retired: true, itemId: "01900000-0000-7000-8000-000000000000" },
])("a filter survives the address: %j", (filter) => {
  expect(readCatalogueFilter(writeCatalogueFilter(filter))).toEqual(filter);
});

it("ignores what an address invents", () => {
  expect(readCatalogueFilter(new URLSearchParams("incomplete=yes&retired=&level=%20"))).toEqual(
    wholeCatalogue,
  );
});
