import { administratorRoles, type AccessRole } from "../access/roles.ts";
import type { CalendarDay } from "../../kernel/calendar-day.ts";
import { isInputRecord, RuleInputReader } from "./rule-input.ts";

type Answer = Record<string, unknown>;

interface Person {
  readonly ids: readonly string[];
}

/** A person given as one id, or as account and person: both are compared (SD-01). */
function readPerson(reader: RuleInputReader, ...names: readonly string[]): Person | undefined {
  const value = reader.value(...names);
  if (typeof value === "string") return { ids: [`person:${value}`, `user:${value}`] };
  if (!isInputRecord(value)) return undefined;
  const ids: string[] = [];
  for (const name of ["personId", "person"])
    if (typeof value[name] === "string") ids.push(`person:${value[name]}`);
  for (const name of ["userId", "user", "accountId", "account"]) {
    if (typeof value[name] === "string") ids.push(`user:${value[name]}`);
  }
  return ids.length > 0 ? { ids } : undefined;
}

function same(a: Person | undefined, b: Person | undefined): boolean {
  return a !== undefined && b !== undefined && a.ids.some((id) => b.ids.includes(id));
}

/**
 * Who may hold which stage of one item: drafter, confidentiality reviewer and approver are three persons; one person
 * holds at most one stage. In a unit too small for that the leader may also take stage 2, never stages 3 and 5.
 * Source: SD-01, SD-08 (review.md §2).
 */
export function evaluateStageHolders(reader: RuleInputReader): Answer {
  const byStage = ["stages", "assignments", "holders", "stageHolders"].find((name) => reader.isRecord(name));
  const nested = byStage === undefined ? undefined : reader.record(byStage);
  const small = reader.flag("smallUnit", "smallUnitSetting") === true;
  if (nested) return judgeHolders(new RuleInputReader(nested), small);
  return judgeHolders(reader, small);
}

function judgeHolders(reader: RuleInputReader, small: boolean): Answer {
  const drafter = readPerson(reader, "drafter", "selfCheck", "selfCheckBy");
  const unitHead = readPerson(reader, "unitHead", "unitHeadReview", "unitHeadReviewBy");
  const reviewer = readPerson(
    reader,
    "confidentialityReviewer",
    "reviewer",
    "confidentialityCheck",
    "confidentialityCheckBy",
  );
  const office = readPerson(reader, "disclosureOffice", "officeCheck", "officeCheckBy");
  const leader = readPerson(reader, "leader", "approver", "leaderApproval", "leaderApprovalBy");
  const holders = [drafter, unitHead, reviewer, office, leader].filter((person) => person !== undefined);
  if (holders.length < 2) return {};
  const violations = new Set<string>();
  if (same(drafter, reviewer) || same(reviewer, leader) || same(drafter, leader)) violations.add("SD-01");
  const others: readonly (readonly [Person | undefined, Person | undefined])[] = [
    [drafter, unitHead],
    [unitHead, reviewer],
    [drafter, office],
    [reviewer, office],
    [unitHead, office],
    [office, leader],
  ];
  if (others.some(([a, b]) => same(a, b))) violations.add("SD-01");
  const leaderIsUnitHead = same(unitHead, leader);
  if (leaderIsUnitHead && !small) violations.add("SD-08");
  return {
    allowed: violations.size === 0,
    violations: [...violations],
    ...(violations.size > 0 ? { rule: [...violations][0] } : {}),
    ...(leaderIsUnitHead && small ? { warning: "smallUnit" } : {}),
  };
}

/** 发布员 is a task of review.md §1 and no account role of its own here; its one act is to publish. */
type ActingRole = AccessRole | "publisher";

function isAdministrator(role: ActingRole): boolean {
  return administratorRoles.some((known) => known === role);
}

