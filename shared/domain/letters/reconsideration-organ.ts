import { assertNever } from "../../kernel/result.ts";
import { cityOfStem, countyOfStem, divisionNamed, governmentAbove } from "./administrative-divisions.ts";
import type { Reason } from "./relief.ts";

/** What matters about the organ that decides, for finding who reconsiders. */
export interface OrganDescription {
  /** 机关全称 or the ordinary short form: 云州市教育局, 市教育局. */
  readonly name: string;
  /** Overrides what the name tells. */
  readonly kind?: OrganKind;
  /** 一级政府 the organ belongs to, where the name does not say: 云州市人民政府. */
  readonly government?: string;
  /** The superior organ, where known: 某省司法厅, 国家税务总局某省税务局. */
  readonly superior?: string;
  /** Where a 派出机构 set up by administrative division sits: 云州市城东区人民政府. */
  readonly localGovernment?: string;
}

export type OrganKind =
  /** 县级以上地方人民政府工作部门 (and the government office in its own name). */
  | "department"
  | "government"
  /** 部门的派出机构 acting in its own name by law. */
  | "outpost"
  /** 政府派出机关: 行政公署, 街道办事处; 开发区管理委员会 stands on the same footing (24①(三) or (四), one and the same organ). */
  | "governmentOutpost"
  /** 法律、法规、规章授权的组织. */
  | "authorisedBody"
  /** 海关、金融、外汇管理等垂直领导机关、税务、国家安全机关. */
  | "vertical"
  | "judicialAdministration"
  | "centralDepartment"
  /** 国务院部门依法设立的派出机构 acting in its own name: 财政部山东监管局. */
  | "centralOutpost"
  /** Party, people's congress, court, procuratorate, supervision commission: no administrative organ. */
  | "notAdministrative";

export interface ReconsiderationOrgans {
  readonly kind: OrganKind;
  /** One, or two when the applicant may choose. */
  readonly organs: readonly string[];
  readonly reasons: readonly Reason[];
}

const superiorGeneric = "上一级主管部门";
const superiorJudicial = "上一级司法行政部门";

const verticalPattern =
  /税务局|税务总局|税务所|海关|国家安全(?:局|厅|部|机关)|国安(?:局|厅)|外汇管理|中国人民银行|人民银行|金融监督管理总局|金融监管(?:总局|分局|支局)|证券监督管理委员会|证监局|海事局|邮政管理局|烟草专卖局|出入境边防检查|国家统计局.*调查队|铁路监督管理局/u;
const localFinancePattern = /(?:省|市|区|县|州|盟)(?:地方)?金融(?:监督管理|工作|发展|服务)?(?:局|办公室)$/u;
/** One place name; a 州 inside 云州市 is part of the name, not a place of its own. */
const regionPattern = /^.*?(?:特别行政区|自治区|自治州|自治县|自治旗|省|市|区|县|旗|盟|州(?![市区县]))/u;
/** Words that begin the name of an office and only look like places: 市市场监督管理局, 市城市管理局. */
const notPlaces: ReadonlySet<string> = new Set([
  "市",
  "区",
  "县",
  "州",
  "城市",
  "社区",
  "园区",
  "开发区",
  "景区",
]);
const judicialPattern = /司法(?:局|厅)$/u;
const governmentPattern = /^(.*?)(?:人民)?政府$/u;
const governmentOfficePattern = /(?:人民)?政府(?:办公室|办公厅)$/u;
const outpostPattern = /分局$|派出所$|工作站$|(?:局|委员会|厅).+(?:所|管理所|分所|大队|支队|办事处)$/u;
const governmentOutpostPattern =
  /街道办事处$|行政公署$|区公所$|管委会$|(?:区|园|古城|新城|山|湖|岛|港|基地)管理委员会$/u;
/** A zone its government set up is no place with a people's government of its own: 市高新技术产业开发区, 云州经开区. */
const zonePattern =
  /(?:开发区|高新区|经开区|新区|园区|保税区|示范区|试验区|合作区|旅游区|度假区|景区|名胜区)$/u;
const authorisedPattern = /(?:中心|事务所|管理处|服务处|学校|大学|学院|医院|协会|站|公司|集团)$/u;
const centralPattern =
  /^(?:国务院|中华人民共和国|国家(?!税务|统计|外汇|金融|安全|移民|烟草|邮政|铁路)|.{2,10}部$)/u;
const notAdministrativePattern =
  /^(?:中共|中国共产党)|(?:人民法院|人民检察院|监察委员会|(?<!国资)监委|人大常委会|人民代表大会常务委员会|政协)(?:办公室|办公厅)?$|委(?:宣传部|组织部|统战部|政法委员会|政法委)$/u;
