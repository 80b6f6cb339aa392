/** The few declarations that can make an element unseen. */
export interface BoxLook {
  readonly hiddenBecause?: string;
  readonly colour?: string;
  readonly background?: string;
}

export interface StyleRule {
  readonly selector: SimpleSelector;
  readonly declarations: ReadonlyMap<string, string>;
}

export interface SimpleSelector {
  readonly tag: string | undefined;
  readonly id: string | undefined;
  readonly classes: readonly string[];
  readonly attributes: readonly (readonly [string, string | undefined])[];
}

export function parseDeclarations(text: string): ReadonlyMap<string, string> {
  const declarations = new Map<string, string>();
  for (const piece of text.replaceAll(/\/\*[\s\S]*?(?:\*\/|$)/gu, "").split(";")) {
    const colon = piece.indexOf(":");
    if (colon < 0) continue;
    const value = piece
      .slice(colon + 1)
      .replace(/!\s*important/iu, "")
      .trim()
      .toLowerCase();
    declarations.set(piece.slice(0, colon).trim().toLowerCase(), value);
  }
  return declarations;
}

const maxRules = 5_000;

/**
 * The rules of a style sheet whose selectors are simple (tag, class, id, attribute); of a descendant selector the
 * last part counts. Rules for print, and those that only answer to the pointer, do not describe what is seen.
 */
export function parseStyleSheet(source: string): readonly StyleRule[] {
  const rules: StyleRule[] = [];
  const text = source.replaceAll(/\/\*[\s\S]*?(?:\*\/|$)|<!--|-->/gu, " ");
  let at = 0;
  while (at < text.length && rules.length < maxRules) {
    const open = text.indexOf("{", at);
    if (open < 0) break;
    // Statements without a block in front, 「@charset "utf-8";」, are no part of the selector.
    const start = text.slice(at, open);
    const head = start.slice(start.lastIndexOf(";") + 1).trim();
    if (head.startsWith("@")) {
      const end = matchingBrace(text, open);
      const applies = /^@media\b/iu.test(head) && !/\b(?:print|max-width|max-device-width)\b/iu.test(head);
      if (applies) rules.push(...parseStyleSheet(text.slice(open + 1, end)));
      at = end + 1;
      continue;
    }
    const close = text.indexOf("}", open);
    const body = text.slice(open + 1, close < 0 ? text.length : close);
    const declarations = parseDeclarations(body);
    for (const part of head.split(",")) {
      const selector = parseSelector(part);
      if (selector) rules.push({ selector, declarations });
    }
    at = close < 0 ? text.length : close + 1;
  }
  return rules;
}

function matchingBrace(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === "{") depth += 1;
    else if (text[at] === "}") {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return text.length;
}

function parseSelector(text: string): SimpleSelector | undefined {
  const last =
    text
      .trim()
      .split(/[\s>+~]+/u)
      .at(-1) ?? "";
  if (last === "" || last === "*" || /:(?!link|visited|root|not\(:focus)/iu.test(last)) return undefined;
  const attributes = [...last.matchAll(/\[([\w-]+)(?:[~|^$*]?=["']?([^"'\]]*)["']?)?\]/gu)].map(
    (match) => [match[1]?.toLowerCase() ?? "", match[2]] as const,
  );
  const plain = last.replaceAll(/\[[^\]]*\]|:[\w-]+(?:\([^)]*\))?/gu, "");
  return {
    tag: /^[a-z][\w-]*/iu.exec(plain)?.[0]?.toLowerCase(),
    id: /#([\w\u00a0-\uffff-]+)/u.exec(plain)?.[1],
    classes: [...plain.matchAll(/\.([\w\u00a0-\uffff-]+)/gu)].map((match) => match[1] ?? ""),
    attributes,
  };
}

export interface StyledElement {
  readonly tag: string;
  attribute(name: string): string | undefined;
}

export function selectorMatches(
  selector: SimpleSelector,
  element: StyledElement,
  classes: ReadonlySet<string>,
): boolean {
  if (selector.tag !== undefined && selector.tag !== element.tag) return false;
  if (selector.id !== undefined && selector.id !== element.attribute("id")) return false;
  if (!selector.classes.every((name) => classes.has(name))) return false;
  return selector.attributes.every(([name, value]) => {
    const own = element.attribute(name);
    return own !== undefined && (value === undefined || own === value);
  });
}

