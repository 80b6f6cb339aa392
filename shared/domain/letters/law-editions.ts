import { type CalendarDay, calendarDay } from "../../kernel/calendar-day.ts";

/** Sources that letters cite, with the day their present edition took effect and what it replaced. */
interface LawEdition {
  /** The title as letters print it, without 《》. */
  readonly title: string;
  readonly since: CalendarDay;
  /** How citations of the replaced edition can be told: its number, or an article the present one does not have so. */
  readonly replaced: readonly { readonly pattern: RegExp; readonly instead: string }[];
  readonly article: string;
}

/**
 * Editions in force, by day. A letter cites the law as it stood on its own day (law.md §1): a letter of before `since`
 * must not cite the new edition's articles, and one of after it must not cite the old ones.
 */
const editions: readonly LawEdition[] = [
  {
    title: "中华人民共和国政府信息公开条例",
    since: calendarDay("2019-05-15"),
    replaced: [
      { pattern: /国务院令第492号/u, instead: "2019年修订的条例（国务院令第711号）" },
      {
        pattern: /政府信息公开条例》?第二十一条第（[一二三四]）项/u,
        instead: "条例第三十六条（原第二十一条已于2019年修改）",
      },
      {
        pattern: /自身生产、生活、科研等特殊需要/u,
        instead: "2019年修订的条例，其中不再要求申请人说明特殊需要",
      },
    ],
    article: "条例27",
  },
  {
    title: "中华人民共和国行政复议法",
    since: calendarDay("2024-01-01"),
    replaced: [
      {
        pattern: /行政复议法》?第(?:六条|九条|十二条|十三条|十四条)(?!第?之)/u,
        instead: "2023年修订的行政复议法（范围见第十一条，期限见第二十条，管辖见第二十四条）",
      },
    ],
    article: "复议法20",
  },
  {
    title: "中华人民共和国保守国家秘密法",
    since: calendarDay("2024-05-01"),
    replaced: [{ pattern: /2010年.{0,6}保守国家秘密法/u, instead: "2024年修订的保守国家秘密法" }],
    article: "保密法14",
  },
  {
    title: "政府信息公开信息处理费管理办法",
    since: calendarDay("2021-01-01"),
    replaced: [
      {
        pattern: /检索、复制、邮寄等成本费用/u,
        instead: "条例第四十二条和收费办法，2019年起不再收取检索、复制、邮寄费",
      },
    ],
    article: "条例42",
  },
  {
    title: "最高人民法院关于审理政府信息公开行政案件适用法律若干问题的解释",
    since: calendarDay("2025-06-01"),
    replaced: [
      {
        pattern: /关于审理政府信息公开行政案件若干问题的规定|法释〔2011〕17号/u,
        instead: "法释〔2025〕8号（法释〔2011〕17号自2025年6月1日起废止）",
      },
    ],
    article: "公开司法解释1",
  },
];

export interface EditionProblem {
  readonly kind: "replaced" | "notYetInForce";
  readonly message: string;
  readonly article: string;
}

/** Where a text cites a source in an edition that was not in force on the letter's day. */
export function editionProblems(text: string, onDay: CalendarDay): readonly EditionProblem[] {
  return editions.flatMap((edition): readonly EditionProblem[] => {
    if (onDay < edition.since) {
      // Before that day the title stood for the older edition; only articles that are new in the present one betray it.
      return edition.title === "中华人民共和国行政复议法" &&
        /行政复议法》第二十三条第一款第（四）项/u.test(text)
        ? [
            {
              kind: "notYetInForce",
              message: "文书日期早于2024年1月1日，复议前置的规定当时尚未施行",
              article: edition.article,
            },
          ]
        : [];
    }
    return edition.replaced
      .filter((old) => old.pattern.test(text))
      .map((old) => ({
        kind: "replaced" as const,
        message: `引用的是已经修改或者废止的规定，应当引用${old.instead}`,
        article: edition.article,
      }));
  });
}
