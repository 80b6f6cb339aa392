import { findingClasses, findingGlyphs } from "./finding-classes.ts";

/** Lines that the CSS Custom Highlight API can draw: every class but dash and dot, which no engine has as a style. */
const lineStyles = {
  secret: "double 2px",
  internal: "solid 3px",
  personal: "dashed 1.5px",
  aggregation: "dotted 3px",
  wording: "wavy 1.5px",
} as const;
type LineClass = keyof typeof lineStyles;

const levels = [0, 1, 2] as const;
const tones = ["full", "faint"] as const;

function highlightName(line: string, tone: string, level: number): string {
  return `find-${line}-${tone}-${level}`;
}

/** Whether the engine draws underlines of its own on ranges, without touching the elements. */
export function canHighlight(): boolean {
  return typeof Highlight === "function" && CSS.highlights !== undefined;
}

/** The style sheet of the highlights, written from the one table of line styles. */
function highlightRules(): string {
  const rules: string[] = [];
  for (const [line, style] of Object.entries(lineStyles)) {
    const ink = line === "secret" ? "var(--c-paper-red)" : "var(--c-paper-ink)";
    for (const tone of tones) {
      const colour = tone === "full" ? ink : `color-mix(in srgb, ${ink} 45%, transparent)`;
      for (const level of levels) {
        rules.push(
          `::highlight(${highlightName(line, tone, level)}){text-decoration:underline ${style} ${colour};` +
            `text-underline-offset:calc(0.16em + ${level * 3}px);text-decoration-skip-ink:none}`,
        );
      }
    }
  }
  return rules.join("\n");
}

function isLineClass(key: string): key is LineClass {
  return Object.hasOwn(lineStyles, key);
}

let sheet: CSSStyleSheet | undefined;

function adoptRules(): void {
  if (sheet) return;
  sheet = new CSSStyleSheet();
  sheet.replaceSync(highlightRules());
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

/**
 * Registers a line for every marked piece under `roots`; what stood there before is replaced. Several papers on one
 * screen share the registry, so all of them are given together. Returns the function that clears it.
 */
export function drawLines(roots: readonly Element[]): () => void {
  adoptRules();
  const ranges = new Map<string, Range[]>();
  for (const root of roots) {
    for (const mark of root.querySelectorAll<HTMLElement>(".find[data-line]")) {
      const line = mark.dataset["line"] ?? "";
      if (!isLineClass(line)) continue;
      const tone = mark.dataset["tone"] === "faint" ? "faint" : "full";
      const level = Math.min(levels.length - 1, Number(mark.dataset["level"] ?? "0"));
      const range = document.createRange();
      range.selectNodeContents(mark);
      const name = highlightName(line, tone, level);
      const list = ranges.get(name);
      if (list) list.push(range);
      else ranges.set(name, [range]);
    }
  }
  clearLines();
  for (const [name, list] of ranges) CSS.highlights.set(name, new Highlight(...list));
  return clearLines;
}

function clearLines(): void {
  for (const glyph of findingGlyphs) {
    const { key } = findingClasses[glyph];
    for (const tone of tones)
      for (const level of levels) CSS.highlights.delete(highlightName(key, tone, level));
  }
}
