import type { FieldName, FieldType } from "./field-dictionary.ts";
import type { LetterId } from "./letter-id.ts";
import type { LetterFormat } from "./letter-model.ts";
import type { SeriesKey } from "./numbering.ts";
import type { ReliefRule } from "./relief-blocks.ts";

/**
 * A letter template is data: plain values, no functions, so that a newer version can arrive in a signed package
 * and what was used can be stored with the letter. `{{name}}` in a text is a field of the dictionary.
 */
export interface LetterTemplate {
  readonly id: LetterId;
  /** Edition of the text; a change of wording or fields is a new version. */
  readonly version: string;
  /** What lists call it; tells letters with the same title apart. */
  readonly name: string;
  /** What is printed. */
  readonly title: string;
  readonly group: LetterGroup;
  /** When to use it, for the person choosing. */
  readonly when: string;
  /** Citation keys, see `citation.ts`. */
  readonly basis: readonly string[];
  readonly format: LetterFormat;
  /** 类型字 of the number series; absent where the document carries no number. */
  readonly series?: SeriesKey;
  /** How the relief paragraph calls the document. */
  readonly docKind?: DocKind;
  readonly relief: ReliefRule;
  readonly fields: readonly FieldUse[];
  readonly body: readonly BlockTemplate[];
  /** Documents of ours bound behind the letter, in order. */
  readonly attachments?: readonly AttachmentTemplate[];
}

export type LetterGroup = "intake" | "procedure" | "disclosure" | "decision" | "followUp";

export type DocKind = "答复书" | "告知书" | "决定书" | "更正函";

export interface FieldUse {
  readonly name: FieldName;
  /**
   * An empty mandatory field is drawn as a visible gap and blocks signing (LV-01). "blank" is left for the person
   * who fills the form by hand.
   */
  readonly need: "mandatory" | "optional" | "blank";
  /** Another type or label than the dictionary's, where this document asks for another shape. */
  readonly type?: FieldType;
  readonly label?: string;
  /** The value a fresh draft starts with. */
  readonly initial?: string | number | boolean;
}

/** A stretch of a paragraph. */
export type PartTemplate =
  | string
  /** Locked: the law fixes these words. */
  | { readonly law: string; readonly articles: readonly string[]; readonly when?: PartCondition }
  | { readonly text: string; readonly when: PartCondition };

/** Prints the part only when the field has, or has not, this value. */
export interface PartCondition {
  readonly field: FieldName;
  readonly is: "empty" | "filled" | "yes" | "no";
}

export type BlockTemplate =
  | {
      readonly block: "paragraph";
      readonly id: string;
      readonly parts: readonly PartTemplate[];
      readonly role?: "closing" | "contact";
    }
  | { readonly block: "list"; readonly id: string; readonly field: FieldName }
  | { readonly block: "relief"; readonly id: "relief" }
  /** The passages of several answers, see `joint-answer.ts`. */
  | { readonly block: "answers"; readonly id: "answers" }
  /** Names: fixed ones, or those of a list field. */
  | {
      readonly block: "attachments";
      readonly id: "attachments";
      readonly names?: readonly string[];
      readonly field?: FieldName;
    }
  | {
      readonly block: "sheet";
      readonly id: string;
      readonly columns: readonly number[];
      readonly rows: readonly SheetRow[];
    };

/** A row of a bordered sheet: label and value by turns; a label of "" gives a value over the label's column too. */
export interface SheetRow {
  readonly cells: readonly SheetCell[];
  /** Least height in lines. */
  readonly lines?: number;
}

export interface SheetCell {
  readonly label?: string;
  /** Paragraphs of the cell. `{{name|choice}}` prints all options with boxes; `{{reliefParagraph}}` the relief block. */
  readonly value?: readonly string[];
  readonly span: number;
}

export type AttachmentTemplate =
  | { readonly title: string; readonly letter: LetterId }
  | { readonly title: string; readonly field: FieldName };
