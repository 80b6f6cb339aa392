/**
 * The public form of a personal value (defaults of the review handbook, §5). Masking is applied to the clean
 * copy only; nothing here can be turned back. Groups, prefixes and separators are dropped, so that the shape of
 * the original does not add what the mask takes away.
 */

const foldedDigits = /[０-９Ａ-Ｚａ-ｚ]/gu;
const notIdentifying = /[\s\u200b-\u200d\u2060\ufeff\u00ad·•\-－—（）]/gu;

function plain(value: string): string {
  return value
    .replace(foldedDigits, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(notIdentifying, "");
}

const stars = (count: number): string => "*".repeat(Math.max(count, 0));

/** First 4 and last 4 of 18; a 15-digit number keeps 4 and 3, so that its birth date is gone as well. */
function maskIdCard(value: string): string {
  const text = plain(value).toUpperCase();
  if (text.length < 15) return stars(text.length);
  const tail = text.length === 15 ? 3 : 4;
  return text.slice(0, 4) + stars(text.length - 4 - tail) + text.slice(-tail);
}

function maskMobile(value: string): string {
  const digits = plain(value).replace(/[()+]/gu, "").slice(-11);
  return digits.length === 11 ? `${digits.slice(0, 3)}****${digits.slice(7)}` : stars(digits.length);
}

function maskBankCard(value: string): string {
  const digits = plain(value);
  return digits.length > 8 ? stars(digits.length - 4) + digits.slice(-4) : stars(digits.length);
}

/** 「鲁D·***12」: province and issuing letter, then only the last two. */
function maskPlate(value: string): string {
  const text = plain(value).toUpperCase();
  return text.length < 5
    ? stars(text.length)
    : `${text.slice(0, 2)}·${stars(text.length - 4)}${text.slice(-2)}`;
}

const compoundSurname =
  /^(?:欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台|皇甫|宗政|濮阳|公冶|太叔|申屠|公孙|慕容|仲孙|钟离|长孙|宇文|司徒|鲜于|司空|闾丘|令狐|呼延|拓跋|百里|东郭|西门|南郭|第五|左丘|梁丘|东门|轩辕|纳兰)/u;

/** 「张某某」: the surname stays, each further character becomes 某. Names with a middle dot keep the first part's first character. */
function maskName(value: string): string {
  const text = value.replace(/\s/gu, "");
  const characters = Array.from(text);
  if (/[·•・]/u.test(text)) return `${characters[0] ?? ""}某某`;
  const kept = compoundSurname.test(text) && characters.length > 2 ? 2 : 1;
  return characters.slice(0, kept).join("") + "某".repeat(Math.min(Math.max(characters.length - kept, 1), 2));
}

/** Down to the village or community (村/社区), or the street or town, whichever comes last before the door. */
function maskAddress(value: string): string {
  for (const ending of [
    /^.*?(?:行政村|社区|村委会|村)/u,
    /^.*?(?:街道|镇|乡|苏木)/u,
    /^(?:.*?市)?.*?(?:区|县|旗|市)/u,
  ]) {
    const match = ending.exec(value);
    if (match && match[0].length > 2) return `${match[0]}***`;
  }
  return "***";
}

function maskEmail(value: string): string {
  const at = value.search(/[@＠]/u);
  return at > 0 ? `${value[0] ?? ""}***@${value.slice(at + 1)}` : "***";
}

function keepEnds(value: string, head: number, tail: number): string {
  const text = plain(value);
  if (text.length <= head + tail + 1) return stars(text.length);
  return text.slice(0, head) + stars(text.length - head - tail) + text.slice(text.length - tail);
}

/**
 * The masked form of `value` found as `type`. Types that are no personal value (marks, slips) and types this
 * table does not know are covered whole, one 「*」 a character, at most eight: never the original.
 */
export function maskValue(type: string, value: string): string {
  switch (type) {
    case "ID_CARD":
    case "ID_CARD_MASKED":
      return maskIdCard(value);
    case "MOBILE":
    case "MOBILE_MASKED":
      return maskMobile(value);
    case "BANK_CARD":
    case "BANK_CARD_MASKED":
      return maskBankCard(value);
    case "LANDLINE":
      return "****";
    case "PASSPORT":
    case "PERMIT":
    case "SOCIAL_SECURITY":
      return keepEnds(value, 1, 2);
    case "PLATE":
      return maskPlate(value);
    case "EMAIL":
      return maskEmail(value);
    case "NAME":
      return maskName(value);
    case "ADDRESS":
      return maskAddress(value);
    default:
      return stars(Math.min(Math.max(Array.from(value).length, 1), 8));
  }
}
