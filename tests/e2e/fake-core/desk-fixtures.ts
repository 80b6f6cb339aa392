import type { HomeView, WorkRow } from "../../../shared/contract/desk.ts";
import { addDays, calendarDay } from "../../../shared/kernel/calendar-day.ts";
import type { FakeHandlers } from "./fake-core.ts";
import { fakeId } from "./fake-ids.ts";

type Short = readonly [
  WorkRow["group"],
  number | undefined,
  number | undefined,
  string,
  string,
  string,
  string,
];

const rows: readonly Short[] = [
  [
    "overdue",
    -1,
    3,
    "瑞安路保障性租赁住房配租结果公告",
    "专门审查 3 个工作日，9月15日届满",
    "专门审查",
    "张念",
  ],
  [
    "today",
    0,
    3,
    "2026年第二批既有住宅加装电梯补贴发放情况的公示",
    "专门审查最后一天，3 处发现未处理",
    "专门审查",
    "林晓彤",
  ],
  ["today", 0, 3, "对宋明申请的部分公开（答复附件）", "答复期限9月24日，审查件今天到期", "专门审查", "何静"],
  ["today", 0, 10, "燃气场站分布说明，报请市保密局确定", "答复期第 10 个工作日，尚无回文", "催问", "我报出"],
  ["soon", 1, 3, "2026年8月建筑工地安全检查情况通报", "新送审", "专门审查", "孙一航"],
  ["soon", 1, 3, "城市危旧房屋排查台账（摘要）", "第2稿：附件换过，原结论失效", "重新审查", "林晓彤"],
  ["soon", 2, 3, "关于调整公积金缴存基数的解读", "与政策文件同批发布（三同步）", "专门审查", "吴珊"],
  ["soon", 2, 3, "燃气管网改造工程竣工验收公示", "新送审，含 2 处涉密疑点", "专门审查", "孙一航"],
  ["soon", 2, 3, "物业服务企业信用评价结果（三季度）", "第三方意见已收回，可以继续", "专门审查", "何静"],
  ["soon", 3, 3, "住房租赁企业备案名录（更新）", "新送审", "专门审查", "吴珊"],
  ["later", 10, 14, "下半年已公开信息汇聚风险评估", "每年两次，9月30日前完成", "评估", "计划"],
  ["later", 12, 14, "不予公开信息到期复评（4 件）", "条例第十八条，10月9日到期", "复评", "计划"],
  ["later", 14, 14, "本机关工作秘密事项清单年度更新", "规则包提示：清单已满一年", "更新清单", "计划"],
  ["doneToday", undefined, undefined, "绿色建筑标识项目名单", "专门审查已同意", "看结论", "孙一航"],
  ["doneToday", undefined, undefined, "建筑业企业资质动态核查结果", "已交付发布", "看结论", "吴珊"],
];

const rest = new Set(["2026-09-19", "2026-09-25", "2026-09-26", "2026-09-27"]);
const urgent = new Set(["2026-09-15"]);
const due: Readonly<Record<string, number>> = {
  "2026-09-15": 1,
  "2026-09-16": 2,
  "2026-09-17": 2,
  "2026-09-18": 3,
  "2026-09-21": 1,
  "2026-09-22": 1,
  "2026-09-24": 1,
  "2026-09-28": 1,
  "2026-09-30": 2,
  "2026-10-09": 1,
  "2026-10-13": 1,
};

function days(): HomeView["days"] {
  const first = calendarDay("2026-09-14");
  return Array.from({ length: 35 }, (_, offset) => {
    const day = addDays(first, offset);
    const holiday = day >= "2026-10-01" && day <= "2026-10-07";
    const weekend = offset % 7 > 4;
    const makeup = day === "2026-09-20" || day === "2026-10-10";
    const kind = makeup ? "makeup" : holiday || rest.has(day) || weekend ? "rest" : "work";
    return { day, kind, due: due[day] ?? 0, urgent: urgent.has(day) } as const;
  });
}

