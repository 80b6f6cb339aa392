import type { PictureTreatment } from "../../../../shared/domain/item/picture-treatment.ts";
import { err, ok, type Result } from "../../../../shared/kernel/result.ts";
import { openZip } from "../containers/zip-archive.ts";
import { archiveFiles } from "../read-document.ts";
import { ReadBudget } from "../reading/read-budget.ts";
import { defaultReadLimits, type ReadLimits } from "../reading/read-limits.ts";
import { settle } from "../reading/settle.ts";
import { sniffKind } from "../sniff-kind.ts";
import { isSignedPdf } from "./compact-pdf.ts";
import { fileForRelease, type FileForRelease } from "./file-for-release.ts";
import type { ReleaseRefusal } from "./release-copy.ts";
import type { Withheld } from "./withheld.ts";

/** Whether a file, or one in an archive, is a PDF with an electronic signature or seal; what cannot be read is none. */
async function isSigned(bytes: Uint8Array, name: string, limits: ReadLimits): Promise<boolean> {
  const budget = new ReadBudget(limits);
  const isSignedFile = (file: Uint8Array, fileName: string): boolean =>
    sniffKind(file, fileName) === "pdf" && isSignedPdf(file, budget);
  const signed = await settle(() => {
    if (sniffKind(bytes, name) !== "zip") return isSignedFile(bytes, name);
    const archive = openZip(bytes, budget);
    return archiveFiles(archive).some((entry) => isSignedFile(archive.read(entry), entry.name));
  });
  return signed.ok && signed.value;
}

/**
 * What becomes of an electronic signature or seal when the file goes out as things stand: made as it would be for a
 * revision, and thrown away. Undefined where the file has none, which is seen without making anything.
 */
export async function foretellSigned(
  bytes: Uint8Array,
  name: string,
  withheld: readonly Withheld[],
  limits: ReadLimits = defaultReadLimits,
  treatments: readonly PictureTreatment[] = [],
): Promise<Result<Pick<FileForRelease, "losses" | "stays">, ReleaseRefusal> | undefined> {
  if (!(await isSigned(bytes, name, limits))) return undefined;
  const made = await fileForRelease(bytes, name, withheld, limits, treatments);
  return made.ok ? ok({ losses: made.value.losses, stays: made.value.stays }) : err(made.error);
}
