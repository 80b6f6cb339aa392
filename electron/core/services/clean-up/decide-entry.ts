import { readRelease, readWithdrawalsOfItem } from "../../../../db/readers/after-release.ts";
import { readEntry } from "../../../../db/readers/clean-up.ts";
import { insertCleanUpDecision } from "../../../../db/writers/clean-up.ts";
import {
  cleanUpProblem,
  withdrawalReasonOf,
  type CleanUpOutcome,
  type NewTerm,
} from "../../../../shared/domain/publication/clean-up.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf, todayOf } from "../../ports/ports.ts";
import { requestWithdrawal } from "../publications/withdraw.ts";
import { write, type Work } from "../work.ts";

/** Decides one entry. Taking down asks for a withdrawal, which has a review of its own (V1); keeping beyond the term asks for a revision with the new one (V3). */
export async function decideCleanUp(
  work: Work,
  input: {
    entryId: string;
    outcome: CleanUpOutcome;
    reason: string;
    newTerm?: NewTerm | undefined;
  },
) {
  const entry = await readEntry(work.db, input.entryId);
  if (!entry) return refuse("unknown-entry");
  if (entry.decision) return refuse("entry-decided");
  const problem = cleanUpProblem(entry, input, todayOf(work.ports));
  if (problem) return refuse(problem);
  const reason = input.reason.trim();
  let withdrawalId: string | undefined;
  if (input.outcome === "withdraw") {
    const asked = await withdrawalOf(work, entry.publicationId, entry, reason);
    if (!asked.ok) return asked;
    withdrawalId = asked.value;
  }
  await write(work, async (tx, audit) => {
    await insertCleanUpDecision(tx, {
      entryId: entry.entryId,
      outcome: input.outcome,
      reason,
      newTerm: input.outcome === "keep" ? input.newTerm : undefined,
      withdrawalId,
      accountId: work.actor.accountId,
      personId: work.actor.personId,
      at: instantOf(work.ports),
    });
    audit({
      act: "cleanup.decided",
      subjectKind: "publication",
      subjectId: entry.publicationId,
      result: input.outcome,
      detail: { batchId: entry.batchId, cause: entry.cause, ...(withdrawalId ? { withdrawalId } : {}) },
    });
  });
  work.changed("cleanUp", "publications");
  return answer(withdrawalId ? { withdrawalId } : {});
}

/** The withdrawal that stands behind the decision: the open one of the item, or a new one. */
async function withdrawalOf(
  work: Work,
  publicationId: string,
  entry: { readonly cause: keyof typeof withdrawalReasonOf },
  note: string,
) {
  const release = await readRelease(work.db, publicationId);
  if (!release) return refuse("unknown-entry");
  const open = (await readWithdrawalsOfItem(work.db, release.itemId)).find((each) => !each.decision);
  if (open) return answer(open.withdrawalId);
  // A term that ends later in this week is not over yet; then it is taken down as replaced, with the reason as note.
  const reason = withdrawalReasonOf[entry.cause];
  const over = release.publicUntil !== undefined && release.publicUntil < todayOf(work.ports);
  if (reason === "expired" && !over) return refuse("term-not-over");
  const asked = await requestWithdrawal(work, { publicationId, reason, note });
  if (asked.ok) return answer(asked.value.withdrawalId);
  return asked.error.code === "not-out" ? refuse("not-out") : refuse("unknown-entry");
}
