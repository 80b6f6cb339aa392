import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { CoreEvent } from "../../../shared/contract/bridge.ts";
import { approve, draftItem, openDepartment, passphrase, type Department } from "../support/department.ts";

/** Sign-in, lockout, idle lock and re-entry (domain/review.md §9). */
describe("signing in", () => {
  let department: Department;
  const wrong = "Wrong-passphrase-1";
  beforeAll(async () => {
    department = await openDepartment();
  });
  afterAll(() => department.remove());

  const signIn = async (accountName: string, secret: string) => {
    const connection = department.core.connect(() => undefined);
    return {
      connection,
      answer: await department.core.invoke(connection, "session.signIn", { accountName, passphrase: secret }),
    };
  };
  const code = (answer: { ok: boolean; error?: { code: string } }) => (answer.ok ? "ok" : answer.error?.code);
  async function failFiveTimes(accountName: string): Promise<unknown[]> {
    const answers: unknown[] = [];
    for (let n = 0; n < 5; n += 1) {
      const { answer } = await signIn(accountName, wrong);
      answers.push(answer.ok ? "ok" : [answer.error.code, answer.error.facts?.["attemptsLeft"]]);
    }
    return answers;
  }

  it("counts failures down, locks at the fifth for thirty minutes, and then opens again", async () => {
    department.setNow("2026-09-16T02:00:00Z");
    expect(await failFiveTimes("sunyihang")).toEqual([
      ["wrong-passphrase", 4],
      ["wrong-passphrase", 3],
      ["wrong-passphrase", 2],
      ["wrong-passphrase", 1],
      ["account-locked", undefined],
    ]);
    const { answer: locked } = await signIn("sunyihang", passphrase);
    expect(code(locked)).toBe("account-locked");
    department.setNow("2026-09-16T02:29:00Z");
    expect(code((await signIn("sunyihang", passphrase)).answer)).toBe("account-locked");
    department.setNow("2026-09-16T02:31:00Z");
    expect(code((await signIn("sunyihang", passphrase)).answer)).toBe("ok");
  });

  it("the right passphrase in between starts the count anew", async () => {
    department.setNow("2026-09-17T01:00:00Z");
    for (let n = 0; n < 4; n += 1) await signIn("zhangwen", wrong);
    expect(code((await signIn("zhangwen", passphrase)).answer)).toBe("ok");
    for (let n = 0; n < 4; n += 1) await signIn("zhangwen", wrong);
    expect(code((await signIn("zhangwen", passphrase)).answer)).toBe("ok");
  });

  it("the third lock of a day stays until 安全保密管理员 lifts it", async () => {
    for (const hour of ["01", "02", "03"]) {
      department.setNow(`2026-09-18T${hour}:00:00Z`);
      await failFiveTimes("zhaoliqun");
    }
    department.setNow("2026-09-18T09:00:00Z");
    expect(code((await signIn("zhaoliqun", passphrase)).answer)).toBe("account-locked");
    department.setNow("2026-09-21T01:00:00Z");
    expect(code((await signIn("zhaoliqun", passphrase)).answer)).toBe("account-locked");
    const accounts = await department.as("qianrui", "listAccounts", {});
    const account = accounts.find((entry) => entry.accountName === "zhaoliqun");
    expect(account?.state).toBe("locked");
    await department.as("qianrui", "unlockAccount", { accountId: account?.accountId ?? "" });
    expect(code((await signIn("zhaoliqun", passphrase)).answer)).toBe("ok");
  });

  it("says the same of an unknown account as of a wrong passphrase", async () => {
    const { answer } = await signIn("nobody", wrong);
    expect(answer).toMatchObject({ ok: false, error: { code: "wrong-passphrase" } });
  });

  it("locks an idle screen, refuses work until the passphrase is entered, and loses nothing", async () => {
    department.setNow("2026-09-22T01:00:00Z");
    const events: CoreEvent[] = [];
    const connection = department.core.connect((event) => events.push(event));
    await department.core.invoke(connection, "session.signIn", { accountName: "linxiaotong", passphrase });
    department.setNow("2026-09-22T01:09:00Z");
    expect(code(await department.core.invoke(connection, "desk.home", {}))).not.toBe("locked");
    // Nine more minutes from the last act: still open. Ten from it: locked.
    department.setNow("2026-09-22T01:18:00Z");
    expect(code(await department.core.invoke(connection, "people.list", {}))).toBe("ok");
    department.setNow("2026-09-22T01:28:01Z");
    expect(code(await department.core.invoke(connection, "people.list", {}))).toBe("locked");
    expect(events).toContainEqual({ type: "locked", reason: "idle" });
    const refused = await department.core.invoke(connection, "session.unlock", { passphrase: wrong });
    expect(code(refused)).toBe("wrong-passphrase");
    expect(code(await department.core.invoke(connection, "people.list", {}))).toBe("locked");
    expect(code(await department.core.invoke(connection, "session.unlock", { passphrase }))).toBe("ok");
    expect(code(await department.core.invoke(connection, "people.list", {}))).toBe("ok");
  });

  it("a locked session signs nothing: its key is gone until the passphrase is entered", async () => {
    department.setNow("2026-09-23T01:00:00Z");
    const { connection } = await signIn("linxiaotong", passphrase);
    await department.core.invoke(connection, "session.lock", {});
    const itemless = await department.core.invoke(connection, "items.create", {
      title: "锁屏之后",
      kind: "publicNotice",
    });
    expect(code(itemless)).toBe("locked");
  });

  it("nothing but signing in works without a session, and nothing after signing out", async () => {
    const connection = department.core.connect(() => undefined);
    expect(code(await department.core.invoke(connection, "items.list", {}))).toBe("not-signed-in");
    await department.core.invoke(connection, "session.signIn", { accountName: "linxiaotong", passphrase });
    expect(code(await department.core.invoke(connection, "items.list", {}))).toBe("ok");
    await department.core.invoke(connection, "session.signOut", {});
    expect(code(await department.core.invoke(connection, "items.list", {}))).toBe("not-signed-in");
  });

  it("asks for the passphrase again at the final decision and at the release", async () => {
    department.setNow("2026-09-24T01:00:00Z");
    const itemId = await draftItem(department, "linxiaotong", "需要再次输入口令的公示", "现予公示。");
    const { reviewId } = await department.as("linxiaotong", "openReview", { itemId });
    const view = await department.as("linxiaotong", "readReview", { reviewId });
    expect(view.needsPassphrase).toBe(false);
    const { digest } = view.revision;
    const asked: (string | undefined)[] = [];
    // Their screens locked as the days went by; they come back before the last stages.
    for (const account of ["zhengke", "hejing"] as const) await department.as(account, "listPeople", {});
    const withoutAnd = async (secret?: string) => {
      const envelope = await department.ask("zhengke", "decideStage", {
        reviewId,
        stage: "leaderApproval",
        digest,
        decision: "agree",
        conclusion: "disclose",
        ...(secret === undefined ? {} : { passphrase: secret }),
      });
      asked.push(code(envelope));
    };
    const whole = department;
    // Everything up to the approval, then the approval without, with a wrong, and with the right passphrase.
    const stopped: Department = {
      ...department,
      as: async (account, key, input) => {
        if (key === "decideStage" && account === "zhengke") {
          await withoutAnd();
          await withoutAnd(wrong);
        }
        return whole.as(account, key, input);
      },
    };
    await approve(stopped, reviewId, digest);
    expect(asked).toEqual(["passphrase-required", "wrong-passphrase"]);
    const refused = await department.ask("hejing", "release", { reviewId, digest, passphrase: wrong });
    expect(code(refused)).toBe("wrong-passphrase");
  });
});

