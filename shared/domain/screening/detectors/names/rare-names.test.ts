import { describe, expect, it } from "vitest";

import { screenText } from "../../screen-text.ts";

const names = (text: string): string[] =>
  screenText(text)
    .filter(({ type }) => type === "NAME")
    .map(({ value }) => value);

describe("rare surnames and names of minorities", () => {
  it.each([
    "续建芳",
    "留德明",
    "招慧仪",
    "骑玉林",
    "爨志刚",
    "郯永福",
    "恽秋生",
    "禚桂英",
    "洒秀梅",
    "邗国栋",
  ])("tell the person %s", (name) => {
    expect(names(`申请人：${name}，身份证号110101199003070978，因病致贫。`)).toEqual([name]);
    expect(names(`医保零星报销：${name} 卡号6222027868244727791 金额3,271.90元`)).toEqual([name]);
  });

  it.each(["仁青措", "斯琴高娃", "娜仁花", "喜饶次仁", "古丽米热", "木合塔尔", "乌兰图雅", "格桑卓玛"])(
    "tell the person %s in a list",
    (name) => {
      expect(names(`住院分娩补助发放：王秀兰、${name}、李玉珍，每人500元。`)).toEqual([
        "王秀兰",
        name,
        "李玉珍",
      ]);
    },
  );

  it.each([
    "网友“海阔天空”留言，预留电话13812345678。",
    "招标人、招商局、储备粮、候选人、代理费、养猪场均已公示。",
    "承诺书：本人承诺以上信息真实有效，留言板已开放。",
    "雨花台烈士：恽代英、邓中夏、罗登贤。",
    "经查询，该户符合条件。工人师傅说，腌咸鸭蛋的秘密在黄泥里。",
    "温馨提示：谨防诈骗。“最美家庭”候选户：",
    "水泵均已入库，库管签字确认，由其妻代收。",
    "信访人反映“海韵名邸”小区办证难问题。",
    "烈士褒扬金由县退役军人事务局发放。",
  ])("are none in %s", (text) => {
    expect(names(text)).toEqual([]);
  });
});

describe("whom money is paid to or words are heard from", () => {
  it.each([
    ["支：付王丽华清淤用工费 1,200.00", ["王丽华"]],
    ["摘要：付李国强、张秀英防汛值守补贴　金额：各600元", ["李国强", "张秀英"]],
    ["以上事实有值班员谭啸林的询问笔录为证。", ["谭啸林"]],
    ["随行徐春梅持台胞证09347405。", ["徐春梅"]],
  ])("is told in %s", (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it.each(["支：付石料款 1,200.00", "付高清监控安装款 300元", "摘要：付马路维修款　金额：300元"])(
    "is nobody in %s",
    (text) => {
      expect(names(text)).toEqual([]);
    },
  );
});
