import { expect, it } from "vitest";

import { kyselyOver, openRawDatabase } from "../sqlite/open-database.ts";
import { migrations } from "./index.ts";

it("letter-register keeps the signed letters and pages them by their index", async () => {
  const opened = openRawDatabase({ path: ":memory:" });
  if (!opened.ok) throw new Error(opened.error.type);
  const raw = opened.value;
  const db = kyselyOver<unknown>(raw);
  const at = migrations.findIndex((migration) => migration.name.endsWith("-letter-register"));
  for (const migration of migrations.slice(0, at)) await migration.up(db);
  raw.pragma("foreign_keys = OFF");
  for (const trigger of raw
    .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'letter_issue'")
    .all() as { name: string }[])
    raw.exec(`DROP TRIGGER ${trigger.name}`);
  raw.exec(
    `INSERT INTO letter_issue (letter_id, revision_id, content_digest, issue_date, signed_by, signed_at)
     VALUES ('l1', 'v1', '', '2026-03-09', 'a1', '2026-03-09T01:00:00Z')`,
  );
  await migrations[at]?.up(db);
  const plan = raw
    .prepare(
      "EXPLAIN QUERY PLAN SELECT * FROM letter_issue WHERE (signed_at, letter_id) < ('2026', 'l') ORDER BY signed_at DESC, letter_id DESC LIMIT 50",
    )
    .all() as { detail: string }[];
  expect(plan.map((step) => step.detail).join()).toContain("letter_issue_by_signing");
  expect(plan.map((step) => step.detail).join()).not.toContain("TEMP B-TREE");
  expect(raw.prepare("SELECT letter_id FROM letter_issue").all()).toEqual([{ letter_id: "l1" }]);
  raw.close();
});
