import { RefusalSignal } from "../reading/refusal.ts";
import type { PdfFile } from "./pdf-file.ts";
import type { PdfDict, PdfStream } from "./pdf-objects.ts";

/** Larger masks are those of photographs and seals, which are never a plain box. */
const maskPixels = 4_000_000;
/** Share of a picture that must be solid for it to cover what lies below. */
const solidShare = 0.95;

function dimensions(file: PdfFile, dict: PdfDict): readonly [number, number] {
  return [
    file.number(dict.get("Width") ?? dict.get("W")) ?? 0,
    file.number(dict.get("Height") ?? dict.get("H")) ?? 0,
  ];
}

function isPlainlyPacked(file: PdfFile, stream: PdfStream): boolean {
  return file
    .filters(stream)
    .every((name) =>
      /^(?:FlateDecode|Fl|LZWDecode|LZW|ASCII85Decode|A85|ASCIIHexDecode|AHx|RunLengthDecode|RL)$/u.test(
        name,
      ),
    );
}

/** Share of samples at the opaque end; undefined when the mask is packed as pixels or too large. */
function solidPart(file: PdfFile, stream: PdfStream, opaqueIsOne: boolean): number | undefined {
  const [width, height] = dimensions(file, stream.dict);
  const isStencil = file.resolve(stream.dict.get("ImageMask") ?? stream.dict.get("IM") ?? null) === true;
  const bits = isStencil
    ? 1
    : (file.number(stream.dict.get("BitsPerComponent") ?? stream.dict.get("BPC")) ?? 8);
  if (
    width * height <= 0 ||
    width * height > maskPixels ||
    !isPlainlyPacked(file, stream) ||
    (bits !== 1 && bits !== 8)
  )
    return undefined;
  let data: Uint8Array;
  try {
    data = file.data(stream);
  } catch (error) {
    if (error instanceof RefusalSignal && error.refusal.type === "damaged") return undefined;
    throw error;
  }
  const decode = file.array(stream.dict.get("Decode") ?? stream.dict.get("D"));
  const inverted = (file.number(decode[0]) ?? 0) > (file.number(decode[1]) ?? 1);
  const wantsHigh = opaqueIsOne !== inverted;
  let solid = 0;
  if (bits === 8) {
    const count = Math.min(width * height, data.length);
    for (let at = 0; at < count; at += 1)
      if (wantsHigh ? (data[at] ?? 0) >= 240 : (data[at] ?? 255) <= 15) solid += 1;
  } else {
    const rowBytes = Math.ceil(width / 8);
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        const bit = ((data[y * rowBytes + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1;
        if ((bit === 1) === wantsHigh) solid += 1;
      }
    }
  }
  return solid / (width * height);
}

/**
 * Whether a picture hides what lies below it. One without mask does; one with a mask (seals, signatures, logos) does
 * only when the mask is solid nearly everywhere, as the alpha channel of a plain black box is (8.9.6, 11.6.5.2).
 */
export function isOpaqueImage(file: PdfFile, image: PdfStream): boolean {
  if (file.resolve(image.dict.get("ImageMask")) === true)
    return (solidPart(file, image, false) ?? 0) >= solidShare;
  if ((file.number(image.dict.get("SMaskInData")) ?? 0) > 0) return false;
  const soft = file.stream(image.dict.get("SMask"));
  if (soft) return (solidPart(file, soft, true) ?? 0) >= solidShare;
  const explicit = file.stream(image.dict.get("Mask"));
  if (explicit) return (solidPart(file, explicit, false) ?? 0) >= solidShare;
  return !image.dict.has("Mask");
}
