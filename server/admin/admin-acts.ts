import { z } from "zod";

import { utf8Bytes } from "../../shared/sync-protocol/bytes.ts";
import { readDelegationList } from "../../shared/sync-protocol/delegations.ts";
import { orgCode, uuid } from "../../shared/sync-protocol/fields.ts";
import { keyRoles, parseKeyList } from "../../shared/sync-protocol/key-record.ts";
import type { ApprovalProblem } from "../services/enrolments.ts";
import type { Operator, OperatorProblem, OperatorRole } from "../services/operators.ts";
import { serverCrypto } from "../services/protocol-crypto.ts";
import type { ServerCore } from "../services/server-core.ts";

/**
 * What the server's operators may do, on a stopped server from the command line, on a running one through its local
 * socket. Who acts is proved by passphrase each time; each act that changes the register is a leaf of the log.
 */

const line = z.string().min(1).max(200);

const acts = z.discriminatedUnion("act", [
  z.strictObject({ act: z.literal("keys") }),
  z.strictObject({ act: z.literal("operators") }),
  z.strictObject({
    act: z.literal("operator-add"),
    name: line,
    role: z.enum(["systemAdmin", "securityAdmin", "auditAdmin"]),
    newPassphrase: line,
  }),
  z.strictObject({ act: z.literal("register"), keys: z.string().max(8 * 1024 * 1024) }),
  z.strictObject({ act: z.literal("delegations"), list: z.string().max(8 * 1024 * 1024) }),
  z.strictObject({ act: z.literal("revoke"), keyid: line }),
  z.strictObject({ act: z.literal("unfreeze"), deviceId: line, incarnation: line }),
  z.strictObject({
    act: z.literal("enrol"),
    ownerType: z.enum(["device", "person"]),
    orgCode,
    roles: z.array(z.enum(keyRoles)).max(8),
  }),
  z.strictObject({ act: z.literal("enrolments") }),
  z.strictObject({ act: z.literal("approve"), enrolmentId: uuid, keyid: z.string().min(16).max(100) }),
  z.strictObject({ act: z.literal("refuse"), enrolmentId: uuid }),
]);
export type AdminAct = z.output<typeof acts>;

export const adminRequest = z.strictObject({
  act: acts,
  operator: z.strictObject({ name: line, passphrase: line }).optional(),
});
export type AdminRequest = z.output<typeof adminRequest>;

export const adminAnswer = z.object({ status: z.number().int(), lines: z.array(z.string()) });
export type AdminAnswer = z.output<typeof adminAnswer>;

const operatorWords: Readonly<Record<OperatorProblem, string>> = {
  "operator-unknown": "操作员姓名或者口令不正确。",
  "operator-locked": "口令连续错误，该操作员已锁定。",
  "operator-role": "该操作员的角色不能办理这件事。",
  "operator-exists": "已有同名操作员；一人只任一员。",
  "passphrase-short": "口令至少十二位。",
};

const approvalWords: Readonly<Record<ApprovalProblem, string>> = {
  "enrolment-unknown": "没有这个登记号。",
  "enrolment-not-pending": "该登记没有待核准的请求。",
  "same-operator": "开出登记码的人不能核准同一登记，须由另一人核准。",
  "key-owned-by-another": "该密钥已属于另一个设备或者人员。",
};

const said = (status: number, ...lines: readonly string[]): AdminAnswer => ({ status, lines: [...lines] });

/** Which role each act asks for. `open` acts need nobody; others only once there are operators at all. */
const needs: Readonly<Record<AdminAct["act"], OperatorRole | "open" | "any" | "own-rule">> = {
  keys: "open",
  operators: "open",
  "operator-add": "own-rule",
  register: "securityAdmin",
  delegations: "securityAdmin",
  revoke: "securityAdmin",
  unfreeze: "securityAdmin",
  enrol: "systemAdmin",
  enrolments: "any",
  approve: "securityAdmin",
  refuse: "any",
};

/** Acts of the time before there were operators: the person who installs the server does them alone. */
const beforeOperators: ReadonlySet<AdminAct["act"]> = new Set([
  "register",
  "delegations",
  "revoke",
  "unfreeze",
]);

