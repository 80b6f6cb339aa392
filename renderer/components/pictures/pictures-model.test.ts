import { expect, it } from "vitest";

import type { PictureView } from "../../../shared/contract/items.ts";
import { treatmentFault } from "../../../shared/domain/item/picture-treatment.ts";
import {
  absentWords,
  choiceOf,
  hasPictures,
  isOfPages,
  isShown,
  maskedBy,
  nameWords,
  regionInMiddle,
  stateWords,
  undecided,
  withChoice,
  withRegion,
} from "./pictures-model.ts";

const picture = (change: Partial<PictureView> = {}): PictureView => ({
  digest: "a".repeat(64),
  sizeBytes: 900,
  width: 64,
  height: 40,
  ...change,
});
const region = { x: 1, y: 2, width: 3, height: 4 };

it.each([
  [picture(), true, "没有决定，不带入", false],
  [picture(), false, "没有决定，照原样带入", true],
  [picture({ unusable: "vector" }), false, "不能带入", false],
  [withChoice([picture()], { ...choiceOf(picture()), decision: "keep" })[0], true, "保留", true],
  [withChoice([picture()], { ...choiceOf(picture()), decision: "drop" })[0], false, "去除", false],
  [withChoice([picture()], maskedBy(picture().digest, [region, region]))[0], true, "遮盖 2 处", true],
  [picture({ inCopy: true }), true, "没有决定，照原样带入", true],
])("%# a picture is told by its decision and its file", (one, undecidedStayOut, words, shown) => {
  const subject = one ?? picture();
  const all = { undecidedStayOut, pictures: [subject] };
  expect(stateWords(subject, all)).toBe(words);
  expect(isShown(subject, all)).toBe(shown);
});

it("the last region that goes takes the decision with it, and a decision taken back leaves none", () => {
  const masked = withChoice([picture()], maskedBy(picture().digest, [region]));
  expect(masked[0]?.treatment).toEqual({ decision: "mask", regions: [region], personName: "" });
  const bare = withChoice(masked, maskedBy(picture().digest, []));
  expect(bare).toEqual([picture()]);
  expect(undecided({ undecidedStayOut: true, pictures: [...masked, ...bare] })).toBe(1);
  expect(undecided({ undecidedStayOut: false, pictures: bare })).toBe(0);
});

it.each([
  [1, 1],
  [64, 40],
  [3, 20_000],
])("a region put into the middle of %i × %i fits", (width, height) => {
  const size = { width, height };
  for (const region of [regionInMiddle(size), regionInMiddle({ ...size, pages: [1] })])
    expect(treatmentFault({ decision: "mask", regions: [region] }, size)).toBeUndefined();
});

it("masks first where the text layer says that something withheld stands, then wherever somebody wants", () => {
  const scan = picture({ pages: [1], suggested: [region, { ...region, x: 20 }] });
  expect(withRegion(scan)).toEqual(scan.suggested);
  const masked = withChoice([scan], maskedBy(scan.digest, withRegion(scan)))[0] ?? scan;
  expect(withRegion(masked)).toEqual([...(scan.suggested ?? []), regionInMiddle(scan)]);
  expect(withRegion(picture())).toEqual([regionInMiddle(picture())]);
});

it("says why a picture is not there, and which files have any", () => {
  expect(absentWords(picture({ unusable: "vector" }))).toContain("EMF");
  expect(absentWords(picture())).toContain("须遮盖");
  expect(hasPictures("application/vnd.openxmlformats-officedocument.wordprocessingml.document")).toBe(true);
  expect(hasPictures("image/jpeg")).toBe(true);
  expect(hasPictures("image/tiff")).toBe(false);
  expect(hasPictures("application/pdf")).toBe(true);
});

it("names a picture by its place in the file, and one of a PDF by its page", () => {
  const all = {
    undecidedStayOut: true,
    pictures: [
      picture(),
      picture({ pages: [1] }),
      picture({ pages: [2, 3, 5] }),
      picture({ pages: [4], digest: "b".repeat(64) }),
      picture({ pages: [4], digest: "c".repeat(64) }),
      picture({ pages: [], unusable: "not-shown" }),
      picture({ pages: [1], where: "附件/扫描件.pdf" }),
    ],
  };
  expect(all.pictures.map((_one, index) => nameWords(all, index))).toEqual([
    "图片 1",
    "第 1 页",
    "第 2 页等 3 页",
    "第 4 页，图片 1",
    "第 4 页，图片 2",
    "图片 6",
    "第 1 页",
  ]);
  expect(isOfPages(all)).toBe(true);
  expect(isOfPages({ undecidedStayOut: true, pictures: [picture()] })).toBe(false);
});
