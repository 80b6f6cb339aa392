import { attribute, child, childElements, descend, type XmlElement } from "../containers/xml-reader.ts";
import { parseHexColour, schemeColour, tinted, type Rgb, type ThemeColours } from "./drawing-colours.ts";

/** Properties of a run that decide whether its text is seen (WordprocessingML, 17.3.2). */
export interface RunLook {
  readonly vanish?: boolean;
  /** "auto" contrasts with its ground by itself. */
  readonly colour?: Rgb | "auto";
  readonly halfPoints?: number;
  readonly ground?: Rgb;
  /** Horizontal scale in percent. */
  readonly scale?: number;
  readonly strong?: boolean;
  readonly em?: boolean;
  readonly underline?: boolean;
}

const highlights: Readonly<Record<string, string>> = {
  black: "000000",
  blue: "0000FF",
  cyan: "00FFFF",
  darkBlue: "000080",
  darkCyan: "008080",
  darkGray: "808080",
  darkGreen: "008000",
  darkMagenta: "800080",
  darkRed: "800000",
  darkYellow: "808000",
  green: "00FF00",
  lightGray: "C0C0C0",
  magenta: "FF00FF",
  red: "FF0000",
  white: "FFFFFF",
  yellow: "FFFF00",
};

/** An on/off property: present without value is on (17.17.4 ST_OnOff). */
export function isOn(element: XmlElement | undefined): boolean | undefined {
  if (!element) return undefined;
  const value = attribute(element, "val");
  return value === undefined || !/^(?:0|false|off)$/iu.test(value);
}

function themed(
  theme: ThemeColours,
  name: string | undefined,
  tint?: string,
  shade?: string,
): Rgb | undefined {
  const base = name ? schemeColour(theme, name) : undefined;
  if (!base) return undefined;
  if (tint) return tinted(base, 1 - Number.parseInt(tint, 16) / 255);
  if (shade) return tinted(base, Number.parseInt(shade, 16) / 255 - 1);
  return base;
}

/** The ground a w:shd gives, undefined when it leaves the ground as it is. */
export function shadingColour(shading: XmlElement | undefined, theme: ThemeColours): Rgb | undefined {
  if (!shading) return undefined;
  const pattern = attribute(shading, "val") ?? "clear";
  if (pattern === "nil") return undefined;
  const fill =
    themed(
      theme,
      attribute(shading, "themeFill"),
      attribute(shading, "themeFillTint"),
      attribute(shading, "themeFillShade"),
    ) ?? parseHexColour(attribute(shading, "fill"));
  const front =
    themed(
      theme,
      attribute(shading, "themeColor"),
      attribute(shading, "themeTint"),
      attribute(shading, "themeShade"),
    ) ?? parseHexColour(attribute(shading, "color"));
  if (pattern === "solid") return front ?? [0, 0, 0];
  const percent = /^pct(\d+)$/u.exec(pattern)?.[1];
  if (percent) {
    const share = Number(percent) / 100;
    const over = front ?? ([0, 0, 0] as const);
    const under = fill ?? ([255, 255, 255] as const);
    const mix = (channel: 0 | 1 | 2): number => over[channel] * share + under[channel] * (1 - share);
    return [mix(0), mix(1), mix(2)];
  }
  return fill;
}

export function readRunLook(properties: XmlElement | undefined, theme: ThemeColours): RunLook {
  if (!properties) return {};
  const look: { -readonly [Key in keyof RunLook]: RunLook[Key] } = {};
  for (const element of childElements(properties)) {
    switch (element.name) {
      case "vanish":
        look.vanish = isOn(element) ?? true;
        break;
      case "color": {
        const value = attribute(element, "val");
        const rgb =
          parseHexColour(value) ??
          themed(
            theme,
            attribute(element, "themeColor"),
            attribute(element, "themeTint"),
            attribute(element, "themeShade"),
          );
        look.colour = rgb ?? "auto";
        break;
      }
      case "sz":
        look.halfPoints = Number.parseFloat(attribute(element, "val") ?? "") || 0;
        break;
      case "shd": {
        const ground = shadingColour(element, theme);
        if (ground) look.ground = ground;
        break;
      }
      case "highlight": {
        const ground = parseHexColour(highlights[attribute(element, "val") ?? ""]);
        if (ground) look.ground = ground;
        break;
      }
      case "w":
        look.scale = Number.parseFloat(attribute(element, "val") ?? "100");
        break;
      case "b":
        look.strong = isOn(element) ?? true;
        break;
      case "i":
        look.em = isOn(element) ?? true;
        break;
      case "u":
        look.underline = (attribute(element, "val") ?? "single") !== "none";
        break;
      case "textFill": {
        // w14:textFill overrides w:color in Word 2010 and later.
        if (child(element, "noFill")) look.colour = [255, 255, 255];
        const solid = parseHexColour(attribute(descend(element, "solidFill", "srgbClr"), "val"));
        if (solid) look.colour = solid;
        break;
      }
      default:
    }
  }
  return look;
}

