import { describe, expect, it } from "vitest";

import { parseWorkPoints } from "./parse-work-points.ts";

type Row = readonly [section: string, number: number, units: readonly string[], due?: object];

const by = (day: string) => ({ kind: "by", day });
const every = (period: string) => ({ kind: "every", period });

/** The ways in which provinces, cities and counties write who does a task and until when. */
const styles: readonly (readonly [style: string, lines: string, rows: readonly Row[]])[] = [
  [
    "sections that are the tasks, leading and responsible units",
    "一、深化公开\n（一）优化营商环境。2025年6月底前建成专栏。（牵头单位：县发展改革局；责任单位：县财政局）\n（二）扩大投资。每季度更新。（牵头单位：县发展改革局；配合单位：各镇街）",
    [
      ["一", 1, ["县发展改革局", "县财政局"], by("2025-06-30")],
      ["一", 2, ["县发展改革局", "各镇街"], every("quarter")],
    ],
  ],
  [
    "parts and articles by their names",
    "第一部分　重点领域\n第一条　公开预算，批复后20日内公开。（责任单位：市财政局）\n第二条　公开许可。（责任单位：市审批服务局）\n第二部分：保障\n第三条　公开台账，年底前完成。（责任单位：市政府各部门）",
    [
      ["一", 1, ["市财政局"], { kind: "afterEvent", event: "批复", days: 20 }],
      ["一", 2, ["市审批服务局"]],
      ["二", 3, ["市政府各部门"], by("2025-12-31")],
    ],
  ],
  [
    "parts by name that group what 一、 numbers anew",
    "第一部分 重点\n一、发展\n1.公开政策。（责任单位：市商务局）\n第2部分 保障\n一、监督\n1.公开台账。（责任单位：市司法局）",
    [
      ["一(一)", 1, ["市商务局"]],
      ["二(一)", 1, ["市司法局"]],
    ],
  ],
  [
    "parts by name above 一、 and （一）, which number all the way",
    "第一部分 重点\n一、发展\n（一）投资\n1.公开政策。（责任单位：市商务局）\n第二部分 保障\n二、监督\n（二）考核\n1.公开台账。（责任单位：市司法局）",
    [
      ["一(一)", 1, ["市商务局"]],
      ["二(二)", 1, ["市司法局"]],
    ],
  ],
  [
    "nothing but numbers",
    "1.公开预算。（责任单位：市财政局）\n2.公开许可。（责任单位：市审批服务局）",
    [
      ["", 1, ["市财政局"]],
      ["", 2, ["市审批服务局"]],
    ],
  ],
  [
    "square brackets of every kind",
    "一、公开\n1.公开规划。长期坚持。[责任单位：县自然资源局]\n2.公开预算。【责任单位：县财政局】\n3.公开决算。〔牵头单位：县财政局〕",
    [
      ["一", 1, ["县自然资源局"]],
      ["一", 2, ["县财政局"]],
      ["一", 3, ["县财政局"]],
    ],
  ],
  [
    "lines of their own for units and limit",
    "一、任务\n（一）解读\n1、做好解读，第三季度开展检查。\n责任单位：县政府办公室、县司法局\n完成时限：2025年9月30日前\n2、创新形式。\n牵头单位：县教育局\n配合单位：县财政局，各镇人民政府、各街道办事处\n完成时限：全年\n（二）回应\n1、每月通报。\n责任单位：县政务服务局\n完成时限：每月",
    [
      ["一(一)", 1, ["县政府办公室", "县司法局"], by("2025-09-30")],
      ["一(一)", 2, ["县教育局", "县财政局", "各镇人民政府", "各街道办事处"]],
      ["一(二)", 1, ["县政务服务局"], every("month")],
    ],
  ],
  [
    "the bracket of provinces, without a label",
    "一、落实\n（一）扩大内需。做好公开。（省商务厅、省发展改革委、省财政厅按职责分工负责）\n（二）科技创新。上半年完成梳理。（省科技厅牵头，省教育厅、省工业和信息化厅等部门按职责分工负责）\n（三）落实责任。2025年5月底前制定方案。（各市人民政府，省政府各部门、各直属机构）",
    [
      ["一", 1, ["省商务厅", "省发展改革委", "省财政厅"]],
      ["一", 2, ["省科技厅", "省教育厅", "省工业和信息化厅"], by("2025-06-30")],
      ["一", 3, ["各市人民政府", "省政府各部门", "各直属机构"], by("2025-05-31")],
    ],
  ],
  [
    "brackets that share out nothing",
    "一、任务\n（一）公开招生信息（6月底前）。（责任单位：县教育局）\n（二）公开清单。及时公开（见附件）。\n（三）公开目录。及时公开（此件公开发布）。",
    [
      ["一", 1, ["县教育局"], by("2025-06-30")],
      ["一", 2, []],
      ["一", 3, []],
    ],
  ],
  [
    "the limit in the bracket of the units",
    "一、公开\n（一）规范发布。一是及时发布；二是每年清理。（责任单位：县司法局；完成时限：2025年12月底前）\n（二）办好公报。（县政府办公室负责；长期坚持）",
    [
      ["一", 1, ["县司法局"], by("2025-12-31")],
      ["一", 2, ["县政府办公室"]],
    ],
  ],
  [
    "digits of full width",
    "一、公开\n　　１．公开权责清单。（责任单位：县委编办、县司法局）\n　　２．公开执法信息。（责任单位：县司法局）",
    [
      ["一", 1, ["县委编办", "县司法局"]],
      ["一", 2, ["县司法局"]],
    ],
  ],
  [
    "parts that are the tasks",
    "一、总体要求\n全面贯彻党的二十大精神。\n二、公开重大决策信息\n制定目录，4月底前公布。牵头单位：县司法局，责任单位：县政府各部门。\n三、公开财政信息。推进预决算公开。（责任单位：县财政局）\n四、办好公报（责任单位：县政府办公室）",
    [
      ["二", 1, ["县司法局", "县政府各部门"], by("2025-04-30")],
      ["三", 1, ["县财政局"]],
      ["四", 1, ["县政府办公室"]],
    ],
  ],
  [
    "numbers in brackets: of their own, and below a number",
    "一、内容\n（1）公开机构职能。（责任单位：县委编办）\n（2）公开领导信息。（责任单位：县政府办公室）\n二、重点\n（一）就业\n1. 公开就业政策：\n（1）发布岗位；（责任单位：县人社局）\n（2）政策宣讲。（责任单位：县退役军人局）\n2. 公开救助信息。（责任单位：县民政局）",
    [
      ["一", 1, ["县委编办"]],
      ["一", 2, ["县政府办公室"]],
      ["二(一)", 1, ["县人社局", "县退役军人局"]],
      ["二(一)", 2, ["县民政局"]],
    ],
  ],
  [
    "sections without parts",
    "（一）加强解读。\n出台后3个工作日内解读。（责任单位：县政府各部门）\n（二）加强互动。\n办好征集。（责任单位：县政府办公室，各镇〔街道〕）",
    [
      ["", 1, ["县政府各部门"]],
      ["", 2, ["县政府办公室", "各镇〔街道〕"]],
    ],
  ],
  [
    "a heading whose units do all its tasks",
    "一、平台\n（一）办好网站（牵头单位：县大数据局）\n1.改版。9月底前完成。\n2.清理。（责任单位：县融媒体中心）\n（二）公开权责清单（责任单位：县司法局）",
    [
      ["一(一)", 1, ["县大数据局"], by("2025-09-30")],
      ["一(一)", 2, ["县融媒体中心"]],
      ["一", 2, ["县司法局"]],
    ],
  ],
  [
    "units cut by a page end",
    "一、公开\n1.公开住房信息。（责任单位：县住房城乡建设局，各镇街，\n县政务服务局）\n2.公开水价。\n责任单位：县水务局、\n县发展改革局\n各级各部门要对照要点分解任务。",
    [
      ["一", 1, ["县住房城乡建设局", "各镇街", "县政务服务局"]],
      ["一", 2, ["县水务局", "县发展改革局"]],
      ["结尾", 1, ["各级各部门"]],
    ],
  ],
  [
    "a section above the tenth",
    "四、保障\n（十一）办好网站。及时改版。（责任单位：县大数据局）\n（二十）加强考核。及时考核。（责任单位：县政府办公室）",
    [
      ["四", 11, ["县大数据局"]],
      ["四", 20, ["县政府办公室"]],
    ],
  ],
  [
    "a table that shares out the work",
    "序号\t重点任务\t工作内容\t牵头单位\t责任单位\t完成时限\n1\t优化环境\t公开政策\t县发展改革局\t县财政局、县商务局\t2025年6月底前\n2\t\t公开标准\t县民政局\t各镇街\t长期坚持\n3\t政策解读\t政策评价\t县司法局\t县政府各部门\t每半年1次",
    [
      ["", 1, ["县发展改革局", "县财政局", "县商务局"], by("2025-06-30")],
      ["", 2, ["县民政局", "各镇街"]],
      ["", 3, ["县司法局", "县政府各部门"], every("halfYear")],
    ],
  ],
  [
    "a table with its parts in a column or over a row",
    "类别\t任务\t责任部门\t时限\n一、主动公开\t1.公开预决算\t县财政局\t2025年3月31日前\n\t2.公开规划\t县发展改革局\t全年\n二、平台建设\t二、平台建设\t二、平台建设\t二、平台建设\n\t3.网站改版\t县大数据局\t第四季度",
    [
      ["一", 1, ["县财政局"], by("2025-03-31")],
      ["一", 2, ["县发展改革局"]],
      ["二", 3, ["县大数据局"], { kind: "during", from: "2025-10-01", to: "2025-12-31" }],
    ],
  ],
  [
    "a table whose rows leave out the cells that one above covers",
    "序号\t任务\t措施\t责任单位\t时限\n1\t解读\t预公开\t县司法局\t6月底\n2\t评价\t县财政局\t每季度\n3\t公报\t改版\t9月底",
    [
      ["", 1, ["县司法局"], by("2025-06-30")],
      ["", 2, ["县财政局"], every("quarter")],
      ["", 3, ["县财政局"], by("2025-09-30")],
    ],
  ],
  [
    "fields on one line, and persons who answer for it",
    "一、公开\n1.公开计划。牵头单位：县财政局　责任单位：各镇街　完成时限：2025年10月\n2.公开预算（牵头领导：张某；责任单位：县财政局；责任人：李某）。\n3.公开决算。责任科室：办公室、财务科。",
    [
      ["一", 1, ["县财政局", "各镇街"], by("2025-10-31")],
      ["一", 2, ["县财政局"]],
      ["一", 3, ["办公室", "财务科"]],
    ],
  ],
  [
    "other brackets without a label",
    "一、公开\n（一）健全机制。及时健全。【省政府办公厅牵头，各市人民政府落实】\n（二）集中公开。及时公开。〔各市人民政府，省政府各部门〕\n（三）公开清单。及时公开（含“三公”经费）。",
    [
      ["一", 1, ["省政府办公厅", "各市人民政府"]],
      ["一", 2, ["各市人民政府", "省政府各部门"]],
      ["一", 3, []],
    ],
  ],
  [
    "numbers of pages between the lines",
    "一、公开\n— 3 —\n1.公开重大建设项目信息，推进政府投资项\n- 4 -\n目全过程公开。（责任单位：县发展改革局、县住房城乡\n第 5 页 共 9 页\n建设局）\n---\n2.公开交易信息。（责任单位：县财政局）\n---\n县政府办公室\n抄送：县委办公室。\n3.不再是任务。（责任单位：县财政局）",
    [
      ["一", 1, ["县发展改革局", "县住房城乡建设局"]],
      ["一", 2, ["县财政局"]],
    ],
  ],
  [
    "a last part that tells everybody to report",
    "一、公开\n1.公开规划，到2025年底全部公开。（责任单位：县发展改革局）\n二、组织实施\n各镇街、各部门要高度重视，于5月20日前报送方案。",
    [
      ["一", 1, ["县发展改革局"], by("2025-12-31")],
      ["结尾", 1, ["各镇街", "各部门"], by("2025-05-20")],
    ],
  ],
  [
    "a table whose parts are numbered 一 in the column of numbers",
    "序号\t工作任务\t责任领导\t牵头科室\t配合科室\t完成时间\n一\t主动公开\t\t\t\t\n1\t编制目录\t王某\t办公室\t各科室\t3月31日\n二\t依申请公开\t\t\t\t\n2\t修订文书\t赵某\t法规科\t办公室\t2025年5月",
    [
      ["一", 1, ["办公室", "各科室"], by("2025-03-31")],
      ["二", 2, ["法规科", "办公室"], by("2025-05-31")],
    ],
  ],
  [
    "a table of Markdown",
    "| 序号 | 任务 | 责任单位 | 完成时限 |\n|---|---|---|---|\n| 1 | 公开规划 | 县发展改革局 | 6月底 |\n| 2 | 公开统计 | 县统计局 | 每月 |",
    [
      ["", 1, ["县发展改革局"], by("2025-06-30")],
      ["", 2, ["县统计局"], every("month")],
    ],
  ],
  [
    "a table that repeats what the paragraphs say",
    "一、公开\n1.公开规划。（责任单位：县发展改革局）\n序号\t任务\t责任单位\n1\t公开规划\t县发展改革局",
    [["一", 1, ["县发展改革局"]]],
  ],
];

