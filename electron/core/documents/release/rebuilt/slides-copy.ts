import { attribute, child, childElements, descend, type XmlElement } from "../../containers/xml-reader.ts";
import type { OpcPackage } from "../../containers/opc-package.ts";
import { SlideDeck, type Slide } from "../../office/slide-deck.ts";
import { covers, slideShapes, type SlideShape } from "../../office/slide-shapes.ts";
import type { Withheld } from "../withheld.ts";
import type { PreparedPictures } from "../pictures/prepared-pictures.ts";
import { CopiedPictures } from "./copied-pictures.ts";
import { copyTheme, drawingNamespace } from "./drawing-vocabulary.ts";
import { filterMarkup, layoutValue, markup, maskPieces, type Markup } from "./markup.ts";
import { cropOf, pictureFill } from "./picture-crop.ts";
import { PackageWriter } from "./package-writer.ts";
import {
  drawingFilter,
  identifier,
  ShapeCopier,
  pictureIn,
  wordsOfShapes,
  type SlideLoss,
} from "./slide-shapes-copy.ts";

const contentType = (part: string): string =>
  `application/vnd.openxmlformats-officedocument.presentationml.${part}+xml`;
const mainPart = "/ppt/presentation.xml";
const namespaces = {
  "xmlns:a": drawingNamespace,
  "xmlns:r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
  "xmlns:p": "http://schemas.openxmlformats.org/presentationml/2006/main",
};
const colourKeys = [
  "bg1",
  "tx1",
  "bg2",
  "tx2",
  "accent1",
  "accent2",
  "accent3",
  "accent4",
  "accent5",
  "accent6",
  "hlink",
  "folHlink",
];

export interface SlidesCopy {
  readonly bytes: Uint8Array;
  readonly losses: readonly SlideLoss[];
  /** The pictures in it: the digest of each, by that of its original. */
  readonly placed: ReadonlyMap<string, string>;
}

