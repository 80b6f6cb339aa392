import { attribute, deepText, readXmlTree, walk, type XmlElement } from "../containers/xml-reader.ts";
import type { ReadBudget } from "../reading/read-budget.ts";
import { RefusalSignal } from "../reading/refusal.ts";

export interface XmpProperty {
  readonly prefix: string;
  readonly name: string;
  readonly value: string;
}

const rdfNames = new Set(["RDF", "Description", "xmpmeta", "Seq", "Bag", "Alt", "li"]);

/**
 * All properties of an XMP packet (ISO 16684-1), attributes and elements alike, arrays joined by 、. A packet
 * that is not XML gives none: a program that reads the file would see nothing in it either.
 */
export function readXmpPacket(packet: string, budget: ReadBudget): readonly XmpProperty[] {
  const start = packet.search(/<(?:x:xmpmeta|rdf:RDF|[\w.]+:xmpmeta|[\w.]+:RDF)\b/u);
  if (start < 0) return [];
  const endMatch = [...packet.matchAll(/<\/(?:[\w.]+:)?(?:xmpmeta|RDF)\s*>/gu)].at(-1);
  const end = endMatch ? endMatch.index + endMatch[0].length : packet.length;
  let root: XmlElement;
  try {
    root = readXmlTree(new TextEncoder().encode(packet.slice(start, end)), budget);
  } catch (error) {
    if (error instanceof RefusalSignal && error.refusal.type === "damaged") return [];
    throw error;
  }
  const properties: XmpProperty[] = [];
  for (const element of walk(root)) {
    for (const [key, value] of Object.entries(element.attributes)) {
      const colon = key.indexOf(":");
      const prefix = colon < 0 ? "" : key.slice(0, colon);
      if (colon < 0 || prefix === "xmlns" || prefix === "rdf" || prefix === "xml" || value.trim() === "")
        continue;
      properties.push({ prefix, name: key.slice(colon + 1), value });
    }
    if (rdfNames.has(element.name)) continue;
    const items = [...walk(element)].filter((node) => node.name === "li");
    // x-default repeats what a language alternative says.
    const texts = items.length > 0 ? items.map((item) => deepText(item).trim()) : [deepText(element).trim()];
    const hasProperties = [...walk(element)].some((node) => node !== element && !rdfNames.has(node.name));
    const value = [...new Set(texts)].filter((text) => text !== "").join("、");
    if (value !== "" && (!hasProperties || attribute(element, "about") === undefined))
      properties.push({ prefix: element.prefix, name: element.name, value });
  }
  return properties;
}
