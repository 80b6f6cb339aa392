import { zipFile, type ZipPart } from "./zip-file.ts";

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const relationBase = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const w =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"';
const x =
  'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const p =
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"';

export interface Part {
  readonly name: string;
  readonly data: string | Uint8Array;
  /** Content type override. */
  readonly type?: string;
}

export interface Relation {
  readonly from: string;
  readonly type: string;
  readonly target: string;
  readonly id?: string;
  readonly external?: boolean;
}

const theme = `${declaration}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="t"><a:themeElements><a:clrScheme name="t"><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1><a:dk2><a:srgbClr val="1F497D"/></a:dk2><a:lt2><a:srgbClr val="EEECE1"/></a:lt2><a:accent1><a:srgbClr val="4F81BD"/></a:accent1></a:clrScheme></a:themeElements></a:theme>`;

/** Joins parts into a package; relations are grouped by their source. */
export function packageFile(parts: readonly Part[], relations: readonly Relation[]): Uint8Array {
  const overrides = parts
    .filter((part) => part.type !== undefined)
    .map((part) => `<Override PartName="/${part.name}" ContentType="${part.type ?? ""}"/>`)
    .join("");
  const types = `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="bin" ContentType="application/octet-stream"/><Default Extension="jpeg" ContentType="image/jpeg"/><Default Extension="png" ContentType="image/png"/><Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>${overrides}</Types>`;
  const bySource = Map.groupBy(relations, (relation) => relation.from);
  const relationParts = [...bySource].map(([from, list]): ZipPart => {
    const slash = from.lastIndexOf("/");
    const entries = list
      .map((relation, index) => {
        const type = relation.type.includes(":") ? relation.type : `${relationBase}/${relation.type}`;
        return `<Relationship Id="${relation.id ?? `rId${index + 1}`}" Type="${type}" Target="${relation.target}"${relation.external ? ' TargetMode="External"' : ""}/>`;
      })
      .join("");
    return {
      name: `${from.slice(0, slash + 1)}_rels/${from.slice(slash + 1)}.rels`,
      data: `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${entries}</Relationships>`,
    };
  });
  return zipFile([{ name: "[Content_Types].xml", data: types }, ...relationParts, ...parts]);
}

export interface DocxOptions {
  readonly parts?: readonly Part[];
  readonly relations?: readonly Relation[];
  readonly styles?: string;
  readonly background?: string;
  readonly settings?: string;
}

