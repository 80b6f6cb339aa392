import { z } from "zod";

import type { Instant } from "../kernel/calendar-day.ts";
import { type AccessRole, accessRoles } from "../domain/access/roles.ts";
import { operation, returns } from "./operation.ts";
import * as p from "./primitives.ts";

/** 机关资料: feeds letters, the guide and the annual report (law.md §2 条例4, §6.2). */
export const organisationProfile = z.object({
  organName: p.requiredLine,
  /** 规范化简称 */
  organAbbreviation: p.requiredLine,
  /** 机关代字, the abbreviation in 文号, for example 云建. */
  organShort: z.string().regex(/^[\u4e00-\u9fa5]{1,6}$/),
  /** 统一社会信用代码 (18) or 组织机构代码 (9, or with its hyphen): names the unit in packages. */
  creditCode: z.string().regex(/^[0-9A-Z]{18}$|^[0-9A-Z-]{9,10}$/),
  /** 政府信息公开工作机构 */
  contactOffice: p.requiredLine,
  officeHeadName: p.line.default(""),
  address: p.requiredLine,
  postcode: p.line.default(""),
  phone: p.requiredLine,
  fax: p.line.default(""),
  email: p.line.default(""),
  onlineChannel: p.line.default(""),
  workingHours: p.requiredLine,
  reconsiderationOrgan: p.requiredLine,
  reconsiderationAddress: p.line.default(""),
  onlineReconsiderationChannel: p.line.default(""),
  courtName: p.line.default(""),
  paymentMethod: p.line.default(""),
  payeeAccount: p.line.default(""),
});
export type OrganisationProfile = z.output<typeof organisationProfile>;

const newPerson = z.object({
  personName: p.requiredLine,
  unitName: p.requiredLine,
  accountName: z
    .string()
    .trim()
    .regex(/^[\p{L}\p{N}._-]{2,40}$/u),
  roles: z.array(z.enum(accessRoles)).min(1),
});

export interface IssuedPassphrase {
  readonly accountName: string;
  readonly personName: string;
  /** Shown once, must be changed at the first sign-in. */
  readonly passphrase: string;
}

export interface SetupView {
  readonly issued: readonly IssuedPassphrase[];
  /** Opens the store when every passphrase is lost; shown once, printed and sealed. */
  readonly recoveryCode: string;
}

/** The first-start assistant: organisation, the three administrators, people and roles; works once. */
export const completeSetup = operation("setup.complete", {
  input: z.object({
    profile: organisationProfile,
    people: z.array(newPerson).min(3).max(500),
  }),
  output: returns<SetupView>(),
  errors: [
    "already-set-up",
    "administrators-missing",
    "administrators-overlap",
    "business-role-missing",
    "account-name-taken",
    "disk-full",
  ],
  callers: "anyone",
});

export const readOrganisation = operation("organisation.read", {
  input: z.object({}),
  output: returns<OrganisationProfile>(),
  callers: "signedIn",
});

export const updateOrganisation = operation("organisation.update", {
  input: z.object({ profile: organisationProfile }),
  output: returns<null>(),
  callers: ["systemAdmin"],
});

export interface AccountRow {
  readonly accountId: string;
  readonly accountName: string;
  readonly personId: string;
  readonly personName: string;
  readonly unitName: string;
  readonly roles: readonly AccessRole[];
  readonly state: "active" | "disabled" | "locked";
  readonly lastSignInAt?: Instant;
}

export const listAccounts = operation("accounts.list", {
  input: z.object({}),
  output: returns<readonly AccountRow[]>(),
  callers: ["systemAdmin", "securityAdmin", "auditAdmin"],
});

/** systemAdmin creates without rights; securityAdmin grants them: no usable account by one person (review.md §8). */
export const createAccount = operation("accounts.create", {
  input: newPerson.omit({ roles: true }),
  output: returns<IssuedPassphrase>(),
  errors: ["account-name-taken"],
  callers: ["systemAdmin"],
});

export const grantRoles = operation("accounts.grantRoles", {
  input: z.object({ accountId: p.id, roles: z.array(z.enum(accessRoles)) }),
  output: returns<null>(),
  errors: ["unknown-account", "own-account", "administrators-overlap", "last-administrator"],
  callers: ["securityAdmin"],
});

