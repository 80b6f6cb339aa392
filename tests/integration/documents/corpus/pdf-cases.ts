import { person, type CorpusCase } from "./case.ts";
import { docxFile, paragraph } from "./office-files.ts";
import { pdfFile, showText, updatePdf, utf16String } from "./pdf-files.ts";
import { cameraJpeg } from "./picture-files.ts";

const title = showText("关于临水县防汛物资储备情况的公告", 120, 780, { size: 16 });
const secret = `${person.name} ${person.id}`;
const seen = [person.name, person.id];
const line = showText(secret, 72, 700);

const image = (matrix: string, name = "Im1"): string => `q ${matrix} cm /${name} Do Q\n`;
const imageObject = (extra = ""): { dict: string; data: string } => ({
  dict: `/Type/XObject/Subtype/Image/Width 2/Height 2/ColorSpace/DeviceGray/BitsPerComponent 8${extra}`,
  data: "\x00\x7f\x7f\x00",
});
const withImage = (extra = "") => ({
  resources: "/XObject<</Im1 10 0 R>>",
  objects: { 10: imageObject(extra) },
});
const annotation = (entries: string) => ({
  page: "/Annots[10 0 R]",
  objects: { 10: `<</Type/Annot/Rect[60 690 400 716]${entries}>>` },
});
const state = (entries: string) => ({ resources: `/ExtGState<</G1<<${entries}>>>>` });
const layer = (config: string) => ({
  resources: "/Properties<</L1 10 0 R>>",
  catalogue: `/OCProperties<</OCGs[10 0 R]/D<<${config}>>>>`,
  objects: { 10: `<</Type/OCG/Name${utf16String("内部批示")}>>` },
});
/** A layer that is on, and a membership dictionary over it (ISO 32000-2, 8.11.2.2). */
const membership = (visibility: string) => ({
  resources: "/Properties<</L1 11 0 R>>",
  catalogue: "/OCProperties<</OCGs[10 0 R]/D<<>>>>",
  objects: {
    10: `<</Type/OCG/Name${utf16String("内部批示")}>>`,
    11: `<</Type/OCMD/OCGs[10 0 R]/P/${visibility}>>`,
  },
});
const marked = `/OC /L1 BDC\n${line}EMC\n`;
const attachment = (name: string, data: string | Uint8Array) => ({
  catalogue: "/Names<</EmbeddedFiles<</Names[(a) 10 0 R]>>>>",
  objects: {
    10: `<</Type/Filespec/F(a.bin)/UF${utf16String(name)}/EF<</F 11 0 R>>>>`,
    11: { dict: "/Type/EmbeddedFile", data, packed: true },
  },
});
const utf8 = (text: string): string => Buffer.from(text).toString("latin1");

/** Two rows of a table painted cell by cell, the number wrapped after 16 figures; `lift` raises its first line. */
const wrappedTable = (names: readonly string[], lift = 0): string =>
  [
    showText("姓名", 60, 700) + showText("身份证号码", 120, 700) + showText("手机号码", 314, 700),
    ...[660, 620].map((y) =>
      [
        ...names.map((name, index) => showText(name, 60, y - 14 * index)),
        showText(person.id.slice(0, 16), 120, y + lift),
        showText(person.id.slice(16), 120, y + lift - 14),
        showText(person.mobile, 314, y),
      ].join(""),
    ),
  ].join("");

