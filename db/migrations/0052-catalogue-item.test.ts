import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { migratedFrom } from "../migrated-from.ts";
import type { RawDatabase } from "../sqlite/open-database.ts";

const at = "2026-01-01T00:00:00Z";
const people = [
  ["o", "disclosureOffice"],
  ["d", "drafter"],
] as const;

const row = {
  id: "i1",
  item_code: "ML-03-02",
  level1: "财政预决算",
  level2: "部门预算",
  content_elements: '["预算收支总表"]',
  legal_basis: '[{"title":"预算法","number":"","article":"第十四条"}]',
  statutory: 1,
  term_rule: "ND:20 from approved",
  subject_organ: "云州市住房和城乡建设局",
  responsible_unit: "财务科",
  responsible_post: "",
  method: "proactive",
  audience: "public",
  channels: '["website"]',
  level: "city",
  period_rule: "permanent",
  valid_from: "2026-01-01",
  retired: 0,
  lacks_cache: 0,
  version: 1,
  change_reason: "编制目录",
  created_by_account: "o",
  created_by_person: "po",
  created_at: at,
  updated_by_account: "o",
  updated_by_person: "po",
  updated_at: at,
} as const;
type Change = Readonly<Partial<Record<keyof typeof row, string | number | null>>>;

describe("0052-catalogue-item", () => {
  let raw: RawDatabase;
  let made = 1;
  const insert = (change: Change) => {
    made += 1;
    const values = { ...row, id: `i${made}`, item_code: `ML-${made}`, ...change };
    const columns = Object.keys(values);
    return raw
      .prepare(
        `INSERT INTO catalogue_item (${columns.join()}) VALUES (${columns.map((each) => `@${each}`).join()})`,
      )
      .run(values);
  };
  const update = (change: Change) =>
    raw
      .prepare(
        `UPDATE catalogue_item SET ${Object.keys(change)
          .map((each) => `${each} = @${each}`)
          .join()} WHERE id = 'i1'`,
      )
      .run(change);
  const version = () =>
    raw.prepare("SELECT version FROM catalogue_item WHERE id = 'i1'").pluck().get() as number;

  beforeAll(async () => {
    raw = await migratedFrom(
      "0052-catalogue-item",
      people
        .map(
          ([id, role]) =>
            `INSERT INTO person (id, name, unit_name, created_at) VALUES ('p${id}', '${id}', '办公室', '${at}');
             INSERT INTO account (id, person_id, name, state, must_change_passphrase, passphrase_changed_at, created_at) VALUES ('${id}', 'p${id}', '${id}', 'active', 0, '${at}', '${at}');
             INSERT INTO account_role (account_id, role, granted_at) VALUES ('${id}', '${role}', '${at}');`,
        )
        .join("\n"),
      { foreignKeys: "ON" },
    );
    insert({ id: "i1", item_code: "ML-03-02" });
  });
  afterAll(() => {
    raw.close();
  });

  it("has only STRICT tables and refusals that name their invariant", () => {
    const tables = ["catalogue_item", "catalogue_item_version"];
    expect(
      raw
        .prepare("SELECT name, strict FROM pragma_table_list WHERE name LIKE 'catalogue_item%' ORDER BY name")
        .all(),
    ).toEqual(tables.map((name) => ({ name, strict: 1 })));
    const triggers = raw
      .prepare(
        "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name LIKE 'catalogue_item%' AND sql LIKE '%RAISE%'",
      )
      .pluck()
      .all() as string[];
    expect(triggers.length).toBe(10);
    for (const sql of triggers) expect(sql).toMatch(/RAISE\(ABORT, 'V[1-5]: /);
  });

  it.each<[string, Change, RegExp]>([
    ["a code that is taken", { item_code: "ML-03-02" }, /UNIQUE/],
    ["no code", { item_code: "" }, /CHECK/],
    ["a code with blanks around it", { item_code: " ML-9" }, /CHECK/],
    ["no first level", { level1: "" }, /CHECK/],
    ["no second level", { level2: " " }, /CHECK/],
    ["content that is no list", { content_elements: '{"a":" "}' }, /V3|CHECK/],
    ["content that is no JSON", { content_elements: "总表" }, /malformed JSON|CHECK/],
    ["blank content", { content_elements: '[" "]' }, /V3/],
    ["no basis", { legal_basis: "[]" }, /CHECK/],
    ["a basis without a title", { legal_basis: '[{"article":"第一条"}]' }, /V3/],
    ["a basis that is a word", { legal_basis: '["预算法"]' }, /V3/],
    ["a flag that is none", { statutory: 2 }, /CHECK/],
    ["a deadline nobody reads", { term_rule: "尽快" }, /CHECK/],
    ["a day that is none", { term_rule: "fixed:02-30" }, /CHECK/],
    ["a method nobody knows", { method: "secret" }, /CHECK/],
    ["an audience nobody knows", { audience: "" }, /CHECK/],
    ["a channel nobody knows", { channels: '["pigeon"]' }, /V3/],
    ["a channel that is none", { channels: "[null]" }, /V3/],
    ["a channel twice", { channels: '["website","website"]' }, /V3/],
    ["a level nobody knows", { level: "nation" }, /CHECK/],
    ["a period nobody reads", { period_rule: "" }, /CHECK/],
    ["a last day that is none", { period_rule: "until:2026-02-30" }, /CHECK/],
    ["a first day that is none", { valid_from: "2026-02-30" }, /CHECK/],
    ["no reason", { change_reason: "" }, /CHECK/],
    ["an organ missing and not counted", { subject_organ: "" }, /CHECK/],
    ["something counted that is there", { lacks_cache: 1 }, /CHECK/],
    ["begun as its second version", { version: 2 }, /V5/],
    ["begun as retired", { retired: 1 }, /V5/],
    ["made by another than who saved it", { created_by_account: "d", created_by_person: "pd" }, /V5/],
    [
      "kept by a drafter",
      { created_by_account: "d", created_by_person: "pd", updated_by_account: "d", updated_by_person: "pd" },
      /V4/,
    ],
    ["under another person's name", { created_by_person: "pd", updated_by_person: "pd" }, /V4/],
  ])("refuses %s", (_name, change, why) => {
    expect(() => insert(change)).toThrow(why);
  });

  it("takes one with all six elements empty, counted", () => {
    const empty = {
      subject_organ: "",
      content_elements: "[]",
      term_rule: "",
      method: null,
      channels: "[]",
    };
    expect(insert({ ...empty, responsible_unit: "", lacks_cache: 6 }).changes).toBe(1);
  });

  it("keeps each version as it was", () => {
    update({ level2: "部门预算公开", version: version() + 1, change_reason: "改名" });
    update({ retired: 1, version: version() + 1, change_reason: "不再产生" });
    const kept = raw
      .prepare(
        "SELECT version, content ->> '$.level2' AS level2, retired, change_reason FROM catalogue_item_version WHERE item_id = 'i1' ORDER BY version",
      )
      .all();
    expect(kept).toEqual([
      { version: 1, level2: "部门预算", retired: 0, change_reason: "编制目录" },
      { version: 2, level2: "部门预算公开", retired: 0, change_reason: "改名" },
      { version: 3, level2: "部门预算公开", retired: 1, change_reason: "不再产生" },
    ]);
  });

  it.each<[string, () => unknown, RegExp]>([
    ["a change without a version", () => update({ level1: "其他" }), /V5/],
    ["a version left out", () => update({ version: version() + 2 }), /V5/],
    ["another maker", () => update({ version: version() + 1, created_by_account: "d" }), /V5/],
    [
      "an earlier moment",
      () => update({ version: version() + 1, updated_at: "2025-01-01T00:00:00Z" }),
      /V5|CHECK/,
    ],
    [
      "a change by a drafter",
      () => update({ version: version() + 1, updated_by_account: "d", updated_by_person: "pd" }),
      /V4/,
    ],
    [
      "content emptied and not counted",
      () => update({ version: version() + 1, content_elements: "[]" }),
      /CHECK/,
    ],
    ["an item deleted", () => raw.exec("DELETE FROM catalogue_item"), /V5/],
    ["a version rewritten", () => raw.exec("UPDATE catalogue_item_version SET change_reason = 'x'"), /V5/],
    ["a version deleted", () => raw.exec("DELETE FROM catalogue_item_version"), /V5/],
    [
      "a version made up",
      () =>
        raw.exec(`INSERT INTO catalogue_item_version VALUES ('i1', 99, '{}', 0, 'x', 'o', 'po', '${at}')`),
      /V5/,
    ],
    [
      "a version put in the place of another",
      () =>
        raw.exec(
          `INSERT OR REPLACE INTO catalogue_item_version VALUES ('i1', 1, '{}', 0, '编制目录', 'o', 'po', '${at}')`,
        ),
      /V5/,
    ],
  ])("refuses %s", (_name, act, why) => {
    expect(act).toThrow(why);
  });
});
