import {
  pictureOutcome,
  type PictureTreatment,
} from "../../../../../shared/domain/item/picture-treatment.ts";
import type { FilePicture, TreatedPicture } from "./file-pictures.ts";
import { treatPicture } from "./treat-picture.ts";

/** What the writers of copies do with pictures: by the digest of the original. */
export interface PreparedPictures {
  /** What was decided: the picture as it leaves, or nothing. */
  readonly decided: ReadonlyMap<string, TreatedPicture | undefined>;
  /** Pictures nobody decided about come along, stripped, where nothing can lie over them. */
  readonly undecidedComeAlong: boolean;
}

/** Treats the pictures of a file as it was decided (`alone`: the file is one); a picture that cannot be treated stays out. */
export async function preparePictures(
  pictures: readonly FilePicture[],
  treatments: readonly PictureTreatment[],
  undecidedStayOut: boolean,
  alone = false,
): Promise<PreparedPictures> {
  const decided = new Map<string, TreatedPicture | undefined>();
  for (const picture of pictures) {
    const treatment = treatments.find((one) => one.digest === picture.digest);
    if (treatment) decided.set(picture.digest, await treatPicture(picture, treatment, alone));
  }
  return { decided, undecidedComeAlong: pictureOutcome(undefined, undecidedStayOut) === "keep" };
}

/** As if everything that can be shown were kept, for a copy of which only the places of pictures matter. */
export function allKept(pictures: readonly FilePicture[]): PreparedPictures {
  const bytes = new Uint8Array(1);
  return {
    decided: new Map(
      pictures.flatMap(({ digest, width, height, unusable }) =>
        unusable ? [] : [[digest, { bytes, format: "png", width, height }] as const],
      ),
    ),
    undecidedComeAlong: false,
  };
}
