import { afterEach, beforeEach, expect, it } from "vitest";

import { migratedDatabase } from "../dump-schema.ts";
import type { Tables } from "../schema/tables.ts";
import { kyselyOver, type RawDatabase } from "../sqlite/open-database.ts";
import { readFacts, readFactsOfItems, takeChangedFacts, toFacts, watchFacts } from "./search-facts.ts";

let raw: RawDatabase;
beforeEach(async () => {
  raw = await migratedDatabase();
  raw.pragma("foreign_keys = OFF");
  const item = raw.prepare(
    `INSERT INTO item (seq, id, kind, title_cache, state_cache, property_cache, drafter_account_id, drafter_person_id, unit_name, created_at, updated_at_cache)
     VALUES (?, ?, 'publicNotice', ?, 'drafting', 'proactive', 'a', 'p', '办公室', '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z')`,
  );
  for (let seq = 1; seq <= 4; seq += 1) item.run(seq, `i${seq}`, `公示${seq}`);
  raw.exec(
    `INSERT INTO application (seq, id, application_no, intake, handler_account_id, registered_at, applicant_name_cache, state_cache, closed_cache)
     VALUES (1, 'x', 'n', '{}', 'a', '2025-03-02T01:00:00Z', '王秀英', 'running', 0);
     INSERT INTO search_facet (row_id, facet, value) VALUES (4, 'unit', '市司法局'), (4, 'section', '一'), (4, 'unit', '市教育局')`,
  );
});
afterEach(() => raw.close());

const insertDraft = (id: string, metadata: object, changed = 0): void => {
  raw
    .prepare(
      `INSERT INTO draft (item_id, seq, body, metadata, changed_since_revision, screening, findings, answers, saved_by, saved_at)
     VALUES (?, 1, '{}', ?, ?, 'done', '[]', '{}', 'a', '2026-01-02T00:00:00Z')`,
    )
    .run(id, JSON.stringify(metadata), changed);
};
const notice = {
  itemKind: "publicNotice",
  state: "drafting",
  property: "proactive",
  year: "2026",
  unitName: "办公室",
};

it("what a row is counted by comes with its title and the units it names; a row of nothing is none", async () => {
  const db = kyselyOver<Tables>(raw);
  const rows = await readFacts(db, [4, 3, 2000], { marks: true });
  expect(rows.map(({ rowid, title, named }) => [rowid, title, JSON.parse(named)])).toEqual([
    [4, "公示2", ["市司法局", "市教育局"]],
    [3, "", []],
  ]);
  expect(rows.map(({ facts }) => toFacts(facts))).toEqual([notice, { year: "2025" }]);
  expect((await readFactsOfItems(db, 1, 2)).map(({ rowid }) => rowid)).toEqual([4, 6]);
});

it("a mark counts when it is out", async () => {
  const db = kyselyOver<Tables>(raw);
  const validity = { mark: "repealed", from: "2026-01-01", basis: "" };
  insertDraft("i2", { validity });
  insertDraft("i1", { validity }, 1);
  insertDraft("i3", { originType: "joint" });
  const factsOf = async (marks: boolean) =>
    (await readFacts(db, [2, 4, 6], { marks })).map(({ facts }) => toFacts(facts));
  expect(await factsOf(true)).toEqual([notice, { ...notice, validity }, { ...notice, origin: "joint" }]);
  // As in a database of an older schema, which is opened for rescue.
  expect(await factsOf(false)).toEqual([notice, notice, notice]);
});

it.each([
  ["UPDATE item SET state_cache = 'published' WHERE seq = 3", [6]],
  ["UPDATE item SET title_cache = '通知', unit_name = '一科' WHERE seq < 3", [2, 4]],
  [
    `INSERT INTO draft (item_id, seq, body, metadata, changed_since_revision, screening, findings, answers, saved_by, saved_at)
    VALUES ('i1', 1, '{}', '{}', 0, 'done', '[]', '{}', 'a', '2026-01-02T00:00:00Z')`,
    [2],
  ],
  ["UPDATE draft SET changed_since_revision = 1", [8]],
  [`UPDATE draft SET metadata = '{"originType":"joint"}'`, [8]],
  ["DELETE FROM draft", [8]],
  ["INSERT INTO search_facet (row_id, facet, value) VALUES (2, 'unit', '市司法局')", [2]],
  ["UPDATE search_facet SET value = '市住建局' WHERE value = '市司法局'", [4]],
  ["DELETE FROM search_facet", [4]],
  // What says nothing of it.
  ["UPDATE item SET updated_at_cache = '2026-01-05T00:00:00Z'", []],
  ["UPDATE draft SET body = '[]'", []],
])("%s is noted for whoever keeps facts, once, and not when it is rolled back", async (written, changed) => {
  const db = kyselyOver<Tables>(raw);
  insertDraft("i4", {});
  await watchFacts(db);
  await watchFacts(db);
  raw.exec(`BEGIN; ${written}; ROLLBACK`);
  expect(await takeChangedFacts(db)).toEqual([]);
  raw.exec(written);
  expect(await takeChangedFacts(db)).toEqual(changed);
  expect(await takeChangedFacts(db)).toEqual([]);
});
