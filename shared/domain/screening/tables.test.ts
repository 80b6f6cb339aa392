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

describe("heads of columns", () => {
  it.each([
    [
      "kin of a child",
      "患儿\t父亲\t母亲\t病种\n东方红\t柏林\t王秀芝\t白血病\n周小燕\t周铁柱\t冉红\t血友病",
      ["东方红", "柏林", "王秀芝", "周小燕", "周铁柱", "冉红"],
    ],
    [
      "authors of what won a prize",
      "作品名称\t作者\t年级\t指导老师\t等次\n《我的家乡》\t贺岁\t三年级\t李建国\t一等奖\n《春天》\t童话\t四年级\t王红梅\t二等奖",
      ["贺岁", "童话"],
    ],
    [
      "whoever came, not who received him",
      "来访人\t来访事由\t接访领导\t处理结果\n胥占魁\t征地补偿\t副县长陈刚\t已转办\n左邻\t工资拖欠\t人社局局长刘毅\t已办结",
      ["胥占魁", "左邻"],
    ],
    [
      "parties, not judges",
      "案号,案由,原告,被告,审判长,书记员\n（2023）豫0105民初101号,买卖合同纠纷,水清,明月,宋江,柴进\n（2023）豫0105民初102号,离婚纠纷,甘甜,包青天,宋江,柴进",
      ["水清", "明月", "甘甜", "包青天"],
    ],
    ["days marked off", "姓名|5.1|5.2|5.3|5.4|出勤\n冉闵生|√|√|√|休|4\n谷雨|√|√|病|√|4", ["冉闵生", "谷雨"]],
    [
      "days between blanks",
      "姓名　1日　2日　3日　4日　合计\n贾宝　√　√　√　休　3\n雷阵雨　√　√　病　√　3",
      ["贾宝", "雷阵雨"],
    ],
    [
      "athletes, not trainers",
      "运动员\t项目\t教练员\t成绩\n艾草\t跳远\t王红\t5.6米\n牧童\t铅球\t李刚\t9.8米",
      ["艾草", "牧童"],
    ],
    [
      "days of the week",
      "姓名\t周一\t周二\t周三\t备注\n阴晴\t√\t√\t休\t\n柳叶\t√\t×\t√\t事假1天",
      ["阴晴", "柳叶"],
    ],
    [
      "soldiers",
      "退役士兵\t安置单位\t岗位\n康庄\t县供电公司\t线路工\n阳光\t县自来水公司\t维修工",
      ["康庄", "阳光"],
    ],
    [
      "names in syllables behind a surname of two",
      "户主|牲畜数|补贴\n司马铁木|120|3600\n巴特尔|89|2670\n欧阳苏日娜|60|1800",
      ["司马铁木", "巴特尔", "欧阳苏日娜"],
    ],
    [
      "no hamlets under a sum",
      "合计\t3600元\t共2人\n李家湾\t母志成\t1800元\n杨柳坪\t邬春兰\t1800元\n以上为2024年生态护林员补助。",
      ["母志成", "邬春兰"],
    ],
  ])("tell %s", (_what, text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it.each([
    ["whoever is on duty", "日期 当班人 接班人 备注\n3月1日 花卉 金波 正常\n3月2日 万钧 石英 正常"],
    ["whoever goes round", "时间|巡查人|巡查路段|情况\n8:00|江涛|中山路|正常\n9:00|白帆|建设路|正常"],
    ["whoever inspects", "被检查单位|检查人员|结果\n华丰超市|常青、江河|合格\n瑞丰商店|白帆、丁一|整改"],
    [
      "whoever checked",
      "检查时间|检查人|被检查单位|问题\n3月1日|常青|华丰公司|无\n3月2日|江河|瑞丰公司|通道堵塞",
    ],
    ["speakers", "时间|地点|主讲人|主题\n3月1日|三楼|江涛|法治\n3月5日|三楼|白帆|安全"],
    ["authors of a paper", "作者|标题|日期\n江河|我县召开春耕会议|3月1日\n白帆|全市经济工作会议召开|3月2日"],
    ["kinds of people", "类别\t对象\t标准\n低保\t老人\t50\n特困\t残疾人\t100"],
    ["stations", "设备名称|使用人|状态\n水泵|水利站|正常\n电机|农机站|停用"],
    ["farms", "名称|地址|面积\n金穗家庭农场|李庄村|86亩\n永顺家庭农场|王庄村|120亩\n华丰合作社|张庄村|300亩"],
    [
      "houses that sell food",
      "样品名称,标称生产企业,规格,检验项目\n高粱酒,白水杜康酒家,500ml,甲醇\n月饼,祥和饼家,100g,菌落总数",
    ],
  ])("find nobody private among %s", (_what, text) => {
    expect(names(text)).toEqual([]);
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

describe("heads of tables", () => {
  it.each([
    [
      "cells of a grid that is no HTML table",
      '<div class="row"><span>姓名</span><span>成绩</span></div>\n<div class="row"><span>卞玉秋</span><span>91</span></div>\n<div class="row"><span>郄建勋</span><span>88</span></div>',
      ["卞玉秋", "郄建勋"],
    ],
    [
      "groups that span columns, with heads of their own below",
      '<table><tr><td rowspan="2">序号</td><td colspan="2">承包方</td><td rowspan="2">面积</td></tr><tr><td>代表姓名</td><td>成员数</td></tr><tr><td>1</td><td>姜学文</td><td>4</td><td>6.8</td></tr><tr><td>2</td><td>库素芬</td><td>3</td><td>5.2</td></tr></table>',
      ["姜学文", "库素芬"],
    ],
    ["姓 and 名 set apart", "姓 名  年龄  证书\n毕　涛   34   电工\n黎建华  41   焊工", ["毕　涛", "黎建华"]],
    ["nobody but a member", "组别\t组员\t日工资\n剪裁组\t厉春花、尚小燕\t90", ["厉春花", "尚小燕"]],
    ["a driver", "驾驶员\t号牌\t记分\n扈忠\t鲁E73K56\t3\n鞠万里\t鲁E8Q913\t3", ["扈忠", "鞠万里"]],
  ])("tell persons by %s", (_what, text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it.each([
    [
      "whoever is in charge, in two rows",
      '<table><tr><td rowspan="2">单位</td><td colspan="2">负责人</td></tr><tr><td>姓名</td><td>电话</td></tr><tr><td>水利站</td><td>姜学武</td><td>0543-8221003</td></tr></table>',
    ],
    ["birds", "序号\t种名\t数量\t保护级别\n1\t白鹭\t213\t三有\n2\t戴胜\t7\t三有\n3\t池鹭\t46\t三有"],
    ["herbs", "序号\t品名\t批号\n1\t杜仲\t240288\n2\t徐长卿\t240411\n3\t白芷\t240119"],
    ["those who inspect", "检查组\t组员\t受检单位\n一组\t郝志刚、白建民\t市一中"],
    ["whom only a title addresses", "来信人\t主题\n高先生\t停车难\n欧阳女士\t供暖"],
  ])("tell nobody private among %s", (_what, text) => {
    expect(names(text)).toEqual([]);
  });
});
