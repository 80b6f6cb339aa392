import type { OpcPackage } from "../containers/opc-package.ts";
import { attribute, childElements, walk, type XmlElement } from "../containers/xml-reader.ts";
import type { FileReading } from "../reading/file-reading.ts";
import { isProgramName } from "../reading/program-names.ts";
import { ReadingBuilder } from "../reading/reading-builder.ts";
import { refuse } from "../reading/refusal.ts";
import { readCustomXml, readDocumentProperties } from "./document-properties.ts";
import { white } from "./drawing-colours.ts";
import { readEmbeddedParts, type InnerReader } from "./embedded-parts.ts";
import { readDrawingPart, readLeftoverParts, readLinkTargets } from "./leftover-parts.ts";
import { PlacedText } from "./place-text.ts";
import { documentFromWord } from "./word-document.ts";
import { WordPackage, type WordStory } from "./word-package.ts";
import type { WordParagraph, WordTable } from "./word-story.ts";

interface Story extends WordStory {
  readonly where: string;
}

function visibleText(paragraph: WordParagraph): string {
  return paragraph.runs
    .filter((run) => run.revision !== "deleted" && run.revision !== "movedFrom")
    .map((run) => run.text)
    .join("");
}

function originalText(paragraph: WordParagraph): string {
  return paragraph.runs
    .filter((run) => run.revision !== "inserted" && run.revision !== "movedTo")
    .map((run) => run.text)
    .join("");
}

function hasRevision(paragraph: WordParagraph): boolean {
  return paragraph.runs.some((run) => run.revision !== undefined);
}

/** Runs that belong together, for one finding a stretch. */
function hiddenStretches(
  paragraph: WordParagraph,
): readonly { readonly text: string; readonly reason: string }[] {
  const stretches: { text: string; reason: string }[] = [];
  let open = false;
  for (const run of paragraph.runs) {
    if (run.hiddenBecause === undefined) {
      if (run.text.trim() !== "") open = false;
      continue;
    }
    const last = stretches.at(-1);
    if (open && last?.reason === run.hiddenBecause) last.text += run.text;
    else stretches.push({ text: run.text, reason: run.hiddenBecause });
    open = true;
  }
  return stretches.filter((stretch) => stretch.text.trim() !== "");
}

type WordRow = WordTable["rows"][number];

function rowText(row: WordRow, read: (paragraph: WordParagraph) => string): string {
  return row.cells
    .map((cell) => cell.paragraphs.map((paragraph) => read(paragraph).replaceAll("\n", " ")).join("\u2028"))
    .join("\t");
}

/** The rows of the tables in the cells of a table, however deep. */
function innerRows(table: WordTable): readonly WordRow[] {
  return table.rows.flatMap((row) =>
    row.cells.flatMap((cell) => cell.tables.flatMap((inner) => [...inner.rows, ...innerRows(inner)])),
  );
}
class DocxReader {
  readonly #opc: OpcPackage;
  readonly #builder: ReadingBuilder;
  readonly #word: WordPackage;

  constructor(opc: OpcPackage, builder: ReadingBuilder) {
    this.#opc = opc;
    this.#builder = builder;
    this.#word = new WordPackage(opc);
  }

  #story(root: XmlElement, where: string): Story {
    return { where, ...this.#word.story(root, white) };
  }

