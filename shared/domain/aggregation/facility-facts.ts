/** Facilities in official prose and tables: named by their kind, described by the sentence or the row they stand in. */
import { leadingRegions } from "./regions.ts";
import { passageOf, type Attribute, type Fact } from "./facts.ts";

const kinds =
  "水库|水厂|泵站|泵房|水闸|闸站|油库|气库|加气站|储气站|调压站|门站|变电站|变电所|换流站|电站|电厂|配电房|开关站|机房|数据中心|指挥中心|枢纽|仓库|储备库|储备中心|物资库|粮库|粮仓|冷库|库区|弹药库|炸药库|危化品库|药库|血库|金库|档案库|消防站|派出所|看守所|拘留所|戒毒所|监狱|检查站|卡点|哨所|营区|码头|机场|基地|信号塔|基站|雷达站|应急避难所|人防工程|隧道|大坝";
const han = "[\\u3400-\\u9fffA-Za-z0-9#]";
const named = new RegExp(`${han}{2,24}?(?:${kinds})(?![长员])`, "gu");
/** A name begins after these; they end what stood before it. */
const before =
  /^.*(?:[的在于与及由向将是至到为了]|[和对](?![镇乡县区市平谐外])|从|经(?![开济])|位于|坐落|建设|新建|扩建|改造|加固|关于|负责|管理|公示|检修|采购|购置|租赁|委托|承担|招标|维修|维护|加强|其中|依托|印发|实施|保障|检查|开展|完成|推进|组织)/u;
