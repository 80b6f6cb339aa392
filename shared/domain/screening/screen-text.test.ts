import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { calendarDay } from "../../kernel/calendar-day.ts";
import { isFindingType, textFindingTypes } from "./finding-types.ts";
import { screeningRules } from "./rules/index.ts";
import { createTextScreener, screenText } from "./screen-text.ts";

const found = (text: string): string[] =>
  screenText(text).map((finding) => `${finding.type} ${finding.value}`);

/** Made-up numbers with right check characters (GB 11643-1999, ISO/IEC 7812-1, GB 32100-2015). */
const ID = "370402199003077716";
const CARD = "6217001234567890120";

describe("numbers", () => {
  it.each([
    ["resident number", `身份证号：${ID}`, [`ID_CARD ${ID}`]],
    [
      "full width",
      "证件号码３７０４０２１９９００３０７７７１６",
      ["ID_CARD ３７０４０２１９９００３０７７７１６"],
    ],
    ["groups", "身份证370402 19900307 7716", ["ID_CARD 370402 19900307 7716"]],
    ["zero width", "身份证370402\u200b19900307\u200b7716", ["ID_CARD 370402\u200b19900307\u200b7716"]],
    ["wrong check character", "身份证号370402199003077715", []],
    ["no such day", "身份证号370402199002307716", []],
    ["inside a longer run", `档案号99${ID}`, []],
    ["a serial's label", `流水号${ID}`, []],
    ["mobile", "手机13812345678", ["MOBILE 13812345678"]],
    ["mobile with prefix", "电话+86-13812345678", ["MOBILE +86-13812345678"]],
    ["mobile in groups", "电话138 1234 5678", ["MOBILE 138 1234 5678"]],
    [
      "a card as a field between slashes",
      "发放/6217001234567890122/11000",
      ["BANK_CARD 6217001234567890122"],
    ],
    ["no card where a serial goes on behind a slash", "索引号6217001234567890122/2024-00012", []],
    ["radicals for characters", "⼿机13812345678，⻋牌鲁D12345", ["MOBILE 13812345678", "PLATE 鲁D12345"]],
    ["a name in radicals", "⼾主⻰建国，手机13812345678", ["NAME ⻰建国", "MOBILE 13812345678"]],
    ["a salutation behind a greeting", "您好，孟若涵：您3月反映的路灯问题已办结。", ["NAME 孟若涵"]],
    ["a greeting to everybody", "您好，市民：您反映的问题已办理。", []],
    [
      "names whose papers are published",
      "公告送达：柳安、江静，因无法直接送达。",
      ["NAME 柳安", "NAME 江静"],
    ],
    ["a firm whose papers are published", "公告送达：山东恒泰商贸有限公司，因无法直接送达。", []],
    ["two mobiles", "13812345678/15912345678", ["MOBILE 13812345678", "MOBILE 15912345678"]],
    ["order number", "订单号13812345678", []],
    ["13-digit machine number", "物联网卡1440012345678", []],
    ["amount", "投资13812345678元", []],
    ["office line", "咨询电话：0632-3318055", []],
    ["home line", "住宅电话：0632-3318055", ["LANDLINE 0632-3318055"]],
    ["home line by its mark", "0632-3318055（家）", ["LANDLINE 0632-3318055"]],
    ["account of an organisation", `户名某某区财政局，账号${CARD}`, []],
    ["masked resident number", "370402********7716", ["ID_CARD_MASKED 370402********7716"]],
    ["masked mobile", "138****5678", ["MOBILE_MASKED 138****5678"]],
    ["masked card", "卡号6217 **** **** 0120", ["BANK_CARD_MASKED 6217 **** **** 0120"]],
    ["card money goes to", "奖金已汇入4392251188362047。", ["BANK_CARD 4392251188362047"]],
    ["card somebody holds", "查询5525990031784264（持卡人未到场）", ["BANK_CARD 5525990031784264"]],
    ["no card without either", "批次4392251188362047，流水5525990031784264。", []],
    ["three stars are no mask", "型号12***34567", []],
    ["passport", "护照号码E12345678", ["PASSPORT E12345678"]],
    ["passport in a clause of its own", "普通护照，号码E12345678；", ["PASSPORT E12345678"]],
    ["passport's shape alone", "型号E12345678", []],
    ["permit", "往来港澳通行证C12345678", ["PERMIT C12345678"]],
    ["card of social security beside its label", "社保卡卡号 | C68223594", ["SOCIAL_SECURITY C68223594"]],
    ["plate", "车辆鲁D12345、鲁D·F12345", ["PLATE 鲁D12345", "PLATE 鲁D·F12345"]],
    ["a grade", "京A级景区", []],
    ["mail", "zhang@example.com", ["EMAIL zhang@example.com"]],
    ["office mail", "msc@zz.gov.cn", []],
    ["position", "东经117°19′31″，北纬34°48′10″", ["GEO 东经117°19′31″，北纬34°48′10″"]],
    ["range of a territory", "东经116°48′至117°49′，北纬34°27′至35°19′", []],
    ["wrong credit code", "统一社会信用代码91370400MA3C1F2G0Y", ["USCC_INVALID 91370400MA3C1F2G0Y"]],
  ])("%s", (_, text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it("takes birth dates up to the day it is given", () => {
    const child = "370402202711200010";
    const withCheck = `${child.slice(0, 17)}${checkOf(child.slice(0, 17))}`;
    expect(screenText(`身份证${withCheck}`, { today: calendarDay("2026-11-24") })).toEqual([]);
    expect(screenText(`身份证${withCheck}`, { today: calendarDay("2027-12-01") })).toHaveLength(1);
  });
});

function checkOf(seventeen: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(seventeen[at]), 0);
  return "10X98765432"[sum % 11] ?? "";
}

describe("names and addresses", () => {
  it.each([
    ["label", "申请人：周立群，男", ["NAME 周立群"]],
    ["number beside it", "周立群，13812345678", ["NAME 周立群", "MOBILE 13812345678"]],
    [
      "columns in any order",
      "手机号码\t备注\t姓名\n13812345678\t无\t周立群",
      ["MOBILE 13812345678", "NAME 周立群"],
    ],
    ["official", "市教育局局长周立群出席会议", []],
    ["legal representative", "法定代表人：周立群", []],
    ["duty roster", "日期\t带班领导\t值班电话\n5月1日\t周立群\t0632-3318055", []],
    ["masked name", "申请人：周某某", []],
    ["home", "家庭住址：山东省枣庄市薛城区陶庄镇前王村12号", ["ADDRESS 山东省枣庄市薛城区陶庄镇前王村12号"]],
    ["office", "办公地址：山东省枣庄市薛城区光明路12号", []],
    ["where somebody moved to", "搬迁至大彭镇闸口村3组27号居住。", ["ADDRESS 大彭镇闸口村3组27号"]],
    ["a lane", "罗启明，男，住湖滨路15弄6号402室。", ["NAME 罗启明", "ADDRESS 湖滨路15弄6号402室"]],
    ["where a firm moved to", "企业搬迁至云州高新区科技路18号3号楼。", []],
    [
      "a library",
      "联系人余清，电话13812345678。地址：西昌市航天大道三段98号市图书馆二楼。",
      ["NAME 余清", "MOBILE 13812345678"],
    ],
  ])("%s", (_, text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it("names the column a value stands in", () => {
    expect(screenText("序号\t领取人\n1\t周立群")).toMatchObject([{ type: "NAME", column: "领取人" }]);
  });
});

describe("wording", () => {
  it.each([
    [
      "everyday phrase, one character that looks like the right one",
      "请各单位接照要求填报",
      ["TYPO 接照要求"],
    ],
    ["a right phrase around what looks like a slip", "符合公租房保障条件，做到学思用贯通。", []],
    ["organ", "报市民正局备案", ["TYPO 市民正局"]],
    ["organ's end", "由县审计居负责", ["TYPO 县审计居"]],
    ["missing character", "国家医疗保局", ["TYPO 国家医疗保局"]],
    ["short form", "市人社局、市发改委、市市场监管局", []],
    ["phrase", "推进中国式现代话", ["TYPO 中国式现代话"]],
    ["word", "工作按排如下", ["TYPO 按排"]],
    ["meeting of two words", "以经济建设为中心，按排名先后", []],
    ["abolished", "向市工商行政管理局申请", ["OUTDATED_ORGAN 市工商行政管理局"]],
    ["former", "原市工商行政管理局核发", []],
    ["history", "不再保留市环境保护局，组建市生态环境局", []],
    ["title", "《国土资源部关于某事的通知》", []],
    ["region as a country", "销往日本、台湾等国家", ["SENSITIVE_WORD 台湾等国家"]],
    ["countries and regions", "销往日本、台湾等国家和地区", []],
    ["disability", "为聋哑人服务", ["SENSITIVE_WORD 聋哑人"]],
  ])("%s", (_, text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it("says what the right form would be", () => {
    expect(screenText("工作按排如下")[0]?.note).toBe("疑应为“安排”");
  });
});

describe("the screener", () => {
  const passages = fc.constantFrom(
    "各单位要高度重视，抓好落实。\n",
    `申请人周立群，身份证号${ID}，手机13812345678。\n`,
    "序号\t姓名\t手机\n1\t周立群\t13812345678\n",
    "机密★10年\n",
    "（此件不公开）\n",
    "工作按排如下\n\n",
    "东经117°19′31″，北纬34°48′10″\n",
    "３７０４０２\u200b１９９００３０７７７１６ ",
  );
  const texts = fc.array(passages, { minLength: 1, maxLength: 40 }).map((parts) => parts.join(""));

  it("gives back values at the offsets of the given text", () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const { start, end, value, type, ruleId } of screenText(text)) {
          expect(text.slice(start, end)).toBe(value);
          expect(isFindingType(type)).toBe(true);
          expect(screeningRules.some((rule) => rule.id === ruleId && rule.type === type)).toBe(true);
        }
      }),
    );
  });

  it("finds the same however the text arrives", () => {
    const long =
      `${"各单位要高度重视，切实抓好落实。\n".repeat(2000)}申请人周立群，手机13812345678。\n`.repeat(4);
    const whole = screenText(long);
    expect(whole.filter((finding) => finding.type === "NAME")).toHaveLength(4);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 90_000 }), { minLength: 1, maxLength: 12 }), (sizes) => {
        const screener = createTextScreener();
        const pieces = [];
        let at = 0;
        for (let turn = 0; at < long.length; turn += 1) {
          const size = sizes[turn % sizes.length] ?? 1000;
          pieces.push(...screener.push(long.slice(at, at + Math.max(size, 500))));
          at += Math.max(size, 500);
        }
        expect([...pieces, ...screener.end()]).toEqual(whole);
      }),
      { numRuns: 8 },
    );
  });

  it("reads commas of a sentence that were typed as ASCII, and leaves those of a table", () => {
    const names = (text: string): string[] =>
      screenText(text)
        .filter(({ type }) => type === "NAME")
        .map(({ value }) => value);
    expect(names("经审核,同意巫胜享受困难残疾人生活补贴。")).toEqual(["巫胜"]);
    expect(names("房屋交易：卖方厉害,买方鲜于明,已备案。")).toEqual(["厉害", "鲜于明"]);
    expect(names("姓名,性别,致贫原因\n王芳,女,因病致贫。\n栾守业,男,缺劳力。")).toEqual(["王芳", "栾守业"]);
  });

  it("keeps reading a roster that is longer than a block", () => {
    const roster = `序号\t姓名\t金额\n${Array.from({ length: 9000 }, (_, at) => `${at + 1}\t周立群\t500`).join("\n")}`;
    expect(screenText(roster).filter((finding) => finding.type === "NAME")).toHaveLength(9000);
  });

  it("silences a rule that is switched off, and only that", () => {
    const text = "手机13812345678，邮箱a@example.com";
    expect(screenText(text, { disabledRules: new Set(["mobile"]) }).map((finding) => finding.type)).toEqual([
      "EMAIL",
    ]);
  });

  it("has a rule for every type", () => {
    const types = new Set(screeningRules.map((rule) => rule.type));
    expect([...types].sort()).toEqual(Object.keys(textFindingTypes).sort());
  });
});

