/**
 * The offices of local governments and how they are written: the full name, then the short ones (规范化简称 and what people say). What
 * is in front of them (市, 薛城区, 省) is no part of it. Names as the reform of 2018 and 2023 left them.
 */
const lines = `
发展和改革委员会 发展改革委员会 发展改革委 发展和改革委 发改委
工业和信息化局 工业信息化局 工信局
科学技术局 科技局
教育和体育局 教体局
民族宗教事务局 民宗局
民族宗教事务委员会 民宗委
人力资源和社会保障局 人力资源社会保障局 人社局
自然资源和规划局 自然资源规划局 自规局
住房和城乡建设局 住房城乡建设局 住建局
住房和城乡建设委员会 住房城乡建设委 住建委
城市管理局 城管局
城市管理和综合行政执法局 城市管理综合执法局
综合行政执法局 综合执法局
交通运输局 交通局
农业农村局 农业局
城乡水务局 水务局
文化和旅游局 文化旅游局 文旅局
文化广电和旅游局 文化广电旅游局 文广旅局
卫生健康委员会 卫生健康委 卫健委
卫生健康局 卫健局
退役军人事务局 退役军人局
应急管理局 应急局
市场监督管理局 市场监管局 市监局
国有资产监督管理委员会 国资委
行政审批服务局 行政审批局 审批服务局
医疗保障局 医保局
地方金融监督管理局 金融监管局
机关事务管理局 机关事务局
机关事务服务中心 机关事务中心
大数据发展管理局 大数据管理局 大数据局
政府办公室 府办
住房公积金管理中心 公积金中心
消防救援支队 消防支队
生态环境局 环境局
社会工作部 社工部
融媒体中心 融媒中心
人民政府 政府
`;

const groups: readonly (readonly string[])[] = lines
  .trim()
  .split("\n")
  .map((line) => line.split(" "));

const groupOf = new Map<string, readonly string[]>();
for (const group of groups) for (const spelling of group) groupOf.set(spelling, group);
const LONGEST = Math.max(...[...groupOf.keys()].map((spelling) => spelling.length));

/** What stands before the office, and the ways to write it; the longest spelling at the end of a name counts. */
function cut(name: string): { readonly before: string; readonly group: readonly string[] } | undefined {
  for (let length = Math.min(LONGEST, name.length); length > 1; length -= 1) {
    const group = groupOf.get(name.slice(-length));
    if (group) return { before: name.slice(0, -length), group };
  }
  return undefined;
}

/** One name for all spellings of a unit: 市发展改革委 and 市发改委 are 市发展和改革委员会. Others stay as they are. */
export function fullUnitName(name: string): string {
  const found = cut(name);
  return found ? found.before + (found.group[0] ?? "") : name;
}

/** Every way to write a unit, as it was written first. */
export function unitSpellings(name: string): readonly string[] {
  const found = cut(name);
  return found ? [...new Set([name, ...found.group.map((spelling) => found.before + spelling)])] : [name];
}

/** Names of one office in pairs, the fuller one first; what is a word of its own besides (政府) stays out. */
export const unitPairs: readonly { readonly fuller: string; readonly shorter: string }[] = groups
  .filter(([full]) => full !== "人民政府")
  .flatMap((group) =>
    group.flatMap((fuller, at) =>
      group
        .slice(at + 1)
        .filter((shorter) => shorter.length > 2)
        .map((shorter) => ({ fuller, shorter })),
    ),
  );

/** Counts by unit with the spellings of one unit together, under the spelling that most have. */
export function mergeUnitCounts(counts: Readonly<Record<string, number>>): Record<string, number> {
  const merged = new Map<string, { name: string; most: number; n: number }>();
  for (const [name, n] of Object.entries(counts)) {
    const full = fullUnitName(name);
    const own = merged.get(full);
    if (!own) merged.set(full, { name, most: n, n });
    else {
      own.n += n;
      if (n > own.most || (n === own.most && name.length > own.name.length)) {
        own.name = name;
        own.most = n;
      }
    }
  }
  return Object.fromEntries([...merged.values()].map(({ name, n }) => [name, n]));
}
