import { describe, expect, it } from "vitest";

import { screenText } from "../screening/screen-text.ts";
import { papersToMark, scoreTraining } from "./score.ts";
import { trainingPapers, trapKinds, type TrapKind } from "./traps.ts";

const planted = trainingPapers.map((paper) => ({
  paperId: paper.paperId,
  kinds: Object.keys(paper.traps) as TrapKind[],
}));

describe("a training run", () => {
  it("has a trap of every kind and clean papers between them", () => {
    const kinds = new Set(planted.flatMap((each) => each.kinds));
    expect([...kinds].toSorted()).toEqual(Object.keys(trapKinds).toSorted());
    expect(planted.filter((each) => each.kinds.length === 0).length).toBeGreaterThan(2);
  });
  it("shows every paper once, without its traps, in an order of the seed", () => {
    const first = papersToMark(1);
    expect(JSON.stringify(first)).not.toContain("traps");
    expect(first.map((paper) => paper.paperId).toSorted()).toEqual(
      trainingPapers.map((paper) => paper.paperId).toSorted(),
    );
    expect(papersToMark(1)).toEqual(first);
    expect(papersToMark(2).map((paper) => paper.paperId)).not.toEqual(first.map((paper) => paper.paperId));
  });
  it("counts all caught, nothing caught, and everything said of everything", () => {
    const traps = planted.reduce((sum, each) => sum + each.kinds.length, 0);
    expect(scoreTraining(planted)).toMatchObject({
      traps,
      caught: traps,
      falseAlarms: 0,
      cleanRight: 4,
      clean: 4,
    });
    const none = scoreTraining([]);
    expect(none).toMatchObject({ traps, caught: 0, falseAlarms: 0, cleanRight: 4 });
    expect(none.papers.flatMap((paper) => paper.missed).every((each) => each.why.length > 10)).toBe(true);
    const all = trainingPapers.map((paper) => ({
      paperId: paper.paperId,
      kinds: Object.keys(trapKinds) as TrapKind[],
    }));
    const said = trainingPapers.length * Object.keys(trapKinds).length;
    expect(scoreTraining(all)).toMatchObject({ caught: traps, falseAlarms: said - traps, cleanRight: 0 });
  });
  it("plants the telephone number where the screening sees it, and none in the clean papers", () => {
    const numbers = (text: string) => screenText(text).filter((finding) => finding.type === "MOBILE").length;
    for (const paper of trainingPapers) expect(numbers(paper.text)).toBe(paper.traps.personal ? 1 : 0);
  });
});
