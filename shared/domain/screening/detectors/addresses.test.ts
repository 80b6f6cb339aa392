import { describe, expect, it } from "vitest";

import { screenText } from "../screen-text.ts";

const found = (text: string, type: string): string[] =>
  screenText(text)
    .filter((finding) => finding.type === type)
    .map(({ value }) => value);

const homes = [
  "太原市迎泽区并州南路西二巷9号院4号楼3单元7号",
  "桂林市荔浦市修仁镇福旺村委大坪屯8号",
  "绥化市海伦市共合镇保安村二屯",
  "鹤岗市萝北县凤翔镇向阳路3委12组",
  "苏州市吴江区盛泽镇荷花村12组38号之二",
  "山东省枣庄市山亭区城头镇西城头村中心街31号",
  "牡丹江市林口县林业局有限公司职工家属楼3单元402",
];

describe("homes", () => {
  describe.each([
    ["a label of letters", (home: string) => `通信处：${home}\n请到窗口办理。`],
    ["a sender", (home: string) => `寄件：${home}　王丽华 收`],
    ["老家", (home: string) => `外出目的地为其老家${home}，期限7天。`],
    ["a move", (home: string) => `受助家庭地址变更：原${home}，现哈密市伊州区前进西路4号楼2单元1102。`],
    ["a quotation", (home: string) => `拾得钥匙一把，写有“${home}”，失主请凭证件领取。`],
    ["a name", (home: string) => `送达确认：王丽华（${home}）拒收。`],
    ["two names", (home: string) => `同户核对：王丽华与李国强同址（${home}）。`],
    ["an item", (home: string) => `（二）展翠兰，两人户，${home}，拟补助10000元；`],
    [
      "cells of a web page",
      (home: string) => `<tr><td>王丽华</td><td>150102195711024169</td><td>${home}</td></tr>`,
    ],
  ])("behind %s", (_what, frame) => {
    it.each(homes)("are told: %s", (home) => {
      expect(found(frame(home), "ADDRESS")).toContain(home);
    });
  });

  it("are told of whom an answer speaks to, and by an estate with hyphens alone", () => {
    const home = "济宁市任城区太白楼路西苑小区乙3号楼二单元西户";
    expect(found(`冼丽君同志：\n您来信反映${home}暖气不热的问题收悉。`, "ADDRESS")).toEqual([home]);
    const estate = "济宁市任城区太白楼路御景园7-2-901";
    expect(found(`现住${estate}，工作单位无。`, "ADDRESS")).toEqual([estate]);
  });

  it.each([
    ["收件信息\n邝淑仪　13926540718\n{}\n寄件内容：证件", "佛山市顺德区大良街道新桂中路碧桂名轩B座1904房"],
    ["遗失声明\n连翠英将坐落于{}自住房屋的不动产权证书遗失。", "烟台市芝罘区奇山南街92号内4号"],
    ["居民俞洪亮不服{}住房的危房认定结论。", "南京市秦淮区夫子庙街道钓鱼台91-3号"],
    ["执法人员到毋建华家中（{}）检查。", "焦作市温县番田镇段村中街北胡同4号"],
    ["网格员到当事人住处（{}）当面致歉。", "郑州市管城回族区南关街道里仁胡同24号院3排1号"],
    ["柳成行：你（地址：{}）提出的申请已超过期限。", "杭州市临平区塘栖镇西小河街水北廊屋6号"],
    ["铁玉芬，女，74岁，从{}家中走出。", "四平市铁西区站前街道北一纬路车辆厂住宅6-2-4"],
  ])("are told in %s", (frame, home) => {
    expect(found(frame.replace("{}", home), "ADDRESS")).toEqual([home]);
  });

  it.each([
    "本机关法律文书送达地址为建水县临安镇朝阳北路12号政务小区3栋2单元（县政府法制机构办公用房）。",
    "漳州市小蓬莱茶行，地址漳州市龙文区蓝田镇新圩路蔡坂新村D区14幢08号店面。",
    "坐落于瑞丽市勐卯街道姐岗村委会弄喊村民小组的两处彩钢瓦仓库，未取得许可。",
    "救灾帐篷已连夜赶住受灾乡镇。",
  ])("are none in %s", (text) => {
    expect(found(text, "ADDRESS")).toEqual([]);
  });

  it("are none where a firm is the party", () => {
    const text =
      "当事人：山东润禾置业有限公司\n统一社会信用代码：91370481MANQ3DCL21\n法定代表人：冼丽君\n地址：滕州市善国北路168号";
    expect(found(text, "ADDRESS")).toEqual([]);
  });

  it("are told in a row of somebody's number and mail without a head", () => {
    const text = "志愿者｜平凡｜13027075146｜abc@gmail.com｜哈尔滨市道里区经纬七道街22号";
    expect(found(text, "ADDRESS")).toEqual(["哈尔滨市道里区经纬七道街22号"]);
  });

  it.each([
    "通信处：江苏省南京市鼓楼区中山路5号市财政局",
    "寄件：上海市虹口区四川北路1851号虹口区人民法院",
    "办公地址变更：原哈密市伊州区建国北路12号，现哈密市伊州区天山北路3号政务大楼2楼。",
    "单位地址变更：原城关镇东街社区中心街31号，现城关镇西街社区幸福路8号。",
    "施工范围：城头镇西城头村中心街31号至58号。",
    "某农机合作社（山亭区城头镇西城头村中心街31号）注册成立。",
    "志愿者服务站｜13027075146｜abc@gmail.com｜哈尔滨市道里区经纬七道街22号",
    "钥匙写有“城关镇政府办公楼3楼302”，失主请领取。",
  ])("are none in %s", (text) => {
    expect(found(text, "ADDRESS")).toEqual([]);
    expect(found(text, "NAME")).toEqual([]);
  });
});

