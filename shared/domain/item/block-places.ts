import { blockText, type PlainBlockType, type StructuredDocument } from "./structured-document.ts";

const elements: Readonly<Record<PlainBlockType, string>> = {
  title: "标题",
  docNumber: "发文字号",
  addressee: "主送机关",
  signOff: "落款",
  annotation: "附注",
};

/**
 * Where each block stands, as somebody counts it on the page: the elements of GB/T 9704 by their names, of the body
 * only what has words, and tables by themselves.
 */
export function blockPlaces(document: StructuredDocument): readonly string[] {
  const tables = document.content.filter((block) => block.type === "table").length;
  let paragraph = 0;
  let table = 0;
  return document.content.map((block) => {
    if (block.type === "table") return tables === 1 ? "正文表格" : `正文第${++table}个表格`;
    if (block.type !== "paragraph" && block.type !== "heading") return elements[block.type];
    if (blockText(block).trim() !== "") paragraph += 1;
    return `正文第${Math.max(paragraph, 1)}段`;
  });
}
