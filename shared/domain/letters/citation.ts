/**
 * Short citation keys ("条例36(四)", "条例16②", "收费办法6") and their official wording
 * (《中华人民共和国政府信息公开条例》第三十六条第（四）项). Keys are data: templates, questions and findings carry them.
 */
const laws: Readonly<Record<string, string>> = {
  条例: "《中华人民共和国政府信息公开条例》",
  复议法: "《中华人民共和国行政复议法》",
  行诉法: "《中华人民共和国行政诉讼法》",
  行诉解释: "《最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释》",
  公开司法解释: "《最高人民法院关于审理政府信息公开行政案件适用法律若干问题的解释》",
  民诉法: "《中华人民共和国民事诉讼法》",
  保密法: "《中华人民共和国保守国家秘密法》",
  档案法: "《中华人民共和国档案法》",
  邮政法: "《中华人民共和国邮政法》",
  处罚法: "《中华人民共和国行政处罚法》",
  收费办法: "《政府信息公开信息处理费管理办法》",
  复议指导意见: "《关于审理政府信息公开行政复议案件若干问题的指导意见》",
  送达解释: "《关于政府信息公开处理决定送达问题的解释》",
  年报格式: "《政府信息公开工作年度报告格式》",
  指导案例101号: "最高人民法院指导案例101号",
  "GB/T 9704": "《党政机关公文格式》（GB/T 9704-2012）",
  实践: "办理惯例",
};

const numerals = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"] as const;
const circled = "①②③④⑤⑥⑦⑧⑨";

/** 1…9999 in Chinese numerals, as articles are counted: 十, 十四, 三十六, 一百零八, 一千零三十四. */
export function chineseNumber(value: number): string {
  if (!Number.isInteger(value) || value < 1 || value > 9999) throw new Error("article number out of range");
  const places = [
    [Math.floor(value / 1000), "千"],
    [Math.floor((value % 1000) / 100), "百"],
    [Math.floor((value % 100) / 10), "十"],
    [value % 10, ""],
  ] as const;
  let text = "";
  let skipped = false;
  for (const [digit, unit] of places) {
    if (digit === 0) {
      skipped = text !== "";
      continue;
    }
    // 十四, but 一百一十四: the first ten is said without its one.
    text += `${skipped ? "零" : ""}${text === "" && digit === 1 && unit === "十" ? "" : numerals[digit]}${unit}`;
    skipped = false;
  }
  return text;
}

/** A source written with digits (政府信息公开条例第16条第2款) as offices write it (…第十六条第二款); standards stay. */
export function articlesInWords(source: string): string {
  return source.replace(
    /第(\d{1,4})(条|款|项)/gu,
    (_, number: string, of: string) => `第${chineseNumber(Number(number))}${of}`,
  );
}

const keyPattern = /^(\D+?)(\d+)?([①-⑨])?(?:\(([一二三四五六七八九十]+)\))?$/u;

/** The official wording of a citation key. A key it cannot read comes back unchanged (a document number, say). */
export function formatCitation(key: string): string {
  const match = keyPattern.exec(key.trim());
  const law = match?.[1] ? laws[match[1]] : undefined;
  if (!match || !law) return key;
  const [, , article, paragraph, item] = match;
  if (!article) return law;
  const paragraphText = paragraph ? `第${numerals[circled.indexOf(paragraph) + 1]}款` : "";
  const itemText = item ? `第（${item}）项` : "";
  return `${law}第${chineseNumber(Number(article))}条${paragraphText}${itemText}`;
}

/** The official wording of several keys, a law that is cited in a row named once: 《…条例》第十四条、第十五条；《…》第四条. */
export function formatCitations(keys: readonly string[]): string {
  let named = "";
  return keys
    .map((key, index) => {
      const whole = formatCitation(key);
      const law = /^《.*?》(?=第)/u.exec(whole)?.[0] ?? "";
      const again = law !== "" && law === named;
      named = law;
      return `${index === 0 ? "" : again ? "、" : "；"}${again ? whole.slice(law.length) : whole}`;
    })
    .join("");
}

const numeralValue: Readonly<Record<string, number>> = Object.fromEntries(
  numerals.map((numeral, value) => [numeral, value]),
);

function parseChineseNumber(text: string): number {
  let total = 0;
  let digit = 0;
  for (const character of text) {
    if (character === "百") {
      total += digit * 100;
      digit = 0;
    } else if (character === "十") {
      total += (digit || 1) * 10;
      digit = 0;
    } else digit = numeralValue[character] ?? 0;
  }
  return total + digit;
}

const referencePattern =
  /《([^《》]*(?:〈[^〉]*〉[^《》]*)?)》(?:（[^（）]*）)?|该条例|第([零一二三四五六七八九十百]+)条(?:第([一二三四五六七八九])款)?(?:第（([一二三四五六七八九十]+)）项)?/gu;

/**
 * The articles a text cites, as keys in order of appearance ("条例36(四)"). Articles of laws that have no key here
 * come back as "《name》12". A bare 第…条 belongs to the law named last before it.
 */
export function citationsIn(text: string): readonly string[] {
  const keys: string[] = [];
  let law = "";
  for (const match of text.matchAll(referencePattern)) {
    if (match[1] !== undefined) {
      const title = `《${match[1]}》`;
      law = Object.entries(laws).find(([, name]) => name === title)?.[0] ?? title;
    } else if (match[0] === "该条例") law = "条例";
    else if (match[2] && law) {
      const paragraph = match[3] ? (circled[(numeralValue[match[3]] ?? 1) - 1] ?? "") : "";
      keys.push(`${law}${parseChineseNumber(match[2])}${paragraph}${match[4] ? `(${match[4]})` : ""}`);
    }
  }
  return keys;
}
