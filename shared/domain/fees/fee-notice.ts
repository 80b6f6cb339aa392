import type { CounterReading } from "./fee-counters.ts";
import { feeOptions, type DeliveryMethod, type FeeOption } from "./fee-options.ts";
import { type FeeBasis, type FeeLine, itemFeeLines, pageFeeLines } from "./tariffs.ts";

/** The fields of 《收费通知书》 that follow from the case; the organ may only choose the tariff (收费办法3). */
export interface FeeNoticeFields {
  readonly feeFacts: string;
  readonly feeBasis: FeeBasis;
  readonly feeDetail: string;
  readonly feeAmount: number;
}

function lineText(line: FeeLine, unit: "件" | "页"): string {
  const which = line.from === line.to ? `第${line.from}${unit}` : `第${line.from}至${line.to}${unit}`;
  return line.rate === 0
    ? `${which}不收费`
    : `${which}，每${unit}${line.rate}元，${line.units}${unit}计${line.amount}元`;
}

/**
 * What the notice says: the count of the month or the pages, the bands they reach, and the sum, one tariff only.
 * Source: 收费办法3–6 (依据、标准、数额).
 */
export function feeNoticeFields(
  basis: FeeBasis,
  counter: CounterReading,
  pages: number | undefined,
): FeeNoticeFields {
  const [year, month] = counter.yearMonth.split("-").map(Number);
  const counted =
    counter.sequenceFrom === counter.sequenceTo
      ? `本件为第${counter.sequenceTo}件`
      : `本次为第${counter.sequenceFrom}至${counter.sequenceTo}件`;
  const facts = `申请人${year}年${month}月累计提出政府信息公开申请${counter.sequenceTo}件，${counted}`;
  const lines =
    basis === "perItem"
      ? itemFeeLines(counter.alreadyInMonth, counter.sequenceTo - counter.alreadyInMonth)
      : pageFeeLines(pages ?? 0);
  return {
    feeFacts: basis === "perItem" ? facts : `本件申请要求提供的政府信息共${pages ?? 0}页`,
    feeBasis: basis,
    feeDetail: lines.map((line) => lineText(line, basis === "perItem" ? "件" : "页")).join("；"),
    feeAmount: lines.reduce((sum, line) => sum + line.amount, 0),
  };
}

export interface FeeNoticeObstacle {
  readonly reason: string;
  readonly article: string;
}

export type FeeNotice =
  | { readonly ok: true; readonly fields: FeeNoticeFields; readonly option: FeeOption }
  | { readonly ok: false; readonly obstacle: FeeNoticeObstacle };

/**
 * The notice under one tariff, all of it or nothing: facts, detail and amount follow from the tariff, so that changing
 * it by hand leaves nothing of the other behind (收费办法3), and what may not be charged has no amount.
 */
export function feeNotice(
  basis: FeeBasis,
  facts: {
    readonly counter: CounterReading;
    readonly pages?: number;
    readonly delivery: DeliveryMethod;
    readonly outcome?: string;
  },
): FeeNotice {
  const { counter, pages, delivery, outcome } = facts;
  const option = feeOptions({
    alreadyInMonth: counter.alreadyInMonth,
    pieces: counter.sequenceTo - counter.alreadyInMonth,
    delivery,
    ...(pages === undefined ? {} : { pages }),
    ...(outcome ? { outcome } : {}),
  })[basis];
  if (!option.allowed) return { ok: false, obstacle: option };
  const fields = feeNoticeFields(basis, counter, pages);
  return fields.feeAmount === 0
    ? { ok: false, obstacle: { reason: "在不收费的件数、页数以内，不发收费通知", article: option.article } }
    : { ok: true, fields, option };
}
