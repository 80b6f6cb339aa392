import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { kyselyOver, openRawDatabase, type RawDatabase } from "../sqlite/open-database.ts";
import { migrations } from "./index.ts";
import { up } from "./0013-template-editions.ts";

describe("0013-template-editions", () => {
  let raw: RawDatabase;
  const run = (sql: string, ...values: unknown[]) => raw.prepare(sql).run(...values);
  const propose = (id: string, person: string, version: string, from = "2026-05-01") =>
    run(
      `INSERT INTO template_edition (id, template, version, base_version, changes, reason, effective_from, account_id, person_id, proposed_at)
       VALUES (?, 'unable-not-held', ?, '2026.1', '{"finding.0":"经认真检索"}', '写明检索方式', ?, ?, ?, '2026-04-01T01:00:00.000Z')`,
      id,
      version,
      from,
      `a-${person}`,
      person,
    );
  const decide = (id: string, person: string, at = "2026-04-02T01:00:00.000Z") =>
    run("INSERT INTO template_decision VALUES (?, 'approve', '', ?, ?, ?)", id, `a-${person}`, person, at);

  beforeAll(async () => {
    const opened = openRawDatabase({ path: ":memory:" });
    if (!opened.ok) throw new Error(opened.error.type);
    raw = opened.value;
    raw.pragma("foreign_keys = ON");
    for (const before of migrations.slice(
      0,
      migrations.findIndex(({ name }) => name.endsWith("template-editions")),
    ))
      await before.up(kyselyOver<unknown>(raw));
    for (const [person, ...roles] of [
      ["drafter", "drafter"],
      ["office", "disclosureOffice"],
      ["leader", "leader"],
      ["both", "disclosureOffice", "leader"],
    ] as const) {
      run("INSERT INTO person VALUES (?, ?, '办公室', '2026-01-01T00:00:00Z')", person, person);
      run(
        "INSERT INTO account VALUES (?, ?, ?, 'active', 0, '2026-01-01T00:00:00Z', NULL, NULL, '2026-01-01T00:00:00Z')",
        `a-${person}`,
        person,
        person,
      );
      for (const role of roles)
        run("INSERT INTO account_role VALUES (?, ?, NULL, '2026-01-01T00:00:00Z')", `a-${person}`, role);
    }
    await up(kyselyOver<unknown>(raw));
  });
  afterAll(() => {
    raw.close();
  });

  it("keeps the rows of the version before and has STRICT tables", () => {
    expect(raw.prepare("SELECT count(*) AS n FROM person").get()).toEqual({ n: 4 });
    expect(raw.pragma("foreign_key_check")).toEqual([]);
    expect(
      raw
        .prepare(
          "SELECT name FROM pragma_table_list WHERE schema='main' AND name LIKE 'template%' AND strict=1 ORDER BY name",
        )
        .all(),
    ).toEqual([{ name: "template_decision" }, { name: "template_edition" }]);
  });

  it("takes a wording from the office and its approval from the leader, one at a time", () => {
    expect(() => propose("e0", "drafter", "2026.1-1")).toThrow(
      /V4: a wording is proposed by the disclosure office/,
    );
    propose("e1", "both", "2026.1-1");
    expect(() => propose("e2", "office", "2026.1-2")).toThrow(/V2: one wording/);
    expect(() => decide("e1", "both")).toThrow(
      /V4: a wording is approved by the leader, never by who proposed/,
    );
    expect(() => decide("e1", "office")).toThrow(/V4/);
    expect(() => decide("e1", "leader", "2026-05-02T01:00:00.000Z")).toThrow(
      /V5: a wording does not take effect/,
    );
    decide("e1", "leader");
    propose("e2", "office", "2026.1-2");
    expect(() => propose("e3", "office", "2026.1-2")).toThrow(/UNIQUE|V2/);
  });

  it.each([
    [
      'UPDATE template_edition SET changes = \'{"finding.0":"x"}\'',
      /V5: a wording that was proposed never changes/,
    ],
    ["DELETE FROM template_edition", /V5: a wording that was proposed is never deleted/],
    ["UPDATE template_decision SET note = 'x'", /V5: decisions never change/],
    ["DELETE FROM template_decision", /V5: decisions are never deleted/],
  ])("refuses %s", (statement, reason) => {
    expect(() => raw.exec(statement)).toThrow(reason);
  });
});
