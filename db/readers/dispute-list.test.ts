import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { effectiveOutcome } from "../../shared/domain/application/appeal.ts";
import { disputeDecisions, type DisputeDecision } from "../../shared/domain/application/dispute.ts";
import type { CalendarDay } from "../../shared/kernel/calendar-day.ts";
import { migrations } from "../migrations/index.ts";
import type { Tables } from "../schema/tables.ts";
import { kyselyOver, openRawDatabase, type RawDatabase } from "../sqlite/open-database.ts";
import { countDisputes, explainDisputePage, readDisputePage } from "./dispute-list.ts";
import { readDisputes } from "./disputes.ts";

const many = 20_000;
const day = (n: number) => new Date(Date.UTC(2000, 0, 1 + Math.floor(n / 3))).toISOString().slice(0, 10);

/** Twenty thousand disputes of every kind of end, some under appeal, changed, remanded, voided. */
describe("the list of disputes by windows", () => {
  let raw: RawDatabase;
  const db = () => kyselyOver<Tables>(raw);
  beforeAll(async () => {
    const opened = openRawDatabase({ path: ":memory:" });
    if (!opened.ok) throw new Error(opened.error.type);
    raw = opened.value;
    for (const migration of migrations) await migration.up(kyselyOver<unknown>(raw));
    raw.pragma("foreign_keys = OFF");
    raw.exec(
      `INSERT INTO application (seq, id, application_no, intake, handler_account_id, registered_at, applicant_name_cache, state_cache, closed_cache)
       VALUES (1, 'x', '20260302-001', '{}', 'a', '2026-03-02T01:00:00Z', '刘长河', 'answered', 1)`,
    );
    const dispute = raw.prepare(
      `INSERT INTO dispute (seq, id, kind, procedure, application_id, case_no, organ, filed_on, copy_received_on, note, account_id, recorded_at)
       VALUES (?, ?, 'suitDirect', 'normal', 'x', ?, '云州市中区人民法院', ?, ?, '', 'a', '2026-03-02T01:00:00Z')`,
    );
    const step = raw.prepare(
      `INSERT INTO dispute_step (id, dispute_id, kind, on_day, decision, reason, lesson, note, account_id, recorded_at)
       VALUES (?, ?, ?, '2026-03-02', ?, ?, ?, '误登', 'a', '2026-03-02T01:00:00Z')`,
    );
    const appeal = raw.prepare(
      `INSERT INTO appeal (id, dispute_id, appellant, court, case_no, appealed_on, copy_received_on, note, account_id, recorded_at)
       VALUES (?, ?, 'applicant', '云州市中级人民法院', '', '2026-03-05', '2026-03-06', '', 'a', '2026-03-06T01:00:00Z')`,
    );
    const appealStep = raw.prepare(
      `INSERT INTO appeal_step (id, appeal_id, kind, on_day, decision, new_decision, reason, lesson, note, account_id, recorded_at)
       VALUES (?, ?, ?, '2026-04-01', ?, ?, ?, ?, '误登', 'a', '2026-04-01T01:00:00Z')`,
    );
    const decisions = Object.keys(disputeDecisions) as DisputeDecision[];
    const lost = (decision: DisputeDecision | null) =>
      decision !== null && disputeDecisions[decision].result === "corrected";
    raw.transaction(() => {
      for (let n = 1; n <= many; n += 1) {
        const id = `d${n}`;
        dispute.run(n, id, `（2026）云0101行初${n}号`, day((n * 7919) % many), day((n * 7919) % many));
        if (n % 11 === 0) continue;
        if (n % 13 === 0) {
          step.run(`${id}v`, id, "voided", null, null, "");
          continue;
        }
        const decision = decisions[n % decisions.length] ?? "maintained";
        step.run(
          `${id}d`,
          id,
          "decided",
          decision,
          lost(decision) ? "late" : null,
          lost(decision) ? "按期" : "",
        );
        if (n % 5 !== 0) continue;
        const on = `p${n}`;
        appeal.run(on, id);
        const kind = (n / 5) % 6;
        if (kind === 0) continue;
        if (kind === 5) {
          appealStep.run(`${on}v`, on, "voided", null, null, null, "");
          continue;
        }
        const first = (["upheld", "changed", "remanded", "remanded"] as const)[kind - 1] ?? "upheld";
        const changed = first === "changed" ? "revoked" : null;
        appealStep.run(
          `${on}d`,
          on,
          "decided",
          first,
          changed,
          changed ? "late" : null,
          changed ? "按期" : "",
        );
        if (kind === 4) appealStep.run(`${on}r`, on, "retried", null, "claimRejected", null, "");
      }
    })();
  }, 60_000);
  afterAll(() => {
    raw.close();
  });

  const walk = async (decisions?: readonly DisputeDecision[], contains?: string) => {
    const ids: string[] = [];
    let after: { readonly copyReceivedOn: string; readonly seq: number } | undefined;
    do {
      const page = await readDisputePage(db(), { decisions, contains, after, limit: 1000 });
      ids.push(...page.ids);
      after = page.next;
    } while (after);
    return ids;
  };

  it("are walked on the index without sorting", async () => {
    const plan = (await explainDisputePage(db())).join("\n");
    expect(plan).toContain("dispute_by_copy");
    expect(plan).not.toContain("TEMP B-TREE");
    expect(plan).not.toMatch(/SCAN (?!d\b|constant)/u);
  });

  it("come each once, the newest copy first", async () => {
    const ids = await walk();
    expect(new Set(ids).size).toBe(many);
    const copies = raw.prepare("SELECT id, copy_received_on AS c FROM dispute").all() as {
      id: string;
      c: string;
    }[];
    const by = new Map(copies.map(({ id, c }) => [id, c]));
    expect(ids.every((id, at) => at === 0 || (by.get(ids[at - 1] ?? "") ?? "") >= (by.get(id) ?? ""))).toBe(
      true,
    );
    expect(await countDisputes(db(), {})).toBe(many);
  });

  it("ended as the domain reads what took effect, whatever the second instance did", async () => {
    const all = Object.keys(disputeDecisions) as DisputeDecision[];
    const corrected = all.filter((one) => disputeDecisions[one].result === "corrected");
    const outcomes = new Map(
      (await readDisputes(db(), {})).map((record) => {
        const { decision, decidedOn, appeal, voided } = record;
        const outcome =
          decision && decidedOn && !voided
            ? effectiveOutcome({ decision, decidedOn: decidedOn as CalendarDay }, appeal as never)
            : undefined;
        return [record.disputeId, outcome?.decision] as const;
      }),
    );
    for (const decisions of [all, corrected]) {
      const expected = [...outcomes].flatMap(([id, decision]) =>
        decision && decisions.includes(decision) ? [id] : [],
      );
      expect((await walk(decisions)).toSorted()).toEqual(expected.toSorted());
      expect(await countDisputes(db(), { decisions })).toBe(expected.length);
      expect(expected.length).toBeGreaterThan(1000);
    }
  });

  it("are found by the number of the case and the court of the second instance", async () => {
    expect(await walk(undefined, "行初17号")).toEqual(["d17"]);
    const upper = await walk(undefined, "中级人民法院");
    expect(upper.length).toBeGreaterThan(1000);
    expect(await walk(undefined, "没有这样的")).toEqual([]);
  });
});