describe("streets that begin like an office", () => {
  it.each(["住福建省厦门市思明区中华街道局口街43号，", "住湖南省长沙市开福区通泰街道局里巷8号，"])(
    "are homes in %s",
    (text) => {
      expect(found(text, "ADDRESS")).toEqual([text.slice(1, -1)]);
    },
  );
});

describe("names beside homes", () => {
  it.each([
    ["入学审核：揭阳住中山市小榄镇竹源路12巷6号；洪水住珠海市斗门区白蕉镇新环村七队21号。", ["揭阳", "洪水"]],
    [
      "送达确认：光荣（密山市裴德镇中兴村一屯）签收；经手人来宝（兴宁市罗浮镇浮中村岗背屋场5号）。",
      ["光荣", "来宝"],
    ],
    ["接送：晨曦，家住沧州市运河区水月寺街道御河路66号阳光小区2-1-402。", ["晨曦"]],
    ["同户核对：木兰与花荣同址（永康市花街镇倪宅村8组3号）。", ["木兰", "花荣"]],
  ])("are told in %s", (text, expected) => {
    expect(found(text, "NAME")).toEqual(expected);
  });

  it.each([
    ["西岭县石店乡大武庄村脱贫责任组成员在做好秸秆禁烧的同时，帮助低保户收割小麦，手机13900001234。", []],
    ["另一种是在户籍地参加城乡居民养老保险，缴费方式是每年按档次缴费。", []],
    [
      "三、相关当事人\n投诉人：高原\n地　址：山东省青岛市即墨区北里村816号青岛新能源技术研究院3号楼\n被投诉人：某大学",
      [],
    ],
    [
      "马秋月，女，1973年5月生，青海省海东市民和回族土族自治县隆治乡铁家村村民。",
      ["青海省海东市民和回族土族自治县隆治乡铁家村"],
    ],
    ["一块光荣牌被挂在了青岩区富强路街道锦绣社区一户普通居民家的大门上，家属手机13900001234。", []],
    ["王秀兰，1976年8月生，石梁县金城乡柳林村小学教师，从教二十年，电话13900001234。", []],
    ["获奖者合影，照片摄于石梁县金城乡柳林村，联系电话13900001234。", []],
    ["申请人户籍地金城乡柳林村3组12号。", ["金城乡柳林村3组12号"]],
    [
      "罗驿村李氏宗祠\n澄江县老城镇罗驿村，位于老城镇西南约6公里，其中男1713人，女1404人，联系电话13900001234。",
      [],
    ],
  ])("end where the place ends, and are not seen in words: %s", (text, expected) => {
    expect(found(text, "ADDRESS")).toEqual(expected);
  });
});
