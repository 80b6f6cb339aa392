import { readGroupOfItem } from "../../../../db/readers/release-plan.ts";
import { readChannelList } from "../../../../db/readers/channel-list.ts";
import { readRevisionHeads } from "../../../../db/readers/items.ts";
import {
  insertBlob,
  insertRevision,
  markDraftFrozen,
  type RevisionWrite,
} from "../../../../db/writers/items.ts";
import { readIndexNumberHolder } from "../../../../db/readers/publications.ts";
import type { RevisionRow } from "../../../../shared/contract/items.ts";
import { mayEditItem } from "../../../../shared/domain/access/policy.ts";
import { dueAfter } from "../../../../shared/domain/clock/index.ts";
import { resolveChannels, type ChannelList } from "../../../../shared/domain/item/channel-list.ts";
import { disclosurePeriod } from "../../../../shared/domain/item/due-bucket.ts";
import { plainText } from "../../../../shared/domain/item/plain-text.ts";
import { draftMasks } from "../../../../shared/domain/item/draft-masks.ts";
import { applyMasks } from "../../../../shared/domain/item/release-document.ts";
import type { StructuredDocument } from "../../../../shared/domain/item/structured-document.ts";
import { contentBytes, type Content } from "../../../../shared/sync-protocol/content.ts";
import { sha256Hex } from "../../blobs/blob-store.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf } from "../../ports/ports.ts";
import { readParents } from "../sync/merge-base.ts";
import { write, type Work } from "../work.ts";
import { openIn, type DraftAnswer, type DraftFinding, type Found } from "./draft-findings.ts";
import {
  outdatedFiles,
  outdatedParts,
  readAllFound,
  readDraftState,
  readWorkingCopy,
  type DraftState,
} from "./draft-state.ts";
import { itemBlockers } from "./item-blockers.ts";
import { frozenFrom } from "./frozen-copies.ts";
import { releaseAttachments, valuesLeftIn, withheldValues } from "./release-attachments.ts";
import { entryContentOf } from "./release-content.ts";
import { screenDraftAgain } from "./screen-draft.ts";
import type { ItemMetadata } from "../../../../shared/contract/items.ts";

/** The period of 条例26: 20 working days from the day it was formed, or the special one with its basis. */
export function disclosureDue(
  work: Pick<Work, "calendar">,
  metadata: Pick<ItemMetadata, "formedOn" | "deadlineRule">,
) {
  if (!metadata.formedOn) return undefined;
  const rule = metadata.deadlineRule;
  return dueAfter(
    metadata.formedOn,
    rule ? { length: rule.length, unit: rule.unit, article: rule.basis } : disclosurePeriod,
    work.calendar,
  );
}

export function blockersOf(
  work: Pick<Work, "ports" | "rules">,
  state: DraftState,
  /** In the text and the files. */
  openFindings: number,
  released: boolean,
  channelList: ChannelList,
  numberHolder: string | undefined,
) {
  return itemBlockers({
    unusableChannels: resolveChannels(channelList, state.metadata).unusable,
    released,
    numberHolder,
    now: instantOf(work.ports),
    metadata: state.metadata,
    hasText: plainText(belowTitle(state.document)).trim() !== "",
    attachmentCount: state.attachments.length,
    outdatedFiles: outdatedFiles(state, work.rules.label).length,
    screening: state.draft.screening,
    openFindings,
  });
}

/** A paper that has its title and nothing else is empty. */
const belowTitle = (document: StructuredDocument): StructuredDocument => ({
  ...document,
  content: document.content.filter(({ type }) => type !== "title"),
});

/** The text as it would go out: every passage answered "须遮盖" is masked. */
export function releaseDocumentOf(
  document: StructuredDocument,
  { findings, answers }: Found,
): StructuredDocument {
  return applyMasks(
    document,
    draftMasks(findings.map((finding) => ({ ...finding, answer: answers[finding.findingId] }))),
  );
}

