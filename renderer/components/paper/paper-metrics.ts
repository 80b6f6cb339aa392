/** Measures of an official page in millimetres (GB/T 9704-2012, 5.1, 5.2; tokens of the interface). */
export const paperMm = {
  width: 210,
  height: 297,
  top: 37,
  bottom: 35,
  left: 28,
  right: 26,
  /** 版心 */
  textWidth: 156,
  textHeight: 225,
  /** 3号 with the condensing that puts 28 characters on a line. */
  body: 5.644,
  letterSpacing: -0.088,
  line: 10.213,
} as const;

/** Pixels of one millimetre on a page drawn `widthPx` wide. */
export function pixelsPerMm(widthPx: number): number {
  return widthPx / paperMm.width;
}

/** Height of the page in pixels. */
export function pageHeightPx(widthPx: number): number {
  return pixelsPerMm(widthPx) * paperMm.height;
}

/**
 * Number of sheets under a flow of the given height, pages apart by `gapPx`. The flow holds whole text areas of
 * 225 mm, each followed by the margins of two pages and the gap.
 */
export function pageCount(flowHeightPx: number, widthPx: number, gapPx: number): number {
  const mm = pixelsPerMm(widthPx);
  const pitch = pageHeightPx(widthPx) + gapPx;
  const between = pitch - paperMm.textHeight * mm;
  return Math.max(1, Math.round((flowHeightPx + between) / pitch));
}

/** The page (from 1) that lies under a scroll position: the one that fills the middle of the view. */
export function pageInView(
  scrollTopPx: number,
  viewHeightPx: number,
  widthPx: number,
  gapPx: number,
  pages: number,
): number {
  const middle = scrollTopPx + viewHeightPx / 3;
  const pitch = pageHeightPx(widthPx) + gapPx;
  return Math.min(pages, Math.max(1, Math.floor(middle / pitch) + 1));
}

/** Steps of the zoom keys, as factors of the width that fits. */
const zoomSteps = [0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2] as const;

/** The next step up or down from a factor; the factor itself at either end. */
export function zoomStep(factor: number, direction: 1 | -1): number {
  const steps = direction === 1 ? zoomSteps : zoomSteps.toReversed();
  return steps.find((step) => (direction === 1 ? step > factor + 0.001 : step < factor - 0.001)) ?? factor;
}

/** Narrower than this a page cannot be read. */
const leastPx = 420;
const marginPx = 12;

/** Width of the page that fits a pane: the wanted width, less when the pane is narrower, never under the least. */
export function fittingWidth(paneWidthPx: number, wantedPx: number): number {
  return Math.max(leastPx, Math.min(wantedPx, paneWidthPx - 2 * marginPx));
}
