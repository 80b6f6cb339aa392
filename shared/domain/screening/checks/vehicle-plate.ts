/**
 * Vehicle plates (GA 36-2018, and the special ones of the armed police and embassies). The text is folded; a middle
 * dot is 「·」. Matches at one place only; never searches.
 */

export const plateProvinces = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新";

const serial = "A-HJ-NP-Z";
const separator = "[ ·\\-]{0,2}";

const ordinary = new RegExp(
  `^[A-Z]${separator}(?:[${serial}0-9]{5}|[${serial}0-9]{4}(?:挂|学|警|领|港|澳|试|超)|[${serial}0-9]{5}临)(?![A-Za-z0-9])`,
  "u",
);
const newEnergySmall = new RegExp(`^[A-Z]${separator}[A-HJK][${serial}0-9][0-9]{4}(?![A-Za-z0-9])`, "u");
const newEnergyLarge = new RegExp(`^[A-Z]${separator}[0-9]{5}[A-HJK](?![A-Za-z0-9])`, "u");
const emergency = new RegExp(`^X${separator}[${serial}0-9]{4,5}应急`, "u");
const armedPolice = new RegExp(
  `^WJ${separator}[${plateProvinces}]${separator}[0-9]{4}[0-9A-Z](?![A-Za-z0-9])`,
  "u",
);
const embassy = /^使[ ·-]?\d{6}(?!\d)/u;

export interface PlateMatch {
  readonly length: number;
  /** The outline is so particular that no label is needed. */
  readonly strong: boolean;
}

/** The plate that begins with the province character at the start of `window`, if any. */
export function plateAt(window: string): PlateMatch | undefined {
  const rest = window.slice(1);
  for (const pattern of [newEnergySmall, newEnergyLarge, emergency]) {
    const match = pattern.exec(rest);
    if (match) return { length: 1 + match[0].length, strong: true };
  }
  const match = ordinary.exec(rest);
  if (!match) return undefined;
  const value = match[0].replace(/[ ·-]/gu, "");
  const digits = value.replace(/\D/gu, "").length;
  // GA 36: at most two letters among the five places of the serial; fewer digits is a name that starts alike.
  // A trailer may have three.
  if (digits < (value.endsWith("挂") ? 2 : 3)) return undefined;
  return { length: 1 + match[0].length, strong: /[·挂学警领港澳]/u.test(match[0]) || digits >= 3 };
}

/** The plate of the armed police (WJ) or of an embassy (使) at the start of `window`, if any. */
export function specialPlateAt(window: string): PlateMatch | undefined {
  const match = armedPolice.exec(window) ?? embassy.exec(window);
  return match ? { length: match[0].length, strong: match[0].startsWith("WJ") } : undefined;
}
