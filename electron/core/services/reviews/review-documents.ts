import {
  findingAnswers,
  reviewConclusions,
  reviewStages,
} from "../../../../shared/domain/review/review-stages.ts";
import {
  reviewDocumentModel,
  reviewDocuments,
  type DocumentRow,
  type ReviewDocument,
} from "../../../../shared/domain/review/review-documents.ts";
import { plainText } from "../../../../shared/domain/item/plain-text.ts";
import { findingTypes, type FindingType } from "../../../../shared/domain/screening/finding-types.ts";
import { dayOfInstant, formatChineseDate, type Instant } from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import { revisionDocuments } from "../items/read-items.ts";
import { write, type Work } from "../work.ts";
import { readReviewForm } from "./review-form.ts";
import { readReviewFacts, type ReviewFacts } from "./review-facts.ts";
import { referralWords } from "./referral-words.ts";

/** Findings by kind and by what was done with them; numbers only, no value leaves on the card. */
function findingLines(facts: ReviewFacts): string {
  const counts = new Map<string, number>();
  for (const finding of facts.findings) {
    const done = finding.answer ? findingAnswers[finding.answer.answer].replace(/（.*）$/u, "") : "未处理";
    const key = `${findingTypes[finding.type as FindingType].label}：${done}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, count]) => `${key} ${count} 处`).join("\n") || "程序没有发现须处理的内容";
}

function decisionLines(facts: ReviewFacts): string {
  return facts.decisions
    .map(
      (decision) =>
        `${reviewStages[decision.stage].label}　${decision.personName}　${formatChineseDate(dayOfInstant(decision.decidedAt as Instant))}　${decision.conclusion ? reviewConclusions[decision.conclusion].label : ""}`,
    )
    .join("\n");
}

/** One page: what was screened by which rules, what was found and done, who decided what and when, digests. */
function cardRows(facts: ReviewFacts): readonly DocumentRow[] {
  const characters = plainText(revisionDocuments(facts.revision.body).document).length;
  const answers = Map.groupBy(facts.checklist, (row) => row.answer);
  return [
    { label: "信息名称", value: facts.metadata.title },
    { label: "文号", value: facts.metadata.docNumber },
    {
      label: "筛查范围",
      value: `正文 ${characters} 字，附件 ${facts.attachments.length} 个，规则版本 ${facts.revision.rulesVersion}`,
    },
    { label: "发现与处理", value: findingLines(facts) },
    {
      label: "核对单",
      value: `未发现 ${answers.get("no")?.length ?? 0} 项，有且已处理 ${answers.get("yes")?.length ?? 0} 项，不涉及 ${answers.get("na")?.length ?? 0} 项，不能确定 ${answers.get("unsure")?.length ?? 0} 项`,
    },
    { label: "报请确定", value: referralWords(facts) },
    { label: "审查结论", value: decisionLines(facts) || "还没有作出结论" },
    {
      label: "附件摘要",
      value: facts.attachments
        .map(({ fileName, digest }) => `${fileName}　SHA-256 ${digest.slice(0, 16)}…`)
        .join("\n"),
    },
  ];
}

/** The form or the card as a file, drawn from the store and bound to the digest under review. */
export async function exportReviewDocument(
  work: Work,
  input: { reviewId: string; document: ReviewDocument; format: "docx" | "pdf" },
) {
  const facts = await readReviewFacts(work.db, input.reviewId, work.actor.personId);
  const form = await readReviewForm(work, input);
  if (!facts || !form.ok) return refuse("unknown-review");
  const model = reviewDocumentModel({
    document: input.document,
    organName: work.profile.organName,
    reviewNo: facts.review.reviewNo,
    revNo: facts.revision.revNo,
    contentDigest: facts.review.contentDigest,
    rows:
      input.document === "card"
        ? cardRows(facts)
        : form.value.rows.filter((row) => row.label !== "审查编号" && row.label !== "审查稿次及摘要"),
  });
  const docx = await work.letterDesk.docx(model);
  const bytes = input.format === "docx" ? docx : await work.letterDesk.pdf(docx);
  if (!bytes) return refuse("pdf-not-available");
  await write(work, async (_tx, audit) => {
    audit({
      act: "review.documentExported",
      subjectKind: "review",
      subjectId: input.reviewId,
      detail: { document: input.document, format: input.format },
    });
    await Promise.resolve();
  });
  return answer({
    fileName: `${reviewDocuments[input.document]}（${facts.review.reviewNo}）.${input.format}`,
    mediaType:
      input.format === "docx"
        ? "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        : "application/pdf",
    bytes: Uint8Array.from(bytes),
  });
}