/** Texts of a megabyte made to hurt: one that grows faster than its length would not end within the test's time. */
describe("hostile text", () => {
  it.each([
    "家庭成员：父张伟民，",
    "学生：张伟民，好；",
    "(1101011990)的张伟民",
    "医保卡(卡号",
    "代码(号)",
    "张伟民(男，",
    "1",
    "12345678901",
    "1 2 3 4 ",
    ID,
    "*",
    "138****5678",
    "X9",
    "a@",
    "a.",
    "°",
    "117.1234,",
    "京A",
    "\t",
    "|",
    "，",
    "（",
    "《",
    "密",
    "机密★",
    "住山东省",
    "申请人",
    "申请人：张",
    "张三丰驾驶、",
    "张三丰、李四平三名",
    "分别是张三丰、",
    "张三丰等五人，",
    "补贴张伟明，",
    "补贴由张伟明",
    "张三、",
    "姓名：",
    "习近平新时代",
    "国家",
    "香港、",
    "名单：",
    "王 芳 ",
    "买买提·艾力，",
    "序号\n姓名\n1\n张三丰\n",
    "张三丰\n李四平\n新增\n",
    "张三丰，多领3个月；\n",
    "由张三丰递补，放弃，",
    "发放：土登4800元、日黑5200元、",
    "港澳通行证张三丰（C1234567",
    "一班：李　明　王　悦　",
    "县局补发",
    "不予公开",
    "会议纪要",
    "\n",
    "姓名\t身份证\n",
    "<td>",
    "1号楼2单元",
    "局",
    "市财政",
    "原",
    "-",
    "·",
    "\u200b",
    "“",
  ])("stays linear on a megabyte of %j", (unit) => {
    const text = unit.repeat(Math.ceil(1_000_000 / unit.length));
    expect(screenText(text).length).toBeLessThan(text.length);
  });
});

