import { describe, expect, it } from "vitest";

import type { Instant } from "../../../shared/kernel/calendar-day.ts";
import { decidedTag, decidedTodayWords } from "./decided-words.ts";

describe("what was decided, in words", () => {
  it.each([
    [{ reviews: 6, latestAt: "2026-09-16T02:41:00.000Z" as Instant }, "今天审结 6 件，最近一件 10:41"],
    [{ reviews: 0 }, "今天还没有审结的"],
  ])("%j is %s", (today, words) => {
    expect(decidedTodayWords(today)).toBe(words);
  });

  it.each([
    [{ decision: "agree", conclusion: "discloseRedacted", opinion: false }, "删减（脱敏）后公开", "done"],
    [{ decision: "agree", conclusion: "withhold", opinion: false }, "不予公开", "plain"],
    [{ decision: "agree", opinion: false }, "同意", "done"],
    [{ decision: "return", conclusion: "returned", opinion: true }, "意见：退回修改", "soon"],
    [{ decision: "refer", conclusion: "referred", opinion: false }, "报请确定", "soon"],
  ] as const)("%j is the tag %s", (row, label, kind) => {
    expect(decidedTag(row)).toMatchObject({ label, kind });
  });
});
