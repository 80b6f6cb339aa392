import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { RawDatabase } from "../../../db/sqlite/open-database.ts";
import type { InputOf } from "../../../shared/contract/operation.ts";
import type { contract } from "../../../shared/contract/index.ts";
import { checklist } from "../../../shared/domain/review/checklist.ts";
import { refusalGrounds } from "../../../shared/domain/review/refusal-grounds.ts";
import { calendarDay } from "../../../shared/kernel/calendar-day.ts";
import {
  draftItem,
  openDepartment,
  passphrase,
  plainDocument,
  proactiveMetadata,
  screened,
  type AccountName,
  type Department,
} from "../support/department.ts";
import { rawStore } from "../support/raw-store.ts";
import { zipTexts } from "../support/zip-texts.ts";

type Referral = NonNullable<InputOf<typeof contract.decideStage>["referral"]>;
type Answer = Partial<InputOf<typeof contract.answerReferral>>;
type Decision = InputOf<typeof contract.decideStage>["decision"];

const codeOf = (envelope: { ok: boolean; error?: { code: string } }) =>
  envelope.ok ? "ok" : envelope.error?.code;
const day = (text: string) => calendarDay(text);

/** 报请确定 over the real store (条例17; 保密法25, 实施条例25; review.md §1 stage 6). */
describe("a review that asks another organ", () => {
  let department: Department;
  let raw: RawDatabase;
  const canary = "高压管线由云和门站引出，管径500毫米。";
  const asked: Referral = {
    question: "stateSecret",
    organKind: "provincialSecrecyAuthority",
    organ: "某省国家保密局",
    positions: [1],
    attachmentIds: [],
    doubt: "管线走向是否属于要害部位不明确。",
    protectedOn: day("2026-09-16"),
  };

  beforeAll(async () => {
    department = await openDepartment();
    raw = await rawStore(department.folder);
  });
  afterAll(async () => {
    raw.close();
    await department.remove();
  });

  /** The list is no part of the question here: the same rows as forty calls, without forty flushes to the disk. */
  const fillChecklist = (who: AccountName, reviewId: string) => {
    const insert = raw.prepare(
      `INSERT INTO checklist_answer (review_id, stage, code, answer, note, account_id, answered_at)
       SELECT r.id, r.current_stage, ?, 'no', '', a.id, '2026-09-16T01:30:00Z' FROM review r, account a WHERE r.id = ? AND a.name = ?`,
    );
    raw.transaction(() => {
      for (const { code } of checklist) insert.run(code, reviewId, who);
    })();
  };
  /** A review at a stage; everything before it agreed. */
  async function at(title: string, stage: "confidentialityCheck" | "officeCheck" | "leaderApproval") {
    const itemId = await draftItem(department, "linxiaotong", title, `${title}。\n${canary}\n现予公示。`);
    const { reviewId } = await department.as("linxiaotong", "openReview", { itemId });
    const { revision } = await department.as("linxiaotong", "readReview", { reviewId });
    const review = { itemId, reviewId, digest: revision.digest };
    fillChecklist("linxiaotong", reviewId);
    await agree("linxiaotong", review, "selfCheck");
    await agree("zhaoliqun", review, "unitHeadReview");
    if (stage === "confidentialityCheck") return review;
    fillChecklist("zhoumin", reviewId);
    await agree("zhoumin", review, "confidentialityCheck", "disclose");
    if (stage === "officeCheck") return review;
    await agree("hejing", review, "officeCheck");
    return review;
  }
  type Review = Awaited<ReturnType<typeof at>>;
  const decide = (
    who: AccountName,
    review: Review,
    stage: InputOf<typeof contract.decideStage>["stage"],
    decision: Decision,
    more: Partial<InputOf<typeof contract.decideStage>> = {},
  ) =>
    department.ask(who, "decideStage", {
      reviewId: review.reviewId,
      digest: review.digest,
      stage,
      decision,
      ...(stage === "leaderApproval" ? { passphrase } : {}),
      ...more,
    });
  const agree = async (
    who: AccountName,
    review: Review,
    stage: InputOf<typeof contract.decideStage>["stage"],
    conclusion?: "disclose" | "withhold",
  ) =>
    expect(
      codeOf(
        await decide(who, review, stage, "agree", {
          ...(conclusion ? { conclusion } : {}),
          ...(conclusion === "withhold" ? { grounds: refusalGrounds.slice(0, 1) } : {}),
        }),
      ),
      `${who} ${stage}`,
    ).toBe("ok");
  const refer = (review: Review, change: Partial<Referral> = {}, who: AccountName = "zhoumin") =>
    decide(who, review, "confidentialityCheck", "refer", { referral: { ...asked, ...change } });
  const referralOf = async (review: Review) => {
    const { referrals } = await department.as("zhoumin", "readReferrals", { reviewId: review.reviewId });
    const last = referrals.at(-1);
    if (!last) throw new Error("no referral");
    return last;
  };
  let numbers = 0;
  const send = async (review: Review, onDay = "2026-09-16") =>
    department.ask("zhoumin", "recordReferralStep", {
      referralId: (await referralOf(review)).referralId,
      step: "sent",
      onDay: day(onDay),
      docNumber: `云建函〔2026〕${(numbers += 1)}号`,
    });
  const reply = async (review: Review, change: Answer = {}, who: AccountName = "zhoumin") =>
    department.ask(who, "answerReferral", {
      referralId: (await referralOf(review)).referralId,
      digest: review.digest,
      answer: "open",
      organ: "某省国家保密局",
      docNumber: "某保函〔2026〕7号",
      answeredOn: day("2026-09-16"),
      keptAt: "保密室3号柜",
      ...change,
    });
  const stateOf = async (review: Review) => {
    const view = await department.as("zhoumin", "readReview", { reviewId: review.reviewId });
    return [view.state, view.currentStage].filter(Boolean).join(" ");
  };
  const refusedByStore = (...acts: readonly (() => void)[]): string => {
    raw.exec("BEGIN IMMEDIATE");
    try {
      for (const act of acts) act();
      return "nothing refused it";
    } catch (error) {
      return (error as Error).message;
    } finally {
      raw.exec("ROLLBACK");
    }
  };

  it("asks with what is in doubt, by whom it may be answered, and no sooner than it says both", async () => {
    const review = await at("燃气管网改造公示", "confidentialityCheck");
    fillChecklist("zhoumin", review.reviewId);
    await department.as("zhoumin", "answerChecklist", {
      reviewId: review.reviewId,
      code: "CR-A06",
      answer: "unsure",
      note: "管线走向",
    });
    // review.md §4: an "unsure" leaves nothing but asking.
    expect(
      codeOf(await decide("zhoumin", review, "confidentialityCheck", "agree", { conclusion: "disclose" })),
    ).toBe("blocked");
    expect(codeOf(await decide("zhoumin", review, "confidentialityCheck", "refer"))).toBe("referral-missing");
    expect(codeOf(await refer(review, { positions: [] }))).toBe("nothing-in-question");
    expect(codeOf(await refer(review, { positions: [77] }))).toBe("unknown-passage");
    expect(codeOf(await refer(review, { organKind: "localSecrecyAuthority" }))).toBe(
      "organ-does-not-decide-this",
    );
    expect(codeOf(await refer(review, { protectedOn: day("2026-09-17") }))).toBe("protected-in-future");
    expect(codeOf(await refer(review, { doubt: "机密★5年\n是否适用" }))).toBe("secret-mark");
    expect(codeOf(await refer(review))).toBe("ok");
    expect(await stateOf(review)).toBe("referred");
    const referral = await referralOf(review);
    expect(referral).toMatchObject({
      state: "drafted",
      passages: [{ position: 1, text: canary }],
      checks: ["是否属于国家秘密不明确"],
      mayAct: true,
    });
    // 保密法实施条例25: ten working days from 2026-09-16 over 中秋 and the make-up Sunday of 09-20.
    expect(referral.clock.sendBy).toMatchObject({ day: "2026-09-30", convention: false });
    expect((await department.as("linxiaotong", "readReferrals", { reviewId: review.reviewId })).mayAct).toBe(
      false,
    );
  });

  it("leads back to 专门审查 with the answer, by the same person, and through every later stage to a release", async () => {
    const review = await at("道路改造公示", "confidentialityCheck");
    fillChecklist("zhoumin", review.reviewId);
    expect(codeOf(await refer(review))).toBe("ok");
    expect(codeOf(await reply(review))).toBe("not-sent");
    expect(codeOf(await send(review))).toBe("ok");
    const out = await department.ask("hejing", "release", { ...review, passphrase });
    expect(codeOf(out)).not.toBe("ok");
    const scan = {
      fileName: "答复.txt",
      bytes: new TextEncoder().encode("关于有关信息的复函：不属于国家秘密。"),
    };
    const answered = await reply(review, { scan, keptAt: "" });
    expect(answered).toMatchObject({ ok: true, value: { review: "confidentialityCheck" } });
    expect(await stateOf(review)).toBe("open confidentialityCheck");
    const referral = await referralOf(review);
    expect(referral).toMatchObject({
      state: "answered",
      answer: { answer: "open", docNumber: "某保函〔2026〕7号" },
    });
    const kept = await department.as("zhoumin", "readReferralScan", { referralId: referral.referralId });
    expect(Buffer.from(kept.bytes).equals(Buffer.from(scan.bytes))).toBe(true);
    expect((await department.as("zhoumin", "reviewQueue", {})).rows.map((row) => row.reviewId)).toContain(
      review.reviewId,
    );
    await agree("zhoumin", review, "confidentialityCheck", "disclose");
    await agree("hejing", review, "officeCheck");
    await agree("zhengke", review, "leaderApproval", "disclose");
    expect(codeOf(await department.ask("hejing", "release", { ...review, passphrase }))).toBe("ok");
    const form = await department.as("zhoumin", "readReviewForm", { reviewId: review.reviewId });
    const words = form.rows.find((row) => row.label === "报请确定情况")?.value ?? "";
    for (const part of ["某省国家保密局", "云建函〔2026〕", "某保函〔2026〕7号", "不属于国家秘密，可以公开"])
      expect(words).toContain(part);
    expect(form.rows.find((row) => row.label === "保密审查意见")?.value).toContain("同意公开");
  });

  it("makes void what stood before when the leader asks: the check, the office and the leader decide anew", async () => {
    const review = await at("供水保障公示", "leaderApproval");
    const asking = await decide("zhengke", review, "leaderApproval", "refer", { referral: asked });
    expect(codeOf(asking)).toBe("ok");
    await send(review);
    expect(codeOf(await reply(review))).toBe("ok");
    expect(await stateOf(review)).toBe("open confidentialityCheck");
    // V3 by raw SQL: nobody goes on with the decisions of before.
    expect(
      refusedByStore(() =>
        raw.prepare("UPDATE review SET current_stage = 'leaderApproval' WHERE id = ?").run(review.reviewId),
      ),
    ).toMatch(/^V3/);
    expect(
      refusedByStore(() =>
        raw
          .prepare("UPDATE review SET state = 'approved', current_stage = NULL WHERE id = ?")
          .run(review.reviewId),
      ),
    ).toMatch(/^V1/);
    // V4: who held another stage before the referral does not take this one now.
    expect(
      codeOf(await decide("hejing", review, "confidentialityCheck", "agree", { conclusion: "disclose" })),
    ).toBe("not-your-stage");
    await agree("zhoumin", review, "confidentialityCheck", "disclose");
    await agree("hejing", review, "officeCheck");
    await agree("zhengke", review, "leaderApproval", "disclose");
    expect(await stateOf(review)).toBe("approved");
    expect(codeOf(await department.ask("hejing", "release", { ...review, passphrase }))).toBe("ok");
  });

  it.each([
    ["partly", { positions: [1] }],
    ["closed", {}],
  ] as const)("after '%s' this revision is not released, whoever tries", async (answer, more) => {
    const review = await at(`设施公示${answer}`, "confidentialityCheck");
    fillChecklist("zhoumin", review.reviewId);
    await refer(review);
    await send(review);
    expect(
      codeOf(
        await reply(review, {
          answer,
          ...more,
          positions: [...((more as { positions?: number[] }).positions ?? [])],
        }),
      ),
    ).toBe("ok");
    const view = await department.as("zhoumin", "readReview", { reviewId: review.reviewId });
    expect(view.allowedConclusions).toEqual(["withhold", "defer"]);
    expect(
      codeOf(await decide("zhoumin", review, "confidentialityCheck", "agree", { conclusion: "disclose" })),
    ).toBe("conclusion-not-allowed");
    expect(
      refusedByStore(() =>
        raw
          .prepare(
            `INSERT INTO stage_decision (id, review_id, stage, decision, conclusion, grounds, reasons, content_digest, account_id, person_id, envelope, decided_at, round)
             SELECT 'forged', ?, 'confidentialityCheck', 'agree', 'disclose', '[]', '[]', ?, id, person_id, x'00', '2026-09-16T09:00:00Z', 1 FROM account WHERE name = 'zhoumin'`,
          )
          .run(review.reviewId, review.digest),
      ),
    ).toMatch(/^V1/);
    await agree("zhoumin", review, "confidentialityCheck", "withhold");
  });

  it("ends at once where the organ determines a state secret", async () => {
    const review = await at("应急储备公示", "confidentialityCheck");
    fillChecklist("zhoumin", review.reviewId);
    await refer(review);
    await send(review);
    const secret = {
      answer: "secret" as const,
      level: "secret" as const,
      period: { kind: "years" as const, years: 10 },
    };
    expect(codeOf(await reply(review, { ...secret, period: { kind: "years", years: 11 } }))).toBe(
      "period-too-long",
    );
    // V7: the answer itself bears a mark; nothing of it is taken in.
    const before = raw.prepare("SELECT count(*) AS n FROM blob").get();
    const marked = { fileName: "复函.txt", bytes: new TextEncoder().encode("秘密★10年\n复函") };
    expect(codeOf(await reply(review, { ...secret, scan: marked }))).toBe("secret-mark");
    expect(raw.prepare("SELECT count(*) AS n FROM blob").get()).toEqual(before);
    expect(await stateOf(review)).toBe("referred");
    expect(await reply(review, secret)).toMatchObject({ ok: true, value: { review: "concluded" } });
    expect(await stateOf(review)).toBe("concluded");
    const item = await department.as("linxiaotong", "openItem", { itemId: review.itemId });
    expect(item.state).toBe("withheld");
  });

  it("goes on waiting where the organ has no authority, until the next one is asked", async () => {
    const review = await at("排水管网公示", "confidentialityCheck");
    fillChecklist("zhoumin", review.reviewId);
    await refer(review);
    await send(review);
    expect(await reply(review, { answer: "noAuthority" })).toMatchObject({
      ok: true,
      value: { review: "referred" },
    });
    expect(await stateOf(review)).toBe("referred");
    const view = await department.as("hejing", "readReferrals", { reviewId: review.reviewId });
    expect(view.mustAskAnew).toBe(true);
    const home = await department.as("hejing", "readHome", {});
    expect(home.rows.some((row) => row.workId === `referral:${view.referrals[0]?.referralId}`)).toBe(true);
    await department.as("hejing", "draftReferral", {
      reviewId: review.reviewId,
      referral: { ...asked, organKind: "nationalSecrecyAuthority", organ: "国家保密局" },
    });
    const again = await department.ask("hejing", "draftReferral", {
      reviewId: review.reviewId,
      referral: asked,
    });
    expect(codeOf(again)).toBe("referral-running");
    await send(review);
    expect(codeOf(await reply(review, { organ: "国家保密局" }))).toBe("ok");
    expect(await stateOf(review)).toBe("open confidentialityCheck");
  });

  it("counts no answer for other bytes: the item changed, the answer is kept and moves nothing", async () => {
    const review = await at("热力管网公示", "confidentialityCheck");
    fillChecklist("zhoumin", review.reviewId);
    await refer(review);
    await send(review);
    const opened = await department.as("linxiaotong", "openItem", { itemId: review.itemId });
    await department.as("linxiaotong", "saveDraft", {
      itemId: review.itemId,
      draftSeq: opened.draftSeq,
      document: plainDocument("热力管网公示。\n删去了管线走向。"),
      metadata: proactiveMetadata("热力管网公示"),
      voidReview: true,
    });
    await screened(department, "linxiaotong", review.itemId);
    expect(await referralOf(review)).toMatchObject({ state: "stale" });
    expect(codeOf(await reply(review, { digest: "b".repeat(64) }))).toBe("stale");
    expect(await reply(review)).toMatchObject({ ok: true, value: { review: "none" } });
    expect(await stateOf(review)).toBe("stale");
    expect(
      refusedByStore(() =>
        raw
          .prepare(
            "UPDATE review SET state = 'open', current_stage = 'confidentialityCheck', round = 1 WHERE id = ?",
          )
          .run(review.reviewId),
      ),
    ).toMatch(/^V[13]/);
  });

  it("can be taken back, with a reason, and is decided again without an answer", async () => {
    const review = await at("绿化工程公示", "confidentialityCheck");
    fillChecklist("zhoumin", review.reviewId);
    await refer(review);
    const { referralId } = await referralOf(review);
    const withdraw = (note: string) =>
      department.ask("zhoumin", "recordReferralStep", {
        referralId,
        step: "withdrawn",
        onDay: day("2026-09-16"),
        note,
      });
    expect(codeOf(await withdraw(""))).toBe("details-missing");
    await department.as("zhoumin", "reviseReferral", {
      referralId,
      referral: { ...asked, doubt: "改过的理由。" },
    });
    expect((await referralOf(review)).doubt).toBe("改过的理由。");
    expect(codeOf(await withdraw("查到了目录，已能确定"))).toBe("ok");
    expect(await stateOf(review)).toBe("open confidentialityCheck");
    expect(codeOf(await reply(review))).toBe("referral-ended");
    await agree("zhoumin", review, "confidentialityCheck", "disclose");
  });

  it("is asked by one of two reviewers who judge apart; both judge anew after the answer", async () => {
    const settings = await department.as("qianrui", "readSettings", {});
    await department.as("qianrui", "updateSettings", { ...settings, secondReviewerFrom: 1 });
    const review = await at("双人审查的公示", "confidentialityCheck");
    const second = async () =>
      (await department.as("zhoumin", "readReview", { reviewId: review.reviewId })).secondOpinion;
    expect(await second()).toMatchObject({ state: "apart", tooFewReviewers: true });
    const accounts = await department.as("qianrui", "listAccounts", {});
    const id = (name: string) => accounts.find((entry) => entry.accountName === name)?.accountId ?? "";
    await department.as("qianrui", "grantRoles", {
      accountId: id("sunyihang"),
      roles: ["drafter", "confidentialityReviewer"],
    });
    expect((await second())?.tooFewReviewers).toBeUndefined();
    for (const who of ["zhoumin", "sunyihang"] as const) fillChecklist(who, review.reviewId);
    await agree("sunyihang", review, "confidentialityCheck", "disclose");
    expect(codeOf(await refer(review))).toBe("ok");
    expect(await stateOf(review)).toBe("referred");
    await send(review);
    expect(codeOf(await reply(review))).toBe("ok");
    const view = await department.as("sunyihang", "readReview", { reviewId: review.reviewId });
    expect(view).toMatchObject({ mayDecide: true, secondOpinion: { state: "apart", given: 0, mine: false } });
    for (const who of ["zhoumin", "sunyihang"] as const) {
      fillChecklist(who, review.reviewId);
      await agree(who, review, "confidentialityCheck", "disclose");
    }
    expect(await stateOf(review)).toBe("open officeCheck");
    await agree("hejing", review, "officeCheck");
    await agree("zhengke", review, "leaderApproval", "disclose");
    expect(codeOf(await department.ask("hejing", "release", { ...review, passphrase }))).toBe("ok");
    await department.as("qianrui", "updateSettings", settings);
  });

  it("prints a letter with what is in question and nothing else of the paper", async () => {
    const review = await at("电力设施公示", "confidentialityCheck");
    fillChecklist("zhoumin", review.reviewId);
    await refer(review);
    const { referralId } = await referralOf(review);
    const texts = async () => {
      const file = await department.as("zhoumin", "exportReferralLetter", { referralId, format: "docx" });
      expect(file.fileName).not.toContain("电力设施");
      return [...(await zipTexts(file.bytes)).values()].join("\n").replaceAll(/<[^>]+>/g, "");
    };
    const draft = await texts();
    expect(draft).toContain(canary);
    expect(draft).not.toContain("现予公示");
    expect(draft).toContain("工作秘密");
    await send(review);
    expect(await texts()).toContain(`云建函〔2026〕${numbers}号`);
    const own = await department.ask("linxiaotong", "exportReferralLetter", { referralId, format: "docx" });
    expect(codeOf(own)).toBe("not-allowed");
  });

  it("draws a 请示 to the own superior with its 签发人, refused without one or to two organs", async () => {
    const review = await at("报上级的公示", "confidentialityCheck");
    fillChecklist("zhoumin", review.reviewId);
    const request = {
      question: "disclosure" as const,
      organKind: "competentOrgan" as const,
      organ: "云州市人民政府",
      form: "request" as const,
      signer: "郑克",
    };
    expect(codeOf(await refer(review, { ...request, signer: "" }))).toBe("signer-missing");
    expect(codeOf(await refer(review, { ...request, organ: "甲厅、乙厅" }))).toBe("one-addressee");
    expect(codeOf(await refer(review, { ...request, organKind: "localSecrecyAuthority" }))).toBe(
      "not-to-superior",
    );
    expect(codeOf(await refer(review, request))).toBe("ok");
    const { referralId, form, signer } = await referralOf(review);
    expect({ form, signer }).toEqual({ form: "request", signer: "郑克" });
    const file = await department.as("zhoumin", "exportReferralLetter", { referralId, format: "docx" });
    expect(file.fileName).toMatch(/^报请确定请示/);
    const text = [...(await zipTexts(file.bytes)).values()].join("\n").replaceAll(/<[^>]+>/g, "");
    for (const part of ["签发人：郑克", "联系人：周敏", "妥否，请批复。", canary])
      expect(text).toContain(part);
  });

  it("refuses by raw SQL what the application refuses (V1–V5)", async () => {
    const review = await at("桥梁公示", "confidentialityCheck");
    fillChecklist("zhoumin", review.reviewId);
    const person = (name: string) =>
      raw.prepare("SELECT id, person_id AS person FROM account WHERE name = ?").get(name) as {
        id: string;
        person: string;
      };
    const insertReferral = (who: string, change: Record<string, unknown> = {}) => {
      const row = {
        id: "forged",
        review_id: review.reviewId,
        round: 0,
        content_digest: review.digest,
        decision_id:
          (
            raw
              .prepare("SELECT id FROM stage_decision WHERE review_id = ? AND decision = 'refer'")
              .get(review.reviewId) as { id: string } | undefined
          )?.id ?? "none",
        question: "disclosure",
        organ_kind: "competentOrgan",
        organ: "省厅",
        matters: "{}",
        doubt: "不明",
        protected_on: "2026-09-16",
        account_id: person(who).id,
        person_id: person(who).person,
        drafted_at: "2026-09-16T09:00:00Z",
        ...change,
      };
      raw
        .prepare(
          `INSERT INTO referral (${Object.keys(row).join(",")}) VALUES (${Object.keys(row)
            .map(() => "?")
            .join(",")})`,
        )
        .run(...Object.values(row));
    };
    const step = (
      who: string,
      name: string,
      onDay = "2026-09-16",
      number: string | null = name === "sent" ? "云建函〔2026〕900号" : null,
    ) =>
      raw
        .prepare(
          "INSERT INTO referral_step (referral_id, step, on_day, doc_number, note, account_id, person_id, recorded_at) VALUES (?, ?, ?, ?, 'x', ?, ?, '2026-09-16T09:00:00Z')",
        )
        .run(referralId, name, onDay, number, person(who).id, person(who).person);
    const answer = (who: string, change: Record<string, unknown> = {}) => {
      const row = {
        referral_id: referralId,
        content_digest: review.digest,
        answer: "open",
        organ: "省厅",
        doc_number: "一号",
        answered_on: "2026-09-16",
        matters: "{}",
        note: "",
        kept_at: "柜",
        account_id: person(who).id,
        person_id: person(who).person,
        recorded_at: "2026-09-16T09:00:00Z",
        ...change,
      };
      raw
        .prepare(
          `INSERT INTO referral_answer (${Object.keys(row).join(",")}) VALUES (${Object.keys(row)
            .map(() => "?")
            .join(",")})`,
        )
        .run(...Object.values(row));
    };
    const wait = () =>
      raw
        .prepare("UPDATE review SET state = 'referred', current_stage = NULL WHERE id = ?")
        .run(review.reviewId);
    let referralId = "";
    expect(refusedByStore(wait), "no decision asked").toMatch(/^V2/);
    expect(
      refusedByStore(() => insertReferral("zhoumin")),
      "nothing waits",
    ).toMatch(/^V3|FOREIGN KEY/);
    await refer(review);
    ({ referralId } = await referralOf(review));
    const withdrawnFirst = () => step("zhoumin", "withdrawn");
    const cases: readonly (readonly [string, RegExp, readonly (() => void)[]])[] = [
      ["a second one at a time", /^V2/, [() => insertReferral("zhoumin")]],
      [
        "of other bytes",
        /^V3/,
        [withdrawnFirst, () => insertReferral("zhoumin", { content_digest: "c".repeat(64) })],
      ],
      ["by the drafter", /^V4/, [withdrawnFirst, () => insertReferral("linxiaotong")]],
      ["by an administrator", /^V4/, [withdrawnFirst, () => insertReferral("wushan")]],
      [
        "in another's name",
        /^V4/,
        [withdrawnFirst, () => insertReferral("hejing", { person_id: person("zhoumin").person })],
      ],
      [
        "to an organ that does not decide it",
        /CHECK/,
        [withdrawnFirst, () => insertReferral("zhoumin", { question: "stateSecret" })],
      ],
      ["a step by the drafter", /^V4/, [() => step("linxiaotong", "sent")]],
      ["received before it was sent", /^V3/, [() => step("zhoumin", "received")]],
      [
        "received the day before",
        /^V3/,
        [() => step("zhoumin", "sent"), () => step("zhoumin", "received", "2026-09-15")],
      ],
      [
        "sent twice",
        /UNIQUE/,
        [() => step("zhoumin", "sent"), () => step("zhoumin", "sent", "2026-09-16", "云建函〔2026〕901号")],
      ],
      ["sent without a number", /CHECK/, [() => step("zhoumin", "sent", "2026-09-16", null)]],
      ["a step after it was taken back", /^V3/, [withdrawnFirst, () => step("zhoumin", "sent")]],
      [
        "changed after it was sent",
        /^V5/,
        [
          () => step("zhoumin", "sent"),
          () => raw.prepare("UPDATE referral SET doubt = 'y' WHERE id = ?").run(referralId),
        ],
      ],
      [
        "another review under it",
        /^V5/,
        [() => raw.prepare("UPDATE referral SET content_digest = 'y' WHERE id = ?").run(referralId)],
      ],
      ["deleted", /^V5/, [() => raw.prepare("DELETE FROM referral WHERE id = ?").run(referralId)]],
      [
        "a step changed",
        /^V5/,
        [
          () => step("zhoumin", "sent"),
          () => raw.prepare("UPDATE referral_step SET on_day = '2026-09-15'").run(),
        ],
      ],
      [
        "a step deleted",
        /^V5/,
        [() => step("zhoumin", "sent"), () => raw.prepare("DELETE FROM referral_step").run()],
      ],
      ["answered before it was sent", /^V3/, [() => answer("zhoumin")]],
      [
        "answered about other bytes",
        /^V3/,
        [() => step("zhoumin", "sent"), () => answer("zhoumin", { content_digest: "c".repeat(64) })],
      ],
      ["answered by the drafter", /^V4/, [() => step("zhoumin", "sent"), () => answer("linxiaotong")]],
      [
        "answered after it was taken back",
        /^V3/,
        [() => step("zhoumin", "sent"), withdrawnFirst, () => answer("zhoumin")],
      ],
      [
        "a secret without a level",
        /CHECK/,
        [() => step("zhoumin", "sent"), () => answer("zhoumin", { answer: "secret" })],
      ],
      [
        "an answer nobody can look at",
        /CHECK/,
        [() => step("zhoumin", "sent"), () => answer("zhoumin", { kept_at: " " })],
      ],
      [
        "an answer changed",
        /^V5/,
        [
          () => step("zhoumin", "sent"),
          () => answer("zhoumin"),
          () => raw.prepare("UPDATE referral_answer SET answer = 'closed'").run(),
        ],
      ],
      [
        "an answer deleted",
        /^V5/,
        [
          () => step("zhoumin", "sent"),
          () => answer("zhoumin"),
          () => raw.prepare("DELETE FROM referral_answer").run(),
        ],
      ],
      [
        "taken up again without an answer",
        /^V1/,
        [
          () =>
            raw
              .prepare(
                "UPDATE review SET state = 'open', current_stage = 'confidentialityCheck', round = 1 WHERE id = ?",
              )
              .run(review.reviewId),
        ],
      ],
      [
        "taken up again at a later stage",
        /^V[13]/,
        [
          () => step("zhoumin", "sent"),
          () => answer("zhoumin"),
          () =>
            raw
              .prepare(
                "UPDATE review SET state = 'open', current_stage = 'leaderApproval', round = 1 WHERE id = ?",
              )
              .run(review.reviewId),
        ],
      ],
      [
        "taken up again in the same round",
        /^V1/,
        [
          () => step("zhoumin", "sent"),
          () => answer("zhoumin"),
          () =>
            raw
              .prepare(
                "UPDATE review SET state = 'open', current_stage = 'confidentialityCheck' WHERE id = ?",
              )
              .run(review.reviewId),
        ],
      ],
      [
        "concluded though nothing was determined",
        /^V1/,
        [
          () => step("zhoumin", "sent"),
          () => answer("zhoumin"),
          () => raw.prepare("UPDATE review SET state = 'concluded' WHERE id = ?").run(review.reviewId),
        ],
      ],
      [
        "approved while it waits",
        /^V1/,
        [() => raw.prepare("UPDATE review SET state = 'approved' WHERE id = ?").run(review.reviewId)],
      ],
      [
        "a round made up",
        /^V3/,
        [() => raw.prepare("UPDATE review SET round = 5 WHERE id = ?").run(review.reviewId)],
      ],
    ];
    for (const [name, refusal, acts] of cases) {
      const why = refusedByStore(...acts);
      expect(why, `store: ${name}`).toMatch(refusal);
    }
  });

  it("stands on the desk of the reviewer and the office, with its days, and not on the drafter's", async () => {
    const review = await at("隧道公示", "confidentialityCheck");
    fillChecklist("zhoumin", review.reviewId);
    await refer(review);
    const { referralId } = await referralOf(review);
    const workId = `referral:${referralId}`;
    const rowOf = async (who: AccountName) =>
      (await department.as(who, "readHome", {})).rows.find((row) => row.workId === workId);
    expect(await rowOf("zhoumin")).toMatchObject({
      todo: "发出报请文书",
      address: `/reviews/${review.reviewId}`,
    });
    await send(review);
    expect(await rowOf("hejing")).toMatchObject({ todo: "催办" });
    expect(await rowOf("linxiaotong")).toBeUndefined();
    const { rows } = await department.as("hejing", "listReferrals", {});
    expect(rows.find((row) => row.referralId === referralId)).toMatchObject({
      state: "sent",
      due: expect.stringMatching(/^\d+月\d+日前催办/u),
    });
    const audit = raw
      .prepare("SELECT act FROM audit_entry WHERE act LIKE 'referral.%' ORDER BY act")
      .all() as { act: string }[];
    expect(new Set(audit.map((entry) => entry.act))).toEqual(
      new Set([
        "referral.answered",
        "referral.drafted",
        "referral.letterExported",
        "referral.revised",
        "referral.stepRecorded",
      ]),
    );
  });
});
