import { expect, it } from "vitest";

import { phraseQuery, searchTerms } from "../../shared/domain/search/bigrams.ts";
import { migratedDatabase } from "../dump-schema.ts";
import type { Tables } from "../schema/tables.ts";
import { kyselyOver } from "../sqlite/open-database.ts";
import { readTitles, rowsOfNumber, searchRows } from "./search.ts";

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
  const db = kyselyOver<Tables>(raw);
  const found = async (word: string, limit = 20) =>
    (await searchRows(db, phraseQuery(word) ?? "", limit))
      .toSorted((a, b) => a.cost - b.cost)
      .map(({ rowid }) => rowid);
  expect(await found("电梯")).toEqual([4, 2]);
  const equal = await found("依法依规", 28);
  expect(equal.slice(0, 27)).toEqual(equal.slice(0, 27).toSorted((a, b) => a - b));
  // Of more than are asked for the best, and of equally good ones the first.
  expect(await found("依法依规", 3)).toEqual(equal.slice(0, 3));
  expect(await found("电梯", 1)).toEqual([4]);

  expect(await readTitles(db, [4, 3, 2, 2000])).toEqual([
    { rowid: 4, title: "" },
    { rowid: 2, title: "" },
  ]);

  raw.exec("UPDATE item SET doc_number_cache = '云建发〔2026〕5号' WHERE id IN ('i4', 'i8')");
  expect(await rowsOfNumber(db, ["云建发[2026]5号", "云建发〔2026〕5号"])).toEqual([4, 8]);
  expect(await rowsOfNumber(db, ["云建发〔2026〕6号"])).toEqual([]);
  raw.close();
});

it("what was found as typed, left out of what means the same, changes no cost of the others", async () => {
  const raw = await migratedDatabase();
  const insert = raw.prepare("INSERT INTO search_index (rowid, title, body) VALUES (?, ?, ?)");
  const words = ["公租房", "公共租赁住房", "补贴", "标准"];
  for (let n = 1; n <= 200; n += 1) {
    const text = words.filter((_word, at) => (n >> at) % 2 === 1).join("，");
    insert.run(n * 2, searchTerms(n % 3 === 0 ? text : "通知"), searchTerms(text.repeat((n % 5) + 1)));
  }
  const db = kyselyOver<Tables>(raw);
  const [typed, other] = [phraseQuery("公租房") ?? "", phraseQuery("公共租赁住房") ?? ""];
  const found = new Set((await searchRows(db, typed, 500)).map(({ rowid }) => rowid));
  const all = await searchRows(db, `(${typed} OR ${other})`, 500);
  const besides = await searchRows(db, `((${typed} OR ${other})) NOT ${typed}`, 500);
  expect(besides.length).toBeGreaterThan(20);
  expect(besides).toEqual(all.filter(({ rowid }) => !found.has(rowid)));
  raw.close();
});
