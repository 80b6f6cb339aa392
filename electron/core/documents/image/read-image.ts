import type { Result } from "../../../../shared/kernel/result.ts";
import type { FileReading } from "../reading/file-reading.ts";
import { ReadBudget } from "../reading/read-budget.ts";
import { defaultReadLimits, type ReadLimits } from "../reading/read-limits.ts";
import { ReadingBuilder } from "../reading/reading-builder.ts";
import { refuse, type RefusedFile } from "../reading/refusal.ts";
import { settle } from "../reading/settle.ts";
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

export function readImage(
  bytes: Uint8Array,
  limits: ReadLimits = defaultReadLimits,
): Promise<Result<FileReading, RefusedFile>> {
  return settle(() => readImageWithin(bytes, new ReadBudget(limits)));
}
