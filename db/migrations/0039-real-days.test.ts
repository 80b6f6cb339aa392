import { expect, it } from "vitest";

import { migratedFrom } from "../migrated-from.ts";

/** A row of each table with one column left open for the day that is tried. */
const rows: Readonly<Record<string, (day: string) => string>> = {
  "stage_decision.reassess_on": (day) =>
    `INSERT INTO stage_decision (id, review_id, stage, decision, conclusion, grounds, reasons, content_digest, account_id, person_id, envelope, decided_at, reassess_on)
     VALUES (${day}, ${day}, 'leaderApproval', 'agree', 'defer', '[]', '[]', 'd', 'a', 'p', x'00', '2026-01-31T17:00:00Z', ${day})`,
  "delegation.first_day": (day) => delegation(day, "'2026-09-30'"),
  "delegation.last_day": (day) => delegation("'2026-05-01'", day),
  "referral.protected_on": (day) =>
    `INSERT INTO referral (id, review_id, round, content_digest, decision_id, question, organ_kind, organ, matters, doubt, protected_on, account_id, person_id, drafted_at)
     VALUES (${day}, 'r', 0, 'd', 'x', 'disclosure', 'competentOrgan', '云州市保密局', '{}', '不明确', ${day}, 'a', 'p', '2026-01-31T17:00:00Z')`,
  "referral_answer.answered_on": (day) =>
    `INSERT INTO referral_answer (referral_id, content_digest, answer, organ, doc_number, answered_on, matters, note, kept_at, account_id, person_id, recorded_at)
     VALUES (${day}, 'd', 'open', '云州市保密局', '1号', ${day}, '{}', '', '保密室', 'a', 'p', '2026-01-31T17:00:00Z')`,
  "referral_step.on_day": (day) => step(day, "NULL"),
  "referral_step.follow_up_on": (day) => step("'2026-06-01'", day),
};
const delegation = (first: string, last: string): string =>
  `INSERT INTO delegation (id, kind, stage, from_person_id, to_person_id, first_day, last_day, reason, proposed_by_account, proposed_by_person, proposed_at)
   VALUES (${first} || ${last}, 'deputy', 'officeCheck', 'p', 'q', ${first}, ${last}, '外出', 'a', 'p', '2026-01-31T17:00:00Z')`;
const step = (onDay: string, followUp: string): string =>
  `INSERT INTO referral_step (referral_id, step, on_day, note, follow_up_on, account_id, person_id, recorded_at)
   VALUES (${onDay} || coalesce(${followUp}, ''), 'received', ${onDay}, '', ${followUp}, 'a', 'p', '2026-01-31T17:00:00Z')`;

const tables = [...new Set(Object.keys(rows).map((column) => column.split(".")[0] ?? ""))];

it("0039-real-days keeps the rows and takes nothing but days of the calendar", async () => {
  const raw = await migratedFrom(
    "0039-real-days",
    `DROP TRIGGER referral_step_by_its_people; DROP TRIGGER referral_step_in_order; ${step("'2026-05-05'", "NULL")}`,
    { foreignKeys: "OFF" },
  );
  const triggers = raw
    .prepare("SELECT name, tbl_name FROM sqlite_schema WHERE type = 'trigger' AND name NOT LIKE '%a_day'")
    .all() as { name: string; tbl_name: string }[];
  // Who may write what, and in which order, is the matter of other tests.
  for (const { name, tbl_name } of triggers) if (tables.includes(tbl_name)) raw.exec(`DROP TRIGGER ${name}`);
  expect(raw.prepare("SELECT on_day FROM referral_step").pluck().all()).toEqual(["2026-05-05"]);
  const taken = (statement: string): string => {
    try {
      raw.exec(statement);
      return "taken";
    } catch (error) {
      return String(error);
    }
  };
  for (const [column, insert] of Object.entries(rows)) {
    expect([column, taken(insert("'2026-06-05'"))]).toEqual([column, "taken"]);
    for (const nonsense of ["'2026年6月5日'", "'tomorrow'", "'2026-06-31'", "'20260605'", "'now'"])
      expect([column, nonsense, taken(insert(nonsense))]).toEqual([
        column,
        nonsense,
        expect.stringMatching(/is a day|CHECK/),
      ]);
  }
  expect(() => raw.exec("UPDATE referral SET protected_on = 'soon'")).toThrow(/is a day/);
  raw.close();
});
