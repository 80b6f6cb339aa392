import { SaxesParser } from "saxes";

import type { ReadBudget } from "../reading/read-budget.ts";
import { RefusalSignal, refuse } from "../reading/refusal.ts";
import { ascii, startsWith } from "./bytes.ts";

/**
 * An element with local names only: producers choose prefixes freely, and the transitional and strict OOXML
 * namespaces differ. `attributes` keep their written names.
 */
export interface XmlElement {
  readonly name: string;
  readonly prefix: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (XmlElement | string)[];
}

export interface XmlVisitor {
  open(element: XmlElement): void;
  text(text: string): void;
  close(name: string): void;
}

function decodeXml(bytes: Uint8Array): string {
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0x3c, 0, 0x3f, 0]))
    return new TextDecoder("utf-16le").decode(bytes);
  if (startsWith(bytes, [0xfe, 0xff]) || startsWith(bytes, [0, 0x3c, 0, 0x3f]))
    return new TextDecoder("utf-16be").decode(bytes);
  const declared = /^[^>]{0,200}encoding\s*=\s*["']([\w.-]+)["']/u
    .exec(ascii(bytes, 0, 256))?.[1]
    ?.toLowerCase();
  const label = declared && /^(?:gbk|gb2312|gb18030|gb_2312-80)$/u.test(declared) ? "gb18030" : "utf-8";
  return new TextDecoder(label).decode(bytes);
}

/** No vocabulary has elements with more; the parser's own bookkeeping grows with them. */
const maxAttributes = 2_000;

const emptyList: readonly never[] = [];

/**
 * Runs through an XML part. No document type is accepted: OPC forbids it (ECMA-376-2, 6.2.5), and with it go
 * entity expansion and external entities. Depth and number of elements are bounded.
 */
export function visitXml(bytes: Uint8Array, budget: ReadBudget, visitor: XmlVisitor): void {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const maxDepth = budget.limits.xmlDepth;
  let depth = 0;
  parser.on("doctype", () => refuse("hostile", "xml-document-type"));
  parser.on("error", () => refuse("damaged", "xml-not-well-formed"));
  let attributes = 0;
  parser.on("attribute", () => {
    attributes += 1;
    if (attributes > maxAttributes) refuse("hostile", "xml-attributes");
  });
  parser.on("opentag", (tag) => {
    attributes = 0;
    depth += 1;
    if (depth > maxDepth) refuse("hostile", "xml-depth");
    budget.spendElement();
    const colon = tag.name.indexOf(":");
    visitor.open({
      name: colon < 0 ? tag.name : tag.name.slice(colon + 1),
      prefix: colon < 0 ? "" : tag.name.slice(0, colon),
      attributes: tag.attributes,
      children: [],
    });
  });
  parser.on("text", (text) => {
    visitor.text(text);
  });
  parser.on("cdata", (text) => {
    visitor.text(text);
  });
  parser.on("closetag", (tag) => {
    depth -= 1;
    const colon = tag.name.indexOf(":");
    visitor.close(colon < 0 ? tag.name : tag.name.slice(colon + 1));
  });
  const text = decodeXml(bytes);
  const chunk = 1 << 16;
  try {
    for (let at = 0; at < text.length; at += chunk) {
      parser.write(text.slice(at, at + chunk));
      budget.checkTime();
    }
    parser.close();
  } catch (error) {
    if (error instanceof RefusalSignal) throw error;
    refuse("damaged", "xml-not-well-formed");
  }
}

/** The whole part as a tree. */
export function readXmlTree(bytes: Uint8Array, budget: ReadBudget): XmlElement {
  let root: XmlElement | undefined;
  const stack: XmlElement[] = [];
  visitXml(bytes, budget, {
    open(element) {
      const parent = stack.at(-1);
      if (parent) parent.children.push(element);
      else root ??= element;
      stack.push(element);
    },
    text(text) {
      stack.at(-1)?.children.push(text);
    },
    close() {
      stack.pop();
    },
  });
  return root ?? refuse("damaged", "xml-empty");
}

/**
 * Hands over each element of one of the `names` as a tree, without keeping the part in memory; elements outside
 * them are handed over childless through `outside`, so that a sheet of a million rows costs one row.
 */
export function forEachXmlElement(
  bytes: Uint8Array,
  budget: ReadBudget,
  names: ReadonlySet<string>,
  each: (element: XmlElement) => void,
  outside: (element: XmlElement) => void = () => undefined,
): void {
  const stack: XmlElement[] = [];
  visitXml(bytes, budget, {
    open(element) {
      const parent = stack.at(-1);
      if (parent) parent.children.push(element);
      else if (!names.has(element.name)) {
        outside(element);
        return;
      }
      stack.push(element);
    },
    text(text) {
      stack.at(-1)?.children.push(text);
    },
    close() {
      const element = stack.pop();
      if (element && stack.length === 0) each(element);
    },
  });
}

export function isElement(node: XmlElement | string): node is XmlElement {
  return typeof node !== "string";
}

export function childElements(element: XmlElement | undefined): readonly XmlElement[] {
  return element ? element.children.filter(isElement) : emptyList;
}

export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  if (!element) return undefined;
  for (const node of element.children) if (isElement(node) && node.name === name) return node;
  return undefined;
}

/** The element at the end of a chain of names. */
export function descend(
  element: XmlElement | undefined,
  ...names: readonly string[]
): XmlElement | undefined {
  let current = element;
  for (const name of names) current = child(current, name);
  return current;
}

/** An attribute by local name: the unprefixed one first, else under any prefix. */
export function attribute(element: XmlElement | undefined, name: string): string | undefined {
  if (!element) return undefined;
  const plain = element.attributes[name];
  if (plain !== undefined) return plain;
  return prefixedAttribute(element, name);
}

/** An attribute that carries a prefix, as `r:id` does beside `id`. */
export function prefixedAttribute(element: XmlElement | undefined, name: string): string | undefined {
  if (!element) return undefined;
  const suffix = `:${name}`;
  for (const key of Object.keys(element.attributes)) {
    if (key.endsWith(suffix) && !key.startsWith("xmlns:")) return element.attributes[key];
  }
  return undefined;
}

/** All elements below, in document order, the element itself first. Iterative: depth costs no stack. */
export function* walk(element: XmlElement): Generator<XmlElement> {
  const stack: XmlElement[] = [element];
  while (stack.length > 0) {
    const current = stack.pop();
    if (!current) return;
    yield current;
    for (let index = current.children.length - 1; index >= 0; index -= 1) {
      const node = current.children[index];
      if (node !== undefined && isElement(node)) stack.push(node);
    }
  }
}

/** The text directly inside an element. */
export function ownText(element: XmlElement | undefined): string {
  return element ? element.children.filter((node) => typeof node === "string").join("") : "";
}

/** All text below an element, in document order. */
export function deepText(element: XmlElement | undefined): string {
  if (!element) return "";
  const pieces: string[] = [];
  const stack: (XmlElement | string)[] = [element];
  while (stack.length > 0) {
    const current = stack.pop();
    if (current === undefined) break;
    if (typeof current === "string") pieces.push(current);
    else
      for (let index = current.children.length - 1; index >= 0; index -= 1)
        stack.push(current.children[index] ?? "");
  }
  return pieces.join("");
}
