import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { AccessRole } from "./roles.ts";
import { calendarDay } from "../../kernel/calendar-day.ts";
import { reviewStages, stagePath, type ReviewStage } from "../review/review-stages.ts";
import { checkDelegation, delegationState, type Delegation } from "./delegation.ts";
import { rightToDecide, type StageDecider } from "./policy.ts";

const today = calendarDay("2026-09-16");
const lent = (change: Partial<Delegation> = {}): Delegation => ({
  delegationId: "g",
  kind: "deputy",
  stage: "unitHeadReview",
  fromPersonId: "head",
  fromPersonName: "赵立群",
  toPersonId: "deputy",
  fromDay: calendarDay("2026-09-14"),
  untilDay: calendarDay("2026-09-18"),
  confirmed: true,
  ended: false,
  lenderHolds: true,
  ...change,
});
const actor = (personId: string, ...roles: AccessRole[]) => ({ accountId: `a-${personId}`, personId, roles });
const ask = (
  who: ReturnType<typeof actor>,
  delegations: readonly Delegation[],
  deciders: readonly StageDecider[] = [],
  stage: ReviewStage = "unitHeadReview",
) => rightToDecide(who, { reviewId: "r", stage, drafterPersonId: "drafter", deciders, delegations, today });

describe("a lent stage right", () => {
  it.each<readonly [string, Partial<Delegation>, string]>([
    ["between its days", {}, "inForce"],
    ["on its first day", { fromDay: today }, "inForce"],
    ["on its last day", { untilDay: today }, "inForce"],
    ["before its first day", { fromDay: calendarDay("2026-09-17") }, "waiting"],
    ["after its last day", { untilDay: calendarDay("2026-09-15") }, "over"],
    ["unconfirmed", { confirmed: false }, "proposed"],
    ["ended", { ended: true }, "ended"],
    ["whose lender lost the role", { lenderHolds: false }, "lapsed"],
  ])("%s is %s", (_name, change, state) => {
    expect(delegationState(lent(change), today)).toBe(state);
    expect(ask(actor("deputy", "drafter"), [lent(change)]).ok).toBe(state === "inForce");
  });
  it("is for its stage, its person and, in an emergency, its review alone", () => {
    const deputy = actor("deputy", "drafter");
    expect(ask(deputy, [lent({ stage: "officeCheck" })]).ok).toBe(false);
    expect(ask(actor("other", "drafter"), [lent()]).ok).toBe(false);
    const emergency = { kind: "emergency", fromPersonId: "leader" } as const;
    expect(ask(deputy, [lent({ ...emergency, reviewId: "r" })]).ok).toBe(true);
    expect(ask(deputy, [lent({ ...emergency, reviewId: "another" })]).ok).toBe(false);
  });
  it("never reaches an administrator (SD-06)", () => {
    expect(ask(actor("deputy", "auditAdmin"), [lent()]).ok).toBe(false);
  });
  it("does not get the drafter round SD-01, on either side", () => {
    expect(ask(actor("drafter", "drafter"), [lent({ toPersonId: "drafter" })])).toMatchObject({
      refusal: { type: "own-item" },
    });
    expect(ask(actor("deputy"), [lent({ fromPersonId: "drafter" })])).toMatchObject({
      refusal: { type: "own-item" },
    });
  });
  it("needs a lender who decided no other stage, and closes the others to the lender", () => {
    const earlier = { stage: "selfCheck", personId: "head" } as const;
    expect(ask(actor("deputy"), [lent()], [earlier])).toMatchObject({
      refusal: { type: "already-decided-a-stage" },
    });
    const used: StageDecider = {
      stage: "unitHeadReview",
      personId: "deputy",
      delegation: { kind: "deputy", fromPersonId: "head" },
    };
    for (const person of ["head", "deputy"])
      expect(ask(actor(person, "confidentialityReviewer"), [], [used], "confidentialityCheck")).toMatchObject(
        { refusal: { type: "already-decided-a-stage" } },
      );
  });
  it("V4 no mix of roles and lent rights lets five stages pass with fewer than five people behind them", () => {
    const stages = stagePath({ officeCheck: true });
    const person = fc.constantFrom("drafter", "b", "c", "d", "e", "f", "g");
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ who: person, lender: fc.option(person) }).filter(({ who, lender }) => who !== lender),
          {
            minLength: 5,
            maxLength: 5,
          },
        ),
        (plan) => {
          const deciders: StageDecider[] = [];
          for (const [index, stage] of stages.entries()) {
            const { who, lender } = plan[index] ?? { who: "b", lender: null };
            const delegations =
              lender === null || stage === "selfCheck"
                ? []
                : [lent({ stage: stage, fromPersonId: lender, toPersonId: who })];
            const roles: AccessRole[] = lender === null ? [reviewStages[stage].role] : [];
            const right = ask(actor(who, ...roles), delegations, deciders, stage);
            if (!right.ok) return;
            deciders.push({
              stage,
              personId: who,
              ...(right.delegation ? { delegation: right.delegation } : {}),
            });
          }
          const behind = deciders.flatMap((each) =>
            each.delegation ? [each.personId, each.delegation.fromPersonId] : [each.personId],
          );
          expect(new Set(behind).size).toBe(behind.length);
          expect(behind.indexOf("drafter")).toBe(0);
        },
      ),
      { numRuns: 3000 },
    );
  });
});

describe("proposing a delegation", () => {
  const given = {
    kind: "deputy",
    fromPersonId: "head",
    toPersonId: "deputy",
    proposedByPersonId: "head",
    lenderHolds: true,
    deputyIsAdministrator: false,
    fromDay: today,
    untilDay: today,
    today,
    days: 1,
  } as const;
  it.each([
    ["is fine for a day", {}, undefined],
    ["is never to oneself", { toPersonId: "head" }, "to-oneself"],
    ["is never by who receives it (SD-07)", { proposedByPersonId: "deputy" }, "to-oneself"],
    ["needs the role lent", { lenderHolds: false }, "lender-lacks-role"],
    ["is never to an administrator", { deputyIsAdministrator: true }, "deputy-is-administrator"],
    ["may last 90 days", { days: 90 }, undefined],
    ["not longer", { days: 91 }, "too-long"],
    ["has its days in order", { untilDay: calendarDay("2026-09-15") }, "days-reversed"],
  ] as const)("%s", (_name, change, problem) => {
    expect(checkDelegation({ ...given, ...change })).toBe(problem);
  });
});
