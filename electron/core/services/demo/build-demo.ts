import { randomBytes } from "node:crypto";

import { readReview } from "../../../../db/readers/reviews.ts";
import { insertChecklistAnswer } from "../../../../db/writers/reviews.ts";
import { itemMetadata, type ItemMetadata } from "../../../../shared/contract/items.ts";
import type { ApplicationIntake } from "../../../../shared/contract/applications.ts";
import { addWorkdays, officialCalendar } from "../../../../shared/domain/clock/index.ts";
import { documentFromPlainText } from "../../../../shared/domain/item/document-from-text.ts";
import { postCheckPoints, type PostCheckPoint } from "../../../../shared/domain/publication/post-check.ts";
import { checklist } from "../../../../shared/domain/review/checklist.ts";
import { reviewStages, type ReviewStage } from "../../../../shared/domain/review/review-stages.ts";
import { calendarDay, dayOfInstant, type CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { createApplication, type Application } from "../../application.ts";
import { instantOf, type LogLine, type Ports } from "../../ports/ports.ts";
import type { KdfParameters } from "../../security/passphrase-key.ts";
import { createDocumentDesk } from "../../workers/document-desk.ts";
import { createLetterDesk } from "../../workers/letter-desk.ts";
import { registerApplication } from "../applications/register-application.ts";
import { recordClockEvent } from "../applications/record-event.ts";
import { addAttachment, answerDraftFindings, createItem, saveDraft } from "../items/write-items.ts";
import { screenDraft } from "../items/screen-draft.ts";
import { openItem } from "../items/read-items.ts";
import {
  createLetter,
  recordService,
  saveLetter,
  signLetter,
  submitLetter,
} from "../letters/write-letters.ts";
import { recordPostCheck } from "../publications/after-release.ts";
import { release } from "../publications/release.ts";
import { recordReferralStep } from "../referrals/carry-on.ts";
import { readReferralsView } from "../referrals/read-referrals.ts";
import { answerJoin } from "../aggregation/answer-join.ts";
import { readJoinsView } from "../aggregation/review-joins.ts";
import { answerFindings } from "../reviews/answer-review.ts";
import { decideStage } from "../reviews/decide-stage.ts";
import { openReview } from "../reviews/open-review.ts";
import { readReviewView } from "../reviews/read-reviews.ts";
import { completeSetUp } from "../set-up.ts";
import { write } from "../work.ts";
import { insertBulkItems } from "./bulk-items.ts";
import { demoPassphrase, demoPeople, demoProfile } from "./demo-people.ts";
import { demoIdNumber, demoMobile, demoName, demoRequest, demoText, type DemoText } from "./demo-texts.ts";
import { tableWithHiddenSheet } from "./hidden-sheet.ts";
import { demoMosaics, mosaicDocument, mosaicKeeps } from "./mosaics.ts";
import { answeredCases, followUp, type AnsweredCase } from "./answered-cases.ts";
import { at, must, workdaysBefore, type Person, type Stage } from "./demo-stage.ts";
import { seeded } from "./seeded.ts";
import { workPoints2024 } from "./work-points-2024.ts";

export interface DemoOptions {
  readonly dataDir: string;
  /** 0 makes only the organisation, people and templates. */
  readonly items: number;
  readonly cases: number;
  readonly seed: number;
  /** The day the department lives on; everything lies on and before it. */
  readonly today: CalendarDay;
  readonly workers: { readonly documentWorker: URL; readonly kdfWorker: URL };
  readonly version: string;
  readonly log: (line: LogLine) => void;
  readonly progress?: (done: number, total: number, label: string) => void;
  readonly kdf?: KdfParameters;
}

/** Above this many, items are written in bulk: same rows, same signatures, without going through every screen. */
const builtOneByOne = 120;
const casesBuiltWithLetters = 40;

/**
 * Makes a synthetic department with people in every role, items and cases in every state, and the 2024 work points of
 * Zaozhuang as a real item. Same seed, size and day give the same texts, ids and states.
 */
export async function buildDemo(options: DemoOptions): Promise<void> {
  const rng = seeded(options.seed);
  const clock = { at: Date.parse(`${options.today}T00:30:00Z`) };
  let settingUp = true;
  const ports: Ports = {
    now: () => new Date((clock.at += 1)),
    newId: () => rng.id(),
    // Keys are never made from a seed; only texts and nonces of the demo are.
    randomBytes: (length) => (settingUp ? new Uint8Array(randomBytes(length)) : rng.bytes(length)),
    log: options.log,
  };
  const desk = createDocumentDesk(options.workers.documentWorker);
  const app = createApplication({
    dataDir: options.dataDir,
    ports,
    desk,
    letterDesk: createLetterDesk(),
    kdfWorker: options.workers.kdfWorker,
    version: options.version,
    ...(options.kdf ? { kdf: options.kdf } : {}),
  });
  try {
    must(await completeSetUp(app, { profile: demoProfile, people: demoPeople, demo: true }), "set-up");
    const connections = new Map<string, ReturnType<Application["sessions"]["connect"]>>();
    for (const person of demoPeople) {
      const connection = app.sessions.connect(() => undefined);
      must(await app.signIn(connection, person.accountName, demoPassphrase), "sign-in");
      connections.set(person.accountName, connection);
    }
    settingUp = false;
    const stage: Stage = {
      app,
      rng,
      clock,
      as: (person) => {
        const connection = connections.get(person);
        const work = connection && app.workFor(connection);
        if (!work) throw new Error("demo: nobody of that name");
        // A demo needs no key derivation for every decision: the passphrase was right a moment ago.
        return { ...work, checkPassphrase: async () => undefined, later: () => undefined };
      },
    };
    const total = options.items + options.cases;
    const single = Math.min(options.items, builtOneByOne);
    if (options.items > 0) await buildWorkPoints(stage, options.today);
    if (options.items > 0) await buildMosaics(stage, options.today);
    if (options.items > 0) await buildReferral(stage, options.today);
    if (options.items > 0) await buildHiddenSheet(stage, options.today);
    for (let n = 0; n < single; n += 1) {
      await buildItem(stage, n, options.today);
      options.progress?.(n + 1, total, "事项");
    }
    if (options.items > single) {
      await insertBulkItems({
        work: (person) => stage.as(person),
        rng,
        count: options.items - single,
        today: options.today,
        first: single,
        progress: (done) => options.progress?.(single + done, total, "事项"),
      });
    }
    const aftermaths = answeredCases(options.cases);
    const ago = (n: number): number => aftermaths[n]?.workdaysAgo ?? 1 + ((n * 7) % 24);
    // Oldest first: the registers count on in the order of the days.
    const order = Array.from({ length: options.cases }, (_, n) => n).toSorted((a, b) => ago(b) - ago(a));
    for (const [done, n] of order.entries()) {
      await buildCase(stage, n, options.today, ago(n), aftermaths[n]);
      if (done % 50 === 0 || done + 1 === options.cases)
        options.progress?.(options.items + done + 1, total, "申请");
    }
  } finally {
    await app.close();
    await desk.close?.();
  }
}

const drafters: readonly Person[] = ["linxiaotong", "sunyihang", "wushan"];

async function draft(
  stage: Stage,
  person: Person,
  text: Pick<DemoText, "kind" | "title" | "docNumber" | "document">,
  metadata: Partial<ItemMetadata>,
): Promise<string> {
  const work = stage.as(person);
  const { itemId } = must(await createItem(work, { title: text.title, kind: text.kind }), "create");
  must(
    await saveDraft(work, {
      itemId,
      draftSeq: 0,
      document: text.document,
      metadata: itemMetadata.parse({
        title: text.title,
        kind: text.kind,
        docNumber: text.docNumber,
        disclosureProperty: "proactive",
        ...metadata,
      }),
      voidReview: false,
    }),
    "save",
  );
  await screenDraft(work, itemId);
  return itemId;
}

/** Answers every finding of a draft the way a careful drafter would: numbers and addresses masked, the rest kept. */
async function answerAll(
  stage: Stage,
  person: Person,
  itemId: string,
  alsoKept: readonly string[] = [],
): Promise<void> {
  const work = stage.as(person);
  const item = must(await openItem(work, { itemId }), "open");
  const groups = new Map<string, string[]>();
  for (const finding of item.findings) {
    const keep = [
      "NAME",
      "TYPO",
      "PLATE",
      "OUTDATED_ORGAN",
      "SENSITIVE_WORD",
      "LANDLINE",
      ...alsoKept,
    ].includes(finding.type);
    const key = keep ? "keep" : "mask";
    groups.set(key, [...(groups.get(key) ?? []), finding.findingId]);
  }
  for (const [key, findingIds] of groups) {
    must(
      await answerDraftFindings(work, {
        itemId,
        findingIds,
        answer: key === "keep" ? "keep" : "mask",
        note: key === "keep" ? "公示办法要求公开姓名和有关情况" : "",
      }),
      "answer",
    );
  }
}

/** Fills the list in one transaction: the same rows as forty calls, without forty flushes to the disk. */
async function fillChecklist(
  stage: Stage,
  person: Person,
  reviewId: string,
  reviewStage: ReviewStage,
): Promise<void> {
  const work = stage.as(person);
  await write(work, async (tx, audit) => {
    for (const entry of checklist) {
      await insertChecklistAnswer(tx, {
        reviewId,
        stage: reviewStage,
        code: entry.code,
        answer: "no",
        note: "",
        accountId: work.actor.accountId,
        at: instantOf(work.ports),
      });
    }
    audit({
      act: "review.checklistAnswered",
      subjectKind: "review",
      subjectId: reviewId,
      detail: { count: checklist.length },
    });
  });
}

const decider: Readonly<Record<Exclude<ReviewStage, "selfCheck">, Person>> = {
  unitHeadReview: "zhaoliqun",
  confidentialityCheck: "zhoumin",
  officeCheck: "hejing",
  leaderApproval: "zhengke",
};

/** Accepts every join of a review with its basis, as a reviewer does when all of it must be announced. */
async function acceptJoins(stage: Stage, reviewId: string): Promise<void> {
  const work = stage.as("zhoumin");
  for (const join of must(await readJoinsView(work, { reviewId }), "read joins").joins)
    if (join.joinId && !join.answer)
      must(
        await answerJoin(work, {
          reviewId,
          joinId: join.joinId,
          answer: "accept",
          basis: "各项均为公示办法规定必须公示的内容",
        }),
        "answer join",
      );
}

/** Takes a review forward until it stands at `until`, or through approval. */
async function advanceTo(
  stage: Stage,
  reviewId: string,
  drafter: Person,
  until: ReviewStage | "approved",
): Promise<string> {
  for (;;) {
    const review = await readReview(stage.as("zhoumin").db, reviewId);
    const current = review?.currentStage;
    if (!review || !current || current === until) return review?.contentDigest ?? "";
    const person = current === "selfCheck" ? drafter : decider[current];
    const work = stage.as(person);
    if (current === "selfCheck" || current === "confidentialityCheck")
      await fillChecklist(stage, person, reviewId, current);
    const view = must(await readReviewView(work, { reviewId }), "read review");
    const open = view.findings.filter((finding) => !finding.answer).map((finding) => finding.findingId);
    if (open.length > 0)
      must(
        await answerFindings(work, { reviewId, findingIds: open, answer: "keep", note: "答复申请人所必需" }),
        "answer in review",
      );
    if (current === "confidentialityCheck") await acceptJoins(stage, reviewId);
    const conclusion = view.allowedConclusions[0];
    must(
      await decideStage(work, {
        reviewId,
        stage: current,
        digest: review.contentDigest,
        decision: "agree",
        ...(conclusion ? { conclusion } : {}),
        grounds: [],
        reasons: [],
        passphrase: demoPassphrase,
      }),
      `decide ${reviewStages[current].label}`,
    );
  }
}

async function buildWorkPoints(stage: Stage, today: CalendarDay): Promise<void> {
  at(stage, workdaysBefore(today, 2), 5);
  const document = documentFromPlainText(workPoints2024.join("\n"));
  const itemId = await draft(
    stage,
    "linxiaotong",
    {
      kind: "policyDocument",
      title: "2024年枣庄市政务公开工作要点",
      docNumber: "枣政办发〔2024〕5号",
      document,
    },
    {
      formedOn: calendarDay("2024-05-18"),
      originType: "obtainedFromOrgan",
      originOrgans: ["枣庄市人民政府办公室"],
      channels: ["website"],
      publicationPeriod: { kind: "untilSuperseded" },
    },
  );
  await answerAll(stage, "linxiaotong", itemId);
  await openReviewFor(stage, "linxiaotong", itemId);
}

/** What is out already, and papers under review that give more away with it than alone. */
async function buildMosaics(stage: Stage, today: CalendarDay): Promise<void> {
  for (const [n, mosaic] of demoMosaics.entries()) {
    const ago = mosaic.workdaysAgo ?? (mosaic.released ? 6 : 2);
    at(stage, workdaysBefore(today, ago), 30 + n);
    const itemId = await draft(
      stage,
      "linxiaotong",
      {
        kind: mosaic.kind ?? "publicNotice",
        title: mosaic.title,
        docNumber: mosaic.docNumber ?? "",
        document: mosaicDocument(mosaic),
      },
      {
        formedOn: workdaysBefore(today, ago + 1),
        channels: ["website"],
        publicationPeriod: mosaic.period ?? { kind: "permanent" },
      },
    );
    // Masked forms and names stand in these papers on purpose; only what is whole is masked.
    await answerAll(stage, "linxiaotong", itemId, mosaicKeeps);
    const reviewId = await openReviewFor(stage, "linxiaotong", itemId);
    const digest = await advanceTo(
      stage,
      reviewId,
      "linxiaotong",
      mosaic.released ? "approved" : "confidentialityCheck",
    );
    if (mosaic.released) await releaseAndCheck(stage, reviewId, digest, today);
  }
}

/** Releases what is approved; the next working day somebody holds the page against it, when that day has come. */
async function releaseAndCheck(
  stage: Stage,
  reviewId: string,
  digest: string,
  today: CalendarDay,
): Promise<void> {
  const released = dayOfInstant(instantOf(stage.as("hejing").ports));
  const { publicationId } = must(
    await release(stage.as("hejing"), { reviewId, digest, passphrase: demoPassphrase }),
    "release",
  );
  const checked = addWorkdays(released, 1, officialCalendar).day;
  if (checked >= today) return;
  at(stage, checked, 60);
  must(
    await recordPostCheck(stage.as("zhoumin"), {
      publicationId,
      result: "same",
      points: Object.keys(postCheckPoints) as PostCheckPoint[],
      place: "云州市人民政府网站“政府信息公开”栏目",
      note: "",
    }),
    "check after release",
  );
}

/** A paper that waits for the secrecy administration: the letter went out some days ago, the answer is to come. */
async function buildReferral(stage: Stage, today: CalendarDay): Promise<void> {
  const asked = workdaysBefore(today, 7);
  at(stage, asked, 90);
  const itemId = await draft(
    stage,
    "linxiaotong",
    {
      kind: "publicNotice",
      title: "云和镇高压燃气管线迁改工程公示",
      docNumber: "",
      document: documentFromPlainText(
        [
          "为保障东关片区改造，对云和镇高压燃气管线实施迁改，现将有关情况予以公示。",
          "迁改段自云和门站引出，沿云和路东侧绿化带敷设，管径500毫米，设计压力4.0兆帕。",
          "施工期间云和路东侧封闭一条车道，请绕行。",
        ].join("\n"),
      ),
    },
    {
      formedOn: workdaysBefore(today, 8),
      channels: ["website"],
      publicationPeriod: { kind: "workdays", days: 7 },
    },
  );
  await answerAll(stage, "linxiaotong", itemId, mosaicKeeps);
  const reviewId = await openReviewFor(stage, "linxiaotong", itemId);
  const digest = await advanceTo(stage, reviewId, "linxiaotong", "confidentialityCheck");
  const work = stage.as("zhoumin");
  must(
    await decideStage(work, {
      reviewId,
      stage: "confidentialityCheck",
      digest,
      decision: "refer",
      grounds: [],
      reasons: [],
      referral: {
        question: "stateSecret",
        organKind: "provincialSecrecyAuthority",
        organ: "某省国家保密局",
        positions: [1],
        attachmentIds: [],
        doubt: "高压燃气管线的走向和压力是否属于重要基础设施的涉密数据，现有保密事项范围没有明确规定。",
        protectedOn: asked,
      },
    }),
    "refer",
  );
  const { referrals } = must(await readReferralsView(work, { reviewId }), "read referral");
  at(stage, workdaysBefore(today, 6), 95);
  must(
    await recordReferralStep(work, {
      referralId: referrals[0]?.referralId ?? "",
      step: "sent",
      onDay: workdaysBefore(today, 6),
      docNumber: `云建函〔${today.slice(0, 4)}〕31号`,
      note: "机要交换",
    }),
    "send referral",
  );
}

/** A trap of the queue: the table attached has a sheet nobody sees in the office program, with a roster in it. */
async function buildHiddenSheet(stage: Stage, today: CalendarDay): Promise<void> {
  at(stage, workdaysBefore(today, 1), 40);
  const itemId = await draft(
    stage,
    "linxiaotong",
    {
      kind: "publicNotice",
      title: "2026年老旧小区改造计划公示",
      docNumber: "",
      document: documentFromPlainText("现将2026年老旧小区改造计划予以公示，分小区情况见附件。"),
    },
    {
      formedOn: workdaysBefore(today, 2),
      channels: ["website"],
      publicationPeriod: { kind: "permanent" },
    },
  );
  must(
    await addAttachment(stage.as("linxiaotong"), {
      itemId,
      fileName: "改造计划表.xlsx",
      bytes: tableWithHiddenSheet(
        [
          ["小区", "户数", "开工月份"],
          ["锦绣小区", "412", "4月"],
          ["河滨小区", "268", "6月"],
        ],
        [
          ["姓名", "身份证号", "手机号", "欠缴物业费（元）"],
          ...Array.from({ length: 4 }, () => [
            demoName(stage.rng),
            demoIdNumber(stage.rng),
            demoMobile(stage.rng),
            String(200 + stage.rng.int(900)),
          ]),
        ],
      ),
      voidReview: false,
    }),
    "attach",
  );
  await answerAll(stage, "linxiaotong", itemId);
  const reviewId = await openReviewFor(stage, "linxiaotong", itemId);
  await advanceTo(stage, reviewId, "linxiaotong", "confidentialityCheck");
}

async function openReviewFor(stage: Stage, person: Person, itemId: string): Promise<string> {
  return must(await openReview(stage.as(person), { itemId }), "open review").reviewId;
}

/** Items in every state, by turns; how long ago each began decides how urgent it is today. */
async function buildItem(stage: Stage, n: number, today: CalendarDay): Promise<void> {
  const person = drafters[n % drafters.length] ?? "linxiaotong";
  const state = n % 12;
  const toRelease = state === 10 && n % 13 !== 7;
  // What is out went out over the last months; what is on its way began in the last two weeks.
  const begun = workdaysBefore(today, toRelease ? 2 + ((n * 7) % 100) : 1 + (n % 9));
  at(stage, begun, n % 400);
  const text = demoText(stage.rng, n, begun);
  const targeted = n % 11 === 5;
  const itemId = await draft(stage, person, text, {
    formedOn: workdaysBefore(begun, n % 17),
    channels: targeted ? ["direct"] : ["website"],
    publicationPeriod:
      n % 4 === 0
        ? { kind: "workdays", days: 5 }
        : n % 4 === 1
          ? { kind: "naturalDays", days: 365 }
          : { kind: "permanent" },
    ...(targeted ? { audience: { kind: "targeted", recipients: ["锦绣小区业主委员会"] } } : {}),
    ...(n % 13 === 7
      ? { disclosureProperty: "onApplication", propertyReason: "涉及过程性信息，条例第十六条第二款" }
      : {}),
  });
  // 起草中, with findings still open
  if (state <= 1) return;
  await answerAll(stage, person, itemId);
  if (state === 2) return;
  const reviewId = await openReviewFor(stage, person, itemId);
  const targets: readonly (ReviewStage | "approved")[] = [
    "selfCheck",
    "unitHeadReview",
    "confidentialityCheck",
    "confidentialityCheck",
    "officeCheck",
    "leaderApproval",
    "approved",
    "approved",
    "confidentialityCheck",
  ];
  const target = targets[state - 3] ?? "confidentialityCheck";
  at(stage, begun, 420 + (n % 60));
  const digest = await advanceTo(stage, reviewId, person, target);
  if (toRelease) await releaseAndCheck(stage, reviewId, digest, today);
  if (state === 11) {
    must(
      await decideStage(stage.as("zhoumin"), {
        reviewId,
        stage: "confidentialityCheck",
        digest,
        decision: "return",
        grounds: [],
        reasons: [{ text: "第二段涉及尚未公布的资金安排，请核实后再送" }],
      }),
      "return",
    );
  }
}

const channels = ["inPerson", "registeredMail", "internet", "ordinaryMail", "fax", "oral"] as const;

/** Cases in every state of the clock, by turns; some answered ones have a life after the answer. */
async function buildCase(
  stage: Stage,
  n: number,
  today: CalendarDay,
  workdaysAgo: number,
  answered: AnsweredCase | undefined,
): Promise<void> {
  const { rng } = stage;
  const work = stage.as("hejing");
  const received = workdaysBefore(today, workdaysAgo);
  at(stage, received, 10 + (n % 300));
  const channel = channels[n % channels.length] ?? "inPerson";
  const confirms = channel === "internet" || channel === "ordinaryMail" || channel === "fax";
  const organisation = n % 5 === 4;
  const intake: ApplicationIntake = {
    applicantType: organisation ? "commercialEnterprise" : "citizen",
    applicantName: organisation
      ? `云州${rng.pick(["恒升电梯", "广厦建筑", "安泰物业"])}有限公司`
      : demoName(rng),
    idType: organisation ? "营业执照" : "居民身份证",
    idNumber: organisation ? "" : demoIdNumber(rng),
    legalRepresentative: "",
    agentName: "",
    agentProof: "",
    coApplicants: [],
    representative: 0,
    helpKinds: [],
    helpNote: "",
    difficultyReason: "",
    readBack: false,
    phone: demoMobile(rng),
    email: "",
    postalAddress: `云州市城区${rng.pick(["云和路", "建设路"])}${1 + rng.int(200)}号`,
    postcode: "990400",
    requestedInformation: demoRequest(rng, n),
    obtainMethod: n % 3 === 2 ? "email" : "post",
    carrierForm: n % 3 === 2 ? "electronic" : "paper",
    helpNeeded: false,
    submissionChannel: channel,
    arrivedOn: received,
    ...(confirms && (answered || n % 9 !== 8) ? { confirmedOn: received } : {}),
    receiptEvidence:
      channel === "registeredMail"
        ? "EMS 1099000000000，收发室签收"
        : confirms
          ? "电话确认"
          : "当面提交，出具回执",
  };
  const { applicationId } = must(await registerApplication(work, intake), "register");
  if (!answered && (n >= casesBuiltWithLetters || (confirms && n % 9 === 8))) return;
  const next = (workdays: number) => {
    const day = addWorkdays(received, workdays, officialCalendar).day;
    return day < today ? day : today;
  };
  if (answered) {
    const letterId = await letter(
      stage,
      applicationId,
      "disclosure-granted-proactive",
      {
        publishedOn: workdaysBefore(received, 30),
        publicLocation: "云州市人民政府网站“法定主动公开内容”栏目",
      },
      next(4),
    );
    await followUp(stage, { ...answered, n, applicationId, letterId, issuedOn: next(4), today });
    return;
  }
  switch (n % 6) {
    case 1: {
      at(stage, next(2), 30);
      must(
        await recordClockEvent(work, {
          applicationId,
          event: { type: "consultationIssued", onDay: next(2), consultationId: `c${n}`, party: "thirdParty" },
          note: "征求云州恒升电梯有限公司意见",
        }),
        "consult",
      );
      break;
    }
    case 2: {
      const letterId = await letter(
        stage,
        applicationId,
        "correction-notice",
        {
          correctionItems: ["所需政府信息的名称、文号或者其他特征性描述"],
          guidance: "写明项目名称和大致时间",
          correctionDays: 15,
        },
        next(2),
      );
      must(
        await recordService(stage.as("hejing"), {
          letterId,
          method: "post",
          clockDate: next(2),
          receivedOn: next(2),
          trackingNo: `10990000${n}`,
          note: "",
        }),
        "serve",
      );
      break;
    }
    case 3: {
      const letterId = await letter(
        stage,
        applicationId,
        "disclosure-granted-proactive",
        {
          publishedOn: workdaysBefore(received, 40),
          publicLocation: "云州市人民政府网站“法定主动公开内容”栏目",
        },
        next(3),
      );
      must(
        await recordService(stage.as("hejing"), {
          letterId,
          method: "post",
          clockDate: next(3),
          trackingNo: `10990000${n}`,
          note: "",
        }),
        "serve",
      );
      break;
    }
    case 4: {
      at(stage, next(3), 45);
      must(
        await createLetter(work, {
          applicationId,
          template: "disclosure-partial",
          facts: {},
          reasons: [{ text: "含有商业秘密，能够区分处理", article: "条例37" }],
        }),
        "partial letter",
      );
      break;
    }
    default:
      break;
  }
}

/** Writes, reviews and signs one letter on a day. */
async function letter(
  stage: Stage,
  applicationId: string,
  template: string,
  fields: Readonly<Record<string, unknown>>,
  day: CalendarDay,
): Promise<string> {
  at(stage, day, 60);
  const work = stage.as("zhangnian");
  const { letterId } = must(
    await createLetter(work, { applicationId, template, facts: {}, reasons: [] }),
    "create letter",
  );
  must(await saveLetter(work, { letterId, draftSeq: 0, fields, unlocked: [] }), "save letter");
  const { reviewId } = must(await submitLetter(work, { letterId }), "submit letter");
  const digest = await advanceTo(stage, reviewId, "zhangnian", "approved");
  must(await signLetter(stage.as("hejing"), { letterId, digest, passphrase: demoPassphrase }), "sign letter");
  return letterId;
}
