/** Rank of a legal source; 条例 Art. 14 and 36(七) accept only the first two. */
export type LegalSource =
  | "law"
  | "administrativeRegulation"
  | "localRegulation"
  | "rule"
  | "normativeDocument";

export function isLegalSource(value: unknown): value is LegalSource {
  return (
    value === "law" ||
    value === "administrativeRegulation" ||
    value === "localRegulation" ||
    value === "rule" ||
    value === "normativeDocument"
  );
}

/** Whether a source of this rank may forbid disclosure: laws and administrative regulations alone (条例14). */
export function mayProhibitDisclosure(source: LegalSource): boolean {
  return source === "law" || source === "administrativeRegulation";
}

/** A place before the title; 城市 in 城市供水条例 and 市场 in 期货市场条例 are none. */
const localPrefix =
  /^[\u4e00-\u9fa5]{1,8}?(?:省|(?<!城)市(?!场|容|域|政(?!府)|民(?!政))|自治区|自治州|自治县|特别行政区)/u;

/** A ministry before the title: what it issues alone is a rule. */
const ministry =
  /^(?:国家)?(?:住房和城乡建设|建设|自然资源|国土资源|财政|教育|公安|民政|司法|水利|农业|农业农村|商务|交通|交通运输|生态环境|文化|卫生|人力资源和社会保障|科学技术|工业和信息化|应急管理)部(?!门)/u;

/**
 * Guesses the rank from a title. A law ends in 法 or 法典; a 条例 without a place before it is a 行政法规; with one it is a
 * 地方性法规. 办法, 规定 and 细则 are rules unless issued by the State Council, so undefined is also an answer.
 */
export function legalSourceOf(title: string): LegalSource | undefined {
  const name = title
    .replace(/[《》\s]/gu, "")
    .replace(/第[一二三四五六七八九十百零〇0-9]+条.*$/u, "")
    .replace(/[（(][^）)]*[）)]$/u, "");
  // Neither the courts nor the Party make laws or administrative regulations.
  if (/^(?:最高人民(?:法院|检察院)|中国共产党|中共)/u.test(name)) return "normativeDocument";
  if (/国务院令/u.test(title)) return "administrativeRegulation";
  if (/(?:通知|意见|方案|公告|批复|纪要|函|指南|标准|制度|文件)$/u.test(name)) return "normativeDocument";
  const local = localPrefix.test(name);
  if (/^全国人民代表大会.*决定$/u.test(name)) return "law";
  if (/(?<!办)法典?$/u.test(name)) return local ? undefined : "law";
  if (name.endsWith("条例")) return local ? "localRegulation" : "administrativeRegulation";
  if (/^国务院关于.*(?:办法|规定)$/u.test(name)) return "administrativeRegulation";
  if (ministry.test(name) && /(?:办法|规定|细则)$/u.test(name)) return "rule";
  if (/(?:办法|规定|细则|规则|规程)$/u.test(name))
    return local || /部$|局$/u.test(title) ? "rule" : undefined;
  return undefined;
}

/** Titles are named, and none of them can be a law or an administrative regulation (条例14, 36(七)). */
export function restsOnLowerSource(text: string): boolean {
  const titles = [...text.matchAll(/《([^》]+)》/gu)].map((match) => match[1] ?? "");
  return (
    titles.length > 0 &&
    !titles.some((title) => {
      const source = legalSourceOf(title);
      return source !== undefined && mayProhibitDisclosure(source);
    })
  );
}
