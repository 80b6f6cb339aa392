import type { ContentInterpreter } from "./content-interpreter.ts";
import { rectOf } from "./content-interpreter.ts";
import { cmykRgb, grayRgb, rgbRgb, type PdfRgb } from "./pdf-colour.ts";
import type { PdfFile } from "./pdf-file.ts";
import { PdfStream, textString, type PdfDict, type PdfObject } from "./pdf-objects.ts";
import type { PdfPage } from "./page-tree.ts";

export interface PdfAnnotation {
  readonly subtype: string;
  readonly dict: PdfDict;
  readonly author: string;
  /** Contents, rich text and subject. */
  readonly texts: readonly string[];
}

const subtypeNames: Readonly<Record<string, string>> = {
  Text: "便笺",
  FreeText: "文本框",
  Highlight: "高亮",
  Underline: "下划线",
  StrikeOut: "删除线",
  Squiggly: "波浪线",
  Stamp: "图章",
  Square: "矩形",
  Circle: "椭圆",
  Line: "直线",
  Ink: "手绘",
  Polygon: "多边形",
  PolyLine: "折线",
  Caret: "插入符",
  Redact: "密文标记",
  Watermark: "水印",
  FileAttachment: "附件",
  Sound: "声音",
  Movie: "影片",
  Screen: "媒体",
  RichMedia: "富媒体",
  "3D": "三维",
};

export function annotationLabel(subtype: string): string {
  return subtypeNames[subtype] ?? "注释";
}

/** Parts of the page's own make-up; a pop-up belongs to the comment it shows. */
const furniture = new Set(["Link", "Widget", "Popup", "PrinterMark", "TrapNet"]);

export function isComment(annotation: PdfAnnotation): boolean {
  return !furniture.has(annotation.subtype);
}

function plainRichText(text: string): string {
  return text
    .replaceAll(/<(?:br|\/p)[^<>]*>/giu, "\n")
    .replaceAll(/<[^<>]*>/gu, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .trim();
}

function stringOrStream(file: PdfFile, value: PdfObject | undefined): string {
  const object = file.resolve(value);
  return object instanceof PdfStream ? new TextDecoder().decode(file.data(object)) : textString(object);
}

export function readAnnotations(file: PdfFile, page: PdfPage): readonly PdfAnnotation[] {
  const annotations: PdfAnnotation[] = [];
  for (const entry of file.array(page.dict.get("Annots"))) {
    const dict = file.dict(entry);
    if (!dict) continue;
    file.budget.spendOperation();
    const texts = [
      textString(file.resolve(dict.get("Contents"))),
      plainRichText(stringOrStream(file, dict.get("RC"))),
      textString(file.resolve(dict.get("Subj"))),
    ];
    annotations.push({
      subtype: file.name(dict.get("Subtype")) ?? "",
      dict,
      author: textString(file.resolve(dict.get("T"))),
      texts: [...new Set(texts.map((text) => text.trim()).filter((text) => text !== ""))],
    });
  }
  return annotations;
}

function colourOf(file: PdfFile, value: PdfObject | undefined): PdfRgb | undefined {
  const numbers = file.array(value).map((item) => file.number(item) ?? 0);
  const [a = 0, b = 0, c = 0, d = 0] = numbers;
  if (numbers.length === 1) return grayRgb(a);
  if (numbers.length === 3) return rgbRgb(a, b, c);
  return numbers.length === 4 ? cmykRgb(a, b, c, d) : undefined;
}

/** Flags of 12.5.3: invisible 1, hidden 2, no view 32. */
function isDrawn(file: PdfFile, dict: PdfDict): boolean {
  return ((file.number(dict.get("F")) ?? 0) & (2 | 32)) === 0;
}

/** Paints annotations on top of the page, as a viewer does: their appearances, or without one their filled shapes. */
export function paintAnnotations(
  file: PdfFile,
  page: PdfPage,
  annotations: readonly PdfAnnotation[],
  interpreter: ContentInterpreter,
): void {
  for (const { dict, subtype } of annotations) {
    if (
      !isDrawn(file, dict) ||
      subtype === "Popup" ||
      subtype === "Link" ||
      subtype === "Text" ||
      subtype === "FileAttachment"
    )
      continue;
    const rect = rectOf(file, dict.get("Rect"));
    const normal = file.resolve(file.dict(dict.get("AP"))?.get("N"));
    let form: PdfStream | undefined = normal instanceof PdfStream ? normal : undefined;
    if (!form && normal instanceof Map) form = file.stream(normal.get(file.name(dict.get("AS")) ?? ""));
    const opacity = file.number(dict.get("CA")) ?? file.number(dict.get("ca")) ?? 1;
    if (form) {
      interpreter.runAppearance(form, rect, page.resources, dict.get("OC"));
      continue;
    }
    const inside = colourOf(file, dict.get("IC"));
    const ground = subtype === "FreeText" ? colourOf(file, dict.get("C")) : undefined;
    if (subtype === "Square" || subtype === "Redact" || subtype === "Polygon" || subtype === "Circle") {
      if (inside) interpreter.addCover(rect, inside, opacity > 0.85);
    } else if (ground) interpreter.addCover(rect, ground, opacity > 0.85);
  }
}

const han = /\p{Script=Han}/u;

/** The Chinese name a field goes by: what a reader is told, then what the form calls it. */
function fieldLabel(file: PdfFile, field: PdfDict): string {
  const names = ["TU", "T"].map((key) => textString(file.resolve(field.get(key))).trim());
  return names.find((name) => han.test(name)) ?? "";
}

/**
 * Values of form fields: what was filled in is text of the page, also where it is not shown. A value stands behind
 * the name of its field, as on paper.
 */
export function fieldTexts(file: PdfFile): readonly string[] {
  const texts: string[] = [];
  const seen = new Set<PdfDict>();
  const pending = [...file.array(file.dict(file.catalogue()?.get("AcroForm"))?.get("Fields"))];
  while (pending.length > 0 && texts.length < 20_000) {
    const dict = file.dict(pending.pop());
    if (!dict || seen.has(dict)) continue;
    seen.add(dict);
    file.budget.spendOperation();
    const label = fieldLabel(file, dict);
    const named = (text: string): string =>
      label === "" || text.trim() === "" ? text : `${label.replace(/[：:]$/u, "")}：${text}`;
    for (const key of ["V", "DV"]) {
      const value = file.resolve(dict.get(key));
      if (Array.isArray(value))
        texts.push(...value.map((item) => textString(file.resolve(item as PdfObject))));
      else if (value !== null && typeof value === "object" && "bytes" in value)
        texts.push(named(textString(value)));
      else if (value instanceof PdfStream) texts.push(named(stringOrStream(file, value)));
    }
    texts.push(textString(file.resolve(dict.get("TU"))));
    for (const option of file.array(dict.get("Opt"))) {
      const value = file.resolve(option);
      if (Array.isArray(value))
        texts.push(...value.map((item) => textString(file.resolve(item as PdfObject))));
      else texts.push(textString(value));
    }
    pending.push(...file.array(dict.get("Kids")));
  }
  return [...new Set(texts.filter((text) => text.trim() !== ""))];
}
