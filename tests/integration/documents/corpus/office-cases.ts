import { person, type CorpusCase } from "./case.ts";
import {
  docxFile,
  packageFile,
  paragraph,
  pptxFile,
  rows,
  shape,
  sheetRoot,
  wordPart,
  xlsxFile,
} from "./office-files.ts";
import { cameraJpeg, plainJpeg } from "./picture-files.ts";
import { zipFile } from "./zip-file.ts";

const visible = paragraph("关于临水县防汛物资储备情况的公告") + paragraph("现将有关情况公告如下。");
const secret = `${person.name}，身份证号${person.id}`;
const seen = [person.name, person.id];

const drawing = (inner: string, anchor = "", properties = ""): string =>
  `<w:p><w:r><w:drawing><wp:anchor behindDoc="0">${anchor}<wp:extent cx="100" cy="100"/><wp:docPr id="1" name="图" ${properties}/>${inner}</wp:anchor></w:drawing></w:r></w:p>`;
const textBox = (text: string, fill = "", run = ""): string =>
  `<a:graphic><a:graphicData><wps:wsp><wps:spPr>${fill}</wps:spPr><wps:txbx><w:txbxContent>${paragraph(text, run)}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic>`;

const coreProperties = (
  inner: string,
): {
  parts: { name: string; data: string; type: string }[];
  relations: { from: string; type: string; target: string; id: string }[];
} => ({
  parts: [
    {
      name: "docProps/core.xml",
      data: `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">${inner}</cp:coreProperties>`,
      type: "application/vnd.openxmlformats-package.core-properties+xml",
    },
  ],
  relations: [
    {
      from: "",
      type: "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
      target: "docProps/core.xml",
      id: "rIdCore",
    },
  ],
});

const comments = (inner: string) => ({
  parts: [{ name: "word/comments.xml", data: wordPart("comments", inner) }],
  relations: [{ from: "word/document.xml", type: "comments", target: "comments.xml", id: "rIdComments" }],
});

const customXml = (data: string) => ({
  parts: [{ name: "customXml/item1.xml", data }],
  relations: [
    { from: "word/document.xml", type: "customXml", target: "../customXml/item1.xml", id: "rIdCustom" },
  ],
});

const workbook = (): Uint8Array =>
  xlsxFile([
    {
      name: "台账",
      xml: rows([
        ["姓名", "身份证号"],
        [person.name, person.id],
      ]),
    },
  ]);

const control = (kind: string, other: string): string =>
  `<w:p><w:sdt><w:sdtPr><w:${kind}><w:listItem w:displayText="符合" w:value="1"/><w:listItem w:displayText="${other}" w:value="2"/></w:${kind}></w:sdtPr><w:sdtContent><w:r><w:t>符合</w:t></w:r></w:sdtContent></w:sdt></w:p>`;

