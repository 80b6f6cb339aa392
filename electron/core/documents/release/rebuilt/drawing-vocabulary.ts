import { child, childElements, type XmlElement } from "../../containers/xml-reader.ts";
import { filterMarkup, markup, vocabulary, type FilterOptions, type Markup } from "./markup.ts";

/** DrawingML that says how shapes and letters look (ECMA-376-1, part 20), without pictures, links and names. */
export const drawingVocabulary = vocabulary(`
  themeElements clrScheme fontScheme fmtScheme fillStyleLst lnStyleLst effectStyleLst bgFillStyleLst effectStyle effectLst
  dk1 lt1 dk2 lt2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink majorFont minorFont
  srgbClr schemeClr prstClr: val
  sysClr: val lastClr
  scrgbClr: r g b
  hslClr: hue sat lum
  alpha lumMod lumOff tint shade satMod satOff hueMod hueOff alphaMod alphaOff gamma invGamma gray comp inv: val
  latin ea cs sym: typeface
  font: script typeface
  solidFill noFill grpFill
  gradFill: rotWithShape flip
  gsLst
  gs: pos
  lin: ang scaled
  path: path w h fill stroke extrusionOk
  fillToRect tileRect: l t r b
  pattFill: prst
  fgClr bgClr
  ln lnL lnR lnT lnB lnTlToBr lnBlToTr: w cap cmpd algn
  prstDash: val
  round bevel
  miter: lim
  headEnd tailEnd: type w len
  outerShdw innerShdw: blurRad dist dir algn rotWithShape sx sy kx ky
  xfrm: rot flipH flipV
  off chOff: x y
  ext chExt: cx cy
  prstGeom prstTxWarp: prst
  custGeom avLst gdLst ahLst cxnLst pathLst
  gd: name fmla
  rect: l t r b
  moveTo lnTo cubicBezTo quadBezTo close
  arcTo: wR hR stAng swAng
  pt: x y
  bodyPr: rot spcFirstLastPara vertOverflow horzOverflow vert wrap lIns tIns rIns bIns numCol spcCol rtlCol fromWordArt anchor anchorCtr forceAA upright compatLnSpc
  normAutofit: fontScale lnSpcReduction
  spAutoFit noAutofit
  lstStyle
  pPr defPPr lvl1pPr lvl2pPr lvl3pPr lvl4pPr lvl5pPr lvl6pPr lvl7pPr lvl8pPr lvl9pPr: marL marR lvl indent algn defTabSz rtl eaLnBrk fontAlgn latinLnBrk hangingPunct
  lnSpc spcBef spcAft
  spcPct spcPts buSzPct buSzPts: val
  buClrTx buSzTx buFontTx buNone buClr
  buFont: typeface
  buChar: char
  buAutoNum: type startAt
  tabLst
  tab: pos algn
  rPr endParaRPr defRPr: kumimoji lang altLang sz b i u strike kern cap spc normalizeH baseline
  highlight
  lnRef fillRef effectRef fontRef: idx
  wholeTbl band1H band2H band1V band2V lastCol firstCol lastRow firstRow neCell nwCell seCell swCell tblBg tcStyle tcBdr fill
  tcTxStyle: b i
  left right top bottom insideH insideV tl2br tr2bl
`);

export const drawingNamespace = "http://schemas.openxmlformats.org/drawingml/2006/main";

const named = new Set(["clrScheme", "fontScheme", "fmtScheme"]);

const themeFilter: FilterOptions = {
  vocabulary: drawingVocabulary,
  prefix: "a",
  prefixedAttributes: false,
  special: (element: XmlElement) => {
    // A theme lists its fills by number: one that goes leaves its place.
    if (element.name === "blipFill") return markup("a:noFill");
    if (!named.has(element.name)) return "filter";
    const children = childElements(element).flatMap((inner) => filterMarkup(inner, themeFilter) ?? []);
    return markup(`a:${element.name}`, { name: "主题" }, children);
  },
};

/** Colours and fonts of a theme; its names are the maker's own. */
export function copyTheme(root: XmlElement | undefined): Markup | undefined {
  const elements = child(root, "themeElements");
  const copy = elements && filterMarkup(elements, themeFilter);
  return copy && markup("a:theme", { "xmlns:a": drawingNamespace, name: "主题" }, [copy]);
}
