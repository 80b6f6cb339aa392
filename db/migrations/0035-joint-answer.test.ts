import { expect, it } from "vitest";

import { migratedFrom } from "../migrated-from.ts";

const digest = (letter: string) => letter.padEnd(64, "a");

it("0035-joint-answer keeps the letters there are, and holds the passages of a joint answer", async () => {
  const raw = await migratedFrom(
    "0035-joint-answer",
    `INSERT INTO person (id, name, unit_name, created_at) VALUES ('p', '何静', '公开科', '2026-01-01T00:00:00Z')`,
    { foreignKeys: "OFF" },
  );
  raw.pragma("ignore_check_constraints = ON");
  // What the rows of other tables must fulfil is the matter of other tests.
  for (const { name } of raw
    .prepare(
      `SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name NOT LIKE 'joint\\_%' ESCAPE '\\'
       AND name NOT IN ('review_not_of_a_passage','letter_issue_not_of_a_passage','letter_issue_of_several_answers',
         'letter_issue_of_open_units','letter_not_after_split','letter_joint_after_split',
         'letter_issue_not_after_split','letter_issue_needs_legal_opinion','dispute_of_its_letter')`,
    )
    .all() as { name: string }[])
    raw.exec(`DROP TRIGGER ${name}`);
  const put = (table: string, row: Readonly<Record<string, unknown>>) => () => {
    const given = raw.prepare(`PRAGMA table_info(${table})`).all() as {
      name: string;
      type: string;
      notnull: number;
      dflt_value: unknown;
    }[];
    const filled = Object.fromEntries(
      given
        .filter((column) => column.name in row || (column.notnull === 1 && column.dflt_value === null))
        .map((column) => [
          column.name,
          row[column.name] ??
            (column.type === "TEXT" ? "{}" : column.type === "BLOB" ? Buffer.from("{}") : 0),
        ]),
    );
    const names = Object.keys(filled);
    raw
      .prepare(
        `INSERT INTO ${table} (${names.join(",")}) VALUES (${names.map((name) => `@${name}`).join(",")})`,
      )
      .run(filled);
  };
  const letter = (id: string, template: string, application: string, drafter = "p") => {
    put("item", { id: `i-${id}`, drafter_person_id: drafter })();
    return put("letter", { id, item_id: `i-${id}`, template, application_id: application });
  };
  put("account", { id: "a", person_id: "p", name: "hejing" })();
  for (const parent of ["case", "other"]) {
    for (const position of [1, 2, 3])
      put("application_unit", { application_id: `${parent}-${position}`, parent_id: parent, position })();
    put("application_split", { parent_id: parent, unit_count: 3 })();
  }
  const join = (part: string, joint = "joint") =>
    put("joint_answer_part", { letter_id: part, joint_letter_id: joint, account_id: "a" });
  const review = (item: string, state: string, id = `r-${item}-${state}`) =>
    put("review", { id, item_id: item, state, revision_id: id, content_digest: id, review_no: id });
  const issue = (id: string) =>
    put("letter_issue", {
      letter_id: id,
      revision_id: `v-${id}`,
      review_id: `r-${id}`,
      content_digest: digest(id),
      signed_by: "a",
    });

  // Which letters there may be.
  expect(letter("x", "unable-not-held", "case")).toThrow(/letters belong to the units/);
  expect(letter("y", "joint-answer", "case-1")).toThrow(/only a split application/);
  letter("joint", "joint-answer", "case")();
  letter("joint2", "joint-answer", "case")();
  letter("held", "unable-not-held", "case-1")();
  letter("granted", "disclosure-granted", "case-2")();
  letter("again", "disclosure-granted-proactive", "case-2")();
  letter("refusal", "refusal-internal-affairs", "case-3")();
  letter("elsewhere", "unable-not-held", "other-1")();
  letter("notice", "extension-notice", "case-3")();
  letter("foreign", "unable-not-held", "case-3", "q")();

  // Which passages there may be.
  expect(join("elsewhere")).toThrow(/units of its own application/);
  expect(join("notice")).toThrow(/units of its own application/);
  expect(join("held", "granted")).toThrow(/units of its own application/);
  expect(join("foreign")).toThrow(/V4/);
  join("held")();
  expect(join("held", "joint2")).toThrow(/UNIQUE/);
  expect(issue("joint")).toThrow(/at least two/);
  join("granted")();
  expect(join("again")).toThrow(/answered once in a letter/);
  expect(() => raw.exec("UPDATE joint_answer_part SET joint_letter_id = 'joint2'")).toThrow(/V5/);

  // A passage is reviewed and issued with its letter alone.
  expect(review("i-held", "open")).toThrow(/V2/);
  expect(issue("held")).toThrow(/V10/);

  // From the review on the passages stand still.
  review("i-joint", "open")();
  expect(join("refusal")).toThrow(/V3/);
  expect(() => raw.exec("DELETE FROM joint_answer_part WHERE letter_id = 'held'")).toThrow(/V3/);
  raw.exec("UPDATE review SET state = 'stale' WHERE item_id = 'i-joint'");
  review("i-refusal", "approved")();
  expect(join("refusal")).toThrow(/V3/);
  raw.exec("UPDATE review SET state = 'stale' WHERE item_id = 'i-refusal'");
  join("refusal")();

  // A refusal within asks for the legal reader of the joint letter.
  expect(issue("joint")).toThrow(/legal reader/);
  put("legal_opinion", {
    id: "o",
    letter_id: "joint",
    content_digest: digest("joint"),
    opinion: "agree",
    person_id: "reader",
  })();
  // A unit that was answered by itself is not answered again.
  put("letter_issue", {
    letter_id: "again",
    revision_id: "v-again",
    content_digest: "x",
    signed_by: "a",
    series: "s",
    year: 2026,
    number: 1,
  })();
  put("number_register", {
    series: "s",
    year: 2026,
    number: 1,
    doc_number: "n",
    letter_id: "again",
    state: "allotted",
  })();
  expect(issue("joint")).toThrow(/a unit is answered once/);
  raw.exec("UPDATE number_register SET state = 'void'");
  issue("joint")();
  expect(() => raw.exec("DELETE FROM joint_answer_part WHERE letter_id = 'held'")).toThrow(/V3/);

  // A dispute attacks the answer of its unit.
  expect(put("dispute", { id: "d1", letter_id: "foreign", application_id: "case-3" })).toThrow(/V5/);
  put("dispute", { id: "d2", letter_id: "refusal", application_id: "case-3" })();
  raw.close();
});
