import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { migratedFrom } from "../migrated-from.ts";
import type { RawDatabase } from "../sqlite/open-database.ts";

const at = "2026-01-02T00:00:00Z";
const columns =
  "(id, origin, everyday, official, everyday_folded, official_folded, direction, field, added_by_account, added_by_person, added_at)";
const word = (
  id: string,
  everyday: string,
  more: { official?: string; by?: string; origin?: string } = {},
) => {
  const { official = "道路养护资金", by = "a", origin = "user" } = more;
  return `INSERT INTO everyday_word ${columns} VALUES ('${id}', '${origin}', '${everyday}', '${official}', '${everyday}', '${official}', 'toOfficial', '其他', '${by}', 'p-${by}', '${at}');`;
};
const takeBack = (id: string, by: string): string =>
  `UPDATE everyday_word SET removed_by_account = '${by}', removed_by_person = 'p-${by}', removed_at = '${at}' WHERE id = '${id}';`;

/** Two drafters, the office and an administrator. */
const people = (
  [
    ["a", "drafter"],
    ["b", "drafter"],
    ["o", "disclosureOffice"],
    ["s", "systemAdmin"],
  ] as const
).map(
  ([account, role]) =>
    `INSERT INTO account (id, name, person_id, state, must_change_passphrase, passphrase_changed_at, created_at)
       VALUES ('${account}', '${account}', 'p-${account}', 'active', 0, '${at}', '${at}');
     INSERT INTO account_role (account_id, role, granted_at) VALUES ('${account}', '${role}', '${at}');`,
);

describe("0056-everyday-word", () => {
  let raw: RawDatabase;
  beforeAll(async () => {
    raw = await migratedFrom("0056-everyday-word", people.join("\n"), { foreignKeys: "OFF" });
  });
  afterAll(() => {
    raw.close();
  });

  it("keeps a word until it is taken back, and takes it again then", () => {
    raw.exec(word("1", "修路钱"));
    expect(() => raw.exec(word("2", "修路钱", { official: "公路养护" }))).toThrow("UNIQUE");
    raw.exec(takeBack("1", "a"));
    raw.exec(word("2", "修路钱", { official: "公路养护" }));
    raw.exec(takeBack("2", "o"));
    raw.exec(word("3", "修路钱"));
  });

  it.each([
    ["V4: words are added by who reads content", word("9", "路灯", { by: "s" })],
    ["V4: a word is taken back by who added it", takeBack("3", "b")],
    ["V5: a word is taken back once", takeBack("3", "a").replace("SET", "SET official = '别的',")],
    ["V5: a word is taken back once", "UPDATE everyday_word SET removed_at = NULL WHERE id = '1'"],
    ["V5: a word is taken back, never deleted", "DELETE FROM everyday_word"],
    ["CHECK", word("9", "路灯", { origin: "shipped" })],
    ["CHECK", word("9", "路灯", { official: "路灯" })],
    ["CHECK", word("9", "灯")],
  ])("%s", (why, act) => {
    expect(() => raw.exec(act)).toThrow(why);
  });

  it("holds five hundred at most", () => {
    for (let n = 10; n < 509; n += 1) raw.exec(word(`${n}`, `词语${n}`));
    expect(() => raw.exec(word("999", "多余"))).toThrow("at most 500 words");
  });
});
