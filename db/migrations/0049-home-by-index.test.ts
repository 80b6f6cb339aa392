import { expect, it } from "vitest";

import { migratedFrom } from "../migrated-from.ts";

const item = (id: string, person: string): string =>
  `INSERT INTO item (id, kind, title_cache, state_cache, property_cache, drafter_account_id, drafter_person_id, unit_name, created_at, updated_at_cache)
   VALUES ('${id}', 'publicNotice', '公示', 'underReview', 'proactive', 'a', '${person}', '办公室', '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z');`;
const review = (id: string, itemId: string, drafter?: string): string =>
  `INSERT INTO review (id, review_no, item_id, revision_id, content_digest, stage_path, state, current_stage, reason, opened_by, opened_at, stage_arrived_at, from_person_cache, title_cache, finding_counts_cache, due_day_cache${drafter === undefined ? "" : ", drafter_cache"})
   VALUES ('${id}', '${id}', '${itemId}', 'v-${id}', 'd-${id}', '["selfCheck","confidentialityCheck","leaderApproval"]', 'open', 'selfCheck', '', 'a', '2026-01-02T00:00:00Z', '2026-01-02T00:00:00Z', '', '公示', '{}', '2026-01-09'${drafter === undefined ? "" : `, '${drafter}'`});`;

it("0049-home-by-index names the drafter of every review there is and of every later one, and nobody else", async () => {
  const raw = await migratedFrom(
    "0049-home-by-index",
    [
      // Who may review what, and in which order, is the matter of other tests.
      ...["review_matches_revision", "review_covers_newest_revision", "review_has_mandatory_stages"].map(
        (name) => `DROP TRIGGER IF EXISTS ${name};`,
      ),
      item("i", "lin"),
      item("j", "sun"),
      review("r", "i"),
    ].join("\n"),
    { foreignKeys: "OFF" },
  );
  const drafters = () => raw.prepare("SELECT id, drafter_cache AS drafter FROM review ORDER BY seq").all();
  expect(drafters()).toEqual([{ id: "r", drafter: "lin" }]);
  raw.exec(review("s", "j"));
  // Whoever says another name is not believed.
  raw.exec(item("k", "wu"));
  raw.exec(review("t", "k", "sun"));
  expect(drafters()).toEqual([
    { id: "r", drafter: "lin" },
    { id: "s", drafter: "sun" },
    { id: "t", drafter: "wu" },
  ]);
  for (const other of ["'sun'", "NULL"])
    expect(() => raw.exec(`UPDATE review SET drafter_cache = ${other} WHERE id = 'r'`)).toThrow("V4");
  expect(drafters()).toHaveLength(3);
  raw.close();
});
