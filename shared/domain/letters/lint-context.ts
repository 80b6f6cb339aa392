import type { CalendarDay } from "../../kernel/calendar-day.ts";
import type { DisclosureObstacle } from "../application/consultation.ts";
import type { FieldName } from "./field-dictionary.ts";
import type { LetterFields } from "./field-values.ts";
import type { LetterModel } from "./letter-model.ts";
import type { LetterTemplate } from "./letter-template.ts";
import type { AnswerPart, LetterSettings } from "./compose-letter.ts";
import type { LintFinding } from "./lint-finding.ts";
import type { LegalSource } from "./legal-source.ts";

/**
 * What the checks need to know beside the letter itself. Facts that are not given are not guessed: the rules that
 * need them are reported as unchecked.
 */
export interface LintContext {
  readonly template: LetterTemplate;
  readonly model: LetterModel;
  readonly fields: LetterFields;
  /** Fields an example fills because nobody told them: no day among them is held against another. */
  readonly untold?: ReadonlySet<FieldName>;
  readonly settings?: LetterSettings;
  /** 文号 and 成文日期 come at signing; before it they may be empty. */
  readonly stage?: "drafting" | "signing";
  readonly profile?: { readonly organName: string; readonly officeHeadName?: string };
  readonly applicant?: {
    readonly name: string;
    readonly idNumber?: string;
    readonly phone?: string;
    readonly email?: string;
    readonly address?: string;
    /** Who else applied in the same application. */
    readonly others?: readonly {
      readonly name: string;
      readonly idNumber?: string;
      readonly phone?: string;
      readonly address?: string;
    }[];
  };
  /** A third party whose identity is public (a published permit holder, say) may be named. */
  readonly thirdParty?: { readonly name: string; readonly identityPublic?: boolean };
  /** The day on which a letter without a date of its own is looked at. */
  readonly today?: CalendarDay;
  /** The day this document must leave, from the clock. */
  readonly due?: CalendarDay;
  /** Is there a search record of this case? */
  readonly searchRecord?: boolean;
  /** 能否区分处理: the answer given in the case. */
  readonly separability?: "separable" | "notSeparable" | "unanswered";
  /** 法律、法规、规章是否规定应当公开: the answer given in the case. */
  readonly disclosureRequired?: "required" | "notRequired" | "unanswered";
  readonly prohibitingSource?: LegalSource;
  readonly attachments?: readonly LintAttachment[];
  /** How many files are attached to the letter, reviewed or not. */
  readonly enclosed?: number;
  readonly previousExtensions?: number;
  readonly previousCorrectionNotices?: number;
  /** Third parties of the case that may still object, were not decided about, or were not told (条例15, 32). */
  readonly disclosureHolds?: readonly DisclosureHold[];
  /** Why the tariff chosen in a fee notice may not be used (收费办法3–5). */
  readonly feeObstacle?: { readonly reason: string; readonly article: string };
  /** In a letter with several answers: each, with what the checks of its own letter found. */
  readonly answers?: readonly CheckedAnswer[];
}

export interface CheckedAnswer extends AnswerPart {
  readonly findings: readonly LintFinding[];
}

export interface DisclosureHold {
  readonly obstacle: DisclosureObstacle;
}

export interface LintAttachment {
  readonly name: string;
  readonly digest: string;
  /** Digest the passed review covers; absent when none passed. */
  readonly reviewedDigest?: string;
  readonly hiddenDataRemoved: boolean;
}
