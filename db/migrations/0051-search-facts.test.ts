import { expect, it } from "vitest";

import { migratedFrom } from "../migrated-from.ts";

const draft = (id: string, metadata: string): string =>
  `INSERT INTO item (id, kind, title_cache, doc_number_cache, state_cache, property_cache, drafter_account_id, drafter_person_id, unit_name, created_at, updated_at_cache)
   VALUES ('${id}', 'publicNotice', '公示', '云建发〔2026〕${id}号', 'drafting', 'proactive', 'a', 'p', '办公室', '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z');
   INSERT INTO draft (item_id, seq, body, metadata, changed_since_revision, screening, findings, answers, saved_by, saved_at)
   VALUES ('${id}', 1, '{}', '${metadata}', 0, 'done', '[]', '{}', 'a', '2026-01-02T00:00:00Z');`;

it("0051-search-facts finds papers by their number, and marks without the texts before them", async () => {
  const raw = await migratedFrom(
    "0051-search-facts",
    [
      draft("1", "{}"),
      draft("2", '{"originType":"made"}'),
      draft("3", '{"originType":"made","validity":{"mark":"repealed","from":"2026-01-01"}}'),
      draft("4", '{"originType":"joint"}'),
    ].join("\n"),
    { foreignKeys: "OFF" },
  );
  const marked =
    "SELECT item_id FROM draft INDEXED BY draft_search_facts WHERE metadata ->> '$.originType' <> 'made' OR metadata -> '$.validity' IS NOT NULL ORDER BY 1";
  expect(raw.prepare(marked).pluck().all()).toEqual(["3", "4"]);
  const numbered =
    "SELECT id FROM item WHERE doc_number_cache IN ('云建发〔2026〕2号') AND doc_number_cache <> ''";
  expect(raw.prepare(numbered).pluck().all()).toEqual(["2"]);
  expect(JSON.stringify(raw.prepare(`EXPLAIN QUERY PLAN ${numbered}`).all())).toContain("item_by_doc_number");
  raw.close();
});
