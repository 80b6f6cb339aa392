import { attribute, child, childElements, type XmlElement } from "../containers/xml-reader.ts";
import { isOn } from "./word-styles.ts";

interface NumberLevel {
  readonly format: string;
  readonly text: string;
  readonly start: number;
  readonly legal: boolean;
}

const digits = "〇一二三四五六七八九";

/** Chinese counting number up to 99 999: 十二、二十、一百零五. */
export function chineseNumber(value: number): string {
  if (value <= 0 || value > 99_999) return String(value);
  const units = ["", "十", "百", "千", "万"];
  const figures = String(value);
  let text = "";
  let gap = false;
  for (let index = 0; index < figures.length; index += 1) {
    const figure = Number(figures[index]);
    const unit = units[figures.length - 1 - index] ?? "";
    if (figure === 0) {
      gap = true;
      continue;
    }
    if (gap && text !== "") text += "零";
    gap = false;
    text += (digits[figure] ?? "") + unit;
  }
  return value < 20 ? text.replace(/^一十/u, "十") : text;
}

function letters(value: number, base: number): string {
  const count = Math.floor((value - 1) / 26) + 1;
  return String.fromCharCode(base + ((value - 1) % 26)).repeat(Math.min(count, 4));
}

function roman(value: number): string {
  const table: readonly (readonly [number, string])[] = [
    [100, "C"],
    [90, "XC"],
    [50, "L"],
    [40, "XL"],
    [10, "X"],
    [9, "IX"],
    [5, "V"],
    [4, "IV"],
    [1, "I"],
  ];
  let rest = value;
  let text = "";
  for (const [size, sign] of table) {
    while (rest >= size && text.length < 20) {
      text += sign;
      rest -= size;
    }
  }
  return text;
}

function formatNumber(value: number, format: string): string {
  switch (format) {
    case "chineseCounting":
    case "chineseCountingThousand":
    case "chineseLegalSimplified":
    case "japaneseCounting":
    case "ideographDigital":
    case "taiwaneseCounting":
    case "taiwaneseCountingThousand":
    case "japaneseDigitalTenThousand":
      return chineseNumber(value);
    case "decimalEnclosedCircle":
    case "decimalEnclosedCircleChinese":
      return value >= 1 && value <= 20 ? String.fromCodePoint(0x2460 + value - 1) : String(value);
    case "decimalZero":
      return String(value).padStart(2, "0");
    case "lowerLetter":
      return letters(value, 97);
    case "upperLetter":
      return letters(value, 65);
    case "lowerRoman":
      return roman(value).toLowerCase();
    case "upperRoman":
      return roman(value);
    case "none":
    case "bullet":
      return "";
    default:
      return String(value);
  }
}

/**
 * List numbers that the word processor makes (numbering part, 17.9): they are seen on the page but stand in no
 * text, so 「一、」 of a heading would be lost on import. Counts in the order of the calls.
 */
export class WordNumbering {
  readonly #abstract = new Map<string, Map<number, NumberLevel>>();
  readonly #instances = new Map<string, string>();
  readonly #overrides = new Map<string, Map<number, number>>();
  readonly #counters = new Map<string, number[]>();

  constructor(root: XmlElement | undefined) {
    for (const element of childElements(root)) {
      if (element.name === "abstractNum") {
        const levels = new Map<number, NumberLevel>();
        for (const level of childElements(element)) {
          if (level.name !== "lvl") continue;
          levels.set(Number(attribute(level, "ilvl") ?? "0"), {
            format: attribute(child(level, "numFmt"), "val") ?? "decimal",
            text: attribute(child(level, "lvlText"), "val") ?? "",
            start: Number(attribute(child(level, "start"), "val") ?? "1"),
            legal: isOn(child(level, "isLgl")) ?? false,
          });
        }
        this.#abstract.set(attribute(element, "abstractNumId") ?? "", levels);
      } else if (element.name === "num") {
        const id = attribute(element, "numId") ?? "";
        this.#instances.set(id, attribute(child(element, "abstractNumId"), "val") ?? "");
        for (const override of childElements(element)) {
          const start = attribute(child(override, "startOverride"), "val");
          if (override.name !== "lvlOverride" || start === undefined) continue;
          const map = this.#overrides.get(id) ?? new Map<number, number>();
          map.set(Number(attribute(override, "ilvl") ?? "0"), Number(start));
          this.#overrides.set(id, map);
        }
      }
    }
  }

  /** The number of the next paragraph with these numbering properties; "" for bullets and none. */
  next(properties: XmlElement | undefined): string {
    const id = attribute(child(properties, "numId"), "val");
    if (!properties || id === undefined || id === "0") return "";
    const abstractId = this.#instances.get(id);
    const levels = abstractId === undefined ? undefined : this.#abstract.get(abstractId);
    const level = Math.max(0, Math.min(8, Number(attribute(child(properties, "ilvl"), "val") ?? "0") || 0));
    const definition = levels?.get(level);
    if (abstractId === undefined || !levels || !definition) return "";
    const overrides = this.#overrides.get(id);
    // Instances of one abstract list go on counting together, unless they restart.
    const key = overrides ? `num:${id}` : `abstract:${abstractId}`;
    const counters = this.#counters.get(key) ?? [];
    const startOf = (index: number): number => overrides?.get(index) ?? levels.get(index)?.start ?? 1;
    for (let index = 0; index < level; index += 1) counters[index] ??= startOf(index);
    counters[level] = counters[level] === undefined ? startOf(level) : counters[level] + 1;
    counters.length = level + 1;
    this.#counters.set(key, counters);
    if (definition.format === "bullet" || definition.format === "none") return "";
    return definition.text.replaceAll(/%([1-9])/gu, (_whole, figure: string) => {
      const index = Number(figure) - 1;
      const format = definition.legal && index < level ? "decimal" : (levels.get(index)?.format ?? "decimal");
      return formatNumber(counters[index] ?? 1, format);
    });
  }
}
