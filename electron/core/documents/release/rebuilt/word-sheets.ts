import { attribute, child, childElements, type XmlElement } from "../../containers/xml-reader.ts";
import { filterMarkup, layoutValue, markup, type FilterOptions, type Markup } from "./markup.ts";
import { wordNamespace, wordVocabulary } from "./word-vocabulary.ts";

/** Names the word processors know; any other is somebody's own. */
const builtIn =
  /^(?:normal|heading [1-9]|title|subtitle|toc [1-9]|header|footer|page number|(?:foot|end)note (?:text|reference)|body text(?: indent)?(?: [23])?|plain text|date|closing|signature|salutation|normal \(web\)|normal indent|list paragraph|caption|strong|emphasis|hyperlink|default paragraph font|normal table|table grid|no list|no spacing|标题|大标题|公文标题|文件标题)$/iu;

const references = new Set(["pStyle", "rStyle", "tblStyle", "basedOn", "next", "numStyleLink", "styleLink"]);

/** Styles are known by numbers in the copy: their identifiers are made of their names. */
export class StyleNumbers {
  readonly #numbers = new Map<string, string>();

  constructor(styles: XmlElement | undefined) {
    for (const style of childElements(styles))
      if (style.name === "style")
        this.#numbers.set(attribute(style, "styleId") ?? "", `s${this.#numbers.size + 1}`);
  }

  of(id: string | undefined): string | undefined {
    return id === undefined ? undefined : this.#numbers.get(id);
  }
}

/** How properties of paragraphs, runs and tables come along. */
export function wordFilter(styles: StyleNumbers): FilterOptions {
  return {
    vocabulary: wordVocabulary,
    prefix: "w",
    prefixedAttributes: true,
    special: (element) => {
      if (element.prefix !== "w" && element.prefix !== "") return undefined;
      if (!references.has(element.name)) return "filter";
      const number = styles.of(attribute(element, "val"));
      return number === undefined ? undefined : markup(`w:${element.name}`, { "w:val": number });
    },
  };
}

const properties = (holder: XmlElement, filter: FilterOptions): readonly Markup[] =>
  childElements(holder).flatMap((inner) => filterMarkup(inner, filter) ?? []);

function copyStyle(style: XmlElement, styles: StyleNumbers, filter: FilterOptions): Markup | undefined {
  const id = styles.of(attribute(style, "styleId"));
  const type = layoutValue(style, "type");
  if (id === undefined || type === undefined) return undefined;
  const name = attribute(child(style, "name"), "val") ?? "";
  const isDefault = layoutValue(style, "default");
  return markup(
    "w:style",
    { "w:type": type, ...(isDefault === undefined ? {} : { "w:default": isDefault }), "w:styleId": id },
    [
      markup("w:name", { "w:val": builtIn.test(name) ? name : `样式${id.slice(1)}` }),
      ...childElements(style)
        .filter(({ name: kind }) => /^(?:basedOn|next|[pr]Pr|t(?:bl|r|c)Pr|tblStylePr)$/u.test(kind))
        .flatMap((part) => filterMarkup(part, filter) ?? []),
    ],
  );
}

/** The styles of a document, without their authors' names for them. */
export function copyStyles(root: XmlElement | undefined, styles: StyleNumbers): Markup {
  const filter = wordFilter(styles);
  const children = childElements(root).flatMap((part) =>
    part.name === "style"
      ? (copyStyle(part, styles, filter) ?? [])
      : part.name === "docDefaults"
        ? (filterMarkup(part, filter) ?? [])
        : [],
  );
  return markup("w:styles", { "xmlns:w": wordNamespace }, children);
}

/** The numbering of lists: what stands before a paragraph is shown text, and counted anew. */
export function copyNumbering(root: XmlElement, styles: StyleNumbers): Markup {
  const filter = wordFilter(styles);
  const level = (part: XmlElement): Markup =>
    markup(
      "w:lvl",
      { "w:ilvl": layoutValue(part, "ilvl") ?? "0" },
      childElements(part).flatMap((inner) =>
        inner.name === "lvlText"
          ? [markup("w:lvlText", { "w:val": (attribute(inner, "val") ?? "").slice(0, 60) })]
          : (filterMarkup(inner, filter) ?? []),
      ),
    );
  const children = childElements(root).flatMap((part): readonly Markup[] => {
    if (part.name === "abstractNum")
      return [
        markup(
          "w:abstractNum",
          { "w:abstractNumId": layoutValue(part, "abstractNumId") ?? "0" },
          childElements(part).flatMap((inner) =>
            inner.name === "lvl" ? [level(inner)] : (filterMarkup(inner, filter) ?? []),
          ),
        ),
      ];
    if (part.name !== "num") return [];
    const of = layoutValue(child(part, "abstractNumId") ?? part, "val") ?? "0";
    const overrides = childElements(part)
      .filter(({ name }) => name === "lvlOverride")
      .map((override) =>
        markup(
          "w:lvlOverride",
          { "w:ilvl": layoutValue(override, "ilvl") ?? "0" },
          childElements(override).flatMap((inner) =>
            inner.name === "lvl" ? [level(inner)] : (filterMarkup(inner, filter) ?? []),
          ),
        ),
      );
    return [
      markup("w:num", { "w:numId": layoutValue(part, "numId") ?? "0" }, [
        markup("w:abstractNumId", { "w:val": of }),
        ...overrides,
      ]),
    ];
  });
  return markup("w:numbering", { "xmlns:w": wordNamespace }, children);
}

/** Settings that change how the pages look. */
export function copySettings(root: XmlElement | undefined, styles: StyleNumbers): Markup {
  const filter = wordFilter(styles);
  const kept = childElements(root).flatMap((part): readonly Markup[] => {
    if (/^(?:foot|end)notePr$/u.test(part.name)) return [];
    if (part.name !== "compat") return properties({ ...part, children: [part] }, filter);
    const mode = childElements(part).find(
      (setting) => setting.name === "compatSetting" && attribute(setting, "name") === "compatibilityMode",
    );
    const value = mode && layoutValue(mode, "val");
    return [
      markup("w:compat", {}, [
        ...properties(part, filter),
        ...(value === undefined
          ? []
          : [
              markup("w:compatSetting", {
                "w:name": "compatibilityMode",
                "w:uri": "http://schemas.microsoft.com/office/word",
                "w:val": value,
              }),
            ]),
      ]),
    ];
  });
  return markup("w:settings", { "xmlns:w": wordNamespace }, kept);
}
