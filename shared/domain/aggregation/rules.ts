/** The dangerous combinations, as data with a version. A department's own list replaces this one as a whole. */
import type { Attribute, EntityKind } from "./facts.ts";

export type CombinationMeasure =
  /** Every need is met by at least one of its attributes, over both papers and by neither alone. */
  | { readonly kind: "all-needs"; readonly needs: readonly (readonly Attribute[])[] }
  /** Two masked forms of one number leave at most this many places open, each alone more. */
  | { readonly kind: "complement"; readonly attributes: readonly Attribute[]; readonly openAtMost: number }
  /** Two running totals of neighbouring months: their difference is a figure nobody published. */
  | { readonly kind: "difference"; readonly smallBelow: number };

export interface CombinationRule {
  readonly id: string;
  readonly title: string;
  /** What a stranger would learn, for the reviewer. */
  readonly reason: string;
  /** Items of the checklist of review.md §4 it answers to. */
  readonly checks: readonly string[];
  readonly entityKind: EntityKind;
  readonly measure: CombinationMeasure;
}

export const combinationRulesVersion = "2026.1";

const all = (...needs: readonly (readonly Attribute[])[]): CombinationMeasure => ({
  kind: "all-needs",
  needs,
});

export const combinationRules: readonly CombinationRule[] = [
  {
    id: "AG-01",
    title: "设施的位置与容量",
    reason: "知道在哪里、有多大，就能推算要害设施的能力和破坏后果",
    checks: ["CR-A05", "CR-F02"],
    entityKind: "facility",
    measure: all(["position", "coordinate"], ["capacity"]),
  },
  {
    id: "AG-02",
    title: "设施的值守力量",
    reason: "值守人数与位置、时间合在一起，等于说出何时防守最弱",
    checks: ["CR-A05", "CR-F02"],
    entityKind: "facility",
    measure: all(["headcount"], ["position", "coordinate", "schedule"]),
  },
  {
    id: "AG-03",
    title: "物资的存量与去处",
    reason: "存量与位置、轮换时间合在一起，能推算储备实力和调运路径",
    checks: ["CR-F02"],
    entityKind: "facility",
    measure: all(["stock"], ["position", "coordinate", "schedule"]),
  },
  {
    id: "AG-04",
    title: "个人的身份与敏感情况",
    reason: "姓名和村居相同，一件有部分号码，一件有敏感情况，合起来能认定是哪一个人",
    checks: ["CR-D02", "CR-F01", "CR-F04"],
    entityKind: "person",
    measure: all(
      ["maskedId", "maskedPhone", "maskedBank", "birth", "address"],
      ["health", "hardship", "penalty"],
    ),
  },
  {
    id: "AG-05",
    title: "遮盖的号码互相补全",
    reason: "两件遮盖的位数不同，叠在一起露出的号码几乎完整",
    checks: ["CR-D01", "CR-F01"],
    entityKind: "person",
    measure: { kind: "complement", attributes: ["maskedId", "maskedPhone", "maskedBank"], openAtMost: 4 },
  },
  {
    id: "AG-06",
    title: "住处连出姓名与敏感情况",
    reason: "同一户，一件有全名，一件有敏感情况，合起来能认出本人",
    checks: ["CR-F01", "CR-F04"],
    entityKind: "dwelling",
    measure: all(["name"], ["health", "hardship", "penalty"]),
  },
  {
    id: "AG-07",
    title: "两期累计数相减",
    reason: "相邻两期相减就是没有公布的当月数",
    checks: ["CR-F03"],
    entityKind: "series",
    measure: { kind: "difference", smallBelow: 3 },
  },
  {
    id: "AG-08",
    title: "一件略去的数在另一件列出",
    reason: "同一格，一件略去，一件照列，略去就没有意义",
    checks: ["CR-F03", "CR-F04"],
    entityKind: "figure",
    measure: all(["suppressed"], ["shown"]),
  },
  {
    id: "AG-09",
    title: "合计减各项得出略去的数",
    reason: "一件只缺一项、一件有合计，相减就是略去的那个数",
    checks: ["CR-F03", "CR-F04"],
    entityKind: "figure",
    measure: all(["restOfTotal"], ["total"]),
  },
  {
    id: "AG-10",
    title: "不足三人的数与具名名单",
    reason: "人数不足三人，又有同村具名名单，能对号到人",
    checks: ["CR-F04"],
    entityKind: "group",
    measure: all(["smallCount"], ["member"]),
  },
];