  /** Puts a story into parts: as it reads now, as it read before the tracked changes, and what is hidden. */
  #report(story: Story): void {
    const builder = this.#builder;
    const now = new PlacedText();
    const before = new PlacedText();
    let paragraphs = 0;
    let tables = 0;
    const hide = (paragraph: WordParagraph, where: string): void => {
      for (const stretch of hiddenStretches(paragraph))
        builder.addHidden("HIDDEN_TEXT", stretch.text.trim(), `${where}（${stretch.reason}）`);
    };
    for (const block of story.blocks) {
      if (block.kind === "paragraph") {
        paragraphs += 1;
        const where = block.inTextBox ? `${story.where}的文本框` : `${story.where}第${paragraphs}段`;
        for (const line of visibleText(block).split("\n")) now.addLine(line, where);
        if (hasRevision(block)) before.addLine(originalText(block), where);
        hide(block, where);
        continue;
      }
      tables += 1;
      block.rows.forEach((row, index) => {
        const where = `${story.where}表${tables}第${index + 1}行`;
        now.addLine(rowText(row, visibleText), where);
        if (row.cells.some((cell) => cell.paragraphs.some(hasRevision)))
          before.addLine(rowText(row, originalText), where);
        for (const cell of row.cells) for (const paragraph of cell.paragraphs) hide(paragraph, where);
      });
      // A table within a cell has rows and columns of its own, which tell what its cells are.
      for (const row of innerRows(block))
        now.addLine(rowText(row, visibleText), `${story.where}表${tables}内的表`);
    }
    builder.addPart(story.where, now.text, { marks: now.marks });
    builder.addPart(`${story.where}（修订前）`, before.text, {
      hidden: "TRACKED_CHANGES",
      marks: before.marks,
    });
    const { extras } = story;
    for (const revision of extras.revisions) {
      const author = revision.author === "" ? "" : `（${revision.author}）`;
      builder.addHidden("TRACKED_CHANGES", `${revision.kind}${author}：${revision.text}`, story.where);
    }
    builder.addPart(`${story.where}的域代码`, extras.fieldCodes.map(fieldText).filter(Boolean).join("\n"));
    builder.addPart(`${story.where}的替代文字`, [...new Set(extras.altTexts)].join("\n"));
    builder.addPart(`${story.where}的其他文字`, [...new Set(extras.otherTexts)].join("\n"));
  }

  #readComments(): void {
    const builder = this.#builder;
    let number = 0;
    for (const name of this.#opc.partNames) {
      if (!/\/comments\d*\.xml$/iu.test(name) && !this.#opc.contentType(name).endsWith("comments+xml"))
        continue;
      for (const comment of childElements(this.#opc.xml(name))) {
        if (comment.name !== "comment") continue;
        const story = this.#story(comment, "批注");
        const text = story.blocks
          .map((block) =>
            block.kind === "paragraph"
              ? visibleText(block)
              : block.rows.map((row) => rowText(row, visibleText)).join("\n"),
          )
          .join("\n")
          .trim();
        if (text === "") continue;
        number += 1;
        const author = attribute(comment, "author") ?? "";
        builder.addHidden("COMMENTS", author === "" ? text : `${author}：${text}`, `批注${number}`);
        builder.addPart(`批注${number}`, text, { hidden: "COMMENTS" });
      }
    }
  }

  #readNotes(type: "footnotes" | "endnotes", label: string): void {
    for (const name of this.#opc.related(this.#word.main, type)) {
      let number = 0;
      for (const note of childElements(this.#opc.xml(name))) {
        if (/separator/iu.test(attribute(note, "type") ?? "")) continue;
        number += 1;
        this.#report(this.#story(note, `${label}${number}`));
      }
    }
  }

  #readSettings(): void {
    for (const name of this.#opc.related(this.#word.main, "settings")) {
      const variables: string[] = [];
      for (const element of walk(this.#opc.xml(name) ?? refuse("damaged", "docx-settings"))) {
        if (element.name === "docVar")
          variables.push(`${attribute(element, "name") ?? ""}\t${attribute(element, "val") ?? ""}`);
        if (element.name === "query" || element.name === "connectString")
          variables.push(attribute(element, "val") ?? "");
      }
      this.#builder.addPart("文档变量", variables.join("\n"));
    }
  }

  /** People known to the document beyond those whose changes and comments were reported with their names. */
  #readPeople(): void {
    for (const name of this.#opc.related(this.#word.main, "people")) {
      const people = childElements(this.#opc.xml(name))
        .map((person) => attribute(person, "author") ?? "")
        .filter((author) => !isProgramName(author));
      if (people.length > 0 && !this.#builder.has("TRACKED_CHANGES") && !this.#builder.has("COMMENTS"))
        this.#builder.addHidden("DOC_PROPERTIES", `审阅者：${people.join("、")}`, "审阅者名单");
    }
  }

  read(): void {
    const opc = this.#opc;
    const { body } = this.#word;
    const story = { where: "正文", ...this.#word.story(body, this.#word.pageGround) };
    this.#report(story);
    this.#builder.setDocument(documentFromWord(story.blocks, this.#word.styles));
    for (const [type, label] of [
      ["header", "页眉"],
      ["footer", "页脚"],
    ] as const) {
      for (const name of opc.related(this.#word.main, type)) {
        const part = opc.xml(name);
        if (part) this.#report(this.#story(part, label));
      }
    }
    this.#readNotes("footnotes", "脚注");
    this.#readNotes("endnotes", "尾注");
    this.#readComments();
    for (const name of opc.related(this.#word.main, "glossaryDocument")) {
      const part = opc.xml(name);
      for (const entry of part ? walk(part) : []) {
        if (entry.name === "docPartBody") this.#report(this.#story(entry, "构建基块"));
      }
    }
    this.#readSettings();
    this.#readPeople();
  }
}

const plainField =
  /^\s*(?:PAGE|NUMPAGES|SECTIONPAGES|DATE|TIME|TOC|PAGEREF|REF|SEQ|STYLEREF|FORMTEXT|FORMCHECKBOX|FORMDROPDOWN|=)\b[^"]*$/iu;

/** Field codes that only lay out the page say nothing. */
function fieldText(code: string): string {
  return plainField.test(code) ? "" : code.trim();
}

export async function readDocxPackage(
  opc: OpcPackage,
  depth: number,
  readInner: InnerReader,
): Promise<FileReading> {
  const builder = new ReadingBuilder(opc.budget);
  new DocxReader(opc, builder).read();
  readDocumentProperties(opc, builder);
  readCustomXml(opc, builder);
  await readEmbeddedParts({ opc, builder, depth, readInner });
  for (const name of opc.partNames) {
    if (/\/charts\/chart[^/]*\.xml$/iu.test(name)) readDrawingPart(opc, name, builder, "图表");
    else if (/\/diagrams\/data[^/]*\.xml$/iu.test(name)) readDrawingPart(opc, name, builder, "SmartArt 图形");
  }
  readLinkTargets(opc, builder);
  readLeftoverParts(opc, builder);
  return builder.build("docx");
}