function lengthOf(value: string | undefined): number | undefined {
  const match = /^(-?[\d.]+)(px|pt|em|rem|ex|cm|mm|in|vw|vh|%)?$/u.exec(value ?? "");
  if (!match) return undefined;
  const scale: Readonly<Record<string, number>> = {
    pt: 1.33,
    em: 16,
    rem: 16,
    ex: 8,
    cm: 37.8,
    mm: 3.78,
    in: 96,
    vw: 12,
    vh: 8,
    "%": 10,
  };
  return Number(match[1]) * (scale[match[2] ?? "px"] ?? 1);
}

/** What declarations make of an element; position tricks count when they lead far off the page. */
export function lookOf(declarations: ReadonlyMap<string, string>): BoxLook {
  const get = (name: string): string | undefined => declarations.get(name);
  const fontSize = lengthOf(get("font-size"));
  const far = (name: string): boolean => {
    const length = lengthOf(get(name));
    return length !== undefined && length <= -900;
  };
  let hiddenBecause: string | undefined;
  if (get("display") === "none") hiddenBecause = "display:none";
  else if (get("visibility") === "hidden" || get("visibility") === "collapse")
    hiddenBecause = "visibility:hidden";
  else if (get("opacity") !== undefined && Number.parseFloat(get("opacity") ?? "1") <= 0.02)
    hiddenBecause = "opacity:0";
  else if (get("content-visibility") === "hidden") hiddenBecause = "content-visibility:hidden";
  else if (fontSize !== undefined && fontSize >= 0 && fontSize <= 2) hiddenBecause = "font-size 极小";
  else if (far("text-indent")) hiddenBecause = "text-indent 移出页面";
  else if (
    /^(?:absolute|fixed|relative)$/u.test(get("position") ?? "") &&
    (far("left") || far("top") || far("right"))
  )
    hiddenBecause = "定位到页面以外";
  else if (far("margin-left") || far("margin-top")) hiddenBecause = "移出页面";
  else if (
    /^rect\((?:\s*[01]?(?:px)?[\s,]*){4}\)$/u.test(get("clip") ?? "") ||
    /^(?:inset\((?:50|100)%|circle\(0|polygon\(0(?:px)? 0(?:px)?\)$)/u.test(get("clip-path") ?? "")
  )
    hiddenBecause = "被裁剪";
  else if (
    /^(?:hidden|clip)$/u.test(get("overflow") ?? "") &&
    [get("width"), get("height"), get("max-height"), get("max-width")].some((value) => {
      const length = lengthOf(value);
      return length !== undefined && length <= 1;
    })
  )
    hiddenBecause = "尺寸为零";
  else if (/scale\(\s*0(?:\.0+)?\s*[,)]|translate[xy]?\(\s*-\d{4,}/iu.test(get("transform") ?? ""))
    hiddenBecause = "变换后不可见";
  const background = get("background-color") ?? get("background");
  const colour = get("color") ?? get("-webkit-text-fill-color");
  return {
    ...(hiddenBecause ? { hiddenBecause } : {}),
    ...(colour === undefined ? {} : { colour }),
    ...(background === undefined ? {} : { background }),
  };
}

const names: Readonly<Record<string, string>> = {
  white: "#ffffff",
  black: "#000000",
  snow: "#fffafa",
  ivory: "#fffff0",
  whitesmoke: "#f5f5f5",
  red: "#ff0000",
  blue: "#0000ff",
  green: "#008000",
  gray: "#808080",
  grey: "#808080",
  silver: "#c0c0c0",
  navy: "#000080",
  yellow: "#ffff00",
};

export type CssColour = readonly [number, number, number, number];

/** Red, green, blue 0 … 255 and opacity 0 … 1; undefined for pictures, gradients and what is not known. */
export function parseCssColour(text: string): CssColour | undefined {
  const value = text.trim();
  if (value === "transparent") return [255, 255, 255, 0];
  const named = names[value] ?? value;
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])([0-9a-f])?$/u.exec(named);
  const hex = short
    ? `#${short[1]}${short[1]}${short[2]}${short[2]}${short[3]}${short[3]}${short[4] ? short[4].repeat(2) : ""}`
    : named;
  const long = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})?$/u.exec(hex);
  if (long) {
    const part = (index: number): number => Number.parseInt(long[index] ?? "ff", 16);
    return [part(1), part(2), part(3), part(4) / 255];
  }
  const functional = /^rgba?\(\s*([\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)(?:[\s,/]+([\d.]+%?))?\s*\)$/u.exec(
    named,
  );
  if (!functional) return undefined;
  const alpha = functional[4] ?? "1";
  return [
    Number(functional[1]),
    Number(functional[2]),
    Number(functional[3]),
    alpha.endsWith("%") ? Number.parseFloat(alpha) / 100 : Number(alpha),
  ];
}