const wordCases = (): readonly CorpusCase[] => [
  { name: "docx plain", bytes: docxFile(visible), hidden: [] },
  {
    name: "docx choices of a list nobody chose",
    bytes: docxFile(visible + control("dropDownList", secret)),
    hidden: [],
    text: seen,
  },
  {
    name: "docx choices of a box in a cell of a table",
    bytes: docxFile(
      `${visible}<w:tbl><w:tr><w:sdt><w:sdtPr><w:comboBox><w:listItem w:value="${secret}"/></w:comboBox></w:sdtPr><w:sdtContent><w:tc>${paragraph("符合")}</w:tc></w:sdtContent></w:sdt></w:tr></w:tbl>`,
    ),
    hidden: [],
    text: seen,
  },
  {
    name: "docx inserted",
    bytes: docxFile(
      `${visible}<w:p><w:ins w:id="1" w:author="甲" w:date="2025-01-01T00:00:00Z"><w:r><w:t>${secret}</w:t></w:r></w:ins></w:p>`,
    ),
    hidden: ["TRACKED_CHANGES"],
    evidence: seen,
    text: seen,
  },
  {
    name: "docx moved",
    bytes: docxFile(
      `<w:p><w:moveFrom w:id="1" w:author="乙"><w:r><w:t>${secret}</w:t></w:r></w:moveFrom></w:p>${visible}`,
    ),
    hidden: ["TRACKED_CHANGES"],
    evidence: seen,
    text: seen,
  },
  {
    name: "docx deleted row",
    bytes: docxFile(
      `<w:tbl><w:tr><w:tc>${paragraph("单位")}</w:tc></w:tr><w:tr><w:trPr><w:del w:id="3" w:author="乙"/></w:trPr><w:tc>${paragraph(secret)}</w:tc></w:tr></w:tbl>`,
    ),
    hidden: ["TRACKED_CHANGES"],
    evidence: seen,
    text: seen,
  },
  {
    name: "docx deleted in header",
    bytes: docxFile(visible, {
      parts: [
        {
          name: "word/header1.xml",
          data: wordPart(
            "hdr",
            `<w:p><w:del w:author="乙"><w:r><w:delText>${secret}</w:delText></w:r></w:del></w:p>`,
          ),
        },
      ],
      relations: [{ from: "word/document.xml", type: "header", target: "header1.xml", id: "rIdHeader" }],
    }),
    hidden: ["TRACKED_CHANGES"],
    evidence: seen,
    text: seen,
  },
  {
    name: "docx comment",
    bytes: docxFile(
      visible,
      comments(`<w:comment w:id="0" w:author="丙">${paragraph(`请与${secret}核实`)}</w:comment>`),
    ),
    hidden: ["COMMENTS"],
    evidence: seen,
    text: seen,
  },
  { name: "docx empty comments part", bytes: docxFile(visible, comments("")), hidden: [] },
  {
    name: "docx comment without words",
    bytes: docxFile(visible, comments('<w:comment w:id="0" w:author="丙"><w:p/></w:comment>')),
    hidden: [],
  },
  {
    name: "docx vanish by paragraph style",
    bytes: docxFile(visible + paragraph(secret, "", '<w:pStyle w:val="Hid"/>'), {
      styles:
        '<w:style w:type="paragraph" w:styleId="Base"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Hid"><w:basedOn w:val="Base"/></w:style>',
    }),
    hidden: ["HIDDEN_TEXT"],
    evidence: seen,
    text: seen,
  },
  {
    name: "docx vanish switched off",
    bytes: docxFile(visible + paragraph(secret, '<w:vanish w:val="0"/>')),
    hidden: [],
  },
  {
    name: "docx hidden paragraph mark",
    bytes: docxFile(visible + paragraph("正文可见。", "", "<w:rPr><w:vanish/></w:rPr>")),
    hidden: [],
  },
  {
    name: "docx web hidden table of contents",
    bytes: docxFile(visible + paragraph("第一章 总则", "<w:webHidden/>")),
    hidden: [],
  },
  {
    name: "docx white by theme",
    bytes: docxFile(visible + paragraph(secret, '<w:color w:val="FFFFFF" w:themeColor="background1"/>')),
    hidden: ["HIDDEN_TEXT"],
    evidence: seen,
  },
  {
    name: "docx nearly white",
    bytes: docxFile(visible + paragraph(secret, '<w:color w:val="FDFDFD"/>')),
    hidden: ["HIDDEN_TEXT"],
    evidence: seen,
  },
  {
    name: "docx one-point text",
    bytes: docxFile(visible + paragraph(secret, '<w:sz w:val="2"/>')),
    hidden: ["HIDDEN_TEXT"],
    evidence: seen,
  },
  {
    name: "docx white on dark shading",
    bytes: docxFile(
      visible + paragraph("标题栏", '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F3864"/>'),
    ),
    hidden: [],
  },
  {
    name: "docx white on dark paragraph",
    bytes: docxFile(
      visible +
        paragraph(
          "标题栏",
          '<w:color w:val="FFFFFF"/>',
          '<w:shd w:val="clear" w:color="auto" w:fill="C00000"/>',
        ),
    ),
    hidden: [],
  },
  {
    name: "docx white in a styled table",
    bytes: docxFile(
      `<w:tbl><w:tblPr><w:tblStyle w:val="T"/></w:tblPr><w:tr><w:tc>${paragraph("表头", '<w:color w:val="FFFFFF"/>')}</w:tc></w:tr></w:tbl>`,
      {
        styles:
          '<w:style w:type="table" w:styleId="T"><w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:fill="4472C4"/></w:tcPr></w:tblStylePr></w:style>',
      },
    ),
    hidden: [],
  },
  {
    name: "docx white in a dark cell",
    bytes: docxFile(
      `<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:val="clear" w:fill="000000"/></w:tcPr>${paragraph("表头", '<w:color w:val="FFFFFF"/>')}</w:tc></w:tr></w:tbl>`,
    ),
    hidden: [],
  },
  {
    name: "docx black on black highlight",
    bytes: docxFile(visible + paragraph(secret, '<w:color w:val="000000"/><w:highlight w:val="black"/>')),
    hidden: ["HIDDEN_TEXT"],
    evidence: seen,
  },
  {
    name: "docx white on a coloured page",
    bytes: docxFile(visible + paragraph("白字", '<w:color w:val="FFFFFF"/>'), {
      background: '<w:background w:color="002060"/>',
      settings: "<w:displayBackgroundShape/>",
    }),
    hidden: [],
  },
  {
    name: "docx hidden table row",
    bytes: docxFile(
      `${visible}<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>${paragraph(secret)}</w:tc></w:tr></w:tbl>`,
    ),
    hidden: ["HIDDEN_TEXT"],
    evidence: seen,
  },
  {
    name: "docx hidden drawing",
    bytes: docxFile(visible + drawing(textBox(secret), "", 'hidden="1"')),
    hidden: ["HIDDEN_TEXT"],
    evidence: seen,
  },
  {
    name: "docx text box with white on blue",
    bytes: docxFile(
      visible +
        drawing(
          textBox(
            "蓝底白字",
            '<a:solidFill><a:srgbClr val="0070C0"/></a:solidFill>',
            '<w:color w:val="FFFFFF"/>',
          ),
        ),
    ),
    hidden: [],
    text: ["蓝底白字"],
  },
  {
    name: "docx alternative text and fallback",
    bytes: docxFile(
      `${visible}<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:docPr id="1" name="a" descr="现场照片，联系人${person.mobile}"/>${textBox("框内文字")}</wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape alt="备用"><v:textbox><w:txbxContent>${paragraph("备用框内另有文字")}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`,
    ),
    hidden: [],
    text: [person.mobile, "框内文字", "备用框内另有文字"],
  },
  {
    name: "docx footnote, field code and variable",
    bytes: docxFile(
      `${visible}<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> QUOTE "域中${person.mobile}" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>显示</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`,
      {
        settings: `<w:docVars><w:docVar w:name="a" w:val="变量${person.id}"/></w:docVars>`,
        parts: [
          {
            name: "word/footnotes.xml",
            data: wordPart("footnotes", `<w:footnote w:id="2">${paragraph("脚注文字")}</w:footnote>`),
          },
        ],
        relations: [
          { from: "word/document.xml", type: "footnotes", target: "footnotes.xml", id: "rIdNotes" },
        ],
      },
    ),
    hidden: [],
    text: [person.mobile, person.id, "脚注文字"],
  },
  {
    name: "docx properties",
    bytes: docxFile(
      visible,
      coreProperties(`<dc:creator>${person.name}</dc:creator><cp:lastModifiedBy>李未央</cp:lastModifiedBy>`),
    ),
    hidden: ["DOC_PROPERTIES"],
    evidence: [person.name, "李未央"],
  },
  {
    name: "docx properties of programs",
    bytes: docxFile(
      visible,
      coreProperties(
        "<dc:creator>python-docx</dc:creator><dc:description>generated by python-docx</dc:description><cp:lastModifiedBy>Microsoft Office User</cp:lastModifiedBy>",
      ),
    ),
    hidden: [],
  },
  {
    name: "docx custom property",
    bytes: docxFile(visible, {
      parts: [
        {
          name: "docProps/custom.xml",
          data: `<Properties xmlns:vt="v"><property name="拟稿人"><vt:lpwstr>${person.name}</vt:lpwstr></property><property name="KSOProductBuildVer"><vt:lpwstr>2052-12.1.0.16729</vt:lpwstr></property></Properties>`,
        },
      ],
      relations: [
        { from: "", type: "custom-properties", target: "docProps/custom.xml", id: "rIdCustomProps" },
      ],
    }),
    hidden: ["DOC_PROPERTIES"],
    evidence: [person.name],
  },
  {
    name: "docx custom XML",
    bytes: docxFile(
      visible,
      customXml(`<form xmlns="urn:form"><applicant id="${person.id}">${person.name}</applicant></form>`),
    ),
    hidden: ["CUSTOM_XML"],
    evidence: seen,
    text: seen,
  },
  {
    name: "docx custom XML in attributes",
    bytes: docxFile(
      visible,
      customXml(`<form xmlns="urn:form"><row name="${person.name}" no="${person.id}"/></form>`),
    ),
    hidden: ["CUSTOM_XML"],
    evidence: seen,
  },
  {
    name: "docx table in a table",
    bytes: docxFile(
      `${visible}<w:tbl><w:tr><w:tc>${paragraph("申请信息")}</w:tc><w:tc><w:tbl><w:tr><w:tc>${paragraph("申请人")}</w:tc><w:tc>${paragraph(person.name)}</w:tc></w:tr></w:tbl>${paragraph("")}</w:tc></w:tr></w:tbl>`,
    ),
    hidden: [],
    text: [`\n申请人\t${person.name}`],
  },
  {
    name: "docx table in a comment",
    bytes: docxFile(
      visible,
      comments(
        `<w:comment w:id="1" w:author="甲"><w:tbl><w:tr><w:tc>${paragraph("申请人")}</w:tc><w:tc>${paragraph(person.name)}</w:tc></w:tr></w:tbl></w:comment>`,
      ),
    ),
    hidden: ["COMMENTS"],
    evidence: [person.name],
    text: [`申请人\t${person.name}`],
  },
  {
    name: "docx custom XML with Chinese labels",
    bytes: docxFile(
      visible,
      customXml(
        `<form xmlns="urn:form"><field name="申请人">${person.name}</field><证件号码>${person.id}</证件号码><row 手机="${person.mobile}"/></form>`,
      ),
    ),
    hidden: ["CUSTOM_XML"],
    evidence: [...seen, person.mobile],
    text: [`申请人：${person.name}`, `证件号码：${person.id}`, `手机：${person.mobile}`],
  },
  {
    name: "docx empty bibliography",
    bytes: docxFile(
      visible,
      customXml(
        '<b:Sources SelectedStyle="\\APASixthEditionOfficeOnline.xsl" StyleName="APA" Version="6" xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography" xmlns="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"></b:Sources>',
      ),
    ),
    hidden: [],
  },
  {
    name: "docx custom data of WPS",
    bytes: docxFile(
      visible,
      customXml(
        '<s:customData xmlns="http://www.wps.cn/officeDocument/2013/wpsCustomData" xmlns:s="http://www.wps.cn/officeDocument/2013/wpsCustomData"><customSectProps><customSectPr/></customSectProps></s:customData>',
      ),
    ),
    hidden: [],
  },
  {
    name: "docx embedded workbook",
    bytes: docxFile(visible, {
      parts: [{ name: "word/embeddings/book1.xlsx", data: workbook() }],
      relations: [
        { from: "word/document.xml", type: "package", target: "embeddings/book1.xlsx", id: "rIdBook" },
      ],
    }),
    hidden: ["EMBEDDED_OBJECT"],
    evidence: ["book1.xlsx"],
    text: seen,
  },
  {
    name: "docx chart with its workbook",
    bytes: docxFile(visible, {
      parts: [
        {
          name: "word/charts/chart1.xml",
          data: '<c:chartSpace xmlns:c="c"><c:ser><c:cat><c:strCache><c:pt><c:v>图表类别文字</c:v></c:pt></c:strCache></c:cat></c:ser></c:chartSpace>',
        },
        { name: "word/embeddings/chart.xlsx", data: workbook() },
      ],
      relations: [
        { from: "word/document.xml", type: "chart", target: "charts/chart1.xml", id: "rIdChart" },
        { from: "word/charts/chart1.xml", type: "package", target: "../embeddings/chart.xlsx" },
      ],
    }),
    hidden: ["EMBEDDED_OBJECT"],
    text: [...seen, "图表类别文字"],
  },
  {
    name: "docx picture with position",
    bytes: docxFile(visible, {
      parts: [{ name: "word/media/image1.jpeg", data: cameraJpeg({ gps: true }) }],
      relations: [{ from: "word/document.xml", type: "image", target: "media/image1.jpeg", id: "rIdImage" }],
    }),
    hidden: ["IMAGE_GPS"],
    evidence: ["34.81"],
  },
  {
    name: "docx plain picture",
    bytes: docxFile(visible, {
      parts: [{ name: "word/media/image1.jpeg", data: plainJpeg() }],
      relations: [{ from: "word/document.xml", type: "image", target: "media/image1.jpeg", id: "rIdImage" }],
    }),
    hidden: [],
  },
  {
    name: "docx inserted HTML",
    bytes: docxFile(visible, {
      parts: [
        {
          name: "word/afchunk.htm",
          data: `<html><body><p>插入内容${person.mobile}</p></body></html>`,
          type: "text/html",
        },
      ],
      relations: [{ from: "word/document.xml", type: "aFChunk", target: "afchunk.htm", id: "rIdChunk" }],
    }),
    hidden: [],
    text: [person.mobile],
  },
  {
    name: "docx part nothing leads to",
    bytes: docxFile(visible, { parts: [{ name: "word/lost.xml", data: `<x><t>遗留${person.id}</t></x>` }] }),
    hidden: [],
    text: [person.id],
  },
  {
    name: "docx strict namespaces and other prefixes",
    bytes: packageFile(
      [
        {
          name: "doc.xml",
          data: `<q:document xmlns:q="http://purl.oclc.org/ooxml/wordprocessingml/main"><q:body><q:p><q:r><q:rPr><q:vanish/></q:rPr><q:t>${secret}</q:t></q:r></q:p></q:body></q:document>`,
          type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        },
      ],
      [
        {
          from: "",
          type: "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
          target: "/doc.xml",
        },
      ],
    ),
    hidden: ["HIDDEN_TEXT"],
    evidence: seen,
  },
];