const roleWords: Readonly<Record<string, ActingRole>> = {
  publisher: "publisher",
  发布员: "publisher",
  drafter: "drafter",
  承办人: "drafter",
  unitHead: "unitHead",
  confidentialityReviewer: "confidentialityReviewer",
  reviewer: "confidentialityReviewer",
  保密审查员: "confidentialityReviewer",
  disclosureOffice: "disclosureOffice",
  leader: "leader",
  分管领导: "leader",
  systemAdmin: "systemAdmin",
  系统管理员: "systemAdmin",
  securityAdmin: "securityAdmin",
  安全保密管理员: "securityAdmin",
  auditAdmin: "auditAdmin",
  安全审计员: "auditAdmin",
};

/** What each role may do; an act not listed for a role is refused (review.md §§1, 2, 8). */
const acts: Readonly<Record<ActingRole, readonly string[]>> = {
  publisher: ["publish", "postCheck", "readContent"],
  drafter: ["edit", "draft", "selfCheck", "submit", "mark", "readContent"],
  unitHead: ["unitHeadReview", "agree", "return", "object", "readContent", "annotate"],
  confidentialityReviewer: ["confidentialityCheck", "annotate", "return", "refer", "conclude", "readContent"],
  disclosureOffice: ["officeCheck", "agree", "return", "readContent", "register", "annotate"],
  leader: ["leaderApproval", "approve", "reject", "return", "readContent"],
  systemAdmin: [
    "install",
    "configure",
    "upgrade",
    "backup",
    "restore",
    "createAccount",
    "disableAccount",
    "deleteAccount",
    "importCalendar",
    "importTemplates",
    "monitor",
  ],
  securityAdmin: [
    "grantRole",
    "revokeRole",
    "setPolicy",
    "unlockAccount",
    "unlock",
    "confirmImport",
    "handleSecurityEvent",
    "viewUserLog",
  ],
  auditAdmin: [
    "viewAdminLog",
    "viewAllLogs",
    "viewUserLog",
    "runAuditReport",
    "acknowledgeAlert",
    "exportAuditLog",
    "reportToSecrecyBody",
  ],
};

/** Other words for the same act. */
const actWords: Readonly<Record<string, string>> = {
  editContent: "edit",
  changeContent: "edit",
  modify: "edit",
  grantRights: "grantRole",
  grant: "grantRole",
  revokeRights: "revokeRole",
  editLog: "editLog",
  deleteLog: "deleteLog",
  exportLog: "exportAuditLog",
  comment: "annotate",
  readBusinessContent: "readContent",
  viewContent: "readContent",
};

const selfDealing = [
  "approveDelegation",
  "delegation",
  "unlock",
  "unlockAccount",
  "changeRole",
  "grantRole",
  "roleChange",
];

/** The act a phrase names: "edit", "editContent", "edit content". */
function actOf(said: string): string {
  const known = actWords[said];
  if (known !== undefined) return known;
  const joined = said.replace(/[\s_-]+(\w)/gu, (_all, letter: string) => letter.toUpperCase());
  const word = said.split(/\s/u)[0] ?? said;
  const everyAct = Object.values(acts).flat();
  if (everyAct.includes(said)) return said;
  if (everyAct.includes(joined) || actWords[joined]) return actWords[joined] ?? joined;
  return actWords[word] ?? word;
}

