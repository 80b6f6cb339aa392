import { readFileFindings } from "../../../../db/readers/draft-findings.ts";
import { putFileFindings } from "../../../../db/writers/draft-findings.ts";
import { putAttachmentScreening } from "../../../../db/writers/items.ts";
import { mayEditItem } from "../../../../shared/domain/access/policy.ts";
import { screenedAgain } from "../../../../shared/domain/screening/screened-again.ts";
import { answer, refuse } from "../answer.ts";
import { isDiskFull, write, type Work } from "../work.ts";
import { identifyFindings, type DraftFinding } from "./draft-findings.ts";
import { readWorkingCopy } from "./draft-state.ts";
import { refuseFile } from "./write-items.ts";

/**
 * Screens a file of a draft again, from the store and by the rules in force, so that nobody has to bring the file once
 * more when the rules became newer. It changes no content: a running review goes on with its own copies.
 */
export async function screenAttachmentAgain(
  work: Work,
  input: { itemId: string; attachmentId: string; workId?: string | undefined },
) {
  const copy = await readWorkingCopy(work.db, input.itemId);
  if (!copy) return refuse("unknown-item");
  if (!mayEditItem(work.actor, copy.item)) return refuse("not-allowed");
  const attachment = copy.attachments.find(({ attachmentId }) => attachmentId === input.attachmentId);
  if (!attachment) return refuse("unknown-attachment");
  const { attachmentId, fileName, digest } = attachment;
  const bytes = await work.blobs.get(digest);
  if (!bytes) return refuse("attachment-damaged");
  const file = await work.watched.run(input.workId, (watch) => work.desk.readFile(bytes, fileName, watch));
  if (!file.ok) return refuseFile(work, file, bytes.length);
  const found = identifyFindings(digest, file.findings, () => fileName, attachmentId);
  try {
    const fresh = await write(work, async (tx, audit) => {
      const now = await readWorkingCopy(tx, input.itemId);
      const standing = now?.attachments.find((each) => each.attachmentId === attachmentId);
      if (!now || !standing) return undefined;
      const before = await readFileFindings(tx, attachmentId);
      const answers = new Map(before.flatMap(({ passage, answer }) => (answer ? [[passage, answer]] : [])));
      const findings = screenedAgain<DraftFinding>({
        before: before.map(({ passage, id: _id, words: _words, answer: _answer, ...finding }) => ({
          ...finding,
          findingId: passage,
        })),
        found,
        answers: Object.fromEntries(answers),
        rulesBefore: standing.screenedBy,
        rules: work.rules.label,
        sameWords: true,
      });
      await putFileFindings(
        tx,
        attachmentId,
        findings.map(({ findingId: passage, ...finding }) => ({
          ...finding,
          passage,
          answer: answers.get(passage),
        })),
      );
      await putAttachmentScreening(tx, attachmentId, work.rules.label);
      const count = findings.filter(({ newUnder }) => newUnder === work.rules.label).length;
      audit({
        act: "item.attachmentScreened",
        subjectKind: "item",
        subjectId: input.itemId,
        detail: { attachmentId, digest, before: standing.screenedBy, rules: work.rules.label, fresh: count },
      });
      return count;
    });
    if (fresh === undefined) return refuse("unknown-attachment");
    work.changed("items", `item:${input.itemId}`);
    return answer({ fresh, rules: work.rules.label });
  } catch (error) {
    if (isDiskFull(error)) return refuse("disk-full");
    throw error;
  }
}
