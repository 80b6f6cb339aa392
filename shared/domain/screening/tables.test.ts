import { describe, expect, it } from "vitest";

import { screenText } from "./screen-text.ts";

const found = (text: string, type: string): string[] =>
  screenText(text)
    .filter((finding) => finding.type === type)
    .map(({ value }) => value);
const names = (text: string): string[] => found(text, "NAME");

describe("tables set apart by other marks", () => {
  it("are read at carets", () => {
    const text =
      "姓名^证件种类^证件号^异常\n濮存心^普通护照^EA4672086^已过期\n麦家辉^港澳居民来往内地通行证^H0918981481^换证\n后天明^往来港澳通行证^C05606611^注销";
    expect(names(text)).toEqual(["濮存心", "麦家辉", "后天明"]);
    expect(found(text, "PERMIT")).toEqual(["H0918981481", "C05606611"]);
  });

  it("are read at slashes below a head of four words", () => {
    const text =
      "姓名/证件号码/金额/备注\n王丽华/150102195711024169/300/已发\n李国强/370402200704091516/500/已发";
    expect(names(text)).toEqual(["王丽华", "李国强"]);
  });

  it("leave prose with slashes and powers alone", () => {
    expect(screenText("是/否/无/其他\n方法一：x^2+y^2=z^2，面积/周长/高/宽均已测量。")).toEqual([]);
  });
});

describe("columns of persons", () => {
  it("hold whom money was paid to, not who handled it", () => {
    const text =
      "金额（元）|用途|日期|经手|收款\n360|树苗|9.3|村报账员|高振东\n1200|吊车|9.5|村报账员|林小玲\n85|茶叶|9.9|村报账员|供电所";
    expect(names(text)).toEqual(["高振东", "林小玲"]);
  });

  it("hold candidates over their votes", () => {
    const text =
      "候选人　　　　赞成　反对　弃权\n唐国平　412　9　3\n许慧敏　388　21　15\n王丽华　97　300　27";
    expect(names(text)).toEqual(["唐国平", "许慧敏", "王丽华"]);
  });

  it("hold words as names below 姓名, and no sums", () => {
    const text =
      "学号 班级 姓名 成绩\n7801254680 三（2）班 于是 94.5\n5698286851 三（2）班 方向 88\n合计 2人 无 182.5";
    expect(names(text)).toEqual(["于是", "方向"]);
    expect(names("序号|姓名|金额\n1|王丽华|300\n2|空缺|0\n3|合计|300")).toEqual(["王丽华"]);
  });

  it("hold role, name and number in one cell", () => {
    const text =
      "准考证号 | 姓名 | 抽签号 | 陪检\n-|-|-|-\n124240163573 | 令狐冲云 | A03 | 家长令狐德18464720004\n798450638226 | 羊笑 | A07 | 无";
    expect(names(text)).toEqual(["令狐冲云", "令狐德", "羊笑"]);
  });

  it("hold a form written into a cell of another column", () => {
    const head = "序号\t镇（街道）\t项目个数\t资金（万元）\n1\t石桥镇\t37\t112\n2\t白沙乡\t10\t400\n";
    expect(names(`${head}合计\t联系人：余建娟，手机：19817806450`)).toEqual(["余建娟"]);
    expect(names(`${head}3\t申请人：鲍远航\t12\t90`)).toEqual(["鲍远航"]);
    expect(names(`${head}3\t联系人：余建娟，电话：0717-6220413\t12\t90`)).toEqual([]);
  });

  it("hold a guardian in the remarks, and no office there", () => {
    const text =
      "姓名\t年龄\t备注\n张伟强\t9\t监护人：刘小芹\n王秀英\t11\t监护人：县民政局\n李国强\t10\t监护人：无";
    expect(names(text)).toEqual(["张伟强", "刘小芹", "王秀英", "李国强"]);
  });
});

describe("lists of persons", () => {
  it.each([
    ["新入职教师名单：阿依努尔 爨晓波 撒贝贝 哈里木拉提・买合木提 喜饶尼玛 刀玉香", 6],
    ["住院分娩补助发放：仁青措、达娃央宗、格桑、旦增曲珍，每人500元。", 4],
    ["授课教师：王丽华 李国强 张秀英", 0],
  ])("hold all of %s", (text, count) => {
    expect(names(text)).toHaveLength(count);
  });

  it.each([
    ["姓名：户新房 社保卡号：E38167733 原因：未认证", ["户新房"]],
    ["姓名：未填 社保卡号：E38167733 原因：未认证", []],
  ])("hold the field of a form: %s", (text, expected) => {
    expect(names(text)).toEqual(expected);
  });
});
