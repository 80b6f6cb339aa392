import {
  findingClasses as classes,
  type FindingClass,
} from "../../../shared/domain/screening/finding-types.ts";

export type FindingGlyph = (typeof classes)[FindingClass]["glyph"];

export interface DrawnClass {
  readonly key: FindingClass;
  readonly name: string;
}

/** The seven classes by their glyph, the strictest first: the order in which overlapping lines stack on paper. */
export const findingClasses = Object.fromEntries(
  Object.entries(classes).map(([key, { glyph, label }]) => [glyph, { key, name: label }]),
) as Readonly<Record<FindingGlyph, DrawnClass>>;

export const findingGlyphs = Object.keys(findingClasses) as readonly FindingGlyph[];

/** 0 draws nearest to the text. */
export function strictness(glyph: FindingGlyph): number {
  return findingGlyphs.indexOf(glyph);
}
