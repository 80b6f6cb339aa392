import { expect, it } from "vitest";

import { phraseQuery, searchTerms } from "../../shared/domain/search/bigrams.ts";
import { migratedDatabase } from "../dump-schema.ts";
import type { Tables } from "../schema/tables.ts";
import { kyselyOver } from "../sqlite/open-database.ts";
import { readFoundRows, rowsOfNumber, searchRows } from "./search.ts";

it("a hit in the title stands before one in a shorter text, and equally good ones in the order they came", async () => {
  const raw = await migratedDatabase();
  raw.pragma("foreign_keys = OFF");
  const insert = raw.prepare("INSERT INTO search_index (rowid, title, body) VALUES (?, ?, ?)");
  const insertItem = raw.prepare(
    `INSERT INTO item (seq, id, kind, title_cache, state_cache, property_cache, drafter_account_id, drafter_person_id, unit_name, created_at, updated_at_cache)
     VALUES (?, ?, 'publicNotice', '', 'drafting', 'proactive', 'a', 'p', '办公室', '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z')`,
  );
  const put = (rowid: number, title: string, text: string) => {
    insertItem.run(rowid / 2, `i${rowid}`);
    insert.run(rowid, searchTerms(title), searchTerms(text));
  };
  const long = "施工单位应当依法依规组织实施。".repeat(5);
  put(2, "通知", "电梯。");
  put(4, "关于加装电梯的公示", long);
  for (let n = 3; n < 30; n += 1) put(n * 2, "通知", long);
  const known = { marks: true };
  const found = async (word: string, limit = 20) =>
    (await searchRows(kyselyOver<Tables>(raw), phraseQuery(word) ?? "", limit, known)).map(
      ({ rowid }) => rowid,
    );
  expect(await found("电梯")).toEqual([4, 2]);
  const equal = await found("依法依规", 28);
  expect(equal.slice(0, 27)).toEqual(equal.slice(0, 27).toSorted((a, b) => a - b));
  expect(await found("依法依规", 3)).toEqual(equal.slice(0, 3));

  // With the hit comes what it is counted by; a row of nothing is none.
  raw.exec(
    `INSERT INTO application (seq, id, application_no, intake, handler_account_id, registered_at, applicant_name_cache, state_cache, closed_cache)
     VALUES (1, 'x', 'n', '{}', 'a', '2025-03-02T01:00:00Z', '王秀英', 'running', 0)`,
  );
  insert.run(3, "", searchTerms("钟楼"));
  insert.run(2000, "", searchTerms("钟楼"));
  const notice = {
    itemKind: "publicNotice",
    state: "drafting",
    property: "proactive",
    year: "2026",
    unitName: "办公室",
  };
  const db = kyselyOver<Tables>(raw);
  expect((await searchRows(db, '"钟楼"', 20, known)).map(({ facts }) => facts)).toEqual([{ year: "2025" }]);
  expect((await searchRows(db, '"电梯"', 20, known)).map(({ facts }) => facts)).toEqual([notice, notice]);
  expect(await readFoundRows(db, [4, 3, 2000], known)).toEqual([
    { rowid: 4, score: 0, title: "", facts: notice },
    { rowid: 3, score: 0, title: "", facts: { year: "2025" } },
  ]);
  const draft = raw.prepare(
    `INSERT INTO draft (item_id, seq, body, metadata, changed_since_revision, screening, findings, answers, saved_by, saved_at)
     VALUES (?, 1, '{}', ?, ?, 'done', '[]', '{}', 'a', '2026-01-02T00:00:00Z')`,
  );
  const validity = { mark: "repealed", from: "2026-01-01", basis: "" };
  // What is only written is not out: a mark in a changed draft does not count.
  draft.run("i4", JSON.stringify({ validity }), 0);
  draft.run("i2", JSON.stringify({ validity }), 1);
  draft.run("i6", '{"originType":"joint"}', 0);
  const factsOf = async (marks: boolean) =>
    (await readFoundRows(db, [2, 4, 6], { marks })).map(({ facts }) => facts);
  expect(await factsOf(true)).toEqual([notice, { ...notice, validity }, { ...notice, origin: "joint" }]);
  // As in a database of an older schema, which is opened for rescue.
  expect(await factsOf(false)).toEqual([notice, notice, notice]);

  raw.exec("UPDATE item SET doc_number_cache = '云建发〔2026〕5号' WHERE id IN ('i4', 'i8')");
  expect(await rowsOfNumber(db, ["云建发[2026]5号", "云建发〔2026〕5号"])).toEqual([4, 8]);
  expect(await rowsOfNumber(db, ["云建发〔2026〕6号"])).toEqual([]);
  raw.close();
});
