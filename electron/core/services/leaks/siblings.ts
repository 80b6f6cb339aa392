import { readRelease } from "../../../../db/readers/after-release.ts";
import { readSiblings, type Sibling } from "../../../../db/readers/leaks.ts";
import { readRevision } from "../../../../db/readers/items.ts";
import { blockKeys } from "../../../../shared/domain/review/reviewed-blocks.ts";
import { revisionDocuments } from "../items/read-items.ts";
import type { Work } from "../work.ts";

/** Shorter paragraphs are formulas (「现予公示」) and tie nothing together. */
const tellingLength = 16;

/** Other releases with the same item, telling paragraphs, attachments or data. */
export async function siblingsOf(work: Work, publicationId: string): Promise<readonly Sibling[]> {
  const release = await readRelease(work.db, publicationId);
  const revision = release ? await readRevision(work.db, release.revisionId) : undefined;
  if (!revision) return [];
  const { document, releaseDocument } = revisionDocuments(revision.body);
  const positions = blockKeys(document, releaseDocument).flatMap((key, position) => {
    const [, text = ""] = key ? (JSON.parse(key) as string[]) : [];
    return text.length >= tellingLength ? [position] : [];
  });
  return readSiblings(work.db, publicationId, positions);
}
