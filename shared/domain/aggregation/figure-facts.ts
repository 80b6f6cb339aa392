/** Figures that can be laid against each other: cells, totals, cells left out, running totals of a year. */
import { passageOf, type Attribute, type Fact } from "./facts.ts";
import { leadingRegions } from "./regions.ts";

const clean = (text: string): string => text.normalize("NFKC").replace(/\s/gu, "");
const watched =
  /人数|户数|例数|病例|起数|件数|人员|患者|死亡|受伤|残疾|低保|特困|救助|库存|储备|存量|在押|在册|感染|举报|信访|失踪|自杀|确诊/u;
const hidden = /^(?:\*+|×+|…+|<3|＜3|不足3|不足三|少于3|\/|—|-{1,2}|略|不公开)$/u;
const totalRow = /^(?:合计|总计|共计|全[市区县镇])$/u;
const stripUnit = (header: string): string =>
  clean(header)
    .replace(/[（(].*?[)）]/gu, "")
    .replace(/(?:人数|户数|例数|数)$/u, "");

/** 「2023年」「2023年第3季度」「2023年1-9月」 in a title, as one text; "" when it names none. */
export function periodOf(title: string): string {
  const match =
    /((?:19|20)\d{2})年(?:(上|下)半年|第?([一二三四1-4])季度|(?:(\d{1,2})[-—~至到])?(\d{1,2})月)?/u.exec(
      clean(title),
    );
  if (!match) return "";
  const quarter = match[3] ? `Q${"一二三四".indexOf(match[3]) + 1 || match[3]}` : "";
  const months = match[5] ? `${match[4] ? `${match[4]}-` : ""}${match[5]}月` : "";
  return `${match[1] ?? ""}${match[2] ?? ""}${quarter}${months}`;
}

/** The group of people a table or list is about, as its title names it. */
export function groupOf(title: string): string | undefined {
  return /精神障碍|残疾|艾滋病|艾滋|尘肺|结核|重大疾病|大病|低保|特困|孤儿|事实无人抚养|刑满释放|社区矫正|戒毒|失独|信访/u
    .exec(title)?.[0]
    .replace("艾滋病", "艾滋");
}

/** Facts of one table of counts: first column names rows, the others hold counts. */
export function factsOfFigures(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  title: string,
): readonly Fact[] {
  const period = periodOf(title);
  const scope = leadingRegions(title);
  const facts: Fact[] = [];
  const regionOf = (fact: Omit<Fact, "attribute" | "value">): void => {
    if (scope !== "") facts.push({ ...fact, attribute: "region", value: scope });
  };
  for (const [column, head] of header.entries()) {
    if (column === 0 || !(watched.test(head) || (watched.test(title) && /数|人|户|例/u.test(head)))) continue;
    const counted = groupOf(head) ?? groupOf(title) ?? "";
    const subject = stripUnit(head).includes(counted) ? stripUnit(head) : `${counted}${stripUnit(head)}`;
    let sum = 0;
    const left: string[] = [];
    let total: number | undefined;
    for (const cells of rows) {
      const row = clean(cells[0] ?? "");
      const text = clean(cells[column] ?? "").replace(/[人户例件起吨,]/gu, "");
      const passage = passageOf(`${row}　${head}：${cells[column] ?? ""}`);
      const number = /^\d{1,9}(?:\.\d+)?$/u.test(text) ? Number(text) : undefined;
      if (row === "" || (number === undefined && !hidden.test(text))) continue;
      if (totalRow.test(row)) {
        total = number;
        continue;
      }
      if (number === undefined) left.push(row);
      else sum += number;
      const figure = {
        entityKind: "figure",
        entityKey: `figure|${subject}|${period}|${row}`,
        entity: `${period}${row}${subject}`,
        passage,
      } as const;
      facts.push({ ...figure, attribute: number === undefined ? "suppressed" : "shown", value: text });
      regionOf(figure);
      const group = groupOf(head) ?? groupOf(title);
      const village = /[\u3400-\u9fff]{1,6}(?:村|社区)$/u.exec(row)?.[0];
      if (!group || !village || number === undefined || number < 1 || number > 2) continue;
      const cell = {
        entityKind: "group",
        entityKey: `group|${group}|${village}`,
        entity: `${village}${group}`,
        passage,
      } as const;
      facts.push({ ...cell, attribute: "smallCount", value: text });
      regionOf(cell);
    }
    const entity = `${period}${subject}合计`;
    const parts = rows
      .map((cells) => clean(cells[0] ?? ""))
      .filter((row) => row !== "" && !totalRow.test(row))
      .toSorted()
      .join(",")
      .slice(0, 120);
    // The same rows, or the same place broken down another way: the sum is one.
    const keys = [`Σ${parts}`, ...(scope === "" ? [] : [`Σ@${scope}`])];
    const sums: (readonly [Attribute, string, string])[] = [];
    if (total !== undefined && left.length !== 1)
      sums.push(["total", String(total), `合计　${head}：${total}`]);
    if (total === undefined && left.length === 1)
      sums.push(["restOfTotal", String(sum), `${left[0] ?? ""}　${head}：未列；其余合计 ${sum}`]);
    for (const [attribute, value, passage] of sums)
      for (const key of keys)
        facts.push({
          entityKind: "figure",
          entityKey: `figure|${subject}|${period}|${key}`,
          entity,
          attribute,
          value,
          passage: passageOf(passage),
        });
  }
  return facts;
}

/** Up to which month a running total counts: 「1—9月」「上半年」「前三季度」「一季度」「全年」「截至9月底」. */
const upTo: readonly (readonly [string, (digits: string) => number])[] = [
  ["1月?[-—~至到](\\d{1,2})月(?:份|底|末)?", Number],
  ["截[至止](\\d{1,2})月(?:底|末|份)?", Number],
  ["上半年", () => 6],
  ["前三季度|1[-—~至到]3季度", () => 9],
  ["第?一季度", () => 3],
  ["全年", () => 12],
];

/** 「1—9月累计救治艾滋病患者37人」: running totals of a year, keyed by what is counted. */
export function factsOfRunningTotals(paragraph: string, year: string): readonly Fact[] {
  const facts: Fact[] = [];
  for (const sentence of paragraph.split(/(?<=[。；])/u)) {
    const text = sentence.normalize("NFKC");
    for (const [words, monthOf] of upTo) {
      const pattern = new RegExp(
        `(?:((?:19|20)\\d{2})年)?(?:${words})[，,]?([^\\d。；]{2,40}?)(\\d[\\d,]*)\\s*(人|例|户|吨|起|件|名|台|套)`,
        "gu",
      );
      for (const match of text.matchAll(pattern)) {
        const [counted = "", figure = "", unit = ""] = match.slice(-3);
        const month = monthOf(match.length > 5 ? (match[2] ?? "") : "");
        const subject = counted.replace(/累计|共|全[市区县]|已|约|为|[，,]|我[市区县]/gu, "");
        if (!watched.test(subject) && groupOf(subject) === undefined) continue;
        facts.push({
          entityKind: "series",
          entityKey: `series|${subject}|${match[1] ?? year}`,
          entity: `${match[1] ?? year}年${subject}`,
          attribute: "cumulative",
          value: `${month}=${figure.replaceAll(",", "")}${unit}`,
          passage: passageOf(sentence),
        });
      }
    }
  }
  return facts;
}
