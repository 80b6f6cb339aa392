import type { OpcPackage } from "../containers/opc-package.ts";
import { attribute, childElements, isElement, type XmlElement } from "../containers/xml-reader.ts";
import type { ReadingBuilder } from "../reading/reading-builder.ts";

/** Paragraph-like elements: their texts are lines, those of others run on. */
const lineElements = new Set(["p", "si", "row", "r", "t", "v", "f", "pt", "cm", "text", "lvl", "c", "is"]);

/** All text of a part, whatever its vocabulary: charts, diagrams, comments of other programs, orphaned parts. */
export function looseText(root: XmlElement): string {
  const lines: string[] = [];
  const visit = (element: XmlElement): string => {
    let own = "";
    for (const node of element.children) {
      if (!isElement(node)) own += node;
      else {
        const inner = visit(node);
        own += inner;
        if (lineElements.has(node.name) && inner.trim() !== "" && node.name !== "r" && node.name !== "t") {
          lines.push(own.trim());
          own = "";
        }
      }
    }
    return own;
  };
  lines.push(visit(root).trim());
  return lines.filter((line) => line !== "").join("\n");
}

/** Layout vocabulary without words of anybody. */
const layoutParts =
  /\/(?:theme\d*|styles|stylesWithEffects|fontTable|webSettings|tableStyles|viewProps|presProps|calcChain|metadata|colors\d*|style\d+|layout\d+|quickStyle\d+|colors?)\.xml$|\/_rels\/|\/\[content_types\]\.xml$|itemprops\d*\.xml$|\/docprops\/|\/_xmlsignatures\//iu;

/** Texts of every XML part nobody has read yet, so that no part is a hiding place. */
export function readLeftoverParts(opc: OpcPackage, builder: ReadingBuilder): void {
  for (const name of opc.unreadParts) {
    if (layoutParts.test(name) || !/\.(?:xml|vml|svg)$/iu.test(name)) {
      if (/\.(?:txt|htm|html|csv|json)$/iu.test(name)) {
        const bytes = opc.bytes(name);
        if (bytes) builder.addPart(`部件“${name.slice(1)}”`, new TextDecoder().decode(bytes));
      }
      continue;
    }
    const root = opc.xml(name);
    if (!root) continue;
    builder.addPart(`部件“${name.slice(1)}”`, looseText(root));
  }
}

/** Targets of links that lead out of the document: addresses and paths are text too. */
export function readLinkTargets(opc: OpcPackage, builder: ReadingBuilder): void {
  const targets = new Set<string>();
  for (const name of opc.partNames) {
    for (const relationship of opc.relationships(name)) {
      if (relationship.external && relationship.type === "hyperlink")
        targets.add(decodeTarget(relationship.target));
    }
  }
  builder.addPart("链接地址", [...targets].join("\n"), { screening: "identifiers" });
}

function decodeTarget(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}

/** Text of a chart, diagram or drawing part and the alternative texts in it. */
export function readDrawingPart(opc: OpcPackage, name: string, builder: ReadingBuilder, where: string): void {
  const root = opc.xml(name);
  if (!root) return;
  builder.addPart(where, looseText(root));
  const alts: string[] = [];
  const collect = (element: XmlElement): void => {
    if (element.name === "cNvPr" || element.name === "docPr") {
      for (const key of ["descr", "title"]) {
        const text = attribute(element, key);
        if (text) alts.push(text);
      }
    }
    for (const inner of childElements(element)) collect(inner);
  };
  collect(root);
  builder.addPart(`${where}的替代文字`, alts.join("\n"));
}
