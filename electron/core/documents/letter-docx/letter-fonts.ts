/** The fonts of GB/T 9704-2012. Names only: fonts are never embedded, and never silently replaced in the file. */
export interface LetterFonts {
  readonly body: string;
  readonly kai: string;
  readonly hei: string;
  readonly song: string;
  readonly head: string;
  /** Font of digits and Latin letters; the body font unless the organ wants another, so that counts stay stable. */
  readonly latin?: string;
}

export const standardFonts: LetterFonts = {
  body: "仿宋_GB2312",
  kai: "楷体_GB2312",
  hei: "黑体",
  song: "宋体",
  head: "方正小标宋简体",
};

/** The same family for every script, so that no word processor mixes one in. */
export function fontFamily(
  name: string,
  latin?: string,
): { readonly ascii: string; readonly hAnsi: string; readonly eastAsia: string; readonly cs: string } {
  const western = latin ?? name;
  return { ascii: western, hAnsi: western, eastAsia: name, cs: western };
}
