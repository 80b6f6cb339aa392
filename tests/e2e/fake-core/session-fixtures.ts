import { type AccessRole, accessRoles, roleLabels } from "../../../shared/domain/access/roles.ts";
import type { SessionView, StartView } from "../../../shared/contract/session.ts";
import type { Instant } from "../../../shared/kernel/calendar-day.ts";
import type { FakeHandlers } from "./fake-core.ts";
import { fakeId } from "./fake-ids.ts";

const persons: Readonly<Record<AccessRole, readonly [string, string, string]>> = {
  drafter: ["linxiaotong", "林晓彤", "物业监管科"],
  unitHead: ["zhaoliqun", "赵立群", "物业监管科"],
  confidentialityReviewer: ["zhoumin", "周敏", "保密办公室"],
  disclosureOffice: ["hejing", "何静", "政务公开办公室"],
  leader: ["hanjianping", "韩建平", "局领导"],
  systemAdmin: ["chenli", "陈立", "信息中心"],
  securityAdmin: ["zhengxue", "郑雪", "保密办公室"],
  auditAdmin: ["hewen", "何文", "机关纪委"],
};

/** `FAKE_STORE=empty` shows the first start, `FAKE_MUST_CHANGE=1` the forced change of the passphrase. */
const mode = process.env["FAKE_STORE"] === "empty" ? "empty" : "open";
let store: StartView["store"] = mode;
let session: SessionView | undefined;

function sessionOf(role: AccessRole, index: number): SessionView {
  const [accountName, personName, unitName] = persons[role];
  return {
    accountId: fakeId(1, index),
    accountName,
    personId: fakeId(2, index),
    personName,
    unitName,
    roles: [role],
    locked: false,
    mustChangePassphrase: process.env["FAKE_MUST_CHANGE"] === "1",
    idleLockMinutes: 10,
    signedInAt: "2026-09-16T00:50:00Z" as Instant,
  };
}

export const handlers: FakeHandlers = {
  "session.start": () => ({
    store,
    ...(store === "empty" ? {} : { organisationName: "云州市住房和城乡建设局" }),
    ...(session ? { session } : {}),
    ...(session
      ? {}
      : {
          demoAccounts: accessRoles.map((role) => ({
            name: persons[role][0],
            personName: persons[role][1],
            roles: [role],
            passphrase: "demo",
          })),
        }),
    version: "0.1.0",
    today: "2026-09-16",
  }),
  "session.signIn": ({ accountName, passphrase }) => {
    const index = accessRoles.findIndex((role) => persons[role][0] === accountName);
    const role = accessRoles[index];
    if (!role || passphrase !== "demo") return { refuse: "wrong-passphrase", facts: { attemptsLeft: 4 } };
    session = sessionOf(role, index);
    return session;
  },
  "session.signOut": () => {
    session = undefined;
    return null;
  },
  "session.lock": () => {
    if (session) session = { ...session, locked: true };
    return null;
  },
  "session.unlock": ({ passphrase }) => {
    if (!session || passphrase !== "demo") return { refuse: "wrong-passphrase", facts: { attemptsLeft: 4 } };
    session = { ...session, locked: false };
    return session;
  },
  "session.changePassphrase": () => {
    if (session) session = { ...session, mustChangePassphrase: false };
    return null;
  },
  "setup.complete": ({ people }) => {
    store = "open";
    return {
      issued: people.map((person, index) => ({
        accountName: person.accountName,
        personName: person.personName,
        passphrase: `Kv${index}-vurd-7Qw`,
      })),
      recoveryCode: "4F9K-22MX-QR7D-0PLT-88VW-3HNC-YZ61-B5EJ",
    };
  },
  "people.list": () =>
    accessRoles.map((role, index) => ({
      personId: fakeId(2, index),
      accountId: fakeId(1, index),
      personName: persons[role][1],
      unitName: persons[role][2],
      roles: [role],
    })),
  "accounts.list": () =>
    accessRoles.map((role, index) => ({
      accountId: fakeId(1, index),
      accountName: persons[role][0],
      personId: fakeId(2, index),
      personName: persons[role][1],
      unitName: persons[role][2],
      roles: [role],
      state: index === 1 ? "locked" : "active",
      lastSignInAt: "2026-09-15T01:20:00Z" as Instant,
    })),
  "accounts.create": ({ accountName, personName }) => ({
    accountName,
    personName,
    passphrase: "Qd7-mopu-Xk2",
  }),
  "accounts.grantRoles": () => null,
  "accounts.setState": () => null,
  "accounts.unlock": () => null,
  "accounts.resetPassphrase": () => ({
    accountName: "linxiaotong",
    personName: "林晓彤",
    passphrase: "Qd7-mopu-Xk2",
  }),
  "organisation.read": () => ({
    organName: "云州市住房和城乡建设局",
    organAbbreviation: "云州市住建局",
    organShort: "云建",
    creditCode: "11000000000000000X",
    contactOffice: "政务公开办公室",
    officeHeadName: "郑克",
    address: "云州市城区瑞安路1号",
    postcode: "000000",
    phone: "0000-0000000",
    fax: "",
    email: "",
    onlineChannel: "",
    workingHours: "工作日9:00—12:00，14:00—17:30",
    reconsiderationOrgan: "云州市人民政府",
    reconsiderationAddress: "",
    onlineReconsiderationChannel: "",
    courtName: "云州市城区人民法院",
    paymentMethod: "",
    payeeAccount: "",
  }),
  "organisation.update": () => null,
  "settings.read": () => ({
    idleLockMinutes: 10,
    passphraseDays: 90,
    officeCheckStage: true,
    unitHeadStage: true,
    leaderMayHeadUnit: false,
    secondReviewerFrom: 60,
  }),
  "settings.update": () => null,
  "audit.list": ({ after, limit }) => {
    const start = Number(after ?? 4410);
    const rows = Array.from({ length: Math.min(limit, start) }, (_, offset) => {
      const index = start - offset - 1;
      return {
        index,
        at: new Date(Date.UTC(2026, 8, 16, 3) - (4410 - index) * 300_000).toISOString() as Instant,
        personName: persons[accessRoles[index % 5] ?? "drafter"][1],
        act: ["session.signIn", "items.saveDraft", "reviews.decide", "publications.release"][index % 4] ?? "",
        subjectKind: ["account", "item", "review", "publication"][index % 4] ?? "",
        subjectId: fakeId(3, index),
        result: index % 17 === 0 ? "refused" : "ok",
      };
    });
    const next = start - rows.length;
    return { rows, size: 4410, root: "a41f9c07".repeat(8), ...(next > 0 ? { next: String(next) } : {}) };
  },
  "audit.verify": () => ({ valid: true, size: 4410, root: "a41f9c07".repeat(8) }),
  "store.check": () => ({
    state: "healthy",
    schemaVersion: 3,
    sizeBytes: 412_000_000,
    lastBackupAt: "2026-09-15T10:00:00Z" as Instant,
    checks: [
      { name: "逐页校验", ok: true, detail: "100 420 页，没有不符" },
      { name: "外键", ok: true, detail: "没有断开的引用" },
      { name: "审计日志", ok: true, detail: "4 410 条首尾相连" },
    ],
  }),
  "store.backup": () => ({ fileName: "backup-2026-09-16.dwb", bytes: 412_000_000 }),
};

export const roleWords = roleLabels;
