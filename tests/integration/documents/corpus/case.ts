import type { HiddenType } from "../../../../electron/core/documents/reading/hidden-types.ts";

/** A made file, what it hides, and the strings a reviewer must see of it. All persons and numbers are invented. */
export interface CorpusCase {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly hidden: readonly HiddenType[];
  readonly evidence?: readonly string[];
  /** Strings that must stand in some part, so that the text engine gets to see them. */
  readonly text?: readonly string[];
}

/** A resident identity number with a right check character (GB 11643-1999). */
export function idNumber(region: string, birth: string, sequence: string): string {
  const body = region + birth + sequence;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(body[index]), 0);
  return body + "10X98765432"[sum % 11];
}

export const person = { name: "诸葛未明", id: idNumber("370481", "19830719", "352"), mobile: "13963700218" };
