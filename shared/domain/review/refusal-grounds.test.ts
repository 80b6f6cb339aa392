import { describe, expect, it } from "vitest";

import { reviewConclusions, type ReviewConclusion } from "./review-stages.ts";
import {
  conclusionNeedsGround,
  conclusionNeedsWords,
  isRefusalGround,
  namesItsGround,
  refusalGrounds,
} from "./refusal-grounds.ts";

describe("V11 the grounds of a refusal", () => {
  it("are those of 条例14, 15 and 16 and nothing else", () => {
    expect(refusalGrounds).toHaveLength(7);
    for (const ground of refusalGrounds) expect(ground).toMatch(/第十[四五六]条/);
  });

  it("are named by every conclusion that keeps something back, and asked of no other", () => {
    const keeping: readonly ReviewConclusion[] = ["withhold", "disclosePartial"];
    for (const conclusion of Object.keys(reviewConclusions) as ReviewConclusion[]) {
      expect([conclusion, conclusionNeedsGround(conclusion)]).toEqual([
        conclusion,
        keeping.includes(conclusion),
      ]);
      expect([conclusion, namesItsGround(conclusion, [])]).toEqual([
        conclusion,
        !keeping.includes(conclusion),
      ]);
    }
  });

  it("are none of 依申请公开, which asks for words where the paper was drafted for everybody", () => {
    expect(namesItsGround("onApplicationOnly", [])).toBe(true);
    expect(conclusionNeedsWords("onApplicationOnly", "proactive")).toBe(true);
    expect(conclusionNeedsWords("onApplicationOnly", "onApplication")).toBe(false);
    expect(conclusionNeedsWords("disclose", "proactive")).toBe(false);
    expect(conclusionNeedsWords(undefined, "proactive")).toBe(false);
  });

  it.each(["", "领导要求不公开", "条例第十四条", "内部事务信息", "toString", "国家秘密（第十七条）"])(
    "are not “%s”",
    (ground) => {
      expect(isRefusalGround(ground)).toBe(false);
      expect(namesItsGround("withhold", [ground])).toBe(false);
      expect(namesItsGround("withhold", [refusalGrounds[0] ?? "", ground])).toBe(false);
    },
  );
});
