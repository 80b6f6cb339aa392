import type {
  PictureRegion,
  PictureSize,
  PictureTreatment,
} from "../../../../../shared/domain/item/picture-treatment.ts";
import type { PdfFile } from "../../pdf/pdf-file.ts";
import type { PdfStream } from "../../pdf/pdf-objects.ts";
import type { FilePicture } from "../pictures/file-pictures.ts";
import type { PreparedPictures } from "../pictures/prepared-pictures.ts";
import { imageOfTreated, plainImage } from "./leaving-image.ts";
import { digestOfPdfImage, readPdfImage, type PdfImage } from "./pdf-image.ts";
import { isDecoration } from "./pictures-of-pdf.ts";

/** What becomes of a picture in the copy of a PDF. */
export interface PictureFate {
  readonly digest: string;
  /** "undecided": it stays out because nobody decided about it. */
  readonly outcome: "leaves" | "dropped" | "undecided";
  readonly isDecided: boolean;
  /** Too small to show anything. */
  readonly isDecoration: boolean;
  /** What stands for it; where it leaves. */
  readonly image?: () => PdfImage;
  /** What turns it upright; a picture nobody decided about stays as it lies. */
  readonly orientation: number;
  readonly size: PictureSize;
  readonly regions: readonly PictureRegion[];
}

/** What was decided about the pictures of a file, for the writer of its copy. */
export interface PicturePlan {
  readonly pictures: readonly FilePicture[];
  readonly treatments: readonly PictureTreatment[];
  readonly prepared: PreparedPictures;
}

/** Tells what becomes of each picture; without a plan all come along. */
export class PictureFates {
  readonly #file: PdfFile;
  readonly #plan: PicturePlan | undefined;
  readonly #known = new Map<PdfStream, PictureFate>();
  readonly #pictures: ReadonlyMap<string, FilePicture>;

  constructor(file: PdfFile, plan: PicturePlan | undefined) {
    this.#file = file;
    this.#plan = plan;
    this.#pictures = new Map(plan?.pictures.map((picture) => [picture.digest, picture]));
  }

  of(stream: PdfStream): PictureFate {
    const fate = this.#known.get(stream) ?? this.#tell(stream);
    this.#known.set(stream, fate);
    return fate;
  }

  #tell(stream: PdfStream): PictureFate {
    const file = this.#file;
    const plan = this.#plan;
    const image = readPdfImage(file, stream);
    const digest = digestOfPdfImage(file, image);
    const rest = { digest, isDecoration: isDecoration(image), orientation: 1, size: image, regions: [] };
    const treatment = plan?.treatments.find((one) => one.digest === digest);
    const picture = this.#pictures.get(digest);
    if (!plan?.prepared.decided.has(digest) || !picture?.onPages) {
      const leaves = rest.isDecoration || plan === undefined || plan.prepared.undecidedComeAlong;
      return leaves
        ? { ...rest, outcome: "leaves", isDecided: false, image: () => plainImage(file, stream) }
        : { ...rest, outcome: "undecided", isDecided: false };
    }
    const treated = plan.prepared.decided.get(digest);
    if (!treated) return { ...rest, outcome: "dropped", isDecided: true };
    const { orientation, isStencil } = picture.onPages;
    return {
      ...rest,
      outcome: "leaves",
      isDecided: true,
      image: () => imageOfTreated(treated, isStencil),
      orientation,
      size: treated,
      regions: treatment?.regions ?? [],
    };
  }
}
