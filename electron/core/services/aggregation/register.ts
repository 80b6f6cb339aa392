import {
  readOutsideTexts,
  readRegisterSize,
  readUnregistered,
  type UnregisteredPublication,
} from "../../../../db/readers/aggregation.ts";
import { readRevision } from "../../../../db/readers/items.ts";
import { registerSource, replaceFacts } from "../../../../db/writers/aggregation.ts";
import type { ParsedInputOf } from "../../../../shared/contract/operation.ts";
import type { importOutside as importOperation } from "../../../../shared/contract/aggregation.ts";
import { extractionVersion, type Fact } from "../../../../shared/domain/aggregation/facts.ts";
import { factsOfText } from "../../../../shared/domain/aggregation/facts-of-text.ts";
import { plainText } from "../../../../shared/domain/item/plain-text.ts";
import { classificationMarks } from "../../../../shared/domain/screening/secret-mark.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf } from "../../ports/ports.ts";
import { revisionDocuments } from "../items/read-items.ts";
import { isDiskFull, write, type Work } from "../work.ts";

/** The facts a revision discloses: of its release copy, with its masks applied, never of what stays inside. */
export function factsOfRevision(title: string, body: unknown): readonly Fact[] {
  return factsOfText(title, plainText(revisionDocuments(body).releaseDocument));
}

/** Registers papers in one transaction; how many facts they gave. */
async function registerPublications(work: Work, rows: readonly UnregisteredPublication[]): Promise<number> {
  const read: { readonly row: UnregisteredPublication; readonly facts: readonly Fact[] }[] = [];
  for (const row of rows) {
    const revision = await readRevision(work.db, row.revisionId);
    if (!revision) throw new Error("publication without its revision");
    read.push({ row, facts: factsOfRevision(row.title, revision.body) });
  }
  await write(work, async (tx) => {
    for (const { row, facts } of read)
      await registerSource(tx, {
        id: row.publicationId,
        publication: row,
        organName: work.profile.organName,
        title: row.title,
        docNumber: row.docNumber,
        publishedOn: row.releasedOn,
        facts,
        at: instantOf(work.ports),
      });
  });
  return read.reduce((sum, { facts }) => sum + facts.length, 0);
}

/** How many papers a check registers on its way; what is over is said beside the result and done by the rebuild. */
const catchUpAtOnce = 200;

/** Registers what was released before there was a register. */
export async function catchUp(
  work: Work,
): Promise<{ readonly compared: number; readonly unregistered: number }> {
  const size = await readRegisterSize(work.db, extractionVersion);
  if (size.registered < size.publications)
    await registerPublications(work, await readUnregistered(work.db, extractionVersion, catchUpAtOnce));
  return registerState(work);
}

/** How much of what is out the register holds. */
export async function registerState(
  work: Work,
): Promise<{ readonly compared: number; readonly unregistered: number }> {
  const size = await readRegisterSize(work.db, extractionVersion);
  return {
    compared: size.registered + size.outside,
    unregistered: Math.max(0, size.publications - size.registered),
  };
}
/** Reads every paper that is out anew, some at a time, so that the screen is answered in between. */
export async function rebuildRegister(work: Work) {
  let facts = 0;
  try {
    // Every publication counts as unread by a version that is still to come.
    const all = await readUnregistered(work.db, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
    for (let from = 0; from < all.length; from += catchUpAtOnce)
      facts += await registerPublications(work, all.slice(from, from + catchUpAtOnce));
    const outside = await readOutsideTexts(work.db);
    for (const { sourceId, title, text } of outside) {
      const read = factsOfText(title, text);
      facts += read.length;
      await write(work, (tx) => replaceFacts(tx, sourceId, read));
    }
    await write(work, async (_tx, audit) => {
      audit({
        act: "aggregation.rebuilt",
        subjectKind: "aggregation",
        subjectId: "register",
        detail: { registered: all.length, outside: outside.length, facts },
      });
    });
    return answer({ registered: all.length, outside: outside.length, facts });
  } catch (error) {
    if (isDiskFull(error)) return refuse("disk-full");
    throw error;
  }
}

/** Takes in what other organs have published. A text with a secrecy mark is refused before anything is kept (V7). */
export async function importOutside(work: Work, input: ParsedInputOf<typeof importOperation>) {
  const marked = input.papers.findIndex(
    (paper) => classificationMarks(`${paper.title}\n${paper.text}`).length > 0,
  );
  if (marked >= 0) return refuse("secret-mark", { facts: { position: marked + 1 } });
  const read = input.papers.map((paper) => ({ paper, facts: factsOfText(paper.title, paper.text) }));
  try {
    const added = await write(work, async (tx, audit) => {
      let count = 0;
      for (const { paper, facts } of read) {
        const isNew = await registerSource(tx, {
          id: work.ports.newId(),
          outsideText: paper.text,
          organName: paper.organName,
          title: paper.title,
          docNumber: paper.docNumber,
          publishedOn: paper.publishedOn,
          facts,
          at: instantOf(work.ports),
        });
        if (isNew) count += 1;
      }
      audit({
        act: "aggregation.imported",
        subjectKind: "aggregation",
        subjectId: "register",
        detail: { added: count, known: read.length - count },
      });
      return count;
    });
    return answer({ added, known: read.length - added });
  } catch (error) {
    if (isDiskFull(error)) return refuse("disk-full");
    throw error;
  }
}
