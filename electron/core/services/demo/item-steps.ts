import { itemMetadata, type ItemMetadata } from "../../../../shared/contract/items.ts";
import { addWorkdays, officialCalendar } from "../../../../shared/domain/clock/index.ts";
import type { StructuredDocument } from "../../../../shared/domain/item/structured-document.ts";
import { postCheckPoints, type PostCheckPoint } from "../../../../shared/domain/publication/post-check.ts";
import { dayOfInstant, type CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { instantOf } from "../../ports/ports.ts";
import { answerDraftFindings } from "../items/answer-findings.ts";
import { openItem } from "../items/read-items.ts";
import { screenDraft } from "../items/screen-draft.ts";
import { createItem, saveDraft } from "../items/write-items.ts";
import { recordPostCheck } from "../publications/after-release.ts";
import { release } from "../publications/release.ts";
import { openReview } from "../reviews/open-review.ts";
import { demoPassphrase } from "./demo-people.ts";
import { at, must, type Person, type Stage } from "./demo-stage.ts";
import type { DemoText } from "./demo-texts.ts";

/** A paper begins with its title, as the reader sees it on the page. */
function titled(title: string, document: StructuredDocument): StructuredDocument {
  if (document.content[0]?.type === "title") return document;
  return {
    ...document,
    content: [{ type: "title", content: [{ type: "text", text: title }] }, ...document.content],
  };
}

export async function draft(
  stage: Stage,
  person: Person,
  text: Pick<DemoText, "kind" | "title" | "docNumber" | "document">,
  metadata: Partial<ItemMetadata>,
): Promise<string> {
  const work = stage.as(person);
  const { itemId } = must(await createItem(work, { title: text.title, kind: text.kind }), "create");
  must(
    await saveDraft(work, {
      itemId,
      draftSeq: 0,
      document: titled(text.title, text.document),
      metadata: itemMetadata.parse({
        title: text.title,
        kind: text.kind,
        docNumber: text.docNumber,
        disclosureProperty: "proactive",
        ...metadata,
      }),
      voidReview: false,
    }),
    "save",
  );
  await screenDraft(work, itemId);
  return itemId;
}

/** Answers every finding of a draft the way a careful drafter would: numbers and addresses masked, the rest kept. */
export async function answerAll(
  stage: Stage,
  person: Person,
  itemId: string,
  alsoKept: readonly string[] = [],
): Promise<void> {
  const work = stage.as(person);
  const item = must(await openItem(work, { itemId }), "open");
  const groups = new Map<string, string[]>();
  for (const finding of item.findings) {
    const keep = [
      "NAME",
      "TYPO",
      "PLATE",
      "OUTDATED_ORGAN",
      "SENSITIVE_WORD",
      "LANDLINE",
      ...alsoKept,
    ].includes(finding.type);
    const key = keep ? "keep" : "mask";
    groups.set(key, [...(groups.get(key) ?? []), finding.findingId]);
  }
  for (const [key, findingIds] of groups) {
    must(
      await answerDraftFindings(work, {
        itemId,
        findingIds,
        answer: key === "keep" ? "keep" : "mask",
        note: key === "keep" ? "公示办法要求公开姓名和有关情况" : "",
      }),
      "answer",
    );
  }
}

export async function openReviewFor(stage: Stage, person: Person, itemId: string): Promise<string> {
  return must(await openReview(stage.as(person), { itemId }), "open review").reviewId;
}

/** Releases what is approved; the next working day somebody holds the page against it, when that day has come. */
export async function releaseAndCheck(
  stage: Stage,
  reviewId: string,
  digest: string,
  today: CalendarDay,
): Promise<void> {
  const released = dayOfInstant(instantOf(stage.as("hejing").ports));
  const { publicationId } = must(
    await release(stage.as("hejing"), { reviewId, digest, passphrase: demoPassphrase }),
    "release",
  );
  const checked = addWorkdays(released, 1, officialCalendar).day;
  if (checked >= today) return;
  at(stage, checked, 60);
  must(
    await recordPostCheck(stage.as("zhoumin"), {
      publicationId,
      result: "same",
      points: Object.keys(postCheckPoints) as PostCheckPoint[],
      place: "云州市人民政府网站“政府信息公开”栏目",
      note: "",
    }),
    "check after release",
  );
}
