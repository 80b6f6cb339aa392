/** Bank cards: Luhn (ISO/IEC 7812-1 annex B) and the issuer prefixes in use in China. Input is ASCII digits. */

export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = digits.length - 1, double = false; index >= 0; index -= 1, double = !double) {
    let value = digits.charCodeAt(index) - 48;
    if (double) {
      value *= 2;
      if (value > 9) value -= 9;
    }
    sum += value;
  }
  return sum % 10 === 0;
}

/** UnionPay's own range: with Luhn it is enough without a label. */
export function isUnionPay(digits: string): boolean {
  return digits.startsWith("62") && digits.length >= 16 && digits.length <= 19;
}

/** Any prefix a card in use may have: UnionPay, Visa, Mastercard, JCB and the early domestic ones. */
export function hasIssuerPrefix(digits: string): boolean {
  if (isUnionPay(digits)) return true;
  const length = digits.length;
  const four = Number(digits.slice(0, 4));
  if (length === 16) {
    if (four >= 4000 && four <= 4999) return true;
    if (four >= 5100 && four <= 5599) return true;
    if (four >= 2221 && four <= 2720) return true;
    if (four >= 3528 && four <= 3589) return true;
    if (four >= 8100 && four <= 8171) return true;
    if (four === 6011 || (four >= 6500 && four <= 6599)) return true;
  }
  return (
    length >= 16 &&
    length <= 19 &&
    (four === 9558 || four === 9559 || (four >= 6000 && four <= 6099 && length >= 18))
  );
}
