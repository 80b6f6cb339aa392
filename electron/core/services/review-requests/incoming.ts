import canonicalize from "canonicalize";

import { isAdministrator } from "../../../../shared/domain/access/roles.ts";
import {
  readIncomingFiles,
  readIncomingRequest as readRecord,
  readIncomingRequests,
  type IncomingRequestRecord,
  type IncomingStage,
} from "../../../../db/readers/review-requests.ts";
import { takeDeviceSeq } from "../../../../db/writers/people.ts";
import { insertOutbox } from "../../../../db/writers/publications.ts";
import { insertIncomingAnswer } from "../../../../db/writers/review-requests.ts";
import type { IncomingRequestRow, IncomingRequestView } from "../../../../shared/contract/review-requests.ts";
import type { Delegation } from "../../../../shared/domain/access/delegation.ts";
import { channelNames } from "../../../../shared/domain/item/channel-list.ts";
import { plainText } from "../../../../shared/domain/item/plain-text.ts";
import {
  emptyDocument,
  parseStructuredDocument,
} from "../../../../shared/domain/item/structured-document.ts";
import { contradictedChecks } from "../../../../shared/domain/review/checklist-findings.ts";
import { checklist } from "../../../../shared/domain/review/checklist.ts";
import { stageAnswersChecklist } from "../../../../shared/domain/review/decision-blockers.ts";
import type { DisclosureProperty } from "../../../../shared/domain/item/item-kinds.ts";
import { conclusionNeedsWords, namesItsGround } from "../../../../shared/domain/review/refusal-grounds.ts";
import { allowedConclusions, stageConcludes } from "../../../../shared/domain/review/review-machine.ts";
import {
  reviewStages,
  type ChecklistAnswer,
  type ReviewConclusion,
  type ReviewStage,
} from "../../../../shared/domain/review/review-stages.ts";
import { deferDayProblem } from "../../../../shared/domain/review/review-reminder.ts";
import type { CalendarDay, Instant } from "../../../../shared/kernel/calendar-day.ts";
import { utf8Bytes } from "../../../../shared/sync-protocol/bytes.ts";
import { parseContent, type Content } from "../../../../shared/sync-protocol/content.ts";
import { keyRecord } from "../../../../shared/sync-protocol/key-record.ts";
import { sha256Hex } from "../../blobs/blob-store.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf, todayOf } from "../../ports/ports.ts";
import { statementSigner } from "../../security/statement-signer.ts";
import { signReview } from "../packages/sign-statements.ts";
import { incomingPayload, sealContent } from "../publications/sealed-package.ts";
import { audienceLabel, termLabel } from "../publications/terms.ts";
import { claimedDelegation, delegationsInForce } from "../reviews/stage-rights.ts";
import { isDiskFull, write, type Work } from "../work.ts";
import { takeInPackage } from "./take-in.ts";

const rowLimit = 200;

interface OwnStage extends IncomingStage {
  readonly delegation?: Delegation;
}

/** The stages the caller may decide requests of: by role, or by a right lent for today (SD-05). */
async function stagesOf(work: Work): Promise<readonly OwnStage[]> {
  const { roles, personId } = work.actor;
  const own = (Object.keys(reviewStages) as ReviewStage[])
    .filter((stage) => stage !== "selfCheck" && roles.includes(reviewStages[stage].role))
    .map((stage): OwnStage => ({ stage, ofPersonId: personId }));
  const lent = roles.some(isAdministrator) ? [] : await delegationsInForce(work);
  return [
    ...own,
    ...lent
      .filter((delegation) => delegation.kind === "deputy")
      .map((delegation): OwnStage => ({
        stage: delegation.stage,
        ofPersonId: delegation.fromPersonId,
        delegation,
      })),
  ];
}

function rowOf(record: IncomingRequestRecord): IncomingRequestRow {
  const { answer: given } = record;
  return {
    requestId: record.packageId,
    title: record.title,
    organName: record.organName,
    reviewNo: record.reviewNo,
    stage: record.stage,
    arrivedAt: record.arrivedAt as Instant,
    ...(given
      ? {
          answer: {
            decision: given.decision,
            conclusion: given.conclusion as ReviewConclusion,
            by: given.personName,
            ...(given.actedFor === undefined ? {} : { actedFor: given.actedFor }),
            at: given.decidedAt as Instant,
            ...(given.deferUntil ? { deferUntil: given.deferUntil as CalendarDay } : {}),
            packageId: given.packageId,
            packageState: given.packageState,
          },
        }
      : {}),
  };
}

