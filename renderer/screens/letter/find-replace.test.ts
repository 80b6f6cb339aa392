import { describe, expect, it } from "vitest";

import { findInDraft, replaceInDraft } from "./find-replace.ts";
import type { LetterDraft } from "./letter-draft.ts";

const draft: LetterDraft = {
  fields: {
    searchSummary: "在档案室检索，档案室无记载",
    providedList: [{ title: "档案室目录", pages: 3 }],
    withheldItems: [{ passage: "档案室附表", ground: "processInformation", reason: "尚在研究" }],
    serviceMethod: "post",
    publishedOn: "2026-03-02",
  },
  unlocked: { "finding.1": { text: "档案室", reason: "合并" } },
};

describe("find and replace in a letter", () => {
  it("counts words in typed texts, lists and tables", () => {
    expect(findInDraft(draft, "档案室")).toEqual([
      { name: "searchSummary", label: "检索情况概述", count: 2 },
      expect.objectContaining({ name: "providedList", count: 1 }),
      expect.objectContaining({ name: "withheldItems", count: 1 }),
    ]);
  });

  it("replaces everywhere, or in one field, and leaves locked clauses, codes and days alone", () => {
    const all = replaceInDraft(draft, "档案室", "资料室");
    expect(findInDraft(all, "档案室")).toEqual([]);
    expect(all.unlocked).toBe(draft.unlocked);
    const one = replaceInDraft(draft, "档案室", "资料室", new Set(["searchSummary"]));
    expect(findInDraft(one, "档案室").map(({ name }) => name)).toEqual(["providedList", "withheldItems"]);
    expect(replaceInDraft(draft, "p", "x").fields).toMatchObject({
      serviceMethod: "post",
      withheldItems: [{ ground: "processInformation" }],
    });
    expect(replaceInDraft(draft, "2026", "2027").fields["publishedOn"]).toBe("2026-03-02");
  });

  it("takes the words as they are: $& and dots mean nothing", () => {
    expect(replaceInDraft(draft, "档案室", "$&").fields["searchSummary"]).toBe("在$&检索，$&无记载");
    expect(findInDraft(draft, ".")).toEqual([]);
    expect(replaceInDraft(draft, "", "甲")).toBe(draft);
  });
});
