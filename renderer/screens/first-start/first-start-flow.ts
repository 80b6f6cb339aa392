import {
  type AccessRole,
  type BusinessRole,
  businessRoles,
  roleLabels,
} from "../../../shared/domain/access/roles.ts";
import {
  emptyProfile,
  missingProfileFields,
  type ProfileDraft,
  type ProfileField,
} from "../../components/organisation-form/organisation-fields.ts";
import { assertNever } from "../../../shared/kernel/result.ts";
import { stagesCanBeStaffed } from "./stage-staffing.ts";

export const steps = ["organisation", "administrators", "people", "confirm"] as const;
export type Step = (typeof steps)[number];

export const administratorRoles = ["systemAdmin", "securityAdmin", "auditAdmin"] as const;
export type AdministratorRole = (typeof administratorRoles)[number];

export interface AdministratorDraft {
  readonly personName: string;
  readonly accountName: string;
}

export interface PersonDraft extends AdministratorDraft {
  readonly key: number;
  readonly unitName: string;
  readonly roles: readonly BusinessRole[];
}

export interface FirstStartState {
  readonly step: Step;
  readonly profile: ProfileDraft;
  readonly administrators: Readonly<Record<AdministratorRole, AdministratorDraft>>;
  readonly people: readonly PersonDraft[];
  readonly nextKey: number;
  readonly confirmedNotSecret: boolean;
  /** The person tried to go on: problems of untouched fields are shown. */
  readonly tried: boolean;
}

const nobody: AdministratorDraft = { personName: "", accountName: "" };

export const initialFirstStart: FirstStartState = {
  step: "organisation",
  profile: emptyProfile,
  administrators: { systemAdmin: nobody, securityAdmin: nobody, auditAdmin: nobody },
  people: businessRoles.map((role, key) => ({ ...nobody, key, unitName: "", roles: [role] })),
  nextKey: businessRoles.length,
  confirmedNotSecret: false,
  tried: false,
};

export type FirstStartEvent =
  | { readonly type: "profile"; readonly name: ProfileField; readonly value: string }
  | {
      readonly type: "administrator";
      readonly role: AdministratorRole;
      readonly change: Partial<AdministratorDraft>;
    }
  | { readonly type: "person"; readonly key: number; readonly change: Partial<Omit<PersonDraft, "key">> }
  | { readonly type: "addPerson" }
  | { readonly type: "removePerson"; readonly key: number }
  | { readonly type: "confirmNotSecret"; readonly confirmed: boolean }
  | { readonly type: "next" }
  | { readonly type: "back" }
  | { readonly type: "goTo"; readonly step: Step };

const accountPattern = /^[\p{L}\p{N}._-]{2,40}$/u;

function accountProblems(state: FirstStartState): readonly string[] {
  const names = [
    ...administratorRoles.map((role) => state.administrators[role].accountName.trim()),
    ...state.people.map((person) => person.accountName.trim()),
  ].filter((name) => name !== "");
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  const odd = names.find((name) => !accountPattern.test(name));
  return [
    ...(twice ? [`账号“${twice}”重复`] : []),
    ...(odd ? [`账号“${odd}”不合要求（2 至 40 位字母、数字）`] : []),
  ];
}

const shownBlockers = 3;

/** The first of them in one sentence: 「还缺机关全称、规范化简称、机关代字等 9 项」. */
export function blockersInWords(blockers: readonly string[]): string {
  const shown = blockers.slice(0, shownBlockers);
  const missing = (text: string | undefined): boolean => text?.startsWith("还缺") ?? false;
  const words = shown.map((text, index) => {
    if (index === 0) return text;
    return missing(text) && missing(shown[index - 1]) ? `、${text.slice("还缺".length)}` : `，${text}`;
  });
  return words.join("") + (blockers.length > shownBlockers ? `等 ${blockers.length} 项` : "");
}

