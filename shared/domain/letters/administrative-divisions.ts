import { divisionList } from "./division-list.ts";

/** A division below the province, as far as its rank needs telling. */
export interface Division {
  readonly name: string;
  /** 市 is a prefecture for 枣庄市 and a county for 滕州市: the name alone does not tell. */
  readonly rank: "prefecture" | "county";
  readonly province: string;
  /** What stands between a county and its province; a few counties stand right under it: 济源市, 北京市海淀区. */
  readonly prefecture?: string;
}

/** Every division by its full name; several of one name lie in different places: 市中区, 朝阳区. */
function indexDivisions(): ReadonlyMap<string, readonly Division[]> {
  const byName = new Map<string, Division[]>();
  const add = (division: Division): void => {
    const same = byName.get(division.name);
    if (same) same.push(division);
    else byName.set(division.name, [division]);
  };
  for (const line of divisionList) {
    const [province = "", ...groups] = line.split("|");
    for (const group of groups) {
      const [prefecture = "", counties = ""] = group.split(":");
      if (prefecture !== "") add({ name: prefecture, rank: "prefecture", province });
      for (const name of counties.split(" ").filter(Boolean))
        add({ name, rank: "county", province, ...(prefecture === "" ? {} : { prefecture }) });
    }
  }
  return byName;
}

let divisionsByName: ReadonlyMap<string, readonly Division[]> | undefined;

/** Read at the first question alone: few letters ask, and the list is long. */
function divisions(): ReadonlyMap<string, readonly Division[]> {
  divisionsByName ??= indexDivisions();
  return divisionsByName;
}

/** Districts named by where they lie; a name like that alone says too little: 城东区, 市中区, 新城区. */
const positional = /^[城市郊东西南北中新老河江湖]{1,3}区$/u;

/**
 * The division a name stands for: within the places named before it, or, where none are named, the only one of its name
 * in the country. Nothing where the name is unknown or fits several.
 */
export function divisionNamed(name: string, within: readonly string[] = []): Division | undefined {
  const fitting = (divisions().get(name) ?? []).filter((division) => liesIn(division, within));
  if (fitting.length !== 1 || (within.length === 0 && positional.test(name))) return undefined;
  return fitting[0];
}

/** Whether a division can lie in the places named, from the outside in. */
function liesIn(division: Division, within: readonly string[]): boolean {
  return within.every((place) => place === division.province || place === division.prefecture);
}

const rankWords = ["市", "区", "县", "旗"] as const;

/**
 * The county a shortened name means: 薛城 in 枣庄市 is 薛城区, 滕州 is 滕州市 (公安局薛城分局, 生态环境局滕州分局). Nothing where the
 * short name fits several.
 */
export function countyOfStem(stem: string, within: readonly string[] = []): Division | undefined {
  const found = rankWords
    .map((word) => divisionNamed(`${stem}${word}`, within))
    .filter((division) => division?.rank === "county");
  const several = rankWords.filter((word) => divisions().has(`${stem}${word}`)).length > 1;
  return found.length !== 1 || (within.length === 0 && several) ? undefined : found[0];
}

/**
 * The city that named a zone after itself: 枣庄高新区 → 枣庄市, 滕州经济开发区 → 滕州市. Districts seldom name zones, so only what is a
 * 市 or a 县 counts; nothing where the name fits several, or a province too (吉林经济开发区).
 */
export function cityOfStem(stem: string): Division | undefined {
  if (divisionList.some((line) => line.startsWith(stem))) return undefined;
  const found = rankWords.flatMap((word) => divisions().get(`${stem}${word}`) ?? []);
  return found.length === 1 && /[市县]$/u.test(found[0]?.name ?? "") ? found[0] : undefined;
}

/**
 * The government above a division's own, by name (复议法24①(二)). Above the counties of a 地区 or a 盟 stands its 行政公署, which has
 * the powers of a city's government in reconsideration (复议法24③).
 */
export function governmentAbove(division: Division): string {
  if (division.prefecture === undefined) return `${division.province}人民政府`;
  return /(?:地区|盟)$/u.test(division.prefecture)
    ? `${division.prefecture}行政公署`
    : `${division.prefecture}人民政府`;
}
