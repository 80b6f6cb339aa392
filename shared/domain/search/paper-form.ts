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

/** The 文种 that words end with; 命令 goes before 令. */
function formAtEnd(words: string): string | undefined {
  const ending = words.slice(-2);
  return known.has(ending) ? ending : known.has(words.slice(-1)) ? words.slice(-1) : undefined;
}

/** The 文种 that a title ends with; undefined where it names none. */
export const paperForm = (title: string): string | undefined => formAtEnd(bareTitle(title));

/** Whether a title is of the 文种 that somebody asked for, also of a narrower one (行动方案). */
export function isOfForm(title: string, asked: string): boolean {
  return bareTitle(title).endsWith(asked);
}

/**
 * The same as far as the 文种 at the end of a title tells it, for whoever has ten thousand of them; undefined where the title itself
 * must be looked at.
 */
export function tellsForm(form: string | undefined, asked: string): boolean | undefined {
  if (known.has(asked)) return form?.endsWith(asked) ?? false;
  // A title that ends with these characters ends with the 文种 that they end with, if any.
  return asked.length < 2 || form === formAtEnd(asked) ? undefined : false;
}

export const isPaperForm = (word: string): boolean => known.has(word);
