import { reviewStages, type ReviewStage } from "../review/review-stages.ts";

export type AccessRole =
  | "drafter"
  | "unitHead"
  | "confidentialityReviewer"
  | "disclosureOffice"
  | "leader"
  | "systemAdmin"
  | "securityAdmin"
  | "auditAdmin";

/** 三员: the three administrators; one person holds at most one and no business role (review.md §8, SD-06). */
export const administratorRoles: readonly AccessRole[] = ["systemAdmin", "securityAdmin", "auditAdmin"];

export const roleLabels: Readonly<Record<AccessRole, string>> = {
  drafter: "承办人",
  unitHead: "部门负责人",
  confidentialityReviewer: "保密审查员",
  disclosureOffice: "政务公开机构",
  leader: "分管负责人",
  systemAdmin: "系统管理员",
  securityAdmin: "安全保密管理员",
  auditAdmin: "安全审计员",
};

export function isAdministrator(role: AccessRole): boolean {
  return administratorRoles.includes(role);
}

export type RoleSetProblem = "administrators-overlap" | "none";

/** Whether one person may hold these roles together (V4). */
export function checkRoleSet(roles: readonly AccessRole[]): RoleSetProblem {
  return roles.some(isAdministrator) && new Set(roles).size > 1 ? "administrators-overlap" : "none";
}

export interface Actor {
  readonly accountId: string;
  readonly personId: string;
  readonly roles: readonly AccessRole[];
}

export type StageRefusal =
  | { readonly type: "not-your-stage" }
  | { readonly type: "own-item" }
  | { readonly type: "already-decided-a-stage"; readonly stage: ReviewStage };

/**
 * Whether a person may decide a stage of a review: holds its role, did not draft the item (but the self-check is the
 * drafter's), decided no other stage of it (V4; SD-01).
 */
export function mayDecideStage(
  actor: Actor,
  review: {
    readonly stage: ReviewStage;
    readonly drafterPersonId: string;
    readonly deciders: readonly { readonly stage: ReviewStage; readonly personId: string }[];
  },
): StageRefusal | undefined {
  if (review.stage === "selfCheck") {
    return actor.personId === review.drafterPersonId ? undefined : { type: "not-your-stage" };
  }
  if (!actor.roles.includes(reviewStages[review.stage].role)) return { type: "not-your-stage" };
  if (actor.personId === review.drafterPersonId) return { type: "own-item" };
  const earlier = review.deciders.find((decider) => decider.personId === actor.personId);
  return earlier ? { type: "already-decided-a-stage", stage: earlier.stage } : undefined;
}

export const stageRefusalText: Readonly<Record<StageRefusal["type"], string>> = {
  "not-your-stage": "这一环节不由您办理",
  "own-item": "承办人不能审查自己承办的事项",
  "already-decided-a-stage": "同一人在一次审查中只能办理一个环节",
};

/** Only the drafter edits the own item; the disclosure office edits what it drafted itself (SD-02). */
export function mayEditItem(actor: Actor, item: { readonly drafterAccountId: string }): boolean {
  return actor.accountId === item.drafterAccountId;
}

/** Business content is closed to the three administrators (review.md §8). */
export function mayReadContent(actor: Actor): boolean {
  return actor.roles.some((role) => !isAdministrator(role));
}
