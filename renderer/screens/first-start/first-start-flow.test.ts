import { describe, expect, it } from "vitest";

import type { BusinessRole } from "../../../shared/domain/access/roles.ts";
import { completeSetup } from "../../../shared/contract/organisation.ts";
import {
  administratorRoles,
  firstStartReducer,
  initialFirstStart,
  setupInput,
  staffingWarning,
  blockersInWords,
  stepBlockers,
  type FirstStartEvent,
  type FirstStartState,
} from "./first-start-flow.ts";
import { stagesCanBeStaffed } from "./stage-staffing.ts";

function after(state: FirstStartState, ...events: readonly FirstStartEvent[]): FirstStartState {
  return events.reduce(firstStartReducer, state);
}

const organisation: readonly FirstStartEvent[] = (
  [
    ["organName", "云州市住房和城乡建设局"],
    ["organAbbreviation", "云州市住建局"],
    ["organShort", "云建"],
    ["creditCode", "11000000000000000X"],
    ["contactOffice", "政务公开办公室"],
    ["address", "云州市城区瑞安路1号"],
    ["phone", "0000-0000000"],
    ["workingHours", "工作日9:00—17:30"],
    ["reconsiderationOrgan", "云州市人民政府"],
  ] as const
).map(([name, value]) => ({ type: "profile", name, value }));

const administrators: readonly FirstStartEvent[] = (
  [
    ["systemAdmin", "陈立", "chenli"],
    ["securityAdmin", "郑雪", "zhengxue"],
    ["auditAdmin", "何文", "hewen"],
  ] as const
).map(([role, personName, accountName]) => ({
  type: "administrator",
  role,
  change: { personName, accountName },
}));

const people: readonly FirstStartEvent[] = ["林晓彤", "赵立群", "周敏", "何静", "韩建平"].map(
  (personName, key) => ({
    type: "person",
    key,
    change: { personName, accountName: `person${key}`, unitName: "物业监管科" },
  }),
);

const next: FirstStartEvent = { type: "next" };

describe("the first-start assistant", () => {
  it("stays on a step until it is complete and says what is missing", () => {
    const stuck = after(initialFirstStart, next);
    expect([stuck.step, stuck.tried]).toEqual(["organisation", true]);
    expect(stepBlockers(stuck, "organisation")).toContain("还缺机关全称");
    expect(after(initialFirstStart, ...organisation, next).step).toBe("administrators");
  });

  it("runs through to an input the contract accepts", () => {
    const state = after(initialFirstStart, ...organisation, next, ...administrators, next, ...people, next, {
      type: "confirmNotSecret",
      confirmed: true,
    });
    expect(state.step).toBe("confirm");
    expect(stepBlockers(state, "confirm")).toEqual([]);
    const parsed = completeSetup.input.safeParse(setupInput(state));
    expect(parsed.success).toBe(true);
    expect(parsed.data?.people.map((person) => person.roles).slice(0, 3)).toEqual(
      administratorRoles.map((role) => [role]),
    );
  });

  it("does not finish without the confirmation that the machine is not for secrets", () => {
    const state = after(initialFirstStart, ...organisation, ...administrators, ...people);
    expect(stepBlockers(state, "confirm")).toEqual(["还没有确认非涉密"]);
  });

  it("refuses one person for two of the three administrators (review.md §8)", () => {
    const state = after(initialFirstStart, ...administrators, {
      type: "administrator",
      role: "auditAdmin",
      change: { personName: "陈立" },
    });
    expect(stepBlockers(state, "administrators")).toContain("三员不能由同一人兼任");
  });

  it("refuses an administrator with a business role, a doubled account, a missing stage", () => {
    const state = after(
      initialFirstStart,
      ...administrators,
      ...people,
      { type: "person", key: 0, change: { personName: "陈立" } },
      { type: "person", key: 1, change: { accountName: "chenli", roles: ["drafter"] } },
    );
    expect(stepBlockers(state, "people")).toEqual([
      "还缺部门负责人",
      "陈立已是三员，不能再担任业务角色",
      "账号“chenli”重复",
    ]);
  });

  it("jumps back freely and forward only over complete steps", () => {
    const done = after(initialFirstStart, ...organisation, next);
    expect(after(done, { type: "goTo", step: "confirm" }).step).toBe("administrators");
    expect(after(done, { type: "goTo", step: "organisation" }).step).toBe("organisation");
  });
});

describe("whether the stages can be staffed (V4)", () => {
  const all: readonly BusinessRole[] = [
    "drafter",
    "unitHead",
    "confidentialityReviewer",
    "disclosureOffice",
    "leader",
  ];
  it.each<[string, readonly (readonly BusinessRole[])[], boolean]>([
    ["one person a role", all.map((role) => [role]), true],
    ["five persons with every role", [all, all, all, all, all], true],
    ["four persons with every role", [all, all, all, all], false],
    [
      "two roles that only one person has",
      [["drafter"], ["unitHead", "leader"], ["confidentialityReviewer"], ["disclosureOffice"], ["drafter"]],
      false,
    ],
    [
      "a choice that must be taken back",
      [["drafter", "unitHead"], ["drafter"], ["confidentialityReviewer"], ["disclosureOffice"], ["leader"]],
      true,
    ],
  ])("%s", (_, people, possible) => {
    expect(stagesCanBeStaffed(people)).toBe(possible);
  });

  it("warns in words", () => {
    expect(staffingWarning(initialFirstStart)).toBeUndefined();
    expect(staffingWarning(after(initialFirstStart, { type: "removePerson", key: 4 }))).toMatch(/分不开/);
  });
});

it.each([
  [
    ["还缺机关全称", "还缺规范化简称", "还缺机关代字", "还缺办公地址"],
    "还缺机关全称、规范化简称、机关代字等 4 项",
  ],
  [["1 人没有填全", "还缺承办人", "还缺保密审查员"], "1 人没有填全，还缺承办人、保密审查员"],
  [[], ""],
])("%j in one sentence", (blockers, words) => {
  expect(blockersInWords(blockers)).toBe(words);
});
