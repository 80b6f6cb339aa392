import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { administratorRoles, isAdministrator, accessRoles, type AccessRole } from "./roles.ts";
import { reviewStages, stagePath, type ReviewStage } from "../review/review-stages.ts";
import {
  checkRoleSet,
  mayEditItem,
  mayReadContent,
  rightToDecide,
  type Actor,
  type StageQuestion,
} from "./policy.ts";

const allRoles = accessRoles;
const administrators: readonly AccessRole[] = administratorRoles;
const actor = (personId: string, ...roles: AccessRole[]): Actor => ({
  accountId: `account-${personId}`,
  personId,
  roles,
});

/** Why a stage is not this person's to decide; undefined where it is. */
const refusalOf = (who: Actor, question: StageQuestion) => {
  const right = rightToDecide(who, question);
  return right.ok ? undefined : right.refusal;
};

describe("三员 exclude each other and every business role (SD-06; V4)", () => {
  const pairs = allRoles.flatMap((a) => allRoles.map((b) => [a, b] as const));
  it.each(pairs)("%s with %s", (a, b) => {
    const overlap = a !== b && (administrators.includes(a) || administrators.includes(b));
    expect(checkRoleSet([a, b])).toBe(overlap ? "administrators-overlap" : "none");
  });
  it("business roles go together, and no role at all is no overlap", () => {
    expect(checkRoleSet(allRoles.filter((role) => !isAdministrator(role)))).toBe("none");
    expect(checkRoleSet([])).toBe("none");
  });
  it.each(allRoles)("%s reads content unless it is an administrator's", (role) => {
    expect(mayReadContent(actor("p", role))).toBe(!administrators.includes(role));
  });
});

describe("who may decide a stage (SD-01; V4)", () => {
  const stages = stagePath({ officeCheck: true });
  const review = (stage: ReviewStage, deciders: { stage: ReviewStage; personId: string }[] = []) => ({
    stage,
    drafterPersonId: "drafter",
    deciders,
  });
  const cases = stages.flatMap((stage) => allRoles.map((role) => [stage, role] as const));
  it.each(cases)("%s by somebody else who is %s", (stage, role) => {
    const refusal = refusalOf(actor("other", role), review(stage));
    const may = stage !== "selfCheck" && reviewStages[stage].role === role;
    expect(refusal?.type).toBe(may ? undefined : "not-your-stage");
  });
  it("the self-check is the drafter's, whatever role the drafter holds", () => {
    expect(refusalOf(actor("drafter", "drafter"), review("selfCheck"))).toBeUndefined();
    expect(refusalOf(actor("drafter", "disclosureOffice"), review("selfCheck"))).toBeUndefined();
  });
  it.each(stages.filter((stage) => stage !== "selfCheck"))("%s is never the drafter's", (stage) => {
    expect(refusalOf(actor("drafter", ...allRoles), review(stage))?.type).toBe("own-item");
  });
  it("one person, one stage", () => {
    const earlier = [{ stage: "unitHeadReview" as const, personId: "x" }];
    expect(refusalOf(actor("x", "unitHead", "leader"), review("leaderApproval", earlier))).toEqual({
      type: "already-decided-a-stage",
      stage: "unitHeadReview",
    });
  });
  it("a stage decided before a referral was answered is open to the same person again, and no other stage is", () => {
    const before = { stage: "confidentialityCheck" as const, personId: "p1", superseded: true };
    const both = actor("p1", "confidentialityReviewer", "leader");
    const ask = (stage: ReviewStage, superseded: boolean) =>
      refusalOf(both, { stage, drafterPersonId: "p9", deciders: [{ ...before, superseded }] })?.type;
    expect(ask("confidentialityCheck", true)).toBeUndefined();
    expect(ask("confidentialityCheck", false)).toBe("already-decided-a-stage");
    expect(ask("leaderApproval", true)).toBe("already-decided-a-stage");
  });
  it("lets no sequence of people pass in which one drafted or decided twice", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("a", "b", "c", "d", "e", "drafter"), { minLength: 5, maxLength: 5 }),
        (who) => {
          const deciders: { stage: ReviewStage; personId: string }[] = [];
          const passed = stages.every((stage, index) => {
            const personId = who[index] ?? "";
            if (refusalOf(actor(personId, ...allRoles), review(stage, deciders))) return false;
            deciders.push({ stage, personId });
            return true;
          });
          const lawful = who[0] === "drafter" && new Set(who).size === 5;
          expect(passed).toBe(lawful);
        },
      ),
      { numRuns: 2000 },
    );
  });
  it("only the account that drafted an item edits it (SD-02)", () => {
    expect(mayEditItem(actor("p", "drafter"), { drafterAccountId: "account-p" })).toBe(true);
    expect(mayEditItem(actor("q", "drafter", "disclosureOffice"), { drafterAccountId: "account-p" })).toBe(
      false,
    );
  });
});
