import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { slotsFileName } from "../../../electron/core/security/key-slots.ts";

import {
  answerChecklist,
  approve,
  draftItem,
  openDepartment,
  passphrase,
  plainDocument,
  proactiveMetadata,
  type AccountName,
  type Department,
} from "../support/department.ts";

const codeOf = (envelope: { ok: boolean; error?: { code: string } }) =>
  envelope.ok ? "ok" : envelope.error?.code;

/** Separation of duties through the contract (V2, V3, V4; domain/review.md §8). */
describe("who may decide what", () => {
  let department: Department;
  beforeAll(async () => {
    department = await openDepartment();
  });
  afterAll(() => department.remove());

  async function accountId(account: AccountName): Promise<string> {
    const accounts = await department.as("qianrui", "listAccounts", {});
    return accounts.find((entry) => entry.accountName === account)?.accountId ?? "";
  }
  async function opened(drafter: AccountName, title: string) {
    const itemId = await draftItem(department, drafter, title, `${title}。现予公示。`);
    const { reviewId } = await department.as(drafter, "openReview", { itemId });
    const view = await department.as(drafter, "readReview", { reviewId });
    return { itemId, reviewId, digest: view.revision.digest };
  }
  const decide = async (
    account: AccountName,
    review: { reviewId: string; digest: string },
    stage: "selfCheck" | "unitHeadReview" | "confidentialityCheck" | "officeCheck" | "leaderApproval",
  ) =>
    codeOf(
      await department.ask(account, "decideStage", {
        reviewId: review.reviewId,
        digest: review.digest,
        stage,
        decision: "agree",
        ...(stage === "confidentialityCheck" || stage === "leaderApproval"
          ? { conclusion: "disclose" as const }
          : {}),
        ...(stage === "leaderApproval" ? { passphrase } : {}),
      }),
    );
  async function selfChecked(drafter: AccountName, title: string) {
    const review = await opened(drafter, title);
    await answerChecklist(department, drafter, review.reviewId);
    expect(await decide(drafter, review, "selfCheck")).toBe("ok");
    return review;
  }

  it("the self-check is the drafter's alone", async () => {
    const review = await opened("linxiaotong", "只由承办人自查的公示");
    expect(await decide("sunyihang", review, "selfCheck")).toBe("not-your-stage");
  });

  it("a stage is for its role", async () => {
    const review = await selfChecked("linxiaotong", "各环节各有其人的公示");
    expect(await decide("zhoumin", review, "unitHeadReview")).toBe("not-your-stage");
    expect(await decide("zhengke", review, "unitHeadReview")).toBe("not-your-stage");
    const stageInList = async () => {
      const { rows } = await department.as("linxiaotong", "listItems", { titleContains: "各环节各有其人" });
      return rows.map((row) => row.stageLabel);
    };
    expect(await stageInList()).toEqual(["部门审核"]);
    expect(await decide("zhaoliqun", review, "unitHeadReview")).toBe("ok");
    expect(await stageInList()).toEqual(["专门审查"]);
  });

  it("no stage is decided before its turn or twice", async () => {
    const review = await selfChecked("linxiaotong", "不跳过环节的公示");
    expect(await decide("zhengke", review, "leaderApproval")).not.toBe("ok");
    expect(await decide("zhoumin", review, "confidentialityCheck")).not.toBe("ok");
    expect(await decide("zhaoliqun", review, "unitHeadReview")).toBe("ok");
    expect(await decide("zhaoliqun", review, "unitHeadReview")).not.toBe("ok");
  });

  it("who drafted it does not review it, whatever other role the person holds", async () => {
    await department.as("qianrui", "grantRoles", {
      accountId: await accountId("zhaoliqun"),
      roles: ["unitHead", "drafter"],
    });
    const review = await selfChecked("zhaoliqun", "负责人自己承办的公示");
    expect(await decide("zhaoliqun", review, "unitHeadReview")).toBe("own-item");
    const queue = await department.as("zhaoliqun", "reviewQueue", { stage: ["unitHeadReview"] });
    expect(queue.rows.map((row) => row.reviewId)).not.toContain(review.reviewId);
    await department.as("qianrui", "grantRoles", {
      accountId: await accountId("zhaoliqun"),
      roles: ["unitHead"],
    });
  });

  it("one person decides at most one stage of a review", async () => {
    await department.as("qianrui", "grantRoles", {
      accountId: await accountId("zhaoliqun"),
      roles: ["unitHead", "confidentialityReviewer"],
    });
    const review = await selfChecked("linxiaotong", "一人一环节的公示");
    expect(await decide("zhaoliqun", review, "unitHeadReview")).toBe("ok");
    expect(await decide("zhaoliqun", review, "confidentialityCheck")).toBe("already-decided-a-stage");
    const queue = await department.as("zhaoliqun", "reviewQueue", { stage: ["confidentialityCheck"] });
    expect(queue.rows.map((row) => row.reviewId)).not.toContain(review.reviewId);
    await department.as("qianrui", "grantRoles", {
      accountId: await accountId("zhaoliqun"),
      roles: ["unitHead"],
    });
  });

  it("a decision names the digest the person saw; another one is stale", async () => {
    const review = await selfChecked("linxiaotong", "看到什么批什么的公示");
    expect(await decide("zhaoliqun", { ...review, digest: "0".repeat(64) }, "unitHeadReview")).toBe("stale");
  });

  it("nobody approves two at once: the contract takes one review and knows no list", async () => {
    const first = await selfChecked("linxiaotong", "第一件公示");
    const second = await selfChecked("linxiaotong", "第二件公示");
    const answer = await department.core.invoke(await department.connection("zhaoliqun"), "reviews.decide", {
      reviewId: [first.reviewId, second.reviewId],
      digest: first.digest,
      stage: "unitHeadReview",
      decision: "agree",
    });
    expect(answer).toMatchObject({ ok: false, error: { code: "invalid-input", field: "reviewId" } });
  });

  it("only the drafter changes an item, and a review in progress is not changed under the reviewer's hands", async () => {
    const review = await opened("linxiaotong", "只由承办人修改的公示");
    const item = await department.as("linxiaotong", "openItem", { itemId: review.itemId });
    const input = {
      itemId: review.itemId,
      draftSeq: item.draftSeq,
      document: plainDocument("别人改的。"),
      metadata: proactiveMetadata("只由承办人修改的公示"),
    };
    expect(codeOf(await department.ask("sunyihang", "saveDraft", input))).toBe("not-allowed");
    expect(codeOf(await department.ask("hejing", "saveDraft", input))).toBe("not-allowed");
    expect(codeOf(await department.ask("linxiaotong", "saveDraft", input))).toBe("under-review");
  });

  it("an approval not used within six months is reviewed again (review.md §7)", async () => {
    const review = await opened("linxiaotong", "批准后搁置的公示");
    await approve(department, review.reviewId, review.digest);
    const ask = async (moment: string) => {
      department.setNow(moment);
      // Coming back after months, everybody unlocks first.
      await department.as("hejing", "readSettings", {});
      const preview = await department.as("hejing", "previewRelease", { reviewId: review.reviewId });
      return preview.blockers.map((blocker) => blocker.code);
    };
    expect(await ask("2027-03-16T01:00:00Z")).not.toContain("approval-too-old");
    expect(await ask("2027-03-18T01:00:00Z")).toContain("approval-too-old");
    expect(
      codeOf(
        await department.ask("hejing", "release", {
          reviewId: review.reviewId,
          digest: review.digest,
          passphrase,
        }),
      ),
    ).toBe("approval-too-old");
    department.setNow("2026-09-16T02:00:00Z");
  });

  it("a changed title, term or audience alone makes the later stages start again (V3)", async () => {
    for (const [name, change] of [
      ["标题", { title: "改了标题的公示" }],
      ["公开时限", { publicationPeriod: { kind: "until" as const, day: "2027-09-10" as never } }],
      ["渠道", { channels: ["website" as const, "gazette" as const] }],
    ] as const) {
      const review = await opened("linxiaotong", `只改${name}的公示`);
      await approve(department, review.reviewId, review.digest);
      const item = await department.as("linxiaotong", "openItem", { itemId: review.itemId });
      await department.as("linxiaotong", "saveDraft", {
        itemId: review.itemId,
        draftSeq: item.draftSeq,
        document: item.document,
        metadata: { ...proactiveMetadata(`只改${name}的公示`), ...change } as never,
        voidReview: true,
      });
      const refused = await department.ask("hejing", "release", {
        reviewId: review.reviewId,
        digest: review.digest,
        passphrase,
      });
      expect([name, codeOf(refused)]).toEqual([name, "stale"]);
    }
  });
});