const hiddenStyles =
  '<numFmts count="1"><numFmt numFmtId="170" formatCode=";;;"/></numFmts><fonts count="4"><font><sz val="11"/></font><font><sz val="11"/><color rgb="FFFFFFFF"/></font><font><sz val="1"/></font><font><color theme="0"/></font></fonts><fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF1F4E78"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFFFFF"/></patternFill></fill></fills><cellXfs count="7"><xf fontId="0" fillId="0"/><xf numFmtId="170" fontId="0" fillId="0"/><xf fontId="1" fillId="0"/><xf fontId="1" fillId="2"/><xf fontId="2" fillId="0"/><xf fontId="3" fillId="3"/><xf fontId="1" fillId="1"/></cellXfs>';
const list: readonly (readonly string[])[] = [
  ["姓名", "身份证号", "金额"],
  [person.name, person.id, "300"],
  ["王某", "", "500"],
];

/** A cell whose text goes on in a run of another look. */
const richCell = (look: string, style = 0): string =>
  `<sheetData><row r="1"><c r="A1" s="${style}" t="inlineStr"><is><r><rPr><color rgb="${style === 3 ? "FFFFFFFF" : "FF000000"}"/></rPr><t>经办：${person.name}</t></r><r><rPr>${look}</rPr><t>，${person.id}</t></r></is></c></row></sheetData>`;