describe("the first passphrase and its successors", () => {
  let department: Department;
  let issued: string;
  let connection: string;
  beforeAll(async () => {
    department = await openDepartment();
    const made = await department.as("wushan", "createAccount", {
      personName: "新来",
      unitName: "物业监管科",
      accountName: "xinlai",
    });
    issued = made.passphrase;
    connection = department.core.connect(() => undefined);
  });
  afterAll(() => department.remove());

  const change = (current: string, next: string) =>
    department.core.invoke(connection, "session.changePassphrase", { current, next });

  it("an issued passphrase opens nothing but its own replacement", async () => {
    const signedIn = await department.core.invoke(connection, "session.signIn", {
      accountName: "xinlai",
      passphrase: issued,
    });
    expect(signedIn).toMatchObject({ ok: true, value: { mustChangePassphrase: true } });
    expect(await department.core.invoke(connection, "people.list", {})).toMatchObject({
      ok: false,
      error: { code: "not-allowed" },
    });
  });

  it.each([
    ["Short-1", "passphrase-too-weak"],
    ["onlylowercase", "passphrase-too-weak"],
    ["Xinlai-2026-office", "passphrase-too-weak"],
  ])("%s is too weak", async (next, expected) => {
    expect(await change(issued, next)).toMatchObject({ ok: false, error: { code: expected } });
  });

  it("the issued one itself and earlier ones are not taken again", async () => {
    expect(await change(issued, issued)).toMatchObject({ ok: false, error: { code: "passphrase-reused" } });
    expect(await change(issued, "Erste-Losung-2026")).toMatchObject({ ok: true });
    expect(await change("Erste-Losung-2026", "Zweite-Losung-2026")).toMatchObject({ ok: true });
    expect(await change("Zweite-Losung-2026", "Erste-Losung-2026")).toMatchObject({
      ok: false,
      error: { code: "passphrase-reused" },
    });
    expect(await department.core.invoke(connection, "people.list", {})).toMatchObject({ ok: true });
  });

  it("the replaced one opens nothing any more", async () => {
    const other = department.core.connect(() => undefined);
    expect(
      await department.core.invoke(other, "session.signIn", { accountName: "xinlai", passphrase: issued }),
    ).toMatchObject({ ok: false, error: { code: "wrong-passphrase" } });
  });
});

