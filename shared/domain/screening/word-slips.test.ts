import { describe, expect, it } from "vitest";

import { screenText } from "./screen-text.ts";
import { wordStatistics } from "./word-statistics.ts";

const typos = (text: string): string[] =>
  screenText(text)
    .filter(({ type }) => type === "TYPO")
    .map(({ value }) => value);

describe("slips in the words of the language", () => {
  it.each([
    ["经研就决定，对考核优秀的单位予以通报表扬。", "研就"],
    ["请各单位接照要求填报。", "接照"],
    ["一经查时，取消资格并追回奖金。", "查时"],
    ["项目已于去年11月峻工验收。", "峻工"],
    ["个别乡镇措失不力、流于形式。", "措失"],
    ["自公布之日起施形，原有关规定同时废止。", "施形"],
    ["凡弄虑作假骗取补贴的，依法追回。", "弄虑作假"],
    ["任何单位和个人不得以任何借囗推诿、拒绝。", "借囗"],
  ])("sees the one in %s", (text, wrong) => {
    expect(typos(text).some((found) => found.includes(wrong) || wrong.includes(found))).toBe(true);
  });

  it.each([
    "以经济建设为中心，坚持改革开放。",
    "工程地点：桃源县漳江街道二里岗社区。",
    "中标供应商：红河锦程家具有限公司，评审专家为解航欣、单乐岚。",
    "注册资本伍佰万元整，第五批涉企案例已发布。",
    "夏令营营员应于开营前一日报到。",
    "该房系其婚前购买，停工留薪期三个月。",
  ])("sees none in %s", (text) => {
    expect(typos(text)).toEqual([]);
  });
});

it("knows which row of words is likelier", () => {
  const words = wordStatistics();
  const likelihood = (text: string): number =>
    words.likelihood(
      Uint16Array.from(text, (char) => words.ranks[char.charCodeAt(0)] ?? 0),
      text.length,
    );
  expect(likelihood("认真落实")).toBeGreaterThan(likelihood("认真落思") + 8);
  expect(likelihood("全力以赴")).toBeGreaterThan(likelihood("全力以付") + 8);
});