export const setAccountState = operation("accounts.setState", {
  input: z.object({ accountId: p.id, state: z.enum(["active", "disabled"]) }),
  output: returns<null>(),
  errors: ["unknown-account", "own-account", "last-administrator"],
  callers: ["systemAdmin"],
});

export const unlockAccount = operation("accounts.unlock", {
  input: z.object({ accountId: p.id }),
  output: returns<null>(),
  errors: ["unknown-account", "own-account"],
  callers: ["securityAdmin"],
});

export const resetPassphrase = operation("accounts.resetPassphrase", {
  input: z.object({ accountId: p.id }),
  output: returns<IssuedPassphrase>(),
  errors: ["unknown-account", "own-account"],
  callers: ["systemAdmin"],
});

export interface PersonRow {
  readonly personId: string;
  readonly accountId: string;
  readonly personName: string;
  readonly unitName: string;
  readonly roles: readonly AccessRole[];
}

export const listPeople = operation("people.list", {
  input: z.object({}),
  output: returns<readonly PersonRow[]>(),
  callers: "signedIn",
});

export const settingsShape = z.object({
  idleLockMinutes: z.number().int().min(3).max(15),
  passphraseDays: z.number().int().min(7).max(180),
  /** Whether 公开机构审核 stands between the confidentiality check and the approval. */
  officeCheckStage: z.boolean(),
  /** Whether 部门审核 stands before the confidentiality check; a unit without departments has none. */
  unitHeadStage: z.boolean().default(true),
  /** SD-08: the leader may also decide 部门审核 of the same item; for units with fewer than five business people. */
  leaderMayHeadUnit: z.boolean().default(false),
  /** Risk from which two reviewers judge a paper apart at 专门审查; 101 asks for it never. */
  secondReviewerFrom: z.number().int().min(1).max(101).default(60),
});
export type Settings = z.output<typeof settingsShape>;

export const readSettings = operation("settings.read", {
  input: z.object({}),
  output: returns<Settings>(),
  callers: "signedIn",
});

export const updateSettings = operation("settings.update", {
  input: settingsShape,
  output: returns<null>(),
  callers: ["securityAdmin"],
});

export interface AuditRow {
  readonly index: number;
  readonly at: Instant;
  readonly personName: string;
  readonly act: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly result: string;
}

export const listAudit = operation("audit.list", {
  input: z.object({ ...p.pageRequest, act: p.line.optional() }),
  output: returns<p.Page<AuditRow> & { readonly size: number; readonly root: string }>(),
  callers: ["auditAdmin", "securityAdmin"],
});

export interface AuditVerification {
  readonly valid: boolean;
  readonly size: number;
  readonly root: string;
  /** Index of the first entry that does not fit, when there is one. */
  readonly firstBadIndex?: number;
  readonly problem?: string;
}

export const verifyAudit = operation("audit.verify", {
  input: z.object({}),
  output: returns<AuditVerification>(),
  callers: ["auditAdmin"],
});

export const backUpStore = operation("store.backup", {
  input: z.object({ folder: z.string().min(1).max(4096).optional() }),
  output: returns<{ readonly fileName: string; readonly bytes: number }>(),
  errors: ["disk-full", "folder-unusable", "backup-not-valid"],
  callers: ["systemAdmin"],
});

export interface StoreHealth {
  readonly state: "healthy" | "damaged" | "rescue";
  readonly schemaVersion: number;
  readonly sizeBytes: number;
  readonly lastBackupAt?: Instant;
  readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly detail: string }[];
}

export const checkStore = operation("store.check", {
  input: z.object({}),
  output: returns<StoreHealth>(),
  callers: ["systemAdmin", "auditAdmin"],
});

export const organisationOperations = {
  completeSetup,
  readOrganisation,
  updateOrganisation,
  listAccounts,
  createAccount,
  grantRoles,
  setAccountState,
  unlockAccount,
  resetPassphrase,
  listPeople,
  readSettings,
  updateSettings,
  listAudit,
  verifyAudit,
  backUpStore,
  checkStore,
};
