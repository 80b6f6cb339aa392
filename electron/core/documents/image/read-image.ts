import type { FileReading } from "../reading/file-reading.ts";
import { ReadBudget } from "../reading/read-budget.ts";
import { ReadingBuilder } from "../reading/reading-builder.ts";
import { refuse } from "../reading/refusal.ts";
import { inspectImage } from "./inspect-image.ts";

/** Reads a picture inside the given budget. Pixels are not decoded: a picture of any size costs its metadata. */
export function readImageWithin(bytes: Uint8Array, budget: ReadBudget): FileReading {
  const builder = new ReadingBuilder(budget);
  const image = inspectImage(bytes, builder, "图片") ?? refuse("unsupported", "image-format");
  if (image.width <= 0 || image.height <= 0) {
    if (image.format === "jpeg" || image.format === "png") refuse("damaged", "image-size");
  }
  builder.addNote("图片中的文字没有识别，须人工审看画面内容。");
  return builder.build("image");
}
