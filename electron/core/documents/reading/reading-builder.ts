import {
  parseStructuredDocument,
  type StructuredDocument,
} from "../../../../shared/domain/item/structured-document.ts";
import type {
  FileKind,
  FileMetadata,
  FileReading,
  HiddenData,
  PartScreening,
  PlaceMark,
  ReadingPart,
} from "./file-reading.ts";
import type { HiddenType } from "./hidden-types.ts";
import type { ReadBudget } from "./read-budget.ts";

/** More of one type than this in one file helps nobody decide; the last one says how many follow. */
const findingsPerType = 300;
const valueCharacters = 20_000;

export interface PartOptions {
  readonly hidden?: HiddenType;
  readonly screening?: PartScreening;
  readonly marks?: readonly PlaceMark[];
}

/** Collects what a reader finds. Empty texts are dropped, repeated findings are kept once. */
export class ReadingBuilder {
  readonly budget: ReadBudget;
  readonly #parts: ReadingPart[] = [];
  readonly #hidden: HiddenData[] = [];
  readonly #seen = new Set<string>();
  readonly #perType = new Map<HiddenType, number>();
  #metadata: FileMetadata = { authors: [] };
  #document: StructuredDocument | undefined;
  #pages: number | undefined;
  readonly #notes: string[] = [];

  constructor(budget: ReadBudget) {
    this.budget = budget;
  }

  addPart(where: string, text: string, options: PartOptions = {}): void {
    if (text.trim() === "") return;
    this.budget.spendCharacters(text.length);
    this.#parts.push({
      where,
      text: text.toWellFormed(),
      screening: options.screening ?? "all",
      ...(options.hidden ? { hidden: options.hidden } : {}),
      ...(options.marks && options.marks.length > 0 ? { marks: options.marks } : {}),
    });
  }

  addHidden(type: HiddenType, value: string, where: string): void {
    const text = value.trim().toWellFormed().slice(0, valueCharacters);
    const key = `${type}\u0000${where}\u0000${text}`;
    if (this.#seen.has(key)) return;
    const count = (this.#perType.get(type) ?? 0) + 1;
    this.#perType.set(type, count);
    if (count > findingsPerType) return;
    this.#seen.add(key);
    this.#hidden.push({ type, value: text, where });
  }

  has(type: HiddenType): boolean {
    return this.#perType.has(type);
  }

  setMetadata(metadata: Partial<FileMetadata>): void {
    this.#metadata = { ...this.#metadata, ...metadata };
  }

  addNote(note: string): void {
    if (this.#notes.length < 50) this.#notes.push(note);
  }

  /** Takes the visible text for import, in normal form; one beyond the limits is left out and said so. */
  setDocument(document: StructuredDocument): void {
    const parsed = parseStructuredDocument(document);
    if (parsed.ok) this.#document = parsed.value;
    else this.addNote("正文超出可以导入的篇幅，只做了审查，没有生成可编辑的正文。");
  }

  setPages(pages: number): void {
    this.#pages = pages;
  }

  /** Takes over what was found in a file inside this one, its places prefixed by where that file is. */
  addInner(where: string, inner: FileReading, hidden?: HiddenType): void {
    for (const part of inner.parts) {
      const carried = part.hidden ?? hidden;
      this.#parts.push({
        ...part,
        where: `${where}，${part.where}`,
        ...(carried ? { hidden: carried } : {}),
        ...(part.marks
          ? { marks: part.marks.map((mark) => ({ ...mark, where: `${where}，${mark.where}` })) }
          : {}),
      });
    }
    for (const note of inner.notes) this.addNote(`${where}：${note}`);
    for (const item of inner.hidden) this.addHidden(item.type, item.value, `${where}，${item.where}`);
  }

  build(kind: FileKind): FileReading {
    const hidden = [...this.#hidden];
    for (const [type, count] of this.#perType) {
      if (count > findingsPerType)
        hidden.push({ type, value: `另有${count - findingsPerType}处`, where: "全文" });
    }
    return {
      kind,
      parts: this.#parts,
      hidden,
      metadata: this.#metadata,
      notes: this.#notes,
      ...(this.#document ? { document: this.#document } : {}),
      ...(this.#pages === undefined ? {} : { pages: this.#pages }),
    };
  }
}