describe("a change of passphrase that is cut off", () => {
  it("between its two files is finished at the next sign-in, and the person still signs with the same key", async () => {
    let cut = false;
    const department = await openDepartment({
      core: {
        failpoint: (name) => {
          if (cut && name === "before-commit") throw new Error("cut off");
        },
      },
    });
    let again: Department | undefined;
    try {
      const { passphrase: issued } = await department.as("wushan", "createAccount", {
        personName: "新来",
        unitName: "物业监管科",
        accountName: "xinlai",
      });
      const first = department.core.connect(() => undefined);
      await department.core.invoke(first, "session.signIn", { accountName: "xinlai", passphrase: issued });
      cut = true;
      const lost = await department.core
        .invoke(first, "session.changePassphrase", { current: issued, next: "Erste-Losung-2026" })
        .then((answer) => answer.ok)
        .catch(() => false);
      expect(lost).toBe(false);
      await department.close();

      again = await openDepartment({ folder: department.folder });
      const { core } = again;
      const second = core.connect(() => undefined);
      const signIn = (secret: string) =>
        core.invoke(second, "session.signIn", { accountName: "xinlai", passphrase: secret });
      expect(await signIn(issued)).toMatchObject({ ok: false, error: { code: "wrong-passphrase" } });
      expect(await signIn("Erste-Losung-2026")).toMatchObject({
        ok: true,
        value: { mustChangePassphrase: false },
      });
      // Only a session that holds the key of the register may change its passphrase.
      expect(
        await core.invoke(second, "session.changePassphrase", {
          current: "Erste-Losung-2026",
          next: "Zweite-Losung-2026",
        }),
      ).toMatchObject({ ok: true });
      expect(await signIn("Zweite-Losung-2026")).toMatchObject({ ok: true });
    } finally {
      await again?.close();
      await department.remove();
    }
  });
});
