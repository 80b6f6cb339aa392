import { describe, expect, it } from "vitest";

import { screenText } from "../screen-text.ts";

const found = (text: string, type: string): string[] =>
  screenText(text)
    .filter((finding) => finding.type === type)
    .map(({ value }) => value);

describe("telephones of homes", () => {
  it.each([
    "家里0571-88905546",
    "家中固话：0571-88905546",
    "其家电话0571-88905546",
    "老家座机 0571-88905546",
    "住家号码0571-88905546",
  ])("are told in %s", (text) => {
    expect(found(`患者陆明霞，${text}，多次联系不上。`, "LANDLINE")).toEqual(["0571-88905546"]);
  });

  it.each([
    "专家咨询0571-88905546",
    "大家可拨打0571-88905546",
    "商家电话：0571-88905546",
    "单位0571-88905546",
  ])("are none in %s", (text) => {
    expect(found(`${text}，工作日接听。`, "LANDLINE")).toEqual([]);
  });
});

describe("a column of telephones", () => {
  it.each([
    [
      "is private where its head says so",
      "姓名 | 电话（家） | 手机\n陆明霞 | 0571-88905546 | 13905711234",
      1,
    ],
    ["is one of an office beside its sections", "科室 | 姓名 | 座机\n办公室 | 陆明霞 | 0571-88905546", 0],
  ])("%s", (_name, text, count) => {
    expect(found(text, "LANDLINE")).toHaveLength(count);
  });
});

describe("numbers of social security", () => {
  it("are told by the bracket behind, also where a card is named in front", () => {
    expect(found("原卡号A70239438（社保卡号），新卡号待发", "SOCIAL_SECURITY")).toEqual(["A70239438"]);
    expect(found("原卡号A70239438（门禁卡），新卡号待发", "SOCIAL_SECURITY")).toEqual([]);
  });
});

describe("plates", () => {
  it.each([
    ["苏E80223", 1],
    ["使用登记证号梯11苏E80223(20)，", 0],
    ["压力容器容15鲁D00012(20)，", 0],
  ])("are told apart from certificates of equipment: %s", (text, count) => {
    expect(found(`停放车辆：${text}已检验。`, "PLATE")).toHaveLength(count);
  });
});

describe("documents named once for a list", () => {
  it.each([
    ["往来台湾通行证注销名单：谢雨桐 L20447455；方知远 LA5919577；万一舟 L84543657。", 3],
    ["往来台湾通行证领取：谢雨桐（L20447455）、方知远（LA5919577）、万一舟（L84543657）。", 3],
    [
      "回乡证到期提醒名单如下：麦家辉（H09189814）、招慧仪（M12673255）、区文俊（H31596021），请尽快换领。",
      3,
    ],
    ["阀门型号（H50071907）、电缆（M12673255）均已入库。", 0],
  ])("are told in %s", (text, count) => {
    expect(found(text, "PERMIT")).toHaveLength(count);
  });

  it("takes another number for one of the same kind", () => {
    const text = "参保人医保个人编号9300326850，另一编号9300440124为重复建档，请合并。";
    expect(found(text, "SOCIAL_SECURITY")).toEqual(["9300326850", "9300440124"]);
    expect(found("设备编号9300326850，另一编号9300440124。", "SOCIAL_SECURITY")).toEqual([]);
  });
});

describe("credit codes", () => {
  it.each([
    ["统一社会信用代码（登记证书）：52532524609014315F", ["52532524609014315F"]],
    ["统一社会信用代码（营业执照编号）：9137048133151473XH", ["9137048133151473XH"]],
    [
      "信用代码核验结果：\n甲公司 9137048133151473XH　乙厂 91370404MAMWPEU87A",
      ["9137048133151473XH", "91370404MAMWPEU87A"],
    ],
    ["设备清单：甲公司 9137048133151473XH", []],
  ])("are checked in %s", (text, expected) => {
    expect(found(text, "USCC_INVALID")).toEqual(expected);
  });
});

describe("masked numbers that begin like those of Gansu", () => {
  it.each([
    ["621226*********437", "BANK_CARD_MASKED"],
    ["622201*********815", "BANK_CARD_MASKED"],
    ["620102********1234", "ID_CARD_MASKED"],
    ["6201**********4310", "ID_CARD_MASKED"],
    ["4502****0917", "ID_CARD_MASKED"],
  ])("%s is %s", (value, type) => {
    expect(found(`核对无误：${value}。`, type)).toEqual([value]);
  });
});

describe("a line whose cells have their own labels", () => {
  it("is no head of a table: the card in the next line is told", () => {
    const text =
      "日期：8月3日　摘要：戏台修补　金额：2,450元　凭证号：9954\n日期：8月26日　摘要：慰问金　金额：1,000元　转6212264223475559070";
    expect(found(text, "BANK_CARD")).toEqual(["6212264223475559070"]);
  });
});

describe("documents whose number goes by another word", () => {
  it.each([
    ["居住证编号820000200303243800", "ID_CARD"],
    ["港澳居民居住证证号：820000200303243800", "ID_CARD"],
    ["驾驶证编号：37040319630812482X", "ID_CARD"],
    ["回乡证编号：H0123456789", "PERMIT"],
    ["台胞证证件号码：01234567", "PERMIT"],
    ["因私护照证号：E12345678", "PASSPORT"],
    ["社会保障卡编号：D12345678", "SOCIAL_SECURITY"],
  ])("%s", (text, type) => {
    expect(found(`申请人李桂兰，${text}，已收到。`, type)).toEqual([/[\dA-Z]+$/u.exec(text)?.[0]]);
  });

  it.each(["车辆通行证：C12345678", "危险品运输车辆通行证编号：C12345678", "施工通行证号C12345678"])(
    "are none of a person: %s",
    (text) => {
      expect(found(`申请人李桂兰，${text}，已收到。`, "PERMIT")).toEqual([]);
    },
  );
});
