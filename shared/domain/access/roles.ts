/** The roles of the review stages (review.md §1), in the order of the stages. */
export const businessRoles = [
  "drafter",
  "unitHead",
  "confidentialityReviewer",
  "disclosureOffice",
  "leader",
] as const;
export type BusinessRole = (typeof businessRoles)[number];

/** 三员: the three administrators; one person holds at most one and no business role (review.md §8, SD-06). */
export const administratorRoles = ["systemAdmin", "securityAdmin", "auditAdmin"] as const;

/** What an account may be: it holds one role or more. */
export const accessRoles = [...businessRoles, ...administratorRoles] as const;
export type AccessRole = (typeof accessRoles)[number];

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

/** Whether the role is one of the 三员. */
export function isAdministrator(role: AccessRole): boolean {
  return (administratorRoles as readonly AccessRole[]).includes(role);
}
