/** 文种: the kinds of 党政机关公文处理工作条例 第八条, and what else the titles of published papers end in. */
const forms =
  "决议 决定 命令 公报 公告 通告 意见 通知 通报 报告 请示 批复 议案 纪要 办法 规定 细则 条例 规则 规程 方案 计划 规划 要点 公示 目录 清单 指南 流程 解读 问答 名单 预案 标准 预算 决算 总结 函 令".split(
    " ",
  );
const known: ReadonlySet<string> = new Set(forms);

/** Brackets behind a title say which text it is: …办法（试行）, …通知（云建发〔2026〕3号）. */
const behind = /(?:[（(][^（()）]*[）)]|〔[^〔〕]*〕|[》”"])\s*$/u;

function bareTitle(title: string): string {
  let bare = title.trim();
  for (let shorter = bare.replace(behind, ""); shorter !== bare; shorter = bare.replace(behind, ""))
    bare = shorter.trim();
  return bare;
}

/** The 文种 that a title ends with; undefined where it names none. 命令 goes before 令. */
export function paperForm(title: string): string | undefined {
  const bare = bareTitle(title);
  const ending = bare.slice(-2);
  return known.has(ending) ? ending : known.has(bare.slice(-1)) ? bare.slice(-1) : undefined;
}

/** Whether a title is of the 文种 that somebody asked for, also of a narrower one (行动方案). */
export function isOfForm(title: string, asked: string): boolean {
  return bareTitle(title).endsWith(asked);
}

export const isPaperForm = (word: string): boolean => known.has(word);