interface Style {
  readonly type: string;
  readonly name: string;
  readonly basedOn: string | undefined;
  readonly look: RunLook;
  readonly paragraphGround: Rgb | undefined;
  readonly outlineLevel: number | undefined;
  readonly align: string | undefined;
  readonly numbering: XmlElement | undefined;
  /** Grounds a table style may put under any cell of it. */
  readonly tableGrounds: readonly Rgb[];
}

const maxStyleChain = 20;

export class WordStyles {
  readonly #styles = new Map<string, Style>();
  readonly #defaults: RunLook;
  readonly #defaultParagraphStyle: string | undefined;

  constructor(root: XmlElement | undefined, theme: ThemeColours) {
    this.#defaults = readRunLook(descend(root, "docDefaults", "rPrDefault", "rPr"), theme);
    let defaultStyle: string | undefined;
    for (const element of childElements(root)) {
      if (element.name !== "style") continue;
      const id = attribute(element, "styleId") ?? "";
      const paragraph = child(element, "pPr");
      const grounds: Rgb[] = [];
      const addGround = (holder: XmlElement | undefined): void => {
        const ground = shadingColour(child(holder, "shd"), theme);
        if (ground) grounds.push(ground);
      };
      addGround(child(element, "tcPr"));
      addGround(child(element, "tblPr"));
      for (const condition of childElements(element)) {
        if (condition.name !== "tblStylePr") continue;
        addGround(child(condition, "tcPr"));
        addGround(child(condition, "tblPr"));
      }
      const outline = attribute(child(paragraph, "outlineLvl"), "val");
      this.#styles.set(id, {
        type: attribute(element, "type") ?? "paragraph",
        name: attribute(child(element, "name"), "val") ?? id,
        basedOn: attribute(child(element, "basedOn"), "val"),
        look: readRunLook(child(element, "rPr"), theme),
        paragraphGround: shadingColour(child(paragraph, "shd"), theme),
        outlineLevel: outline === undefined ? undefined : Number.parseInt(outline, 10),
        align: attribute(child(paragraph, "jc"), "val"),
        numbering: child(paragraph, "numPr"),
        tableGrounds: grounds,
      });
      if (attribute(element, "type") === "paragraph" && isTrue(attribute(element, "default")))
        defaultStyle = id;
    }
    this.#defaultParagraphStyle = defaultStyle;
  }

  /** The style and those it is based on, the basic one first. */
  #chain(id: string | undefined): readonly Style[] {
    const chain: Style[] = [];
    let current = id;
    while (current !== undefined && chain.length < maxStyleChain) {
      const style = this.#styles.get(current);
      if (!style || chain.includes(style)) break;
      chain.unshift(style);
      current = style.basedOn;
    }
    return chain;
  }

  #look(id: string | undefined): RunLook {
    let look: RunLook = {};
    for (const style of this.#chain(id)) look = { ...look, ...style.look };
    return look;
  }

  /** What a run looks like: defaults, paragraph style, character style, direct properties (17.7.2). */
  effective(
    paragraphStyle: string | undefined,
    characterStyle: string | undefined,
    direct: RunLook,
  ): RunLook {
    const paragraph = this.#look(paragraphStyle ?? this.#defaultParagraphStyle);
    const character = characterStyle === undefined ? {} : this.#look(characterStyle);
    const look = { ...this.#defaults, ...paragraph, ...character, ...direct };
    if (direct.vanish !== undefined) return look;
    // Toggle properties of the style levels cancel each other (17.7.3).
    return { ...look, vanish: (paragraph.vanish ?? false) !== (character.vanish ?? false) };
  }

  paragraphGround(id: string | undefined): Rgb | undefined {
    return this.#chain(id ?? this.#defaultParagraphStyle).findLast((style) => style.paragraphGround)
      ?.paragraphGround;
  }

  tableGrounds(id: string | undefined): readonly Rgb[] {
    return this.#chain(id).flatMap((style) => style.tableGrounds);
  }

  /** 0 … 8, from the style or its name; 9 is body text. */
  outlineLevel(id: string | undefined): number | undefined {
    const level = this.#chain(id).findLast((style) => style.outlineLevel !== undefined)?.outlineLevel;
    return level === undefined || level > 8 ? undefined : level;
  }

  align(id: string | undefined): string | undefined {
    return this.#chain(id ?? this.#defaultParagraphStyle).findLast((style) => style.align !== undefined)
      ?.align;
  }

  numbering(id: string | undefined): XmlElement | undefined {
    return this.#chain(id).findLast((style) => style.numbering !== undefined)?.numbering;
  }

  isTitle(id: string | undefined): boolean {
    return this.#chain(id).some((style) => /^(?:title|标题|大标题|公文标题|文件标题)$/iu.test(style.name));
  }
}

function isTrue(value: string | undefined): boolean {
  return value !== undefined && /^(?:1|true|on)$/iu.test(value);
}