/** What still stands in the way of leaving a step, in words, in order. */
export function stepBlockers(state: FirstStartState, step: Step): readonly string[] {
  if (step === "organisation") return missingProfileFields(state.profile).map((label) => `还缺${label}`);
  if (step === "administrators") {
    const missing = administratorRoles
      .filter((role) => {
        const administrator = state.administrators[role];
        return !administrator.personName.trim() || !administrator.accountName.trim();
      })
      .map((role) => `还缺${roleLabels[role]}`);
    const names = administratorRoles
      .map((role) => state.administrators[role].personName.trim())
      .filter(Boolean);
    const overlap = new Set(names).size < names.length ? ["三员不能由同一人兼任"] : [];
    return [...missing, ...overlap, ...accountProblems(state)];
  }
  if (step === "people") {
    const administrators = new Set(
      administratorRoles.map((role) => state.administrators[role].personName.trim()).filter(Boolean),
    );
    const incomplete = state.people.filter(
      (person) =>
        !person.personName.trim() ||
        !person.accountName.trim() ||
        !person.unitName.trim() ||
        person.roles.length === 0,
    ).length;
    const both = state.people.find((person) => administrators.has(person.personName.trim()));
    return [
      ...(incomplete > 0 ? [`${incomplete} 人没有填全`] : []),
      ...businessRoles
        .filter((role) => !state.people.some((person) => person.roles.includes(role)))
        .map((role) => `还缺${roleLabels[role]}`),
      ...(both ? [`${both.personName.trim()}已是三员，不能再担任业务角色`] : []),
      ...accountProblems(state),
    ];
  }
  const earlier = steps.slice(0, -1).flatMap((other) => stepBlockers(state, other));
  return [...earlier, ...(state.confirmedNotSecret ? [] : ["还没有确认非涉密"])];
}

/** A warning that does not block: with these people some matter could not get a different person for each stage. */
export function staffingWarning(state: FirstStartState): string | undefined {
  return stagesCanBeStaffed(state.people.map((person) => person.roles))
    ? undefined
    : "一人在一件中只能办一个环节。现有人员分不开各环节，请增加人员或者调整角色。";
}

export function firstStartReducer(state: FirstStartState, event: FirstStartEvent): FirstStartState {
  switch (event.type) {
    case "profile":
      return { ...state, profile: { ...state.profile, [event.name]: event.value } };
    case "administrator":
      return {
        ...state,
        administrators: {
          ...state.administrators,
          [event.role]: { ...state.administrators[event.role], ...event.change },
        },
      };
    case "person":
      return {
        ...state,
        people: state.people.map((person) =>
          person.key === event.key ? { ...person, ...event.change } : person,
        ),
      };
    case "addPerson":
      return {
        ...state,
        people: [
          ...state.people,
          {
            ...nobody,
            key: state.nextKey,
            unitName: state.people.at(-1)?.unitName ?? "",
            roles: ["drafter"],
          },
        ],
        nextKey: state.nextKey + 1,
      };
    case "removePerson":
      return { ...state, people: state.people.filter((person) => person.key !== event.key) };
    case "confirmNotSecret":
      return { ...state, confirmedNotSecret: event.confirmed };
    case "next": {
      if (stepBlockers(state, state.step).length > 0) return { ...state, tried: true };
      return { ...state, step: steps[steps.indexOf(state.step) + 1] ?? state.step, tried: false };
    }
    case "back":
      return { ...state, step: steps[steps.indexOf(state.step) - 1] ?? state.step, tried: false };
    case "goTo": {
      // Forward only over steps that are complete.
      const target = steps.indexOf(event.step);
      const reachable = steps.slice(0, target).every((step) => stepBlockers(state, step).length === 0);
      return reachable ? { ...state, step: event.step, tried: false } : state;
    }
    default:
      return assertNever(event, "first-start event");
  }
}

/** The input of `setup.complete`. */
export function setupInput(state: FirstStartState) {
  const people: {
    readonly personName: string;
    readonly unitName: string;
    readonly accountName: string;
    readonly roles: AccessRole[];
  }[] = [
    ...administratorRoles.map((role) => ({
      personName: state.administrators[role].personName,
      unitName: state.profile.organAbbreviation,
      accountName: state.administrators[role].accountName,
      roles: [role] as AccessRole[],
    })),
    ...state.people.map((person) => ({
      personName: person.personName,
      unitName: person.unitName,
      accountName: person.accountName,
      roles: [...person.roles],
    })),
  ];
  return { profile: state.profile, people };
}
