import { blockLines, runsText, type LetterModel } from "../../../../shared/domain/letters/letter-model.ts";
import {
  parseStructuredDocument,
  type Block,
  type StructuredDocument,
  type TextNode,
} from "../../../../shared/domain/item/structured-document.ts";

/** Line breaks cannot stand in a text node; a letter has none of its own, but a field may bring one. */
const inline = (text: string): readonly TextNode[] => {
  const clean = text.replaceAll(/[\u0000-\u0008\u000a-\u001f\u007f\u2028\u2029]+/gu, " ");
  return clean === "" ? [] : [{ type: "text", text: clean }];
};

/** The letter as a structured document: what the review screen shows and screening reads. */
export function letterDocument(model: LetterModel): StructuredDocument {
  const content: Block[] = [];
  const add = (
    type: "title" | "docNumber" | "addressee" | "signOff" | "annotation" | "paragraph",
    text: string,
  ) => {
    if (text.trim() !== "") content.push({ type, content: inline(text) });
  };
  add("title", runsText(model.title));
  if (model.number) add("docNumber", runsText(model.number));
  if (model.addressee) add("addressee", `${runsText(model.addressee)}：`);
  for (const block of model.blocks) {
    const lines = blockLines(block);
    if (block.kind === "attachmentNote") add("paragraph", `附件：${lines.join("；")}`);
    else for (const line of lines) add("paragraph", line);
  }
  if (model.signOff) add("signOff", `${runsText(model.signOff.organ)}　${runsText(model.signOff.date)}`);
  if (model.annotation) add("annotation", model.annotation);
  for (const attachment of model.attachments) {
    add("paragraph", attachment.title);
    for (const line of attachment.blocks.flatMap(blockLines)) add("paragraph", line);
  }
  const parsed = parseStructuredDocument({
    schemaVersion: 1,
    type: "doc",
    content: content.length > 0 ? content : [{ type: "paragraph" }],
  });
  if (!parsed.ok) throw new Error(`letter does not make a document: ${parsed.error.type}`);
  return parsed.value;
}