export async function listIncomingRequests(work: Work) {
  return answer((await readIncomingRequests(work.db, await stagesOf(work), rowLimit)).map(rowOf));
}

function contentOf(record: IncomingRequestRecord): Content {
  const content = parseContent(record.content);
  if (!content.ok || sha256Hex(record.content) !== record.contentDigest)
    throw new Error("stored content does not parse");
  return content.value;
}

const documentOf = (content: Content) => {
  const body = parseStructuredDocument(content.body);
  return body.ok ? body.value : emptyDocument;
};

/** What the screening of this machine finds, in the text and in every file, by the rules in force here. */
async function screen(work: Work, record: IncomingRequestRecord, content: Content) {
  const found: IncomingRequestView["findings"][number][] = [];
  const text = `${content.title}\n${plainText(documentOf(content))}`;
  for (const finding of await work.desk.screenText(text))
    found.push({ ...pick(finding), where: finding.where ?? "正文" });
  for (const file of await readIncomingFiles(work.db, record.packageId)) {
    const bytes = await work.blobs.get(file.digest);
    const read = bytes && (await work.desk.readFile(bytes, file.fileName));
    if (read?.ok)
      for (const finding of read.findings)
        found.push({
          ...pick(finding),
          where: `${file.fileName}${finding.where ? `，${finding.where}` : ""}`,
        });
    else
      found.push({
        type: "unreadable",
        severity: "must-fix",
        value: read?.ok === false && read.refusal === "secret-mark" ? "附件带有密级标志" : "附件没有能筛查",
        where: file.fileName,
      });
  }
  return found;
}

const pick = (finding: { type: string; severity: "must-fix" | "look-at"; value: string }) => ({
  type: finding.type,
  severity: finding.severity,
  value: finding.value,
});

function allowedOf(record: IncomingRequestRecord, content: Content): readonly ReviewConclusion[] {
  const targeted = content.scope.audience.kind === "targeted";
  return allowedConclusions(record.stage, { masked: (content.proof?.masks ?? 0) > 0, targeted });
}

const propertyOf = (content: Content): DisclosureProperty =>
  content.schema === "zwgk.entry/1" ? content.disclosureProperty : "onApplication";

/** The conclusion in the statement of a stage that does not conclude itself: what it lets through. */
function proposedOf(content: Content): ReviewConclusion {
  if (content.schema === "zwgk.entry/1" && content.disclosureProperty === "onApplication")
    return "onApplicationOnly";
  if (content.schema === "zwgk.entry/1" && content.disclosureProperty === "withheld") return "withhold";
  if (content.scope.audience.kind === "targeted") return "discloseTargeted";
  return (content.proof?.masks ?? 0) > 0 ? "discloseRedacted" : "disclose";
}

/** V4: nobody behind the decision has decided another stage, neither who decides nor who lent the right. */
const heldBefore = (work: Work, record: IncomingRequestRecord, right: OwnStage): boolean =>
  record.reviews.some((review) => [work.actor.personId, right.ofPersonId].includes(review.personId));

async function openRecord(work: Work, requestId: string) {
  const record = await readRecord(work.db, requestId);
  if (!record) return refuse("unknown-request");
  const { ofPersonId } = record;
  const right = (await stagesOf(work)).find(
    (each) => each.stage === record.stage && (ofPersonId === undefined || each.ofPersonId === ofPersonId),
  );
  return right ? answer({ record, right }) : refuse("not-your-stage");
}

export async function readIncomingRequest(work: Work, input: { requestId: string }) {
  const opened = await openRecord(work, input.requestId);
  if (!opened.ok) return opened;
  const { record, right } = opened.value;
  const content = contentOf(record);
  const files = await readIncomingFiles(work.db, record.packageId);
  const held = heldBefore(work, record, right);
  return answer<IncomingRequestView>({
    ...rowOf(record),
    digest: record.contentDigest,
    revNo: record.revNo,
    ...(content.schema === "zwgk.entry/1" ? { itemKind: content.itemKind } : {}),
    disclosureProperty: propertyOf(content),
    document: documentOf(content),
    audience: audienceLabel(content.scope.audience),
    channels: content.scope.channels,
    channelNames: channelNames(content.scope),
    termLabel: termLabel(content.scope.publicationPeriod),
    ...(content.scope.notBefore === undefined ? {} : { notBefore: content.scope.notBefore }),
    ...(content.scope.validity === undefined ? {} : { validity: content.scope.validity }),
    files: files.map(({ fileName, mediaType, size }, position) => ({ position, fileName, mediaType, size })),
    earlier: record.reviews.map((review) => ({
      stage: review.stage,
      conclusion: review.conclusion as ReviewConclusion,
      claimedAt: review.claimedAt as Instant,
    })),
    trusted: record.trusted,
    findings: record.answer ? [] : await screen(work, record, content),
    withheld: record.withheld,
    concludes: stageConcludes(record.stage),
    answersChecklist: stageAnswersChecklist(record.stage),
    allowedConclusions: allowedOf(record, content),
    needsPassphrase: record.stage === "leaderApproval",
    mayDecide: record.answer === undefined && !held,
    ...(right.delegation ? { actsFor: right.delegation.fromPersonName } : {}),
    ...(held ? { whyNot: "同一人在一次审查中只能办理一个环节" } : {}),
    answerReasons: record.answer?.reasons ?? [],
  });
}

