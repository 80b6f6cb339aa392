import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { nodeCrypto } from "../../../electron/core/services/packages/node-crypto.ts";
import { checklist } from "../../../shared/domain/review/checklist.ts";
import {
  addDays,
  dayOfInstant,
  type CalendarDay,
  type Instant,
} from "../../../shared/kernel/calendar-day.ts";
import { parseKeyList } from "../../../shared/sync-protocol/key-record.ts";
import type { KeyRecord } from "../../../shared/sync-protocol/key-record.ts";
import { formatNoteKey } from "../../../shared/sync-protocol/notes.ts";
import { startTestServer, type TestServer } from "../../sync/test-server.ts";
import {
  answerChecklist,
  draftItem,
  openDepartment,
  passphrase,
  type AccountName,
  type Department,
} from "../support/department.ts";
import { rawStore } from "../support/raw-store.ts";

/** Two workstations of one unit and the real server: a stage is decided on the other machine (sync.md §2). */
describe("review on another machine", () => {
  let a: Department;
  let b: Department;
  let server: TestServer;
  /** The reviewer and the leader of B, as A knows them. */
  const there: Record<string, string> = {};
  /** Both machines stay on the day they were opened on, also where midnight comes meanwhile. */
  const openedAt = new Date().toISOString();
  const today = dayOfInstant(openedAt as Instant);
  let keysOfA: Uint8Array<ArrayBuffer>;
  let keysOfB: Uint8Array<ArrayBuffer>;

  const send = (on: Department) => on.as("hejing", "sendNow", {});
  const codeOf = (answer: { ok: boolean; error?: { code: string; facts?: object } }) =>
    answer.ok ? "ok" : answer.error?.code;
  const checked = checklist.map((entry) => ({ code: entry.code, answer: "no" as const, note: "" }));

  const personOf = async (on: Department, name: AccountName) => {
    const people = await on.as("hejing", "listPeople", {});
    const account = (await on.as("wushan", "listAccounts", {})).find((each) => each.accountName === name);
    return people.find((each) => each.personId === account?.personId)?.personId ?? "";
  };
  const keyidOf = (keys: Uint8Array, personId: string): string => {
    const list = parseKeyList(nodeCrypto.sha256, keys);
    return (list.ok ? list.value.find((each) => each.owner.id === personId) : undefined)?.keyid ?? "";
  };
  const register = async (personId: string, name: string) => {
    await a.as("qianrui", "registerRemotePerson", {
      keys: keysOfB,
      keyid: keyidOf(keysOfB, personId),
      personName: name,
      unitName: "市局办公室",
    });
    there[name] = personId;
  };

  /** A review at A that waits for 专门审查. */
  const waiting = async (title: string) =>
    toConfidentialityCheck(await draftItem(a, "linxiaotong", title, "现予公示。"));
  const toConfidentialityCheck = async (itemId: string) => {
    const { reviewId } = await a.as("linxiaotong", "openReview", { itemId });
    const { digest } = (await a.as("linxiaotong", "readReview", { reviewId })).revision;
    await answerChecklist(a, "linxiaotong", reviewId);
    await a.as("linxiaotong", "decideStage", { reviewId, stage: "selfCheck", digest, decision: "agree" });
    await a.as("zhaoliqun", "decideStage", { reviewId, stage: "unitHeadReview", digest, decision: "agree" });
    return { itemId, reviewId, digest };
  };
  const ask = (reviewId: string, name: string) =>
    a.as("linxiaotong", "sendReviewRequest", { reviewId, personId: there[name] ?? "" });
  const incoming = async (who: AccountName, title: string) =>
    (await b.as(who, "listIncomingRequests", {})).find((row) => row.title === title);

  beforeAll(async () => {
    [a, b] = await Promise.all([openDepartment({ now: openedAt }), openDepartment({ now: openedAt })]);
    const keys: KeyRecord[] = [];
    for (const one of [a, b]) {
      const { bytes } = await one.as("wushan", "exportPublicKeys", {});
      if (one === b) keysOfB = Uint8Array.from(bytes);
      else keysOfA = Uint8Array.from(bytes);
      const list = parseKeyList(nodeCrypto.sha256, bytes);
      if (list.ok) keys.push(...list.value);
    }
    server = await startTestServer(keys);
    for (const one of [a, b])
      await one.as("wushan", "configureSync", {
        server: {
          url: server.url,
          logKey: server.logKey,
          witnessKey: formatNoteKey(nodeCrypto.sha256, server.witnessKey),
        },
      });
  });
  afterAll(async () => {
    await Promise.all([a.remove(), b.remove()]);
    await server.close();
  });

  it("the security administrator registers who reviews there, from the other machine's key list", async () => {
    const shown = await a.as("qianrui", "readRemoteKeys", { keys: keysOfB });
    expect(shown.some((key) => key.roles.includes("confidentialityReviewer"))).toBe(true);
    expect(shown.flatMap((key) => key.roles)).not.toContain("systemAdmin");
    const office = await a.ask("hejing", "registerRemotePerson", {
      keys: keysOfB,
      keyid: shown[0]?.keyid ?? "",
      personName: "x",
      unitName: "y",
    });
    expect(codeOf(office)).toBe("not-allowed");
    await register(await personOf(b, "zhoumin"), "乙机周敏");
    await register(await personOf(b, "zhengke"), "乙机郑克");
    // B knows A's drafter with that role: a registered key decides over the one that a package carries, so without it
    // none of the requests below, which begin with the own self-check, would arrive.
    const drafterKey = keyidOf(keysOfA, await personOf(a, "linxiaotong"));
    const drafter = (await b.as("qianrui", "readRemoteKeys", { keys: keysOfA })).find(
      (key) => key.keyid === drafterKey,
    );
    expect(drafter?.roles).toEqual(["drafter"]);
    await b.as("qianrui", "registerRemotePerson", {
      keys: keysOfA,
      keyid: drafter?.keyid ?? "",
      personName: "甲机林晓彤",
      unitName: "物业监管科",
    });
    const again = a.ask("qianrui", "registerRemotePerson", {
      keys: keysOfB,
      keyid: shown.find((key) => key.roles.includes("confidentialityReviewer"))?.keyid ?? "",
      personName: "x",
      unitName: "y",
    });
    expect(["ok", "person-here-already"]).toContain(codeOf(await again));
    // Nobody signs in with it, and an own key cannot be registered as somebody else's.
    const own = await a.as("wushan", "exportPublicKeys", {});
    expect(await a.as("qianrui", "readRemoteKeys", { keys: Uint8Array.from(own.bytes) })).toEqual([]);
    const raw = await rawStore(a.folder);
    expect(() =>
      raw.prepare("UPDATE account SET state = 'active' WHERE person_id = ?").run(there["乙机周敏"]),
    ).toThrow(/V4/);
    raw.close();
  });

  it("is screened again there: what the drafter answered here is found anew and needs words of the reviewer", async () => {
    const title = "外机筛查的公示";
    const itemId = await draftItem(a, "linxiaotong", title, "现予公示，联系人手机13912345678。");
    const item = await a.as("linxiaotong", "openItem", { itemId });
    await a.as("linxiaotong", "answerDraftFindings", {
      itemId,
      findingIds: item.findings.map((finding) => finding.findingId),
      answer: "keep",
      note: "对外公布的值班电话",
    });
    const one = await toConfidentialityCheck(itemId);
    const { packageId } = await ask(one.reviewId, "乙机周敏");
    await send(a);
    await send(b);
    const read = await b.as("zhoumin", "readIncomingRequest", { requestId: packageId });
    expect(read.findings).toMatchObject([{ value: "13912345678", where: "正文" }]);
    const agree = (reasons: readonly string[]) =>
      b.ask("zhoumin", "decideIncomingRequest", {
        requestId: packageId,
        digest: one.digest,
        decision: "agree",
        conclusion: "disclose",
        grounds: [],
        reasons: [...reasons],
        checklist: checked,
      });
    expect(codeOf(await agree([]))).toBe("reasons-missing");
    expect(codeOf(await agree(["是对外公布的值班电话"]))).toBe("ok");
  });

  it("holds the checklist there to what the copy withholds, and here again when the answer comes (CR-D01)", async () => {
    const masked = async (title: string) => {
      const itemId = await draftItem(a, "linxiaotong", title, "现予公示，联系人手机13912345678。");
      const item = await a.as("linxiaotong", "openItem", { itemId });
      await a.as("linxiaotong", "answerDraftFindings", {
        itemId,
        findingIds: item.findings.map((finding) => finding.findingId),
        answer: "mask",
      });
      const one = await toConfidentialityCheck(itemId);
      const { packageId } = await ask(one.reviewId, "乙机周敏");
      await send(a);
      await send(b);
      const agree = (checks: typeof given) =>
        b.ask("zhoumin", "decideIncomingRequest", {
          requestId: packageId,
          digest: one.digest,
          decision: "agree",
          conclusion: "discloseRedacted",
          grounds: [],
          reasons: [],
          checklist: checks,
        });
      return { ...one, packageId, agree };
    };
    const given: { code: string; answer: "no" | "yes" | "na"; note: string }[] = checked;
    const numbers = (answer: "yes" | "na", note: string) =>
      given.map((row) => (row.code === "CR-D01" ? { code: row.code, answer, note } : row));

    const one = await masked("遮盖了手机号的公示");
    const read = await b.as("zhoumin", "readIncomingRequest", { requestId: one.packageId });
    expect(read).toMatchObject({ withheld: ["MOBILE"], findings: [{ type: "MOBILE_MASKED" }] });
    expect(codeOf(await one.agree(given))).toBe("checklist-contradicted");
    expect(codeOf(await one.agree(numbers("na", "")))).toBe("checklist-contradicted");
    expect(codeOf(await one.agree(numbers("yes", "")))).toBe("treatment-missing");
    expect(codeOf(await one.agree(numbers("yes", "手机号已遮盖")))).toBe("ok");
    await send(b);
    await send(a);
    expect((await a.as("hejing", "readReview", { reviewId: one.reviewId })).currentStage).toBe("officeCheck");

    // A machine that was not told what is withheld lets the answer through; the machine that asked does not take it.
    const two = await masked("未说明遮盖的公示");
    const raw = await rawStore(b.folder);
    raw.exec("DROP TRIGGER incoming_request_no_update");
    raw.prepare("UPDATE incoming_request SET withheld = '[]' WHERE package_id = ?").run(two.packageId);
    raw.close();
    expect(codeOf(await two.agree(given))).toBe("ok");
    await send(b);
    await send(a);
    const view = await a.as("linxiaotong", "readRequestsOfReview", { reviewId: two.reviewId });
    expect(view.refused).toMatchObject([{ problem: "checks-contradicted" }]);
    expect((await a.as("hejing", "readReview", { reviewId: two.reviewId })).currentStage).toBe(
      "confidentialityCheck",
    );
  });

  it("is answered with agreement; the stage counts as that person's and the release is accepted", async () => {
    const one = await waiting("外机审查的办法");
    const before = await a.as("linxiaotong", "readRequestsOfReview", { reviewId: one.reviewId });
    expect(before.candidates.map((each) => each.personName)).toEqual(["乙机周敏"]);
    const { packageId } = await ask(one.reviewId, "乙机周敏");
    expect(
      codeOf(
        await a.ask("linxiaotong", "sendReviewRequest", {
          reviewId: one.reviewId,
          personId: there["乙机周敏"] ?? "",
        }),
      ),
    ).toBe("already-asked");
    await send(a);
    await send(b);
    const row = await incoming("zhoumin", "外机审查的办法");
    expect(row).toMatchObject({ requestId: packageId, stage: "confidentialityCheck" });
    expect(await b.as("zhengke", "listIncomingRequests", {})).toEqual([]);
    const read = await b.as("zhoumin", "readIncomingRequest", { requestId: packageId });
    expect(read).toMatchObject({ digest: one.digest, mayDecide: true, trusted: false });
    expect(JSON.stringify(read.document)).toContain("现予公示");
    expect(read.earlier.map((each) => each.stage).toSorted()).toEqual(["selfCheck", "unitHeadReview"]);
    const decide = (more: object) =>
      b.ask("zhoumin", "decideIncomingRequest", {
        requestId: packageId,
        digest: one.digest,
        decision: "agree",
        conclusion: "disclose",
        grounds: [],
        reasons: [],
        checklist: checked,
        ...more,
      });
    expect(codeOf(await decide({ digest: "0".repeat(64) }))).toBe("stale");
    expect(codeOf(await decide({ checklist: checked.slice(1) }))).toBe("checklist-incomplete");
    expect(codeOf(await decide({ conclusion: "discloseTargeted" }))).toBe("conclusion-not-allowed");
    expect(codeOf(await decide({ decision: "return" }))).toBe("reasons-missing");
    for (const conclusion of ["withhold", "disclosePartial"])
      expect([conclusion, codeOf(await decide({ conclusion }))]).toEqual([conclusion, "ground-missing"]);
    expect(codeOf(await decide({ conclusion: "withhold", grounds: ["领导要求"] }))).toBe("invalid-input");
    expect(codeOf(await decide({ conclusion: "onApplicationOnly" }))).toBe("reasons-missing");
    expect(codeOf(await decide({}))).toBe("ok");
    expect(codeOf(await decide({}))).toBe("answered-already");
    await send(b);
    await send(a);
    const review = await a.as("hejing", "readReview", { reviewId: one.reviewId });
    expect(review.stages.find((stage) => stage.stage === "confidentialityCheck")).toMatchObject({
      state: "done",
      personName: "乙机周敏",
    });
    expect(review.currentStage).toBe("officeCheck");
    const after = await a.as("linxiaotong", "readRequestsOfReview", { reviewId: one.reviewId });
    expect(after.sent[0]?.answeredAt).toBeDefined();
    await a.as("hejing", "decideStage", {
      reviewId: one.reviewId,
      stage: "officeCheck",
      digest: one.digest,
      decision: "agree",
    });
    // The approval too comes from the other machine, with the passphrase there.
    const second = await ask(one.reviewId, "乙机郑克");
    await send(a);
    await send(b);
    const approval = {
      requestId: second.packageId,
      digest: one.digest,
      decision: "agree" as const,
      conclusion: "disclose" as const,
    };
    expect(
      codeOf(
        await b.ask("zhengke", "decideIncomingRequest", {
          ...approval,
          grounds: [],
          reasons: [],
          checklist: [],
        }),
      ),
    ).toBe("passphrase-required");
    await b.as("zhengke", "decideIncomingRequest", {
      ...approval,
      grounds: [],
      reasons: [],
      checklist: [],
      passphrase,
    });
    await send(b);
    await send(a);
    const released = await a.as("hejing", "release", {
      reviewId: one.reviewId,
      digest: one.digest,
      passphrase,
    });
    await send(a);
    const rows = (await a.as("hejing", "listPackages", {})).rows;
    expect(rows.find((each) => each.packageId === released.packageId)?.state).toBe("accepted");
    expect((await a.as("fengshen", "verifyAudit", {})).valid).toBe(true);
  });

  it.each([
    ["there", () => ({ from: a, to: b })],
    ["here, for the other machine", () => ({ from: b, to: a })],
  ] as const)("brings the day of a 暂缓公开 decided %s", async (where, machines) => {
    const { from, to } = machines();
    const title = `暂缓的公示（${where}）`;
    const leader = await personOf(to, "zhengke");
    if (from === b) {
      const { bytes } = await to.as("wushan", "exportPublicKeys", {});
      const list = parseKeyList(nodeCrypto.sha256, bytes);
      const record = list.ok ? list.value.find((each) => each.owner.id === leader) : undefined;
      await from.as("qianrui", "registerRemotePerson", {
        keys: Uint8Array.from(bytes),
        keyid: record?.keyid ?? "",
        personName: "甲机郑克",
        unitName: "市局办公室",
      });
    }
    const itemId = await draftItem(from, "linxiaotong", title, "现予公示。");
    const { reviewId } = await from.as("linxiaotong", "openReview", { itemId });
    const { digest } = (await from.as("linxiaotong", "readReview", { reviewId })).revision;
    await answerChecklist(from, "linxiaotong", reviewId);
    const agree = { reviewId, digest, decision: "agree" as const };
    await from.as("linxiaotong", "decideStage", { ...agree, stage: "selfCheck" });
    await from.as("zhaoliqun", "decideStage", { ...agree, stage: "unitHeadReview" });
    await answerChecklist(from, "zhoumin", reviewId);
    await from.as("zhoumin", "decideStage", { ...agree, stage: "confidentialityCheck", conclusion: "defer" });
    await from.as("hejing", "decideStage", { ...agree, stage: "officeCheck" });
    const { packageId } = await from.as("linxiaotong", "sendReviewRequest", { reviewId, personId: leader });
    const asked = await from.as("hejing", "downloadPackage", { packageId, purpose: "请审批" });
    await to.as("zhengke", "importReviewPackage", { bytes: Uint8Array.from(asked.bytes) });
    const decide = (day?: CalendarDay) =>
      to.ask("zhengke", "decideIncomingRequest", {
        requestId: packageId,
        digest,
        decision: "agree",
        conclusion: "defer",
        reasons: ["招标结束后公开"],
        ...(day ? { deferUntil: day } : {}),
        passphrase,
      });
    expect(codeOf(await decide())).toBe("defer-day-missing");
    expect(codeOf(await decide(today))).toBe("defer-day-out-of-range");
    const until = addDays(today, 40);
    const answer = await decide(until);
    if (!answer.ok) throw new Error(answer.error.code);
    expect((await to.as("zhengke", "readIncomingRequest", { requestId: packageId })).answer).toMatchObject({
      conclusion: "defer",
      deferUntil: until,
    });
    const back = await to.as("hejing", "downloadPackage", {
      packageId: answer.value.packageId,
      purpose: "答复",
    });
    await from.as("linxiaotong", "importReviewPackage", { bytes: Uint8Array.from(back.bytes) });
    expect((await from.as("linxiaotong", "readReview", { reviewId })).state).toBe("concluded");
    const raw = await rawStore(from.folder);
    expect(
      raw
        .prepare("SELECT reassess_on FROM stage_decision WHERE review_id = ? AND stage = 'leaderApproval'")
        .get(reviewId),
    ).toEqual({ reassess_on: until });
    raw.close();
  });

  it("is returned with its reasons, by files carried by hand", async () => {
    const one = await waiting("手工交换的公示");
    const { packageId } = await ask(one.reviewId, "乙机周敏");
    const file = await a.as("hejing", "downloadPackage", { packageId, purpose: "请审查" });
    const taken = await b.as("zhoumin", "importReviewPackage", { bytes: Uint8Array.from(file.bytes) });
    expect(taken).toEqual({ what: "request", title: "手工交换的公示" });
    await b.as("zhoumin", "importReviewPackage", { bytes: Uint8Array.from(file.bytes) });
    const answer = await b.as("zhoumin", "decideIncomingRequest", {
      requestId: packageId,
      digest: one.digest,
      decision: "return",
      grounds: [],
      reasons: ["联系电话请核对"],
      checklist: [],
    });
    const back = await b.as("hejing", "downloadPackage", { packageId: answer.packageId, purpose: "答复" });
    const spoilt = back.bytes.map((byte, at) => (at === Math.floor(back.bytes.length / 2) ? byte ^ 1 : byte));
    expect(
      codeOf(await a.ask("linxiaotong", "importReviewPackage", { bytes: Uint8Array.from(spoilt) })),
    ).toBe("package-refused");
    expect(
      await a.as("linxiaotong", "importReviewPackage", { bytes: Uint8Array.from(back.bytes) }),
    ).toMatchObject({
      what: "answer",
    });
    const review = await a.as("linxiaotong", "readReview", { reviewId: one.reviewId });
    expect(review.state).toBe("returned");
    const item = await a.as("linxiaotong", "openItem", { itemId: one.itemId });
    expect(item.returnedReasons.join()).toContain("联系电话请核对");
  });

  it("is held while another organ is asked: none goes out, and an answer to an earlier one does not count", async () => {
    const one = await waiting("报请确定的公示");
    const { packageId } = await ask(one.reviewId, "乙机周敏");
    await send(a);
    await send(b);
    await a.as("zhoumin", "decideStage", {
      reviewId: one.reviewId,
      stage: "confidentialityCheck",
      digest: one.digest,
      decision: "refer",
      referral: {
        question: "stateSecret",
        organKind: "provincialSecrecyAuthority",
        organ: "某省国家保密局",
        positions: [0],
        attachmentIds: [],
        doubt: "是否属于要害部位不明确。",
        protectedOn: today,
      },
    });
    const asked = await a.ask("linxiaotong", "sendReviewRequest", {
      reviewId: one.reviewId,
      personId: there["乙机周敏"] ?? "",
    });
    expect(asked.ok === false && asked.error).toMatchObject({ code: "must-be-decided-here" });
    const before = await a.as("linxiaotong", "readRequestsOfReview", { reviewId: one.reviewId });
    expect(before).toMatchObject({ mayAsk: false, whyHere: expect.stringContaining("报请确定") as string });
    await b.as("zhoumin", "decideIncomingRequest", {
      requestId: packageId,
      digest: one.digest,
      decision: "agree",
      conclusion: "disclose",
      grounds: [],
      reasons: [],
      checklist: checked,
    });
    await send(b);
    await send(a);
    const view = await a.as("linxiaotong", "readRequestsOfReview", { reviewId: one.reviewId });
    expect(view.refused).toMatchObject([{ problem: "referral-running" }]);
    expect((await a.as("hejing", "readReview", { reviewId: one.reviewId })).state).toBe("referred");
  });

  it("does not count when the stage was decided here meanwhile, and says so; nothing fits by raw SQL either", async () => {
    const one = await waiting("两处都审的公示");
    const { packageId } = await ask(one.reviewId, "乙机周敏");
    await send(a);
    await send(b);
    await b.as("zhoumin", "decideIncomingRequest", {
      requestId: packageId,
      digest: one.digest,
      decision: "agree",
      conclusion: "disclose",
      grounds: [],
      reasons: [],
      checklist: checked,
    });
    await answerChecklist(a, "zhoumin", one.reviewId);
    await a.as("zhoumin", "decideStage", {
      reviewId: one.reviewId,
      stage: "confidentialityCheck",
      digest: one.digest,
      decision: "agree",
      conclusion: "disclose",
    });
    await send(b);
    await send(a);
    const view = await a.as("linxiaotong", "readRequestsOfReview", { reviewId: one.reviewId });
    expect(view.refused).toMatchObject([{ problem: "stage-decided-meanwhile" }]);
    const raw = await rawStore(a.folder);
    const refused = (pattern: RegExp, statement: string, ...values: unknown[]): void => {
      expect(() => raw.prepare(statement).run(...values)).toThrow(pattern);
    };
    refused(/V5/, "UPDATE review_request SET stage = 'leaderApproval'");
    refused(/V5/, "DELETE FROM review_request_answer");
    // Somebody elsewhere who was not asked decides nothing.
    const other = await waiting("没有请过的公示");
    refused(
      /V1: who reviews elsewhere/,
      `INSERT INTO stage_decision (id, review_id, stage, decision, conclusion, grounds, reasons, content_digest, account_id, person_id, delegation_id, envelope, decided_at)
       SELECT 'forged', ?, 'confidentialityCheck', 'agree', 'disclose', '[]', '[]', ?, account_id, person_id, NULL, x'', 'now'
       FROM remote_person WHERE person_id = ?`,
      other.reviewId,
      other.digest,
      there["乙机周敏"],
    );
    refused(
      /V2/,
      `INSERT INTO review_request SELECT 'p', ?, 'leaderApproval', ?, person_id, account_id, person_id, 'now', 0 FROM remote_person LIMIT 1`,
      other.reviewId,
      other.digest,
    );
    refused(
      /V4/,
      `INSERT INTO remote_person SELECT p.id, a.id, a.id, 'now' FROM account a JOIN person p ON p.id = a.person_id WHERE a.name = 'hejing'`,
    );
    raw.close();
    const there2 = await rawStore(b.folder);
    expect(() => there2.prepare("UPDATE incoming_answer SET decision = 'return'").run()).toThrow(/V5/);
    expect(() =>
      there2
        .prepare(
          `INSERT INTO incoming_answer SELECT q.package_id, 'x', 'agree', 'disclose', '[]', '[]', '[]', q.content_digest, a.id, a.person_id, x'', 'now', NULL, NULL
           FROM incoming_request q, account a WHERE a.name = 'hejing' LIMIT 1`,
        )
        .run(),
    ).toThrow(/V1|V4|UNIQUE/);
    there2.close();
  });

  it("is decided by who acts for the person asked, under a delegation that is registered on both sides and at the server", async () => {
    // An answer below is signed an hour from now, which may be tomorrow.
    const until = addDays(today, 1);
    const lend = async (on: Department) => {
      const { delegationId } = await on.as("zhoumin", "proposeDelegation", {
        stage: "confidentialityCheck",
        toPersonId: await personOf(on, "sunyihang"),
        fromDay: today,
        untilDay: until,
        reason: "外出学习",
      });
      return delegationId;
    };
    const confirm = (on: Department, delegationId: string) =>
      on.as("qianrui", "confirmDelegation", { delegationId, decision: "confirm", note: "", passphrase });
    const delegationId = await lend(b);
    await confirm(b, delegationId);
    await register(await personOf(b, "sunyihang"), "乙机孙一航");

    const one = await waiting("受托人审查的公示");
    const { packageId } = await ask(one.reviewId, "乙机周敏");
    await send(a);
    await send(b);
    // The deputy sees what was asked of the lender; a drafter without a delegation sees nothing.
    expect(await b.as("linxiaotong", "listIncomingRequests", {})).toEqual([]);
    expect(codeOf(await b.ask("linxiaotong", "readIncomingRequest", { requestId: packageId }))).toBe(
      "not-your-stage",
    );
    expect(await incoming("sunyihang", "受托人审查的公示")).toMatchObject({ requestId: packageId });
    const read = await b.as("sunyihang", "readIncomingRequest", { requestId: packageId });
    expect(read).toMatchObject({ mayDecide: true, actsFor: "周敏" });
    const answered = await b.as("sunyihang", "decideIncomingRequest", {
      requestId: packageId,
      digest: one.digest,
      decision: "agree",
      conclusion: "disclose",
      grounds: [],
      reasons: [],
      checklist: checked,
    });
    expect((await b.as("sunyihang", "readIncomingRequest", { requestId: packageId })).answer).toMatchObject({
      by: "孙一航",
      actedFor: "周敏",
    });
    await send(b);
    const outboxB = (await b.as("hejing", "listPackages", {})).rows;
    expect(outboxB.find((row) => row.packageId === answered.packageId)?.state).toBe("accepted");
    await send(a);
    // Nobody has registered the delegation at A: what the answer says of it proves nothing.
    const problems = async () =>
      (await a.as("linxiaotong", "readRequestsOfReview", { reviewId: one.reviewId })).refused.map(
        (row) => row.problem,
      );
    expect(await problems()).toEqual(["delegation-not-registered"]);
    const carried = await b.as("hejing", "downloadPackage", {
      packageId: answered.packageId,
      purpose: "答复",
    });
    const again = () =>
      a.ask("linxiaotong", "importReviewPackage", { bytes: Uint8Array.from(carried.bytes) });

    const { bytes } = await b.as("hejing", "exportDelegations", {});
    const list = Uint8Array.from(bytes);
    expect(await a.as("hejing", "readRemoteDelegations", { list })).toMatchObject([
      { delegationId, fromPersonName: "乙机周敏", toPersonName: "乙机孙一航", untilDay: until },
    ]);
    await a.as("hejing", "registerRemoteDelegation", { list, delegationId });
    expect(await a.as("hejing", "readRemoteDelegations", { list })).toEqual([]);
    expect(codeOf(await again())).toBe("package-refused");
    await confirm(a, delegationId);

    const raw = await rawStore(a.folder);
    const forged = (delegation: string, signedAt: string) => () =>
      raw
        .prepare(
          `INSERT INTO stage_decision (id, review_id, stage, decision, conclusion, grounds, reasons, content_digest, account_id, person_id, delegation_id, envelope, decided_at, signed_at)
           SELECT 'forged', ?, 'confidentialityCheck', 'agree', 'disclose', '[]', '[]', ?, account_id, person_id, ?, x'', ?, ?
           FROM remote_person WHERE person_id = ?`,
        )
        .run(one.reviewId, one.digest, delegation, signedAt, signedAt, there["乙机孙一航"]);
    const now = new Date().toISOString();
    expect(forged(packageId, now)).toThrow(/V1|V4|FOREIGN KEY/);
    expect(forged(delegationId, new Date(Date.now() + 48 * 3_600_000).toISOString())).toThrow(/V4/);
    expect(forged(delegationId, "2026-01-01T00:00:00Z")).toThrow(/V4|V1/);
    // Two people of one machine only: a right is not lent to another machine.
    expect(() =>
      raw
        .prepare(
          `INSERT INTO delegation (id, kind, stage, from_person_id, to_person_id, first_day, last_day, reason, proposed_by_account, proposed_by_person, proposed_at)
           SELECT 'forged', 'deputy', 'confidentialityCheck', a.person_id, ?, ?, ?, 'x', a.id, a.person_id, ? FROM account a WHERE a.name = 'zhoumin'`,
        )
        .run(there["乙机孙一航"], today, today, now),
    ).toThrow(/V4/);
    raw.close();

    expect(codeOf(await again())).toBe("ok");
    const review = await a.as("hejing", "readReview", { reviewId: one.reviewId });
    expect(review.stages.find((stage) => stage.stage === "confidentialityCheck")).toMatchObject({
      state: "done",
      personName: "乙机孙一航",
    });
    await a.as("hejing", "decideStage", {
      reviewId: one.reviewId,
      stage: "officeCheck",
      digest: one.digest,
      decision: "agree",
    });
    await a.as("zhengke", "decideStage", {
      reviewId: one.reviewId,
      stage: "leaderApproval",
      digest: one.digest,
      decision: "agree",
      conclusion: "disclose",
      passphrase,
    });
    const released = await a.as("hejing", "release", {
      reviewId: one.reviewId,
      digest: one.digest,
      passphrase,
    });
    await send(a);
    const stateOf = async (id: string) =>
      (await a.as("hejing", "listPackages", {})).rows.find((row) => row.packageId === id)?.state;
    expect(await stateOf(released.packageId)).toBe("accepted");

    // Ended at B, the deputy has no request any more; ended at A, an answer signed later does not count.
    const two = await waiting("委托终止以后的公示");
    const second = await ask(two.reviewId, "乙机周敏");
    await send(a);
    await send(b);
    await a.as("qianrui", "endDelegation", { delegationId, reason: "提前返回" });
    // Each machine has a clock of its own here; the answer is signed well after the end, by both.
    b.setNow(new Date(Date.now() + 60 * 60_000).toISOString());
    await b.as("sunyihang", "decideIncomingRequest", {
      requestId: second.packageId,
      digest: two.digest,
      decision: "agree",
      conclusion: "disclose",
      grounds: [],
      reasons: [],
      checklist: checked,
    });
    await b.as("zhoumin", "endDelegation", { delegationId, reason: "提前返回" });
    expect(await b.as("sunyihang", "listIncomingRequests", {})).toEqual([]);
    await send(b);
    await send(a);
    const refused = await a.as("linxiaotong", "readRequestsOfReview", { reviewId: two.reviewId });
    expect(refused.refused).toMatchObject([{ problem: "delegation-not-in-force" }]);
    const registered = await server.core.store.db.selectFrom("delegation").selectAll().execute();
    expect(registered).toMatchObject([{ delegation_id: delegationId, stage: "confidentialityCheck" }]);
    expect(registered[0]?.ended_at).not.toBeNull();

    // A delegation used on the own machine reaches the server too, before the release that was decided under it.
    await confirm(a, await lend(a));
    const three = await waiting("本机受托人审查的公示");
    await answerChecklist(a, "sunyihang", three.reviewId);
    await a.as("sunyihang", "decideStage", {
      reviewId: three.reviewId,
      stage: "confidentialityCheck",
      digest: three.digest,
      decision: "agree",
      conclusion: "disclose",
    });
    await a.as("hejing", "decideStage", {
      reviewId: three.reviewId,
      stage: "officeCheck",
      digest: three.digest,
      decision: "agree",
    });
    await a.as("zhengke", "decideStage", {
      reviewId: three.reviewId,
      stage: "leaderApproval",
      digest: three.digest,
      decision: "agree",
      conclusion: "disclose",
      passphrase,
    });
    const own = await a.as("hejing", "release", {
      reviewId: three.reviewId,
      digest: three.digest,
      passphrase,
    });
    await send(a);
    expect(await stateOf(own.packageId)).toBe("accepted");
  });
});