export async function runAdminAct(core: ServerCore, request: AdminRequest): Promise<AdminAnswer> {
  const { act } = request;
  const wanted = needs[act.act];
  let by: Operator | undefined;
  if (request.operator) {
    const known = await core.operators.authenticate(request.operator.name, request.operator.passphrase);
    if (!known.ok) return said(1, operatorWords[known.error]);
    by = known.value;
  }
  if (wanted !== "open" && wanted !== "own-rule") {
    const early = beforeOperators.has(act.act) && (await core.operators.list()).length === 0;
    if (!by && !early) return said(1, "请用 --operator 写明操作员。");
    if (by && wanted !== "any" && by.role !== wanted) return said(1, operatorWords["operator-role"]);
  }
  const answer = await perform(core, act, by);
  await core.reloadKeys();
  await core.sequencer.run();
  return answer;
}

async function perform(core: ServerCore, act: AdminAct, by: Operator | undefined): Promise<AdminAnswer> {
  const facts = by ? { by: by.operatorId } : {};
  switch (act.act) {
    case "keys": {
      const { log, witness } = core.meta();
      const ca = core.authority ? [`ca ${core.authority.fingerprint}`] : [];
      return said(0, log.key, `witness ${witness.key}`, ...ca);
    }
    case "operators":
      return said(0, ...(await core.operators.list()).map(({ name, role }) => `${role} ${name}`));
    case "operator-add": {
      const added = await core.operators.add(act.name, act.role, act.newPassphrase, by);
      return added.ok ? said(0, added.value.operatorId) : said(1, operatorWords[added.error]);
    }
    case "register": {
      const parsed = parseKeyList(serverCrypto.sha256, utf8Bytes(act.keys));
      if (!parsed.ok) return said(1, "密钥清单格式不正确，或者密钥与编号不符。");
      const { added, refused } = await core.registry.register(parsed.value, facts);
      return said(refused === 0 ? 0 : 1, JSON.stringify({ added, refused }));
    }
    case "delegations": {
      const list = readDelegationList(utf8Bytes(act.list));
      if (!list) return said(1, "委托清单格式不正确。");
      const problems: string[] = [];
      for (const envelope of list) {
        const taken = await core.registry.delegate(envelope, undefined, facts);
        if (!taken.ok) problems.push(taken.error);
      }
      const counted = { taken: list.length - problems.length, refused: problems.length };
      return said(problems.length === 0 ? 0 : 1, JSON.stringify(counted), ...problems);
    }
    case "revoke":
      return (await core.registry.revoke(act.keyid, facts))
        ? said(0)
        : said(1, "没有登记这个密钥编号，或者已经停用。");
    case "unfreeze":
      return (await core.registry.unfreeze(act.deviceId, act.incarnation, facts))
        ? said(0)
        : said(1, "没有登记这台设备。");
    default:
      return by ? enrolmentAct(core, act, by) : said(1, "请用 --operator 写明操作员。");
  }
}

async function enrolmentAct(
  core: ServerCore,
  act: Extract<AdminAct, { act: "enrol" | "enrolments" | "approve" | "refuse" }>,
  by: Operator,
): Promise<AdminAnswer> {
  switch (act.act) {
    case "enrol": {
      if (act.ownerType === "person" && act.roles.length === 0) return said(2, "人员须写明 --roles。");
      if (act.ownerType === "device" && act.roles.length > 0) return said(2, "设备没有角色。");
      const opened = await core.enrolments.open(act, by);
      return said(0, `登记号 ${opened.enrolmentId}`, `一次性码 ${opened.code}`, `有效至 ${opened.expiresAt}`);
    }
    case "enrolments":
      return said(0, ...(await core.enrolments.waiting()).map((one) => JSON.stringify(one)));
    case "approve": {
      // The approver types what the workstation shows: nobody approves without having looked.
      const waiting = (await core.enrolments.waiting()).find((one) => one.enrolmentId === act.enrolmentId);
      const typed = act.keyid.toLowerCase().replace(/[^0-9a-f]/g, "");
      if (waiting?.keyid !== undefined && (typed.length < 16 || !waiting.keyid.startsWith(typed)))
        return said(1, "指纹与请求不符，没有核准。");
      const approved = await core.enrolments.approve(act.enrolmentId, by);
      return approved.ok ? said(0, approved.value.keyid) : said(1, approvalWords[approved.error]);
    }
    case "refuse": {
      const refused = await core.enrolments.refuse(act.enrolmentId, by);
      return refused.ok ? said(0) : said(1, approvalWords[refused.error]);
    }
    default:
      return act satisfies never;
  }
}
