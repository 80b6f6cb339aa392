import { attribute, childElements, type XmlElement } from "../../containers/xml-reader.ts";
import { findWithheld, replacementOf, type Withheld } from "../withheld.ts";

/** Text that is shown; masks are put into it in place. */
export interface Words {
  text: string;
}

/** An element that is written anew: names and attributes as they will stand in the file. */
export interface Markup {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Markup | Words)[];
}

export function markup(
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  children: readonly (Markup | Words)[] = [],
): Markup {
  return { name, attributes, children };
}

export const isWords = (node: Markup | Words): node is Words => "text" in node;

export function escapeXml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

export function writeMarkup(node: Markup | Words): string {
  if (isWords(node)) return escapeXml(node.text);
  const attributes = Object.entries(node.attributes)
    .map(([name, value]) => ` ${name}="${escapeXml(value)}"`)
    .join("");
  return node.children.length === 0
    ? `<${node.name}${attributes}/>`
    : `<${node.name}${attributes}>${node.children.map(writeMarkup).join("")}</${node.name}>`;
}

/**
 * What of a vocabulary may come along: elements by local name, each with the attributes it may keep. Whatever is not
 * named stays behind, with all that is in it: what a program writes that nobody here knows is never passed on.
 */
export type Vocabulary = ReadonlyMap<string, readonly string[]>;

/** `element: attribute attribute` in each line. */
export function vocabulary(lines: string): Vocabulary {
  return new Map(
    lines
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "")
      .flatMap((line) => {
        const [names = "", attributes = ""] = line.split(":");
        const kept = attributes.split(" ").filter((name) => name !== "");
        return names.split(" ").map((name) => [name, kept] as const);
      }),
  );
}

/** Numbers, keywords, colours: no value is long enough, or written in a script, to tell anything. */
const plainValue = /^(?!.*\d{11})[A-Za-z0-9.%#_+-]{0,32}$/u;
const valueShapes: Readonly<Record<string, RegExp>> = {
  ...Object.fromEntries(
    ["ascii", "hAnsi", "eastAsia", "cs", "font", "typeface"].map((name) => [
      name,
      /^[\p{Script=Han}A-Za-z0-9 _.()（）@+-]{0,40}$/u,
    ]),
  ),
  // Formulas of shapes (20.1.9.11) and signs of lists.
  fmla: /^(?!.*\d{11})[A-Za-z0-9 */+?-]{1,60}$/u,
  char: /^.{1,4}$/u,
};

/** The value of an attribute where it is one that lays out text, else undefined. */
export function layoutValue(element: XmlElement, name: string): string | undefined {
  const value = attribute(element, name);
  return value !== undefined && (valueShapes[name] ?? plainValue).test(value) ? value : undefined;
}

export interface FilterOptions {
  readonly vocabulary: Vocabulary;
  /** Of the element names, and whether the attributes carry it too. */
  readonly prefix: string;
  readonly prefixedAttributes: boolean;
  /** Handles an element itself: its markup, or undefined to leave it out; "filter" for the common way. */
  readonly special?: (element: XmlElement) => Markup | undefined | "filter";
}

/** An element with all below it, as far as the vocabulary goes; text is never taken along. */
export function filterMarkup(element: XmlElement, options: FilterOptions): Markup | undefined {
  const own = options.special?.(element) ?? (options.special ? undefined : "filter");
  if (own !== "filter") return own;
  const kept = options.vocabulary.get(element.name);
  if (!kept) return undefined;
  const attributes: Record<string, string> = {};
  for (const name of kept) {
    const value = layoutValue(element, name);
    if (value !== undefined)
      attributes[options.prefixedAttributes ? `${options.prefix}:${name}` : name] = value;
  }
  const children = childElements(element).flatMap((inner) => filterMarkup(inner, options) ?? []);
  return markup(`${options.prefix}:${element.name}`, attributes, children);
}

/**
 * Puts the masks into pieces of text that are read one after the other; a string parts them as it does for a reader
 * ("\n", "\t"). A value may run over many pieces: what stands for it comes into the first.
 */
export function maskPieces(pieces: readonly (Words | string)[], withheld: readonly Withheld[]): void {
  const whole = pieces.map((piece) => (typeof piece === "string" ? piece : piece.text)).join("");
  const edits: { readonly start: number; readonly end: number; readonly text: string }[] = [];
  let from = 0;
  for (const place of findWithheld(whole, withheld)) {
    if (place.end <= from) continue;
    // Of overlapping values the first and longest counts, the rest goes with it.
    const start = Math.max(place.start, from);
    edits.push({ start, end: place.end, text: place.start >= from ? replacementOf(place) : "" });
    from = place.end;
  }
  if (edits.length === 0) return;
  let at = 0;
  let next = 0;
  for (const piece of pieces) {
    const length = typeof piece === "string" ? piece.length : piece.text.length;
    const end = at + length;
    while (next < edits.length && (edits[next]?.end ?? 0) <= at) next += 1;
    if (typeof piece !== "string") {
      let text = "";
      let cursor = at;
      for (let index = next; index < edits.length; index += 1) {
        const edit = edits[index];
        if (!edit || edit.start >= end) break;
        if (edit.start > cursor) text += whole.slice(cursor, edit.start);
        if (edit.start >= at) text += edit.text;
        cursor = Math.min(end, Math.max(cursor, edit.end));
      }
      piece.text = text + whole.slice(cursor, end);
    }
    at = end;
  }
}
