import { child, childElements, walk, type XmlElement } from "../../containers/xml-reader.ts";
import type { OpcPackage } from "../../containers/opc-package.ts";
import { white } from "../../office/drawing-colours.ts";
import { WordPackage } from "../../office/word-package.ts";
import { isOn } from "../../office/word-styles.ts";
import type { Withheld } from "../withheld.ts";
import { isPicturePart } from "../pictures/file-pictures.ts";
import type { PreparedPictures } from "../pictures/prepared-pictures.ts";
import { CopiedPictures } from "./copied-pictures.ts";
import { copyTheme } from "./drawing-vocabulary.ts";
import { filterMarkup, layoutValue, markup, maskPieces, type FilterOptions, type Markup } from "./markup.ts";
import { PackageWriter } from "./package-writer.ts";
import { isLine } from "./word-drawings.ts";
import { copyNumbering, copySettings, copyStyles, StyleNumbers, wordFilter } from "./word-sheets.ts";
import { StoryCopier, wordsOf, type WordLoss } from "./word-story-copy.ts";
import { wordNamespaces } from "./word-vocabulary.ts";

const contentType = (part: string): string =>
  `application/vnd.openxmlformats-officedocument.wordprocessingml.${part}+xml`;
const mainPart = "/word/document.xml";

export interface WordCopy {
  readonly bytes: Uint8Array;
  readonly losses: readonly WordLoss[];
  /** The pictures in it: the digest of each, by that of its original. */
  readonly placed: ReadonlyMap<string, string>;
}

/**
 * Whether a picture could lie under something: then what the page hides of it would come along. One picture that floats
 * above the text covers nothing but text, which is read anyhow.
 */
function mayCoverPictures(body: XmlElement): boolean {
  let floating = 0;
  let inLine = 0;
  let covering = false;
  const visit = (element: XmlElement): void => {
    if (/^(?:pict|object|wgp|wpc)$/u.test(element.name)) covering = true;
    else if (element.name === "inline" && [...walk(element)].some(({ name }) => name === "blip")) inLine += 1;
    else if (element.name === "anchor") {
      const all = [...walk(element)];
      if (all.some(({ name }) => name === "blip")) floating += 1;
      const shapes = all.filter(({ name }) => name === "wsp");
      // The writer of test files and old programs leave the shape's properties out; such a one counts as filled.
      if (shapes.some((shape) => !isLine(shape) && !all.some(({ name }) => name === "noFill")))
        covering = true;
    }
    const inner = childElements(element);
    const chosen = inner.find(({ name }) => name === "Choice");
    for (const next of element.name === "AlternateContent" && chosen ? [chosen] : inner) visit(next);
  };
  visit(body);
  return covering || floating > 1 || (floating === 1 && inLine > 0);
}

class WordCopier {
  readonly #opc: OpcPackage;
  readonly #word: WordPackage;
  readonly #withheld: readonly Withheld[];
  readonly #styles: StyleNumbers;
  readonly #filter: FilterOptions;
  readonly #writer = new PackageWriter();
  readonly #losses = new Set<WordLoss>();
  /** No picture can lie under anything. */
  readonly #bare: boolean;
  readonly #pictures: CopiedPictures;
  readonly #margins = new Map<string, string>();
  readonly #notes = { footnotes: new Set<string>(), endnotes: new Set<string>() };
  readonly #first: boolean;
  readonly #even: boolean;
  #drawings = 0;

