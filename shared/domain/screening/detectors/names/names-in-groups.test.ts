import { describe, expect, it } from "vitest";

import { screenText } from "../../screen-text.ts";

const names = (text: string): string[] =>
  screenText(text)
    .filter(({ type }) => type === "NAME")
    .map(({ value }) => value);

describe("names put out group by group", () => {
  it.each([
    [
      "towns over a line that says whose list it is",
      "白沙镇：程门雪、马蹄莲\n石岗镇：云海\n新安街道：金沙、常胜\n以上人员为2024年度春风行动就业帮扶对象。",
      ["程门雪", "马蹄莲", "云海", "金沙", "常胜"],
    ],
    [
      "rooms of an examination",
      "【1号考室】蒋干　于是　石头\n【2号考室】关心　安静　牛奔\n请各位考生提前30分钟到场。",
      ["蒋干", "于是", "石头", "关心", "安静", "牛奔"],
    ],
    [
      "classes on lines of their own",
      "初一（1）班\n乌云 田野 白鸽\n初一（2）班\n金黄 路遥 万千\n2024级新生分班名单",
      ["乌云", "田野", "白鸽", "金黄", "路遥", "万千"],
    ],
    [
      "items of an HTML list",
      "<ol><li>金奖：鲍晓雯（市三中）</li><li>银奖：安宁（市五中）</li><li>铜奖：方圆（市一中）</li></ol>",
      ["鲍晓雯", "安宁", "方圆"],
    ],
    [
      "what became of them",
      "一、新增低保：乐小英（2人户）；柴火（1人户）\n二、停发低保：裴力（死亡）\n农村低保变动公示",
      ["乐小英", "柴火", "裴力"],
    ],
    [
      "words alone under whom they were found fit",
      "公示：第三批新型职业农民认定合格人员\n江小白、高粱、谷子、米兰、花生",
      ["江小白", "高粱", "谷子", "米兰", "花生"],
    ],
    [
      "trades below a title in tags",
      "<p>录取名单</p>\n<ul>\n<li>护理专业：席梦思、荆花</li>\n<li>会计专业：池水清</li>\n</ul>",
      ["席梦思", "荆花", "池水清"],
    ],
    [
      "words alone of whom a home is given",
      "2024年第二批公租房配租家庭名单\n步行　车间　马路　万岁　毛毯",
      ["步行", "车间", "马路", "万岁", "毛毯"],
    ],
    ["days", "志愿者排班\n周一：程欣、蓝图\n周二：冬梅、马骏", ["程欣", "蓝图", "冬梅", "马骏"]],
    [
      "prizes, one of them of a surname of no list",
      "科技创新大赛获奖学生\n小学组一等奖：寻文轩（太平桥小学）\n小学组二等奖：范可欣（育红小学）、尧子墨（朝阳小学）",
      ["寻文轩", "范可欣", "尧子墨"],
    ],
    [
      "what each of them earned",
      "社区积分兑换人员\n但德芳(120分)、阴家贵(95分)、代小红(90分)、先世华(85分)、母成秀(60分)",
      ["但德芳", "阴家贵", "代小红", "先世华", "母成秀"],
    ],
    [
      "subjects below who was found fit to teach",
      "教师资格认定通过人员（高中）\n语文：蒲松玲、司空见\n数学：明辉、终南山\n英语：温暖",
      ["蒲松玲", "司空见", "明辉", "终南山", "温暖"],
    ],
    [
      "numbers and no title",
      "515 王芳英\n516 李建国\n517 栾守业\n518 郗志强",
      ["王芳英", "李建国", "栾守业", "郗志强"],
    ],
  ])("are read by %s", (_what, text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it.each([
    ["villages", "示范村名单\n清河镇：井冈、泉涌、商羊\n白马镇：石门、云台"],
    [
      "villages of those housed",
      "清河镇：石桥、白塔、黄庄\n白马镇：龙潭、金沟\n以上为2024年危房改造对象所在村。",
    ],
    ["subjects", "【第一考场】语文　数学　英语\n【第二考场】物理　化学　生物"],
    ["goods", "【第一组】清洁　安全　通行\n【第二组】金属　石材　木材"],
    ["stops", "1路：石榴园、金水桥、白塔、云杉路\n2路：黄河路、江南、和平街、康庄"],
    ["kinds of people", "补贴对象范围\n农户、商户、党员、牧民、居民"],
    ["kinds of need", "救助对象名单\n高龄、孤寡、残疾、特困、单亲"],
    ["drugs", "公示：新增药品合格目录\n马齿苋、白芍、金银花、柴胡、苍术"],
    ["shifts", "早班：江河、白帆\n中班：常青、丁一\n夜班：石磊、马骏\n值班安排表"],
    ["secretaries", "各支部书记名单\n第一支部：江河\n第二支部：白帆\n第三支部：常青"],
    ["herbs", "中药饮片\n一组：白术、甘草、黄芪\n二组：金银花、柴胡、葛根"],
    ["leaders", "接访领导安排\n周一：程欣、蓝图\n周二：冬梅、马骏"],
    ["a committee", "委员会组成\n主任：常青\n副主任：江河、白帆\n委员：丁一、石磊、马骏"],
    ["works", "获奖作品\n一等奖：春江花月、金色年华、万家灯火\n二等奖：白云深处、江山如画"],
    ["groups of those looked after", "签约居民变动\n新签\n解约\n停签"],
    ["sorts of rice", "优质稻米评选\n金奖：东方红（早熟）\n银奖：万家福（中熟）、金穗（晚熟）"],
    ["goods on their side", "项目\t产品一\t产品二\n品名\t白芷\t杜仲\n单价\t32\t28"],
  ])("are none among %s", (_what, text) => {
    expect(names(text)).toEqual([]);
  });
});
