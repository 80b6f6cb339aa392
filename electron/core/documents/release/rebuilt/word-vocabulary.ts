import { vocabulary } from "./markup.ts";

/**
 * WordprocessingML that lays out text (ECMA-376-1, 17.3, 17.4, 17.6, 17.7, 17.9, 17.15). Not in it, and so never passed on:
 * identifiers of saves and paragraphs, authors and dates, changes of format, hidden text, names of anything.
 */
export const wordVocabulary = vocabulary(`
  pPr rPr tblPr trPr tcPr tblPrEx sectPr
  keepNext keepLines pageBreakBefore widowControl suppressLineNumbers suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid contextualSpacing mirrorIndents: val
  jc textDirection textAlignment outlineLvl: val
  framePr: dropCap lines w h vSpace hSpace wrap hAnchor vAnchor x xAlign y yAlign hRule anchorLock
  numPr tabs
  ilvl numId: val
  tab: val leader pos
  pBdr tblBorders tcBorders
  top left bottom right start end insideH insideV between bar bdr tl2br tr2bl: val w type sz space color themeColor themeTint themeShade shadow frame
  shd: val color fill themeColor themeTint themeShade themeFill themeFillTint themeFillShade
  spacing: before beforeLines beforeAutospacing after afterLines afterAutospacing line lineRule val
  ind: left leftChars start startChars right rightChars end endChars hanging hangingChars firstLine firstLineChars
  rFonts: hint ascii hAnsi eastAsia cs asciiTheme hAnsiTheme eastAsiaTheme cstheme
  b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof kern position w sz szCs rtl cs em: val
  color: val themeColor themeTint themeShade
  highlight vertAlign: val
  u: val color themeColor themeTint themeShade
  fitText: val id
  lang: val eastAsia bidi
  eastAsianLayout: id combine combineBrackets vert vertCompress
  tblpPr: leftFromText rightFromText topFromText bottomFromText vertAnchor horzAnchor tblpXSpec tblpX tblpYSpec tblpY
  tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize: val
  tblW tblCellSpacing tblInd wBefore wAfter tcW: w type
  tblLayout: type
  tblCellMar tcMar
  tblLook: val firstRow lastRow firstColumn lastColumn noHBand noVBand
  tblGrid
  gridCol: w
  cnfStyle: val firstRow lastRow firstColumn lastColumn oddVBand evenVBand oddHBand evenHBand firstRowFirstColumn firstRowLastColumn lastRowFirstColumn lastRowLastColumn
  gridBefore gridAfter cantSplit tblHeader: val
  trHeight: val hRule
  gridSpan hMerge vMerge noWrap tcFitText vAlign: val
  footnotePr endnotePr
  numFmt: val format
  numStart numRestart: val
  type: val
  pgSz: w h orient code
  pgMar: top right bottom left header footer gutter
  pgBorders: zOrder display offsetFrom
  lnNumType: countBy start distance restart
  pgNumType: fmt start chapStyle chapSep
  cols: equalWidth space num sep
  col: w space
  formProt noEndnote titlePg rtlGutter: val
  docGrid: type linePitch charSpace
  background: color themeColor themeTint themeShade
  displayBackgroundShape: val
  docDefaults rPrDefault pPrDefault
  tblStylePr: type
  multiLevelType start lvlRestart isLgl suff lvlJc: val
  startOverride: val
  evenAndOddHeaders defaultTabStop characterSpacingControl drawingGridHorizontalSpacing drawingGridVerticalSpacing displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery noLineBreaksAfter noLineBreaksBefore autoHyphenation mirrorMargins gutterAtTop bordersDoNotSurroundHeader bordersDoNotSurroundFooter: val
  compat
  spaceForUL balanceSingleByteDoubleByteWidth doNotLeaveBackslashAlone ulTrailSpace doNotExpandShiftReturn adjustLineHeightInTable useFELayout: val
  themeFontLang: val eastAsia bidi
  clrSchemeMapping: bg1 t1 bg2 t2 accent1 accent2 accent3 accent4 accent5 accent6 hyperlink followedHyperlink
`);

export const wordNamespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
export const wordNamespaces: Readonly<Record<string, string>> = {
  "xmlns:w": wordNamespace,
  "xmlns:r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
  "xmlns:wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
  "xmlns:a": "http://schemas.openxmlformats.org/drawingml/2006/main",
  "xmlns:pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
  "xmlns:mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
  "xmlns:wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
};

/** Fields whose result the word processor counts anew on every page; all others keep the text they show now. */
export const pageField = /^\s*(PAGE|NUMPAGES|SECTIONPAGES)((?:\s+\\\*\s*[A-Za-z]{1,20})*)\s*$/iu;