const sheetCases = (): readonly CorpusCase[] => [
  { name: "xlsx plain", bytes: xlsxFile([{ name: "公示", xml: rows(list) }]), hidden: [], text: seen },
  {
    name: "xlsx hidden sheet",
    bytes: xlsxFile([
      { name: "公示", xml: rows([["项目"]]) },
      { name: "底稿", state: "hidden", xml: rows(list) },
    ]),
    hidden: ["HIDDEN_SHEET"],
    evidence: ["底稿", ...seen],
    text: seen,
  },
  {
    name: "xlsx very hidden sheet",
    bytes: xlsxFile([
      { name: "公示", xml: rows([["项目"]]) },
      { name: "参数", state: "veryHidden", xml: rows(list) },
    ]),
    hidden: ["HIDDEN_SHEET"],
    evidence: ["参数"],
  },
  {
    name: "xlsx empty hidden sheet",
    bytes: xlsxFile([
      { name: "公示", xml: rows([["项目"]]) },
      { name: "Sheet2", state: "hidden", xml: "<sheetData/>" },
    ]),
    hidden: [],
  },
  {
    name: "xlsx hidden row",
    bytes: xlsxFile([{ name: "公示", xml: rows(list, { 2: 'hidden="1"' }) }]),
    hidden: ["HIDDEN_ROWS_COLS"],
    evidence: seen,
  },
  {
    name: "xlsx row of height 0",
    bytes: xlsxFile([{ name: "公示", xml: rows(list, { 2: 'ht="0" customHeight="1"' }) }]),
    hidden: ["HIDDEN_ROWS_COLS"],
    evidence: seen,
  },
  {
    name: "xlsx filtered row",
    bytes: xlsxFile([
      {
        name: "公示",
        xml: `${rows(list, { 2: 'hidden="1"' })}<autoFilter ref="A1:C3"><filterColumn colId="0"><filters><filter val="王某"/></filters></filterColumn></autoFilter>`,
      },
    ]),
    hidden: ["HIDDEN_ROWS_COLS"],
    evidence: seen,
  },
  {
    name: "xlsx unused rows hidden by default",
    bytes: xlsxFile([
      { name: "公示", xml: `<sheetFormatPr zeroHeight="1"/>${rows(list, { 1: 'ht="15"' })}` },
    ]),
    hidden: [],
  },
  {
    name: "xlsx empty hidden rows and columns",
    bytes: xlsxFile([
      {
        name: "公示",
        xml: `<cols><col min="8" max="16384" hidden="1"/></cols>${rows([...list, [""]], { 4: 'hidden="1"' })}`,
      },
    ]),
    hidden: [],
  },
  {
    name: "xlsx hidden column",
    bytes: xlsxFile([
      { name: "公示", xml: `<cols><col min="2" max="2" width="9" hidden="1"/></cols>${rows(list)}` },
    ]),
    hidden: ["HIDDEN_ROWS_COLS"],
    evidence: [person.id],
  },
  {
    name: "xlsx column of width 0",
    bytes: xlsxFile([
      { name: "公示", xml: `<cols><col min="2" max="2" width="0" customWidth="1"/></cols>${rows(list)}` },
    ]),
    hidden: ["HIDDEN_ROWS_COLS"],
    evidence: [person.id],
  },
  {
    name: "xlsx format without display",
    bytes: xlsxFile([{ name: "公示", xml: rows(list, {}, { B2: 1 }) }], { styles: hiddenStyles }),
    hidden: ["HIDDEN_TEXT"],
    evidence: [person.id],
  },
  {
    name: "xlsx white on nothing",
    bytes: xlsxFile([{ name: "公示", xml: rows(list, {}, { B2: 2 }) }], { styles: hiddenStyles }),
    hidden: ["HIDDEN_TEXT"],
    evidence: [person.id],
  },
  {
    name: "xlsx white run in a cell",
    bytes: xlsxFile([{ name: "公示", xml: richCell(`<color rgb="FFFFFFFF"/>`) }], { styles: hiddenStyles }),
    hidden: ["HIDDEN_TEXT"],
    evidence: [person.id],
    text: seen,
  },
  {
    name: "xlsx one-point run in a cell",
    bytes: xlsxFile([{ name: "公示", xml: richCell(`<sz val="1"/>`) }], { styles: hiddenStyles }),
    hidden: ["HIDDEN_TEXT"],
    evidence: [person.id],
  },
  {
    name: "xlsx white run in a dark cell, and a dark run in a white one",
    bytes: xlsxFile(
      [
        { name: "公示", xml: richCell(`<color rgb="FFFFFFFF"/>`, 3) },
        { name: "附表", xml: richCell(`<color rgb="FF000000"/>`) },
      ],
      { styles: hiddenStyles },
    ),
    hidden: [],
    text: seen,
  },
  {
    name: "xlsx theme white on white",
    bytes: xlsxFile([{ name: "公示", xml: rows(list, {}, { B2: 5 }) }], { styles: hiddenStyles }),
    hidden: ["HIDDEN_TEXT"],
    evidence: [person.id],
  },
  {
    name: "xlsx white on dark",
    bytes: xlsxFile([{ name: "公示", xml: rows(list, {}, { A1: 3, B1: 3, C1: 3 }) }], {
      styles: hiddenStyles,
    }),
    hidden: [],
  },
  {
    name: "xlsx white on a pattern",
    bytes: xlsxFile([{ name: "公示", xml: rows(list, {}, { A1: 6 }) }], { styles: hiddenStyles }),
    hidden: [],
  },
  {
    name: "xlsx one-point cell",
    bytes: xlsxFile([{ name: "公示", xml: rows(list, {}, { B2: 4 }) }], { styles: hiddenStyles }),
    hidden: ["HIDDEN_TEXT"],
    evidence: [person.id],
  },
  {
    name: "xlsx note",
    bytes: xlsxFile([{ name: "公示", xml: rows([["项目"]]) }], {
      parts: [
        {
          name: "xl/comments1.xml",
          data: sheetRoot(
            "comments",
            `<authors><author>丁未</author></authors><commentList><comment ref="B2" authorId="0"><text><r><t>核对${secret}</t></r></text></comment></commentList>`,
          ),
        },
      ],
      relations: [{ from: "xl/worksheets/sheet1.xml", type: "comments", target: "../comments1.xml" }],
    }),
    hidden: ["COMMENTS"],
    evidence: seen,
    text: seen,
  },
  {
    name: "xlsx threaded comment",
    bytes: xlsxFile([{ name: "公示", xml: rows([["项目"]]) }], {
      parts: [
        {
          name: "xl/threadedComments/threadedComment1.xml",
          data: `<ThreadedComments xmlns="t"><threadedComment ref="A1" personId="{1}" id="{2}"><text>联系${person.mobile}</text></threadedComment></ThreadedComments>`,
        },
        {
          name: "xl/persons/person.xml",
          data: '<personList xmlns="t"><person displayName="戊申" id="{1}"/></personList>',
        },
      ],
      relations: [
        {
          from: "xl/worksheets/sheet1.xml",
          type: "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment",
          target: "../threadedComments/threadedComment1.xml",
        },
      ],
    }),
    hidden: ["COMMENTS"],
    evidence: [person.mobile, "戊申"],
  },
  {
    name: "xlsx pivot cache with records",
    bytes: xlsxFile([{ name: "汇总", xml: rows([["片区", "合计"]]) }], {
      parts: [
        {
          name: "xl/pivotCache/pivotCacheDefinition1.xml",
          data: sheetRoot(
            "pivotCacheDefinition",
            `<cacheFields><cacheField name="姓名"><sharedItems><s v="${person.name}"/></sharedItems></cacheField><cacheField name="证号"><sharedItems/></cacheField></cacheFields>`,
          ),
        },
        {
          name: "xl/pivotCache/pivotCacheRecords1.xml",
          data: sheetRoot("pivotCacheRecords", `<r><x v="0"/><s v="${person.id}"/></r>`),
        },
      ],
      relations: [
        {
          from: "xl/pivotCache/pivotCacheDefinition1.xml",
          type: "pivotCacheRecords",
          target: "pivotCacheRecords1.xml",
        },
      ],
    }),
    hidden: ["PIVOT_CACHE"],
    evidence: seen,
    text: seen,
  },
  {
    name: "xlsx pivot cache without data",
    bytes: xlsxFile([{ name: "汇总", xml: rows([["片区", "合计"]]) }], {
      parts: [
        {
          name: "xl/pivotCache/pivotCacheDefinition1.xml",
          data: sheetRoot(
            "pivotCacheDefinition",
            '<cacheFields><cacheField name="姓名"><sharedItems/></cacheField></cacheFields>',
          ),
        },
      ],
    }),
    hidden: [],
  },
  {
    name: "xlsx external link",
    bytes: xlsxFile([{ name: "公示", xml: rows([["项目"]]) }], {
      parts: [
        {
          name: "xl/externalLinks/externalLink1.xml",
          data: sheetRoot(
            "externalLink",
            `<externalBook><sheetNames><sheetName val="人员"/></sheetNames><sheetDataSet><sheetData sheetId="0"><row r="2"><cell r="A2" t="str"><v>${person.name}</v></cell><cell r="B2" t="str"><v>${person.id}</v></cell></row></sheetData></sheetDataSet></externalBook>`,
          ),
        },
      ],
      relations: [
        {
          from: "xl/workbook.xml",
          type: "externalLink",
          target: "externalLinks/externalLink1.xml",
          id: "rIdLink",
        },
      ],
    }),
    hidden: ["EXTERNAL_LINK"],
    evidence: seen,
    text: seen,
  },
  {
    name: "xlsx revision log",
    bytes: xlsxFile([{ name: "公示", xml: rows([["项目"]]) }], {
      parts: [
        { name: "xl/revisions/revisionHeaders.xml", data: sheetRoot("headers", '<header userName="己酉"/>') },
        {
          name: "xl/revisions/revisionLog1.xml",
          data: sheetRoot(
            "revisions",
            `<rcc rId="1" sId="1"><oc r="A1" t="inlineStr"><is><t>${person.id}</t></is></oc><nc r="A1"/></rcc>`,
          ),
        },
      ],
    }),
    hidden: ["TRACKED_CHANGES"],
    evidence: [person.id, "己酉"],
  },
  {
    name: "xlsx text box, header, validation, name",
    bytes: xlsxFile(
      [
        {
          name: "公示",
          xml: `${rows([["项目"]])}<dataValidations><dataValidation><formula1>"甲村,${person.mobile}"</formula1></dataValidation></dataValidations><headerFooter><oddHeader>&amp;C内部页眉文字</oddHeader></headerFooter><drawing r:id="rId1"/>`,
        },
      ],
      {
        workbook: `<definedNames><definedName name="n">"常量${person.id}"</definedName></definedNames>`,
        parts: [
          {
            name: "xl/drawings/drawing1.xml",
            data: '<xdr:wsDr xmlns:xdr="x" xmlns:a="a"><xdr:twoCellAnchor><xdr:sp><xdr:nvSpPr><xdr:cNvPr id="1" name="t"/></xdr:nvSpPr><xdr:txBody><a:p><a:r><a:t>框内说明</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor></xdr:wsDr>',
          },
        ],
        relations: [
          { from: "xl/worksheets/sheet1.xml", type: "drawing", target: "../drawings/drawing1.xml" },
        ],
      },
    ),
    hidden: [],
    text: [person.mobile, "内部页眉文字", person.id, "框内说明"],
  },
];

