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
    ["原告璩翀、邰翯诉被告侵权一案，经研就决定移送管辖。", "研就"],
    ["根据省卫生健康委员委会有关建设标准。", "卫生健康委员委会"],
    ["发包方末按合同约定支付进度款。", "末按"],
    ["请各科室务毕于周五下班前反馈。", "务毕"],
    ["未经深批擅自动工的，责令停工。", "深批"],
    ["经评古，该宗地底价为每亩三十万元。", "评古"],
    ["按照规定的权限和成序报备。", "成序"],
    ["各中心要规犯窗口管理。", "规犯"],
    ["报名时出示本人身份征及户口簿。", "身份征"],
    ["请携带驾驶正、行驶证原件到窗口办理。", "驾驶正"],
    ["凭法院判决输到不动产登记大厅过户。", "判决输"],
    ["纳入失业保险基金的滞纳今按规定减免。", "滞纳今"],
    ["外国人到县公安局出入劲窗口办证。", "出入劲"],
    ["县里督足各村抓紧整改。", "督足"],
    ["本办法所称材料，应当按其报送，不得迟报。", "按其"],
    ["政策既将到期，请抓紧申报。", "既将"],
    ["由付秘书长牵头协调。", "付秘书长"],
    ["坚持以法行政，规范权力运行。", "以法行政"],
    ["经第十八届中央委员委员会审议。", "中央委员委员会"],
    ["报县文化和旅游和局备案。", "文化和旅游和局"],
    ["由国佳税务总局负责解释。", "国佳税务总局"],
    ["市医疗保证局将公布目录。", "市医疗保证局"],
  ])("sees the one in %s", (text, wrong) => {
    expect(typos(text).some((found) => found.includes(wrong) || wrong.includes(found))).toBe(true);
  });

  it.each([
    "以经济建设为中心，坚持改革开放。",
    "要求其慎重和负责任地履行职责，依法支付扶养费，送检测站复检。",
    "申请入读公办小学，承包的草场共计四十亩，与殡葬信息比对一致。",
    "食盐经营许可年审请于12月20日前报送，制度自即日起实行。",
    "您于3月5日寄来的建议信收悉，共关停培训机构9家，规划环评已通过评审。",
    "市城市管理综合行政执法支队列席，国家综合性消防救援队伍招录消防员。",
    "饮用水源水质达标，付清全部工程款；双方均有身份证明。",
    "來函所詢事項，經查當時並無相關規定，請逕向戶籍所在地的鄉鎮市公所申請補發證明文件，逾期視為放棄權利。",
    "臺端於本年三月間寄達之陳情書業已收悉，該筆土地之繼承登記，應檢附戶籍謄本辦理。",
    "档案全部归集；开始安装设备，只持有一份副本。",
    "接待来自四川省的客商，全省十时施工，现场直销售价统一。",
    "工程地点：桃源县漳江街道二里岗社区。",
    "中标供应商：红河锦程家具有限公司，评审专家为解航欣、单乐岚。",
    "注册资本伍佰万元整，第五批涉企案例已发布。",
    "夏令营营员应于开营前一日报到。",
    "该房系其婚前购买，停工留薪期三个月。",
    "各金融机构应当于每季度末向监管部门报送。",
    "全市全面依法治市工作会议，老旧危房改造因时施策。",
    "请联系系统管理员，屏蔽其失信信息。",
    "详见市人力资源和社会保障局官网，24小时报障电话12345。",
    "被申请人主体不适格；城市绿线内不得建设；地接社安排全陪。",
    "防范热钱流入，与鉴宝栏目无关，对来件予以退送，道路直插市区。",
    "诊断为煤工尘肺贰期，住湖南省娄底市娄星区，项目位于丹巴县章谷镇。",
    "成员：县市场监督管理局局长；承办：市交通运输综合行政执法队。",
  ])("sees none in %s", (text) => {
    expect(typos(text)).toEqual([]);
  });
});

describe("places among countries", () => {
  it.each([
    "出口统计表\n出口国别\t金额\n美国\t1207\n台湾\t315",
    "进口工业品原产国包括日本、台湾、韩国、德国。",
  ])("are told in %s", (text) => {
    expect(screenText(text).filter(({ type }) => type === "SENSITIVE_WORD")).toHaveLength(1);
  });

  it("are left alone under a head of countries and regions", () => {
    expect(screenText("国家和地区\t金额\n美国\t1207\n台湾\t315")).toEqual([]);
  });
});

it("reads plates of trailers and of the armed police", () => {
  const found = screenText("挂车号牌：冀JGP52挂\n08:15:33 WJ鲁30217 出");
  expect(found.filter(({ type }) => type === "PLATE").map(({ value }) => value)).toEqual([
    "冀JGP52挂",
    "WJ鲁30217",
  ]);
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