/** A finding as a revision keeps it, with the treatment that was decided before. */
export function findingOfRevision(
  work: Work,
  finding: DraftFinding,
  attachmentIds: ReadonlyMap<string, string>,
  given?: DraftAnswer,
): RevisionWrite["findings"][number] {
  const { findingId: _draftId, newUnder: _n, lastUnder: _l, attachmentId, start, end, ...rest } = finding;
  const inRevision = attachmentId ? attachmentIds.get(attachmentId) : undefined;
  return {
    ...rest,
    id: work.ports.newId(),
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
    ...(inRevision ? { attachmentId: inRevision } : {}),
    masked: given?.answer === "mask",
    ...(given
      ? {
          answer: {
            answer: given.answer,
            note: given.note,
            accountId: given.accountId,
            personId: given.personId,
            at: given.at,
          },
        }
      : {}),
  };
}

/** Stores a revision whose content.json is fixed, with its findings and the answers given so far. */
export async function storeRevision(
  work: Work,
  input: {
    readonly itemId: string;
    readonly revNo: number;
    readonly draftSeq: number;
    readonly body: object;
    readonly metadata: object;
    readonly content: Content;
    readonly parentDigest?: string;
    readonly note: string;
    readonly attachments: readonly {
      readonly attachmentId: string;
      readonly fileName: string;
      readonly mediaType: string;
      readonly sizeBytes: number;
      readonly digest: string;
    }[];
    readonly findings: readonly DraftFinding[];
    readonly answers: Readonly<Record<string, DraftAnswer>>;
    readonly alsoInTransaction?: (
      tx: Parameters<typeof insertRevision>[0],
      revisionId: string,
    ) => Promise<void>;
  },
): Promise<RevisionRow | "draft-moved-on"> {
  const bytes = contentBytes(input.content);
  if (!bytes.ok)
    throw new Error(`content of a revision does not fit its schema: ${JSON.stringify(bytes.error)}`);
  const revisionId = work.ports.newId();
  const at = instantOf(work.ports);
  const contentDigest = sha256Hex(bytes.value);
  const attachmentIds = new Map(
    input.attachments.map((attachment) => [attachment.attachmentId, work.ports.newId()]),
  );
  const revision: RevisionWrite = {
    id: revisionId,
    itemId: input.itemId,
    revNo: input.revNo,
    ...(input.parentDigest ? { parentDigest: input.parentDigest } : {}),
    body: input.body,
    metadata: input.metadata,
    content: bytes.value,
    contentDigest,
    rulesVersion: work.rules.label,
    note: input.note,
    accountId: work.actor.accountId,
    personId: work.actor.personId,
    at,
    attachments: input.attachments.map((attachment) => ({
      id: attachmentIds.get(attachment.attachmentId) ?? "",
      fileName: attachment.fileName,
      mediaType: attachment.mediaType,
      size: attachment.sizeBytes,
      digest: attachment.digest,
    })),
    findings: input.findings.map((finding) =>
      findingOfRevision(work, finding, attachmentIds, input.answers[finding.findingId]),
    ),
  };
  const stored = await write(work, async (tx, audit) => {
    for (const { digest, sizeBytes } of input.attachments)
      await insertBlob(tx, { digest, size: sizeBytes, at });
    const now = await readWorkingCopy(tx, input.itemId);
    // Saved, or screened by other rules, since it was read.
    if (now?.draft.seq !== input.draftSeq || outdatedParts(now, work.rules.label).length > 0) return false;
    await insertRevision(tx, revision);
    await input.alsoInTransaction?.(tx, revisionId);
    await markDraftFrozen(tx, input.itemId);
    audit({
      act: "item.revisionFrozen",
      subjectKind: "item",
      subjectId: input.itemId,
      detail: { revisionId, revNo: input.revNo, contentDigest },
    });
    return true;
  });
  if (!stored) return "draft-moved-on";
  return {
    revisionId,
    revNo: input.revNo,
    digest: contentDigest,
    createdAt: at,
    createdBy: work.actor.personName,
    note: input.note,
  };
}

