import { columnName } from "../office/sheet-grid.ts";
import { writeZip } from "../containers/zip-writer.ts";
import type { VisibleSheet } from "./visible-sheets.ts";
import { escapeXml, writeMarkup } from "./rebuilt/markup.ts";
import { sheetDrawing, type SheetPicture } from "./rebuilt/sheet-pictures.ts";
import { SheetStylesWriter } from "./write-sheet-styles.ts";

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

function sheetXml(sheet: VisibleSheet, styles: SheetStylesWriter, hasPictures: boolean): string {
  const rows = sheet.rows.map((cells, index) => {
    const number = index + 1;
    const inner = cells.map((cell) => {
      const reference = `${columnName(cell.column)}${number}`;
      const look = styles.numberOf(cell.dress);
      const s = look > 0 ? ` s="${look}"` : "";
      if (cell.number !== undefined) return `<c r="${reference}"${s}><v>${cell.number}</v></c>`;
      if (cell.text === "") return s === "" ? "" : `<c r="${reference}"${s}/>`;
      return `<c r="${reference}"${s} t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell.text)}</t></is></c>`;
    });
    const height = sheet.heights?.get(number);
    const ht = height === undefined ? "" : ` ht="${height}" customHeight="1"`;
    return inner.length > 0 || ht !== "" ? `<row r="${number}"${ht}>${inner.join("")}</row>` : "";
  });
  const merges = sheet.merges.map(
    ([r0, r1, c0, c1]) => `<mergeCell ref="${columnName(c0)}${r0}:${columnName(c1)}${r1}"/>`,
  );
  const merged =
    merges.length > 0 ? `<mergeCells count="${merges.length}">${merges.join("")}</mergeCells>` : "";
  const widths = [...(sheet.widths ?? [])].map(
    ([column, width]) => `<col min="${column}" max="${column}" width="${width}" customWidth="1"/>`,
  );
  const columns = widths.length > 0 ? `<cols>${widths.join("")}</cols>` : "";
  const { page } = sheet;
  const fits = page?.fitToWidth === undefined ? "" : '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>';
  const setup = page
    ? `<pageSetup${page.paper === undefined ? "" : ` paperSize="${page.paper}"`}${page.fitToWidth === undefined ? "" : ` fitToWidth="${page.fitToWidth}" fitToHeight="0"`} orientation="${page.landscape ? "landscape" : "portrait"}"/>`
    : "";
  const drawing = hasPictures ? `<drawing xmlns:r="${relations}" r:id="rIdDrawing"/>` : "";
  return `${declaration}<worksheet xmlns="${main}">${fits}${columns}<sheetData>${rows.join("")}</sheetData>${merged}${setup}${drawing}</worksheet>`;
}

const packageNamespace = "http://schemas.openxmlformats.org/package/2006";
const relationList = (entries: readonly (readonly [string, string, string])[]): string =>
  `${declaration}<Relationships xmlns="${packageNamespace}/relationships">${entries
    .map(([id, type, target]) => `<Relationship Id="${id}" Type="${relations}/${type}" Target="${target}"/>`)
    .join("")}</Relationships>`;

/** The parts of the pictures on sheets: each picture once, a drawing for each sheet that has any. */
function pictureParts(
  pictures: readonly (readonly SheetPicture[])[],
): readonly { readonly name: string; readonly data: string | Uint8Array }[] {
  const names = new Map<Uint8Array, string>();
  const drawings = pictures.flatMap((own, index) => {
    if (own.length === 0) return [];
    const links = new Map<string, string>();
    const root = sheetDrawing(own, ({ bytes, format }) => {
      const name = names.get(bytes) ?? `image${names.size + 1}.${format}`;
      names.set(bytes, name);
      const id = links.get(name) ?? `rId${links.size + 1}`;
      links.set(name, id);
      return id;
    });
    const drawing = `drawing${index + 1}.xml`;
    return [
      { name: `xl/drawings/${drawing}`, data: declaration + writeMarkup(root) },
      {
        name: `xl/drawings/_rels/${drawing}.rels`,
        data: relationList([...links].map(([name, id]) => [id, "image", `../media/${name}`])),
      },
      {
        name: `xl/worksheets/_rels/sheet${index + 1}.xml.rels`,
        data: relationList([["rIdDrawing", "drawing", `../drawings/${drawing}`]]),
      },
    ];
  });
  return [...drawings, ...[...names].map(([data, name]) => ({ name: `xl/media/${name}`, data }))];
}

/** Writes visible values, and pictures, as a workbook that holds nothing else; the same bytes for the same sheets. */
export function writeXlsx(
  sheets: readonly VisibleSheet[],
  pictures: readonly (readonly SheetPicture[])[] = [],
): Uint8Array {
  const type = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const parts = sheets.map(
    (_sheet, index) =>
      `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${type}.worksheet+xml"/>`,
  );
  const entries = sheets.map(
    (sheet, index) =>
      `<sheet name="${escapeXml(sheet.name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  const styles = new SheetStylesWriter();
  const written = sheets.map((sheet, index) => sheetXml(sheet, styles, (pictures[index] ?? []).length > 0));
  const drawn = pictures
    .flatMap((own, index) => (own.length > 0 ? [index + 1] : []))
    .map(
      (number) =>
        `<Override PartName="/xl/drawings/drawing${number}.xml" ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/>`,
    );
  const kinds =
    drawn.length > 0
      ? '<Default Extension="jpeg" ContentType="image/jpeg"/><Default Extension="png" ContentType="image/png"/>'
      : "";
  const look = styles.part();
  const links = sheets.map(
    (_sheet, index) =>
      `<Relationship Id="rId${index + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  const package_ = "http://schemas.openxmlformats.org/package/2006";
  return writeZip([
    {
      name: "[Content_Types].xml",
      data: `${declaration}<Types xmlns="${package_}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${kinds}<Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/>${parts.join("")}${drawn.join("")}${look === undefined ? "" : `<Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/>`}</Types>`,
    },
    {
      name: "_rels/.rels",
      data: `${declaration}<Relationships xmlns="${package_}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: "xl/workbook.xml",
      data: `${declaration}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${entries.join("")}</sheets></workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      data: `${declaration}<Relationships xmlns="${package_}/relationships">${links.join("")}${look === undefined ? "" : `<Relationship Id="rIdLook" Type="${relations}/styles" Target="styles.xml"/>`}</Relationships>`,
    },
    ...(look === undefined ? [] : [{ name: "xl/styles.xml", data: `${declaration}${look}` }]),
    ...written.map((data, index) => ({ name: `xl/worksheets/sheet${index + 1}.xml`, data })),
    ...pictureParts(pictures),
  ]);
}
