import { expect, it } from "vitest";

import { citationWords, shortCitation } from "./short-citation.ts";

it.each([
  ["条例37", "条例", "第三十七条"],
  ["条例33②", "条例", "第三十三条第二款"],
  ["复议法23①(四)", "复议法", "第二十三条第一款第（四）项"],
  ["实践", "办理惯例", ""],
  ["保密法", "保密法", ""],
])("%s", (key, law, article) => {
  expect(shortCitation(key)).toEqual({ law, article });
  expect(citationWords(key)).toBe(law + article);
});
