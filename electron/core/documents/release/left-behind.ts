import type { OpcPackage } from "../containers/opc-package.ts";
import { readPages } from "../pdf/page-tree.ts";
import { isComment, readAnnotations } from "../pdf/pdf-annotations.ts";
import { readAttachments } from "../pdf/pdf-attachments.ts";
import { PdfFile } from "../pdf/pdf-file.ts";
import { ReadBudget } from "../reading/read-budget.ts";
import type { ReadLimits } from "../reading/read-limits.ts";
import { isSignedPdf } from "./compact-pdf.ts";

/**
 * What a copy does not keep of its original, in the user's words: what is there and no more, so that who reads it knows
 * whether anything of weight is missing.
 */
const named = (found: readonly (readonly [boolean, string])[]): readonly string[] => {
  const words = found.filter(([isThere]) => isThere).map(([, word]) => word);
  const last = words.at(-1);
  return last === undefined ? [] : [words.length === 1 ? last : `${words.slice(0, -1).join("、")}和${last}`];
};

/** A signature does not survive a change, and its seal is drawn by the form it stands in. */
export function leftBehindOfPdf(bytes: Uint8Array, limits: ReadLimits): readonly string[] {
  const file = new PdfFile(bytes, new ReadBudget(limits));
  const root = file.catalogue();
  const annotations = readPages(file).flatMap((page) => readAnnotations(file, page));
  const isOf = (subtype: string): boolean => annotations.some((annotation) => annotation.subtype === subtype);
  const isAttached = isOf("FileAttachment") || readAttachments(file).length > 0;
  return [
    ...named([
      [annotations.some((one) => isComment(one) && one.subtype !== "FileAttachment"), "批注"],
      [isOf("Widget") || file.array(file.dict(root?.get("AcroForm"))?.get("Fields")).length > 0, "表单"],
      [isOf("Link"), "链接"],
      [file.dict(root?.get("Outlines"))?.has("First") === true, "书签"],
      [isAttached, "附件"],
    ]),
    ...(isSignedPdf(bytes, new ReadBudget(limits)) ? ["电子签名和电子印章（印章的图样也没有）"] : []),
  ];
}

/** Of a Word file of which the words alone are kept, set anew. */
export function leftBehindOfWordText(opc: OpcPackage): readonly string[] {
  const has = (name: RegExp): boolean => opc.partNames.some((part) => name.test(part));
  return named([
    [has(/\/(?:header|footer)\d*\.xml$/iu), "页眉页脚文字"],
    [has(/\/(?:footnotes|endnotes)\.xml$/iu), "脚注"],
    [has(/\/media\//iu), "图片"],
    [true, "字体版式"],
  ]);
}

/** Whether an element of a name stands in a part, whatever its prefix. */
const holds = (part: Buffer, name: string): boolean =>
  [`<${name}>`, `<${name} `, `<${name}/`, `:${name}>`, `:${name} `].some((mark) => part.includes(mark));

const ofSheets = ["f", "hyperlink", "headerFooter", "conditionalFormatting"] as const;

/** One sheet after the other: they are unpacked once more, and may be large. */
export function leftBehindOfWorkbook(opc: OpcPackage, isPictureLeft: boolean): readonly string[] {
  const names = opc.partNames;
  const found = new Set<(typeof ofSheets)[number]>();
  for (const name of names.filter((part) => /\/worksheets\/[^/]+\.xml$/iu.test(part))) {
    const sheet = Buffer.from(opc.bytes(name) ?? []);
    for (const element of ofSheets) if (!found.has(element) && holds(sheet, element)) found.add(element);
  }
  return named([
    [found.has("f"), "公式（保留数值）"],
    [names.some((name) => /\/charts(?:heets)?\/|\/chartex/iu.test(name)), "图表"],
    [isPictureLeft, "图片"],
    [found.has("hyperlink"), "链接"],
    [found.has("headerFooter"), "页眉页脚"],
    [found.has("conditionalFormatting"), "条件格式"],
  ]);
}

export function leftBehindOfWebPage(source: string): readonly string[] {
  return named([
    [true, "原网页的版式"],
    [/<(?:img|picture|svg|canvas|video)\b/iu.test(source), "图片"],
    [/<a\b[^>]{0,2000}\bhref\b/iu.test(source), "链接"],
    [/<script\b/iu.test(source), "脚本"],
  ]);
}
