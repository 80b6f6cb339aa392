import { readDraft, readItem, type DraftRecord } from "../../../../db/readers/items.ts";
import { putDraftFindings } from "../../../../db/writers/items.ts";
import { putSearchEntry } from "../../../../db/writers/search.ts";
import { plainText } from "../../../../shared/domain/item/plain-text.ts";
import {
  parseStructuredDocument,
  type StructuredDocument,
} from "../../../../shared/domain/item/structured-document.ts";
import { screenedAgain } from "../../../../shared/domain/screening/screened-again.ts";
import { itemEntry } from "../../../../shared/domain/search/search-entry.ts";
import type { Work } from "../work.ts";
import {
  identifyFindings,
  parseDraftAnswers,
  parseDraftFindings,
  placeInDocument,
  type DraftFinding,
} from "./draft-findings.ts";

/**
 * Screens the saved draft in a worker and puts the result beside it, unless its text moved on meanwhile: then the
 * later save has its own screening under way. What only added or removed a file leaves the text as it was screened.
 * Refreshes the search index of the item in the same transaction.
 */
export async function screenDraft(work: Work, itemId: string): Promise<void> {
  const draft = await readDraft(work.db, itemId);
  if (!draft) return;
  if (draft.screening === "running") return await screenStanding(work, draft, false);
  try {
    await refreshSearch(work, draft);
  } finally {
    // The words are as they were screened, but what is registered about them may be new: what blocks the review is counted anew.
    work.changed("items", `item:${itemId}`);
  }
}

/** Screens a draft once more where it was screened by other rules than those in force now. */
export async function screenDraftAgain(work: Work, itemId: string): Promise<void> {
  const draft = await readDraft(work.db, itemId);
  if (draft?.screening === "done" && draft.screenedBy !== work.rules.label)
    await screenStanding(work, draft, true);
}

/** The words are those that were screened; the title may be another. */
async function refreshSearch(work: Work, draft: DraftRecord): Promise<void> {
  const item = await readItem(work.db, draft.itemId);
  const parsed = parseStructuredDocument(draft.body);
  if (!item || !parsed.ok) return;
  const entry = itemEntry(item.title, plainText(parsed.value));
  await work.db.transaction().execute(async (tx) => {
    const now = await readDraft(tx, draft.itemId);
    if (now?.seq === draft.seq) await putSearchEntry(tx, item.seq * 2, entry);
  });
}

/** What the rules in force find in a text; undefined when the worker died over it: then it counts as unread. */
export async function screenDocument(
  work: Work,
  itemId: string,
  document: StructuredDocument,
): Promise<readonly DraftFinding[] | undefined> {
  try {
    const found = await work.desk.screenText(plainText(document));
    return identifyFindings("text", found, placeInDocument(document));
  } catch {
    // The worker may die alone; the person sees "not finished" and can save again.
    work.ports.log({ level: "warn", event: "screening-failed", itemId });
    return undefined;
  }
}

async function screenStanding(work: Work, draft: DraftRecord, sameWords: boolean): Promise<void> {
  const { itemId } = draft;
  const item = await readItem(work.db, itemId);
  const parsed = parseStructuredDocument(draft.body);
  if (!item || !parsed.ok) return;
  const text = plainText(parsed.value);
  const found = await screenDocument(work, itemId, parsed.value);
  const entry = itemEntry(item.title, text);
  await work.db.transaction().execute(async (tx) => {
    const now = await readDraft(tx, itemId);
    if (!now || JSON.stringify(now.body) !== JSON.stringify(draft.body)) return;
    const before = parseDraftFindings(now.findings);
    const result = found
      ? {
          screening: "done" as const,
          findings: screenedAgain({
            before,
            found,
            answers: parseDraftAnswers(now.answers),
            rulesBefore: now.screenedBy === "" ? undefined : now.screenedBy,
            rules: work.rules.label,
            sameWords,
            text,
          }),
          screenedBy: work.rules.label,
        }
      : { screening: "failed" as const, findings: before, screenedBy: now.screenedBy };
    const put = await putDraftFindings(tx, itemId, now.seq, result);
    if (put) await putSearchEntry(tx, item.seq * 2, entry);
  });
  work.changed("items", `item:${itemId}`);
}