export const paragraph = (text: string, runProperties = "", paragraphProperties = ""): string =>
  `<w:p>${paragraphProperties ? `<w:pPr>${paragraphProperties}</w:pPr>` : ""}<w:r>${runProperties ? `<w:rPr>${runProperties}</w:rPr>` : ""}<w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;

export const wordPart = (root: string, inner: string): string =>
  `${declaration}<w:${root} ${w}>${inner}</w:${root}>`;

export function docxFile(body: string, options: DocxOptions = {}): Uint8Array {
  const main = "application/vnd.openxmlformats-officedocument.wordprocessingml";
  return packageFile(
    [
      {
        name: "word/document.xml",
        data: `${declaration}<w:document ${w}>${options.background ?? ""}<w:body>${body}<w:sectPr/></w:body></w:document>`,
        type: `${main}.document.main+xml`,
      },
      { name: "word/styles.xml", data: wordPart("styles", options.styles ?? ""), type: `${main}.styles+xml` },
      {
        name: "word/settings.xml",
        data: wordPart("settings", options.settings ?? ""),
        type: `${main}.settings+xml`,
      },
      { name: "word/theme/theme1.xml", data: theme },
      ...(options.parts ?? []),
    ],
    [
      { from: "", type: "officeDocument", target: "word/document.xml", id: "rIdMain" },
      { from: "word/document.xml", type: "styles", target: "styles.xml", id: "rIdStyles" },
      { from: "word/document.xml", type: "settings", target: "settings.xml", id: "rIdSettings" },
      { from: "word/document.xml", type: "theme", target: "theme/theme1.xml", id: "rIdTheme" },
      ...(options.relations ?? []),
    ],
  );
}

export interface SheetSource {
  readonly name: string;
  readonly state?: string;
  /** Everything of the worksheet part inside its root. */
  readonly xml: string;
}

/** Inline-string rows: each cell a text; `attributes` go on the row. */
export function rows(
  lines: readonly (readonly string[])[],
  attributes: Readonly<Record<number, string>> = {},
  style: Readonly<Record<string, number>> = {},
): string {
  const inner = lines
    .map((line, index) => {
      const number = index + 1;
      const cells = line
        .map((text, column) => {
          const reference = `${String.fromCharCode(65 + column)}${number}`;
          return text === ""
            ? ""
            : `<c r="${reference}" t="inlineStr"${style[reference] === undefined ? "" : ` s="${style[reference]}"`}><is><t>${text}</t></is></c>`;
        })
        .join("");
      return `<row r="${number}" ${attributes[number] ?? ""}>${cells}</row>`;
    })
    .join("");
  return `<sheetData>${inner}</sheetData>`;
}

export interface XlsxOptions {
  readonly parts?: readonly Part[];
  readonly relations?: readonly Relation[];
  readonly styles?: string;
  readonly workbook?: string;
}

export function xlsxFile(sheets: readonly SheetSource[], options: XlsxOptions = {}): Uint8Array {
  const main = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const entries = sheets
    .map(
      (sheet, index) =>
        `<sheet name="${sheet.name}" sheetId="${index + 1}"${sheet.state ? ` state="${sheet.state}"` : ""} r:id="rIdSheet${index + 1}"/>`,
    )
    .join("");
  const defaultStyles =
    '<fonts count="1"><font><sz val="11"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><cellXfs count="1"><xf fontId="0" fillId="0"/></cellXfs>';
  return packageFile(
    [
      {
        name: "xl/workbook.xml",
        data: `${declaration}<workbook ${x}><sheets>${entries}</sheets>${options.workbook ?? ""}</workbook>`,
        type: `${main}.sheet.main+xml`,
      },
      {
        name: "xl/styles.xml",
        data: `${declaration}<styleSheet ${x}>${options.styles ?? defaultStyles}</styleSheet>`,
        type: `${main}.styles+xml`,
      },
      { name: "xl/theme/theme1.xml", data: theme },
      ...sheets.map((sheet, index): Part => ({
        name: `xl/worksheets/sheet${index + 1}.xml`,
        data: `${declaration}<worksheet ${x}>${sheet.xml}</worksheet>`,
        type: `${main}.worksheet+xml`,
      })),
      ...(options.parts ?? []),
    ],
    [
      { from: "", type: "officeDocument", target: "xl/workbook.xml", id: "rIdMain" },
      { from: "xl/workbook.xml", type: "styles", target: "styles.xml", id: "rIdStyles" },
      { from: "xl/workbook.xml", type: "theme", target: "theme/theme1.xml", id: "rIdTheme" },
      ...sheets.map((_sheet, index): Relation => ({
        from: "xl/workbook.xml",
        type: "worksheet",
        target: `worksheets/sheet${index + 1}.xml`,
        id: `rIdSheet${index + 1}`,
      })),
      ...(options.relations ?? []),
    ],
  );
}

export const sheetRoot = (root: string, inner: string): string =>
  `${declaration}<${root} ${x}>${inner}</${root}>`;

export interface SlideSource {
  readonly shapes: string;
  readonly attributes?: string;
  readonly notes?: string;
  readonly background?: string;
}

export interface ShapeOptions {
  readonly x?: number;
  readonly y?: number;
  readonly run?: string;
  readonly fill?: string;
  readonly drawing?: string;
  readonly placeholder?: string;
}

export function shape(text: string, options: ShapeOptions = {}): string {
  const { x: left = 500_000, y: top = 500_000 } = options;
  return `<p:sp><p:nvSpPr><p:cNvPr id="2" name="s" ${options.drawing ?? ""}/><p:cNvSpPr/><p:nvPr>${options.placeholder ?? ""}</p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="${left}" y="${top}"/><a:ext cx="3000000" cy="600000"/></a:xfrm>${options.fill ?? ""}</p:spPr><p:txBody><a:bodyPr/><a:p><a:r>${options.run ?? "<a:rPr/>"}<a:t>${text}</a:t></a:r></a:p></p:txBody></p:sp>`;
}

export function pptxFile(
  slides: readonly SlideSource[],
  options: {
    readonly parts?: readonly Part[];
    readonly relations?: readonly Relation[];
    readonly unlisted?: number;
  } = {},
): Uint8Array {
  const main = "application/vnd.openxmlformats-officedocument.presentationml";
  const listed = slides.slice(0, slides.length - (options.unlisted ?? 0));
  const parts: Part[] = [];
  const relations: Relation[] = [];
  slides.forEach((slide, index) => {
    const name = `ppt/slides/slide${index + 1}.xml`;
    parts.push({
      name,
      data: `${declaration}<p:sld ${p} ${slide.attributes ?? ""}><p:cSld>${slide.background ?? ""}<p:spTree>${slide.shapes}</p:spTree></p:cSld></p:sld>`,
      type: `${main}.slide+xml`,
    });
    relations.push({
      from: "ppt/presentation.xml",
      type: "slide",
      target: `slides/slide${index + 1}.xml`,
      id: `rIdSlide${index + 1}`,
    });
    relations.push({
      from: name,
      type: "slideLayout",
      target: "../slideLayouts/slideLayout1.xml",
      id: "rIdLayout",
    });
    if (slide.notes !== undefined) {
      parts.push({
        name: `ppt/notesSlides/notesSlide${index + 1}.xml`,
        data: `${declaration}<p:notes ${p}><p:cSld><p:spTree>${slide.notes}</p:spTree></p:cSld></p:notes>`,
        type: `${main}.notesSlide+xml`,
      });
      relations.push({
        from: name,
        type: "notesSlide",
        target: `../notesSlides/notesSlide${index + 1}.xml`,
        id: "rIdNotes",
      });
    }
  });
  const clrMap = '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1"/>';
  return packageFile(
    [
      {
        name: "ppt/presentation.xml",
        data: `${declaration}<p:presentation ${p}><p:sldIdLst>${listed.map((_slide, index) => `<p:sldId id="${256 + index}" r:id="rIdSlide${index + 1}"/>`).join("")}</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/></p:presentation>`,
        type: `${main}.presentation.main+xml`,
      },
      {
        name: "ppt/slideLayouts/slideLayout1.xml",
        data: `${declaration}<p:sldLayout ${p}><p:cSld><p:spTree>${shape("单击此处编辑母版标题样式", { placeholder: '<p:ph type="title"/>' })}</p:spTree></p:cSld></p:sldLayout>`,
        type: `${main}.slideLayout+xml`,
      },
      {
        name: "ppt/slideMasters/slideMaster1.xml",
        data: `${declaration}<p:sldMaster ${p}><p:cSld><p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg><p:spTree/></p:cSld>${clrMap}</p:sldMaster>`,
        type: `${main}.slideMaster+xml`,
      },
      { name: "ppt/theme/theme1.xml", data: theme },
      ...parts,
      ...(options.parts ?? []),
    ],
    [
      { from: "", type: "officeDocument", target: "ppt/presentation.xml", id: "rIdMain" },
      {
        from: "ppt/slideLayouts/slideLayout1.xml",
        type: "slideMaster",
        target: "../slideMasters/slideMaster1.xml",
      },
      { from: "ppt/slideMasters/slideMaster1.xml", type: "theme", target: "../theme/theme1.xml" },
      ...relations,
      ...(options.relations ?? []),
    ],
  );
}
