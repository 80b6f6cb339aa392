import { readPostChecks } from "../../../../db/readers/after-release.ts";
import { readApplication } from "../../../../db/readers/applications.ts";
import { readPublicationOfReview } from "../../../../db/readers/publications.ts";
import type { ReviewFormView } from "../../../../shared/contract/reviews.ts";
import type { ConsultationReading } from "../../../../shared/domain/clock/consultations.ts";
import { disclosureProperties, itemKinds, originTypes } from "../../../../shared/domain/item/item-kinds.ts";
import { channelNames } from "../../../../shared/domain/item/channel-list.ts";
import { plainText } from "../../../../shared/domain/item/plain-text.ts";
import { postCheckResults } from "../../../../shared/domain/publication/post-check.ts";
import {
  checklistAnswers,
  reviewConclusions,
  type ReviewStage,
} from "../../../../shared/domain/review/review-stages.ts";
import { dayOfInstant, formatChineseDate, type Instant } from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import { todayOf } from "../../ports/ports.ts";
import { readRecordedEvents, readingOf } from "../applications/case-clock.ts";
import { disclosureDue } from "../items/freeze-revision.ts";
import { revisionDocuments } from "../items/read-items.ts";
import { audienceLabel, momentLabel, termLabel, validityLabel } from "../publications/terms.ts";
import type { Work } from "../work.ts";
import { actedForWords, decisionWords } from "./decision-words.ts";
import { readReviewFacts, type ReviewFacts } from "./review-facts.ts";
import { referralWords } from "./referral-words.ts";

async function applicationOf(work: Work, facts: ReviewFacts) {
  const { applicationId } = facts.item;
  return applicationId === undefined ? undefined : await readApplication(work.db, applicationId);
}

const endings = {
  returned: "已答复",
  organDecided: "期限届满，由本机关决定",
  silence: "期限届满未答复",
  notYet: "等待答复",
} as const satisfies Record<ConsultationReading["endedBy"], string>;

/** 第三方 and other organs that were asked about an application (条例32, 34); the case keeps their letters. */
async function consultedWords(work: Work, facts: ReviewFacts): Promise<string> {
  const { applicationId } = facts.item;
  if (applicationId === undefined) return "";
  const recorded = await readRecordedEvents(work.db, applicationId);
  const reading = readingOf(
    recorded.map(({ event }) => event),
    work.calendar,
    todayOf(work.ports),
  );
  return reading.consultations
    .map((one) => {
      const party = one.party === "thirdParty" ? "第三方" : "其他机关";
      return `${formatChineseDate(one.issuedOn)}征求${party}意见，${endings[one.endedBy]}`;
    })
    .join("；");
}

const day = (moment: string) => formatChineseDate(dayOfInstant(moment as Instant));

/** 《政府信息公开保密审查表》 (review.md §3), in print order, bound to the digest it speaks of. */
export async function readReviewForm(work: Work, input: { reviewId: string }) {
  const facts = await readReviewFacts(work.db, input.reviewId, work.actor.personId);
  if (!facts) return refuse("unknown-review");
  const { metadata, revision, review } = facts;
  const released = await readPublicationOfReview(work.db, review.reviewId);
  const checks = released ? await readPostChecks(work.db, released.publicationId) : [];
  const opinion = (stage: ReviewStage) => {
    const decision = facts.decisions.find((entry) => entry.stage === stage);
    if (!decision) return "";
    const words = [
      decisionWords[decision.decision],
      decision.conclusion ? reviewConclusions[decision.conclusion].label : "",
      ...decision.grounds,
      ...decision.reasons.map((reason) => reason.text),
    ];
    const who = decision.delegation
      ? `${decision.personName}（${actedForWords(decision.delegation)}）`
      : decision.personName;
    return `${words.filter(Boolean).join("；")}　${who}　${day(decision.decidedAt)}`;
  };
  const application = await applicationOf(work, facts);
  const due =
    metadata.disclosureProperty === "proactive" && metadata.formedOn
      ? disclosureDue(work, metadata)
      : undefined;
  const text = plainText(revisionDocuments(revision.body).document);
  const answered = facts.checklist.filter((row) => row.answer === "yes" || row.answer === "unsure");
  const masked = facts.findings.filter((finding) => finding.masked).length;
  const rows: [string, string][] = [
    ["审查编号", review.reviewNo],
    ["关联事项", application ? `申请 ${application.applicationNo}` : metadata.catalogueItem],
    ["信息名称", metadata.title],
    ["文号", metadata.docNumber],
    ["信息形式", itemKinds[metadata.kind]],
    ["制作或者获取方式", originTypes[metadata.originType]],
    ["共同制作或者来源机关", metadata.originOrgans.join("、")],
    ["成文（形成）日期", metadata.formedOn ? formatChineseDate(metadata.formedOn) : ""],
    [
      "正文字数、附件清单",
      `${text.length} 字；${facts.attachments.map((attachment) => `${attachment.fileName}（SHA-256 ${attachment.digest}）`).join("；") || "无附件"}`,
    ],
    ["拟公开属性", disclosureProperties[metadata.disclosureProperty]],
    ["拟公开范围", masked > 0 ? `删减（脱敏 ${masked} 处）` : "全文"],
    ["拟公开方式及渠道", channelNames(metadata).join("、")],
    ["公开对象", audienceLabel(metadata.audience)],
    ["发布期限（应于何日前公开）", due ? formatChineseDate(due.day) : ""],
    ["公开时限（存续期）", termLabel(metadata.publicationPeriod)],
    ["计划公开时间", metadata.notBefore ? `${momentLabel(metadata.notBefore)}以后` : ""],
    ["效力标注", validityLabel(metadata.validity)],
    ["承办人自审意见", opinion("selfCheck")],
    ["业务处室负责人意见", opinion("unitHeadReview")],
    [
      "检查清单结果",
      answered.length === 0
        ? `${facts.checklist.length} 项均未发现或者不涉及`
        : answered.map((row) => `${row.code} ${checklistAnswers[row.answer]}：${row.note}`).join("；"),
    ],
    ["保密审查意见", opinion("confidentialityCheck")],
    [
      "双人审查情况",
      facts.apart || facts.opinions.length < 2
        ? ""
        : facts.opinions
            .map(
              (each) =>
                `${each.personName}：${decisionWords[each.decision]}，${reviewConclusions[each.conclusion].label}`,
            )
            .join("；"),
    ],
    ["征求意见情况", await consultedWords(work, facts)],
    ["报请确定情况", referralWords(facts)],
    ["政府信息公开工作机构意见", opinion("officeCheck")],
    ["分管负责人审批意见", opinion("leaderApproval")],
    ["发布记录", released ? `${day(released.releasedAt)}　${released.releasedByName}` : ""],
    [
      "复核记录",
      checks
        .map((check) => `${day(check.checkedAt)}　${check.personName}　${postCheckResults[check.result]}`)
        .join("；"),
    ],
    ["备注", ""],
    ["审查稿次及摘要", `第 ${revision.revNo} 稿，SHA-256 ${review.contentDigest}`],
    ["审查规则版本", revision.rulesVersion],
  ];
  return answer<ReviewFormView>({
    reviewNo: review.reviewNo,
    rows: rows.map(([label, value]) => ({ label, value })),
    digest: review.contentDigest,
  });
}
