import type { PlaceMark } from "../reading/file-reading.ts";

/** Builds the text of a part line by line and remembers where each line stands. */
export class PlacedText {
  #text = "";
  readonly #lines: string[] = [];
  #length = 0;
  readonly marks: PlaceMark[] = [];

  addLine(text: string, where: string): void {
    if (this.#lines.length > 0) this.#length += 1;
    if (this.marks.at(-1)?.where !== where) this.marks.push({ offset: this.#length, where });
    this.#lines.push(text);
    this.#length += text.length;
  }

  get text(): string {
    if (this.#text === "" && this.#lines.length > 0) this.#text = this.#lines.join("\n");
    return this.#text;
  }
}