/** 三员 and accounts: no usable account by one person (domain/review.md §8). */
describe("accounts and the three administrators", () => {
  let department: Department;
  beforeAll(async () => {
    department = await openDepartment();
  });
  afterAll(() => department.remove());
  const accountId = async (name: string) =>
    (await department.as("qianrui", "listAccounts", {})).find((entry) => entry.accountName === name)
      ?.accountId ?? "";

  it("an account needs 系统管理员 to make it and 安全保密管理员 to give it rights", async () => {
    const input = { personName: "钟原", unitName: "物业监管科", accountName: "zhongyuan" };
    expect(codeOf(await department.ask("qianrui", "createAccount", input))).toBe("not-allowed");
    expect(codeOf(await department.ask("hejing", "createAccount", input))).toBe("not-allowed");
    const issued = await department.as("wushan", "createAccount", input);
    const connection = department.core.connect(() => undefined);
    const invoke = (name: string, value: object) => department.core.invoke(connection, name, value);
    await invoke("session.signIn", { accountName: "zhongyuan", passphrase: issued.passphrase });
    await invoke("session.changePassphrase", { current: issued.passphrase, next: "Neues-Passwort-9" });
    expect(codeOf(await invoke("items.list", {}))).toBe("not-allowed");
    const id = await accountId("zhongyuan");
    expect(codeOf(await department.ask("wushan", "grantRoles", { accountId: id, roles: ["drafter"] }))).toBe(
      "not-allowed",
    );
    await department.as("qianrui", "grantRoles", { accountId: id, roles: ["drafter"] });
    // The right works at once, in the session that is open, and so does its loss.
    expect(codeOf(await invoke("items.list", {}))).toBe("ok");
    await department.as("qianrui", "grantRoles", { accountId: id, roles: [] });
    expect(codeOf(await invoke("items.list", {}))).toBe("not-allowed");
  });

  it("the name of an account is taken once, whatever its case", async () => {
    const refused = await department.ask("wushan", "createAccount", {
      personName: "另一人",
      unitName: "办公室",
      accountName: "ZhouMin",
    });
    expect(codeOf(refused)).toBe("account-name-taken");
  });

  it("a slot without its account, left by a process that was killed between the two, keeps the name from nobody", async () => {
    const path = join(department.folder, slotsFileName);
    const file = JSON.parse(readFileSync(path, "utf8")) as { slots: { name: string }[] };
    const slot = file.slots.find(({ name }) => name === "zhoumin");
    writeFileSync(path, JSON.stringify({ ...file, slots: [...file.slots, { ...slot, name: "fangyuan" }] }));
    const input = { personName: "方圆", unitName: "办公室", accountName: "FangYuan" };
    const issued = await department.as("wushan", "createAccount", input);
    const connection = department.core.connect(() => undefined);
    const signedIn = await department.core.invoke(connection, "session.signIn", {
      accountName: "fangyuan",
      passphrase: issued.passphrase,
    });
    expect(codeOf(signedIn)).toBe("ok");
    const slots = (JSON.parse(readFileSync(path, "utf8")) as typeof file).slots;
    expect(slots.filter(({ name }) => name.toLowerCase() === "fangyuan")).toHaveLength(1);
    expect(codeOf(await department.ask("wushan", "createAccount", input))).toBe("account-name-taken");
  });

  it.each([
    ["linxiaotong", ["drafter", "systemAdmin"], "administrators-overlap"],
    ["linxiaotong", ["securityAdmin", "auditAdmin"], "administrators-overlap"],
    ["qianrui", ["securityAdmin", "drafter"], "own-account"],
    ["wushan", ["drafter"], "last-administrator"],
  ] as const)("%s does not become %s: %s", async (account, roles, expected) => {
    const refused = await department.ask("qianrui", "grantRoles", {
      accountId: await accountId(account),
      roles: [...roles],
    });
    expect(codeOf(refused)).toBe(expected);
  });

  it("administrators read no business content", async () => {
    const itemId = await draftItem(department, "linxiaotong", "管理员看不到的公示", "现予公示。");
    for (const account of ["wushan", "qianrui", "fengshen"] as const) {
      expect(codeOf(await department.ask(account, "openItem", { itemId }))).toBe("not-allowed");
      expect(codeOf(await department.ask(account, "listItems", {}))).toBe("not-allowed");
      expect(codeOf(await department.ask(account, "reviewQueue", {}))).toBe("not-allowed");
    }
    expect(codeOf(await department.ask("hejing", "listAudit", {}))).toBe("not-allowed");
  });

  it("a disabled account is out at once and does not come back in; the last administrator stays", async () => {
    const connection = department.core.connect(() => undefined);
    const signIn = () =>
      department.core.invoke(connection, "session.signIn", { accountName: "sunyihang", passphrase });
    expect(codeOf(await signIn())).toBe("ok");
    const id = await accountId("sunyihang");
    await department.as("wushan", "setAccountState", { accountId: id, state: "disabled" });
    expect(codeOf(await department.core.invoke(connection, "items.list", {}))).toBe("not-signed-in");
    expect(codeOf(await signIn())).toBe("account-disabled");
    await department.as("wushan", "setAccountState", { accountId: id, state: "active" });
    expect(codeOf(await signIn())).toBe("ok");
    expect(
      codeOf(
        await department.ask("wushan", "setAccountState", {
          accountId: await accountId("fengshen"),
          state: "disabled",
        }),
      ),
    ).toBe("last-administrator");
  });

  it("a reset passphrase ends the open session and its key signs no more", async () => {
    const connection = department.core.connect(() => undefined);
    const signIn = (secret: string) =>
      department.core.invoke(connection, "session.signIn", { accountName: "zhangwen", passphrase: secret });
    await signIn(passphrase);
    const issued = await department.as("wushan", "resetPassphrase", {
      accountId: await accountId("zhangwen"),
    });
    expect(codeOf(await department.core.invoke(connection, "items.list", {}))).toBe("not-signed-in");
    expect(codeOf(await signIn(passphrase))).toBe("wrong-passphrase");
    expect(await signIn(issued.passphrase)).toMatchObject({
      ok: true,
      value: { mustChangePassphrase: true },
    });
  });
});
