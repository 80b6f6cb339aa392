import { expect, it } from "vitest";

import { phraseQuery, searchTerms } from "../../shared/domain/search/bigrams.ts";
import { migratedDatabase } from "../dump-schema.ts";
import type { Tables } from "../schema/tables.ts";
import { kyselyOver } from "../sqlite/open-database.ts";
import { searchRows } from "./search.ts";

it("a hit in the title stands before one in a shorter text, and equally good ones in the order they came", async () => {
  const raw = await migratedDatabase();
  const insert = raw.prepare("INSERT INTO search_index (rowid, title, body) VALUES (?, ?, ?)");
  const put = (rowid: number, title: string, text: string) =>
    insert.run(rowid, searchTerms(title), searchTerms(text));
  const long = "施工单位应当依法依规组织实施。".repeat(5);
  put(2, "通知", "电梯。");
  put(4, "关于加装电梯的公示", long);
  for (let n = 3; n < 30; n += 1) put(n * 2, "通知", long);
  const found = async (word: string, limit = 20) =>
    (await searchRows(kyselyOver<Tables>(raw), phraseQuery(word) ?? "", limit)).map(({ rowid }) => rowid);
  expect(await found("电梯")).toEqual([4, 2]);
  const equal = await found("依法依规", 28);
  expect(equal.slice(0, 27)).toEqual(equal.slice(0, 27).toSorted((a, b) => a - b));
  expect(await found("依法依规", 3)).toEqual(equal.slice(0, 3));
  raw.close();
});
