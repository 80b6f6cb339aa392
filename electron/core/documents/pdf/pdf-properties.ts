import { readXmpPacket } from "../image/xmp.ts";
import { ReadBudget } from "../reading/read-budget.ts";
import { isProgramName, isProgramRemark } from "../reading/program-names.ts";
import type { ReadingBuilder } from "../reading/reading-builder.ts";
import type { PdfFile } from "./pdf-file.ts";
import { PdfString, textString } from "./pdf-objects.ts";

const infoLabels: Readonly<Record<string, string>> = {
  Author: "作者",
  Keywords: "关键词",
  Company: "单位",
  Manager: "经理",
  Comments: "备注",
  Subject: "主题",
};
const programKeys =
  /^(?:Producer|Creator|CreationDate|ModDate|Trapped|Title|SourceModified|GTS_PDFXVersion|GTS_PDFXConformance|PTEX\.\w+|PXCViewerInfo|ICNAppName|ICNAppPlatform|ICNAppVersion|ContentTypeId|Generator|AAPL:Keywords)$/iu;

const xmpLabels: Readonly<Record<string, string>> = {
  creator: "作者",
  description: "备注",
  subject: "关键词",
  Keywords: "关键词",
  Author: "作者",
  Company: "单位",
  Manager: "经理",
  Comments: "备注",
  AuthorsPosition: "作者职务",
  CaptionWriter: "说明作者",
  contributor: "参与者",
  rights: "版权",
};

/** Reports the information dictionary (14.3.3) and the XMP metadata (14.3.2); names of programs are left out. */
export function readPdfProperties(file: PdfFile, builder: ReadingBuilder): void {
  const where = "文档属性";
  const told = new Set<string>();
  const report = (label: string, value: string): void => {
    const key = value.trim();
    if (told.has(key)) return;
    told.add(key);
    builder.addHidden("DOC_PROPERTIES", `${label}：${key}`, where);
    builder.addPart(`${where}（${label}）`, key, { hidden: "DOC_PROPERTIES", screening: "identifiers" });
  };
  const authors: string[] = [];
  const info = file.dict(file.trailer.get("Info"));
  for (const [key, raw] of info ?? []) {
    const object = file.resolve(raw);
    if (!(object instanceof PdfString)) continue;
    const value = textString(object).trim();
    if (value === "") continue;
    if (key === "Title") {
      builder.setMetadata({ title: value });
      builder.addPart(`${where}（标题）`, value, { screening: "identifiers" });
    } else if (key === "Producer") builder.setMetadata({ program: value });
    if (programKeys.test(key)) continue;
    const isName = key === "Author" || key === "Company" || key === "Manager";
    if (isName ? isProgramName(value) : isProgramRemark(value)) continue;
    if (key === "Author") authors.push(value);
    if (key === "Subject") {
      builder.addPart(`${where}（主题）`, value, { screening: "identifiers" });
      continue;
    }
    report(infoLabels[key] ?? `自定义属性“${key}”`, value);
  }
  if (authors.length > 0) builder.setMetadata({ authors });
  const stream = file.stream(file.catalogue()?.get("Metadata"));
  if (!stream) return;
  const limits = { ...builder.budget.limits, xmlElements: 100_000, milliseconds: 5_000 };
  const properties = readXmpPacket(new TextDecoder().decode(file.data(stream)), new ReadBudget(limits));
  const title = properties.find((property) => property.name === "title")?.value ?? "";
  for (const { prefix, name, value } of properties) {
    const label =
      xmpLabels[name] ?? (prefix === "pdfx" && !programKeys.test(name) ? `自定义属性“${name}”` : undefined);
    if (!label || value.trim() === "") continue;
    const isName = /作者|单位|经理|参与者/u.test(label);
    if (isName ? value.split("、").every(isProgramName) : isProgramRemark(value)) continue;
    // A description that repeats the title says nothing about the drafting.
    if (label === "备注" && value.trim() === title.trim()) continue;
    report(label, value);
  }
}
