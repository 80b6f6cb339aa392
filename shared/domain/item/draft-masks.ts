import { replacementOf } from "../screening/public-forms.ts";
import type { Mask } from "./release-document.ts";

/** A finding of a draft with what was answered about it. */
export interface AnsweredFinding {
  readonly type: string;
  readonly start?: number | undefined;
  readonly end?: number | undefined;
  readonly attachmentId?: string | undefined;
  readonly answer?: { readonly answer: string; readonly note: string } | undefined;
}

/** What the answers so far take out of the text: the same for the preview and for the revision that is frozen. */
export function draftMasks(findings: readonly AnsweredFinding[]): readonly Mask[] {
  return findings.flatMap(({ type, start, end, attachmentId, answer }) => {
    if (answer?.answer !== "mask" || attachmentId || start === undefined || end === undefined) return [];
    const replacement = replacementOf(answer.note);
    return [{ start, end, type, ...(replacement === undefined ? {} : { replacement }) }];
  });
}
