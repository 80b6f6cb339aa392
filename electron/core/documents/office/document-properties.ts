import type { OpcPackage } from "../containers/opc-package.ts";
import { attribute, childElements, deepText, type XmlElement } from "../containers/xml-reader.ts";
import { isProgramName, isProgramRemark } from "../reading/program-names.ts";
import type { ReadingBuilder } from "../reading/reading-builder.ts";

const coreLabels: Readonly<Record<string, string>> = {
  creator: "作者",
  lastModifiedBy: "最后修改者",
  keywords: "关键词",
  description: "备注",
  contentStatus: "状态",
};
const appLabels: Readonly<Record<string, string>> = { Manager: "经理", Company: "单位" };
/** Written by office programs about themselves: builds, template statistics, language. */
const programProperties =
  /^(?:KSO\w+|ICV|commondata|CalculationRule|SlidesNumber|AppVersion|Generator|ContentTypeId|_dlc_DocIdItemGuid|MediaServiceImageTags|MSIP_Label_.*_(?:Enabled|SetDate|Method|SiteId|ActionId|ContentBits)|WorkbookGuid|ScaleCrop|LinksUpToDate|Slides|Notes|HiddenSlides|TitusGUID)$/iu;

/** 「C:\Users\张三\…」: a path that names an account. */
const accountPath = /(?:[a-z]:\\|\\\\|file:|\/(?:home|users)\/)/iu;

/** Reports Office core, extended and custom properties (ECMA-376-1, 22.2-22.3; OPC core properties). */
export function readDocumentProperties(opc: OpcPackage, builder: ReadingBuilder): void {
  const where = "文档属性";
  const report = (label: string, value: string): void => {
    builder.addHidden("DOC_PROPERTIES", `${label}：${value}`, where);
    builder.addPart(`${where}（${label}）`, value, { hidden: "DOC_PROPERTIES", screening: "identifiers" });
  };
  const authors: string[] = [];
  for (const name of opc.related("/", "core-properties")) {
    for (const element of childElements(opc.xml(name))) {
      const value = deepText(element).trim();
      if (value === "") continue;
      if (element.name === "created") builder.setMetadata({ createdAt: value });
      else if (element.name === "modified") builder.setMetadata({ modifiedAt: value });
      else if (element.name === "title") {
        builder.setMetadata({ title: value });
        builder.addPart(`${where}（标题）`, value, { screening: "identifiers" });
      } else if (element.name === "subject" || element.name === "category")
        builder.addPart(`${where}（主题）`, value, { screening: "identifiers" });
      const label = coreLabels[element.name];
      if (!label) continue;
      const isName = element.name === "creator" || element.name === "lastModifiedBy";
      if (isName ? value.split(/[;；]/u).every(isProgramName) : isProgramRemark(value)) continue;
      if (isName) authors.push(value);
      report(label, value);
    }
  }
  if (authors.length > 0) builder.setMetadata({ authors: [...new Set(authors)] });
  for (const name of opc.related("/", "extended-properties")) {
    for (const element of childElements(opc.xml(name))) {
      const value = deepText(element).trim();
      if (element.name === "Application" && value !== "") builder.setMetadata({ program: value });
      const label = appLabels[element.name];
      if (label && !isProgramName(value)) report(label, value);
      if ((element.name === "Template" || element.name === "HyperlinkBase") && accountPath.test(value))
        report(element.name === "Template" ? "模板路径" : "链接基址", value);
    }
  }
  for (const name of opc.related("/", "custom-properties")) {
    for (const element of childElements(opc.xml(name))) {
      const label = attribute(element, "name") ?? "";
      const value = deepText(element).trim();
      if (value === "" || programProperties.test(label) || isProgramRemark(value)) continue;
      report(`自定义属性“${label}”`, value);
    }
  }
}

const automaticRoots =
  /^(?:contentTypeSchema|FormTemplates|customSectProps|customSectPr|CT_XmlData|datasnipper.*)$/u;

/** An element and all below it, outer ones first. */
function elementsOf(root: XmlElement): readonly XmlElement[] {
  const list = [root];
  for (let index = 0; index < list.length; index += 1) {
    const element = list[index];
    if (element) list.push(...childElements(element));
  }
  return list;
}

const chineseLabel = /^[\p{Script=Han}（）()]{2,16}$/u;

/**
 * What an element says, a value a line. A value stands behind its Chinese label, whether that is the name of the element
 * or of the attribute, or an attribute beside the text: `<field name="申请人">`.
 */
function dataLines(element: XmlElement, isBibliography: boolean): readonly string[] {
  const own = element.children
    .filter((node) => typeof node === "string")
    .join("")
    .trim();
  const lines: string[] = [];
  let label = chineseLabel.test(element.name) ? element.name : "";
  for (const [key, written] of Object.entries(element.attributes)) {
    const value = written.trim();
    if (key === "xmlns" || /^(?:xmlns|xsi|xml|mc):/u.test(key) || isBibliography || value === "") continue;
    if (own !== "" && label === "" && chineseLabel.test(value)) label = value;
    else lines.push(chineseLabel.test(key) ? `${key}：${value}` : value);
  }
  if (own !== "") lines.push(label === "" ? own : `${label}：${own}`);
  return lines;
}

/**
 * Reports custom XML parts that hold data: any text, or an attribute that is no namespace. The empty bibliography
 * and what SharePoint and WPS add by themselves hold none.
 */
export function readCustomXml(opc: OpcPackage, builder: ReadingBuilder): void {
  const names = opc.partNames.filter((name) =>
    /^\/(?:word\/|xl\/|ppt\/)?customxml\/(?!itemprops)[^/]+\.xml$/iu.test(name),
  );
  for (const name of names) {
    const root = opc.xml(name);
    if (!root) continue;
    const texts = elementsOf(root).flatMap((element) =>
      dataLines(element, element === root && root.name === "Sources"),
    );
    const automatic =
      automaticRoots.test(root.name) ||
      /schemas\.wps\.cn|wps\.cn\/officeDocument/u.test(Object.values(root.attributes).join(" ")) ||
      (root.name === "customData" && deepText(root).trim() === "");
    if (texts.length === 0) continue;
    const value = texts.join("\n");
    builder.addPart("自定义 XML 数据", value, { hidden: "CUSTOM_XML" });
    if (!automatic) builder.addHidden("CUSTOM_XML", value, name.slice(1));
  }
}
