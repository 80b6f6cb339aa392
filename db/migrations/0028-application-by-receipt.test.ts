import { expect, it } from "vitest";

import { kyselyOver, openRawDatabase } from "../sqlite/open-database.ts";
import { migrations } from "./index.ts";

it("0028-application-by-receipt keeps the applications and finds a month by the index", async () => {
  const opened = openRawDatabase({ path: ":memory:" });
  if (!opened.ok) throw new Error(opened.error.type);
  const raw = opened.value;
  const db = kyselyOver<unknown>(raw);
  const at = migrations.findIndex((migration) => migration.name === "0028-application-by-receipt");
  for (const migration of migrations.slice(0, at)) await migration.up(db);
  raw.pragma("foreign_keys = OFF");
  raw.exec(
    `INSERT INTO application (id, application_no, intake, handler_account_id, registered_at, applicant_name_cache, state_cache, closed_cache, receipt_date_cache)
     VALUES ('p', '1', '{}', 'a1', '2026-03-02T01:00:00Z', '刘长河', 'running', 0, '2026-03-02')`,
  );
  await migrations[at]?.up(db);
  const month = "FROM application WHERE receipt_date_cache BETWEEN '2026-03-01' AND '2026-03-31'";
  expect(raw.prepare(`SELECT id ${month}`).all()).toEqual([{ id: "p" }]);
  expect(JSON.stringify(raw.prepare(`EXPLAIN QUERY PLAN SELECT intake ${month}`).all())).toContain(
    "application_by_receipt",
  );
  raw.close();
});
