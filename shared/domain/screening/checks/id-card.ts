/**
 * Resident identity numbers (GB 11643-1999), residence permits of Hong Kong, Macao and Taiwan residents, and the
 * foreigners' permanent residence card in its 18-digit form (2017/2023). Input is folded: ASCII digits, X upper case.
 */

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const checkCharacters = "10X98765432";

/** The check character of the first 17 digits by ISO 7064 MOD 11-2. */
export function idCardCheck(seventeen: string): string {
  let sum = 0;
  for (let index = 0; index < weights.length; index += 1)
    sum += (seventeen.charCodeAt(index) - 48) * (weights[index] as number);
  return checkCharacters.charAt(sum % 11);
}

const provinces = new Set(
  "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83".split(
    " ",
  ),
);

/** Whether two digits are a province of GB/T 2260, or one of the codes given to Hong Kong, Macao and Taiwan. */
export function isProvinceCode(two: string): boolean {
  return provinces.has(two);
}

/**
 * Whether six digits can be a region. County codes change and old numbers stay valid, so only what never changes
 * is checked: the province, and that prefecture and county are not impossible. 81/82/83 are only used with 0000.
 */
export function isRegionCode(six: string): boolean {
  const province = six.slice(0, 2);
  if (!provinces.has(province)) return false;
  if (province >= "81") return six.slice(2) === "0000";
  if (province === "71") return true;
  // Hainan became a province in 1988 with its counties right under it, 460001 to 460036, until they became 4690.
  if (province === "46" && six < "460040") return six >= "460001";
  return six.slice(2, 4) !== "00";
}

/**
 * The last birth date taken as real when the caller gives no day: the core is pure and has no clock. Raised with
 * each version of the rules.
 */
export const LAST_BIRTH_DATE = "20261231";

/** Whether YYYYMMDD is a real day from 1900 to `latest` (also YYYYMMDD). */
export function isBirthDate(eight: string, latest = LAST_BIRTH_DATE): boolean {
  const month = Number(eight.slice(4, 6));
  const day = Number(eight.slice(6, 8));
  if (eight < "19000101" || eight > latest || month < 1 || month > 12 || day < 1) return false;
  const year = Number(eight.slice(0, 4));
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days =
    month === 2 ? (leap ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return day <= days;
}

/** A valid 18-character resident number or residence permit number. */
export function isIdCard18(number: string, latest = LAST_BIRTH_DATE): boolean {
  if (!/^\d{17}[\dX]$/u.test(number)) return false;
  return (
    isRegionCode(number.slice(0, 6)) &&
    isBirthDate(number.slice(6, 14), latest) &&
    idCardCheck(number) === number.charAt(17)
  );
}

/** A valid 18-digit foreigners' permanent residence number: 9, province, ISO 3166-1 country, birth date, sequence, check. */
export function isForeignerIdCard(number: string, latest = LAST_BIRTH_DATE): boolean {
  if (!/^9\d{16}[\dX]$/u.test(number)) return false;
  return (
    isProvinceCode(number.slice(1, 3)) &&
    number.slice(3, 6) >= "004" &&
    number.slice(3, 6) <= "894" &&
    isBirthDate(number.slice(6, 14), latest) &&
    idCardCheck(number) === number.charAt(17)
  );
}

/** A possible first-generation number: region and YYMMDD of the 1900s; there is no check digit. */
export function isIdCard15(number: string): boolean {
  return (
    /^\d{15}$/u.test(number) &&
    Number(number.slice(0, 2)) < 70 &&
    isRegionCode(number.slice(0, 6)) &&
    isBirthDate(`19${number.slice(6, 12)}`)
  );
}
