import { pdfFile, type PdfOptions, type PdfSource } from "./pdf-files.ts";

/** A signature as sealing programs write it: a field, its widget on the page, and the bytes it covers (ISO 32000-2, 12.8). */
export const signature = {
  10: "<</Type/Annot/Subtype/Widget/FT/Sig/T(Seal)/F 132/Rect[0 0 0 0]/V 11 0 R>>",
  11: "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/ByteRange[0 9 99 9]/Contents<00>>>",
} as const;

export const signedPdf = (
  page: string,
  objects: Readonly<Record<number, PdfSource>> = {},
  options: PdfOptions = {},
): Uint8Array =>
  pdfFile(page, {
    ...options,
    page: "/Annots[10 0 R]",
    catalogue: `/AcroForm<</Fields[10 0 R]/SigFlags 3>>${options.catalogue ?? ""}`,
    objects: { ...signature, ...objects },
  });
