import { expect, it } from "vitest";

import { migratedFrom } from "../migrated-from.ts";

const item = (id: string, kind: string, unit: string, state: string): string =>
  `INSERT INTO item (id, kind, title_cache, state_cache, property_cache, drafter_account_id, drafter_person_id, unit_name, created_at, updated_at_cache)
   VALUES ('${id}', '${kind}', '公示', '${state}', 'proactive', 'a', 'p', '${unit}', '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z');`;
const review = (id: string, itemId: string, stage: string): string =>
  `INSERT INTO review (id, review_no, item_id, revision_id, content_digest, stage_path, state, current_stage, reason, opened_by, opened_at, stage_arrived_at, from_person_cache, title_cache, finding_counts_cache, due_day_cache)
   VALUES ('${id}', '${id}', '${itemId}', 'v-${id}', 'd-${id}', '["selfCheck","confidentialityCheck","leaderApproval"]', 'open', '${stage}', '', 'a', '2026-01-02T00:00:00Z', '2026-01-02T00:00:00Z', '', '公示', '{}', '2026-01-09');`;

it("0041-item-facets counts stages and units of what is there, and every later move", async () => {
  const raw = await migratedFrom(
    "0041-item-facets",
    [
      // Who may review what, and in which order, is the matter of other tests.
      ...[
        "review_matches_revision",
        "review_covers_newest_revision",
        "review_has_mandatory_stages",
        "review_stage_moves_with_decisions",
        "review_refers_by_a_decision",
        "review_waits_for_its_answer",
      ].map((name) => `DROP TRIGGER IF EXISTS ${name};`),
      item("i", "publicNotice", "办公室", "underReview"),
      item("j", "publicNotice", "住房保障科", "underReview"),
      item("k", "publicNotice", "办公室", "drafting"),
      item("l", "letter", "办公室", "underReview"),
      review("r", "i", "selfCheck"),
      review("t", "l", "selfCheck"),
    ].join("\n"),
    { foreignKeys: "OFF" },
  );
  const counted = (list: string) =>
    Object.fromEntries(
      (
        raw.prepare("SELECT key, n FROM list_counter WHERE list = ? AND n > 0").all(list) as {
          key: string;
          n: number;
        }[]
      ).map(({ key, n }) => [key, n]),
    );
  const real = (column: string) =>
    Object.fromEntries(
      (
        raw
          .prepare(
            `SELECT ${column} AS key, count(*) AS n FROM item WHERE kind <> 'letter' AND ${column} IS NOT NULL GROUP BY 1`,
          )
          .all() as { key: string; n: number }[]
      ).map(({ key, n }) => [key, n]),
    );
  const holds = (stages: Readonly<Record<string, number>>) => {
    expect(counted("item.stage")).toEqual(stages);
    expect(counted("item.stage")).toEqual(real("stage_cache"));
    expect(counted("item.unit")).toEqual(real("unit_name"));
  };
  holds({ selfCheck: 1 });
  raw.exec(review("s", "j", "selfCheck"));
  holds({ selfCheck: 2 });
  raw.exec("UPDATE review SET current_stage = 'confidentialityCheck' WHERE id = 'r'");
  holds({ selfCheck: 1, confidentialityCheck: 1 });
  raw.exec("UPDATE review SET state = 'referred', current_stage = NULL WHERE id = 'r'");
  holds({ selfCheck: 1, referred: 1 });
  raw.exec("UPDATE review SET state = 'stale', current_stage = NULL WHERE id IN ('r', 's')");
  holds({});
  raw.exec(item("m", "publicNotice", "物业监管科", "drafting"));
  raw.exec("UPDATE item SET unit_name = '办公室' WHERE id = 'j'");
  holds({});
  expect(counted("item.unit")).toEqual({ 办公室: 3, 物业监管科: 1 });
  raw.close();
});
