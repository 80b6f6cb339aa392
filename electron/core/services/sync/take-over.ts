import { readItem } from "../../../../db/readers/items.ts";
import { insertItem, insertRevision, putDraft } from "../../../../db/writers/items.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf } from "../../ports/ports.ts";
import type { DraftFinding } from "../items/draft-findings.ts";
import { findingOfRevision } from "../items/freeze-revision.ts";
import { screenDocument, screenDraft } from "../items/screen-draft.ts";
import { cachesOf, putAttachment, type ReadAttachment } from "../items/write-items.ts";
import { isDiskFull, write, type Work } from "../work.ts";
import {
  fetchCentralFiles,
  metadataOf,
  readCentral,
  textOf,
  type CentralVersion,
} from "./central-version.ts";
import { putTaken } from "./merge-base.ts";

/** Takes an item of the own unit that another workstation released, as a draft that builds on the center's version. */
export async function takeOver(work: Work, input: { objectId: string }) {
  const { objectId } = input;
  if (await readItem(work.db, objectId)) return refuse("item-here-already");
  const theirs = await readCentral(work, objectId);
  if (!theirs.ok) return refuse(theirs.error);
  const { content, withdrawn } = theirs.value;
  if (withdrawn) return refuse("already-published");
  const files = await fetchCentralFiles(
    work,
    theirs.value,
    content.files.map(({ name }, position) => ({ position, name })),
  );
  if (!files.ok) return files;
  // Screened like a file that is brought in, before it is here: the rules of another workstation say nothing of these.
  const found = await screenDocument(work, objectId, textOf(content));
  try {
    await putTakenItem(work, theirs.value, files.value, found);
    await screenDraft(work, objectId);
  } catch (error) {
    if (isDiskFull(error)) return refuse("disk-full");
    throw error;
  }
  work.changed("items");
  return answer({ itemId: objectId });
}

async function putTakenItem(
  work: Work,
  version: CentralVersion,
  files: readonly ReadAttachment[],
  found: readonly DraftFinding[] | undefined,
): Promise<void> {
  const { content, head, bytes } = version;
  const { objectId } = content;
  const metadata = metadataOf(content);
  const at = instantOf(work.ports);
  const attachmentIds = new Map(files.map(({ attachmentId }) => [attachmentId, work.ports.newId()]));
  await write(work, async (tx, audit) => {
    await insertItem(tx, {
      id: objectId,
      kind: metadata.kind,
      drafterAccountId: work.actor.accountId,
      drafterPersonId: work.actor.personId,
      unitName: work.actor.unitName,
      state: "drafting",
      at,
      ...cachesOf(metadata),
    });
    await putDraft(tx, {
      itemId: objectId,
      seq: 0,
      body: textOf(content),
      metadata,
      changedSinceRevision: false,
      screening: found ? "done" : "failed",
      findings: found ?? [],
      screenedBy: found ? work.rules.label : "",
      answers: {},
      savedBy: work.actor.accountId,
      at,
    });
    for (const file of files) await putAttachment(tx, audit, objectId, file, at);
    await putTaken(tx, objectId, head);
    // The center's version is the first revision here, verbatim: what is changed can be held against it.
    await insertRevision(tx, {
      id: work.ports.newId(),
      itemId: objectId,
      revNo: 1,
      body: { document: textOf(content), releaseDocument: textOf(content), copies: [] },
      metadata,
      content: bytes,
      contentDigest: head,
      // Rules that did not read it are not named.
      rulesVersion: found ? work.rules.label : "",
      note: "取用中心现行稿",
      accountId: work.actor.accountId,
      personId: work.actor.personId,
      at,
      attachments: files.map(({ attachmentId, fileName, mediaType, sizeBytes, digest }) => ({
        id: attachmentIds.get(attachmentId) ?? "",
        fileName,
        mediaType,
        size: sizeBytes,
        digest,
      })),
      findings: [...(found ?? []), ...files.flatMap((file) => file.findings)].map((finding) =>
        findingOfRevision(work, finding, attachmentIds),
      ),
    });
    audit({ act: "sync.itemTakenOver", subjectKind: "item", subjectId: objectId, detail: { head } });
  });
}
