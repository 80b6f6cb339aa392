import { hiddenFindingTypes } from "../../../../shared/domain/screening/finding-types.ts";
import { maskValue } from "../../../../shared/domain/screening/masking.ts";
import { replacementOf } from "../../../../shared/domain/screening/public-forms.ts";
import { foldText, valuesIn } from "../../documents/release/withheld.ts";
import type { SignatureOutlook } from "../../../../shared/contract/items.ts";
import { err, ok, type Result } from "../../../../shared/kernel/result.ts";
import { answer, refuse } from "../answer.ts";
import type { CopiedPicture, ScreenedFinding, WithheldValue, Work } from "../work.ts";
import type { DraftAnswer, DraftFinding, Found } from "./draft-findings.ts";
import { readAllFound, readWorkingCopy, type WorkingCopy } from "./draft-state.ts";

/** An attachment as it will be reviewed and, if approved, released: the bytes of its clean copy. */
export interface ReleaseAttachment {
  readonly attachmentId: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly digest: string;
  /** What the copy does not keep of the original; empty where the file itself goes out. */
  readonly losses: readonly string[];
  /** What a file that goes out as it is carries besides what is seen. */
  readonly stays: readonly string[];
  /** Digest of the file as it was attached. */
  readonly source: string;
  /** What became of its pictures, where the copy was made anew. */
  readonly pictures: readonly CopiedPicture[];
}

/**
 * What is answered "须遮盖", wherever it was found: a value masked in the text is masked in every attachment too, and
 * the other way round. Hidden data is not a value to look for: a clean copy has none.
 */
export function withheldValues(
  findings: readonly Pick<DraftFinding, "findingId" | "type" | "value">[],
  answers: Readonly<Record<string, Pick<DraftAnswer, "answer" | "note">>>,
): readonly WithheldValue[] {
  const values = new Map<string, WithheldValue>();
  for (const { findingId, type, value } of findings) {
    const given = answers[findingId];
    if (given?.answer !== "mask" || type in hiddenFindingTypes) continue;
    const replacement = replacementOf(given.note);
    values.set(`${type}\u0000${value}`, {
      type,
      value,
      ...(replacement === undefined ? {} : { replacement }),
    });
  }
  return [...values.values()];
}

/**
 * What a new screening found and nobody answered: neither kept nor dismissed, and not what a mask left to be read
 * (云州市城区*** may look like a finding again; it is the form the rule asks for).
 */
export function unanswered(
  found: readonly ScreenedFinding[],
  findings: readonly {
    readonly type: string;
    readonly value: string;
    readonly masked?: boolean;
    readonly answer?: Pick<DraftAnswer, "answer" | "note">;
  }[],
): readonly ScreenedFinding[] {
  const folded = (text: string): string => foldText(text).text;
  const answered = new Set<string>();
  const maskedForms = new Set<string>();
  for (const { type, value, masked, answer } of findings) {
    if (masked || answer?.answer === "mask") {
      const replacement = answer?.answer === "mask" ? replacementOf(answer.note) : undefined;
      maskedForms.add(`${type}\u0000${folded(replacement ?? maskValue(type, value))}`);
    } else if (answer) answered.add(`${type}\u0000${folded(value)}`);
  }
  const isPartOfForm = (type: string, value: string): boolean => {
    for (const form of maskedForms) if (form.startsWith(`${type}\u0000`) && form.includes(value)) return true;
    return false;
  };
  return found.filter(({ type, value, severity }) => {
    if (severity !== "must-fix") return false;
    const key = `${type}\u0000${folded(value)}`;
    // Nearly always it is a whole form: only what is none is looked for in all of them.
    return !answered.has(key) && !maskedForms.has(key) && !isPartOfForm(type, folded(value));
  });
}

/** How many withheld values a text still holds, however they are spaced or written. */
export function valuesLeftIn(text: string, values: readonly Pick<WithheldValue, "value">[]): number {
  return valuesIn(foldText(text).text, values);
}

const treatmentsOf = ({ pictures }: Pick<WorkingCopy, "pictures">) =>
  pictures.map(({ digest, decision, regions }) => ({ digest, decision, regions }));

/**
 * What would become of the electronic signature of an attached file if the draft were sent to review as it is: the
 * drafter is told before what reviewers are told of the copy. Empty where the file is not signed.
 */
export async function foretellSignature(work: Work, input: { itemId: string; attachmentId: string }) {
  const state = await readWorkingCopy(work.db, input.itemId);
  if (!state) return refuse("unknown-item");
  const file = state.attachments.find(({ attachmentId }) => attachmentId === input.attachmentId);
  if (!file) return refuse("unknown-attachment");
  const bytes = await work.blobs.get(file.digest);
  if (!bytes) return refuse("attachment-damaged");
  const found = await readAllFound(work.db, state);
  const withheld = withheldValues(found.findings, found.answers);
  const told = await work.desk.foretellSigned(bytes, file.fileName, withheld, treatmentsOf(state));
  return answer<SignatureOutlook>(
    !told ? {} : told.ok ? { losses: told.losses, stays: told.stays } : { problem: told.message },
  );
}

/**
 * The clean copies of a draft's attachments, stored durably before the revision that names them. The originals stay in
 * the store and are never part of a revision. Errors: a sentence a file that has no clean copy.
 */
export async function releaseAttachments(
  work: Work,
  state: Pick<WorkingCopy, "attachments" | "pictures">,
  { findings, answers }: Found,
): Promise<Result<readonly ReleaseAttachment[], readonly string[]>> {
  const withheld = withheldValues(findings, answers);
  const answered = findings.map(({ findingId, type, value }) => {
    const answer = answers[findingId];
    return { type, value, ...(answer ? { answer } : {}) };
  });
  const copies: ReleaseAttachment[] = [];
  const problems: string[] = [];
  for (const attachment of state.attachments) {
    const original = await work.blobs.get(attachment.digest);
    if (!original) {
      problems.push(`附件“${attachment.fileName}”在库中已经损坏，请重新上传`);
      continue;
    }
    const made = await work.desk.releaseFile(original, attachment.fileName, withheld, treatmentsOf(state));
    if (!made.ok) {
      problems.push(`附件“${attachment.fileName}”：${made.message}`);
      continue;
    }
    const left = unanswered(made.mustFix, answered);
    if (left.length > 0) {
      problems.push(
        `附件“${attachment.fileName}”的公开件里还有${left.length}处必须处理的内容没有列为发现，请改好附件后重新添加`,
      );
      continue;
    }
    copies.push({
      attachmentId: attachment.attachmentId,
      fileName: made.fileName,
      mediaType: made.mediaType,
      sizeBytes: made.bytes.length,
      digest: made.rebuilt ? await work.blobs.put(made.bytes) : attachment.digest,
      losses: made.losses,
      stays: made.stays,
      source: attachment.digest,
      pictures: made.pictures,
    });
  }
  return problems.length > 0 ? err(problems) : ok(copies);
}
