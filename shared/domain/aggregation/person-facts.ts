/** Persons by what ties two lists together: name with village, name with unit, name with the digits left of a number, a dwelling. */
import { columnKind } from "../screening/tables.ts";
import { isFullName } from "../screening/name-grammar.ts";
import { leadingRegions } from "./regions.ts";
import { passageOf, type Attribute, type EntityKind, type Fact } from "./facts.ts";

const clean = (text: string): string => text.normalize("NFKC").replace(/\s/gu, "");
const masked = /^(?=.*[*xX×•＊])[0-9*xX×•]{6,}[0-9Xx]?$/u;

type Column = Attribute | "phone" | "id" | "bank";

function kindOf(header: string): Column | undefined {
  const title = clean(header);
  if (/残疾|病种|疾病|健康|诊断|致贫|致残|优先情形|伤情|体检结论|精神/u.test(title)) return "health";
  if (/低保|救助|困难|帮扶|保障类别|特困|补助类别|救济/u.test(title) && !/姓名|金额/u.test(title))
    return "hardship";
  if (/处罚|违法|违纪|犯罪|矫正|戒毒/u.test(title)) return "penalty";
  if (/出生/u.test(title)) return "birth";
  if (/^(?:所在|所属|户籍)?(?:行政村|村\(?居|村$|村名|村居|社区|村\/社区|居委会|村组)/u.test(title))
    return "village";
  const kind = columnKind(title);
  if (kind === "id") return "id";
  if (kind === "mobile" || kind === "phone" || kind === "home-phone") return "phone";
  if (kind === "bank") return "bank";
  if (kind === "home-address" || kind === "address" || /^房号$|楼号|门牌/u.test(title)) return "address";
  if (kind === "name" || /业主|户主|姓名/u.test(title)) return "name";
  if (/单位|学校|企业|班级/u.test(title)) return "unit";
  return undefined;
}

/** 「锦绣小区3号楼2单元101室」 and 「锦绣小区 3栋2单元101」 are one door; undefined when it names none. */
function dwellingKey(text: string): string | undefined {
  const door =
    /([\u3400-\u9fff]{2,8}?(?:小区|花园|家园|公寓|苑|村|社区|新村|城|府))([0-9]{1,3})(?:号楼|栋|幢|座|#楼|号)(?:([0-9]{1,2})单元)?([0-9]{1,4})?(?:室|号|户)?$/u.exec(
      clean(text).replace(/^.*(?:[省市区县镇乡]|街道)(?=[\u3400-\u9fff]{2,})/u, ""),
    );
  if (!door || (door[3] === undefined && door[4] === undefined)) return undefined;
  return `${door[1] ?? ""}${door[2] ?? ""}-${door[3] ?? "0"}-${door[4] ?? "0"}`;
}

const villageKey = (text: string): string | undefined =>
  /([\u3400-\u9fff]{1,6}(?:村|社区|居))(?:委会|民委员会)?/u.exec(
    clean(text).replace(/^.*(?:镇|乡|街道|[县区市])(?=[\u3400-\u9fff]{2,})/u, ""),
  )?.[1];

const maskedName = /^[\u3400-\u9fff][某*×]{1,2}$/u;

/** Facts of one row of a list of persons. `title` is the line above the table: it may say what the whole list is. */
export function factsOfPersonRow(
  header: readonly string[],
  cells: readonly string[],
  title: string,
): readonly Fact[] {
  const kinds = header.map(kindOf);
  const nameAt = kinds.indexOf("name");
  const name = nameAt < 0 ? "" : clean(cells[nameAt] ?? "");
  const full = isFullName(name, "announced");
  if (!full && !maskedName.test(name)) return [];
  const found: (readonly [Attribute, string])[] = [];
  const keys: (readonly [EntityKind, string])[] = [];
  for (const [column, kind] of kinds.entries()) {
    const value = clean(cells[column] ?? "");
    if (kind === undefined || value === "" || /^[-—/无]+$/u.test(value)) continue;
    if (kind === "name") found.push(["name", value]);
    else if (kind === "id" || kind === "phone" || kind === "bank") {
      if (!masked.test(value)) continue;
      found.push([kind === "id" ? "maskedId" : kind === "phone" ? "maskedPhone" : "maskedBank", value]);
      const tail = /[0-9Xx]{3,4}$/u.exec(value)?.[0];
      if (full && tail && kind === "id") keys.push(["person", `person|${name}|尾${tail.toUpperCase()}`]);
    } else {
      const village = kind === "village" || kind === "address" ? villageKey(value) : undefined;
      // An address that ends with the village says no more than the village.
      found.push([
        village && value.replace(/(?:村民|居民)?委员?会$/u, "").endsWith(village) ? "village" : kind,
        value,
      ]);
      if (kind === "village" || kind === "address") {
        const region = leadingRegions(value);
        if (region !== "") found.push(["region", region]);
        if (village && full) keys.push(["person", `person|${name}|${village}`]);
        const door = dwellingKey(value);
        if (door) keys.push(["dwelling", `dwelling|${door}`]);
      }
      if (kind === "unit" && full) keys.push(["person", `person|${name}|${value}`]);
    }
  }
  if (!found.some(([attribute]) => sensitive.has(attribute))) {
    const told = /残疾|重病|大病|精神障碍|艾滋|传染病/u.exec(title) ?? undefined;
    const poor = /低保|特困|救助|困难|临时救济/u.exec(title) ?? undefined;
    if (told) found.push(["health", told[0]]);
    else if (poor) found.push(["hardship", poor[0]]);
  }
  const passage = passageOf(cells.join("\t"));
  return keys.flatMap(([entityKind, entityKey]) =>
    found.flatMap(([attribute, value]): readonly Fact[] =>
      entityKind === "dwelling" && attribute === "name" && !full
        ? []
        : [{ entityKind, entityKey, entity: name, attribute, value, passage }],
    ),
  );
}

const sensitive: ReadonlySet<Attribute> = new Set(["health", "hardship", "penalty"]);

/** A list whose title names the group and whose rows name people: each row is a named member of that group in its village. */
export function memberFacts(
  header: readonly string[],
  cells: readonly string[],
  group: string | undefined,
): readonly Fact[] {
  if (group === undefined) return [];
  const kinds = header.map(kindOf);
  const name = clean(cells[kinds.indexOf("name")] ?? "");
  const place = kinds.findIndex((kind) => kind === "village" || kind === "address");
  const village = place < 0 ? undefined : villageKey(cells[place] ?? "");
  if (!isFullName(name, "announced") || !village) return [];
  const region = leadingRegions(cells[place] ?? "");
  const told: readonly (readonly [Attribute, string])[] = [
    ["member", name],
    ...(region === "" ? [] : [["region", region] as const]),
  ];
  return told.map(([attribute, value]) => ({
    entityKind: "group" as const,
    entityKey: `group|${group}|${village}`,
    entity: `${village}${group}`,
    attribute,
    value,
    passage: passageOf(cells.join("\t")),
  }));
}
