import { findingClasses, type FindingGlyph } from "./finding-classes.ts";

/** The class of a finding as a block with its character; never colour alone. */
export function FindingGlyphBlock({
  glyph,
  open = false,
}: {
  readonly glyph: FindingGlyph;
  readonly open?: boolean;
}) {
  const { key, name } = findingClasses[glyph];
  return (
    <span
      className={`find-glyph is-${key} ${open ? "is-open" : ""}`}
      title={name}
      role="img"
      aria-label={name}
    >
      {glyph}
    </span>
  );
}
