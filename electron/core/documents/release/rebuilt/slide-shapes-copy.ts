import { pictureFill } from "./picture-crop.ts";
import {
  attribute,
  child,
  childElements,
  deepText,
  descend,
  ownText,
  prefixedAttribute,
  walk,
  type XmlElement,
} from "../../containers/xml-reader.ts";
import { drawingVocabulary } from "./drawing-vocabulary.ts";
import {
  filterMarkup,
  isWords,
  layoutValue,
  markup,
  type FilterOptions,
  type Markup,
  type Words,
} from "./markup.ts";

/** What a copy of a presentation leaves out, in the user's words. */
export type SlideLoss = "图片" | "图表、图示和嵌入对象" | "动画和切换" | "链接";

export interface ShapeCopyContext {
  readonly losses: Set<SlideLoss>;
  /** Shapes and runs that no viewer sees. */
  readonly unseen: ReadonlySet<XmlElement>;
  /** Prompts of the placeholders of layouts and masters are the program's, and no slide shows them. */
  readonly withPrompts: boolean;
  /** A relation to the stripped picture; undefined where it may not come along. */
  pictureRelation(picture: XmlElement): string | undefined;
}

export const drawingFilter: FilterOptions = {
  vocabulary: drawingVocabulary,
  prefix: "a",
  prefixedAttributes: false,
  // A link is left out, its text stays.
  special: (element) => (/^hlink(?:Click|Hover|MouseOver)$/u.test(element.name) ? undefined : "filter"),
};

