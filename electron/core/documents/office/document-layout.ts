import { attribute, child, childElements, ownText, walk, type XmlElement } from "../containers/xml-reader.ts";
import type { WordPicture } from "./word-story.ts";

/** How a document stands on its pages, beside its text: numbers only, and which pictures are shown where. */
export interface DocumentLayout {
  /** Blocks a new page begins with. */
  readonly pageStarts: ReadonlySet<number>;
  /** Columns of tables, twentieths of a point, by block. */
  readonly tableWidths: ReadonlyMap<number, readonly number[]>;
  /** Pictures that stand behind a block; -1: before the first. */
  readonly pictures: readonly (WordPicture & { readonly behind: number; readonly align?: string })[];
  readonly page?: PageGeometry;
  /** The foot of its pages counts them. */
  readonly numbered: boolean;
}

/** Twentieths of a point. */
export interface PageGeometry {
  readonly width: number;
  readonly height: number;
  readonly landscape: boolean;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** The page of the last section, where it is a plain one (17.6.13, 17.6.11). */
export function pageGeometry(body: XmlElement): PageGeometry | undefined {
  const section = childElements(body).findLast((element) => element.name === "sectPr");
  const size = child(section, "pgSz");
  const margin = child(section, "pgMar");
  const number = (element: XmlElement | undefined, name: string): number =>
    Math.round(Number(attribute(element, name)));
  const page = {
    width: number(size, "w"),
    height: number(size, "h"),
    top: number(margin, "top"),
    right: number(margin, "right"),
    bottom: number(margin, "bottom"),
    left: number(margin, "left"),
  };
  const plain =
    Object.values(page).every((value) => value >= 0 && value < 32_000) &&
    page.left + page.right < page.width - 1_000 &&
    page.top + page.bottom < page.height - 1_000;
  return plain ? { ...page, landscape: attribute(size, "orient") === "landscape" } : undefined;
}

/** Shapes that float may cover a picture; without them it would be seen whole. */
export function hasShapes(body: XmlElement): boolean {
  for (const element of walk(body))
    if (/^(?:anchor|pict|object|wsp|wgp|wpc)$/u.test(element.name)) return true;
  return false;
}

/** Whether a footer counts the pages. */
export function countsPages(footer: XmlElement): boolean {
  for (const element of walk(footer)) {
    if (element.name === "instrText" && /\bPAGE\b/u.test(ownText(element))) return true;
    if (element.name === "fldSimple" && /\bPAGE\b/u.test(attribute(element, "instr") ?? "")) return true;
  }
  return false;
}
