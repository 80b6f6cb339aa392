import { plainText } from "../../../../shared/domain/item/plain-text.ts";
import { applicantNames } from "../../../../shared/domain/application/joint-applicants.ts";
import { revisionDocuments } from "../items/read-items.ts";
import { unanswered } from "../items/release-attachments.ts";
import { proveAttachments } from "../publications/release-proof.ts";
import { readReviewFacts } from "../reviews/review-facts.ts";
import type { Work } from "../work.ts";
import type { LetterFactsRead } from "./letter-state.ts";

/**
 * What stands against signing an approved letter: the copies it hands over are read again (V9), and where the rules
 * became newer since it was frozen its text is screened by them. One sentence each; empty when nothing does.
 */
export async function lateFindings(
  work: Work,
  state: Pick<LetterFactsRead, "facts">,
  reviewId: string,
): Promise<readonly string[]> {
  const facts = await readReviewFacts(work.db, reviewId, work.actor.personId);
  if (!facts) return ["审查记录没有读出来"];
  const { sound, problems } = await proveAttachments(work, facts);
  const missing = facts.attachments.length - sound;
  const against = [...problems, ...(missing > 0 ? [`${missing} 个附件在库中已经损坏`] : [])];
  if (facts.revision.rulesVersion === work.rules.label) return against;
  const { intake } = state.facts;
  const own = new Set([...applicantNames(intake), intake.agentName]);
  const text = plainText(revisionDocuments(facts.revision.body).releaseDocument);
  const found = (await work.desk.screenText(text)).filter(
    ({ type, value }) => !(type === "NAME" && own.has(value)),
  );
  const open = unanswered(found, facts.findings).length;
  return open === 0
    ? against
    : [
        `筛查规则在审查以后更新过，文书正文按现行规则又发现 ${open} 处必须处理的内容，须重新起草送审`,
        ...against,
      ];
}
