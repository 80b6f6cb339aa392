import { columnName } from "../office/sheet-grid.ts";
import { writeZip } from "../containers/zip-writer.ts";
import type { VisibleSheet } from "./visible-sheets.ts";
import { escapeXml } from "./write-docx.ts";

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

function sheetXml(sheet: VisibleSheet): string {
  const rows = sheet.rows.map((cells, index) => {
    const number = index + 1;
    const inner = cells.map((cell) => {
      const reference = `${columnName(cell.column)}${number}`;
      if (cell.number !== undefined) return `<c r="${reference}"><v>${cell.number}</v></c>`;
      return `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell.text)}</t></is></c>`;
    });
    return inner.length > 0 ? `<row r="${number}">${inner.join("")}</row>` : "";
  });
  const merges = sheet.merges.map(
    ([r0, r1, c0, c1]) => `<mergeCell ref="${columnName(c0)}${r0}:${columnName(c1)}${r1}"/>`,
  );
  const merged =
    merges.length > 0 ? `<mergeCells count="${merges.length}">${merges.join("")}</mergeCells>` : "";
  return `${declaration}<worksheet xmlns="${main}"><sheetData>${rows.join("")}</sheetData>${merged}</worksheet>`;
}

/** Writes visible values as a workbook that holds nothing else; the same bytes for the same sheets. */
export function writeXlsx(sheets: readonly VisibleSheet[]): Uint8Array {
  const type = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const parts = sheets.map(
    (_sheet, index) =>
      `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${type}.worksheet+xml"/>`,
  );
  const entries = sheets.map(
    (sheet, index) =>
      `<sheet name="${escapeXml(sheet.name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  const links = sheets.map(
    (_sheet, index) =>
      `<Relationship Id="rId${index + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  const package_ = "http://schemas.openxmlformats.org/package/2006";
  return writeZip([
    {
      name: "[Content_Types].xml",
      data: `${declaration}<Types xmlns="${package_}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/>${parts.join("")}</Types>`,
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
      data: `${declaration}<Relationships xmlns="${package_}/relationships">${links.join("")}</Relationships>`,
    },
    ...sheets.map((sheet, index) => ({ name: `xl/worksheets/sheet${index + 1}.xml`, data: sheetXml(sheet) })),
  ]);
}
