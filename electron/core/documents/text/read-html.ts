import { parse } from "parse5";

import { documentFromPlainText } from "../../../../shared/domain/item/document-from-text.ts";
import { ascii } from "../containers/bytes.ts";
import { imageFormatOf } from "../image/image-metadata.ts";
import { inspectImage } from "../image/inspect-image.ts";
import type { FileReading } from "../reading/file-reading.ts";
import { ReadBudget } from "../reading/read-budget.ts";
import { ReadingBuilder } from "../reading/reading-builder.ts";
import { refuse } from "../reading/refusal.ts";
import {
  lookOf,
  parseCssColour,
  parseDeclarations,
  parseStyleSheet,
  selectorMatches,
  type CssColour,
  type StyleRule,
} from "./html-style.ts";
import { documentFromHtml } from "./html-document.ts";
import {
  attr,
  childrenOf,
  isComment,
  isElement,
  isText,
  textLines,
  type Element,
  type Node,
} from "./html-nodes.ts";
import { decodeText } from "./text-encoding.ts";

/** Elements below this depth are as good as hostile: browsers themselves stop nesting at 512. */
const maxDepth = 1_500;
const htmlBytes = 30 * 1024 * 1024;

interface Ground {
  readonly colour: CssColour;
  readonly background: CssColour | undefined;
}

interface Visit {
  readonly node: Node;
  readonly depth: number;
  readonly ground: Ground;
}

const inkOnPaper: Ground = { colour: [0, 0, 0, 1], background: [255, 255, 255, 1] };

/** Without scripts and style sheets but for those in islands of XML. Each is looked for once: time grows with the text alone. */
function withoutScripts(markup: string): string {
  const closing = { script: /<\/script>/giu, style: /<\/style>/giu, xml: /<\/xml>/giu };
  const unclosed = new Set<string>();
  const kept: string[] = [];
  let from = 0;
  for (const opening of markup.matchAll(/<(script|style|xml)\b[^<>]*>/giu)) {
    const tag = (opening[1] ?? "").toLowerCase() as keyof typeof closing;
    if (opening.index < from || unclosed.has(tag) || /\bo:/u.test(opening[0])) continue;
    closing[tag].lastIndex = opening.index + opening[0].length;
    if (!closing[tag].test(markup)) {
      unclosed.add(tag);
      continue;
    }
    const end = closing[tag].lastIndex;
    kept.push(markup.slice(from, tag === "xml" ? end : opening.index), " ");
    from = end;
  }
  return kept.join("") + markup.slice(from);
}

/** Conditional comments of Office carry its document properties; those for old browsers only carry markup. */
function commentText(data: string): string | undefined {
  const text = data.trim();
  if (text === "" || !/[\p{L}\p{N}]/u.test(text)) return undefined;
  if (/^\[if\b/iu.test(text) || /^<!\[endif\]$/iu.test(text) || /^\[endif\]/iu.test(text)) {
    const inner = text.replace(/^\[if[^\]]*\]>?(?:<!)?/iu, "").replace(/<!\[endif\]$/iu, "");
    const words = withoutScripts(inner)
      .replaceAll(/<\/?w:[^<>]*>[^<]*/giu, " ")
      .replaceAll(/<[^<>]*>/gu, " ")
      .replaceAll(/\s+/gu, " ")
      .trim();
    return /[\p{Script=Han}]/u.test(words) ||
      /<o:(?:Author|LastAuthor|Company|Manager)>\s*[^<\s]/iu.test(inner)
      ? words
      : undefined;
  }
  if (/^(?:StartFragment|EndFragment|\/?wp:|more$|googleo(?:n|ff))/iu.test(text)) return undefined;
  return text;
}

class HtmlReader {
  readonly #builder: ReadingBuilder;
  readonly #rules: StyleRule[] = [];
  readonly #hidden = new Map<Element, string>();
  #pictures = 0;

  constructor(builder: ReadingBuilder) {
    this.#builder = builder;
  }

  isHidden(element: Element): boolean {
    return this.#hidden.has(element);
  }

