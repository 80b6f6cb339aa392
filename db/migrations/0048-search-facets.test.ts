import { expect, it } from "vitest";

import { migratedFrom } from "../migrated-from.ts";

it("0048-search-facets notes that the entries that are there are of no edition yet, and lets editions only go on", async () => {
  const raw = await migratedFrom(
    "0048-search-facets",
    `INSERT INTO item (id, kind, title_cache, state_cache, property_cache, drafter_account_id, drafter_person_id, unit_name, created_at, updated_at_cache)
     VALUES ('i', 'publicNotice', '政务 公开', 'drafting', 'proactive', 'a', 'p', '办公室', '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z');
     INSERT INTO search_index (rowid, title, body) VALUES (2, '政务 务 公开 开', '');`,
    { foreignKeys: "OFF" },
  );
  const edition = () => raw.prepare("SELECT * FROM search_edition").get();
  expect(edition()).toEqual({ only: 1, edition: 0, complete: 1, items_done: 0, applications_done: 0 });
  // The entry itself is not touched.
  expect(raw.prepare("SELECT rowid FROM search_index WHERE search_index MATCH '\"公开\"'").get()).toEqual({
    rowid: 2,
  });

  raw.exec("UPDATE search_edition SET edition = 1, complete = 0");
  raw.exec("UPDATE search_edition SET items_done = 7");
  for (const back of ["edition = 0", "items_done = 6", "applications_done = -1"])
    expect(() => raw.exec(`UPDATE search_edition SET ${back}`)).toThrow(/only goes on|CHECK/u);
  raw.exec("UPDATE search_edition SET complete = 1");
  expect(() => raw.exec("UPDATE search_edition SET complete = 0")).toThrow(/only goes on/u);
  expect(() => raw.exec("DELETE FROM search_edition")).toThrow(/not deleted/u);
  expect(() => raw.exec("INSERT INTO search_edition VALUES (2, 1, 1, 0, 0)")).toThrow(/CHECK/u);
  raw.exec("UPDATE search_edition SET edition = 2, complete = 0, items_done = 0");

  raw.exec("INSERT INTO search_facet VALUES (2, 'unit', '市司法局')");
  expect(() => raw.exec("INSERT INTO search_facet VALUES (2, 'unit', '市司法局')")).toThrow(/UNIQUE/u);
  expect(() => raw.exec("INSERT INTO search_facet VALUES (2, 'unit', '')")).toThrow(/CHECK/u);
  expect(() => raw.exec("INSERT INTO search_facet VALUES (2, 'year', '2026')")).toThrow(/CHECK/u);
  raw.close();
});