export async function readIncomingFile(work: Work, input: { requestId: string; position: number }) {
  const opened = await openRecord(work, input.requestId);
  if (!opened.ok) return opened;
  const file = (await readIncomingFiles(work.db, input.requestId))[input.position];
  const bytes = file && (await work.blobs.get(file.digest));
  if (!bytes) return refuse("unknown-file");
  return answer({ fileName: file.fileName, mediaType: file.mediaType, bytes: Uint8Array.from(bytes) });
}

/** What a file of a request says: it goes out as it is, so there is no other side to it. */
export async function readIncomingFileText(work: Work, input: { requestId: string; position: number }) {
  const file = await readIncomingFile(work, input);
  if (!file.ok) return file;
  const read = await work.desk.readText(file.value.bytes, file.value.fileName);
  return read.ok ? answer(read.value) : refuse("unreadable-file", { facts: { reason: read.error } });
}

interface ChecklistRow {
  readonly code: string;
  readonly answer: ChecklistAnswer;
  readonly note: string;
}

/**
 * What is missing of the checklist of a stage that answers it, or does not agree with what the content withholds;
 * "unsure" is settled where the register is.
 */
function checklistProblem(
  rows: readonly ChecklistRow[],
  withheld: readonly string[],
): "checklist-incomplete" | "checklist-contradicted" | "treatment-missing" | undefined {
  const answered = new Map(rows.map((row) => [row.code, row]));
  if (checklist.some((entry) => (answered.get(entry.code)?.answer ?? "unsure") === "unsure"))
    return "checklist-incomplete";
  const answers = new Map(rows.map((row) => [row.code, row.answer]));
  if (contradictedChecks(answers, withheld).length > 0) return "checklist-contradicted";
  return rows.some((row) => row.answer === "yes" && row.note.trim() === "") ? "treatment-missing" : undefined;
}

