import type { Block } from "../block.ts";

const isLocal = (code: number): boolean =>
  (code >= 48 && code <= 57) ||
  (code >= 65 && code <= 90) ||
  (code >= 97 && code <= 122) ||
  code === 46 ||
  code === 95 ||
  code === 45 ||
  code === 43 ||
  code === 37;

/** Mail addresses outside of .gov.cn, read outwards from the sign. */
export function detectEmails(block: Block): void {
  const { text } = block;
  for (const at of block.atSigns) {
    let start = at;
    while (start > 0 && at - start < 64 && isLocal(text.charCodeAt(start - 1))) start -= 1;
    while (start < at && /[.\-+]/u.test(text.charAt(start))) start += 1;
    if (start === at) continue;
    const domain = /^[0-9A-Za-z](?:[0-9A-Za-z-]{0,40}\.){1,6}[A-Za-z]{2,12}(?![0-9A-Za-z])/u.exec(
      text.slice(at + 1, at + 120),
    );
    if (!domain || /(?:^|\.)gov\.cn$/iu.test(domain[0])) continue;
    block.report({ type: "EMAIL", start, end: at + 1 + domain[0].length, ruleId: "email-private" });
  }
}
