import type { OpcPackage } from "../containers/opc-package.ts";
import { attribute, child, descend, walk, type XmlElement } from "../containers/xml-reader.ts";
import { refuse } from "../reading/refusal.ts";
import { parseHexColour, readThemeColours, white, type Rgb, type ThemeColours } from "./drawing-colours.ts";
import { WordNumbering } from "./word-numbering.ts";
import { WordStoryReader, type StoryExtras, type WordBlock } from "./word-story.ts";
import { isOn, WordStyles } from "./word-styles.ts";

/** A body, header, footer, note or comment as it was read. */
export interface WordStory {
  readonly blocks: readonly WordBlock[];
  readonly extras: StoryExtras;
  /** Runs whose text nobody sees. */
  readonly unseenRuns: ReadonlySet<XmlElement>;
  /** Drawings that are one picture and shown, with the relation to it. */
  readonly pictures: ReadonlyMap<XmlElement, string>;
}

/** A floating text box that says itself that it has no fill: it lies over text and hides and shows nothing. */
function isSeeThrough(anchor: XmlElement): boolean {
  let boxes = 0;
  for (const element of walk(anchor)) {
    if (element.name === "pic" || element.name === "imagedata" || element.name === "blip") return false;
    if (element.name !== "spPr") continue;
    if (!child(element, "noFill")) return false;
    boxes += 1;
  }
  return boxes > 0;
}

/** A word-processing package: what all of its stories share. Throws a refusal where its main part has no body. */
export class WordPackage {
  readonly opc: OpcPackage;
  readonly main: string;
  readonly root: XmlElement;
  readonly body: XmlElement;
  readonly theme: ThemeColours;
  readonly styles: WordStyles;
  /** What the text of the body lies on; undefined where it cannot be told. */
  readonly pageGround: Rgb | undefined;
  readonly #numberingRoot: XmlElement | undefined;

  constructor(opc: OpcPackage) {
    this.opc = opc;
    this.main = opc.mainPart() ?? refuse("damaged", "docx-main-part");
    this.theme = readThemeColours(opc, opc.related(this.main, "theme")[0]);
    this.styles = new WordStyles(this.part("styles"), this.theme);
    this.#numberingRoot = this.part("numbering");
    this.root = opc.xml(this.main) ?? refuse("damaged", "docx-main-part");
    this.body =
      child(this.root, "body") ?? descend(this.root, "document", "body") ?? refuse("damaged", "docx-body");
    const background = child(this.root, "background");
    const showsBackground = isOn(child(this.part("settings"), "displayBackgroundShape")) === true;
    this.pageGround = background && showsBackground ? parseHexColour(attribute(background, "color")) : white;
  }

  /** The first part the main one leads to by this type of relation. */
  part(type: string): XmlElement | undefined {
    const name = this.opc.related(this.main, type)[0];
    return name === undefined ? undefined : this.opc.xml(name);
  }

  /** Reads a story that lies on a ground: the body on that of the page, headers, notes and comments on white. */
  story(root: XmlElement, ground: Rgb | undefined): WordStory {
    let floating = false;
    const choices: string[] = [];
    for (const element of walk(root)) {
      if (element.name === "pict" || (element.name === "anchor" && !isSeeThrough(element))) floating = true;
      // What else may be chosen in a control (ISO 29500-1, 17.5.2.21): the page shows what is chosen alone.
      else if (element.name === "listItem")
        choices.push(attribute(element, "displayText") ?? attribute(element, "value") ?? "");
    }
    const extras: StoryExtras = { revisions: [], fieldCodes: [], altTexts: [], otherTexts: choices };
    const unseenRuns = new Set<XmlElement>();
    const pictures = new Map<XmlElement, string>();
    const blocks = new WordStoryReader({
      styles: this.styles,
      theme: this.theme,
      numbering: new WordNumbering(this.#numberingRoot),
      pageGround: ground,
      hasFloatingGround: floating,
      extras,
      unseenRuns,
      pictures,
    }).read(root);
    return { blocks, extras, unseenRuns, pictures };
  }
}
