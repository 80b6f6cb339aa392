import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { createCore, type CoreOptions } from "../../../electron/core/create-core.ts";
import type { Core } from "../../../electron/core/core.ts";
import type { LogLine } from "../../../electron/core/ports/ports.ts";
import { contract, type Contract, type OperationKey } from "../../../shared/contract/index.ts";
import type { EnvelopeOf, InputOf, OutputOf } from "../../../shared/contract/operation.ts";
import type { OrganisationProfile } from "../../../shared/contract/organisation.ts";
import { findingTypesOfCheck } from "../../../shared/domain/review/checklist-findings.ts";
import { checklist } from "../../../shared/domain/review/checklist.ts";

/** A real department in a folder of its own: real store, real keys, real workers; only the clock is ours. */
export const passphrase = "Yunzhou-2026-test";

export const profile: OrganisationProfile = {
  organName: "云州市住房和城乡建设局",
  organAbbreviation: "市住房城乡建设局",
  organShort: "云建",
  creditCode: "11990400000000001A",
  contactOffice: "政务公开办公室",
  officeHeadName: "郑克",
  address: "云州市云和路1号",
  postcode: "990400",
  phone: "0990-1234567",
  fax: "",
  email: "",
  onlineChannel: "",
  workingHours: "工作日8:30-12:00，13:30-17:30",
  reconsiderationOrgan: "云州市人民政府",
  reconsiderationAddress: "云州市司法局",
  onlineReconsiderationChannel: "云州市行政复议网上受理平台",
  courtName: "云州市城区人民法院",
  paymentMethod: "",
  payeeAccount: "",
};

export const people = [
  { personName: "林晓彤", unitName: "物业监管科", accountName: "linxiaotong", roles: ["drafter"] },
  { personName: "孙一航", unitName: "房产管理科", accountName: "sunyihang", roles: ["drafter"] },
  { personName: "赵立群", unitName: "物业监管科", accountName: "zhaoliqun", roles: ["unitHead"] },
  { personName: "周敏", unitName: "办公室", accountName: "zhoumin", roles: ["confidentialityReviewer"] },
  { personName: "何静", unitName: "政务公开办公室", accountName: "hejing", roles: ["disclosureOffice"] },
  { personName: "张文", unitName: "政务公开办公室", accountName: "zhangwen", roles: ["disclosureOffice"] },
  { personName: "郑克", unitName: "局领导", accountName: "zhengke", roles: ["leader"] },
  { personName: "吴珊", unitName: "信息中心", accountName: "wushan", roles: ["systemAdmin"] },
  { personName: "钱锐", unitName: "保密办", accountName: "qianrui", roles: ["securityAdmin"] },
  { personName: "冯审", unitName: "监察室", accountName: "fengshen", roles: ["auditAdmin"] },
] as const;
export type AccountName = (typeof people)[number]["accountName"];

export const workerAt = (name: string) =>
  pathToFileURL(join(import.meta.dirname, "../../../electron/core/workers", name));

export interface Department {
  readonly core: Core;
  readonly folder: string;
  readonly logLines: readonly LogLine[];
  setNow(moment: string): void;
  /** Signs in (once) and calls; throws on a refusal, with its code. */
  as<Key extends OperationKey>(
    account: AccountName,
    key: Key,
    input: InputOf<Contract[Key]>,
  ): Promise<OutputOf<Contract[Key]>>;
  /** The envelope itself, for refusals. */
  ask<Key extends OperationKey>(
    account: AccountName,
    key: Key,
    input: InputOf<Contract[Key]>,
  ): Promise<EnvelopeOf<Contract[Key]>>;
  connection(account: AccountName): Promise<string>;
  close(): Promise<void>;
  remove(): Promise<void>;
}

export interface DepartmentOptions {
  readonly folder?: string;
  readonly now?: string;
  /** The clock goes on with the machine's, for a story in which something is tried again after a while. */
  readonly clockRuns?: boolean;
  readonly core?: Partial<CoreOptions>;
}

