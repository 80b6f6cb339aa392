import { expect, it } from "vitest";

import { kyselyOver, openRawDatabase } from "../sqlite/open-database.ts";
import { migrations } from "./index.ts";

/** The content of each letter has its own digest. */
const digestOf = (letter: string) => letter.padEnd(64, "a");

it("0031-legal-opinion keeps issued refusals and holds the opinion to the content, the reader and the signature", async () => {
  const opened = openRawDatabase({ path: ":memory:" });
  if (!opened.ok) throw new Error(opened.error.type);
  const raw = opened.value;
  const db = kyselyOver<unknown>(raw);
  const at = migrations.findIndex((migration) => migration.name === "0031-legal-opinion");
  for (const migration of migrations.slice(0, at)) await migration.up(db);
  raw.pragma("foreign_keys = OFF");
  // Only the trigger of this migration is asked here; the rows it reads are as small as they can be.
  for (const { name } of raw
    .prepare(
      "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('letter_issue','letter','revision','item','account','dispute')",
    )
    .all() as { name: string }[])
    raw.exec(`DROP TRIGGER ${name}`);
  const put = (table: string, row: Readonly<Record<string, unknown>>) => {
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
  raw.pragma("ignore_check_constraints = ON");
  for (const person of ["drafter", "reader"])
    put("account", { id: person, person_id: `p-${person}`, name: person });
  const letter = (id: string, template: string) => {
    put("item", { id: `i-${id}`, drafter_person_id: "p-drafter", drafter_account_id: "drafter" });
    put("letter", { id, item_id: `i-${id}`, template, application_id: "case" });
    put("revision", { id: `v-${id}`, item_id: `i-${id}`, content_digest: digestOf(id) });
  };
  const issue =
    (id: string, signedBy = "drafter") =>
    () =>
      put("letter_issue", {
        letter_id: id,
        revision_id: `v-${id}`,
        content_digest: digestOf(id),
        signed_by: signedBy,
      });
  const opinion =
    (id: string, more: object = {}) =>
    () =>
      put("legal_opinion", {
        id: `${id}-${Math.random()}`,
        letter_id: id,
        revision_id: `v-${id}`,
        content_digest: digestOf(id),
        opinion: "agree",
        text: "依据正确",
        account_id: "reader",
        person_id: "p-reader",
        recorded_at: "2026-03-02T01:00:00Z",
        ...more,
      });
  letter("early", "refusal-state-secret");
  issue("early")();
  await migrations[at]?.up(db);
  expect(raw.prepare("SELECT letter_id FROM letter_issue").all()).toEqual([{ letter_id: "early" }]);

  letter("refusal", "refusal-third-party");
  expect(issue("refusal")).toThrow("no legal reader agreed");
  expect(opinion("refusal", { content_digest: "b".repeat(64) })).toThrow("on no content of this letter");
  expect(opinion("refusal", { account_id: "drafter", person_id: "p-drafter" })).toThrow(
    "never reads the own",
  );
  expect(opinion("refusal", { person_id: "p-somebody" })).toThrow("account and person differ");
  opinion("refusal", { opinion: "object" })();
  expect(issue("refusal")).toThrow("no legal reader agreed");
  opinion("refusal")();
  expect(issue("refusal", "reader")).toThrow("no legal reader agreed");
  expect(() => raw.exec("UPDATE legal_opinion SET opinion = 'agree'")).toThrow("never changes");
  expect(() => raw.exec("DELETE FROM legal_opinion")).toThrow("never deleted");
  issue("refusal")();
  expect(opinion("refusal")).toThrow("the letter is issued");

  letter("granted", "disclosure-granted");
  issue("granted")();
  letter("none", "unable-not-held");
  issue("none")();
  letter("disputed", "unable-not-held");
  put("dispute", { id: "d", application_id: "case" });
  expect(issue("disputed")).toThrow("no legal reader agreed");
  raw.close();
});
