import { createHash } from "node:crypto";

import type { UnusablePicture } from "../../../../../shared/domain/item/picture-treatment.ts";
import type { OpcPackage } from "../../containers/opc-package.ts";
import { pictureSize } from "../../image/pixels/decode-picture.ts";

/** A picture of a file, once however often it is shown. */
export interface FilePicture {
  /** SHA-256 of its bytes in the file. */
  readonly digest: string;
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly unusable?: UnusablePicture;
}

export const digestOfPicture = (bytes: Uint8Array): string =>
  createHash("sha256").update(bytes).digest("hex");

const vector = /\.(?:emf|wmf|emz|wmz|svg|svgz)$/iu;

export function filePicture(bytes: Uint8Array, name: string): FilePicture {
  const digest = digestOfPicture(bytes);
  if (vector.test(name)) return { digest, bytes, width: 0, height: 0, unusable: "vector" };
  const size = pictureSize(bytes);
  return size.ok
    ? { digest, bytes, width: size.width, height: size.height }
    : { digest, bytes, width: 0, height: 0, unusable: size.reason };
}

const byNumber = new Intl.Collator("en", { numeric: true });

/** Whether a part of an office file is a picture; its own preview is none of its pictures. */
export const isPicturePart = (opc: OpcPackage, name: string): boolean =>
  (/\/media\/[^/]+$/iu.test(name) || opc.contentType(name).startsWith("image/")) &&
  !/\/thumbnail\.[^/]+$/iu.test(name);

/** The pictures of an office file, in the order of their parts' names. */
export function packagePictures(opc: OpcPackage): readonly FilePicture[] {
  const pictures = new Map<string, FilePicture>();
  for (const name of opc.partNames.filter((part) => isPicturePart(opc, part)).toSorted(byNumber.compare)) {
    const bytes = opc.bytes(name);
    if (!bytes || bytes.length === 0) continue;
    const picture = filePicture(bytes, name);
    if (!pictures.has(picture.digest)) pictures.set(picture.digest, picture);
  }
  return [...pictures.values()];
}
