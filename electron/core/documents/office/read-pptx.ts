import type { OpcPackage } from "../containers/opc-package.ts";
import { attribute, child, childElements, deepText, descend, walk } from "../containers/xml-reader.ts";
import type { FileReading } from "../reading/file-reading.ts";
import { ReadingBuilder } from "../reading/reading-builder.ts";
import { readCustomXml, readDocumentProperties } from "./document-properties.ts";
import { readEmbeddedParts, type InnerReader } from "./embedded-parts.ts";
import { readDrawingPart, readLeftoverParts, readLinkTargets } from "./leftover-parts.ts";
import { shapeText, SlideDeck } from "./slide-deck.ts";
import { slideShapes } from "./slide-shapes.ts";

/** Placeholders of a notes page that are not the speaker's notes. */
const notesFurniture = new Set(["sldImg", "sldNum", "dt", "hdr", "ftr"]);

class PptxReader {
  readonly #opc: OpcPackage;
  readonly #builder: ReadingBuilder;
  readonly #deck: SlideDeck;

  constructor(opc: OpcPackage, builder: ReadingBuilder) {
    this.#opc = opc;
    this.#builder = builder;
    this.#deck = new SlideDeck(opc);
  }

  read(): void {
    const opc = this.#opc;
    const { listed, orphans } = this.#deck;
    listed.forEach((part, index) => this.#readSlide(part, `第${index + 1}张幻灯片`));
    orphans.forEach((part, index) => this.#readSlide(part, `未列入放映的幻灯片${index + 1}`));
    this.#builder.setPages(listed.length);
    this.#readComments(listed);
    this.#readMasters();
    for (const name of opc.partNames) {
      if (/\/tags\/[^/]+\.xml$/iu.test(name)) {
        const root = opc.xml(name);
        const values = childElements(root).map((tag) => attribute(tag, "val") ?? "");
        this.#builder.addPart("标记", values.join("\n"));
      }
    }
  }

  #readSlide(part: string, where: string): void {
    const slide = this.#deck.slide(part);
    if (!slide) return;
    const { root, hidden } = slide;
    const builder = this.#builder;
    const texts: string[] = [];
    slide.shapes.forEach((shape, index) => {
      const text = shapeText(shape.element);
      if (text.trim() === "") return;
      texts.push(text);
      for (const unseen of this.#deck.unseen(slide, index))
        builder.addHidden("HIDDEN_TEXT", unseen.text, `${where}（${unseen.reason}）`);
    });
    for (const related of this.#opc.relationships(part)) {
      if (related.external || !this.#opc.has(related.target)) continue;
      if (related.type === "chart" || related.type === "chartEx")
        readDrawingPart(this.#opc, related.target, builder, `${where}的图表`);
      else if (related.type === "diagramData") {
        const diagram = this.#opc.xml(related.target);
        if (diagram)
          texts.push(
            [...walk(diagram)]
              .filter((node) => node.name === "pt")
              .map((node) => shapeText(node))
              .filter(Boolean)
              .join("\n"),
          );
      } else if (related.type === "notesSlide") this.#readNotes(related.target, where);
    }
    const whole = texts.join("\n");
    builder.addPart(where, whole, hidden ? { hidden: "HIDDEN_SLIDE" } : {});
    if (hidden) builder.addHidden("HIDDEN_SLIDE", whole === "" ? "（没有文字的幻灯片）" : whole, where);
    const alts = [...walk(root)].flatMap((node) =>
      node.name === "cNvPr" ? ["descr", "title"].map((name) => attribute(node, name) ?? "") : [],
    );
    builder.addPart(`${where}的替代文字`, [...new Set(alts)].filter(Boolean).join("\n"));
  }

  #readNotes(part: string, where: string): void {
    const root = this.#opc.xml(part);
    const shapes = slideShapes(descend(root, "cSld", "spTree"), new Map(), new Map());
    const texts = shapes
      .filter((shape) => !notesFurniture.has(shape.placeholder?.type ?? ""))
      .map((shape) => shapeText(shape.element).trim())
      .filter((text) => text !== "");
    if (texts.length > 0) {
      this.#builder.addHidden("SPEAKER_NOTES", texts.join("\n"), `${where}的备注`);
      this.#builder.addPart(`${where}的备注`, texts.join("\n"), { hidden: "SPEAKER_NOTES" });
    }
    const furniture = shapes
      .filter((shape) => ["hdr", "ftr"].includes(shape.placeholder?.type ?? ""))
      .map((shape) => shapeText(shape.element));
    this.#builder.addPart(`${where}的备注页眉页脚`, furniture.join("\n"));
  }

  #readComments(slides: readonly string[]): void {
    const opc = this.#opc;
    const authors = new Map<string, string>();
    for (const name of opc.partNames) {
      if (!/\/(?:commentauthors|authors)\.xml$/iu.test(name)) continue;
      for (const author of childElements(opc.xml(name)))
        authors.set(attribute(author, "id") ?? "", attribute(author, "name") ?? "");
    }
    const pages = new Map<string, string>();
    slides.forEach((slide, index) => {
      for (const related of opc.relationships(slide)) {
        if (related.type === "comments")
          pages.set(related.target.toLowerCase(), `第${index + 1}张幻灯片的批注`);
      }
    });
    for (const name of opc.partNames) {
      if (!/\/comments\/[^/]+\.xml$/iu.test(name)) continue;
      const root = opc.xml(name);
      const where = pages.get(name.toLowerCase()) ?? "批注";
      for (const comment of root ? walk(root) : []) {
        if (comment.name !== "cm" && comment.name !== "reply") continue;
        const text = (
          child(comment, "text") ? deepText(child(comment, "text")) : shapeText(child(comment, "txBody"))
        ).trim();
        if (text === "") continue;
        const author = authors.get(attribute(comment, "authorId") ?? "") ?? "";
        this.#builder.addHidden("COMMENTS", author === "" ? text : `${author}：${text}`, where);
        this.#builder.addPart(where, text, { hidden: "COMMENTS" });
      }
    }
  }

  /** Fixed texts of layouts and masters; the prompts of placeholders are the program's. */
  #readMasters(): void {
    for (const name of this.#opc.partNames) {
      const label = /\/slidelayouts\//iu.test(name)
        ? "版式"
        : /\/(?:slidemasters|notesmasters|handoutmasters)\//iu.test(name)
          ? "母版"
          : "";
      if (label === "" || !name.toLowerCase().endsWith(".xml")) continue;
      const root = this.#opc.xml(name);
      const texts = slideShapes(descend(root, "cSld", "spTree"), new Map(), new Map())
        .filter(
          (shape) =>
            shape.placeholder === undefined ||
            shape.placeholder.type === "ftr" ||
            shape.placeholder.type === "hdr",
        )
        .map((shape) => shapeText(shape.element));
      this.#builder.addPart(label, texts.filter((text) => text.trim() !== "").join("\n"));
    }
  }
}

export async function readPptxPackage(
  opc: OpcPackage,
  depth: number,
  readInner: InnerReader,
): Promise<FileReading> {
  const builder = new ReadingBuilder(opc.budget);
  new PptxReader(opc, builder).read();
  readDocumentProperties(opc, builder);
  readCustomXml(opc, builder);
  await readEmbeddedParts({ opc, builder, depth, readInner });
  readLinkTargets(opc, builder);
  readLeftoverParts(opc, builder);
  return builder.build("pptx");
}
