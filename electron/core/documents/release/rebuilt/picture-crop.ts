import { attribute, walk, type XmlElement } from "../../containers/xml-reader.ts";
import { markup, type Markup } from "./markup.ts";

const sides = ["l", "t", "r", "b"] as const;

/** What is cut off a picture where it is shown (20.1.8.55), in thousandths of a percent; undefined where it is shown whole. */
export function cropOf(picture: XmlElement): Markup | undefined {
  const source = [...walk(picture)].find(({ name }) => name === "srcRect");
  if (!source) return undefined;
  const cut = sides.flatMap((side) => {
    const value = Math.round(Number(attribute(source, side) ?? "0"));
    return value === 0 ? [] : [[side, Math.abs(value) <= 100_000 ? String(value) : "0"] as const];
  });
  return cut.length > 0 ? markup("a:srcRect", Object.fromEntries(cut)) : undefined;
}

/** The fill of a picture: its bytes by their relation, as much of them as is shown. */
export const pictureFill = (name: string, relation: string, picture: XmlElement): Markup => {
  const crop = cropOf(picture);
  return markup(name, {}, [
    markup("a:blip", { "r:embed": relation }),
    ...(crop ? [crop] : []),
    markup("a:stretch", {}, [markup("a:fillRect")]),
  ]);
};
