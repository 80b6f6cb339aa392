import { describe, expect, it } from "vitest";

import { screenText } from "../../screen-text.ts";

const names = (text: string): string[] =>
  screenText(text)
    .filter(({ type }) => type === "NAME")
    .map(({ value }) => value);

describe("names in rows without a head", () => {
  it("goes on where the list is longer than a block of work", () => {
    const list = Array.from({ length: 10_000 }, (_, at) => `${at % 2 ? "王晓明" : "尕藏才让"}　260`);
    expect(names(`残疾人护理补贴发放表\n${list.join("\n")}`)).toHaveLength(list.length);
  });

  it("ends where the next title is of others", () => {
    const text =
      "临时救助发放表\n王小明　一级　260元\n李大力　二级　260元\n值班安排\n冼大力　一楼　8点\n倪小芳　二楼　9点";
    expect(names(text)).toEqual(["王小明", "李大力"]);
  });

  const rows = [
    ["王小明", "一级", "260元"],
    ["高山", "二级", "160元"],
    ["尕藏才让", "一级", "260元"],
  ];
  it.each(["　", "\t", " | ", ",", "  "])("are found in cells set apart by %j", (mark) => {
    const text = `残疾人护理补贴发放表\n${rows.map((row) => row.join(mark)).join("\n")}`;
    expect(names(text)).toEqual(["王小明", "高山", "尕藏才让"]);
  });

  it.each([
    ["numbered", "临时救助发放\n1　冼明华　260\n2　郝大力　260\n3　合计　520", ["冼明华", "郝大力"]],
    ["marks of a class", "期末成绩\n冼明华　85\n郝大力　76\n张美　90", ["冼明华", "郝大力", "张美"]],
    [
      "many, with money, without a title",
      "冼明华　260元\n郝大力　260元\n倪小芳　160元\n邱建业　90元",
      ["冼明华", "郝大力", "倪小芳", "邱建业"],
    ],
  ])("%s", (_what, text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it.each([
    [
      "a school in front",
      "数学竞赛获奖学生名单\n一等奖（1人）\n县一中\t冼思远\t高二\t96分\n县一中\t贺兰若曦\t高二\t95分\n二等奖（2人）\n实验中学\t姬雨航\t高二\t91分\n县二中\t丛嘉懿\t高二\t90分",
      ["冼思远", "贺兰若曦", "姬雨航", "丛嘉懿"],
    ],
    [
      "strokes within a line",
      "志愿者服务时长公示：戴雨欣/126小时；蒙立群/118小时；鲍俊杰/97小时。",
      ["戴雨欣", "蒙立群", "鲍俊杰"],
    ],
    [
      "numbers within a line",
      "村集体收益分红明细：01 明德顺 4人 3200元 02 明德利 5人 4000元 03 昝凤英 1人 800元",
      ["明德顺", "明德利", "昝凤英"],
    ],
    [
      "circled numbers",
      "未领取遗失物品的失主名单：①冒国强（驾驶证）；②勾红梅（社保卡）；③但小勇（钱包）。",
      ["冒国强", "勾红梅", "但小勇"],
    ],
    [
      "marks and a line below",
      "东方晓：申论68.5，合计140.8\n牧歌：申论71.0，合计140.4\n巫春晖：申论66.5，合计137.2\n以上3人进入资格复审。",
      ["东方晓", "牧歌", "巫春晖"],
    ],
    [
      "dashes",
      "宅基地审批结果公布\n1. 阳建设——大宗村——新建\n2. 蔚广成——大宗村——翻建\n3. 越秀荣——小宗村——翻建",
      ["阳建设", "蔚广成", "越秀荣"],
    ],
    [
      "words alone under a list of persons",
      "优秀志愿者名单\n高兴　退休教师\n江河　快递员\n石磊　自由职业",
      ["高兴", "江河", "石磊"],
    ],
    [
      "hamlets in front",
      "白杨沟\t宣红旗\t300元\n白杨沟\t应红\t300元\n黑石岭\t包小子\t300元\n公益林补偿发放花名册",
      ["宣红旗", "应红", "包小子"],
    ],
    [
      "a list named below",
      "① 冼冠生——县融媒体中心\n② 濮阳兰——县图书馆\n③ 仇大同——县文化馆\n2024年度考核优秀人员名单",
      ["冼冠生", "濮阳兰", "仇大同"],
    ],
    [
      "whom a prize is to go to",
      "县“最美志愿者”拟表彰人选\n宓子贱　城关镇居民\n哈承志　顺达物流有限公司司机\n巫山云　县第二中学学生",
      ["宓子贱", "哈承志", "巫山云"],
    ],
    [
      "entries without a head",
      "建档立卡学生资助\n侬小英 汽修2301班 1500元；王建司 汽修2301班 1500元；刀玉香 幼教2302班 1500元",
      ["侬小英", "王建司", "刀玉香"],
    ],
  ])("are found with %s", (_what, text, expected) => {
    expect(names(text)).toEqual(expect.arrayContaining(expected));
  });

  it.each([
    ["towns", "各镇危房改造补助情况\n张汪　30户　45万元\n官桥　20户　30万元\n姜屯　12户　18万元"],
    ["illnesses", "医疗救助病种\n高血压　门诊　300元\n白血病　住院　5000元\n冠心病　住院　3000元"],
    ["posts", "公益岗补贴标准\n保洁员　3人　2000元\n水电工　5人　2500元\n安全员　2人　3000元"],
    ["goods", "救助物资发放\n方便面　30箱　600元\n金龙鱼　20桶　1000元\n康师傅　10箱　300元"],
    ["classes", "班级成绩\n高一班　85\n高二班　90\n高三班　88"],
    ["prizes", "奖学金\n国家奖　8000元\n励志奖　5000元\n白求恩　3000元"],
    ["brands", "企业稳岗补贴公示\n周黑鸭　3000元\n老干妈　5000元\n王老吉　2000元"],
    ["places", "村级公益事业奖补\n张家河　3万元\n李家沟　2万元\n王家岭　5万元"],
    ["whoever is on duty", "值班安排\n王小明　一楼　8点\n冼大力　二楼　9点\n倪小芳　一楼　10点"],
    ["two rows without a title", "冼明华　260元\n郝大力　260元"],
  ])("are none among %s", (_what, text) => {
    expect(names(text)).toEqual([]);
  });
});

describe("rows below a line about officials", () => {
  it.each([
    [
      "described one by one",
      "走访由镇党委副书记郎永胜带队。\n受灾农户登记：\n1.匡来福，玉米倒伏，3亩；\n2.步三妮，大棚垮塌；\n3.权守义，生猪死亡。",
      ["匡来福", "步三妮", "权守义"],
    ],
    [
      "behind circled numbers",
      "自愿放弃体检资格人员：\n①钟梦瑶（岗位代码A0312）\n②暨文杰（岗位代码A0318）\n③皇甫静（岗位代码B0107）",
      ["钟梦瑶", "暨文杰", "皇甫静"],
    ],
    [
      "behind two figures",
      "家庭医生签约居民：\n01万年青（高血压）\n02牟桂芬（糖尿病）\n03隋德高（冠心病）",
      ["万年青", "牟桂芬", "隋德高"],
    ],
    [
      "who gave blood",
      "血站爱心榜\n隗小雨 A型 400ml\n郝帅 O型 200ml\n祝贺 B型 400ml\n巴特尔 AB型 200ml",
      ["隗小雨", "郝帅", "祝贺", "巴特尔"],
    ],
    [
      "with a card in groups",
      "劳务费发放表\n1. 蓝桂珠 6小时 ×15元 = 90元 卡号6230 5820 0014 7739 604\n2. 顾细妹 8小时 ×15元 = 120元 卡号6230 5820 0014 8826 319\n3. 钟石养 8小时 ×15元 = 120元 卡号6230 5820 0014 9950 423",
      ["蓝桂珠", "顾细妹", "钟石养"],
    ],
  ])("are told %s", (_what, text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it("are left alone in a form whose field names an office", () => {
    expect(names("救助登记\n被救助人\t苑铁柱\t年龄\t57\n经办人\t陈晓红\t日期\t2024-03-18")).toEqual([
      "苑铁柱",
    ]);
  });
});
