import {
  attribute,
  child,
  childElements,
  deepText,
  forEachXmlElement,
  ownText,
  walk,
  type XmlElement,
} from "../containers/xml-reader.ts";
import type { OpcPackage } from "../containers/opc-package.ts";
import type { ReadingBuilder } from "../reading/reading-builder.ts";

const itemNames = new Set(["s", "n", "d", "b", "e", "m"]);

interface CacheField {
  readonly name: string;
  readonly items: readonly string[];
}

function cacheFields(definition: XmlElement | undefined): readonly CacheField[] {
  return childElements(child(definition, "cacheFields")).map((field) => ({
    name: attribute(field, "caption") ?? attribute(field, "name") ?? "",
    items: childElements(child(field, "sharedItems"))
      .filter((item) => itemNames.has(item.name))
      .map((item) => attribute(item, "v") ?? ""),
  }));
}

const shownRows = 100_000;

/** Reports source data kept in pivot caches (18.10): the records, or without them the distinct values. */
export function readPivotCaches(opc: OpcPackage, builder: ReadingBuilder): void {
  let number = 0;
  for (const name of opc.partNames) {
    if (
      !/\/pivotcachedefinition[^/]*\.xml$/iu.test(name) &&
      !opc.contentType(name).includes("pivotcachedefinition")
    )
      continue;
    const fields = cacheFields(opc.xml(name));
    const rows: string[] = [];
    for (const part of opc.related(name, "pivotCacheRecords")) {
      const bytes = opc.bytes(part);
      if (!bytes) continue;
      forEachXmlElement(bytes, opc.budget, new Set(["r"]), (record) => {
        if (rows.length >= shownRows) return;
        const cells = childElements(record).map((cell, index) => {
          const value = attribute(cell, "v") ?? "";
          return cell.name === "x" ? (fields[index]?.items[Number(value)] ?? "") : value;
        });
        if (cells.some((cell) => cell !== "")) rows.push(cells.join("\t"));
      });
    }
    const header = fields.map((field) => field.name).join("\t");
    const distinct = fields.filter((field) => field.items.some((item) => item.trim() !== ""));
    if (rows.length === 0 && distinct.length === 0) continue;
    number += 1;
    const where = `数据透视表缓存${number}`;
    const table = rows.length > 0 ? [header, ...rows].join("\n") : "";
    // Values left in the shared items although no record uses them any more are data as well.
    const used = new Set(rows.flatMap((row) => row.split("\t")));
    const left = distinct
      .map((field) => ({
        name: field.name,
        items: field.items.filter((item) => item !== "" && !used.has(item)),
      }))
      .filter((field) => field.items.length > 0)
      .map((field) => [field.name, ...field.items].join("\n"));
    const value = [table, ...left].filter((text) => text !== "").join("\n");
    builder.addHidden("PIVOT_CACHE", value, where);
    builder.addPart(where, table, { hidden: "PIVOT_CACHE" });
    for (const text of left) builder.addPart(where, text, { hidden: "PIVOT_CACHE" });
  }
  for (const name of opc.partNames) {
    if (!/\/slicercaches\/[^/]+\.xml$/iu.test(name)) continue;
    const root = opc.xml(name);
    const items = root
      ? [...walk(root)].map((element) => (element.name === "i" ? (attribute(element, "n") ?? "") : ""))
      : [];
    builder.addPart("切片器缓存", items.filter(Boolean).join("\n"));
  }
}

/** Reports cells of other workbooks that a link keeps (18.14), and links that at least name a workbook. */
export function readExternalLinks(opc: OpcPackage, builder: ReadingBuilder): void {
  let number = 0;
  for (const name of opc.partNames) {
    if (!/\/externallinks\/[^/]+\.xml$/iu.test(name)) continue;
    const root = opc.xml(name);
    if (!root) continue;
    number += 1;
    const where = `外部链接${number}`;
    const targets = opc
      .relationships(name)
      .filter((link) => link.external)
      .map((link) => safeDecode(link.target));
    const lines: string[] = [];
    const names: string[] = [];
    for (const element of walk(root)) {
      if (element.name === "row") {
        const cells = childElements(element).map((cell) => deepText(child(cell, "v")));
        if (cells.some((cell) => cell !== "")) lines.push(cells.join("\t"));
      } else if (element.name === "sheetName") names.push(attribute(element, "val") ?? "");
      else if (element.name === "ddeItem" || element.name === "oleItem")
        lines.push(attribute(element, "name") ?? "");
      else if (element.name === "value") lines.push(ownText(child(element, "val")));
    }
    const cached = lines.filter((line) => line.trim() !== "").join("\n");
    if (cached === "" && targets.length === 0) continue;
    builder.addHidden("EXTERNAL_LINK", [...targets, ...names, cached].filter(Boolean).join("\n"), where);
    builder.addPart(where, cached, { hidden: "EXTERNAL_LINK" });
    builder.addPart(`${where}的地址`, targets.join("\n"), {
      hidden: "EXTERNAL_LINK",
      screening: "identifiers",
    });
  }
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Change history of a shared workbook (18.11): every entry names its author and the old value. */
export function readRevisionLogs(opc: OpcPackage, builder: ReadingBuilder, strings: readonly string[]): void {
  const headers = opc.partNames.find((name) => /\/revisions\/revisionheaders\.xml$/iu.test(name));
  const authors = headers
    ? [
        ...new Set(childElements(opc.xml(headers)).map((header) => attribute(header, "userName") ?? "")),
      ].filter(Boolean)
    : [];
  for (const name of opc.partNames) {
    if (!/\/revisions\/revisionlog[^/]*\.xml$/iu.test(name)) continue;
    const root = opc.xml(name);
    const values: string[] = [];
    let changes = 0;
    for (const element of root ? walk(root) : []) {
      if (/^(?:rcc|rrc|rm|ris|rsnm|rfmt|rdn|rcmt)$/u.test(element.name)) changes += 1;
      if (element.name !== "oc" && element.name !== "nc") continue;
      const raw = deepText(child(element, "v"));
      const text =
        attribute(element, "t") === "s"
          ? (strings[Number(raw)] ?? raw)
          : raw || deepText(child(element, "is"));
      if (text !== "") values.push(`${element.name === "oc" ? "原值" : "新值"}：${text}`);
    }
    if (changes === 0) continue;
    builder.addHidden(
      "TRACKED_CHANGES",
      [`修订者：${authors.join("、")}`, ...values].join("\n"),
      "共享工作簿修订记录",
    );
    builder.addPart("共享工作簿修订记录", values.map((value) => value.slice(3)).join("\n"), {
      hidden: "TRACKED_CHANGES",
    });
  }
}
