import { describe, expect, it } from "vitest";

import type { FindingView } from "../../../shared/contract/items.ts";
import type { Instant } from "../../../shared/kernel/calendar-day.ts";
import {
  currentFinding,
  initialFindingsState,
  recordOf,
  reduceFindings,
  visibleFindings,
  type FindingsEvent,
  type FindingsState,
} from "./findings-reducer.ts";

function finding(id: string, start: number, change: Partial<FindingView> = {}): FindingView {
  return {
    findingId: id,
    type: "MOBILE",
    severity: "must-fix",
    ruleId: "r",
    value: `1380000000${id}`,
    start,
    end: start + 3,
    where: "第1页",
    ...change,
  };
}
const settled = {
  answer: { answer: "keep", note: "依据", personName: "周敏", at: "2026-09-16T02:00:00Z" as Instant },
} as const;
const findings = [
  finding("1", 10, settled),
  finding("2", 20),
  finding("3", 30, { type: "NAME", value: "张桂芳" }),
  finding("4", 40, { type: "NAME", value: "张桂芳" }),
];

function run(events: readonly FindingsEvent[], from: FindingsState = initialFindingsState): FindingsState {
  return events.reduce((state, event) => reduceFindings(state, event, findings), from);
}

describe("the current finding", () => {
  it("is the first without an answer until somebody opens one", () => {
    expect(currentFinding(initialFindingsState, findings)?.findingId).toBe("2");
    expect(currentFinding(run([{ type: "opened", findingId: "4" }]), findings)?.findingId).toBe("4");
  });
  it("moves over settled ones too, so that they can be looked at again", () => {
    expect(currentFinding(run([{ type: "moved", direction: -1 }]), findings)?.findingId).toBe("1");
    const steps: FindingsEvent[] = Array.from({ length: 5 }, () => ({ type: "moved", direction: 1 }));
    expect(currentFinding(run(steps), findings)?.findingId).toBe("4");
  });
  it("stays inside the filter", () => {
    const state = run([{ type: "filtered", glyph: "私" }]);
    expect(visibleFindings(state, findings)).toHaveLength(4);
    expect(visibleFindings(run([{ type: "filtered", glyph: "密" }]), findings)).toEqual([]);
    expect(currentFinding(run([{ type: "filtered", glyph: "密" }]), findings)).toBeUndefined();
  });
});

describe("treatments (keys 1, 2, 3, 0, E, Enter)", () => {
  it("1 needs no note", () => {
    const record = recordOf(run([{ type: "chose", answer: "mask" }]), findings);
    expect(record).toEqual({
      ok: true,
      value: {
        findingId: "2",
        together: { equals: true, kind: false },
        findingIds: ["2"],
        answer: "mask",
        note: "",
      },
    });
  });
  it.each(["keep", "dismiss"] as const)("%s needs one", (answer) => {
    const state = run([{ type: "chose", answer }]);
    expect(recordOf(state, findings)).toEqual({ ok: false, problem: "note-missing" });
    expect(recordOf(run([{ type: "noted", note: "  " }], state), findings).ok).toBe(false);
    expect(recordOf(run([{ type: "noted", note: "公示办法第九条" }], state), findings).ok).toBe(true);
  });
  it("Enter without a treatment records nothing", () => {
    expect(recordOf(initialFindingsState, findings)).toEqual({ ok: false, problem: "no-choice" });
  });
  it("takes equal values along, or not", () => {
    const state = run([
      { type: "opened", findingId: "3" },
      { type: "chose", answer: "mask" },
    ]);
    const together = recordOf(state, findings);
    expect(together.ok && together.value.findingIds).toEqual(["3", "4"]);
    const alone = recordOf(run([{ type: "turnedEquals" }], state), findings);
    expect(alone.ok && alone.value.findingIds).toEqual(["3"]);
  });
  it("takes all of a kind along when asked to, for this finding only", () => {
    const list = ["a", "b", "c"].map((findingId) => ({
      findingId,
      type: "ID_CARD" as const,
      severity: "must-fix" as const,
      ruleId: "id-card",
      value: findingId,
      attachmentId: "list",
      where: "第1行",
    }));
    const on = (events: readonly FindingsEvent[], from = initialFindingsState) =>
      events.reduce((state, event) => reduceFindings(state, event, list), from);
    const masked = on([{ type: "turnedKind" }, { type: "chose", answer: "mask" }]);
    const together = recordOf(masked, list);
    expect(together.ok && together.value.findingIds).toEqual(["a", "b", "c"]);
    expect(together.ok && together.value.together.kind).toBe(true);
    expect(on([{ type: "moved", direction: 1 }], masked).withKind).toBe(false);
    // What must be treated is let go one by one, with a reason each.
    const kept = on(
      [
        { type: "chose", answer: "keep" },
        { type: "noted", note: "依据" },
      ],
      masked,
    );
    const alone = recordOf(kept, list);
    expect(alone.ok && alone.value.findingIds).toEqual(["a"]);
    expect(alone.ok && alone.value.together.kind).toBe(false);
  });
  it("a note belongs to its treatment and its finding", () => {
    const noted = run([
      { type: "chose", answer: "keep" },
      { type: "noted", note: "依据" },
    ]);
    expect(run([{ type: "chose", answer: "dismiss" }], noted).note).toBe("");
    expect(run([{ type: "chose", answer: "keep" }], noted).note).toBe("依据");
    expect(run([{ type: "opened", findingId: "4" }], noted)).toMatchObject({ note: "", currentId: "4" });
    expect(run([{ type: "opened", findingId: "4" }], noted).choice).toBeUndefined();
  });
  it("0 takes the choice away and keeps the place", () => {
    const state = run([
      { type: "opened", findingId: "4" },
      { type: "chose", answer: "mask" },
      { type: "cleared" },
    ]);
    expect(state.choice).toBeUndefined();
    expect(state.currentId).toBe("4");
  });
  it("after recording goes to the next open one, or stays with Shift", () => {
    const record = { findingIds: ["2"], answer: "keep", note: "公示办法第九条" } as const;
    const chosen = run([{ type: "opened", findingId: "2" }]);
    const next = run([{ type: "recorded", record, stay: false }], chosen);
    expect(next.currentId).toBe("3");
    expect(next.lastNotes.keep).toBe("公示办法第九条");
    expect(run([{ type: "recorded", record, stay: true }], chosen).currentId).toBe("2");
  });
  it("settling the last ones leaves nothing open", () => {
    const record = { findingIds: ["2", "3", "4"], answer: "mask", note: "" } as const;
    const state = run([{ type: "recorded", record, stay: false }]);
    expect(state.currentId).toBeUndefined();
  });
});