/** Opens a department: sets it up when the folder is new, every account with the same passphrase. */
export async function openDepartment(options: DepartmentOptions = {}): Promise<Department> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), "department-"));
  let now = new Date(options.now ?? "2026-09-16T01:00:00Z").getTime();
  let lookedAt = performance.now();
  const passed = (): number => {
    const before = lookedAt;
    lookedAt = performance.now();
    return options.clockRuns ? lookedAt - before : 0;
  };
  const logLines: LogLine[] = [];
  const core = await createCore({
    dataDir: folder,
    // Every look at the clock is a millisecond later, so that moments order what happened.
    clock: () => new Date((now += 1 + passed())),
    workers: { documentWorker: workerAt("document-worker.ts"), kdfWorker: workerAt("kdf-worker.ts") },
    version: "0.0.0-test",
    log: (line) => logLines.push(line),
    kdf: { memoryKiB: 64, passes: 1 },
    ballastBytes: 1 << 20,
    ...options.core,
  });
  const connections = new Map<AccountName, string>();
  const call = async <Key extends OperationKey>(
    connection: string,
    key: Key,
    input: InputOf<Contract[Key]>,
  ) => (await core.invoke(connection, contract[key].name, input)) as EnvelopeOf<Contract[Key]>;

  const first = core.connect(() => undefined);
  const start = await call(first, "readStart", {});
  if (start.ok && start.value.store === "empty") {
    const done = await call(first, "completeSetup", {
      profile,
      people: people.map((person) => ({ ...person, roles: [...person.roles] })),
    });
    if (!done.ok) throw new Error(`set-up refused: ${done.error.code}`);
    for (const issued of done.value.issued) {
      const connection = core.connect(() => undefined);
      const signedIn = await call(connection, "signIn", {
        accountName: issued.accountName,
        passphrase: issued.passphrase,
      });
      if (!signedIn.ok) throw new Error(`sign-in refused: ${signedIn.error.code}`);
      const changed = await call(connection, "changePassphrase", {
        current: issued.passphrase,
        next: passphrase,
      });
      if (!changed.ok) throw new Error(`change refused: ${changed.error.code}`);
      connections.set(issued.accountName as AccountName, connection);
    }
  }

  const department: Department = {
    core,
    folder,
    logLines,
    setNow: (moment) => {
      passed();
      now = new Date(moment).getTime();
    },
    connection: async (account) => {
      const known = connections.get(account);
      if (known) return known;
      const connection = core.connect(() => undefined);
      const signedIn = await call(connection, "signIn", { accountName: account, passphrase });
      if (!signedIn.ok) throw new Error(`sign-in of ${account} refused: ${signedIn.error.code}`);
      connections.set(account, connection);
      return connection;
    },
    ask: async (account, key, input) => call(await department.connection(account), key, input),
    as: async (account, key, input) => {
      let envelope = await department.ask(account, key, input);
      if (!envelope.ok && envelope.error.code === "locked") {
        // The clock of a story moves by days; people come back to a locked screen and unlock it.
        await call(await department.connection(account), "unlock", { passphrase });
        envelope = await department.ask(account, key, input);
      }
      if (!envelope.ok) throw new Error(`${key} refused: ${JSON.stringify(envelope.error)}`);
      return envelope.value as never;
    },
    close: () => core.close(),
    remove: async () => {
      await core.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return department;
}

/** Waits until the screening of the saved draft is done. */
export async function screened(department: Department, account: AccountName, itemId: string) {
  // Bounded by the time limit of the test, not by the speed of the machine.
  for (let tries = 0; tries < 4000; tries += 1) {
    const item = await department.as(account, "openItem", { itemId });
    if (item.screening !== "running") return item;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error("screening did not end");
}

/** Answers every check: what is withheld was found and treated, the rest was not there. */
export async function answerChecklist(
  department: Department,
  account: AccountName,
  reviewId: string,
): Promise<void> {
  const { findings, longLists = [] } = await department.as(account, "readReview", { reviewId });
  const masked = new Set<string>([
    ...findings.flatMap(({ type, answer }) => (answer?.answer === "mask" ? [type] : [])),
    ...longLists.flatMap(({ kinds }) =>
      kinds.flatMap(({ type, answer }) => (answer === "mask" ? [type] : [])),
    ),
  ]);
  for (const { code } of checklist) {
    const found = findingTypesOfCheck(code).some((type) => masked.has(type));
    await department.as(account, "answerChecklist", {
      reviewId,
      code,
      ...(found ? { answer: "yes", note: "已逐处遮盖" } : { answer: "no" }),
    });
  }
}

/** Takes an open review through every stage, each by its own person. */
export async function approve(
  department: Department,
  reviewId: string,
  digest: string,
  drafter: AccountName = "linxiaotong",
): Promise<void> {
  await answerChecklist(department, drafter, reviewId);
  await department.as(drafter, "decideStage", { reviewId, stage: "selfCheck", digest, decision: "agree" });
  await department.as("zhaoliqun", "decideStage", {
    reviewId,
    stage: "unitHeadReview",
    digest,
    decision: "agree",
  });
  await answerChecklist(department, "zhoumin", reviewId);
  const view = await department.as("zhoumin", "readReview", { reviewId });
  const conclusion = view.allowedConclusions[0] ?? "disclose";
  await department.as("zhoumin", "decideStage", {
    reviewId,
    stage: "confidentialityCheck",
    digest,
    decision: "agree",
    conclusion,
  });
  await department.as("hejing", "decideStage", { reviewId, stage: "officeCheck", digest, decision: "agree" });
  await department.as("zhengke", "decideStage", {
    reviewId,
    stage: "leaderApproval",
    digest,
    decision: "agree",
    conclusion,
    passphrase,
  });
}

export const plainDocument = (text: string) => ({
  schemaVersion: 1 as const,
  type: "doc" as const,
  content: text
    .split("\n")
    .map((line) =>
      line === ""
        ? { type: "paragraph" as const }
        : { type: "paragraph" as const, content: [{ type: "text" as const, text: line }] },
    ),
});

export const proactiveMetadata = (title: string) => ({
  title,
  kind: "publicNotice" as const,
  disclosureProperty: "proactive" as const,
  formedOn: "2026-09-10" as never,
  channels: ["website" as const],
  publicationPeriod: { kind: "permanent" as const },
});

/** A new item with a saved text, screened. */
export async function draftItem(
  department: Department,
  account: AccountName,
  title: string,
  text: string,
): Promise<string> {
  const { itemId } = await department.as(account, "createItem", { title, kind: "publicNotice" });
  const opened = await department.as(account, "openItem", { itemId });
  await department.as(account, "saveDraft", {
    itemId,
    draftSeq: opened.draftSeq,
    document: plainDocument(text),
    metadata: proactiveMetadata(title),
  });
  await screened(department, account, itemId);
  return itemId;
}
