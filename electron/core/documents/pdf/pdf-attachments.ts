import type { PdfFile } from "./pdf-file.ts";
import { PdfRef, PdfStream, textString, type PdfDict, type PdfObject } from "./pdf-objects.ts";

export interface PdfAttachment {
  readonly name: string;
  readonly description: string;
  readonly bytes: Uint8Array | undefined;
}

function fromFileSpecification(
  file: PdfFile,
  value: PdfObject | undefined,
): { key: PdfStream | PdfDict; attachment: PdfAttachment } | undefined {
  const dict = file.dict(value);
  const embedded = file.dict(dict?.get("EF"));
  if (!dict || !embedded) return undefined;
  const stream = file.stream(
    embedded.get("UF") ??
      embedded.get("F") ??
      embedded.get("Unix") ??
      embedded.get("DOS") ??
      embedded.get("Mac"),
  );
  const name =
    textString(file.resolve(dict.get("UF"))) || textString(file.resolve(dict.get("F"))) || "未命名附件";
  return {
    key: stream ?? dict,
    attachment: {
      name,
      description: textString(file.resolve(dict.get("Desc"))),
      bytes: stream ? file.data(stream) : undefined,
    },
  };
}

/**
 * Files kept in the PDF (7.11.4): the name tree, attachment annotations, associated files, and file
 * specifications that nothing leads to any more. Each once.
 */
export function readAttachments(file: PdfFile): readonly PdfAttachment[] {
  const found = new Map<PdfStream | PdfDict, PdfAttachment>();
  const add = (value: PdfObject | undefined): void => {
    if (found.size >= 1_000) return;
    const entry = fromFileSpecification(file, value);
    if (entry && !found.has(entry.key)) found.set(entry.key, entry.attachment);
  };
  const seen = new Set<PdfDict>();
  const pending: (PdfObject | undefined)[] = [
    file.dict(file.catalogue()?.get("Names"))?.get("EmbeddedFiles"),
  ];
  while (pending.length > 0) {
    const node = file.dict(pending.pop());
    if (!node || seen.has(node)) continue;
    seen.add(node);
    file.budget.spendOperation();
    const names = file.array(node.get("Names"));
    for (let index = 1; index < names.length; index += 2) add(names[index]);
    pending.push(...file.array(node.get("Kids")));
  }
  for (const number of file.objectNumbers) {
    const object = file.object(number);
    const dict = object instanceof PdfStream ? object.dict : object;
    if (!(dict instanceof Map)) continue;
    file.budget.spendOperation();
    if (dict.has("EF")) add(new PdfRef(number, 0));
    // File specifications written directly into an annotation or an associated-files array.
    if (dict.has("FS")) add(dict.get("FS"));
    if (dict.has("AF")) for (const entry of file.array(dict.get("AF"))) add(entry);
  }
  return [...found.values()];
}
