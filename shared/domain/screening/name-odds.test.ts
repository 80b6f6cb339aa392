import { describe, expect, it } from "vitest";

import { nameOdds } from "./name-odds.ts";
import { screenText } from "./screen-text.ts";

const oddsOf = (token: string): number => nameOdds(token, 0, token.length);

describe("the odds of a name by its characters", () => {
  it("are high for names and low for words and titles that are made like them", () => {
    for (const name of ["罗玉梅", "汪涛", "欧阳海", "慕容静怡"])
      expect(oddsOf(name)).toBeGreaterThanOrEqual(4);
    for (const word of ["方提供", "家长凭", "须持", "安全", "赵女士", "王科长", "张某"])
      expect(oddsOf(word)).toBeLessThan(0);
  });
});

/** The names found in a text. */
const names = (text: string): readonly string[] =>
  screenText(text)
    .filter(({ type }) => type === "NAME")
    .map(({ value }) => value);

describe("names that nothing announces", () => {
  it.each([
    ["2月初，外出务工返乡的单玉成在车站捡到一个装有证件的挎包。", ["单玉成"]],
    ["技能大赛：一等奖訾满仓；二等奖葛焱、劳桂兰。", ["訾满仓", "葛焱", "劳桂兰"]],
    ["宗地四至：东至陇成贵承包地，南至公路，北至龙从云林地。", ["陇成贵", "龙从云"]],
    ["序号\n姓名\n金额\n1\n戎秀英\n800\n2\n万长江\n1200", ["戎秀英", "万长江"]],
    ["一年级新生分班（1班）\n单凤英 徐文静 邬敏 公跃进\n", ["单凤英", "徐文静", "邬敏", "公跃进"]],
    ["租住期间，尤里·伊万诺维奇·彼得罗夫与房东发生争执。", ["尤里·伊万诺维奇·彼得罗夫"]],
  ])("are found in %s", (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it.each([
    "县应急管理局局长周正明主持会议，副局长林海通报情况。",
    "经研究决定：易中海任县残疾人联合会理事长。",
    "指挥部成员：向阳（县水利局局长）、包谷雨（县应急管理局局长）。",
    "双方均签字认可，报名者须持身份证，家长凭户口簿核验。",
    "高平市、安康市、平顶山市派员观摩。",
    "“王老五”牌方便面200箱已发放。",
  ])("are none in %s", (text) => {
    expect(names(text)).toEqual([]);
  });
});
