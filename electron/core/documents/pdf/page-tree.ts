import { refuse } from "../reading/refusal.ts";
import type { PdfFile } from "./pdf-file.ts";
import { isDict, PdfRef, type PdfDict, type PdfObject } from "./pdf-objects.ts";

export interface PdfPage {
  readonly number: number;
  readonly dict: PdfDict;
  readonly resources: PdfDict | undefined;
  /** [left, bottom, right, top] in points, ordered. */
  readonly mediaBox: PdfBox;
  readonly cropBox: PdfBox;
  readonly rotate: number;
  readonly objectNumber: number;
}

export type PdfBox = readonly [number, number, number, number];

const inheritable = ["Resources", "MediaBox", "CropBox", "Rotate"] as const;

function readBox(file: PdfFile, value: PdfObject | undefined): PdfBox | undefined {
  const numbers = file.array(value).map((item) => file.number(item) ?? 0);
  if (numbers.length < 4) return undefined;
  const [a = 0, b = 0, c = 0, d = 0] = numbers;
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
}

function intersect(a: PdfBox, b: PdfBox): PdfBox {
  const box: PdfBox = [
    Math.max(a[0], b[0]),
    Math.max(a[1], b[1]),
    Math.min(a[2], b[2]),
    Math.min(a[3], b[3]),
  ];
  return box[2] > box[0] && box[3] > box[1] ? box : a;
}

/** The pages in order (7.7.3); a node met twice is skipped, so that loops end. */
export function readPages(file: PdfFile): readonly PdfPage[] {
  const root = file.catalogue();
  const pages: PdfPage[] = [];
  const seen = new Set<PdfDict>();
  interface Node {
    readonly value: PdfObject | undefined;
    readonly inherited: ReadonlyMap<string, PdfObject>;
    readonly depth: number;
  }
  const pending: Node[] = [{ value: root?.get("Pages"), inherited: new Map(), depth: 0 }];
  while (pending.length > 0) {
    const node = pending.pop();
    const dict = node ? file.dict(node.value) : undefined;
    if (!node || !dict || seen.has(dict)) continue;
    if (node.depth > 200) refuse("hostile", "pdf-page-tree");
    seen.add(dict);
    file.budget.spendOperation();
    const inherited = new Map(node.inherited);
    for (const key of inheritable) {
      const value = dict.get(key);
      if (value !== undefined) inherited.set(key, value);
    }
    const kids = file.resolve(dict.get("Kids"));
    if (Array.isArray(kids) && file.name(dict.get("Type")) !== "Page") {
      for (let index = kids.length - 1; index >= 0; index -= 1)
        pending.push({ value: kids[index] as PdfObject, inherited, depth: node.depth + 1 });
      continue;
    }
    if (pages.length >= file.budget.limits.pages) refuse("too-large", "pdf-pages");
    pages.push(
      makePage(file, dict, inherited, pages.length + 1, node.value instanceof PdfRef ? node.value.number : 0),
    );
  }
  return pages;
}

function makePage(
  file: PdfFile,
  dict: PdfDict,
  inherited: ReadonlyMap<string, PdfObject>,
  number: number,
  objectNumber: number,
): PdfPage {
  const mediaBox = readBox(file, inherited.get("MediaBox")) ?? [0, 0, 612, 792];
  const cropBox = readBox(file, inherited.get("CropBox"));
  return {
    number,
    dict,
    resources: file.dict(inherited.get("Resources")),
    mediaBox,
    cropBox: cropBox ? intersect(cropBox, mediaBox) : mediaBox,
    rotate: (((file.number(inherited.get("Rotate")) ?? 0) % 360) + 360) % 360,
    objectNumber,
  };
}

/** Page objects that no page tree leads to: taken out of view, but still in the file. */
export function orphanPages(file: PdfFile, pages: readonly PdfPage[]): readonly PdfPage[] {
  const known = new Set(pages.map((page) => page.dict));
  const orphans: PdfPage[] = [];
  for (const number of file.objectNumbers) {
    const object = file.object(number);
    if (
      !isDict(object) ||
      known.has(object) ||
      file.name(object.get("Type")) !== "Page" ||
      !object.has("Contents")
    )
      continue;
    if (orphans.length >= 500) break;
    orphans.push(makePage(file, object, object, orphans.length + 1, number));
  }
  return orphans;
}
