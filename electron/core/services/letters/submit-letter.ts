import { readDraft, readItem } from "../../../../db/readers/items.ts";
import { insertLetterVersion } from "../../../../db/writers/applications.ts";
import { itemMetadata } from "../../../../shared/contract/items.ts";
import { applicantNames } from "../../../../shared/domain/application/joint-applicants.ts";
import { mayEditItem } from "../../../../shared/domain/access/policy.ts";
import { plainText } from "../../../../shared/domain/item/plain-text.ts";
import { letterText } from "../../../../shared/domain/letters/letter-model.ts";
import { letterOutcomes } from "../../../../shared/domain/letters/outcome.ts";
import { toBase64Url } from "../../../../shared/sync-protocol/bytes.ts";
import type { Json } from "../../../../shared/sync-protocol/canonical-json.ts";
import { answer, refuse } from "../answer.ts";
import { identifyFindings, placeInDocument } from "../items/draft-findings.ts";
import { storeRevision } from "../items/freeze-revision.ts";
import { frozenFrom } from "../items/frozen-copies.ts";
import { releaseAttachments, valuesLeftIn, withheldValues } from "../items/release-attachments.ts";
import { contentFiles } from "../items/release-content.ts";
import { openReviewOf } from "../reviews/open-review.ts";
import type { Work } from "../work.ts";
import { letterDocument } from "./letter-document.ts";
import { readLetterFacts, type LetterFactsRead } from "./letter-state.ts";
import { letterBlockers } from "./read-letters.ts";

const plainJson = (value: unknown): { readonly [key: string]: Json } =>
  JSON.parse(JSON.stringify(value)) as { readonly [key: string]: Json };

/** Freezes the letter as a revision whose content.json holds the composed letter, and opens its one review (V2). */
export async function submitLetter(work: Work, input: { letterId: string }) {
  const state = await readLetterFacts(work, input.letterId);
  if (!state) return refuse("unknown-letter");
  const item = await readItem(work.db, state.letter.itemId);
  if (!item || !mayEditItem(work.actor, item)) return refuse("not-allowed");
  if (state.letter.issue) return refuse("already-signed");
  if (state.review && ["open", "referred", "approved"].includes(state.review.state))
    return refuse("under-review");
  const blockers = letterBlockers(state, work.rules.label);
  if (blockers.length > 0)
    return refuse("blocked", { facts: { blockers: blockers.map((blocker) => blocker.text) } });
  const frozen = await freezeLetter(work, state);
  if (!frozen.ok) return frozen;
  const opened = await openReviewOf(work, {
    itemId: state.letter.itemId,
    revisionId: frozen.value.revisionId,
    revNo: frozen.value.revNo,
    contentDigest: frozen.value.digest,
    title: item.title,
  });
  work.changed("applications", `application:${state.letter.applicationId}`, `letter:${input.letterId}`);
  return answer({ reviewId: opened.reviewId });
}

/** An answer was saved between reading it and freezing the letter it is in; nothing of the revision is kept. */
class AnswerMovedOn extends Error {}

async function freezeLetter(work: Work, state: LetterFactsRead) {
  const { files: attachments, found, pictures } = state.enclosures;
  const blocked = (...blockers: readonly string[]) =>
    refuse("blocked", { facts: { blockers: [...blockers] } });
  // What is handed over is reviewed as it is handed over: the clean copies, inside the digest of the letter (V3).
  const copies = await releaseAttachments(work, { attachments, pictures }, found);
  if (!copies.ok) return blocked(...copies.error);
  const metadata = itemMetadata.parse(state.draft.metadata);
  const document = letterDocument(state.model);
  const text = letterText(state.model);
  const screened = await work.desk.screenText(plainText(document));
  // The applicant's own name stands in a letter to the applicant; LV-13 watches over everything else of theirs.
  const own = new Set([...applicantNames(state.facts.intake), state.facts.intake.agentName]);
  const findings = [
    ...identifyFindings(
      "text",
      screened.filter((finding) => !(finding.type === "NAME" && own.has(finding.value))),
      placeInDocument(document),
    ),
    ...found.findings,
  ];
  const withheld = withheldValues(found.findings, found.answers).filter(({ value }) => !own.has(value));
  const left = valuesLeftIn(text, withheld);
  if (left > 0) return blocked(`${left} 项在附件里已经遮盖的内容在文书正文里还有，请一并处理`);
  const revNo = (state.heads[0]?.revNo ?? 0) + 1;
  const outcome = letterOutcomes[state.template.id]?.code;
  const stored = await storeRevision(work, {
    itemId: state.letter.itemId,
    revNo,
    draftSeq: state.draft.seq,
    body: {
      document,
      releaseDocument: document,
      copies: frozenFrom(copies.value, pictures),
      letter: {
        body: state.body,
        fields: state.fields,
        model: state.model,
        ...(state.answers
          ? {
              answers: state.answers.map(({ letter, template, fields }) => ({
                letterId: letter.letterId,
                template: template.id,
                templateVersion: template.version,
                fields,
              })),
            }
          : {}),
      },
    },
    metadata,
    content: {
      schema: "zwgk.case/1",
      kind: "case-response",
      objectType: "case",
      objectId: state.letter.itemId,
      revNo,
      parents: [],
      orgCode: work.profile.creditCode,
      organName: work.profile.organName,
      title: state.template.name,
      scope: {
        audience: metadata.audience,
        channels: ["direct"],
      },
      body: plainJson({ text, model: state.model }),
      files: [...contentFiles(copies.value)],
      nonce: toBase64Url(work.ports.randomBytes(32)),
      caseId: state.letter.applicationId,
      applicationNo: state.application.applicationNo,
      letterId: state.template.id,
      ...(outcome ? { outcome } : {}),
    },
    note: "送审",
    attachments: copies.value,
    findings,
    answers: found.answers,
    alsoInTransaction: async (tx, revisionId) => {
      for (const answer of state.answers ?? [])
        if ((await readDraft(tx, answer.letter.itemId))?.seq !== answer.draft.seq) throw new AnswerMovedOn();
      await insertLetterVersion(tx, {
        revisionId,
        letterId: state.letter.letterId,
        templateVersion: state.template.version,
        legalSources: [
          ...new Set([state, ...(state.answers ?? [])].flatMap(({ template }) => template.basis)),
        ].join("；"),
        calendarVersion: work.calendar.version,
        fields: state.fields,
      });
    },
  }).catch((error: unknown) => {
    if (error instanceof AnswerMovedOn) return "draft-moved-on" as const;
    throw error;
  });
  if (stored === "draft-moved-on") return blocked("文书刚刚又被保存，请重试");
  return answer(stored);
}
