import { describe, expect, it } from "vitest";

import { screenText } from "../../screen-text.ts";

const found = (text: string, type: string): string[] =>
  screenText(text)
    .filter((finding) => finding.type === type)
    .map(({ value }) => value);
const names = (text: string): string[] => found(text, "NAME");

describe("names that are ordinary words", () => {
  it.each([
    ["证明人明天、江河在勘验笔录上签字。", ["明天", "江河"]],
    ["患者白雪，女，43岁，入院时意识清楚。", ["白雪"]],
    ["失主金钱前来派出所认领电动车。", ["金钱"]],
    ["投诉人马达家住河北省廊坊市三河市燕郊镇行宫西大街12号。", ["马达"]],
    ["共同生活成员梁丰、贺小满，住山东省济宁市。", ["梁丰", "贺小满"]],
    ["保证人江海，借款人田园，借款金额三万元。", ["江海", "田园"]],
    ["拟聘用景致、方圆、平原为劳务派遣人员。", ["景致", "方圆", "平原"]],
    ["尊敬的高兴女士：您的来信收悉。", ["高兴"]],
    ["关于阳光等8户居民申请加装电梯的答复", ["阳光"]],
    ["面试成绩公布：白杨90.2分，万千88.1分，向阳85分。", ["白杨", "万千", "向阳"]],
    ["见证人签名：明镜　石林", ["明镜", "石林"]],
    ["遗失声明：白云不慎将驾驶证遗失。", ["白云"]],
    ["户口迁入：成长由河南省信阳市固始县蒋集镇迁入本辖区。", ["成长"]],
    ["受助学生丁香、金星、万里，每人补助800元。", ["丁香", "金星", "万里"]],
    ["被申请人高兴未在期限内答辩。", ["高兴"]],
    ["村民江河家房屋倒塌，损失五万元。", ["江河"]],
    ["被侵害人明镜经鉴定为轻微伤。", ["明镜"]],
    ["关于给予江河同学记过处分的决定\n江河同学：你在期末考试中作弊。", ["江河", "江河"]],
    ["公益岗：胡建国（保洁）600元/月，高山（护路）500元/月。", ["胡建国", "高山"]],
    ["“最美家庭”入选户：诸葛幼瑛家庭、方圆家庭。", ["诸葛幼瑛", "方圆"]],
    ["来信人高山就其父的养老待遇来局反映。", ["高山"]],
    ["受种者冷静，9月龄，补偿金额已签收。", ["冷静"]],
    ["群众江河拨打热线称，路灯不亮。", ["江河"]],
    ["争议双方为同村村民黄河、江山，争议地块在村东。", ["黄河", "江山"]],
    ["失物认领：拾得项红梅钱包一个。", ["项红梅"]],
  ])("are found in %s", (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it.each([
    "申请人成功申请到补贴，当事人全面陈述了经过，证人明确表示愿意作证。",
    "原告关于诉讼时效的主张不能成立，原告方向法院起诉。",
    "司机应文明驾驶，志愿者上门为家住偏远的群众服务。",
    "当事人方可申请，证人从未在现场，业主单位名下有房。",
    "申请人回访时反映态度好，投诉人陆续来信反映噪声，驾驶人严重超速。",
    "居民从而自愿搬离，监护人都应签字，老人时而清醒，担保人连带清偿。",
    "应届同学的档案，全班同学：请在周五前交表；高一同学在操场集合。",
    "学生安全、饮食卫生和健康，居民水电、暖气已接通。",
    "《邹城信访动态》第3期，籍贯山东曹县。",
    "惠农一卡通账号、低保金发放户数均已公开。",
    "领取扶恤金的遗属应按年认证。",
  ])("are none in %s", (text) => {
    expect(names(text)).toEqual([]);
  });
});

describe("names behind roles that are made of a matter and a word for people", () => {
  it.each([
    ["经核实，养猪户苗晓燕反映的情况属实。", ["苗晓燕"]],
    ["遗产管理人曲文斌住河南省新乡市卫辉市。", ["曲文斌"]],
    ["随队医生路春梅，护照号E25626110。", ["路春梅"]],
    ["库区移民闵秀兰（女，61岁）已签字确认。", ["闵秀兰"]],
  ])("are found in %s", (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it("are those of evaluators where the owner of a project sends one", () => {
    expect(names("评标委员会成员：贺隆田、殷瑞强、范芳传（业主代表）。")).toEqual([]);
  });
});

describe("homes", () => {
  it("are found at a door with a hyphen, and in brackets behind somebody's own house", () => {
    expect(found("顾长明，江苏省常州市溧阳市溧城街道西大街36-2号，13961112233", "ADDRESS")).toEqual([
      "江苏省常州市溧阳市溧城街道西大街36-2号",
    ]);
    expect(found("居民顾长明反映本人房屋（湖北省通城县隽水镇解放路东港巷7号）渗水。", "ADDRESS")).toEqual([
      "湖北省通城县隽水镇解放路东港巷7号",
    ]);
  });

  it("are none where an institution gives its own, or a firm is at home", () => {
    expect(
      found("福利院地址：安徽省宣城市宁国市城西路18号，床位90张，入住老人平均78岁。", "ADDRESS"),
    ).toEqual([]);
    expect(
      found(
        "仲裁申请人周大勇，被申请人洪湖市泰岳印务有限公司，住所地湖北省洪湖市文泉大道6号2栋401室。",
        "ADDRESS",
      ),
    ).toEqual([]);
  });
});

it("takes no word behind 姓名 for a name in prose where nothing sets it apart", () => {
  expect(names("受理赵立群提交的变更姓名申请，联系电话15212345678。")).toEqual(["赵立群"]);
  expect(names("其孩子叫舒畅，联系电话15212345678。")).toEqual(["舒畅"]);
});

it("reads identity numbers of the counties Hainan had at first", () => {
  expect(found("公民身份号码460033194812163552", "ID_CARD")).toEqual(["460033194812163552"]);
  expect(found("公民身份号码460000194812163552", "ID_CARD")).toEqual([]);
});

describe("whoever works in a trade or hands a craft down", () => {
  it.each([
    ["鲁南化工首席化验师麻志芳带出了十多名徒弟。", "麻志芳"],
    ["公交集团维修工乜长喜被评为市级技术能手。", "乜长喜"],
    ["据传承人敖东山介绍，这门手艺已传五代。", "敖东山"],
  ])("is told in %s", (text, expected) => {
    expect(names(text)).toEqual([expected]);
  });

  it.each([
    "传承人认定办法施行，传承人任务书已下发，传承人群研修班开班。",
    "维修工应当持证上岗，首席技师申报截止，化验员任务繁重。",
  ])("is not in %s", (text) => {
    expect(names(text)).toEqual([]);
  });
});
