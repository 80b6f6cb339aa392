import { describe, expect, it } from "vitest";

import { screenText } from "../../screen-text.ts";

const names = (text: string): string[] =>
  screenText(text)
    .filter(({ type }) => type === "NAME")
    .map(({ value }) => value);

describe("names in frames that leave room for nothing else", () => {
  it.each([
    [
      "家长签名及邮箱：祝安然　zhuanran@foxmail.com；令狐静　linghu_j@139.com；向荣　xr@21cn.com",
      ["祝安然", "令狐静", "向荣"],
    ],
    ["证件对照（部分）：浪涛，护照EF5144094；海蓝，护照EH2752023。", ["浪涛", "海蓝"]],
    ["学生资助核对：招颖彤（回乡证 H31596021），甄嘉豪（回乡证 M12673255）。", ["招颖彤", "甄嘉豪"]],
    ["培训补贴：另有仁增：6222027868244727791，格桑：6222027868244727791。", ["仁增", "格桑"]],
    ["问：姓名？答：顾盼。问：多大年龄？答：四十。", ["顾盼"]],
    ["问：你叫什么名字？答：卫兰英。", ["卫兰英"]],
    ["寄件：上海市虹口区四川北路1851弄26支弄4号后门　应天长 收", ["应天长"]],
    [
      "到场人：常青，你于7月15日将车辆停放在消防通道。\n荆楚，你于7月16日违规停车，请到中队接受处理。",
      ["荆楚"],
    ],
    ["涉外婚姻登记：男方PETROV IVAN，持俄罗斯护照（护照号码757408323）。", ["PETROV IVAN"]],
    ["失物清单：护照一本，持照人Garcia Lopez，护照号码PAB123456。", ["Garcia Lopez"]],
    ["被告一郑友良（绰号“老七”），男；被告二卢桂芬，女。", ["郑友良", "卢桂芬"]],
    ["家长委员会副主任冼丽君收取的材料费，电话13812345678。", ["冼丽君"]],
  ])("are told in %s", (text, expected) => {
    expect(names(text)).toEqual(expect.arrayContaining(expected));
  });

  it.each([
    "投诉人熊某，回复至abc@163.com；意见反馈邮箱：abc@163.com",
    "材料齐全，补办，身份证号110101199003070978。",
    "账户信息有误，退款，卡号6222027868244727791。",
    "户名不符，卡号6222027868244727791；户名有误，账号6222027868244727791。",
    "Passport No E12345678；Republic Of China，护照E12345678",
    "被告一直未到庭，原告一再要求赔偿，第三人三次缺席。",
    "村民委员会副主任冼丽君主持会议。",
  ])("are none in %s", (text) => {
    expect(names(text)).toEqual([]);
  });
});
