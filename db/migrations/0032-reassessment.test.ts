import { expect, it } from "vitest";

import { migratedFrom } from "../migrated-from.ts";

const columns =
  "id, review_id, stage, decision, conclusion, grounds, reasons, content_digest, account_id, person_id, envelope, decided_at";
const decision = (id: string, conclusion: string) =>
  `'${id}', '${id}', 'leaderApproval', 'agree', '${conclusion}', '[]', '[]', 'd', 'a', 'p', x'00', '2026-01-31T17:00:00Z'`;

it("0032-reassessment keeps the decisions and takes a day only with 暂缓公开, and a later one", async () => {
  const raw = await migratedFrom(
    "0032-reassessment",
    `DELETE FROM stage_decision; INSERT INTO person (id, name, unit_name, created_at) VALUES ('p', '郑克', '局领导', '2026-01-01T00:00:00Z')`,
    { foreignKeys: "OFF" },
  );
  const triggers = raw
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'stage_decision'")
    .all() as { name: string }[];
  // Who may decide what is the matter of other tests.
  for (const { name } of triggers) raw.exec(`DROP TRIGGER ${name}`);
  raw.exec(`INSERT INTO stage_decision (${columns}) VALUES (${decision("old", "withhold")})`);
  const put = (id: string, conclusion: string, day: string) => () =>
    raw.exec(
      `INSERT INTO stage_decision (${columns}, reassess_on) VALUES (${decision(id, conclusion)}, '${day}')`,
    );
  expect(put("w", "withhold", "2026-06-01")).toThrow(/CHECK/);
  expect(put("past", "defer", "2026-01-31")).toThrow(/CHECK/);
  expect(put("nonsense", "defer", "2026-06-31")).toThrow(/CHECK/);
  expect(put("d", "defer", "2026-06-01")).not.toThrow();
  raw.close();
});
