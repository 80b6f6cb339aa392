import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { migratedFrom } from "../migrated-from.ts";
import type { RawDatabase } from "../sqlite/open-database.ts";

describe("0012-case-archive", () => {
  let raw: RawDatabase;
  beforeAll(async () => {
    // Accounts have their own tests; here only the closed case matters.
    raw = await migratedFrom(
      "0012-case-archive",
      `
      INSERT INTO application (id, application_no, intake, handler_account_id, registered_at, applicant_name_cache, state_cache, closed_cache)
      VALUES ('x1', '20260302-001', '{}', 'a1', '2026-03-02T01:00:00Z', '刘长河', 'answered', 1),
             ('x2', '20260302-002', '{}', 'a1', '2026-03-02T01:00:00Z', '宋明', 'running', 0);`,
      { foreignKeys: "OFF" },
    );
  });
  afterAll(() => {
    raw.close();
  });

  const archive = (id: string, application: string, digest = "0".repeat(64)) =>
    raw
      .prepare(
        `INSERT INTO case_archive (id, application_id, archive_no, retention, bundle_digest, file_count, checks, account_id, archived_at)
         VALUES (?, ?, '', 'thirtyYears', ?, 3, '[]', 'a1', '2026-04-01T01:00:00Z')`,
      )
      .run(id, application, digest);

  it("keeps the applications and archives only closed ones, again when something was added", () => {
    expect(raw.prepare("SELECT count(*) AS n FROM application").get()).toEqual({ n: 2 });
    expect(() => archive("r0", "x2")).toThrow(/V5: only a closed case/);
    expect(() => archive("r0", "x1", "short")).toThrow(/CHECK/);
    archive("r1", "x1");
    archive("r2", "x1");
  });

  it("never changes (V5)", () => {
    expect(() => raw.prepare("UPDATE case_archive SET archive_no = '1'").run()).toThrow(/V5/);
    expect(() => raw.prepare("DELETE FROM case_archive").run()).toThrow(/V5/);
  });
});