function colours(element: XmlElement): Record<string, string> {
  return Object.fromEntries(
    colourKeys.flatMap((key) => {
      const value = layoutValue(element, key);
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

/** The pictures among shapes that nothing painted later lies over. */
function barePictures(shapes: readonly SlideShape[]): ReadonlySet<XmlElement> {
  return new Set(
    shapes
      .filter(
        (shape, index) =>
          shape.element.name === "pic" &&
          shape.box !== undefined &&
          !shapes
            .slice(index + 1)
            .some(
              (above) => above.fill !== "none" && (!above.box || !shape.box || covers(above.box, shape.box)),
            ),
      )
      .map(({ element }) => element),
  );
}

class SlidesCopier {
  readonly #deck: SlideDeck;
  readonly #opc: OpcPackage;
  readonly #withheld: readonly Withheld[];
  readonly #writer = new PackageWriter();
  readonly #losses = new Set<SlideLoss>();
  readonly #pictures: CopiedPictures;
  readonly #layouts = new Map<string, string>();
  readonly #masters = new Map<string, { readonly part: string; readonly layouts: string[] }>();

  constructor(opc: OpcPackage, withheld: readonly Withheld[], pictures: PreparedPictures) {
    this.#deck = new SlideDeck(opc);
    this.#opc = opc;
    this.#withheld = withheld;
    this.#pictures = new CopiedPictures(opc, this.#writer, "/ppt/media", pictures);
  }

  /** The picture of a shape or a ground as it leaves, by a relation of the copy. */
  #picture(source: string, part: string, picture: XmlElement, bare: boolean): string | undefined {
    const relation = pictureIn(picture);
    // Without a decision a cropped one would bring what is not seen.
    const isWhole = cropOf(picture) === undefined;
    return relation === undefined
      ? undefined
      : this.#pictures.relate(source, relation, part, bare && isWhole);
  }

  /** Ground and shapes of a slide, layout or master, masked. */
  #scene(
    root: XmlElement,
    source: string,
    part: string,
    shapes: readonly SlideShape[],
    unseen: ReadonlySet<XmlElement>,
    withPrompts: boolean,
  ): Markup {
    const scene = child(root, "cSld");
    const bare = barePictures(shapes);
    const copier = new ShapeCopier({
      losses: this.#losses,
      unseen,
      withPrompts,
      pictureRelation: (picture) => this.#picture(source, part, picture, bare.has(picture)),
    });
    const tree = copier.tree(child(scene, "spTree"));
    maskPieces(wordsOfShapes(tree), this.#withheld);
    const open = shapes.every(({ fill, hidden }) => fill === "none" || hidden);
    return markup("p:cSld", {}, [...this.#ground(child(scene, "bg"), { source, part, open }), tree]);
  }

  /** `of`: where its picture is, and whether nothing painted lies over it. */
  #ground(
    ground: XmlElement | undefined,
    of: { readonly source: string; readonly part: string; readonly open: boolean },
  ): readonly Markup[] {
    const properties = child(ground, "bgPr");
    const reference = child(ground, "bgRef");
    const content = (holder: XmlElement): readonly Markup[] =>
      childElements(holder).flatMap((one) => filterMarkup(one, drawingFilter) ?? []);
    if (properties) {
      if (child(properties, "blipFill")) {
        const relation = this.#picture(of.source, of.part, properties, of.open);
        if (relation === undefined) {
          this.#losses.add("图片");
          return [];
        }
        const fill = pictureFill("a:blipFill", relation, properties);
        return [markup("p:bg", {}, [markup("p:bgPr", {}, [fill, markup("a:effectLst")])])];
      }
      const fill = content(properties);
      return fill.length > 0
        ? [
            markup("p:bg", {}, [
              markup(
                "p:bgPr",
                {},
                fill.at(-1)?.name === "a:effectLst" ? fill : [...fill, markup("a:effectLst")],
              ),
            ]),
          ]
        : [];
    }
    const index = reference && layoutValue(reference, "idx");
    return reference && index !== undefined
      ? [markup("p:bg", {}, [markup("p:bgRef", { idx: index }, content(reference))])]
      : [];
  }

  #colourOverride(root: XmlElement): Markup {
    const override = descend(root, "clrMapOvr", "overrideClrMapping");
    return markup("p:clrMapOvr", {}, [
      override ? markup("a:overrideClrMapping", colours(override)) : markup("a:masterClrMapping"),
    ]);
  }

  #shapesOf(root: XmlElement): readonly SlideShape[] {
    return slideShapes(descend(root, "cSld", "spTree"), new Map(), new Map());
  }

  #hiddenOf(shapes: readonly SlideShape[]): ReadonlySet<XmlElement> {
    return new Set(shapes.filter(({ hidden }) => hidden).map(({ element }) => element));
  }

  #layout(source: string): string | undefined {
    const known = this.#layouts.get(source);
    if (known !== undefined) return known;
    const root = this.#opc.xml(source);
    const masterSource = this.#opc.related(source, "slideMaster")[0];
    if (!root || masterSource === undefined) return undefined;
    const part = `/ppt/slideLayouts/slideLayout${this.#layouts.size + 1}.xml`;
    this.#layouts.set(source, part);
    const shapes = this.#shapesOf(root);
    const type = layoutValue(root, "type");
    const shows = layoutValue(root, "showMasterSp");
    this.#writer.xml(
      part,
      contentType("slideLayout"),
      markup(
        "p:sldLayout",
        {
          ...namespaces,
          ...(type === undefined ? {} : { type }),
          ...(shows === undefined ? {} : { showMasterSp: shows }),
          preserve: "1",
        },
        [this.#scene(root, source, part, shapes, this.#hiddenOf(shapes), false), this.#colourOverride(root)],
      ),
    );
    const master = this.#masters.get(masterSource) ?? {
      part: `/ppt/slideMasters/slideMaster${this.#masters.size + 1}.xml`,
      layouts: [],
    };
    this.#masters.set(masterSource, master);
    master.layouts.push(part);
    this.#writer.relate(part, "slideMaster", master.part);
    return part;
  }

  #master(source: string, part: string, layouts: readonly string[], firstId: number): void {
    const root = this.#opc.xml(source);
    if (!root) return;
    const number = part.replaceAll(/\D/gu, "");
    const theme = this.#opc.related(source, "theme")[0];
    const copy = copyTheme(theme === undefined ? undefined : this.#opc.xml(theme));
    const themePart = `/ppt/theme/theme${number}.xml`;
    const shapes = this.#shapesOf(root);
    const styles = child(root, "txStyles");
    const map = child(root, "clrMap");
    const list = layouts.map((layout, index) =>
      markup("p:sldLayoutId", {
        id: String(firstId + index),
        "r:id": this.#writer.relate(part, "slideLayout", layout),
      }),
    );
    if (copy) {
      this.#writer.xml(themePart, "application/vnd.openxmlformats-officedocument.theme+xml", copy);
      this.#writer.relate(part, "theme", themePart);
    }
    this.#writer.xml(
      part,
      contentType("slideMaster"),
      markup("p:sldMaster", namespaces, [
        this.#scene(root, source, part, shapes, this.#hiddenOf(shapes), false),
        markup("p:clrMap", map ? colours(map) : {}),
        markup("p:sldLayoutIdLst", {}, list),
        markup(
          "p:txStyles",
          {},
          ["titleStyle", "bodyStyle", "otherStyle"].map((name) =>
            markup(
              `p:${name}`,
              {},
              childElements(child(styles, name)).flatMap((level) => filterMarkup(level, drawingFilter) ?? []),
            ),
          ),
        ),
      ]),
    );
  }

  #slide(slide: Slide, part: string): boolean {
    const layoutSource = this.#opc.related(slide.part, "slideLayout")[0];
    const layout = layoutSource === undefined ? undefined : this.#layout(layoutSource);
    // Programs cannot show a slide that has none.
    if (layout === undefined) return false;
    const unseen = new Set<XmlElement>();
    slide.shapes.forEach((shape, index) => {
      if (shape.hidden) unseen.add(shape.element);
      for (const { run } of this.#deck.unseen(slide, index)) unseen.add(run ?? shape.element);
    });
    if (child(slide.root, "timing") ?? child(slide.root, "transition")) this.#losses.add("动画和切换");
    const shows = layoutValue(slide.root, "showMasterSp");
    this.#writer.xml(
      part,
      contentType("slide"),
      markup("p:sld", { ...namespaces, ...(shows === undefined ? {} : { showMasterSp: shows }) }, [
        this.#scene(slide.root, slide.part, part, slide.shapes, unseen, true),
        this.#colourOverride(slide.root),
      ]),
    );
    this.#writer.relate(part, "slideLayout", layout);
    return true;
  }

  /** Looks of tables, known by identifiers of the program; their names may be somebody's. */
  #tableStyles(): void {
    const source = this.#opc.related(this.#deck.main, "tableStyles")[0];
    const root = source === undefined ? undefined : this.#opc.xml(source);
    const styles = childElements(root).flatMap((style, index): readonly Markup[] => {
      const id = attribute(style, "styleId") ?? "";
      if (style.name !== "tblStyle" || !identifier.test(id)) return [];
      const content = childElements(style).flatMap((one) => filterMarkup(one, drawingFilter) ?? []);
      return [markup("a:tblStyle", { styleId: id, styleName: `表格样式${index + 1}` }, content)];
    });
    const used = attribute(root, "def") ?? "";
    if (styles.length === 0 || !identifier.test(used)) return;
    const part = "/ppt/tableStyles.xml";
    this.#writer.xml(
      part,
      contentType("tableStyles"),
      markup("a:tblStyleLst", { "xmlns:a": drawingNamespace, def: used }, styles),
    );
    this.#writer.relate(mainPart, "tableStyles", part);
  }

  copy(): SlidesCopy | undefined {
    const writer = this.#writer;
    writer.relate("/", "officeDocument", mainPart);
    const slides: string[] = [];
    for (const source of this.#deck.listed) {
      const slide = this.#deck.slide(source);
      if (!slide || slide.hidden) continue;
      const part = `/ppt/slides/slide${slides.length + 1}.xml`;
      if (!this.#slide(slide, part)) return undefined;
      slides.push(part);
    }
    if (slides.length === 0) return undefined;
    // Masters and layouts are numbered in one row (19.2.1.33, 19.2.1.36).
    let id = 2_147_483_648;
    const masters = [...this.#masters].map(([source, { part, layouts }]) => {
      const own = id;
      this.#master(source, part, layouts, own + 1);
      id += layouts.length + 1;
      return markup("p:sldMasterId", {
        id: String(own),
        "r:id": writer.relate(mainPart, "slideMaster", part),
      });
    });
    const list = slides.map((part, index) =>
      markup("p:sldId", { id: String(256 + index), "r:id": writer.relate(mainPart, "slide", part) }),
    );
    this.#tableStyles();
    const text = child(this.#deck.presentation, "defaultTextStyle");
    const levels = childElements(text).flatMap((level) => filterMarkup(level, drawingFilter) ?? []);
    writer.xml(
      mainPart,
      contentType("presentation.main"),
      markup("p:presentation", namespaces, [
        markup("p:sldMasterIdLst", {}, masters),
        markup("p:sldIdLst", {}, list),
        markup("p:sldSz", { cx: String(this.#deck.width), cy: String(this.#deck.height) }),
        markup("p:notesSz", { cx: "6858000", cy: "9144000" }),
        ...(levels.length > 0 ? [markup("p:defaultTextStyle", {}, levels)] : []),
      ]),
    );
    return { bytes: writer.bytes(), losses: [...this.#losses], placed: this.#pictures.placed };
  }
}

/**
 * A .pptx written anew from what its slides show: shapes, text, tables and pictures with their looks; notes, comments,
 * hidden slides, hidden shapes and animations left out, withheld values replaced. Undefined where a slide has no layout, or
 * no slide is shown. What is left out for good is told in `losses`.
 */
export function copySlides(
  opc: OpcPackage,
  withheld: readonly Withheld[],
  pictures: PreparedPictures,
): SlidesCopy | undefined {
  return new SlidesCopier(opc, withheld, pictures).copy();
}
