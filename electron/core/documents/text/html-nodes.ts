import type { DefaultTreeAdapterTypes } from "parse5";

export type Node = DefaultTreeAdapterTypes.Node;
export type Element = DefaultTreeAdapterTypes.Element;

export const blockTags = new Set([
  "address",
  "article",
  "aside",
  "blockquote",
  "body",
  "caption",
  "center",
  "dd",
  "details",
  "div",
  "dl",
  "dt",
  "fieldset",
  "figcaption",
  "figure",
  "footer",
  "form",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "header",
  "hr",
  "html",
  "legend",
  "li",
  "main",
  "nav",
  "ol",
  "p",
  "pre",
  "section",
  "summary",
  "table",
  "tbody",
  "td",
  "tfoot",
  "th",
  "thead",
  "title",
  "tr",
  "ul",
  "option",
  "textarea",
  "button",
  "label",
]);
export const silentTags = new Set([
  "script",
  "style",
  "template",
  "noscript",
  "head",
  "title",
  "object",
  "iframe",
]);

export function isElement(node: Node): node is Element {
  return "tagName" in node;
}

export function isText(node: Node): node is DefaultTreeAdapterTypes.TextNode {
  return node.nodeName === "#text";
}

export function isComment(node: Node): node is DefaultTreeAdapterTypes.CommentNode {
  return node.nodeName === "#comment";
}

export function childrenOf(node: Node): readonly Node[] {
  if (isElement(node) && node.tagName === "template") return "content" in node ? node.content.childNodes : [];
  return "childNodes" in node ? node.childNodes : [];
}

export function attr(element: Element, name: string): string | undefined {
  return element.attrs.find((attribute) => attribute.name === name)?.value;
}

/** Line ends count in preformatted text. Only the nearest ancestors are asked: more depth says nothing else. */
export function isPreformatted(text: Node): boolean {
  let at = "parentNode" in text ? text.parentNode : null;
  for (let depth = 0; at && depth < 32; depth += 1) {
    if (at.nodeName === "pre" || at.nodeName === "textarea" || at.nodeName === "listing") return true;
    at = "parentNode" in at ? at.parentNode : null;
  }
  return false;
}

/** Text below a node as lines: a line a block, cells of a row parted by tabs. Iterative. */
export function textLines(root: Node, skip: (element: Element) => boolean = () => false): string {
  const pieces: string[] = [];
  const stack: (Node | string)[] = [root];
  while (stack.length > 0) {
    const node = stack.pop();
    if (node === undefined) break;
    if (typeof node === "string") {
      pieces.push(node);
      continue;
    }
    if (isText(node)) {
      const lines = isPreformatted(node) ? node.value.split(/\r\n|\r|\n/u) : [node.value];
      pieces.push(lines.map((line) => line.replaceAll(/[ \t\r\n]+/gu, " ")).join("\n"));
      continue;
    }
    if (isElement(node)) {
      if (node !== root && (skip(node) || (silentTags.has(node.tagName) && node.tagName !== "noscript")))
        continue;
      if (node.tagName === "br") pieces.push("\n");
      const isCell = node.tagName === "td" || node.tagName === "th";
      if (isCell) {
        stack.push("\t");
      } else if (node.tagName === "dt") {
        // A term and what is said of it are a label and its value.
        pieces.push("\n");
        stack.push("\t");
      } else if (node.tagName === "dd") {
        stack.push("\n");
      } else if (blockTags.has(node.tagName)) {
        pieces.push("\n");
        stack.push("\n");
      }
    }
    const children = childrenOf(node);
    for (let index = children.length - 1; index >= 0; index -= 1) {
      const childNode = children[index];
      if (childNode) stack.push(childNode);
    }
  }
  return pieces
    .join("")
    .split("\n")
    .map((line) => line.replaceAll(/^[ \u00a0]+|[ \t\u00a0]+$/gu, ""))
    .filter((line) => line !== "")
    .join("\n");
}
