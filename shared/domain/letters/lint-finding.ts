import type { FieldName } from "./field-dictionary.ts";

/** The checks before signing; LT rules concern the official text only and never block. */
export type LintRuleId =
  | "LV-01"
  | "LV-02"
  | "LV-03"
  | "LV-04"
  | "LV-05"
  | "LV-06"
  | "LV-07"
  | "LV-08"
  | "LV-09"
  | "LV-10"
  | "LV-11"
  | "LV-12"
  | "LV-13"
  | "LV-14"
  | "LV-15"
  | "LT-01";

export interface LintFinding {
  readonly ruleId: LintRuleId;
  /** "blocks" keeps the letter from being signed: the law would make it invalid, or it would leak. */
  readonly severity: "blocks" | "look";
  /** For the person, in Chinese; never repeats personal data or a mark. */
  readonly message: string;
  readonly blockId?: string;
  readonly field?: FieldName;
  /** Citation key of what the rule rests on. */
  readonly article: string;
  readonly repair?: LintRepair;
  /** In a letter with several answers: the answer it is about, which is written in a letter of its own. */
  readonly answerLetterId?: string;
}

/** What puts it right in one step. */
export type LintRepair =
  | { readonly kind: "fillField"; readonly field: FieldName }
  | { readonly kind: "setField"; readonly field: FieldName; readonly value: string }
  | { readonly kind: "restoreClause"; readonly clauseId: string }
  | { readonly kind: "openDocument"; readonly letter: string }
  | { readonly kind: "openAnswer"; readonly letterId: string; readonly label: string }
  | { readonly kind: "answerQuestion"; readonly question: string };
