import { formatCitation } from "../../../shared/domain/letters/citation.ts";

export interface ShortCitation {
  /** The short name of the law, as the office says it: 条例, 复议法. */
  readonly law: string;
  /** 第三十七条第二款, or empty when the key names a law as a whole. */
  readonly article: string;
}

/** A citation key (条例37②) as it stands in a margin: the short name of the law and the article in words. */
export function shortCitation(key: string): ShortCitation {
  const whole = formatCitation(key);
  const match = /^《.*?》(第.*)$/u.exec(whole);
  // A law as a whole keeps its short name; what is no law (办理惯例) is called what it is.
  if (!match?.[1]) return { law: whole.startsWith("《") ? key : whole, article: "" };
  return { law: /^\D+?(?=\d)/u.exec(key)?.[0] ?? key, article: match[1] };
}

/** 「条例第三十七条」 */
export function citationWords(key: string): string {
  const { law, article } = shortCitation(key);
  return `${law}${article}`;
}
