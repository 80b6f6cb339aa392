/**
 * The numbers the screening finds, as a grep would have to be told them: in every way the formats of the field allow them to be typed
 * (full width, in groups, with signs of no width, masked), but without checks, labels, columns or what makes a number public. One
 * alternative for each kind, the longer before the shorter; read alike by `rg` and by a `RegExp` with the flag `u`.
 */
const digit = "[0-9０-９]";
/** What may stand between the groups of a number: blanks, hyphens, dots, signs of no width. */
const gap = "[ \u00a0\u3000\u2000-\u200f\u2060\ufeff·•\\-－‐-―]{0,2}";
const mask = "[*＊xXｘＸ×●○■□◆▲█#＃·•]";

/** The same characters in full width too. */
const wide = (characters: string): string =>
  `[${characters}${characters.replace(/[0-9A-Za-z]/gu, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))}]`;
const many = (one: string, from: number, to = from): string => `(?:${one}${gap}){${from},${to}}`;

const monthAndDay = `${wide("01")}${gap}${digit}${gap}${wide("0-3")}${gap}${digit}${gap}`;
const letter = "[A-ZＡ-Ｚ]";
const codeOfUnits = "[0-9A-HJ-NPQRTUWXYa-z０-９Ａ-Ｚ]";
const degrees = `${digit}{1,3}[.．]${digit}{4,}`;

export const numberPatterns: readonly string[] = [
  // Mail addresses and positions, which begin with what would be a number.
  "[0-9A-Za-z０-９._%+-]+[@＠][0-9A-Za-z-]+(?:[.．][0-9A-Za-z-]+)+",
  `[东西]经[度:： 为]{0,3}${digit}{1,3}[^，,。；\\n]{1,16}[，,、 ]{1,2}[南北]纬[度:： 为]{0,3}${digit}{1,2}[^，,。；\\n]{1,16}`,
  `[南北]纬[度:： 为]{0,3}${digit}{1,2}[^，,。；\\n]{1,16}[，,、 ]{1,2}[东西]经[度:： 为]{0,3}${digit}{1,3}[^，,。；\\n]{1,16}`,
  `"l[na][gt]":${degrees},"l[na][gt]":${degrees}`,
  `${digit}{1,3}°[^，,。；\\n]{1,14}[NSEW北南东西]?[，,、 ]{1,2}[NSEW北南东西]?${digit}{1,3}°[^，,。；\\n]{1,14}`,
  `[NSEW北南东西]?${degrees}°?[NSEW]?[，,、 ]{1,2}[NSEW北南东西]?${degrees}°?[NSEW]?`,
  // Numbers somebody masked.
  `${many(digit, 1, 10)}${many(mask, 2, 14)}(?:${digit}{0,5}${wide("0-9Xx")})?`,
  // Identity numbers of 18 places, bank cards, codes of units, identity numbers of 15 places.
  `${wide("1-9")}${gap}${many(digit, 5)}(?:${wide("1")}${gap}${wide("89")}|${wide("2")}${gap}${wide("0")})${gap}${many(digit, 2)}${monthAndDay}${many(digit, 3)}${wide("0-9Xx")}`,
  `${wide("2-69")}${gap}${many(digit, 14, 18)}${digit}${codeOfUnits}{0,3}`,
  `${codeOfUnits}{2}${many(digit, 6)}${codeOfUnits}{10}`,
  `${wide("1-9")}${gap}${many(digit, 7)}${monthAndDay}${many(digit, 2)}${digit}`,
  // Telephones.
  `(?:[(（]?[+＋]?(?:00)?86[)）]?${gap})?${wide("1")}${gap}${wide("3-9")}${gap}${many(digit, 8)}${digit}`,
  `[(（]?${wide("0")}${gap}${many(digit, 2, 3)}[)）]?${gap}${wide("2-8")}${gap}${many(digit, 5, 6)}${digit}`,
  // Plates; passports and permits; numbers of social security.
  `[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新]${gap}${letter}${gap}[A-HJ-NP-Z0-9Ａ-Ｚ０-９]{4,6}[挂学警港澳]?`,
  `${letter}${gap}[A-Z0-9Ａ-Ｚ０-９]${gap}${many(digit, 6, 9)}${digit}`,
  `${digit}{8,12}`,
];
