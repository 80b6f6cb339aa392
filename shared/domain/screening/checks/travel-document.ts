/**
 * Shapes of passports and exit-entry permits. All of them are common among models and file numbers, so a shape
 * alone is never enough: the caller must have seen the document's name. Input folded, upper case, no separators.
 */

export function isPassportNumber(value: string): boolean {
  return (
    /^(?:E\d{8}|E[A-HJ-NP-Z]\d{7}|G\d{8}|1[45]\d{7})$/u.test(value) ||
    /^(?:DE|SE|PE)\d{7}$/u.test(value) ||
    /^[DSP]\d{7,8}$/u.test(value) ||
    /^(?:[KH]\d{8}|KJ\d{7}|MA\d{7})$/u.test(value)
  );
}

/** Passports of other countries: letters and digits, six to nine, with digits in the majority. */
export function isForeignPassportNumber(value: string): boolean {
  return /^[A-Z]{0,3}\d{6,9}[A-Z]?$/u.test(value) && value.length >= 7 && value.length <= 10;
}

/** 往来港澳通行证, 往来台湾通行证, 港澳居民来往内地通行证: a letter and digits. */
export function isPermitNumber(value: string): boolean {
  return /^(?:[CWLT]\d{8}|[CL][A-HJ-NP-Z]\d{7}|[HM]\d{8}(?:\d{2})?)$/u.test(value);
}

/** 台湾居民来往大陆通行证: eight digits, earlier ten and a letter. */
export function isTaiwanPermitNumber(value: string): boolean {
  return /^(?:\d{8}|\d{10}[A-Z]?|[A-Z]\d{8})$/u.test(value);
}