const admin =
  /^(?:[\u3400-\u9fff]{2,3}省|[\u3400-\u9fff]{2,3}市|[\u3400-\u9fff]{1,3}[区县]|[\u3400-\u9fff]{1,4}(?:镇|乡|街道|街道办事处))(?=[\u3400-\u9fffA-Za-z0-9#]{3,})/u;
const generic =
  /^(?:全[市区县省国]|各|所有|本|该|此|小型|中型|大型|病险|一座|两座|多座|新|老|重点|农村|城市|城区|辖区|有关|相关|部分|应急|备用|专用|国家|省级|市级|区级|县级|地方|公安|移动|物资|救灾|抗旱|防汛|粮食|中央|储备|中小型|\d+[座个处])*(?:$)/u;

/** The name of a facility without what leads to it and without the regions above it; undefined when it names a kind only. */
export function facilityKey(
  text: string,
): { readonly key: string; readonly name: string; readonly region: string } | undefined {
  const kind = new RegExp(`(?:${kinds})$`, "u").exec(text.replace(/[（(].*?[）)]$/u, "").replace(/\s/gu, ""));
  if (!kind) return undefined;
  let name = kind.input.slice(0, kind.index).replace(before, "");
  const region = leadingRegions(name);
  for (let next = name; ; name = next) {
    next = `${name}${kind[0]}`.replace(admin, "");
    next = next.slice(0, next.length - kind[0].length);
    // A region stays where the rest would name a kind only: 「云和镇应急物资储备库」.
    if (next === name || next.length < 2 || generic.test(next)) break;
  }
  if (name.length < 2 || generic.test(name)) return undefined;
  return { key: `${name}${kind[0]}`, name: `${name}${kind[0]}`, region };
}

const measures =
  "立方米|万方|亿方|方|兆瓦|千瓦|千伏安|千伏|吨|公斤|升|箱|套|顶|床|台|件|辆|艘|枚|发|万元|机柜|个机柜|路";
const prose: readonly (readonly [Attribute, RegExp])[] = [
  ["coordinate", /(?:东经|北纬|经度|纬度|坐标)[^\d。]{0,6}\d{1,3}(?:\.\d{2,}|[°度])/u],
  [
    "position",
    /(?:位于|坐落|地处|地址|选址|设在|建在|迁至|迁往|安置在)[^，。；]{3,}|(?:东|西|南|北)(?:侧|面|约)\d*[^，。；]{0,8}(?:米|公里|处)/u,
  ],
  [
    "capacity",
    new RegExp(
      `(?:库容|仓容|罐容|容量|容积|储量|蓄水|装机|能力|规模|可存|可储|能储|可容纳|承载|存储量)[^，。；\\d]{0,14}\\d[\\d.,]*\\s*(?:万|亿)?(?:${measures}|人)`,
      "u",
    ),
  ],
  [
    "stock",
    new RegExp(
      `(?:库存|存放|储存|存有|现存|在库|储备(?!库)|备有|入库|调入|补充)[^，。；\\d]{0,16}\\d[\\d.,]*\\s*(?:万|亿)?(?:${measures})`,
      "u",
    ),
  ],
  [
    "headcount",
    /(?:值守|值班|编制|定员|配备|配置|人员|职工|驻守|警力|保安|看护|看守|在岗|留守|民警|辅警|守库)[^，。；\d]{0,10}\d+\s*(?:余)?[人名]|\d+\s*[人名][^，。；]{0,4}(?:值守|值班|驻守|看护|轮班)/u,
  ],
  [
    "schedule",
    /(?:每日|每天|每周|夜间|凌晨|当晚|\d{1,2}[时点:：]\d{0,2}|\d{1,2}月\d{1,2}日)[^。；]{0,30}(?:巡查|巡逻|交接|换班|轮换|运输|押运|检修|停用|停运|关闭|放空|出库|入库|调运|无人|演练)/u,
  ],
];

const regionFact = (key: string, name: string, region: string, text: string): Fact => ({
  entityKind: "facility",
  entityKey: `facility|${key}`,
  entity: name,
  attribute: "region",
  value: region,
  passage: passageOf(text),
});

/** Facts of facilities in one paragraph; a sentence that names none speaks of the last one named. */
export function factsOfProse(paragraph: string): readonly Fact[] {
  const facts: Fact[] = [];
  let last: { readonly key: string; readonly name: string; readonly region: string } | undefined;
  for (const sentence of paragraph.split(/(?<=[。；！？])/u)) {
    const here = [...sentence.matchAll(named)].flatMap((match) => facilityKey(match[0]) ?? []);
    const keys = new Set(here.map((each) => each.key));
    // Several facilities in one sentence: whose figure it is, cannot be told; each may be meant.
    const subjects =
      keys.size > 0
        ? here.filter((each, at) => here.findIndex((e) => e.key === each.key) === at)
        : last
          ? [last]
          : [];
    if (subjects.length > 3) continue;
    if (keys.size > 0) last = here.at(-1);
    for (const { key, name, region } of subjects)
      if (region !== "") facts.push(regionFact(key, name, region, sentence));
    for (const [attribute, pattern] of prose) {
      const match = pattern.exec(sentence);
      if (!match) continue;
      for (const { key, name } of subjects)
        facts.push({
          entityKind: "facility",
          entityKey: `facility|${key}`,
          entity: name,
          attribute,
          value: match[0].slice(0, 60),
          passage: passageOf(sentence),
        });
    }
  }
  return facts;
}

const columns: readonly (readonly [Attribute, RegExp])[] = [
  ["coordinate", /经度|纬度|坐标|东经|北纬/u],
  ["position", /地址|地点|位置|坐落|所在地|方位/u],
  ["capacity", /库容|仓容|罐容|容量|容积|储量|装机|能力|规模|承载/u],
  ["stock", /库存|存量|储备量|在库|储存量|储备数|物资数/u],
  ["headcount", /值守人数|编制|定员|人员数|职工数|警力|在岗|守库|人数/u],
  ["schedule", /值班时间|巡查时间|巡查|交接|轮换|换班|运输时间|检修时间|检修期|停用|调运/u],
];

/** Facts of the row of a table in which a cell names a facility. */
export function factsOfRow(header: readonly string[], cells: readonly string[]): readonly Fact[] {
  const at = cells.findIndex((cell) => cell.length <= 40 && facilityKey(cell) !== undefined);
  const facility = at < 0 ? undefined : facilityKey(cells[at] ?? "");
  if (!facility) return [];
  const told = header.flatMap((title, column): readonly Fact[] => {
    const value = (cells[column] ?? "").trim();
    if (column === at || value === "" || /^[-—/无*]+$/u.test(value)) return [];
    const attribute = columns.find(([, pattern]) => pattern.test(title))?.[0];
    return attribute
      ? [
          {
            entityKind: "facility" as const,
            entityKey: `facility|${facility.key}`,
            entity: facility.name,
            attribute,
            value: value.slice(0, 60),
            passage: passageOf(`${title}：${value}（${cells[at] ?? ""}）`),
          },
        ]
      : [];
  });
  return facility.region === ""
    ? told
    : [...told, regionFact(facility.key, facility.name, facility.region, cells.join("\t"))];
}