describe("people in handled papers", () => {
  it.each([
    [
      "at the head of an item with an identity number",
      `2.尧秋水，身份证号${ID}，在岗`,
      ["NAME 尧秋水", `ID_CARD ${ID}`],
    ],
    [
      "behind a village, with an identity number",
      `二、双塔村甄士诚，身份证号${ID}`,
      ["NAME 甄士诚", `ID_CARD ${ID}`],
    ],
    ["left off a list", "名单漏列张建国（手机13812345678）。", ["NAME 张建国", "MOBILE 13812345678"]],
    ["given back", "材料已退回李秀英，手机13812345678。", ["NAME 李秀英", "MOBILE 13812345678"]],
    ["reminded", "请提醒陈桂兰补充材料，手机13812345678。", ["NAME 陈桂兰", "MOBILE 13812345678"]],
    ["in brackets behind the role", "患者（李静）术后恢复良好。", ["NAME 李静"]],
    [
      "both parties in brackets",
      "申请人（陈志远）、被申请人（欧阳文博）于当日和解。",
      ["NAME 陈志远", "NAME 欧阳文博"],
    ],
    ["no class in brackets", "学生（毕业班）、居民（家庭）、原告（反诉被告）", []],
    ["whom an officer does something to", "民警将苗春燕传唤至派出所接受调查。", ["NAME 苗春燕"]],
    ["behind 向, which is no surname there", "向罗启明送达了处罚决定书。", ["NAME 罗启明"]],
    ["no bank", "开户银行：工商银行，账号6217001234567890122", ["BANK_CARD 6217001234567890122"]],
    ["not inside of the state's name", "遗失中华人民共和国普通护照，护照号EK1234567", ["PASSPORT EK1234567"]],
    [
      "a mobile behind an address of mail",
      "qm88@qq.com 13812345678",
      ["EMAIL qm88@qq.com", "MOBILE 13812345678"],
    ],
    ["before the role in brackets", "赵丽华（信访人）反映道路问题。", ["NAME 赵丽华"]],
    ["two by a stroke", "当事人：王小红/李大明", ["NAME 王小红", "NAME 李大明"]],
    ["a foreign teacher", "外籍教师：John Smith", ["NAME John Smith"]],
    ["a short label of a permit", "通行证：C12345678", ["PERMIT C12345678"]],
    ["a card with a letter inside", "社保卡号：37A123456", ["SOCIAL_SECURITY 37A123456"]],
    ["a place is no person", "请向和平路派出所反映，电话13812345678。", ["MOBILE 13812345678"]],
    ["nor an organ", "由高新区管委会办理，咨询电话0632-3312345。", []],
    ["nor towns", "通知各镇街于明日报送，联系电话13812345678。", ["MOBILE 13812345678"]],
    ["nor an empty signature", "申请人签字：", []],
    ["a model number", "设备型号：12A345678，社保卡自助机。", []],
    ["the name of a school", "枣庄市聋哑学校招生公告", []],
  ])("%s", (_name, text, expected) => {
    expect(found(text)).toEqual(expected);
  });
});