/** SD-02, SD-06, SD-07 and the powers of the three administrators. */
export function evaluatePowers(reader: RuleInputReader): Answer {
  const role = reader.word(roleWords, "role", "actorRole");
  const roles = reader.list("roles");
  const said = reader.text("action", "act");
  const actor = readPerson(reader, "actor", "approvedBy", "grantedBy");
  const subject = readPerson(reader, "subject", "beneficiary", "for");
  const items = reader.list("items", "itemIds");
  const itemCount = reader.integer("itemCount") ?? items?.length;
  const action = said === undefined ? undefined : actOf(said);
  if (reader.problem) return {};
  if (roles) {
    const named = roles.map((entry) => (typeof entry === "string" ? roleWords[entry] : undefined));
    const administrators = new Set(named.filter((entry) => entry && isAdministrator(entry)));
    const overlap = administrators.size > 1 || (administrators.size === 1 && new Set(named).size > 1);
    return { allowed: !overlap, violations: overlap ? ["SD-06"] : [], ...(overlap ? { rule: "SD-06" } : {}) };
  }
  if (action === undefined) return {};
  if (itemCount !== undefined && itemCount > 1 && /approve|agree|leaderApproval|conclude/u.test(action)) {
    return { allowed: false, violations: ["V2"], rule: "oneMatterOneReview" };
  }
  if (selfDealing.includes(action) && same(actor, subject)) {
    return { allowed: false, violations: ["SD-07"], rule: "SD-07" };
  }
  if (!role) return actor && subject ? { allowed: true, violations: [] } : {};
  const allowed = acts[role].includes(action);
  const violation = isAdministrator(role) ? "SD-06" : action === "edit" ? "SD-02" : undefined;
  return {
    allowed,
    violations: allowed || !violation ? [] : [violation],
    ...(allowed || !violation ? {} : { rule: violation }),
  };
}

/** SD-05: a deputy acts only under a dated delegation that covers the day and names somebody else as its giver. */
export function evaluateDelegation(reader: RuleInputReader, asOf: CalendarDay | undefined): Answer {
  const deputy = reader.flag("deputy", "actsAsDeputy");
  const missing = reader.isNull("delegation");
  const delegation = reader.record("delegation");
  if (deputy === undefined && !delegation && !missing) return {};
  if (deputy === false) return {};
  const refuse = { allowed: false, violations: ["SD-05"], rule: "SD-05" };
  if (!delegation) return refuse;
  const on = reader.day("on", "actedOn") ?? asOf;
  const { from, to, until, grantedBy, grantedTo } = delegation;
  const end = to ?? until;
  if (typeof from !== "string") return refuse;
  if (typeof grantedBy === "string" && grantedBy === grantedTo) {
    return { allowed: false, violations: ["SD-07"], rule: "SD-07" };
  }
  const covered = on === undefined || (from <= on && (typeof end !== "string" || on <= end));
  return covered ? { allowed: true, violations: [] } : refuse;
}

/** The stage list is configurable, but stages 1, 3 and 5 can never be removed (review.md §1). */
export function evaluateStageList(reader: RuleInputReader): Answer {
  if (reader.isRecord("stages")) return {};
  const removed = reader.isList("removedStages")
    ? reader.list("removedStages")
    : reader.has("removedStages")
      ? [reader.text("removedStages")]
      : undefined;
  if (removed) {
    const obligatory = ["selfCheck", "confidentialityCheck", "leaderApproval"].filter((stage) =>
      removed.includes(stage),
    );
    return { allowed: obligatory.length === 0, valid: obligatory.length === 0, missingStages: obligatory };
  }
  const stages = reader.list("stages", "stageList", "configuredStages");
  if (!stages) return {};
  const missing = ["selfCheck", "confidentialityCheck", "leaderApproval"].filter(
    (stage) => !stages.includes(stage),
  );
  return { allowed: missing.length === 0, valid: missing.length === 0, missingStages: missing };
}

/**
 * What needs two persons: a schedule or a package of templates is imported by one and confirmed by another, an account is
 * made by one and given its rights by another. Source: calendar.md §6; review.md §8.
 */
export function evaluateTwoPersons(reader: RuleInputReader): Answer {
  for (const [first, second] of [
    ["importedBy", "confirmedBy"],
    ["createdBy", "rolesGrantedBy"],
    ["accountCreatedBy", "rolesGrantedBy"],
    ["proposedBy", "approvedBy"],
  ] as const) {
    if (!reader.has(first) || !reader.has(second)) continue;
    const twice = same(readPerson(reader, first), readPerson(reader, second));
    return { allowed: !twice, violations: twice ? ["SD-07"] : [], ...(twice ? { rule: "SD-07" } : {}) };
  }
  return {};
}
