const datePattern = /^\s*(?:\d{4}年\d{1,2}月\d{1,2}日|[二〇○零一二三四五六七八九十]+年.{1,3}月.{1,3}日)\s*$/u;

/** The date over which neighbouring 落款 lines stand centred: their last one, where it is a date (GB/T 9704-2012, 7.3.5.1). */
export function dateBelow(lines: readonly string[]): string | undefined {
  const last = lines.at(-1);
  return last !== undefined && datePattern.test(last) ? last : undefined;
}
