import { readDraft, readItem } from "../../../../db/readers/items.ts";
import { putDraftFindings } from "../../../../db/writers/items.ts";
import { putSearchText } from "../../../../db/writers/search.ts";
import { plainText } from "../../../../shared/domain/item/plain-text.ts";
import { parseStructuredDocument } from "../../../../shared/domain/item/structured-document.ts";
import { searchTerms } from "../../../../shared/domain/search/bigrams.ts";
import type { Work } from "../work.ts";
import { identifyFindings, placeInDocument } from "./draft-findings.ts";

/**
 * Screens the saved draft in a worker and puts the result beside it, unless its text moved on meanwhile: then the
 * later save has its own screening under way. What only added or removed a file leaves the text as it was screened.
 * Refreshes the search index of the item in the same transaction.
 */
export async function screenDraft(work: Work, itemId: string): Promise<void> {
  await screenStanding(work, itemId, "running");
}

/** Screens a draft once more that was screened when it was saved: by the rules in force now. */
export async function screenDraftAgain(work: Work, itemId: string): Promise<void> {
  await screenStanding(work, itemId, "done");
}

async function screenStanding(work: Work, itemId: string, standing: "running" | "done"): Promise<void> {
  const draft = await readDraft(work.db, itemId);
  const item = await readItem(work.db, itemId);
  if (!draft || !item || draft.screening !== standing) return;
  const parsed = parseStructuredDocument(draft.body);
  if (!parsed.ok) return;
  const text = plainText(parsed.value);
  let result: { readonly screening: "done" | "failed"; readonly findings: readonly object[] };
  try {
    const findings = await work.desk.screenText(text);
    result = {
      screening: "done",
      findings: identifyFindings("text", findings, placeInDocument(parsed.value)),
    };
  } catch {
    // The worker may die alone; the person sees "not finished" and can save again.
    result = { screening: "failed", findings: [] };
    work.ports.log({ level: "warn", event: "screening-failed", itemId });
  }
  const terms = { title: searchTerms(item.title), body: searchTerms(text) };
  await work.db.transaction().execute(async (tx) => {
    const now = await readDraft(tx, itemId);
    if (!now || JSON.stringify(now.body) !== JSON.stringify(draft.body)) return;
    const put = await putDraftFindings(tx, itemId, now.seq, result);
    if (put) await putSearchText(tx, item.seq * 2, terms);
  });
  work.changed("items", `item:${itemId}`);
}
