import type { OpcPackage } from "../containers/opc-package.ts";
import { attribute, childElements, descend, type XmlElement } from "../containers/xml-reader.ts";

/** Red, green, blue, 0 … 255. */
export type Rgb = readonly [number, number, number];

export const white: Rgb = [255, 255, 255];

export function parseHexColour(text: string | undefined): Rgb | undefined {
  const hex = /^#?(?:[0-9a-f]{2})?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/iu.exec(text ?? "");
  if (!hex) return undefined;
  return [
    Number.parseInt(hex[1] ?? "", 16),
    Number.parseInt(hex[2] ?? "", 16),
    Number.parseInt(hex[3] ?? "", 16),
  ];
}

/**
 * Whether text in one colour cannot be told from a ground in the other. The largest difference of a channel
 * decides, not the contrast: yellow on white is badly legible but seen.
 */
export function isSameColour(a: Rgb, b: Rgb): boolean {
  return Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1]), Math.abs(a[2] - b[2])) <= 24;
}

export type ThemeColours = ReadonlyMap<string, Rgb>;

/** The colour scheme of a theme part (DrawingML, a:clrScheme). */
export function readThemeColours(opc: OpcPackage, themePart: string | undefined): ThemeColours {
  // Without a theme part programs draw by the plain one: dark on light.
  const colours = new Map<string, Rgb>(
    themePart
      ? []
      : [
          ["lt1", [255, 255, 255]],
          ["dk1", [0, 0, 0]],
        ],
  );
  const root = themePart ? opc.xml(themePart) : undefined;
  for (const entry of childElements(descend(root, "themeElements", "clrScheme"))) {
    const value = childElements(entry)[0];
    const rgb = parseHexColour(
      value?.name === "sysClr" ? attribute(value, "lastClr") : attribute(value, "val"),
    );
    if (rgb) colours.set(entry.name, rgb);
  }
  return colours;
}

const aliases: Readonly<Record<string, string>> = {
  bg1: "lt1",
  tx1: "dk1",
  bg2: "lt2",
  tx2: "dk2",
  background1: "lt1",
  text1: "dk1",
  background2: "lt2",
  text2: "dk2",
  light1: "lt1",
  dark1: "dk1",
  light2: "lt2",
  dark2: "dk2",
  hyperlink: "hlink",
  followedHyperlink: "folHlink",
};

const presets: Readonly<Record<string, string>> = {
  white: "FFFFFF",
  black: "000000",
  red: "FF0000",
  green: "008000",
  blue: "0000FF",
  yellow: "FFFF00",
  gray: "808080",
  grey: "808080",
  silver: "C0C0C0",
  navy: "000080",
  snow: "FFFAFA",
  ivory: "FFFFF0",
  ghostWhite: "F8F8FF",
  whiteSmoke: "F5F5F5",
};

export function schemeColour(
  theme: ThemeColours,
  name: string,
  map?: ReadonlyMap<string, string>,
): Rgb | undefined {
  const mapped = map?.get(name) ?? name;
  return theme.get(mapped) ?? theme.get(aliases[mapped] ?? mapped);
}

/** Moves a colour towards white (tint > 0) or black (tint < 0), -1 … 1; close enough to tell colours apart. */
export function tinted(colour: Rgb, tint: number): Rgb {
  const one = (value: number): number =>
    Math.round(tint >= 0 ? value + (255 - value) * tint : value * (1 + tint));
  return [one(colour[0]), one(colour[1]), one(colour[2])];
}

export interface DrawnColour {
  readonly rgb: Rgb;
  /** 0 transparent … 1 opaque. */
  readonly alpha: number;
}

/** A DrawingML colour choice (a:srgbClr, a:schemeClr, a:sysClr, a:prstClr …) below a fill. */
export function drawingColour(
  fill: XmlElement | undefined,
  theme: ThemeColours,
  map?: ReadonlyMap<string, string>,
): DrawnColour | undefined {
  for (const element of childElements(fill)) {
    const value = attribute(element, "val") ?? "";
    let rgb: Rgb | undefined;
    if (element.name === "srgbClr") rgb = parseHexColour(value);
    else if (element.name === "schemeClr") rgb = schemeColour(theme, value, map);
    else if (element.name === "sysClr")
      rgb = parseHexColour(attribute(element, "lastClr")) ?? (value === "window" ? white : undefined);
    else if (element.name === "prstClr") rgb = parseHexColour(presets[value]);
    else if (element.name === "scrgbClr") {
      const part = (name: string): number =>
        Math.round((Number.parseFloat(attribute(element, name) ?? "0") / 100_000) * 255);
      rgb = [part("r"), part("g"), part("b")];
    }
    if (!rgb) continue;
    let alpha = 1;
    for (const change of childElements(element)) {
      const amount = Number.parseFloat(attribute(change, "val") ?? "100000") / 100_000;
      if (change.name === "alpha") alpha = amount;
      else if (change.name === "lumMod") rgb = [rgb[0] * amount, rgb[1] * amount, rgb[2] * amount];
      else if (change.name === "lumOff")
        rgb = [rgb[0] + 255 * amount, rgb[1] + 255 * amount, rgb[2] + 255 * amount];
      else if (change.name === "tint") rgb = tinted(rgb, 1 - amount);
      else if (change.name === "shade") rgb = tinted(rgb, amount - 1);
    }
    const clamp = (value: number): number => Math.max(0, Math.min(255, Math.round(value)));
    return { rgb: [clamp(rgb[0]), clamp(rgb[1]), clamp(rgb[2])], alpha };
  }
  return undefined;
}
