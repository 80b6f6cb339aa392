import { foldString } from "./normalise.ts";

/** A value as it is held against others: the same words however they are spaced or written. Empty: nothing to compare. */
export const equalWords = (value: string): string => foldString(value).replaceAll(/\s+/gu, "").toUpperCase();
