import type { FindingClass, Severity, TextFindingType } from "../finding-types.ts";

/** One screening rule as data: what it looks for, where that comes from, how hard it is, and whose it is. */
export interface ScreeningRule {
  readonly id: string;
  readonly type: TextFindingType;
  readonly class: FindingClass;
  readonly severity: Severity;
  /** The standard, law or rule of style it rests on. */
  readonly source: string;
  /** What the reviewer reads. */
  readonly explanation: string;
  readonly enabled: boolean;
  /** "product" for the rules that are delivered; a department's name for its own. */
  readonly owner: string;
}
