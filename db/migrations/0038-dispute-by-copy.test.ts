import { expect, it } from "vitest";

import { migratedFrom } from "../migrated-from.ts";

it("0038-dispute-by-copy keeps the disputes and reads the newest copies by the index", async () => {
  const raw = await migratedFrom(
    "0038-dispute-by-copy",
    `INSERT INTO dispute (id, kind, procedure, application_id, case_no, organ, filed_on, copy_received_on, note, account_id, recorded_at)
     VALUES ('d', 'reconsideration', 'normal', 'x', '', '云州市人民政府', '2026-03-01', '2026-03-03', '', 'a', '2026-03-03T01:00:00Z')`,
    { foreignKeys: "OFF" },
  );
  const newest = "FROM dispute ORDER BY copy_received_on DESC, seq DESC LIMIT 5";
  expect(raw.prepare(`SELECT id ${newest}`).all()).toEqual([{ id: "d" }]);
  const plan = JSON.stringify(raw.prepare(`EXPLAIN QUERY PLAN SELECT organ ${newest}`).all());
  expect(plan).toContain("dispute_by_copy");
  expect(plan).not.toContain("TEMP B-TREE");
  raw.close();
});
