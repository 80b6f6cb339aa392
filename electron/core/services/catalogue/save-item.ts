import { readCatalogueItemOfCode, readCatalogueItemState } from "../../../../db/readers/catalogue.ts";
import { insertCatalogueItem, updateCatalogueItem } from "../../../../db/writers/catalogue.ts";
import type {
  retireCatalogueItem as retireOperation,
  saveCatalogueItem as saveOperation,
} from "../../../../shared/contract/catalogue.ts";
import type { ParsedInputOf } from "../../../../shared/contract/operation.ts";
import {
  catalogueItemProblem,
  missingElements,
} from "../../../../shared/domain/publication/catalogue-item.ts";
import { detectClassificationMark } from "../../../../shared/domain/screening/secret-mark.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf } from "../../ports/ports.ts";
import { write, type Work } from "../work.ts";

const savingOf = (work: Work, itemId: string, reason: string) => ({
  itemId,
  reason,
  accountId: work.actor.accountId,
  personId: work.actor.personId,
  at: instantOf(work.ports),
});

/** A catalogue is published itself: what is marked as secret does not come into it (V7). */
function markIn(...texts: readonly string[]) {
  const mark = detectClassificationMark(texts.join("\n"));
  return mark ? refuse("secret-mark") : undefined;
}

export async function saveCatalogueItem(work: Work, input: ParsedInputOf<typeof saveOperation>) {
  const channels = [...new Set(input.item.channels)];
  const item = { ...input.item, channels };
  const problem = catalogueItemProblem(item, input.reason);
  if (problem) return refuse("catalogue-item-invalid", { facts: { problem } });
  const { itemCode, level1, level2, contentElements, legalBasis } = item;
  const { subjectOrgan, responsibleUnit, responsiblePost } = item;
  const marked = markIn(
    itemCode,
    level1,
    level2,
    subjectOrgan,
    responsibleUnit,
    responsiblePost,
    input.reason,
    ...contentElements,
    ...legalBasis.flatMap(({ title, number, article }) => [title, number, article]),
  );
  if (marked) return marked;
  const state = input.itemId === undefined ? undefined : await readCatalogueItemState(work.db, input.itemId);
  if (input.itemId !== undefined && !state) return refuse("unknown-catalogue-item");
  if (state?.retired === 1) return refuse("catalogue-item-retired");
  if ((state?.version ?? 0) !== input.basedOn) return refuse("catalogue-moved-on");
  const holder = await readCatalogueItemOfCode(work.db, itemCode);
  if (holder && holder.id !== input.itemId) return refuse("catalogue-code-taken", { facts: { itemCode } });
  const itemId = input.itemId ?? work.ports.newId();
  const missing = missingElements(item);
  const saved = await write(work, async (tx, audit) => {
    const saving = savingOf(work, itemId, input.reason);
    if (!state) await insertCatalogueItem(tx, item, saving);
    else if (!(await updateCatalogueItem(tx, item, { ...saving, basedOn: input.basedOn }))) return false;
    audit({
      act: "catalogue.saved",
      subjectKind: "catalogue",
      subjectId: itemId,
      detail: { itemCode, version: input.basedOn + 1, missing: missing.length },
    });
    return true;
  });
  if (!saved) return refuse("catalogue-moved-on");
  work.changed("catalogue");
  return answer({ itemId, missing });
}

export async function retireCatalogueItem(work: Work, input: ParsedInputOf<typeof retireOperation>) {
  const { itemId, basedOn, retired, reason } = input;
  const state = await readCatalogueItemState(work.db, itemId);
  if (!state) return refuse("unknown-catalogue-item");
  if (state.version !== basedOn) return refuse("catalogue-moved-on");
  if ((state.retired === 1) === retired) return refuse("nothing-changed");
  const marked = markIn(reason);
  if (marked) return marked;
  const done = await write(work, async (tx, audit) => {
    const changed = await updateCatalogueItem(
      tx,
      { retired },
      { ...savingOf(work, itemId, reason), basedOn },
    );
    if (changed)
      audit({
        act: retired ? "catalogue.retired" : "catalogue.restored",
        subjectKind: "catalogue",
        subjectId: itemId,
        detail: { itemCode: state.item_code, version: basedOn + 1 },
      });
    return changed;
  });
  if (!done) return refuse("catalogue-moved-on");
  work.changed("catalogue");
  return answer({ itemId });
}