/** Its first words name the department that set it up. */
const centralOutpostPattern =
  /^((?:中华人民共和国)?(?:(?:教育|科学技术|工业和信息化|公安|民政|司法|财政|人力资源和社会保障|自然资源|生态环境|住房和城乡建设|交通运输|水利|农业农村|商务|文化和旅游|退役军人事务|应急管理)部|审计署|国家[^局署委部]{2,12}(?:总局|局|委员会)))[^（(]{2,20}(?:局|办公室|办事处|委员会|专员|中心|站)$/u;
/**
 * A department of the State Council, or a 国家局 that one of them manages, by its whole name: nobody stands above it but the State
 * Council, so it reconsiders its own acts (复议法25(一); 国法函〔2001〕245号), also where its branches are vertically led.
 */
const centralNamePattern =
  /^(?:中华人民共和国)?(?:国家[^局署委部]{2,12}(?:总局|(?<!^国家安全)局|委员会|部)|(?:海关|审计)(?:总署|署)|中国人民银行|中国证券监督管理委员会|中国证监会)$/u;

/** The rank of a place, by the list of divisions where it is there: 滕州市 is a county, 枣庄市 is not. */
function rankOf(place: string, within: readonly string[]): "province" | "city" | "county" {
  const level = levelOf(place);
  return level === "city" && divisionNamed(place, within)?.rank === "county" ? "county" : level;
}

function levelOf(region: string): "province" | "city" | "county" {
  if (/(?:省|自治区|特别行政区)$/u.test(region) || /^(?:北京|天津|上海|重庆)市$/u.test(region))
    return "province";
  if (/(?:自治州|盟|州|市)$/u.test(region)) return "city";
  return "county";
}

/** The place names at the start, from the outside in: 云州市城东区教育局 → 云州市, 城东区. */
function placesOf(name: string): readonly string[] {
  const places: string[] = [];
  let rest = name;
  for (;;) {
    const place = regionPattern.exec(rest)?.[0];
    if (place === undefined || place.length > 12 || /[局委厅办所院会与]|建设|管理|城乡|综合/u.test(place))
      return places;
    if (places.length > 0 && notPlaces.has(place)) return places;
    places.push(place);
    rest = rest.slice(place.length);
  }
}

/** Reads what kind of organ a name stands for. */
export function organKindOf(name: string): OrganKind {
  if (notAdministrativePattern.test(name)) return "notAdministrative";
  if (governmentOfficePattern.test(name)) return "department";
  if (governmentPattern.test(name)) return "government";
  if (governmentOutpostPattern.test(name)) return "governmentOutpost";
  if (centralNamePattern.test(name)) return "centralDepartment";
  if (!localFinancePattern.test(name) && verticalPattern.test(name)) return "vertical";
  if (centralOutpostPattern.test(name)) return "centralOutpost";
  if (judicialPattern.test(name)) return "judicialAdministration";
  if (outpostPattern.test(name)) return "outpost";
  if (placesOf(name).length === 0 && centralPattern.test(name)) return "centralDepartment";
  if (authorisedPattern.test(name)) return "authorisedBody";
  return "department";
}

/**
 * The reconsideration organ or organs for acts of one organ (复议法 Art. 24, 25, 27, 28). Where the superior's own
 * name cannot be told from the name (which province?), its legal description stands: 省人民政府, 上一级主管部门.
 */
export function reconsiderationOrgans(organ: OrganDescription | string): ReconsiderationOrgans {
  const facts = typeof organ === "string" ? { name: organ } : organ;
  const name = facts.name.trim();
  const kind = facts.kind ?? organKindOf(name);
  const places = placesOf(name);
  const place = places.length > 0 ? places.join("") : undefined;
  const own = facts.government ?? (place ? `${place}人民政府` : "本级人民政府");
  switch (kind) {
    case "department":
      return decided(
        kind,
        [own],
        "政府工作部门的行政行为，由本级人民政府管辖，不再由上一级主管部门管辖",
        "复议法24①(一)",
      );
    case "authorisedBody":
      return decided(kind, [own], "授权组织的行政行为，由管理它的本级人民政府管辖", "复议法24①(四)");
    case "vertical":
      return decided(
        kind,
        [facts.superior ?? superiorGeneric],
        "实行垂直领导的机关、税务和国家安全机关，向上一级主管部门申请",
        "复议法27",
      );
    case "judicialAdministration":
      return decided(
        kind,
        [own, facts.superior ?? superiorJudicial],
        "司法行政部门的行政行为，可以向本级人民政府，也可以向上一级司法行政部门申请",
        "复议法28",
      );
    case "outpost": {
      const local = facts.localGovernment ?? outpostLocalGovernment(name, places);
      return decided(
        kind,
        local && local !== own ? [own, local] : [own],
        "派出机构的行政行为，由本级人民政府管辖；按照行政区划设立的，也可以由所在地人民政府管辖",
        "复议法24④",
      );
    }
    case "governmentOutpost":
      return decided(
        kind,
        [facts.superior ?? facts.government ?? outpostParent(name, places)],
        "政府派出机关的行政行为，由设立它的人民政府管辖",
        "复议法24①(三)",
      );
    case "government":
      return ofGovernment({ ...facts, name }, places);
    case "centralDepartment":
      return decided(kind, [name], "国务院部门的行政行为，由该部门自己管辖", "复议法25");
    case "notAdministrative":
      return decided(kind, [], "不是行政机关，不服其行为不属于行政复议范围", "复议法2");
    case "centralOutpost":
      return decided(
        kind,
        [facts.superior ?? centralOutpostPattern.exec(name)?.[1] ?? superiorGeneric],
        "国务院部门的派出机构以自己名义作出的行政行为，由该部门管辖",
        "复议法25(二)",
      );
    default:
      return assertNever(kind);
  }
}

function decided(
  kind: OrganKind,
  organs: readonly string[],
  text: string,
  article: string,
): ReconsiderationOrgans {
  return { kind, organs, reasons: [{ text, article }] };
}

/** 市公安局城东区分局 of a 设区的市 sits in 城东区: its government may reconsider too. */
function outpostLocalGovernment(name: string, places: readonly string[]): string | undefined {
  const last = places.at(-1);
  if (last === undefined || rankOf(last, places.slice(0, -1)) === "county") return undefined;
  const place = places.join("");
  const rest = name.slice(place.length);
  // 市公安局城东区分局: the short form names no city to put before the district.
  const generic = /^[省市县区]$/u.test(place);
  const district =
    /(?:局|厅|委员会)([\u4e00-\u9fa5]{1,6}?[区县市])(?:分局|.*所|.*队)/u.exec(rest)?.[1] ??
    countyOfStem(/(?:局|厅|委员会)([\u4e00-\u9fa5]{2,6})分局$/u.exec(rest)?.[1] ?? "", generic ? [] : places)
      ?.name;
  if (!district || zonePattern.test(district)) return undefined;
  return `${generic || district.endsWith("市") ? "" : place}${district}人民政府`;
}

/** 行政公署 is the province's; every other one belongs to the innermost place that has a government (复议法24①(三)). */
function outpostParent(name: string, places: readonly string[]): string {
  if (name.endsWith("行政公署")) {
    const named = divisionNamed(name.replace(/^.{2,6}?(?:省|自治区)|行政公署$/gu, ""));
    const outer = named?.province ?? places.filter((place) => levelOf(place) === "province").join("");
    return outer === "" ? (name.includes("盟") ? "自治区人民政府" : "省人民政府") : `${outer}人民政府`;
  }
  const zoneAt = places.findIndex((place) => zonePattern.test(place));
  const governed = (zoneAt < 0 ? places : places.slice(0, zoneAt)).join("");
  if (governed !== "" && !/(?<!自治)州$/u.test(governed)) return `${governed}人民政府`;
  const founder = zoneFounder(name);
  return founder === undefined ? "设立该派出机关的人民政府" : `${founder}人民政府`;
}

/** 枣庄高新区管委会, 滕州经济开发区管理委员会: the city whose name the zone bears set it up. */
function zoneFounder(name: string): string | undefined {
  const stem =
    /^([\u4e00-\u9fa5]{2,6}?)(?:国家级|省级)?(?:高新|经济|经开|保税|综合|旅游|循环|工业|示范|生态|临港|新区|开发区)/u.exec(
      name,
    )?.[1];
  return stem === undefined ? undefined : cityOfStem(stem)?.name;
}

function ofGovernment(facts: OrganDescription, places: readonly string[]): ReconsiderationOrgans {
  const kind = "government";
  const upwards = "下一级人民政府的行政行为，由上一级人民政府管辖";
  if (facts.superior) return decided(kind, [facts.superior], upwards, "复议法24①(二)");
  if (/[乡镇](?:人民)?政府$/u.test(facts.name)) {
    const county = places.length > 0 ? `${places.join("")}人民政府` : "县人民政府";
    return decided(kind, [county], upwards, "复议法24①(二)");
  }
  const last = places.at(-1);
  if (last === undefined) return decided(kind, ["上一级人民政府"], upwards, "复议法24①(二)");
  const level = rankOf(last, places.slice(0, -1));
  if (level === "province") {
    return decided(kind, [facts.name], "省级人民政府的行政行为，由该人民政府自己管辖", "复议法24②");
  }
  const outer = places.slice(0, -1);
  const known = divisionNamed(last, outer);
  // 山东省滕州市 leaves out 枣庄市, which stands between the two.
  if (known && (outer.length === 0 || outer.at(-1) === known.province))
    return decided(kind, [governmentAbove(known)], upwards, "复议法24①(二)");
  const generic = level === "city" ? "省人民政府" : "市人民政府";
  return decided(
    kind,
    [outer.length === 0 ? generic : `${outer.join("")}人民政府`],
    upwards,
    "复议法24①(二)",
  );
}
