import { describe, expect, it } from "vitest";

import { meaningParts } from "../../shared/domain/search/everyday-words.ts";
import { foldForSearch } from "../../shared/domain/search/fold.ts";
import { parseSearch } from "../../shared/domain/search/parse-query.ts";
import { onlyAsTyped } from "./palette-model.ts";

/** The words of a query that others are looked for beside. */
const expandedOf = (query: string) =>
  parseSearch(query).words.flatMap(([word]) =>
    word && !word.quoted
      ? (meaningParts(foldForSearch(word.text)) ?? [])
          .filter(({ others }) => others.length > 0)
          .map(({ typed, others }) => ({ from: typed, to: others }))
      : [],
  );

describe("a query as it was typed", () => {
  it.each([
    "公租房",
    "公租房怎么申请",
    "申请公租房 2025",
    "征地 -公示",
    "房产证 公积金",
    // Full width: of signs and numbers, and of characters that a PDF writes with radicals.
    "公租房　２０２５",
    "征地 －公示",
    "\u2f7c年产业",
    "\u2ed3护险",
    "公租房 拆迁 公租房",
    "－公租房 公租房",
    "＂危房＂ 公租房",
  ])("%s: nothing is looked for beside its words any more", (query) => {
    const expanded = expandedOf(query);
    expect(expanded.length).toBeGreaterThan(0);
    const quoted = onlyAsTyped(query, expanded);
    expect(expandedOf(quoted)).toEqual([]);
    for (const { from } of expanded)
      expect(
        parseSearch(quoted)
          .words.flat()
          .map((word) => ({ ...word, text: foldForSearch(word.text) })),
      ).toContainEqual({ text: from, quoted: true });
    expect(parseSearch(quoted).without).toEqual(parseSearch(query).without);
  });
});
