import { describe, expect, it } from "vitest";

import { screenText } from "../../screen-text.ts";

const names = (text: string): string[] =>
  screenText(text)
    .filter(({ type }) => type === "NAME")
    .map(({ value }) => value);

describe("what only reads like a name", () => {
  it.each([
    // Lists of things: by what is counted behind them, or by most of their items.
    "抢救的重点是花楸、桦木、青檀、连香树、白辛树等37个濒危树种，低保户也参与看护。",
    "节目有舞狮、锣鼓、旱船、秧歌、竹马、大头娃娃等多种形式，低保户也来观看。",
    "共有古树101株，其中一级2株，二级6株，古树群3处，受伤的已救治。",
    // Songs, terms and goods in quotation marks.
    "县里把“贺郎调”、“杨门女将故事”搬上舞台，低保户免费观看。",
    "加强对“黑医美”的监管，目前“黑医美”相关投诉无法形成有效的举报。",
    '没收"贝维乐小馒头"2罐，罚款300元。',
    // Clans, stores and places.
    "翟氏前份祠堂位于石梁镇，2016年，翟氏前份祠堂由低保户看管。",
    "执法人员在当事人包材库内发现空盒，罚款500元。",
    "低保户搬到了石梁镇，救助站设在黄羊坡农场。",
    "这关系到彭州的未来，也关系到贫困户，关系到彭州的兴衰。",
    // Words for many, and words that go on.
    "镇领导到敬老院慰问，送去温暖，祝福老人们生活安康，给每位老人送去慰问金。",
    "老人独居多年，家就住在附近，低保金按月领取。",
    "原告汪老板和被告尤老板是多年的朋友，尤老板向原告汪老板借款两万元。",
    // Roads, houses, forefathers, and how somebody is.
    "残疾人的家在西二环家中修好，低保户搬进松涛苑小区，松涛苑的电梯已装好。",
    "低保户的丈夫过世后，她照顾年迈的父母，后又和丈夫的曾祖父同住，致以新春的祝福。",
    // A city with the word behind it, who is addressed as a parent, and a purse.
    "梅川市走访低保户。\n梅川将积极探索新做法，守护群众“钱袋子”，家长王女士说很放心。",
    // Nobody private.
    "低保户说，孩子读过骆宾王、辛弃疾、董仲舒的文章，也听过贝多芬的曲子。",
    "社区举办讲座，介绍伊丽莎白、哥白尼、狄更斯的故事，残疾人也来听。",
    "柴火鸡和吉祥物卖得快，低保户的花岗岩摊位也热闹，墙上的爱玉冰广告换了。",
  ])("is left alone: %s", (text) => {
    expect(names(text)).toEqual([]);
  });

  it.each([
    // A role in front of a list, a correction in quotation marks, and names of clans that are names.
    [
      "低保户石岩、杨柳、高山、江河、苏醒、马兰等5户补助已发放。",
      ["石岩", "杨柳", "高山", "江河", "苏醒", "马兰"],
    ],
    ["名单更正：原“龚学勤”应为“蔡琪文”，特此更正。", ["龚学勤", "蔡琪文"]],
    ["签证延期：留学生阮氏秋，护照号码C44321987。", ["阮氏秋"]],
    ["贫困户牛爱花领取救助金，其夫向村里道谢。", ["牛爱花"]],
  ])("is told where it is one: %s", (text, expected) => {
    expect(names(text)).toEqual(expected);
  });
});

describe("who made a page or a paper, and who holds an office in it", () => {
  it.each([
    "低保户的房子修好了。\n来源：鲁海梁、廖晨阳、翁小娟\n原标题：《新居》",
    "蜜柚溃疡病发生规律研究\n李 涛,王树明,张 勇,周 敏,杨永志\n(某省热带作物研究所,某市 661300)\n摘要",
    "镇党委书记何申雷介绍了低保户的情况。\n何申雷说，何申雷走访了三户。",
    "镇长陈镒带队走访低保户。\n慰问过程中，陈镒同志带去棉被，陈镒向低保户问好。",
    ...["副司长", "检察长", "支队长", "农艺师", "大使", "总编辑", "政委", "督学", "新闻发言人"].map(
      (post) => `5月6日，${post}徐元明一行到石梁镇走访低保户。\n徐元明分别听取了低保户的想法。`,
    ),
    "县长章涧到石梁镇走访低保户。\n章涧与老人们亲切交谈，章涧向低保户送去棉被。",
  ])("is left alone: %s", (text) => {
    expect(names(text)).toEqual([]);
  });
});
