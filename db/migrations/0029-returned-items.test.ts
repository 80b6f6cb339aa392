import { expect, it } from "vitest";

import { migratedFrom } from "../migrated-from.ts";

it("0029-returned-items keeps the items and finds what came back by the index", async () => {
  const raw = await migratedFrom(
    "0029-returned-items",
    "INSERT INTO item (id, kind, title_cache, state_cache, property_cache, drafter_account_id, drafter_person_id, unit_name, created_at, updated_at_cache) VALUES ('i', 'publicNotice', '公示', 'returned', 'proactive', 'a', 'p', '办公室', '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z')",
    { foreignKeys: "OFF" },
  );
  const query =
    "FROM item WHERE drafter_account_id = 'a' AND state_cache = 'returned' AND kind <> 'letter' ORDER BY updated_at_cache";
  expect(raw.prepare(`SELECT id ${query}`).all()).toEqual([{ id: "i" }]);
  const plan = JSON.stringify(raw.prepare(`EXPLAIN QUERY PLAN SELECT title_cache ${query}`).all());
  expect(plan).toContain("item_returned");
  expect(plan).not.toContain("TEMP B-TREE");
  raw.close();
});
