import { inspectImage } from "../image/inspect-image.ts";
import { imageFormatOf } from "../image/image-metadata.ts";
import type { ReadingBuilder } from "../reading/reading-builder.ts";
import type { PdfFile } from "./pdf-file.ts";
import { PdfStream } from "./pdf-objects.ts";

/** JPEG pictures keep their camera data when they are put into a PDF as they are. */
export function readPageImages(file: PdfFile, builder: ReadingBuilder): void {
  let number = 0;
  for (const objectNumber of file.objectNumbers) {
    const object = file.object(objectNumber);
    if (!(object instanceof PdfStream) || file.name(object.dict.get("Subtype")) !== "Image") continue;
    number += 1;
    if (!file.filters(object).some((name) => name === "DCTDecode" || name === "DCT")) continue;
    const data = file.data(object);
    if (imageFormatOf(data)) inspectImage(data, builder, `第${number}幅图片`);
  }
}
