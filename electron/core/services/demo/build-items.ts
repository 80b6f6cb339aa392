import { calendarDay, type CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { documentFromPlainText } from "../../../../shared/domain/item/document-from-text.ts";
import type { ReviewStage } from "../../../../shared/domain/review/review-stages.ts";
import { addAttachment } from "../items/write-items.ts";
import { recordReferralStep } from "../referrals/carry-on.ts";
import { readReferralsView } from "../referrals/read-referrals.ts";
import { decideStage } from "../reviews/decide-stage.ts";
import { ownChannels } from "./build-channels.ts";
import { demoCatalogueItem } from "./demo-catalogue.ts";
import { demoIdNumber, demoMobile, demoName, demoText } from "./demo-texts.ts";
import { tableWithHiddenSheet } from "./hidden-sheet.ts";
import { answerAll, draft, openReviewFor, releaseAndCheck } from "./item-steps.ts";
import { demoMosaics, mosaicDocument, mosaicKeeps } from "./mosaics.ts";
import { at, must, workdaysBefore, type Person, type Stage } from "./demo-stage.ts";
import { workPoints2024 } from "./work-points-2024.ts";
import { advanceTo } from "./review-steps.ts";

const drafters: readonly Person[] = ["linxiaotong", "sunyihang", "wushan"];

export async function buildWorkPoints(stage: Stage, today: CalendarDay): Promise<void> {
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
export async function buildMosaics(stage: Stage, today: CalendarDay): Promise<void> {
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

/** A paper that waits for the secrecy administration: the letter went out some days ago, the answer is to come. */
export async function buildReferral(stage: Stage, today: CalendarDay): Promise<void> {
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
        form: "letter",
        signer: "",
        positions: [2],
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
export async function buildHiddenSheet(stage: Stage, today: CalendarDay): Promise<void> {
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

/** Items in every state, by turns; how long ago each began decides how urgent it is today. */
export async function buildItem(stage: Stage, n: number, today: CalendarDay): Promise<void> {
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
    ...(n % 3 === 0 && !targeted ? await ownChannels(stage) : {}),
    publicationPeriod:
      n % 4 === 0
        ? { kind: "workdays", days: 5 }
        : n % 4 === 1
          ? { kind: "naturalDays", days: 365 }
          : { kind: "permanent" },
    // Some drafters forget it.
    catalogueItem: n % 5 === 4 ? "" : demoCatalogueItem(text.kind),
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
