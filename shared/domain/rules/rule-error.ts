/** Why a question cannot be answered. No value of the input is repeated: it may be content. */
export type RuleError =
  | { readonly type: "unknown-kind" }
  /** Nothing in the input fits a rule of this kind, or a fact the rule turns on is missing (`field`). */
  | { readonly type: "unsupported-input"; readonly field?: string }
  | {
      readonly type: "invalid-value";
      readonly field: string;
      readonly expected: "day" | "moment" | "integer" | "text" | "boolean" | "list" | "object" | "known-word";
    };

/** Answer of one rule: named results. Keys are stable; later versions only add. */
export type RuleOutput = Readonly<Record<string, unknown>>;