  constructor(opc: OpcPackage, withheld: readonly Withheld[], pictures: PreparedPictures) {
    this.#opc = opc;
    this.#word = new WordPackage(opc);
    this.#withheld = withheld;
    const styles = this.#word.part("styles");
    this.#styles = new StyleNumbers(styles);
    this.#filter = wordFilter(this.#styles);
    this.#pictures = new CopiedPictures(opc, this.#writer, "/word/media", pictures);
    this.#bare = !mayCoverPictures(this.#word.body);
    this.#first = [...walk(this.#word.body)].some(
      (element) => element.name === "titlePg" && isOn(element) === true,
    );
    this.#even = childElements(this.#word.part("settings")).some(
      (element) => element.name === "evenAndOddHeaders" && isOn(element) === true,
    );
  }

  /** The blocks of a story, masked; `part` is the copy's, `source` the original's. */
  #story(root: XmlElement, part: string, source: string): readonly Markup[] {
    const isBody = part === mainPart;
    const story = this.#word.story(root, isBody ? this.#word.pageGround : white);
    const copier = new StoryCopier(
      {
        story,
        filter: this.#filter,
        losses: this.#losses,
        pictureRelation: (relation, isWhole) =>
          this.#pictures.relate(source, relation, part, this.#bare && isWhole),
        marginRelation: (kind, type, relation) => (isBody ? this.#margin(kind, type, relation) : undefined),
        noteUsed: (kind, id) => this.#notes[kind].add(id),
        nextDrawing: () => (this.#drawings += 1),
      },
      root,
    );
    const blocks = copier.blocks(root);
    maskPieces(wordsOf(blocks), this.#withheld);
    return blocks;
  }

  /** Headers and footers that some page shows; those of first and even pages only where there are such pages. */
  #margin(kind: "header" | "footer", type: string, relation: string | undefined): string | undefined {
    if ((type === "first" && !this.#first) || (type === "even" && !this.#even)) return undefined;
    const source = this.#opc.target(this.#word.main, relation);
    const root = source === undefined ? undefined : this.#opc.xml(source);
    if (source === undefined || !root) return undefined;
    const known = this.#margins.get(source);
    const part = known ?? `/word/${kind}${this.#margins.size + 1}.xml`;
    if (known === undefined) {
      this.#margins.set(source, part);
      const blocks = this.#story(root, part, source);
      const name = kind === "header" ? "w:hdr" : "w:ftr";
      this.#writer.xml(
        part,
        contentType(kind),
        markup(name, wordNamespaces, blocks.length > 0 ? blocks : [markup("w:p")]),
      );
    }
    return this.#writer.relate(mainPart, kind, part);
  }

  /** Notes that the copied text refers to, and the lines above them. */
  #copyNotes(kind: "footnotes" | "endnotes"): void {
    const source = this.#opc.related(this.#word.main, kind)[0];
    const root = source === undefined ? undefined : this.#opc.xml(source);
    if (source === undefined || !root || this.#notes[kind].size === 0) return;
    const part = `/word/${kind}.xml`;
    const notes = childElements(root).flatMap((note): readonly Markup[] => {
      const id = layoutValue(note, "id");
      const type = layoutValue(note, "type");
      const isRule = type !== undefined && /separator/iu.test(type);
      if (id === undefined || (!isRule && !this.#notes[kind].has(id))) return [];
      const blocks = this.#story(note, part, source);
      return [
        markup(
          `w:${kind.slice(0, -1)}`,
          { ...(type === undefined ? {} : { "w:type": type }), "w:id": id },
          blocks.length > 0 ? blocks : [markup("w:p")],
        ),
      ];
    });
    this.#writer.xml(part, contentType(kind), markup(`w:${kind}`, wordNamespaces, notes));
    this.#writer.relate(mainPart, kind, part);
  }

  /** The colour of the page; pictures and patterns behind the text stay behind. */
  #background(): readonly Markup[] {
    const background = child(this.#word.root, "background");
    const copy = background && filterMarkup({ ...background, children: [] }, this.#filter);
    return copy && Object.keys(copy.attributes).length > 0 ? [copy] : [];
  }

  copy(): WordCopy {
    const writer = this.#writer;
    writer.relate("/", "officeDocument", mainPart);
    const body = this.#story(this.#word.body, mainPart, this.#word.main);
    writer.xml(
      mainPart,
      contentType("document.main"),
      markup("w:document", wordNamespaces, [...this.#background(), markup("w:body", {}, body)]),
    );
    this.#copyNotes("footnotes");
    this.#copyNotes("endnotes");
    const sheet = (type: string, root: Markup | undefined, content = contentType(type)): void => {
      if (!root) return;
      const part = `/word/${type}.xml`;
      writer.xml(part, content, root);
      writer.relate(mainPart, type, part);
    };
    sheet("styles", copyStyles(this.#word.part("styles"), this.#styles));
    const numbering = this.#word.part("numbering");
    sheet("numbering", numbering && copyNumbering(numbering, this.#styles));
    sheet("settings", copySettings(this.#word.part("settings"), this.#styles));
    sheet(
      "theme",
      copyTheme(this.#word.part("theme")),
      "application/vnd.openxmlformats-officedocument.theme+xml",
    );
    const media = this.#opc.partNames.filter((name) => isPicturePart(this.#opc, name));
    if (media.some((name) => !this.#pictures.has(name))) this.#losses.add("图片");
    return { bytes: writer.bytes(), losses: [...this.#losses], placed: this.#pictures.placed };
  }
}

/**
 * A .docx written anew from what its pages show: paragraphs, tables, headers, footers, notes, with their fonts and
 * measures; changes taken, hidden text and hidden parts left out, withheld values replaced. Undefined for documents of
 * the strict kind, whose vocabulary is another. What is left out for good is told in `losses`.
 */
export function copyWord(
  opc: OpcPackage,
  withheld: readonly Withheld[],
  pictures: PreparedPictures,
): WordCopy | undefined {
  const main = opc.mainPart();
  const root = main === undefined ? undefined : opc.xml(main);
  const namespace = root?.attributes[root.prefix === "" ? "xmlns" : `xmlns:${root.prefix}`];
  if (!root || (namespace !== undefined && namespace !== wordNamespaces["xmlns:w"])) return undefined;
  return new WordCopier(opc, withheld, pictures).copy();
}
