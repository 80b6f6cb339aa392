import { docxFile, paragraph } from "./office-files.ts";

/** A Word file of one paragraph and these pictures below it, by the names of their parts. */
export function docxWithPictures(text: string, media: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const names = Object.keys(media);
  const inline = (id: string): string =>
    `<w:p><w:r><w:drawing><wp:inline><wp:extent cx="2880000" cy="1920000"/><a:graphic><a:graphicData><a:blip r:embed="${id}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;
  return docxFile(paragraph(text) + names.map((_name, index) => inline(`rIdP${index}`)).join(""), {
    parts: Object.entries(media).map(([name, data]) => ({ name: `word/media/${name}`, data })),
    relations: names.map((name, index) => ({
      from: "word/document.xml",
      type: "image",
      target: `media/${name}`,
      id: `rIdP${index}`,
    })),
  });
}
