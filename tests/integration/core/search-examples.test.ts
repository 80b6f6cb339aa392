import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { workPoints2024 } from "../../../electron/core/services/demo/work-points-2024.ts";
import { taskPassages } from "../../../shared/domain/search/task-passages.ts";
import { openDemo, type DemoDepartment } from "../support/demo-department.ts";

const today = "2026-03-12";

interface Example {
  readonly query: string;
  /** What is shown as read, corrected or expanded. */
  readonly shown?: readonly string[];
  /** Each stands in a passage of the first five hits. */
  readonly expected: readonly string[];
  /** No other passage is shown. */
  readonly exactly?: true;
}

const plain = (query: string, ...expected: readonly string[]): Example => ({ query, expected });
const read = (query: string, shown: string | readonly string[], ...expected: readonly string[]): Example => ({
  query,
  shown: [shown].flat(),
  expected,
});

/** The sixty examples of domain/search.md §10, by their numbers. */
const examples: Readonly<Record<number, Example>> = {
  1: plain("依申请公开", "规范办理依申请公开"),
  2: plain("保密审查", "依法对拟公开的信息进行保密审查"),
  3: plain("政府公报", "推进政府公报数字化转型"),
  4: plain("带押过户", "“带押过户”“青年优居计划”"),
  5: plain("无废城市", "全域“无废城市”相关工作动态"),
  6: plain("行政执法公示", "严格落实行政执法公示制度"),
  7: plain("政务公开专区", "加强政务公开专区建设"),
  8: plain("主动公开事项目录", "年底前形成主动公开事项目录"),
  9: plain("政府开放月", "做深做实“政府开放月”品牌"),
  10: plain("长期护理保险", "居民长期护理保险"),
  11: plain("环评", "稳步推进重大项目环评审批信息全过程公开"),
  12: plain("孤儿", "孤儿助学工程"),
  13: plain("骑手", "持续推动外卖骑手"),
  14: plain("公证", "做好律师、公证、司法鉴定、法律援助"),
  15: plain("抄送", "抄送：市委有关部门"),
  16: plain("屏", "综合运用“报、网、端、微、屏”等传媒载体"),
  17: plain("枣政办发〔2024〕5号", "枣政办发〔2024〕5号"),
  18: plain("枣政办发[2024]5号", "枣政办发〔2024〕5号"),
  19: plain("2024年5月20日", "2024 年 5 月 20 日印发"),
  20: plain("30日内", "于本要点发布后 30 日内报送"),
  21: plain("ipv6", "有序推进政府网站 IPv6 改造任务"),
  22: plain("１２３４５", "对政策中与企业群众生产生活密切相关的具体条款", "推动“枣解决·枣满意”诉求办理平台"),
  23: read("yishenqinggongkai", "依申请公开", "规范办理依申请公开"),
  24: read("zhengfuwangzhan", "政府网站", "持续提升政府网站服务功能"),
  25: read("baomishencha", "保密审查", "依法对拟公开的信息进行保密审查"),
  26: read("laji fenlei", "垃圾分类", "强化生活垃圾分类宣传"),
  27: read("xiangcunzhenxing", "乡村振兴", "做好乡村振兴信息公开"),
  28: read("zhongdajuece", "重大决策", "深化重大决策公众参与"),
  29: read("shengchanli", "生产力", "培育和发展新质生产力"),
  30: read("ysqgk", "依申请公开", "规范办理依申请公开"),
  31: read("zfgb", "政府公报", "推进政府公报数字化转型"),
  32: read("wfcs", "无废城市", "全域“无废城市”相关工作动态"),
  33: read("zcjd", "政策解读", "提升政策解读实效"),
  34: read("bmsc", "保密审查", "依法对拟公开的信息进行保密审查"),
  35: read("zfkfy", "政府开放月", "做深做实“政府开放月”品牌"),
  36: read("依申情公开", "依申请公开", "规范办理依申请公开"),
  37: read("政务公开砖区", "政务公开专区", "加强政务公开专区建设"),
  38: read("保密审察", "保密审查", "依法对拟公开的信息进行保密审查"),
  39: read("网约车斯机", "网约车司机", "网约车司机等新就业形态"),
  40: read("环平审批", "环评审批", "稳步推进重大项目环评审批信息全过程公开"),
  41: read("典形案例", "典型案例", "典型案例的征集和推广"),
  42: read("站内检所", "站内检索", "完善政府网站站内检索"),
  43: read("征地折迁", "征地拆迁", "围绕征地拆迁、国土空间规划"),
  44: read("清理己经", "清理已经", "定期清理已经不具备实际效用的信息"),
  45: read("乡忖振兴", "乡村振兴", "做好乡村振兴信息公开"),
  46: read("政俯公报", "政府公报", "推进政府公报数字化转型"),
  47: read("低保救助", "困难群众救助", "动态调整并公开困难群众救助标准"),
  48: read("外卖员", "外卖骑手", "持续推动外卖骑手"),
  49: read("房贷", "个人住房信贷", "个人住房信贷政策等的宣传解读"),
  50: read("幼儿园", "学前教育", "持续推进义务教育、学前教育"),
  51: read("养老院", "养老机构", "养老机构扶持补贴"),
  52: read("红头文件", "规范性文件", "规范性文件建议公开征集"),
  53: read("种地补贴", "惠农资金", "围绕惠农资金补助发放、拆迁安置方案等事项"),
  54: read("大学生找工作", ["高校毕业生", "就业创业"], "及时更新发布本地区就业创业政策清单"),
  55: read("退伍军人", "退役军人", "分类梳理面向高校毕业生、困难人员、退役军人"),
  56: read("办事大厅", "政务服务大厅", "政府网站、政务服务大厅等渠道"),
  57: {
    ...plain(
      "单位:市司法局",
      "及时发布 2024 年市政府重大行政决策事项目录",
      "严格落实行政执法公示制度",
      "研究制定相关约束转办机制",
    ),
    exactly: true,
  },
  58: {
    ...plain(
      "宣传 单位:市城市管理局",
      "强化生活垃圾分类宣传",
      "加大城市更新“十大工程”“九大行动”相关政策宣传和解读力度",
    ),
    exactly: true,
  },
  59: plain("培训 章节:五", "继续做好领导干部和新进公务人员政务公开通识培训"),
  60: { query: "高速铁路站房", expected: [], exactly: true },
};