const tableUri = "http://schemas.openxmlformats.org/drawingml/2006/table";
export const identifier = /^\{[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}$/u;
/** Any number will do: a field needs one to be a field (21.1.2.2.4). */
const slideNumberField = "{7F3C2A10-5B64-4D1E-9A77-0C5E8B21D3F4}";

const inner = (element: XmlElement | undefined): readonly Markup[] =>
  childElements(element).flatMap((one) => filterMarkup(one, drawingFilter) ?? []);
const kept = (element: XmlElement | undefined, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = element && layoutValue(element, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );

/** Copies the shapes of one slide, layout or master as they are seen. */
export class ShapeCopier {
  readonly #context: ShapeCopyContext;
  #count = 1;

  constructor(context: ShapeCopyContext) {
    this.#context = context;
  }

  tree(tree: XmlElement | undefined): Markup {
    const group = child(tree, "grpSpPr");
    return markup("p:spTree", {}, [
      this.#names("p:nvGrpSpPr", "p:cNvGrpSpPr", undefined),
      markup("p:grpSpPr", {}, inner(group)),
      ...this.#shapes(tree),
    ]);
  }

  #names(holder: string, kind: string, source: XmlElement | undefined): Markup {
    const number = this.#count;
    this.#count += 1;
    const named = childElements(source).find(({ name }) => name.startsWith("nv"));
    const place = descend(named, "nvPr", "ph");
    const box = kept(child(named, "cNvSpPr"), ["txBox"]);
    const placeholder = place ? [markup("p:ph", kept(place, ["type", "orient", "sz", "idx"]))] : [];
    return markup(holder, {}, [
      markup("p:cNvPr", { id: String(number), name: number === 1 ? "" : `图形${number - 1}` }),
      markup(kind, kind === "p:cNvSpPr" ? box : {}),
      markup("p:nvPr", {}, placeholder),
    ]);
  }

  #shapes(parent: XmlElement | undefined): readonly Markup[] {
    return childElements(parent).flatMap((element): readonly Markup[] => {
      if (this.#context.unseen.has(element)) return [];
      switch (element.name) {
        case "sp":
          return [
            markup("p:sp", {}, [
              this.#names("p:nvSpPr", "p:cNvSpPr", element),
              markup("p:spPr", {}, inner(child(element, "spPr"))),
              ...this.#style(element),
              ...this.#body(child(element, "txBody"), "p:txBody", this.#isPrompt(element)),
            ]),
          ];
        case "cxnSp":
          return [
            markup("p:cxnSp", {}, [
              this.#names("p:nvCxnSpPr", "p:cNvCxnSpPr", element),
              markup("p:spPr", {}, inner(child(element, "spPr"))),
              ...this.#style(element),
            ]),
          ];
        case "grpSp":
          return [
            markup("p:grpSp", {}, [
              this.#names("p:nvGrpSpPr", "p:cNvGrpSpPr", element),
              markup("p:grpSpPr", {}, inner(child(element, "grpSpPr"))),
              ...this.#shapes(element),
            ]),
          ];
        case "pic":
          return this.#picture(element);
        case "graphicFrame":
          return this.#frame(element);
        case "AlternateContent":
          return this.#shapes(child(element, "Choice") ?? child(element, "Fallback"));
        default:
          return [];
      }
    });
  }

  #isPrompt(shape: XmlElement): boolean {
    const named = childElements(shape).find(({ name }) => name.startsWith("nv"));
    return !this.#context.withPrompts && descend(named, "nvPr", "ph") !== undefined;
  }

  #style(element: XmlElement): readonly Markup[] {
    const style = child(element, "style");
    return style ? [markup("p:style", {}, inner(style))] : [];
  }

  #picture(element: XmlElement): readonly Markup[] {
    const relation = this.#context.pictureRelation(element);
    if (relation === undefined) {
      this.#context.losses.add("图片");
      return [];
    }
    return [
      markup("p:pic", {}, [
        this.#names("p:nvPicPr", "p:cNvPicPr", element),
        pictureFill("p:blipFill", relation, element),
        markup("p:spPr", {}, inner(child(element, "spPr"))),
      ]),
    ];
  }

  #frame(element: XmlElement): readonly Markup[] {
    const table = descend(element, "graphic", "graphicData", "tbl");
    if (!table) {
      this.#context.losses.add("图表、图示和嵌入对象");
      return [];
    }
    const properties = child(table, "tblPr");
    const style = child(properties, "tableStyleId");
    const id = style ? ownText(style).trim() : "";
    const grid = childElements(child(table, "tblGrid")).map((column) =>
      markup("a:gridCol", kept(column, ["w"])),
    );
    const rows = childElements(table)
      .filter(({ name }) => name === "tr")
      .map((row) =>
        markup(
          "a:tr",
          kept(row, ["h"]),
          childElements(row)
            .filter(({ name }) => name === "tc")
            .map((cell) =>
              markup("a:tc", kept(cell, ["rowSpan", "gridSpan", "hMerge", "vMerge"]), [
                ...this.#body(child(cell, "txBody"), "a:txBody", false),
                markup(
                  "a:tcPr",
                  kept(child(cell, "tcPr"), ["marL", "marR", "marT", "marB", "vert", "anchor", "anchorCtr"]),
                  inner(child(cell, "tcPr")),
                ),
              ]),
            ),
        ),
      );
    const place = child(element, "xfrm");
    return [
      markup("p:graphicFrame", {}, [
        this.#names("p:nvGraphicFramePr", "p:cNvGraphicFramePr", element),
        markup("p:xfrm", kept(place, ["rot", "flipH", "flipV"]), inner(place)),
        markup("a:graphic", {}, [
          markup("a:graphicData", { uri: tableUri }, [
            markup("a:tbl", {}, [
              markup(
                "a:tblPr",
                kept(properties, ["rtl", "firstRow", "firstCol", "lastRow", "lastCol", "bandRow", "bandCol"]),
                [
                  ...inner(properties),
                  ...(identifier.test(id) ? [markup("a:tableStyleId", {}, [{ text: id }])] : []),
                ],
              ),
              markup("a:tblGrid", {}, grid),
              ...rows,
            ]),
          ]),
        ]),
      ]),
    ];
  }

  #body(body: XmlElement | undefined, name: string, empty: boolean): readonly Markup[] {
    if (!body) return [];
    const properties = child(body, "bodyPr");
    const list = child(body, "lstStyle");
    const paragraphs = empty
      ? []
      : childElements(body)
          .filter((element) => element.name === "p")
          .map((paragraph) => this.#paragraph(paragraph));
    return [
      markup(name, {}, [
        (properties && filterMarkup(properties, drawingFilter)) ?? markup("a:bodyPr"),
        (list && filterMarkup(list, drawingFilter)) ?? markup("a:lstStyle"),
        ...(paragraphs.length > 0 ? paragraphs : [markup("a:p")]),
      ]),
    ];
  }

  #paragraph(paragraph: XmlElement): Markup {
    const children = childElements(paragraph).flatMap((element): readonly Markup[] => {
      if (this.#context.unseen.has(element)) return [];
      const properties = child(element, "rPr");
      if (properties && childElements(properties).some(({ name }) => name.startsWith("hlink")))
        this.#context.losses.add("链接");
      const look = properties ? (filterMarkup(properties, drawingFilter) ?? []) : [];
      switch (element.name) {
        case "r":
        case "fld": {
          const words: Words = { text: deepText(child(element, "t")) };
          const content = [...[look].flat(), markup("a:t", {}, [words])];
          return attribute(element, "type") === "slidenum"
            ? [markup("a:fld", { id: slideNumberField, type: "slidenum" }, content)]
            : [markup("a:r", {}, content)];
        }
        case "br":
          return [markup("a:br", {}, [look].flat())];
        case "pPr":
        case "endParaRPr": {
          const copy = filterMarkup(element, drawingFilter);
          return copy ? [copy] : [];
        }
        default:
          return [];
      }
    });
    return markup("a:p", {}, children);
  }
}

/** The relation of the one picture in a shape or a ground. */
export function pictureIn(holder: XmlElement): string | undefined {
  const blip = descend(holder, "blipFill", "blip");
  const count = [...walk(holder)].filter(({ name }) => name === "blip").length;
  return blip && count === 1 ? prefixedAttribute(blip, "embed") : undefined;
}

/** The words of copied shapes in the order they are read. */
export function wordsOfShapes(tree: Markup): readonly (Words | string)[] {
  const pieces: (Words | string)[] = [];
  const visit = (node: Markup): void => {
    if (node.name === "a:tableStyleId") return;
    for (const next of node.children) {
      if (isWords(next)) pieces.push(next);
      else visit(next);
    }
    if (node.name === "a:p" || node.name === "a:br") pieces.push("\n");
    else if (node.name === "a:tc") pieces.push("\t");
  };
  visit(tree);
  return pieces;
}