const white = '<a:rPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></a:rPr>';
const slideCases = (): readonly CorpusCase[] => [
  { name: "pptx plain", bytes: pptxFile([{ shapes: shape("工作汇报") }]), hidden: [], text: ["工作汇报"] },
  {
    name: "pptx notes",
    bytes: pptxFile([
      {
        shapes: shape("工作汇报"),
        notes: shape(`口径：${secret}`, { placeholder: '<p:ph type="body" idx="1"/>' }),
      },
    ]),
    hidden: ["SPEAKER_NOTES"],
    evidence: seen,
    text: seen,
  },
  {
    name: "pptx notes page without notes",
    bytes: pptxFile([
      {
        shapes: shape("工作汇报"),
        notes:
          shape("1", { placeholder: '<p:ph type="sldNum" idx="10"/>' }) +
          shape("", { placeholder: '<p:ph type="body" idx="1"/>' }),
      },
    ]),
    hidden: [],
  },
  {
    name: "pptx hidden slide",
    bytes: pptxFile([{ shapes: shape("封面") }, { shapes: shape(secret), attributes: 'show="0"' }]),
    hidden: ["HIDDEN_SLIDE"],
    evidence: seen,
    text: seen,
  },
  {
    name: "pptx slide out of the list",
    bytes: pptxFile([{ shapes: shape("封面") }, { shapes: shape(secret) }], { unlisted: 1 }),
    hidden: ["HIDDEN_SLIDE"],
    evidence: seen,
  },
  {
    name: "pptx shape off the slide",
    bytes: pptxFile([{ shapes: shape("封面") + shape(secret, { x: 9_800_000 }) }]),
    hidden: ["HIDDEN_TEXT"],
    evidence: seen,
    text: seen,
  },
  {
    name: "pptx shape partly off",
    bytes: pptxFile([{ shapes: shape("封面") + shape("靠边的说明", { x: -1_000_000 }) }]),
    hidden: [],
  },
  {
    name: "pptx hidden shape",
    bytes: pptxFile([{ shapes: shape("封面") + shape(secret, { drawing: 'hidden="1"' }) }]),
    hidden: ["HIDDEN_TEXT"],
    evidence: seen,
  },
  {
    name: "pptx white on white",
    bytes: pptxFile([{ shapes: shape("封面") + shape(secret, { run: white }) }]),
    hidden: ["HIDDEN_TEXT"],
    evidence: seen,
  },
  {
    name: "pptx white by scheme",
    bytes: pptxFile([
      {
        shapes: shape(secret, { run: '<a:rPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill></a:rPr>' }),
      },
    ]),
    hidden: ["HIDDEN_TEXT"],
    evidence: seen,
  },
  {
    name: "pptx white in a dark shape",
    bytes: pptxFile([
      {
        shapes: shape("蓝底白字", {
          run: white,
          fill: '<a:solidFill><a:srgbClr val="1F4E79"/></a:solidFill>',
        }),
      },
    ]),
    hidden: [],
  },
  {
    name: "pptx white over a dark shape",
    bytes: pptxFile([
      {
        shapes:
          shape("", { fill: '<a:solidFill><a:srgbClr val="1F4E79"/></a:solidFill>' }) +
          shape("蓝底白字", { run: white }),
      },
    ]),
    hidden: [],
  },
  {
    name: "pptx white on a dark slide",
    bytes: pptxFile([
      {
        shapes: shape("白字", { run: white }),
        background: '<p:bg><p:bgPr><a:solidFill><a:srgbClr val="000000"/></a:solidFill></p:bgPr></p:bg>',
      },
    ]),
    hidden: [],
  },
  {
    name: "pptx white on a picture slide",
    bytes: pptxFile([
      { shapes: shape("白字", { run: white }), background: "<p:bg><p:bgPr><a:blipFill/></p:bgPr></p:bg>" },
    ]),
    hidden: [],
  },
  {
    name: "pptx tiny text",
    bytes: pptxFile([{ shapes: shape(secret, { run: '<a:rPr sz="100"/>' }) }]),
    hidden: ["HIDDEN_TEXT"],
    evidence: seen,
  },
  {
    name: "pptx comment",
    bytes: pptxFile([{ shapes: shape("封面") }], {
      parts: [
        {
          name: "ppt/comments/comment1.xml",
          data: `<p:cmLst xmlns:p="p"><p:cm authorId="0"><p:text>请改：${person.mobile}</p:text></p:cm></p:cmLst>`,
        },
        {
          name: "ppt/commentAuthors.xml",
          data: '<p:cmAuthorLst xmlns:p="p"><p:cmAuthor id="0" name="庚戌"/></p:cmAuthorLst>',
        },
      ],
      relations: [{ from: "ppt/slides/slide1.xml", type: "comments", target: "../comments/comment1.xml" }],
    }),
    hidden: ["COMMENTS"],
    evidence: [person.mobile, "庚戌"],
  },
  {
    name: "pptx table, group and alternative text",
    bytes: pptxFile([
      {
        shapes: `<p:grpSp><p:nvGrpSpPr><p:cNvPr id="9" name="g" descr="图示说明"/></p:nvGrpSpPr><p:grpSpPr/>${shape("组内文字")}</p:grpSp><p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="5" name="t"/></p:nvGraphicFramePr><a:graphic><a:graphicData><a:tbl><a:tr><a:tc><a:txBody><a:p><a:r><a:t>姓名</a:t></a:r></a:p></a:txBody></a:tc><a:tc><a:txBody><a:p><a:r><a:t>${person.id}</a:t></a:r></a:p></a:txBody></a:tc></a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>`,
      },
    ]),
    hidden: [],
    text: ["组内文字", `姓名\t${person.id}`],
  },
];

const archiveCases = (): readonly CorpusCase[] => [
  {
    name: "zip of a document and a list",
    bytes: zipFile([
      { name: "材料/公告.docx", data: docxFile(visible + paragraph(secret, "<w:vanish/>")) },
      { name: "名单.csv", data: `姓名,手机\n${person.name},${person.mobile}\n` },
    ]),
    hidden: ["HIDDEN_TEXT"],
    evidence: seen,
    text: [person.mobile],
  },
  {
    name: "zip with GBK names",
    bytes: zipFile([
      {
        name: "",
        nameBytes: Uint8Array.from([0xc3, 0xfb, 0xb5, 0xa5, 0x2e, 0x74, 0x78, 0x74]),
        data: `登记人${person.mobile}`,
      },
    ]),
    hidden: [],
    text: [person.mobile, "名单.txt"],
  },
];

export const officeCases = (): readonly CorpusCase[] => [
  ...wordCases(),
  ...sheetCases(),
  ...slideCases(),
  ...archiveCases(),
];
