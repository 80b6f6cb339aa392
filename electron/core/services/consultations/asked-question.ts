import { readRevisionAttachments } from "../../../../db/readers/items.ts";
import {
  questionText,
  type ConsultationQuestion,
} from "../../../../shared/domain/application/consultation-form.ts";
import { sha256Hex } from "../../blobs/blob-store.ts";
import { readLetterFacts } from "../letters/letter-state.ts";
import type { Work } from "../work.ts";
import type { readConsultedCase } from "./consulted-case.ts";

/**
 * What the signed letter asks, from what was frozen with it: the same today and in a year, whatever the organisation
 * has changed since. Undefined while it is not signed.
 */
export async function askedQuestion(
  work: Work,
  { record, view }: NonNullable<Awaited<ReturnType<typeof readConsultedCase>>>,
) {
  if (!view.letter?.signed) return undefined;
  const state = await readLetterFacts(work, view.letter.letterId);
  const issue = state?.letter.issue;
  if (!state || !issue) return undefined;
  const enclosures = await readRevisionAttachments(work.db, issue.revisionId);
  const paper = record.extracts.at(-1);
  const question: ConsultationQuestion = {
    organName: typeof state.fields.organName === "string" ? state.fields.organName : work.profile.organName,
    docNumber: issue.docNumber ?? "",
    party: record.party,
    name: record.name,
    asked: record.asked,
    enclosed: [
      ...enclosures.map((each) => `${each.fileName}（SHA-256 ${each.digest.slice(0, 16)}）`),
      ...(paper?.kind === "paper" ? [`纸质复印件：${paper.pages}`] : []),
    ].join("\n"),
  };
  return {
    state,
    enclosures,
    question,
    digest: sha256Hex(new TextEncoder().encode(questionText(question))),
  };
}
