import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { openStore, type Store } from "../../../db/open-store.ts";
import { explainJoinCounts } from "../../../db/readers/aggregation.ts";
import { explainFileFindings } from "../../../db/readers/draft-findings.ts";
import { explainDecided } from "../../../db/readers/decided-reviews.ts";
import {
  explainFormedBefore,
  explainFormedCount,
  explainItemList,
  explainLaterAnswers,
  type ItemListRequest,
} from "../../../db/readers/items.ts";
import { explainEarlierConclusions, explainImport } from "../../../db/readers/review-desk.ts";
import { explainApprovedLetters } from "../../../db/readers/legal-opinions.ts";
import { explainReminders } from "../../../db/readers/review-reminders.ts";
import { explainQueue, explainQueueCounts, type QueueRequest } from "../../../db/readers/reviews.ts";
import { explainSearch } from "../../../db/readers/search.ts";
import { explainFacts } from "../../../db/readers/search-facts.ts";
import { explainStatistics } from "../../../db/readers/statistics.ts";
import { searchQuery, searchTerms } from "../../../shared/domain/search/bigrams.ts";

/** The lists stay on their indexes at any size: no step reads a whole table, none sorts one (design.md §6). */
describe("query plans of the lists", () => {
  const folder = mkdtempSync(join(tmpdir(), "plans-"));
  let store: Store;
  const common = searchQuery("公示", "title") ?? "";
  const rare = searchQuery("钟楼", "title") ?? "";

  beforeAll(async () => {
    const opened = await openStore({
      folder,
      key: new Uint8Array(randomBytes(32)),
      now: () => new Date("2026-09-16T01:00:00Z"),
      ballastBytes: 0,
    });
    if (!opened.ok) throw new Error(opened.error.type);
    store = opened.value;
    const insert = store.raw.prepare("INSERT INTO search_index(rowid, title, body) VALUES (?,?,'')");
    store.raw.transaction(() => {
      for (let n = 1; n <= 1000; n += 1) insert.run(n * 2, searchTerms(`第${n}件公示`));
    })();
  });
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const page = { limit: 50 };
  const lists: readonly (readonly [string, ItemListRequest, string])[] = [
    ["newest first", { ...page, sort: "updated" }, "item_by_updated"],
    ["next page", { ...page, sort: "updated", after: { key: "2026-09-01", seq: 7 } }, "item_by_updated"],
    ["one state", { ...page, sort: "updated", states: ["drafting"] }, "item_by_state"],
    ["one kind", { ...page, sort: "updated", kinds: ["publicNotice"] }, "item_by_kind"],
    ["one stage", { ...page, sort: "updated", stages: ["officeCheck"] }, "item_by_stage"],
    ["one unit", { ...page, sort: "updated", units: ["办公室"] }, "item_by_unit"],
    [
      "near its end",
      { ...page, sort: "due", formed: { after: "2026-08-01", until: "2026-09-01" } },
      "item_by_due",
    ],
    [
      "near its end, next page",
      { ...page, sort: "due", formed: { until: "2026-09-01" }, after: { key: "2026-08-01", seq: 7 } },
      "item_by_due",
    ],
    ["one property", { ...page, sort: "updated", properties: ["proactive"] }, "item_by_property"],
    ["my own", { ...page, sort: "updated", drafterAccountId: "a" }, "item_by_drafter"],
    ["by title", { ...page, sort: "title" }, "item_by_title"],
    ["by due day", { ...page, sort: "due" }, "item_by_formed"],
    [
      "by due day, next page",
      { ...page, sort: "due", after: { key: "2026-09-01", seq: 7 } },
      "item_by_formed",
    ],
    ["a common word", { ...page, sort: "updated", titleMatch: common }, "item_by_updated"],
  ];
  it.each(lists)("公开信息: %s walks %s", async (_name, request, index) => {
    const plan = await explainItemList(store.db, request);
    expect(plan.find((step) => / i /.test(`${step} `))).toContain(`USING INDEX ${index}`);
    expect(plan.filter((step) => step.includes("TEMP B-TREE"))).toEqual([]);
  });

  it.each([
    ["window", "USING INDEX draft_finding_of_file (attachment_id=? AND id>?)"],
    ["size", "USING COVERING INDEX draft_finding_of_file (attachment_id=?)"],
    ["outline", "USING COVERING INDEX draft_finding_of_file (attachment_id=?)"],
    ["ofKind", "USING COVERING INDEX draft_finding_of_file (attachment_id=?)"],
    ["treatable", "USING INDEX draft_finding_of_file (attachment_id=?)"],
    ["carried", "USING COVERING INDEX draft_finding_of_file (attachment_id=?)"],
    ["equals", "USING INDEX draft_finding_by_words (words=? AND attachment_id=?)"],
  ] as const)("findings of a file: %s walks its index, in the order of the file", async (query, index) => {
    const plan = await explainFileFindings[query](store.db);
    expect(plan.join("\n")).toContain(index);
    expect(
      plan.filter((step) => /TEMP B-TREE|SCAN (?!o$|f$|treated$|\(subquery|json_each)/u.test(step)),
    ).toEqual([]);
  });

  it("answers since the last reading are read from the newest, however many the revision has", async () => {
    expect(await explainLaterAnswers(store.db)).toEqual([
      "SEARCH a USING INTEGER PRIMARY KEY (rowid>?)",
      "SEARCH f USING INDEX sqlite_autoindex_finding_1 (id=?)",
    ]);
  });

  it("公开信息: what is near its end is counted in the index alone", async () => {
    const plan = await explainFormedCount(store.db);
    expect(plan.join()).toContain(
      "USING COVERING INDEX item_by_due (property_cache=? AND formed_on_cache>? AND formed_on_cache<?)",
    );
  });

  const me = { ...page, personId: "p", owners: "mine" as const };
  const queues: readonly (readonly [string, QueueRequest])[] = [
    ["first page", { ...me, stages: [{ stage: "confidentialityCheck" }] }],
    ["own self-checks", { ...me, stages: [{ stage: "selfCheck" }] }],
    ["overdue", { ...me, stages: [{ stage: "unitHeadReview" }], dueBefore: "2026-09-16" }],
    ["next page", { ...me, stages: [{ stage: "leaderApproval" }], after: { dueDay: "2026-09-16", seq: 7 } }],
    ["a common word", { ...me, stages: [{ stage: "officeCheck" }], titleMatch: common }],
    ["the colleagues' rows too", { ...me, stages: [{ stage: "officeCheck" }], owners: "all" }],
    ["a lent right", { ...me, stages: [{ stage: "officeCheck", lenderId: "q" }] }],
  ];
  it.each(queues)("审查队列: %s walks review_queue", async (_name, request) => {
    const plan = await explainQueue(store.db, request);
    expect(plan.find((step) => / r /.test(`${step} `))).toContain("USING INDEX review_queue");
    expect(plan.filter((step) => step.includes("TEMP B-TREE"))).toEqual([]);
    expect(plan.filter((step) => /^SCAN (r|i|v|d)\b/.test(step))).toEqual([]);
  });

  it("自审 starts from the papers of the drafter, however many others wait there", async () => {
    const plan = await explainQueue(store.db, { ...me, stages: [{ stage: "selfCheck" }] });
    expect(plan[0]).toContain("USING INDEX review_queue_by_drafter (current_stage=? AND drafter_cache=?)");
    expect(plan.filter((step) => /TEMP B-TREE|^SCAN/.test(step))).toEqual([]);
  });

  it("what the 20 working days press on is walked from the earliest of a drafter's own", async () => {
    const plan = await explainFormedBefore(store.db, "a");
    expect(plan[0]).toContain(
      "USING INDEX item_by_drafter_formed (drafter_account_id=? AND formed_on_cache<?)",
    );
    expect(plan.filter((step) => /TEMP B-TREE|^SCAN/.test(step))).toEqual([]);
  });

  it("what 工作台 counts beside its rows is counted in indexes alone, and starts from what is few", async () => {
    const [disputes = [], assigned = [], byDueDay = []] = await explainQueueCounts(store.db);
    expect(disputes[0]).toBe("SCAN dispute");
    expect(disputes.filter((step) => /^SCAN (?!dispute)/.test(step))).toEqual([]);
    expect(assigned).toEqual([expect.stringContaining("COVERING INDEX review_queue_by_assignee")]);
    expect(byDueDay[0]).toContain("COVERING INDEX review_queue");
    const [opened = [], decided = [], ...conclusions] = await explainStatistics(store.db);
    expect(opened).toEqual([
      expect.stringContaining("COVERING INDEX review_by_opening (opened_at>? AND opened_at<?)"),
    ]);
    expect(decided[0]).toContain(
      "COVERING INDEX stage_decision_by_outcome (decision=? AND stage=? AND decided_at>?",
    );
    expect(conclusions).toHaveLength(3);
    for (const plan of conclusions)
      expect(plan[0]).toContain("stage_decision_by_outcome (decision=? AND stage=? AND decided_at>?)");
  });

  it("a rare word starts from its few hits instead of reading the list", async () => {
    const items = await explainItemList(store.db, { ...page, sort: "updated", titleMatch: rare });
    expect(items.find((step) => step.includes(" i "))).toContain("USING INTEGER PRIMARY KEY");
    const queue = await explainQueue(store.db, {
      ...me,
      stages: [{ stage: "confidentialityCheck" }],
      titleMatch: rare,
    });
    expect(queue.find((step) => step.includes(" r "))).toContain("USING INDEX review_by_item");
    expect([...items, ...queue].filter((step) => /^SCAN (r|i|v|d)\b/.test(step))).toEqual([]);
  });

  it.each([
    // The order of the row numbers is that of the index itself.
    ["inOrder", ["SCAN search_index VIRTUAL TABLE INDEX 64:M2"]],
    ["ranked", ["SCAN search_index VIRTUAL TABLE INDEX 0:M2", "USE TEMP B-TREE FOR ORDER BY"]],
    ["titlesOf", ["SCAN j VIRTUAL TABLE INDEX 1:", "SEARCH i USING INTEGER PRIMARY KEY (rowid=?)"]],
    [
      "titles",
      [
        "CO-ROUTINE r",
        "SCAN search_index VIRTUAL TABLE INDEX 192:M2",
        "SCAN r",
        "SEARCH i USING INTEGER PRIMARY KEY (rowid=?)",
      ],
    ],
    [
      "numbered",
      [
        "MERGE (UNION)",
        "LEFT",
        "SEARCH item USING COVERING INDEX item_by_doc_number (doc_number_cache=?)",
        "USE TEMP B-TREE FOR ORDER BY",
        "RIGHT",
        "SEARCH n USING INDEX sqlite_autoindex_number_register_1 (doc_number=?)",
        "SEARCH i USING COVERING INDEX sqlite_autoindex_item_1 (id=?)",
        "USE TEMP B-TREE FOR ORDER BY",
      ],
    ],
    [
      "byFacet",
      [
        "SEARCH search_facet USING COVERING INDEX search_facet_by_value (facet=?)",
        "USE TEMP B-TREE FOR DISTINCT",
      ],
    ],
  ] as const)("the search box: %s reads no table", async (query, plan) => {
    expect(await explainSearch[query](store.db)).toEqual(plan);
  });

  it("the facts of rows are read by their numbers, marks and units by index", async () => {
    const each = [
      "SEARCH i USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN",
      "SEARCH a USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN",
      "SEARCH d USING COVERING INDEX draft_search_facts (item_id=? AND changed_since_revision=?)",
      "SEARCH f USING PRIMARY KEY (row_id=? AND facet=?)",
    ];
    for (const query of ["byNumbers", "ofItems"] as const) {
      const plan = await explainFacts[query](store.db);
      expect(plan.filter((step) => /^(?:SCAN|SEARCH)/u.test(step) && !each.includes(step))).toEqual([
        query === "byNumbers"
          ? "SCAN json_each VIRTUAL TABLE INDEX 1:"
          : "SEARCH item USING INTEGER PRIMARY KEY (rowid>?)",
        ...(query === "byNumbers" ? [] : ["SCAN r"]),
      ]);
      expect(plan).toEqual(expect.arrayContaining(each));
    }
  });

  it("reminders of the review desk walk their index from the most urgent row", async () => {
    const plans = await explainReminders(store.db);
    const indexes = ["review_queue", "review_by_state", "item_returned", "decision_to_reassess"];
    expect(plans.length).toBe(indexes.length);
    for (const [at, plan] of plans.entries()) {
      expect(plan[0]).toContain(`USING INDEX ${indexes[at]}`);
      expect(plan.filter((step) => step.includes("TEMP B-TREE"))).toEqual([]);
      expect(plan.filter((step) => /^SCAN (r|i|v|d)\b/.test(step))).toEqual([]);
    }
  });

  it("letters that wait for a legal reader are found among the approved reviews", async () => {
    const plan = await explainApprovedLetters(store.db);
    expect(plan[0]).toContain("USING INDEX review_by_state");
    expect(plan.filter((step) => step.startsWith("SCAN") || step.includes("TEMP B-TREE"))).toEqual([]);
  });

  it("what a person decided is walked from the newest on", async () => {
    const plan = await explainDecided(store.db, {
      personId: "p",
      after: { at: "2026-09-16T01:00:00.000Z", actId: "d" },
      limit: 50,
    });
    const indexes = plan.filter((step) => step.includes("(person_id="));
    expect(indexes).toHaveLength(4);
    for (const step of indexes) expect(step).toMatch(/stage_decision_by_decider|review_opinion_by_giver/);
    expect(plan.filter((step) => /TEMP B-TREE|^SCAN/.test(step))).toEqual([]);
  });

  it("the joins of the shown queue are counted in their index", async () => {
    const plan = await explainJoinCounts(store.db, ["a", "b"]);
    expect(plan).toHaveLength(1);
    expect(plan[0]).toContain("USING COVERING INDEX");
    expect(plan[0]).toContain("review_id=?");
  });

  it("what was reviewed before is found by the digest of the block, an import by its item", async () => {
    const plan = [...(await explainEarlierConclusions(store.db)), ...(await explainImport(store.db))];
    expect(plan.filter((step) => step.startsWith("SCAN"))).toEqual([]);
    expect(plan.join(" ")).toContain("reviewed_block_by_digest");
    expect(plan.join(" ")).toContain("audit_of_import");
  });
});
