import { plainText } from "../../../../shared/domain/item/plain-text.ts";
import { parseStructuredDocument } from "../../../../shared/domain/item/structured-document.ts";
import { parseContent } from "../../../../shared/sync-protocol/content.ts";
import { sha256Hex } from "../../blobs/blob-store.ts";
import type { ReviewFacts } from "../reviews/review-facts.ts";
import { leavingPictures } from "../items/frozen-copies.ts";
import { unanswered, valuesLeftIn, withheldValues } from "../items/release-attachments.ts";
import type { WithheldValue, Work } from "../work.ts";

export interface ProofCheck {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

function withheldOf(facts: ReviewFacts): readonly WithheldValue[] {
  return withheldValues(
    facts.findings,
    Object.fromEntries(
      facts.findings.flatMap(({ findingId, answer }) => (answer ? [[findingId, answer]] : [])),
    ),
  );
}

/** Reads the stored copies of a revision again, one by one: how many are there, and a sentence for each that must not leave. */
export async function proveAttachments(
  work: Work,
  facts: ReviewFacts,
): Promise<{ readonly sound: number; readonly problems: readonly string[] }> {
  const withheld = withheldOf(facts);
  const problems: string[] = [];
  let sound = 0;
  for (const attachment of facts.attachments) {
    const bytes = await work.blobs.get(attachment.digest);
    if (!bytes) continue;
    sound += 1;
    const proof = await work.desk.proveFile(
      bytes,
      attachment.fileName,
      withheld,
      leavingPictures(facts.revision.body, attachment.digest),
    );
    for (const check of proof.checks)
      if (!check.ok) problems.push(`附件“${attachment.fileName}”${check.detail}`);
    const again = unanswered(proof.mustFix, facts.findings);
    if (again.length > 0)
      problems.push(`附件“${attachment.fileName}”按现行规则又发现${again.length}处必须处理的内容`);
  }
  return { sound, problems };
}

/**
 * Re-reads the stored bytes that would go out and shows that nothing withheld is in them (V9): digest, every withheld
 * string in plain and folded form, a new screening of the text and of every attachment, which must match its digest.
 */
export async function proveRelease(work: Work, facts: ReviewFacts): Promise<readonly ProofCheck[]> {
  const checks: ProofCheck[] = [];
  const digest = sha256Hex(facts.revision.content);
  checks.push({
    name: "公开件与审查件一致",
    ok: digest === facts.review.contentDigest,
    detail: digest === facts.review.contentDigest ? `摘要 ${digest.slice(0, 8)} 一致` : "摘要不一致",
  });
  const content = parseContent(facts.revision.content);
  const body = content.ok && content.value.body ? parseStructuredDocument(content.value.body) : undefined;
  const isText = facts.item.kind !== "letter";
  const text = !isText
    ? JSON.stringify(content.ok ? content.value.body : {})
    : body?.ok
      ? plainText(body.value)
      : "";
  checks.push({
    name: "公开件可以重新读出",
    ok: content.ok && (body === undefined || body.ok || !isText),
    detail: `正文 ${text.length} 字`,
  });

  const withheld = withheldOf(facts);
  const left = valuesLeftIn(`${content.ok ? content.value.title : ""}\n${text}`, withheld);
  checks.push({
    name: "遮盖内容没有残留",
    ok: left === 0,
    detail:
      withheld.length === 0
        ? "没有须遮盖的内容"
        : left === 0
          ? `${withheld.length} 项遮盖内容，逐项检索均未出现`
          : `${left} 项遮盖内容仍在公开件中出现`,
  });

  if (isText && text !== "") {
    const again = unanswered(await work.desk.screenText(text), facts.findings);
    checks.push({
      name: "重新筛查",
      ok: again.length === 0,
      detail: again.length === 0 ? "没有新的必须处理的发现" : `又发现 ${again.length} 处必须处理的内容`,
    });
  }

  const { attachments } = facts;
  const { sound, problems } = await proveAttachments(work, facts);
  checks.push({
    name: "附件完整",
    ok: sound === attachments.length,
    detail: attachments.length === 0 ? "没有附件" : `${attachments.length} 个附件中 ${sound} 个与审查时一致`,
  });
  if (attachments.length > 0)
    checks.push({
      name: "附件没有残留",
      ok: problems.length === 0,
      detail:
        problems.length === 0
          ? `${attachments.length} 个附件逐个重新读出并筛查，没有隐藏数据，${withheld.length} 项遮盖内容均未出现`
          : problems.join("；"),
    });
  return checks;
}