describe("styles of 工作要点", () => {
  it.each(styles)("%s", (_style, lines, rows) => {
    const parsed = parseWorkPoints(`2025年政务公开工作要点\n\n${lines}\n`);
    const tasks = parsed.ok ? parsed.value.tasks : [];
    expect(tasks.map(({ section, number, units }) => [section, number, units])).toEqual(
      rows.map(([section, number, units]) => [section, number, units]),
    );
    rows.forEach(([, , , due], index) => {
      if (due) expect(tasks[index]?.dueRule).toMatchObject(due);
      else expect(tasks[index]).not.toHaveProperty("dueRule");
    });
  });

  /** Time grows with the length of the text, whatever stands in it; without bounds these take minutes or the stack. */
  it.each([
    ["（责任单位：市局）", "1.", 1],
    ["（责任单位：", "1.", 0],
    ["（", "1.", 1],
    ["牵头", "1.甲（", 1],
    ["每年", "1.", 1],
    ["甲\t乙\n", "任务\t责任单位\n", 15_000],
    ["责任单位：甲、", "1.甲。", 1],
  ])("reads a long row of %s", (piece, head, tasks) => {
    const parsed = parseWorkPoints(
      `2025年工作要点\n一、公开\n${head}${piece.repeat(60_000 / piece.length)}）`,
    );
    expect(parsed.ok ? parsed.value.tasks.length : 0).toBe(tasks);
  });

  it("leaves neither units nor limits in the words of a task", () => {
    for (const [, lines] of styles) {
      const parsed = parseWorkPoints(`2025年政务公开工作要点\n\n${lines}\n`);
      const words = parsed.ok ? parsed.value.tasks.map((task) => task.text).join("\n") : "";
      expect(words).not.toMatch(/单位[：:]|部门[：:]|科室[：:]|责任人|完成时限|按职责分工/u);
    }
  });
});
