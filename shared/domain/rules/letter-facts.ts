import { type CalendarDay, parseCalendarDay } from "../../kernel/calendar-day.ts";
import { type FieldName, fieldSpec, isFieldName } from "../letters/field-dictionary.ts";
import type { LetterFields } from "../letters/field-values.ts";
import type { LetterId } from "../letters/letter-id.ts";
import type { LintAttachment } from "../letters/lint-context.ts";
import type { LintFinding } from "../letters/lint-finding.ts";
import { letterOutcomes } from "../letters/outcome.ts";
import { isReliefBlockId, reliefBlocks } from "../letters/relief-blocks.ts";
import type { WatchedFacts } from "../letters/watched-facts.ts";
import { evaluateDeadline } from "./deadline.ts";
import { nameFacts } from "./question-names.ts";

type Given = Readonly<Record<string, unknown>>;

/** The first of several names a fact may go by. */
export function first(given: Given, ...names: readonly string[]): unknown {
  return names.map((name) => given[name]).find((value) => value !== undefined);
}

/** Fields an example fills because nobody told them: a day among them is held against no other. */
export function untoldFields(filled: LetterFields, told: LetterFields): ReadonlySet<FieldName> {
  return new Set(Object.keys(filled).filter((name) => isFieldName(name) && !(name in told)) as FieldName[]);
}

/** Closed by what the applicant did or left undone: no period of ours runs any more. */
const closedByApplicant: ReadonlySet<LetterId> = new Set([
  "application-deemed-abandoned-correction",
  "application-deemed-abandoned-fee",
  "application-withdrawn",
]);

/**
 * The day by which the document must leave: as told, or by the clock from the day of receipt (条例30, 33; 收费办法6). Nothing where the
 * letter's own day is not told, since there is nothing to hold against it.
 */
export function dueOfFacts(letter: LetterId, { facts, given, note }: WatchedFacts): CalendarDay | undefined {
  if (first(given, "issueDate") === undefined) return undefined;
  const told = parseCalendarDay(first(given, "due", "replyDue", "effectiveDue", "correctionNoticeDue"));
  if (told) return told;
  const started = ["receiptDate", "correctedReceiptDate", "submittedOn", "signedByOrganOn", "confirmedOn"];
  const runs =
    letter === "correction-notice" ||
    letter === "extension-notice" ||
    letter === "fee-notice" ||
    (letterOutcomes[letter] !== undefined && !closedByApplicant.has(letter));
  if (!runs || first(given, ...started) === undefined) return undefined;
  // An extension is told before the period it extends is over.
  const { letter: _letter, issueDate: _issueDate, extensionDays, ...others } = facts;
  const asked = letter === "extension-notice" ? others : { ...others, extensionDays };
  const clock = evaluateDeadline(nameFacts("deadline", asked));
  if (!clock.ok) return undefined;
  const unread = new Set(clock.value["unreadFields"] as readonly string[] | undefined);
  note(Object.keys(asked).filter((name) => !unread.has(name)));
  return parseCalendarDay(
    letter === "correction-notice"
      ? clock.value["correctionNoticeDue"]
      : (clock.value["effectiveDue"] ?? clock.value["replyDue"]),
  );
}

const officeHeadWords = /工作机构(?:的)?负责人|officeHead/iu;
const otherPosts = /承办|经办|处室|科室|科长|处长|^(?:drafter|handler|unitHead)$/u;

/**
 * Who agreed to an extension and who has to (条例33②), by name or, where only posts are told, by post; nothing where neither can be held
 * against the other.
 */
export function approverOf(
  given: Given,
): { readonly approverName: string; readonly officeHead: string } | undefined {
  const approver = first(given, "approverName", "approver", "approvedBy", "extensionApprovedBy");
  const officeHead = first(given, "officeHead", "officeHeadName");
  if (typeof approver !== "string") return undefined;
  if (typeof officeHead === "string") return { approverName: approver, officeHead };
  if (officeHeadWords.test(approver)) return { approverName: approver, officeHead: approver };
  return otherPosts.test(approver) ? { approverName: approver, officeHead: "工作机构负责人" } : undefined;
}

/** LV-02: the block a draft carries, where the question names it, against the one the law gives (law.md §6.4). */
export function checkUsedRelief(given: Given, required: unknown): readonly LintFinding[] {
  const used = first(given, "usedRelief", "reliefBlock", "relief", "wordingUsed", "reliefParagraph");
  if (!isReliefBlockId(used) || !isReliefBlockId(required) || used === required) return [];
  return [
    {
      ruleId: "LV-02",
      severity: "blocks",
      message: `救济途径告知应当为“${reliefBlocks[required].name}”，文书中为“${reliefBlocks[used].name}”`,
      blockId: "relief",
      article: reliefBlocks[required].articles[0],
      repair: { kind: "restoreClause", clauseId: "relief" },
    },
  ];
}

/** LV-08: files named with the digest they have and the one a review covers, in any of the words callers use. */
export function attachmentsOf(given: Given): readonly LintAttachment[] | undefined {
  const listed = given["attachments"];
  if (!Array.isArray(listed)) return undefined;
  const read = listed.map((one: unknown, index): LintAttachment | undefined => {
    if (typeof one !== "object" || one === null) return undefined;
    const file = one as Given;
    const digest = first(file, "digest", "sha256", "hash", "contentHash");
    const reviewed = first(file, "reviewedDigest", "reviewedHash", "approvedHash", "reviewedSha256");
    const hidden = first(file, "hiddenDataRemoved", "clean");
    return {
      name: typeof file["name"] === "string" ? file["name"] : String(index + 1),
      digest: typeof digest === "string" ? digest : "",
      ...(typeof reviewed === "string" ? { reviewedDigest: reviewed } : {}),
      hiddenDataRemoved: hidden !== false && file["hiddenData"] !== true,
    };
  });
  return read.every((one) => one !== undefined) ? read : undefined;
}

/** Days as they were written, which a field of its own no longer shows: 2024年05月06日 (LV-10). */
export function writtenDays(given: Given): string {
  return Object.keys(given)
    .filter((name) => isFieldName(name) && fieldSpec(name).type.type === "date")
    .map((name) => given[name])
    .filter((value) => typeof value === "string" && value.includes("年"))
    .join("；");
}