export const handlers: FakeHandlers = {
  "desk.home": () => ({
    today: calendarDay("2026-09-16"),
    rows: rows.map(([group, remaining, limit, title, reason, todo, from], index) => ({
      workId: fakeId(4, index),
      group,
      ...(remaining === undefined ? {} : { remainingWorkdays: remaining }),
      ...(limit === undefined ? {} : { limitWorkdays: limit }),
      title,
      reason,
      todo,
      from,
      address: `/reviews/${fakeId(5, index)}`,
    })),
    days: days(),
    reviewsByRemaining: [
      { label: "超期", count: 1 },
      { label: "今天", count: 2 },
      { label: "剩1", count: 2 },
      { label: "剩2", count: 3 },
      { label: "剩3", count: 1 },
    ],
    throughput: [
      { month: "2026-04", submitted: 32, decided: 30 },
      { month: "2026-05", submitted: 38, decided: 35 },
      { month: "2026-06", submitted: 45, decided: 45 },
      { month: "2026-07", submitted: 36, decided: 37 },
      { month: "2026-08", submitted: 41, decided: 39 },
      { month: "2026-09", submitted: 23, decided: 19 },
    ],
    conclusions: [
      { conclusion: "disclose", count: 128 },
      { conclusion: "discloseRedacted", count: 74 },
      { conclusion: "onApplicationOnly", count: 11 },
      { conclusion: "withhold", count: 6 },
      { conclusion: "returned", count: 36 },
    ],
    counts: { work: 14, reviews: 9, cases: 7, packagesWaiting: 3, sync: "not-connected", offlineDays: 5 },
  }),
  "desk.search": ({ query }) => ({
    query,
    ...(query === "加装殿梯" ? { corrected: "加装电梯" } : {}),
    expanded: [],
    explain: [],
    suggestions: ["既有住宅加装电梯", "电梯补贴"],
    total: 3,
    facets: { item: 2, application: 1 },
    facetGroups: {
      kind: { 文件: 1, 办事: 1, 依申请公开: 1 },
      unit: { 住房保障科: 2 },
      responsible: {},
      year: { "2026": 2, "2025": 1 },
      state: { 已公开: 1, 起草中: 1 },
      property: { 主动公开: 2 },
      form: { 公示: 1, 指南: 1 },
      validity: { 有效: 1 },
      origin: { 本机关制作: 2 },
    },
    groups: [],
    hits: [
      {
        id: fakeId(6, 1),
        kind: "item",
        title: "2026年第二批既有住宅加装电梯补贴发放情况的公示",
        snippet: "根据《云州市既有住宅加装电梯补贴办法》，经个人申请、社区初核……",
        score: 1,
        address: `/items/${fakeId(6, 1)}`,
        passages: [],
      },
      {
        id: fakeId(6, 2),
        kind: "item",
        title: "加装电梯办事指南",
        snippet: "办理条件、材料、时限",
        score: 0.8,
        address: `/items/${fakeId(6, 2)}`,
        passages: [],
      },
      {
        id: fakeId(7, 1),
        kind: "application",
        title: "刘长河 20260810-003",
        snippet: "锦绣小区加装电梯项目招标文件及中标合同",
        score: 0.7,
        address: `/applications/${fakeId(7, 1)}`,
        passages: [],
      },
    ],
  }),
  "desk.suggest": ({ query }) => ({ suggestions: query === "加装" ? ["加装电梯", "加装电梯补贴"] : [] }),
  "templates.list": () => [
    {
      template: "letter-receipt",
      name: "政府信息公开申请收件回执",
      version: "2026.1",
      series: "公开收",
      basis: "条例第三十条",
      relief: "不写",
      passages: 3,
      waiting: false,
    },
    {
      template: "partial-disclosure",
      name: "政府信息部分公开告知书",
      version: "2026.1",
      series: "公开告",
      basis: "条例第三十七条",
      relief: "先复议（复议法第二十三条）",
      passages: 3,
      waiting: false,
    },
  ],
};
