import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { searchQuery, searchTerms } from "../../shared/domain/search/bigrams.ts";
import { migrations } from "../migrations/index.ts";
import type { Tables } from "../schema/tables.ts";
import { kyselyOver, openRawDatabase, type RawDatabase } from "../sqlite/open-database.ts";
import { commonFrom, rareProbes, readMatterCandidates } from "./matters.ts";

/** Requests of an office sound alike; what ties two of them is the word that few have. */
describe("candidates for the same matter", () => {
  let raw: RawDatabase;
  const rows = commonFrom * 3;
  const probe = (text: string): string => searchQuery(text) ?? "";
  const store = () => kyselyOver<Tables>(raw);

  beforeAll(async () => {
    const opened = openRawDatabase({ path: ":memory:" });
    if (!opened.ok) throw new Error(opened.error.type);
    raw = opened.value;
    for (const migration of migrations) await migration.up(kyselyOver<unknown>(raw));
    raw.pragma("foreign_keys = OFF");
    const application = raw.prepare(
      `INSERT INTO application (seq, id, application_no, intake, handler_account_id, registered_at, applicant_name_cache, state_cache, closed_cache)
       VALUES (?, ?, ?, '{}', 'a1', '2026-03-02T01:00:00Z', ?, 'running', 0)`,
    );
    const index = raw.prepare("INSERT INTO search_index (rowid, title, body) VALUES (?, ?, ?)");
    raw.transaction(() => {
      for (let seq = 1; seq <= rows; seq += 1) {
        const place = seq === 7 ? "翠屏里" : "安居苑";
        application.run(seq, `x${seq}`, `n${seq}`, seq === 9 ? "刘长河" : "王秀英");
        index.run(seq * 2 + 1, searchTerms("王秀英"), searchTerms(`${place}老旧小区改造的审批材料`));
      }
    })();
  });
  afterAll(() => {
    raw.close();
  });

  it("are sought by the rare words alone; where every word is common, by one of them", async () => {
    const common = probe("老旧小区改造");
    expect(await rareProbes(store(), [common, probe("翠屏里"), probe("审批材料")])).toEqual([
      probe("翠屏里"),
    ]);
    expect(await rareProbes(store(), [common, probe("审批材料")])).toEqual([common]);
    expect(await rareProbes(store(), [])).toEqual([]);
  });

  it("are the application with the rare word and those of the same applicant, each once", async () => {
    const found = await readMatterCandidates(store(), {
      probes: [probe("老旧小区改造"), probe("翠屏里")],
      applicantNames: ["刘长河"],
      limit: 60,
    });
    expect(found.map((one) => one.applicationId)).toEqual(["x9", "x7"]);
  });

  it("come from the indexes: no table is read through", () => {
    const plan = (query: string): string =>
      (raw.prepare(`EXPLAIN QUERY PLAN ${query}`).all() as { detail: string }[])
        .map((step) => step.detail)
        .join("; ");
    expect(
      plan(
        "SELECT seq FROM application WHERE applicant_name_cache IN ('刘长河', '宋明') ORDER BY seq DESC LIMIT 180",
      ),
    ).toContain("application_by_applicant");
    // A limited count needs no order of its own, so it stops at the limit.
    const counted = plan(
      "SELECT count(*) FROM (SELECT 1 FROM search_index WHERE search_index MATCH '\"翠屏\"' LIMIT 401)",
    );
    expect(counted).toContain("VIRTUAL TABLE INDEX");
    expect(counted).not.toContain("TEMP B-TREE");
  });
});
