import { createHash } from "node:crypto";

import type { UnusablePicture } from "../../../../../shared/domain/item/picture-treatment.ts";
import type { OpcPackage } from "../../containers/opc-package.ts";
import { pictureSize, type DecodedPicture } from "../../image/pixels/decode-picture.ts";

/** A picture drawn anew from its pixels. */
export interface TreatedPicture {
  readonly bytes: Uint8Array;
  readonly format: "jpeg" | "png";
  readonly width: number;
  readonly height: number;
}

/** A picture that the pages of a PDF draw. */
export interface PagePicture {
  /** The pages that draw it; none where it is not drawn by itself. */
  readonly numbers: readonly number[];
  /** What turns it upright as its first page shows it. */
  readonly orientation: number;
  readonly isStencil: boolean;
  /** Boxes of a page lie over it. */
  readonly isBoxed: boolean;
  /** One of these boxes has nothing on it: it is there to hide what lies below. */
  readonly isBlotted: boolean;
  /** Its pixels as the pages show them: upright, and black where boxes lie over it. */
  readonly seen: () => Promise<DecodedPicture>;
  /** What it is in a copy: nobody decided about it, or it was drawn anew. */
  readonly plainDigest: () => string;
  readonly leavingDigest: (treated: TreatedPicture) => string;
}

/** A picture of a file, once however often it is shown. */
export interface FilePicture {
  /** SHA-256 of its bytes in the file. */
  readonly digest: string;
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly unusable?: UnusablePicture;
  /** Of a PDF. */
  readonly onPages?: PagePicture;
}

/** A picture as it lies in a copy. */
export interface FoundPicture {
  readonly digest: string;
  readonly isOnlyPixels: () => boolean;
  readonly pixels: () => Promise<DecodedPicture>;
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