  read(root: Node): void {
    this.#collectStyles(root);
    const scripts: string[] = [];
    const attributes: string[] = [];
    const stack: Visit[] = [{ node: root, depth: 0, ground: inkOnPaper }];
    let comments = 0;
    while (stack.length > 0) {
      const visit = stack.pop();
      if (!visit) break;
      this.#builder.budget.spendElement();
      const { node, depth } = visit;
      if (depth > maxDepth) refuse("hostile", "html-depth");
      if (isComment(node)) {
        const text = commentText(node.data);
        if (text === undefined) continue;
        comments += 1;
        this.#builder.addHidden("HTML_COMMENT", text, `注释${comments}`);
        this.#builder.addPart(`注释${comments}`, text.replaceAll(/<[^<>]*>/gu, " "), {
          hidden: "HTML_COMMENT",
        });
        continue;
      }
      let ground = visit.ground;
      if (isElement(node)) {
        attributes.push(...attributeTexts(node));
        this.#readPicture(node);
        if (node.tagName === "script") {
          scripts.push(textOfScript(node));
          continue;
        }
        if (node.tagName === "style") continue;
        const outcome = this.#look(node, visit.ground);
        ground = outcome.ground;
        if (outcome.hiddenBecause) {
          const value = hiddenValue(node);
          if (value !== "") {
            this.#hidden.set(node, outcome.hiddenBecause);
            this.#builder.addHidden("HTML_HIDDEN", value, `隐藏的元素（${outcome.hiddenBecause}）`);
            this.#builder.addPart(`隐藏的元素（${outcome.hiddenBecause}）`, value, { hidden: "HTML_HIDDEN" });
          }
          // Comments and scripts inside are still to be read, nested hidden elements are already told.
          this.#readInside(node, scripts, attributes);
          continue;
        }
      }
      const children = childrenOf(node);
      for (let index = children.length - 1; index >= 0; index -= 1) {
        const childNode = children[index];
        if (childNode) stack.push({ node: childNode, depth: depth + 1, ground });
      }
    }
    this.#builder.addPart(
      "正文",
      textLines(root, (element) => this.#hidden.has(element)),
    );
    this.#builder.addPart("属性文字", [...new Set(attributes)].join("\n"));
    this.#builder.addPart("脚本", scripts.join("\n"));
    if (this.#pictures > 0)
      this.#builder.addNote(`文件中有${this.#pictures}幅图片，图片中的文字没有识别，须人工审看。`);
  }

  /** A picture that stands in the page itself, as a data URL (RFC 2397). */
  #readPicture(element: Element): void {
    const source = attr(element, "src") ?? attr(element, "href") ?? attr(element, "xlink:href") ?? "";
    const data = /^\s*data:image\/[\w.+-]+(?:;[\w=.-]+)*;base64,/iu.exec(source.slice(0, 200));
    if (!data) return;
    const bytes = Uint8Array.from(Buffer.from(withoutEscapes(source.slice(data[0].length)), "base64"));
    if (!imageFormatOf(bytes)) return;
    this.#pictures += 1;
    inspectImage(bytes, this.#builder, `图片${this.#pictures}`);
  }

  #readInside(root: Element, scripts: string[], attributes: string[]): void {
    const stack: Node[] = [...childrenOf(root)];
    while (stack.length > 0) {
      const node = stack.pop();
      if (!node) break;
      this.#builder.budget.spendElement();
      if (isComment(node)) {
        const text = commentText(node.data);
        if (text !== undefined) {
          this.#builder.addHidden("HTML_COMMENT", text, "隐藏元素内的注释");
          this.#builder.addPart("隐藏元素内的注释", text, { hidden: "HTML_COMMENT" });
        }
      } else if (isElement(node)) {
        attributes.push(...attributeTexts(node));
        this.#readPicture(node);
        if (node.tagName === "script") scripts.push(textOfScript(node));
      }
      stack.push(...childrenOf(node));
    }
  }

  #collectStyles(root: Node): void {
    const stack: { readonly node: Node; readonly depth: number }[] = [{ node: root, depth: 0 }];
    while (stack.length > 0) {
      const visit = stack.pop();
      if (!visit) break;
      if (visit.depth > maxDepth) refuse("hostile", "html-depth");
      if (
        isElement(visit.node) &&
        visit.node.tagName === "style" &&
        !/\bprint\b/iu.test(attr(visit.node, "media") ?? "")
      ) {
        const source = visit.node.childNodes.map((part) => (isText(part) ? part.value : "")).join("");
        this.#rules.push(...parseStyleSheet(source));
      }
      for (const childNode of childrenOf(visit.node)) stack.push({ node: childNode, depth: visit.depth + 1 });
    }
  }

  #look(element: Element, outer: Ground): { readonly ground: Ground; readonly hiddenBecause?: string } {
    const tag = element.tagName;
    if (tag === "template") return { ground: outer, hiddenBecause: "template" };
    if (tag === "input" && attr(element, "type")?.toLowerCase() === "hidden")
      return { ground: outer, hiddenBecause: "input hidden" };
    if (tag === "dialog" && attr(element, "open") === undefined)
      return { ground: outer, hiddenBecause: "dialog" };
    const hidden = attr(element, "hidden");
    if (hidden !== undefined && tag !== "head" && tag !== "html")
      return { ground: outer, hiddenBecause: "hidden" };
    const declarations = new Map<string, string>();
    if (this.#rules.length > 0) {
      const classes = new Set((attr(element, "class") ?? "").split(/\s+/u));
      const styled = { tag, attribute: (name: string) => attr(element, name) };
      for (const rule of this.#rules) {
        if (selectorMatches(rule.selector, styled, classes))
          for (const [name, value] of rule.declarations) declarations.set(name, value);
      }
    }
    for (const [name, value] of parseDeclarations(attr(element, "style") ?? ""))
      declarations.set(name, value);
    const fontColour =
      tag === "font" || tag === "body"
        ? (attr(element, tag === "font" ? "color" : "text") ?? "").toLowerCase()
        : "";
    if (fontColour !== "" && !declarations.has("color")) declarations.set("color", fontColour);
    const bgcolor = attr(element, "bgcolor")?.toLowerCase();
    if (bgcolor !== undefined && !declarations.has("background-color"))
      declarations.set("background-color", bgcolor);
    const look = lookOf(declarations);
    if (look.hiddenBecause) return { ground: outer, hiddenBecause: look.hiddenBecause };
    let { colour, background } = outer;
    if (declarations.has("background-image") && declarations.get("background-image") !== "none")
      background = undefined;
    else if (look.background !== undefined && !/^(?:inherit|initial|none|unset)$/u.test(look.background)) {
      const own = parseCssColour(look.background);
      if (!own) background = undefined;
      else if (own[3] > 0.9) background = own;
      else if (own[3] > 0.05) background = undefined;
    } else if (attr(element, "background") !== undefined) background = undefined;
    if (look.colour !== undefined) colour = parseCssColour(look.colour) ?? [0, 0, 0, 1];
    const ground: Ground = { colour, background };
    const saysColour = look.colour !== undefined || look.background !== undefined;
    if (saysColour && ownTextOf(element) !== "") {
      if (colour[3] <= 0.02) return { ground, hiddenBecause: "文字透明" };
      if (background && isSame(colour, background)) return { ground, hiddenBecause: "文字与底色相同" };
    }
    return { ground };
  }
}

