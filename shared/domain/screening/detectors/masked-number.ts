/** Which number stands behind a mask, judged by what is left of it, its length and its label. */
import { isProvinceCode } from "../checks/id-card.ts";
import type { ColumnKind } from "../tables.ts";

export type MaskedType = "ID_CARD_MASKED" | "MOBILE_MASKED" | "BANK_CARD_MASKED";

/** `value`: digits, 「*」 and X, upper case, without separators. At least four characters must be covered. */
export function maskedType(
  value: string,
  label: ColumnKind | undefined,
  column: boolean,
): MaskedType | undefined {
  if (!/^[\dX*]+$/u.test(value)) return undefined;
  const covered = longestCover(value);
  const digits = value.replace(/\D/gu, "").length;
  if (covered < 4 || digits < 2) return undefined;
  const length = value.length;
  const last = value.replace(/X$/u, "0");
  if (label === "id") return length >= 8 && length <= 20 ? "ID_CARD_MASKED" : undefined;
  if (label === "bank")
    return length >= 8 && length <= 21 && /\d/u.test(value) ? "BANK_CARD_MASKED" : undefined;
  if (label === "mobile" || label === "phone") {
    if (length >= 9 && length <= 13) return /^(?:86)?1|^\*/u.test(value) ? "MOBILE_MASKED" : undefined;
  }
  if (
    column &&
    label !== undefined &&
    label !== "neutral" &&
    label !== "name" &&
    label !== "phone" &&
    label !== "mobile"
  )
    return undefined;
  if (length === 11 && /^1[3-9*]/u.test(value) && digits >= 4) return "MOBILE_MASKED";
  if (length === 13 && /^861[3-9]/u.test(value)) return "MOBILE_MASKED";
  const province = isProvinceCode(value.slice(0, 2));
  if (length === 18 || length === 15) {
    // No way of masking identity numbers leaves three at the end.
    const bankLike = /^62(?:1[3-9]|2[0-8])|^62.*\*\d{3}$/u.test(value);
    if (province && !bankLike) return "ID_CARD_MASKED";
    if (value.startsWith("*") && digits >= 4 && /\d{3}[\dX]$/u.test(last)) return "ID_CARD_MASKED";
  }
  if (length >= 15 && length <= 20 && /^(?:62|4\d|5[1-5]|35|9558)/u.test(value)) {
    if (length === 18 && province && !value.startsWith("62")) return "ID_CARD_MASKED";
    return "BANK_CARD_MASKED";
  }
  if (length >= 16 && length <= 19 && province && /^\d{3,14}[*X]{4,}/u.test(value)) return "ID_CARD_MASKED";
  // 「莫**，4502****0917」: credit cards begin so as well, but papers print identity numbers; a label of a card was asked above.
  if (length >= 11 && length < 15 && /^(?:62\d{2,4}|9558|4\d{3}|5[1-5]\d{2})[*X]{4,}\d{4}$/u.test(value))
    return province && !value.startsWith("62") ? "ID_CARD_MASKED" : "BANK_CARD_MASKED";
  return undefined;
}

/** Characters covered in a row: stars, or X inside of digits (a closing X is the check character). */
function longestCover(value: string): number {
  let longest = 0;
  for (const match of value.matchAll(/[*X]+/gu)) longest = Math.max(longest, match[0].length);
  return longest;
}
