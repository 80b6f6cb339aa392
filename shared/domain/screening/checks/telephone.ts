/** Numbers of the public telephone networks of the mainland (MIIT numbering plan). Input is ASCII digits. */

const assigned = new Set<string>();
for (const range of [
  "130-139",
  "145-153",
  "155-159",
  "162-162",
  "165-167",
  "170-178",
  "180-193",
  "195-199",
]) {
  const [from, to] = range.split("-").map(Number);
  for (let prefix = from ?? 0; prefix <= (to ?? 0); prefix += 1) assigned.add(String(prefix));
}

/** Eleven digits with a prefix assigned to telephones. 140, 141, 144 are 13-digit machine numbers, 160… unassigned. */
export function isMobile(digits: string): boolean {
  return digits.length === 11 && assigned.has(digits.slice(0, 3));
}

/** Eleven digits that could become a mobile number when a prefix is assigned; only with a telephone label. */
export function isPossibleMobile(digits: string): boolean {
  return digits.length === 11 && /^1[3-9]/u.test(digits);
}

/** Length of the area code at the start of `digits` (with its 0), or 0. */
export function areaCodeLength(digits: string): number {
  if (!digits.startsWith("0")) return 0;
  if (/^0(?:10|2[0-57-9])/u.test(digits)) return 3;
  return /^0[3-9]\d\d/u.test(digits) ? 4 : 0;
}

/** A complete fixed line: area code, then a local number of seven or eight digits that begins with 2 to 8. */
export function isLandline(areaCode: string, local: string): boolean {
  if (areaCodeLength(areaCode) !== areaCode.length) return false;
  if (!/^[2-8]\d{6,7}$/u.test(local)) return false;
  return areaCode.length === 4 || local.length === 8;
}
