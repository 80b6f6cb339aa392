import type { OpcPackage } from "../containers/opc-package.ts";
import { attribute, childElements, deepText } from "../containers/xml-reader.ts";
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
    const texts: string[] = [];
    const collect = [root];
    let index = 0;
    while (index < collect.length) {
      const element = collect[index];
      index += 1;
      if (!element) continue;
      const isBibliography = element === root && root.name === "Sources";
      for (const [key, value] of Object.entries(element.attributes)) {
        if (key === "xmlns" || /^(?:xmlns|xsi|xml|mc):/u.test(key) || isBibliography || value.trim() === "")
          continue;
        texts.push(value.trim());
      }
      const own = element.children
        .filter((node) => typeof node === "string")
        .join("")
        .trim();
      if (own !== "") texts.push(own);
      collect.push(...childElements(element));
    }
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
