import type { OpcPackage } from "../../containers/opc-package.ts";
import { imageFormatOf } from "../../image/image-metadata.ts";
import { digestOfPicture } from "../pictures/file-pictures.ts";
import type { PreparedPictures } from "../pictures/prepared-pictures.ts";
import { stripImage } from "../strip-image.ts";
import type { PackageWriter, PictureExtension } from "./package-writer.ts";

/** A picture of the original: what was decided about it, and what leaves of it. */
interface Source {
  readonly digest: string;
  readonly decided: boolean;
  readonly leaves: { readonly bytes: Uint8Array; readonly extension: PictureExtension } | undefined;
}

/** The pictures of an office file in its copy, each once: as it was decided, or stripped of all but its pixels. */
export class CopiedPictures {
  readonly #opc: OpcPackage;
  readonly #writer: PackageWriter;
  readonly #folder: string;
  readonly #prepared: PreparedPictures;
  /** By the part of the original. */
  readonly #sources = new Map<string, Source | undefined>();
  /** Parts of the copy, by the digest of the original. */
  readonly #parts = new Map<string, string>();
  readonly #placed = new Map<string, string>();

  /** `folder` of the copy's pictures: 「/word/media」. */
  constructor(opc: OpcPackage, writer: PackageWriter, folder: string, prepared: PreparedPictures) {
    this.#opc = opc;
    this.#writer = writer;
    this.#folder = folder;
    this.#prepared = prepared;
  }

  /**
   * Leads from `part` of the copy to the picture that `relation` of the original's `source` leads to. `bare`: nothing lies
   * over it, so that it shows no more than the page does; only then it comes along without a decision.
   */
  relate(source: string, relation: string, part: string, bare: boolean): string | undefined {
    const target = this.#opc.target(source, relation);
    const picture = target === undefined ? undefined : this.#source(target);
    if (!picture?.leaves) return undefined;
    if (!picture.decided && !(bare && this.#prepared.undecidedComeAlong)) return undefined;
    const { bytes, extension } = picture.leaves;
    const known = this.#parts.get(picture.digest);
    const name = known ?? `${this.#folder}/image${this.#parts.size + 1}.${extension}`;
    if (known === undefined) {
      this.#parts.set(picture.digest, name);
      this.#placed.set(picture.digest, digestOfPicture(bytes));
      this.#writer.picture(name, bytes);
    }
    return this.#writer.relate(part, "image", name);
  }

  /** Whether a picture of the original is in the copy. */
  has(target: string): boolean {
    const picture = this.#source(target);
    return picture !== undefined && this.#parts.has(picture.digest);
  }

  /** All pictures in the copy: the digest of each there, by that of its original. */
  get placed(): ReadonlyMap<string, string> {
    return this.#placed;
  }

  #source(target: string): Source | undefined {
    if (this.#sources.has(target)) return this.#sources.get(target);
    const original = this.#opc.bytes(target);
    const source = original && this.#read(original);
    this.#sources.set(target, source);
    return source;
  }

  #read(original: Uint8Array): Source {
    const digest = digestOfPicture(original);
    if (this.#prepared.decided.has(digest)) {
      const treated = this.#prepared.decided.get(digest);
      return {
        digest,
        decided: true,
        leaves: treated && { bytes: treated.bytes, extension: treated.format },
      };
    }
    const format = imageFormatOf(original);
    const stripped = stripImage(original);
    const isShown = format === "jpeg" || format === "png" || format === "gif";
    return {
      digest,
      decided: false,
      leaves: stripped && isShown ? { bytes: stripped, extension: format } : undefined,
    };
  }
}