/** Each channel by the name it has now: from here on the revision says it, whatever the list says later (V3). */
export function namedAsInForce(list: ChannelList, metadata: ItemMetadata): ItemMetadata {
  const { channels: _kinds, namedChannels: _names, ...rest } = metadata;
  return { ...rest, ...resolveChannels(list, metadata).chosen };
}

/** Freezes the draft of an item; refuses while something stands in the way of its review. */
export async function freezeRevision(
  work: Work,
  input: { itemId: string; note: string; /** The same words are judged anew. */ again?: boolean },
) {
  const saved = await readDraftState(work.db, input.itemId);
  if (!saved) return refuse("unknown-item");
  if (!mayEditItem(work.actor, saved.item)) return refuse("not-allowed");
  if (saved.runningReview) return refuse("under-review");
  const heads = await readRevisionHeads(work.db, input.itemId);
  if (!saved.draft.changedSinceRevision && heads.length > 0 && input.again !== true)
    return refuse("nothing-changed");
  // The revision names the rules in force, so its text is screened by them, also where it was saved under older ones.
  await screenDraftAgain(work, input.itemId);
  const state = (await readDraftState(work.db, input.itemId)) ?? saved;
  const parents = await readParents(work.db, input.itemId);
  const found = await readAllFound(work.db, state);
  const open = openIn(found);
  const blockers = blockersOf(
    work,
    state,
    open,
    parents.length > 0,
    await readChannelList(work.db),
    await readIndexNumberHolder(work.db, state.metadata.indexNumber, state.item.itemId),
  );
  if (blockers.length > 0)
    return refuse("blocked", { facts: { blockers: blockers.map((blocker) => blocker.text) } });
  const copies = await releaseAttachments(work, state, found);
  if (!copies.ok) return refuse("blocked", { facts: { blockers: [...copies.error] } });
  const attachments = copies.value;
  const revNo = (heads[0]?.revNo ?? 0) + 1;
  const releaseDocument = releaseDocumentOf(state.document, state.text);
  const left = valuesLeftIn(
    `${state.metadata.title}\n${plainText(releaseDocument)}`,
    withheldValues(found.findings, found.answers),
  );
  if (left > 0)
    return refuse("blocked", {
      facts: { blockers: [`${left} 项已经遮盖的内容在正文或者标题的别处还有，请一并处理`] },
    });
  const due = disclosureDue(work, state.metadata);
  const group = await readGroupOfItem(work.db, input.itemId);
  const policy =
    state.metadata.kind === "policyInterpretation"
      ? group?.members.find((member) => member.kind === "policyDocument")
      : undefined;
  const metadata = namedAsInForce(await readChannelList(work.db), state.metadata);
  const content = entryContentOf({
    itemId: input.itemId,
    revNo,
    parents,
    ...(group ? { group: { id: group.groupId, size: group.members.length } } : {}),
    ...(policy ? { interpretationOf: policy.itemId } : {}),
    profile: work.profile,
    metadata,
    releaseDocument,
    hasText: plainText(state.document).trim() !== "",
    attachments,
    maskCount: found.findings.filter(({ findingId }) => found.answers[findingId]?.answer === "mask").length,
    ...(due ? { dueDay: due.day } : {}),
    version: work.version,
    nonce: work.ports.randomBytes(32),
  });
  const row = await storeRevision(work, {
    itemId: input.itemId,
    revNo,
    draftSeq: state.draft.seq,
    body: {
      document: state.document,
      releaseDocument,
      copies: frozenFrom(attachments, state.pictures),
    },
    metadata,
    content,
    ...(parents[0] === undefined ? {} : { parentDigest: parents[0] }),
    note: input.note,
    attachments,
    ...found,
  });
  if (row === "draft-moved-on")
    return refuse("blocked", { facts: { blockers: ["草稿刚刚又被保存，请重试"] } });
  return answer(row);
}