const bare = (text: string): string => text.replaceAll(/[\s…]/gu, "");
/** Every passage of the paper: its lines, and its tasks, which a page end may have cut. */
const sources = [...workPoints2024, ...taskPassages(workPoints2024.join("\n")).map(({ text }) => text)].map(
  bare,
);
/** Whether what is shown is of a passage that holds a string; long passages are shown by their part around the words. */
const isOf = (shown: string, expected: string): boolean =>
  bare(shown).includes(bare(expected)) ||
  sources.some((source) => source.includes(bare(shown)) && source.includes(bare(expected)));

describe("the examples of the search box over the demo department", () => {
  let department: DemoDepartment;
  const ask = async (query: string) => await department.as("search", { query, limit: 5 });

  beforeAll(async () => {
    department = await openDemo({ today, items: 24, cases: 4 });
  }, 240_000);
  afterAll(async () => await department.remove());

  it("are sixty", () => {
    expect(Object.keys(examples)).toHaveLength(60);
  });

  it.each(Object.entries(examples).map(([no, example]) => [no, example.query, example] as const))(
    "%s: %s",
    async (_no, query, { shown = [], expected, exactly }) => {
      const { corrected, expanded, total, hits } = await ask(query);
      if (shown.length === 0) expect(corrected).toBeUndefined();
      expect([corrected, ...expanded.flatMap(({ to }) => to)]).toEqual(expect.arrayContaining([...shown]));
      const passages = hits.flatMap((hit) => (exactly ? hit.passages : [hit.title, ...hit.passages]));
      for (const passage of expected)
        expect(
          passages.filter((one) => isOf(one, passage)).length,
          `${passage} in ${passages.join("\n")}`,
        ).toBeGreaterThan(0);
      if (exactly) expect(passages).toHaveLength(expected.length);
      if (expected.length === 0) expect(total).toBe(0);
      // The best passage is what stands below the title.
      for (const hit of hits) if (hit.passages.length > 0) expect(hit.snippet).toBe(hit.passages[0]);
    },
  );

  it("answer the same in any order", async () => {
    const queries = Object.values(examples).map(({ query }) => query);
    const forward = [];
    for (const query of queries) forward.push(await ask(query));
    const back = [];
    for (const query of queries.toReversed()) back.push(await ask(query));
    expect(back.toReversed()).toEqual(forward);
  });

  it("filters by 文种, which is how a title ends, and by 有效性 of what is out", async () => {
    const titles = async (query: string) => (await ask(query)).hits.map(({ title }) => title);
    for (const form of ["办法", "规定"])
      expect(await titles(`物业管理 文种:${form}`)).toEqual([`云州市住宅小区物业管理${form}`]);
    expect(await titles("依申请公开 文种:政策文件")).toEqual(["2024年枣庄市政务公开工作要点"]);
    const { facets } = await ask("公示");
    expect((await ask("公示 有效性:有效")).facets).toEqual({ publication: facets["publication"] });
    expect((await ask("公示 有效性:废止 有效性:失效")).total).toBe(0);
  });

  it("words and passages that a page end cuts are whole", async () => {
    for (const query of ["信息公开力度", "xinxigongkailidu"]) {
      const { hits } = await ask(query);
      expect(hits[0]?.passages.join("\n")).toContain("信息公开力度，持续推动外卖骑手");
    }
    expect((await ask("外卖骑手")).hits[0]?.snippet).toMatch(/信息公开力度，持续推动外卖骑手/u);
  });

  it("a unit that is named counts apart from those that made a paper, and filters beside them", async () => {
    const { facetGroups } = await ask("公开");
    expect(facetGroups.responsible["市司法局"]).toBe(1);
    expect(facetGroups.unit["市司法局"]).toBeUndefined();
    expect((await ask("公开 单位:市司法局")).total).toBe(1);
    const own = Object.keys(facetGroups.unit).find((unit) => unit.endsWith("科")) ?? "";
    const ofOwn = (await ask(`公开 单位:${own}`)).total;
    expect(ofOwn).toBe(facetGroups.unit[own]);
    expect((await ask(`公开 单位:市司法局 单位:${own}`)).total).toBeGreaterThanOrEqual(ofOwn);
    expect((await ask("公证 单位:市城市管理局")).total).toBe(0);
    expect((await ask("培训 章节:六")).total).toBe(0);
    expect((await ask("培训 章节：五（十三） 单位：市政府各部门单位")).total).toBe(1);
  });
});
