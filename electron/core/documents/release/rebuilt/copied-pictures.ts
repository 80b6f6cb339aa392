import type { OpcPackage } from "../../containers/opc-package.ts";
import { imageFormatOf } from "../../image/image-metadata.ts";
import { stripImage } from "../strip-image.ts";
import type { PackageWriter } from "./package-writer.ts";

/** The pictures of an office file in its copy, each once and stripped of all but its pixels. */
export class CopiedPictures {
  readonly #opc: OpcPackage;
  readonly #writer: PackageWriter;
  readonly #folder: string;
  /** By the part of the original; undefined where there is no stripped form. */
  readonly #copies = new Map<string, string | undefined>();

  /** `folder` of the copy's pictures: 「/word/media」. */
  constructor(opc: OpcPackage, writer: PackageWriter, folder: string) {
    this.#opc = opc;
    this.#writer = writer;
    this.#folder = folder;
  }

  /** Leads from `part` of the copy to the picture that `relation` of the original's `source` leads to. */
  relate(source: string, relation: string, part: string): string | undefined {
    const target = this.#opc.target(source, relation);
    const copy = target === undefined ? undefined : this.#copy(target);
    return copy === undefined ? undefined : this.#writer.relate(part, "image", copy);
  }

  /** Whether a picture of the original is in the copy. */
  has(target: string): boolean {
    return this.#copies.get(target) !== undefined;
  }

  #copy(target: string): string | undefined {
    if (this.#copies.has(target)) return this.#copies.get(target);
    const original = this.#opc.bytes(target);
    const format = original && imageFormatOf(original);
    const stripped = original && stripImage(original);
    const isShown = format === "jpeg" || format === "png" || format === "gif";
    const name = stripped && isShown ? `${this.#folder}/image${this.#copies.size + 1}.${format}` : undefined;
    if (name !== undefined && stripped) this.#writer.picture(name, stripped);
    this.#copies.set(target, name);
    return name;
  }
}
