/** 收费标准: by number of applications or by number of pages, never both for one application (收费办法3). */
export type FeeBasis = "perItem" | "perPage";

/** One step of a progressive tariff: `rate` yuan for each unit from `from` through `to` (open at the top without it). */
export interface FeeBand {
  readonly from: number;
  readonly to?: number;
  readonly rate: number;
}

export const feeSource = "国办函〔2020〕109号";

/** 按件计收: rate of the k-th application (件) of one applicant in one calendar month, in yuan. Source: 收费办法4. */
export function itemRate(sequence: number): number {
  if (sequence <= 10) return 0;
  if (sequence <= 30) return 100;
  return 100 * (2 + Math.floor((sequence - 31) / 10));
}

/**
 * 按件计收: fee for `pieces` applications after `alreadyInMonth` earlier ones of the same applicant and month, in yuan.
 * Progressive on the excess, never on the whole. Source: 收费办法4.
 */
export function itemFee(alreadyInMonth: number, pieces: number): number {
  let sum = 0;
  for (let sequence = alreadyInMonth + 1; sequence <= alreadyInMonth + pieces; sequence += 1) {
    sum += itemRate(sequence);
  }
  return sum;
}

/** 按量计收: the bands of pages of one application. Source: 收费办法5. */
const pageBands: readonly FeeBand[] = [
  { from: 1, to: 30, rate: 0 },
  { from: 31, to: 100, rate: 10 },
  { from: 101, to: 200, rate: 20 },
  { from: 201, rate: 40 },
];

/** How a fee is made up; printed in the fee notice and checked by hand. */
export interface FeeLine {
  readonly from: number;
  readonly to: number;
  readonly units: number;
  readonly rate: number;
  readonly amount: number;
}

/**
 * 按量计收: fee for the pages of one application, in yuan; pages of several applications are never added together.
 * Source: 收费办法5.
 */
export function pageFee(pages: number): number {
  return pageFeeLines(pages).reduce((sum, line) => sum + line.amount, 0);
}

/** The bands a page count reaches, with what each costs. */
export function pageFeeLines(pages: number): readonly FeeLine[] {
  return pageBands
    .filter((band) => pages >= band.from)
    .map((band) => {
      const to = Math.min(pages, band.to ?? pages);
      const units = to - band.from + 1;
      return { from: band.from, to, units, rate: band.rate, amount: units * band.rate };
    });
}

/** The bands a run of applications reaches, with what each costs. */
export function itemFeeLines(alreadyInMonth: number, pieces: number): readonly FeeLine[] {
  const lines: FeeLine[] = [];
  for (let sequence = alreadyInMonth + 1; sequence <= alreadyInMonth + pieces; sequence += 1) {
    const rate = itemRate(sequence);
    const last = lines.at(-1);
    if (last && last.rate === rate) {
      const units = last.units + 1;
      lines[lines.length - 1] = { ...last, to: sequence, units, amount: units * rate };
    } else lines.push({ from: sequence, to: sequence, units: 1, rate, amount: rate });
  }
  return lines;
}

/** A4 or smaller, single side = 1 page; larger sheets by area, A3 = 2 [convention]. */
export type PaperSize = "A0" | "A1" | "A2" | "A3" | "A4" | "A5";
const pagesBySize: Readonly<Record<PaperSize, number>> = { A0: 16, A1: 8, A2: 4, A3: 2, A4: 1, A5: 1 };

/** Chargeable pages of `sides` single sides of a paper size. Source: 收费办法5; larger sheets [convention]. */
export function chargeablePages(size: PaperSize, sides: number): number {
  return pagesBySize[size] * sides;
}
