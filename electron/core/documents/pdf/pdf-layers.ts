import type { PdfFile } from "./pdf-file.ts";
import { isArray, nameOf, PdfRef, textString, type PdfDict, type PdfObject } from "./pdf-objects.ts";

/** Which optional content groups are shown when the file opens (8.11). */
export class PdfLayers {
  readonly #file: PdfFile;
  readonly #off = new Set<number>();
  readonly #known = new Set<number>();

  constructor(file: PdfFile) {
    this.#file = file;
    const properties = file.dict(file.catalogue()?.get("OCProperties"));
    const configuration = file.dict(properties?.get("D"));
    const base = file.name(configuration?.get("BaseState")) ?? "ON";
    const numbers = (value: PdfObject | undefined): readonly number[] =>
      file.array(value).flatMap((entry) => (entry instanceof PdfRef ? [entry.number] : []));
    for (const number of numbers(properties?.get("OCGs"))) {
      this.#known.add(number);
      if (base === "OFF") this.#off.add(number);
    }
    for (const number of numbers(configuration?.get("OFF"))) this.#off.add(number);
    for (const number of numbers(configuration?.get("ON"))) this.#off.delete(number);
    // Usage for viewing is applied when the configuration asks for it (8.11.4.4).
    for (const usage of file.array(configuration?.get("AS"))) {
      const dict = file.dict(usage);
      if (file.name(dict?.get("Event")) !== "View") continue;
      for (const number of numbers(dict?.get("OCGs"))) {
        const view = file.dict(file.dict(file.dict(new PdfRef(number, 0))?.get("Usage"))?.get("View"));
        const state = file.name(view?.get("ViewState"));
        if (state === "OFF") this.#off.add(number);
        if (state === "ON") this.#off.delete(number);
      }
    }
  }

  nameOf(value: PdfObject | undefined): string {
    const dict = this.#file.dict(value);
    const own = textString(this.#file.resolve(dict?.get("Name")));
    if (own !== "") return own;
    const groups = dict?.get("OCGs");
    const first = groups instanceof PdfRef ? groups : this.#file.array(groups)[0];
    return textString(this.#file.resolve(this.#file.dict(first)?.get("Name")));
  }

  /** Whether content that belongs to a group or membership dictionary is not shown. */
  isHidden(value: PdfObject | undefined): boolean {
    // A membership may hide what it holds while all its groups are shown (8.11.2.2).
    if (this.#known.size === 0 && this.#off.size === 0) return false;
    if (value instanceof PdfRef && this.#off.has(value.number)) return true;
    const dict = this.#file.dict(value);
    if (!dict || nameOf(this.#file.resolve(dict.get("Type"))) !== "OCMD") return false;
    return this.#membershipHidden(dict);
  }

  #membershipHidden(dict: PdfDict): boolean {
    const expression = this.#file.resolve(dict.get("VE"));
    if (isArray(expression)) return !this.#evaluate(expression, 0);
    const groups = dict.get("OCGs");
    const list =
      groups instanceof PdfRef && !isArray(this.#file.resolve(groups)) ? [groups] : this.#file.array(groups);
    const states = list.flatMap((entry) => (entry instanceof PdfRef ? [!this.#off.has(entry.number)] : []));
    if (states.length === 0) return false;
    switch (this.#file.name(dict.get("P")) ?? "AnyOn") {
      case "AllOn":
        return !states.every(Boolean);
      case "AnyOff":
        return states.every(Boolean);
      case "AllOff":
        return states.some(Boolean);
      default:
        return !states.some(Boolean);
    }
  }

  #evaluate(expression: readonly PdfObject[], depth: number): boolean {
    if (depth > 20) return true;
    const operator = this.#file.name(expression[0]);
    const operands = expression.slice(1).map((entry): boolean => {
      const inner = this.#file.resolve(entry);
      if (isArray(inner)) return this.#evaluate(inner, depth + 1);
      return !(entry instanceof PdfRef && this.#off.has(entry.number));
    });
    if (operator === "Not") return !(operands[0] ?? false);
    return operator === "Or" ? operands.some(Boolean) : operands.every(Boolean);
  }
}
