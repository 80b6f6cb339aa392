import { expect, it } from "vitest";

import { migratedFrom } from "../migrated-from.ts";

it("0040-decided-by-person finds the newest decisions and opinions of a person by the index", async () => {
  const raw = await migratedFrom("0040-decided-by-person", "", { foreignKeys: "OFF" });
  // Who may decide what is the matter of other tests.
  const triggers = raw
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN ('stage_decision', 'review_opinion')",
    )
    .pluck()
    .all();
  for (const name of triggers) raw.exec(`DROP TRIGGER ${String(name)}`);
  for (const [table, at, index, stage] of [
    ["stage_decision", "decided_at", "stage_decision_by_decider", ["stage", "'officeCheck'"]],
    ["review_opinion", "given_at", "review_opinion_by_giver", ["round", "0"]],
  ] as const) {
    const insert = (id: string, person: string, day: string) =>
      raw.exec(
        `INSERT INTO ${table} (id, review_id, ${stage[0]}, decision, conclusion, grounds, reasons, content_digest, account_id, person_id, envelope, ${at})
         VALUES ('${id}', 'r-${id}', ${stage[1]}, 'agree', 'disclose', '[]', '[]', 'd', 'a', '${person}', x'00', '2026-01-${day}T00:00:00.000Z')`,
      );
    insert("x", "p", "02");
    insert("y", "q", "03");
    insert("z", "p", "04");
    const query = `SELECT id FROM ${table} WHERE person_id = 'p' AND (${at}, id) < ('2026-02', 'x') ORDER BY ${at} DESC, id DESC LIMIT 50`;
    expect(raw.prepare(query).pluck().all()).toEqual(["z", "x"]);
    const plan = JSON.stringify(raw.prepare(`EXPLAIN QUERY PLAN ${query}`).all());
    expect(plan).toContain(index);
    expect(plan).not.toContain("TEMP B-TREE");
  }
  raw.close();
});