/** Base64 may be written with escapes in a URL. */
function withoutEscapes(text: string): string {
  if (!text.includes("%")) return text;
  return text.replaceAll(/%([0-9a-f]{2})/giu, (_whole, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

function isSame(a: CssColour, b: CssColour): boolean {
  return Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1]), Math.abs(a[2] - b[2])) <= 24;
}

function ownTextOf(element: Element): string {
  return element.childNodes
    .map((node) => (isText(node) ? node.value : ""))
    .join("")
    .trim();
}

function textOfScript(element: Element): string {
  return element.childNodes.map((node) => (isText(node) ? node.value : "")).join("");
}

function hiddenValue(element: Element): string {
  if (element.tagName === "input") return (attr(element, "value") ?? "").trim();
  return textLines(element).trim();
}

const spokenAttributes = new Set([
  "alt",
  "title",
  "placeholder",
  "content",
  "aria-label",
  "label",
  "summary",
]);

/** Attributes that hold words: tooltips, alternative texts, form values, data of scripts. */
function attributeTexts(element: Element): readonly string[] {
  const texts: string[] = [];
  for (const { name, value } of element.attrs) {
    if (value.trim() === "") continue;
    if (name === "value" && element.tagName === "input" && attr(element, "type") !== "hidden")
      texts.push(value);
    else if (name === "href" && /^(?:mailto|tel):/iu.test(value)) texts.push(value.replace(/^\w+:/u, ""));
    else if (
      name === "content" &&
      /^(?:viewport|content-type|x-ua-compatible|generator)$/iu.test(
        attr(element, "name") ?? attr(element, "http-equiv") ?? "",
      )
    )
      continue;
    else if (spokenAttributes.has(name) || name.startsWith("data-")) texts.push(value);
  }
  return texts;
}

function declaredCharset(bytes: Uint8Array): string | undefined {
  return /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]+)/iu.exec(ascii(bytes, 0, 4_096))?.[1];
}

/** Reads an HTML page: words, attributes, scripts, comments, and elements that are not shown. */
export function readHtmlWithin(bytes: Uint8Array, budget: ReadBudget): FileReading {
  if (bytes.length > htmlBytes) refuse("too-large", "html-bytes");
  const { text } = decodeText(bytes, declaredCharset(bytes));
  // The parser itself recurses nowhere, but deep pages cost quadratic time; refuse them by their open tags first.
  if (deepestNesting(text) > maxDepth) refuse("hostile", "html-depth");
  const root = parse(text);
  budget.checkTime();
  const builder = new ReadingBuilder(budget);
  const reader = new HtmlReader(builder);
  reader.read(root);
  const title = titleOf(root);
  if (title) {
    builder.setMetadata({ title });
    builder.addPart("网页标题", title);
  }
  const document = documentFromHtml(root, (element) => reader.isHidden(element));
  builder.setDocument(document ?? documentFromPlainText(""));
  return builder.build("html");
}

function titleOf(root: Node): string | undefined {
  const stack: Node[] = [root];
  for (let guard = 0; stack.length > 0 && guard < 5_000; guard += 1) {
    const node = stack.pop();
    if (!node) break;
    if (isElement(node) && node.tagName === "title") {
      const text = node.childNodes
        .map((part) => (isText(part) ? part.value : ""))
        .join("")
        .trim();
      return text === "" ? undefined : text;
    }
    stack.push(...[...childrenOf(node)].reverse());
  }
  return undefined;
}

const voidTags =
  /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|td|tr|th|option|dd|dt)$/iu;

/** Upper bound of nesting by counting tags; those HTML closes by itself do not count. */
function deepestNesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const match of text.matchAll(/<(\/?)([a-z][a-z0-9]*)/giu)) {
    if (voidTags.test(match[2] ?? "")) continue;
    if (match[1] === "/") depth = Math.max(0, depth - 1);
    else {
      depth += 1;
      deepest = Math.max(deepest, depth);
    }
  }
  return deepest;
}
