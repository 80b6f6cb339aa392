import { expect, it } from "vitest";

import { calendarDay } from "../../shared/kernel/calendar-day.ts";
import { migratedDatabase } from "../dump-schema.ts";
import type { Tables } from "../schema/tables.ts";
import { kyselyOver } from "../sqlite/open-database.ts";
import { countConclusions, countReviewsByMonth } from "./statistics.ts";

/** A database with reviews and decisions alone: who may decide what is the matter of other tests. */
async function withDecisions() {
  const raw = await migratedDatabase();
  raw.pragma("foreign_keys = OFF");
  const triggers = raw
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN ('review','stage_decision')",
    )
    .pluck()
    .all() as string[];
  for (const name of triggers) raw.exec(`DROP TRIGGER ${name}`);
  const review = raw.prepare(
    `INSERT INTO review (id, review_no, item_id, revision_id, content_digest, stage_path, state, current_stage, reason, opened_by, opened_at, stage_arrived_at, from_person_cache, title_cache, finding_counts_cache, due_day_cache)
     VALUES (@id, @id, @id, @id, @id, '[]', @state, iif(@state = 'open', 'selfCheck', NULL), '', 'a', @at, @at, '', '', '{}', '2026-09-30')`,
  );
  const decision = raw.prepare(
    `INSERT INTO stage_decision (id, review_id, stage, decision, conclusion, grounds, reasons, content_digest, account_id, person_id, envelope, decided_at)
     VALUES (@id, @review, @stage, @decision, @conclusion, '[]', '[]', 'c', 'a', 'p', x'01', @at)`,
  );
  return {
    db: kyselyOver<Tables>(raw),
    review: (id: string, at: string, state = "open") => review.run({ id, at, state }),
    decision: (row: {
      id: string;
      review: string;
      stage: string;
      decision: string;
      conclusion: string | null;
      at: string;
    }) => decision.run(row),
  };
}

it("months begin at midnight in Beijing, not in Greenwich", async () => {
  const { db, review, decision } = await withDecisions();
  review("last of August", "2026-08-31T15:59:59.999Z");
  review("first of September", "2026-08-31T16:00:00.000Z");
  review("last of September", "2026-09-30T15:59:59.999Z");
  review("first of October", "2026-09-30T16:00:00.000Z");
  const end = { stage: "leaderApproval", conclusion: "disclose" };
  decision({ ...end, id: "1", review: "last of August", decision: "agree", at: "2026-08-31T16:30:00.000Z" });
  decision({
    ...end,
    id: "2",
    review: "first of September",
    decision: "return",
    conclusion: null,
    at: "2026-09-02T01:00:00.000Z",
  });
  // Put to another organ: not decided; agreed at another stage: not decided yet.
  decision({
    ...end,
    id: "3",
    review: "last of September",
    decision: "refer",
    at: "2026-09-30T15:59:59.999Z",
  });
  decision({
    ...end,
    id: "4",
    review: "first of October",
    stage: "officeCheck",
    decision: "agree",
    at: "2026-09-30T16:00:00.000Z",
  });
  expect(await countReviewsByMonth(db, ["2026-07", "2026-08", "2026-09", "2026-10"])).toEqual([
    { month: "2026-07", submitted: 0, decided: 0 },
    { month: "2026-08", submitted: 1, decided: 0 },
    { month: "2026-09", submitted: 2, decided: 2 },
    { month: "2026-10", submitted: 1, decided: 0 },
  ]);
});

it("conclusions are the last words of the year alone, most frequent first", async () => {
  const { db, review, decision } = await withDecisions();
  const at = "2026-03-02T01:00:00.000Z";
  review("open", at);
  review("waits", at, "referred");
  review("answered", at, "concluded");
  const said = (id: string, stage: string, word: string, conclusion: string | null, day = at, of = id) =>
    decision({ id, review: of, stage, decision: word, conclusion, at: day });
  said("a", "leaderApproval", "agree", "disclose");
  said("b", "leaderApproval", "agree", "disclose");
  said("c", "leaderApproval", "agree", "withhold");
  said("on the way", "officeCheck", "agree", "disclose");
  said("back", "confidentialityCheck", "return", "partial");
  said("back without one", "unitHeadReview", "return", null);
  said("d", "confidentialityCheck", "refer", "refer", at, "waits");
  said("e", "confidentialityCheck", "refer", "refer", at, "answered");
  said("f", "leaderApproval", "agree", "withhold", "2025-12-31T15:59:59.999Z");
  said("g", "leaderApproval", "agree", "withhold", "2025-12-31T16:00:00.000Z");
  const rows = await countConclusions(db, calendarDay("2026-01-01"));
  expect(new Map(rows.map((row) => [row.conclusion, row.n]))).toEqual(
    new Map([
      ["disclose", 2],
      ["withhold", 2],
      ["partial", 1],
      ["refer", 1],
    ]),
  );
  expect(rows.map((row) => row.n)).toEqual([2, 2, 1, 1]);
});