/** Signs the decision over exactly the bytes that were read and seals it as the answer (V1, V3, V4, V8). */
export async function decideIncomingRequest(
  work: Work,
  input: {
    requestId: string;
    digest: string;
    decision: "agree" | "return";
    conclusion?: ReviewConclusion | undefined;
    grounds: readonly string[];
    reasons: readonly string[];
    checklist: readonly ChecklistRow[];
    deferUntil?: CalendarDay | undefined;
    passphrase?: string | undefined;
  },
) {
  const opened = await openRecord(work, input.requestId);
  if (!opened.ok) return opened;
  const { record, right } = opened.value;
  const { delegation } = right;
  if (record.answer) return refuse("answered-already");
  if (record.contentDigest !== input.digest) return refuse("stale");
  if (heldBefore(work, record, right)) return refuse("already-decided-a-stage");
  const content = contentOf(record);
  const { stage } = record;
  const reasons = input.reasons.map((reason) => reason.trim()).filter((reason) => reason !== "");
  if (input.decision === "return" && reasons.length === 0) return refuse("reasons-missing");
  let conclusion: ReviewConclusion = "returned";
  if (input.decision === "agree") {
    const problem = stageAnswersChecklist(stage)
      ? checklistProblem(input.checklist, record.withheld)
      : undefined;
    if (problem) return refuse(problem);
    if (stageConcludes(stage)) {
      if (!input.conclusion) return refuse("conclusion-missing");
      if (!allowedOf(record, content).includes(input.conclusion)) return refuse("conclusion-not-allowed");
      if (!namesItsGround(input.conclusion, input.grounds)) return refuse("ground-missing");
      if (conclusionNeedsWords(input.conclusion, propertyOf(content)) && reasons.length === 0)
        return refuse("reasons-missing");
    }
    conclusion = stageConcludes(stage) ? (input.conclusion ?? "returned") : proposedOf(content);
    // What this machine's screening holds for serious is let through only with words for it.
    const serious = (await screen(work, record, content)).some((found) => found.severity === "must-fix");
    if (serious && reasons.length === 0) return refuse("reasons-missing");
  }
  const defers = stage === "leaderApproval" && input.decision === "agree" && conclusion === "defer";
  if (defers) {
    const problem = deferDayProblem(input.deferUntil, todayOf(work.ports), work.calendar);
    if (problem) return refuse(problem);
  }
  const later = defers && input.deferUntil ? { deferUntil: input.deferUntil } : {};
  if (stage === "leaderApproval" && !input.passphrase) return refuse("passphrase-required");
  if (input.passphrase) {
    const wrong = await work.checkPassphrase(input.passphrase);
    if (wrong) return refuse(wrong.code, { facts: wrong.facts });
  }
  if (!work.signingKey) return refuse("locked");
  const at = instantOf(work.ports);
  const packageId = work.ports.newId();
  const rows = stageAnswersChecklist(stage) ? input.checklist.map((row) => ({ ...row })) : [];
  const signed = await signReview(
    record.contentDigest,
    {
      reviewId: work.ports.newId(),
      reviewNo: record.reviewNo,
      stage,
      objectId: record.objectId,
      revNo: record.revNo,
      kind: content.kind,
      conclusion,
      grounds: [...input.grounds],
      ...(delegation ? { delegation: claimedDelegation(delegation) } : {}),
      personId: work.actor.personId,
      rulesVersion: work.rules.statement,
      checksDigest: sha256Hex(utf8Bytes(canonicalize({ checklist: rows, reasons, ...later }) ?? "")),
      claimedAt: at,
    },
    statementSigner(work.signingKey),
  );
  const { sealed, incarnation, deviceSeq } = await sealContent(work, {
    packageId,
    content: record.content,
    files: await incomingPayload(work, record.packageId),
    reviews: [
      ...record.reviews.map((review) => new Uint8Array(Buffer.from(review.envelope, "base64"))),
      signed.envelope,
    ],
    signerIds: [],
    otherKeys: keyRecord.array().parse(record.reviews.flatMap((review) => review.keys)),
    security: "内部",
    request: { answers: record.packageId, reasons, checklist: rows, ...later },
    at,
    day: todayOf(work.ports),
  });
  try {
    await write(work, async (tx, audit) => {
      if ((await takeDeviceSeq(tx)) !== deviceSeq) throw new Error("device sequence moved while sealing");
      await insertOutbox(tx, {
        packageId,
        objectId: record.objectId,
        objectType: content.objectType,
        kind: "review-request",
        statement: sealed.submissionEnvelope,
        tagFiles: sealed.tagFiles,
        packageDigest: sealed.packageDigest,
        incarnation,
        deviceSeq,
        sizeBytes: sealed.zipSize,
        title: record.title,
        at,
      });
      await insertIncomingAnswer(tx, {
        requestId: record.packageId,
        packageId,
        decision: input.decision,
        conclusion,
        grounds: input.grounds,
        reasons,
        checklist: rows,
        ...later,
        contentDigest: record.contentDigest,
        accountId: work.actor.accountId,
        personId: work.actor.personId,
        delegationId: delegation?.delegationId,
        envelope: signed.envelope,
        at,
      });
      audit({
        act: "review.requestAnswered",
        subjectKind: "package",
        subjectId: record.packageId,
        result: input.decision,
        detail: {
          stage,
          conclusion,
          contentDigest: record.contentDigest,
          packageId,
          ...(delegation ? { delegation: delegation.delegationId, actedFor: delegation.fromPersonId } : {}),
        },
      });
    });
  } catch (error) {
    if (isDiskFull(error)) return refuse("disk-full");
    throw error;
  }
  work.changed("packages", "reviewRequests");
  return answer({ packageId });
}

/** A request or an answer that was carried by hand. */
export async function importReviewPackage(work: Work, input: { bytes: Uint8Array }) {
  const { accountId, personName } = work.actor;
  try {
    const arrival = await takeInPackage(work, input.bytes, "file", { accountId, personName });
    return arrival.type === "refused"
      ? refuse("package-refused", { facts: { reason: arrival.problem } })
      : answer({ what: arrival.type, title: arrival.title });
  } catch (error) {
    if (isDiskFull(error)) return refuse("disk-full");
    throw error;
  }
}