export const pdfCases = (): readonly CorpusCase[] => [
  { name: "pdf plain", bytes: pdfFile(title + line), hidden: [], text: seen },
  { name: "pdf packed content", bytes: pdfFile(title + line, { packed: true }), hidden: [], text: seen },
  {
    name: "pdf table with wrapped cells",
    bytes: pdfFile(title + wrappedTable([person.name])),
    hidden: [],
    text: [`姓名\t身份证号码\t手机号码\n${person.name}\t${person.id}\t${person.mobile}\n`],
  },
  {
    name: "pdf table with wrapped cells in the middle of their rows",
    bytes: pdfFile(title + wrappedTable([person.name], 7)),
    hidden: [],
    text: [`${person.name}\t${person.id}\t${person.mobile}\n`],
  },
  {
    name: "pdf table with two names in a cell",
    bytes: pdfFile(title + wrappedTable([person.name, "司徒无双"])),
    hidden: [],
    text: [`${person.name} 司徒无双\t${person.id}\t`],
  },
  {
    name: "pdf table below a title that begins where it does",
    bytes: pdfFile(showText("关于临水县防汛物资储备情况的公告", 60, 716) + wrappedTable([person.name])),
    hidden: [],
    text: ["公告\n姓名\t身份证号码\t手机号码\n"],
  },
  {
    name: "pdf table painted column by column",
    bytes: pdfFile(
      title +
        [700, 660, 620].map((y) => showText(y === 700 ? "姓名" : person.name, 60, y)).join("") +
        showText("身份证号码", 120, 700) +
        [660, 620]
          .map((y) => showText(person.id.slice(0, 16), 120, y) + showText(person.id.slice(16), 120, y - 14))
          .join(""),
    ),
    hidden: [],
    text: [`姓名\t身份证号码\n${person.name}\t${person.id}\n`],
  },
  {
    name: "pdf lines about a table",
    bytes: pdfFile(title + wrappedTable([person.name]) + showText("特此公告。", 72, 560)),
    hidden: [],
    text: ["公告\n姓名\t身份证号码", `${person.mobile}\n特此公告。`],
  },
  {
    name: "pdf number with a box for every figure",
    bytes: pdfFile(
      title +
        showText("身份证号", 72, 700) +
        Array.from(person.id)
          .map((figure, index) => showText(figure, 140 + index * 22, 700))
          .join(""),
    ),
    hidden: [],
    text: [person.id],
  },
  {
    name: "pdf row of small numbers",
    bytes: pdfFile(
      title +
        Array.from("123456789012")
          .map((figure, index) => showText(figure, 72 + (index > 5 ? 60 : 0) + index * 22, 700))
          .join(""),
    ),
    hidden: [],
    text: ["5 6\t7 8"],
  },
  {
    name: "pdf sentence that is wrapped within a home address",
    bytes: pdfFile(
      title +
        showText("经村民小组评议和乡镇审核，申请人家庭住址为江西省九江市柴桑区沙", 60, 700) +
        showText(`河街镇庐山北路五十五号，联系手机${person.mobile}。`, 60, 684),
    ),
    hidden: [],
    text: ["江西省九江市柴桑区沙河街镇庐山北路五十五号"],
  },
  {
    name: "pdf numbers one below the other",
    bytes: pdfFile(
      title +
        showText("以下手机号码经核实已经停止使用，请有关村民另行登记号码：", 60, 716) +
        showText(`一至二组村民代表登记的手机号码分别是${person.mobile}`, 60, 700) +
        showText("13905328841", 60, 684),
    ),
    hidden: [],
    text: [`${person.mobile}\n13905328841`],
  },
  {
    name: "pdf rows that fill the page",
    bytes: pdfFile(
      title +
        showText(`${person.name}${person.id}  ${person.mobile}`, 60, 700) +
        showText(`司徒无双${person.id}  ${person.mobile}`, 60, 684),
    ),
    hidden: [],
    text: [`${person.mobile}\n司徒无双`],
  },
  {
    name: "pdf radicals for characters",
    bytes: pdfFile(title + showText("⻰⻔镇⻢家村⽤⼾⻓", 72, 700)),
    hidden: [],
    text: ["龙门镇马家村用户长"],
  },
  // Covered
  {
    name: "pdf black box",
    bytes: pdfFile(`${title}${line}0 g 70 694 300 18 re f\n`),
    hidden: ["PDF_COVERED_TEXT"],
    evidence: seen,
    text: seen,
  },
  {
    name: "pdf white box",
    bytes: pdfFile(`${title}${line}1 1 1 rg 70 694 300 18 re f 0 g\n${showText("（略）", 72, 700)}`),
    hidden: ["PDF_COVERED_TEXT"],
    evidence: seen,
  },
  {
    name: "pdf box by lines",
    bytes: pdfFile(`${title}${line}0 0 0 rg 70 694 m 380 694 l 380 714 l 70 714 l h f\n`),
    hidden: ["PDF_COVERED_TEXT"],
    evidence: seen,
  },
  {
    name: "pdf thick line",
    bytes: pdfFile(`${title}${line}0 G 16 w 70 704 m 380 704 l S\n`),
    hidden: ["PDF_COVERED_TEXT"],
    evidence: seen,
  },
  {
    name: "pdf box in a form",
    bytes: pdfFile(`${title}${line}/Fm1 Do\n`, {
      resources: "/XObject<</Fm1 10 0 R>>",
      objects: {
        10: { dict: "/Type/XObject/Subtype/Form/BBox[0 0 600 900]", data: "0 g 70 694 320 18 re f" },
      },
    }),
    hidden: ["PDF_COVERED_TEXT"],
    evidence: seen,
  },
  {
    name: "pdf opaque picture over text",
    bytes: pdfFile(`${title}${line}${image("330 0 0 20 70 694")}`, withImage()),
    hidden: ["PDF_COVERED_TEXT"],
    evidence: seen,
  },
  {
    name: "pdf seal with soft mask",
    bytes: pdfFile(`${title}${line}${image("330 0 0 20 70 694")}`, {
      resources: "/XObject<</Im1 10 0 R>>",
      objects: { 10: imageObject("/SMask 11 0 R"), 11: imageObject() },
    }),
    hidden: [],
  },
  {
    name: "pdf box with a solid alpha channel",
    bytes: pdfFile(`${title}${line}${image("330 0 0 20 70 694")}`, {
      resources: "/XObject<</Im1 10 0 R>>",
      objects: { 10: imageObject("/SMask 11 0 R"), 11: { ...imageObject(), data: "\xff\xff\xff\xff" } },
    }),
    hidden: ["PDF_COVERED_TEXT"],
    evidence: seen,
  },
  {
    name: "pdf solid stencil",
    bytes: pdfFile(`${title}${line}0 g q 330 0 0 20 70 694 cm BI /IM true /W 8 /H 1 /BPC 1 ID \x00 EI Q\n`),
    hidden: ["PDF_COVERED_TEXT"],
    evidence: seen,
  },
  {
    name: "pdf stencil of a seal",
    bytes: pdfFile(
      `${title}${line}1 0 0 rg q 330 0 0 20 70 694 cm BI /IM true /W 8 /H 1 /BPC 1 ID \xf7 EI Q\n`,
    ),
    hidden: [],
  },
  {
    name: "pdf see-through box",
    bytes: pdfFile(`${title}${line}/G1 gs 1 1 0 rg 70 694 300 18 re f\n`, state("/ca 0.4")),
    hidden: [],
  },
  {
    name: "pdf multiplied marker",
    bytes: pdfFile(`${title}${line}/G1 gs 1 1 0 rg 70 694 300 18 re f\n`, state("/BM/Multiply")),
    hidden: [],
  },
  {
    name: "pdf shade below its text",
    bytes: pdfFile(`${title}0.85 g 70 694 300 18 re f\n0 g ${line}`),
    hidden: [],
  },
  {
    name: "pdf frame around text",
    bytes: pdfFile(`${title}${line}0 g 60 690 330 26 re 62 692 326 22 re f*\n1 w 60 690 330 26 re S\n`),
    hidden: [],
  },
  { name: "pdf underline", bytes: pdfFile(`${title}${line}0 g 70 697 300 1 re f\n`), hidden: [] },
  {
    name: "pdf text drawn again on its box",
    bytes: pdfFile(`${title}${line}0.9 g 70 694 300 18 re f\n0 g ${line}`),
    hidden: [],
  },
  {
    name: "pdf filled square annotation",
    bytes: pdfFile(title + line, annotation("/Subtype/Square/IC[0 0 0]/C[0 0 0]")),
    hidden: ["PDF_ANNOTATION", "PDF_COVERED_TEXT"],
    evidence: seen,
  },
  {
    name: "pdf unapplied redaction",
    bytes: pdfFile(title + line, {
      page: "/Annots[10 0 R]",
      objects: {
        10: "<</Type/Annot/Subtype/Redact/Rect[60 690 400 716]/AP<</N 11 0 R>>>>",
        11: { dict: "/Type/XObject/Subtype/Form/BBox[0 0 340 26]", data: "0 g 0 0 340 26 re f" },
      },
    }),
    hidden: ["PDF_ANNOTATION", "PDF_COVERED_TEXT"],
    evidence: seen,
  },
  // Invisible
  {
    name: "pdf render mode 3",
    bytes: pdfFile(title + showText(secret, 72, 700, { before: "3 Tr" })),
    hidden: ["PDF_INVISIBLE_TEXT"],
    evidence: seen,
    text: seen,
  },
  {
    name: "pdf white on white",
    bytes: pdfFile(`${title}1 g ${line}`),
    hidden: ["PDF_INVISIBLE_TEXT"],
    evidence: seen,
  },
  {
    name: "pdf white by separation",
    bytes: pdfFile(`${title}/CS1 cs 0 scn ${line}`, {
      resources:
        "/ColorSpace<</CS1[/Separation/Spot/DeviceCMYK<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[0 1 1 0]/N 1>>]>>",
    }),
    hidden: ["PDF_INVISIBLE_TEXT"],
    evidence: seen,
  },
  {
    name: "pdf grey on the same grey",
    bytes: pdfFile(`${title}0.8 g 60 690 400 30 re f\n${line}`),
    hidden: ["PDF_INVISIBLE_TEXT"],
    evidence: seen,
  },
  {
    name: "pdf white on a dark bar",
    bytes: pdfFile(`${title}0.1 g 60 690 400 30 re f\n1 g ${line}`),
    hidden: [],
  },
  {
    name: "pdf white on a picture",
    bytes: pdfFile(`${title}${image("330 0 0 20 70 694")}1 g ${line}`, withImage()),
    hidden: [],
  },
  {
    name: "pdf outside the crop box",
    bytes: pdfFile(title + showText(secret, 72, 20), { page: "/CropBox[0 60 595 842]" }),
    hidden: ["PDF_INVISIBLE_TEXT"],
    evidence: seen,
  },
  {
    name: "pdf outside the paper",
    bytes: pdfFile(title + showText(secret, 700, 300)),
    hidden: ["PDF_INVISIBLE_TEXT"],
    evidence: seen,
  },
  {
    name: "pdf fully transparent",
    bytes: pdfFile(`${title}q /G1 gs ${line}Q\n`, state("/ca 0")),
    hidden: ["PDF_INVISIBLE_TEXT"],
    evidence: seen,
  },
  {
    name: "pdf tiny text",
    bytes: pdfFile(title + showText(secret, 72, 700, { size: 0.4 })),
    hidden: ["PDF_INVISIBLE_TEXT"],
    evidence: seen,
  },
  {
    name: "pdf clipped away",
    bytes: pdfFile(`${title}q 10 10 20 20 re W n ${line}Q\n`),
    hidden: ["PDF_INVISIBLE_TEXT"],
    evidence: seen,
  },
  {
    name: "pdf recognised text on a scan",
    bytes: pdfFile(image("595 0 0 842 0 0") + showText(secret, 72, 700, { before: "3 Tr" }), withImage()),
    hidden: [],
    text: seen,
  },
  {
    name: "pdf recognised text under a scan",
    bytes: pdfFile(line + image("595 0 0 842 0 0"), withImage()),
    hidden: [],
    text: seen,
  },
  {
    name: "pdf scan in strips",
    bytes: pdfFile(
      image("595 0 0 421 0 0") + image("595 0 0 421 0 421") + showText(secret, 72, 700, { before: "3 Tr" }),
      withImage(),
    ),
    hidden: [],
    text: seen,
  },
  {
    name: "pdf box on a recognised scan",
    bytes: pdfFile(
      `${image("595 0 0 842 0 0")}${showText(secret, 72, 700, { before: "3 Tr" })}0 g 70 694 320 18 re f\n`,
      withImage(),
    ),
    hidden: ["PDF_COVERED_TEXT"],
    evidence: seen,
  },
  // Layers
  {
    name: "pdf layer off",
    bytes: pdfFile(title + marked, layer("/OFF[10 0 R]")),
    hidden: ["PDF_HIDDEN_LAYER"],
    evidence: [...seen, "内部批示"],
    text: seen,
  },
  {
    name: "pdf base state off",
    bytes: pdfFile(title + marked, layer("/BaseState/OFF")),
    hidden: ["PDF_HIDDEN_LAYER"],
    evidence: seen,
  },
  {
    name: "pdf membership shown while all layers are off",
    bytes: pdfFile(title + marked, membership("AllOff")),
    hidden: ["PDF_HIDDEN_LAYER"],
    evidence: [...seen, "内部批示"],
    text: seen,
  },
  {
    name: "pdf membership shown while all layers are on",
    bytes: pdfFile(title + marked, membership("AllOn")),
    hidden: [],
    text: seen,
  },
  { name: "pdf layer on", bytes: pdfFile(title + marked, layer("/ON[10 0 R]")), hidden: [], text: seen },
  { name: "pdf layer off without content", bytes: pdfFile(title + line, layer("/OFF[10 0 R]")), hidden: [] },
  {
    name: "pdf form in a hidden layer",
    bytes: pdfFile(`${title}/Fm1 Do\n`, {
      resources: "/XObject<</Fm1 11 0 R>>",
      catalogue: "/OCProperties<</OCGs[10 0 R]/D<</OFF[10 0 R]>>>>",
      objects: {
        10: "<</Type/OCG/Name(Layer)>>",
        11: {
          dict: "/Type/XObject/Subtype/Form/BBox[0 0 600 900]/OC 10 0 R/Resources<</Font<</F1 5 0 R>>>>",
          data: line,
        },
      },
    }),
    hidden: ["PDF_HIDDEN_LAYER"],
    evidence: seen,
  },
  // Annotations
  {
    name: "pdf note",
    bytes: pdfFile(
      title,
      annotation(`/Subtype/Text/T${utf16String("辛亥")}/Contents${utf16String(`请核${secret}`)}`),
    ),
    hidden: ["PDF_ANNOTATION"],
    evidence: [...seen, "辛亥"],
    text: seen,
  },
  {
    name: "pdf highlight with words",
    bytes: pdfFile(
      title + line,
      annotation(`/Subtype/Highlight/C[1 1 0]/Contents${utf16String("此处删去")}`),
    ),
    hidden: ["PDF_ANNOTATION"],
    evidence: ["此处删去"],
  },
  {
    name: "pdf stamp",
    bytes: pdfFile(title, annotation(`/Subtype/Stamp/Contents${utf16String("草稿")}`)),
    hidden: ["PDF_ANNOTATION"],
    evidence: ["草稿"],
  },
  {
    name: "pdf link",
    bytes: pdfFile(title, annotation("/Subtype/Link/A<</S/URI/URI(https://example.gov.cn/)>>")),
    hidden: [],
  },
  {
    name: "pdf form field",
    bytes: pdfFile(title, {
      page: "/Annots[10 0 R]",
      catalogue: "/AcroForm<</Fields[10 0 R]>>",
      objects: {
        10: `<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V${utf16String(`填写${person.mobile}`)}/Rect[1 1 2 2]>>`,
      },
    }),
    hidden: [],
    text: [person.mobile],
  },
  {
    name: "pdf form field with a Chinese name",
    bytes: pdfFile(title, {
      page: "/Annots[10 0 R]",
      catalogue: "/AcroForm<</Fields[10 0 R]>>",
      objects: {
        10: `<</Type/Annot/Subtype/Widget/FT/Tx/T${utf16String("申请人姓名")}/V${utf16String(person.name)}/Rect[1 1 2 2]>>`,
      },
    }),
    hidden: [],
    text: [`申请人姓名：${person.name}`],
  },
  // Attachments
  {
    name: "pdf attached text",
    bytes: pdfFile(title, attachment("花名册.txt", utf8(`人员：${secret}`))),
    hidden: ["PDF_ATTACHMENT"],
    evidence: ["花名册.txt", ...seen],
    text: seen,
  },
  {
    name: "pdf attached document with hidden text",
    bytes: pdfFile(title, attachment("底稿.docx", docxFile(paragraph(secret, "<w:vanish/>")))),
    hidden: ["HIDDEN_TEXT", "PDF_ATTACHMENT"],
    evidence: ["底稿.docx", ...seen],
  },
  {
    name: "pdf attachment of an unknown kind",
    bytes: pdfFile(title, attachment("程序.bin", "MZ\x90\x00\x03\x00\x00\x00")),
    hidden: ["PDF_ATTACHMENT"],
    evidence: ["程序.bin"],
  },
  {
    name: "pdf attachment annotation",
    bytes: pdfFile(title, {
      page: "/Annots[10 0 R]",
      objects: {
        10: "<</Type/Annot/Subtype/FileAttachment/Rect[1 1 9 9]/FS<</Type/Filespec/F(list.txt)/EF<</F 11 0 R>>>>>>",
        11: { dict: "", data: utf8(secret) },
      },
    }),
    hidden: ["PDF_ATTACHMENT"],
    evidence: ["list.txt", ...seen],
  },
  // Revisions
  {
    name: "pdf earlier revision",
    bytes: updatePdf(pdfFile(title + line), { 4: { dict: "", data: title } }),
    hidden: ["PDF_PRIOR_REVISION"],
    evidence: seen,
    text: seen,
  },
  {
    name: "pdf two earlier revisions",
    bytes: updatePdf(updatePdf(pdfFile(title + line), { 4: { dict: "", data: title } }), {
      4: { dict: "", data: showText("终稿", 72, 700) },
    }),
    hidden: ["PDF_PRIOR_REVISION"],
    evidence: seen,
  },
  {
    name: "pdf earlier properties",
    bytes: updatePdf(
      pdfFile(title, { trailer: "/Info 20 0 R", objects: { 20: `<</Author${utf16String(person.name)}>>` } }),
      { 20: "<</Producer(x)>>" },
      "/Info 20 0 R",
    ),
    hidden: ["PDF_PRIOR_REVISION"],
    evidence: [person.name],
  },
  {
    name: "pdf properties that an update freed, as programs that strip them do",
    bytes: updatePdf(
      pdfFile(title, { trailer: "/Info 20 0 R", objects: { 20: `<</Author${utf16String(person.name)}>>` } }),
      {},
      "",
      [20],
    ),
    hidden: ["PDF_PRIOR_REVISION"],
    evidence: [person.name],
  },
  {
    name: "pdf update that changes nothing",
    bytes: updatePdf(
      pdfFile(title, { trailer: "/Info 20 0 R", objects: { 20: "<</Producer(x)>>" } }),
      {},
      "/Info 20 0 R",
    ),
    hidden: [],
  },
  {
    name: "pdf page no tree leads to",
    bytes: pdfFile(title, {
      objects: {
        10: { dict: "", data: line },
        11: "<</Type/Page/MediaBox[0 0 595 842]/Contents 10 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
      },
    }),
    hidden: ["PDF_INVISIBLE_TEXT"],
    evidence: seen,
  },
  {
    name: "pdf page that an update took out of the tree",
    bytes: updatePdf(
      pdfFile(title, {
        objects: {
          2: "<</Type/Pages/Kids[3 0 R 11 0 R]/Count 2>>",
          10: { dict: "", data: line },
          11: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 10 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        },
      }),
      { 2: "<</Type/Pages/Kids[3 0 R]/Count 1>>" },
    ),
    hidden: ["PDF_PRIOR_REVISION"],
    evidence: seen,
    text: seen,
  },
  // Properties and pictures
  {
    name: "pdf author",
    bytes: pdfFile(title, {
      trailer: "/Info 20 0 R",
      objects: {
        20: `<</Author${utf16String(person.name)}/Keywords${utf16String("内部,征求意见")}/Producer(GPL Ghostscript 9.55)/Creator(WPS Writer)>>`,
      },
    }),
    hidden: ["DOC_PROPERTIES"],
    evidence: [person.name, "征求意见"],
  },
  {
    name: "pdf properties of programs",
    bytes: pdfFile(title, {
      trailer: "/Info 20 0 R",
      objects: {
        20: "<</Author(Administrator)/Producer(Microsoft: Print To PDF)/Creator(Microsoft Word)/Title(x)>>",
      },
    }),
    hidden: [],
  },
  {
    name: "pdf XMP author",
    bytes: pdfFile(title, {
      catalogue: "/Metadata 10 0 R",
      objects: {
        10: {
          dict: "/Type/Metadata/Subtype/XML",
          data: utf8(
            `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq><rdf:li>${person.name}</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>`,
          ),
        },
      },
    }),
    hidden: ["DOC_PROPERTIES"],
    evidence: [person.name],
  },
  {
    name: "pdf picture with position",
    bytes: pdfFile(title + image("100 0 0 100 300 300"), {
      resources: "/XObject<</Im1 10 0 R>>",
      objects: {
        10: {
          dict: "/Type/XObject/Subtype/Image/Width 16/Height 16/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode",
          data: cameraJpeg({ gps: true }),
        },
      },
    }),
    hidden: ["IMAGE_GPS"],
    evidence: ["34.81"],
  },
  {
    name: "pdf script written where it is used",
    bytes: pdfFile(title, {
      catalogue: `/OpenAction<</S/JavaScript/JS${utf16String(`// 承办人${secret}`)}>>`,
    }),
    hidden: [],
    text: seen,
  },
  {
    name: "pdf bookmark and alternative text",
    bytes: pdfFile(title, {
      catalogue: "/Outlines 10 0 R/StructTreeRoot 12 0 R",
      objects: {
        10: "<</First 11 0 R>>",
        11: `<</Title${utf16String(`目录${person.mobile}`)}/Parent 10 0 R>>`,
        12: `<</Type/StructTreeRoot/K<</S/Figure/Alt(x)>>>>`,
        13: `<</S/Figure/K 0/Alt${utf16String(`照片${person.id}`)}>>`,
      },
    }),
    hidden: [],
    text: [person.mobile, person.id],
  },
];
