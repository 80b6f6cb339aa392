import { err, type Result } from "../../kernel/result.ts";
import type { WorkCalendar } from "../clock/calendar.ts";
import { officialCalendar } from "../clock/official-calendar.ts";
import { readMonthlyCounter } from "../fees/fee-counters.ts";
import { type DeliveryMethod, type FeeFacts, feeOptions } from "../fees/fee-options.ts";
import {
  chargeablePages,
  type FeeBasis,
  itemFee,
  itemFeeLines,
  itemRate,
  pageFee,
  pageFeeLines,
  type PaperSize,
} from "../fees/tariffs.ts";
import { evaluateApplicationDeadline } from "./deadline-application.ts";
import type { RuleError, RuleOutput } from "./rule-error.ts";
import { dayOfText, isInputRecord, RuleInputReader } from "./rule-input.ts";

type Answer = Record<string, unknown>;

const bases: Readonly<Record<string, FeeBasis>> = {
  perItem: "perItem",
  按件: "perItem",
  按件计收: "perItem",
  perPage: "perPage",
  按量: "perPage",
  按量计收: "perPage",
};

const deliveries: Readonly<Record<string, DeliveryMethod>> = {
  paper: "paper",
  纸质: "paper",
  mail: "paper",
  post: "paper",
  postal: "paper",
  pickup: "paper",
  邮寄: "paper",
  自行领取: "paper",
  email: "email",
  电子邮件: "email",
  electronic: "copiedData",
  copiedData: "copiedData",
  copy: "copiedData",
  电子: "copiedData",
  fax: "fax",
  传真: "fax",
  inspection: "inspection",
  查阅: "inspection",
  当场查阅抄录: "inspection",
  "当场查阅、抄录": "inspection",
  none: "none",
};

const paperSizes: Readonly<Record<string, PaperSize>> = {
  A0: "A0",
  A1: "A1",
  A2: "A2",
  A3: "A3",
  A4: "A4",
  A5: "A5",
};

/** Counts larger than this are a mistake, and would only make the loop long. */
const MAX_COUNT = 1_000_000;

function count(reader: RuleInputReader, ...names: readonly string[]): number | undefined {
  const value = reader.integer(...names);
  if (value !== undefined && (value < 0 || value > MAX_COUNT)) {
    reader.fail({ type: "invalid-value", field: names[0] ?? "", expected: "integer" });
    return undefined;
  }
  return value;
}

function readPages(reader: RuleInputReader): number | undefined {
  const pages = count(reader, "pages", "pageCount", ...(reader.has("size") ? ["count"] : []));
  const size = reader.word(paperSizes, "paperSize", "sheetSize", "size");
  const sides = count(reader, "sides", "singleSides");
  const sheets = count(reader, "sheets");
  const duplex = reader.flag("duplex", "doubleSided") === true;
  const a3 = count(reader, "a3Pages");
  const counted = pages ?? sides ?? (sheets === undefined ? undefined : sheets * (duplex ? 2 : 1));
  if (counted === undefined && a3 === undefined) return undefined;
  return chargeablePages(size ?? "A4", counted ?? 0) + chargeablePages("A3", a3 ?? 0);
}

/** The sheets of one application by their sizes; a list of pages without sizes tells several applications. */
function readSheets(reader: RuleInputReader): number | undefined {
  const name = ["sheets", "pages"].find((candidate) => reader.isList(candidate));
  if (name === undefined) return undefined;
  const entries = reader.value(name) as readonly unknown[];
  const sized = entries
    .filter((entry) => isInputRecord(entry))
    .filter((entry) => "size" in entry || "paperSize" in entry);
  if (sized.length === 0) return undefined;
  if (sized.length < entries.length) reader.fail({ type: "invalid-value", field: name, expected: "object" });
  let sum = 0;
  for (const [index, entry] of sized.entries()) {
    const inner = new RuleInputReader(entry);
    const pages = readPages(inner);
    if (pages === undefined) inner.fail({ type: "unsupported-input", field: `${name}[${index}].pages` });
    sum += pages ?? 0;
    reader.absorb(inner, `${name}[${index}]`);
  }
  return sum;
}

interface ListedApplication {
  readonly pages: number | undefined;
  readonly pieces: number;
  readonly month: string | undefined;
  readonly applicant: string;
  readonly order: number;
  readonly day: string | undefined;
  readonly basis: FeeBasis | undefined;
  readonly withdrawn: boolean;
}

function readListed(reader: RuleInputReader): readonly ListedApplication[] | undefined {
  const name = ["applications", "items", "batches", "pages", "pagesPerApplication"].find((candidate) =>
    reader.isList(candidate),
  );
  const list = name === undefined ? undefined : reader.list(name);
  if (!list) return undefined;
  return list.map((entry, order) => {
    const inner = new RuleInputReader(
      isInputRecord(entry) ? entry : typeof entry === "number" ? { pages: entry } : {},
    );
    const day = inner.day("receiptDate", "receivedOn", "date", "on");
    const month = day === undefined ? readMonth(inner) : undefined;
    const listed: ListedApplication = {
      pages: readPages(inner),
      pieces: count(inner, "pieces", "count", "items") ?? 1,
      month: (day ?? month)?.slice(0, 7),
      day: day ?? (month === undefined ? undefined : `${month}-01`),
      applicant: inner.text("applicant", "applicantKey", "applicantName") ?? "",
      order,
      basis: inner.word(bases, "feeBasis"),
      withdrawn: inner.flag("withdrawn", "withdrawnUnprocessed") === true,
    };
    reader.absorb(inner, `${name ?? "applications"}[${order}]`);
    return listed;
  });
}

/** "2024-06", where a question names the month alone. */
function readMonth(reader: RuleInputReader): string | undefined {
  const month = reader.text("month", "yearMonth");
  if (month === undefined || /^\d{4}-(?:0[1-9]|1[0-2])$/u.test(month)) return month;
  reader.fail({ type: "invalid-value", field: "month", expected: "day" });
  return undefined;
}

/** Several applications: pages each for itself, items cumulated by applicant and calendar month. */
function evaluateListed(
  applications: readonly ListedApplication[],
  basis: FeeBasis | undefined,
  already: number,
): Answer {
  const counted = applications.map((entry) => ({
    applicationId: String(entry.order),
    applicantKey: entry.applicant,
    receiptDate: (entry.day === undefined ? undefined : dayOfText(entry.day)) ?? ("0001-01-01" as never),
    registerOrder: entry.order,
    pieces: entry.pieces,
    withdrawnUnprocessed: entry.withdrawn,
  }));
  const perPage = applications.map((entry) => (entry.pages === undefined ? 0 : pageFee(entry.pages)));
  const firstMonth = counted.map((entry) => entry.receiptDate.slice(0, 7)).toSorted()[0];
  const perItem = counted.map((entry) => {
    const counter = readMonthlyCounter(entry.applicationId, counted);
    // What came before belongs to the first month only: the counter starts again on the 1st.
    return counter
      ? itemFee(counter.alreadyInMonth + (counter.yearMonth === firstMonth ? already : 0), entry.pieces)
      : 0;
  });
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const hasPages = applications.some((entry) => entry.pages !== undefined);
  const chosen = applications.map((entry, index) => {
    const own = entry.basis ?? basis ?? (hasPages ? "perPage" : "perItem");
    return (own === "perPage" ? perPage[index] : perItem[index]) ?? 0;
  });
  return {
    amount: sum(chosen),
    amounts: chosen,
    perItem: sum(perItem),
    ...(hasPages ? { perPage: sum(perPage), pagesAdded: false } : {}),
    sumAllowed: false,
  };
}

/** Pieces by month, as an object or as a list of `{month, pieces}`. */
function readMonths(reader: RuleInputReader): Readonly<Record<string, unknown>> | undefined {
  if (!reader.isList("months") && !reader.isList("byMonth")) {
    return reader.record("byMonth", "months", "monthlyCounts", "itemsByMonth", "counts");
  }
  const months: Record<string, unknown> = {};
  for (const [index, entry] of (reader.list("months", "byMonth") ?? []).entries()) {
    const inner = new RuleInputReader(isInputRecord(entry) ? entry : {});
    const month = inner.text("month", "yearMonth");
    const pieces = count(inner, "pieces", "count", "items");
    reader.absorb(inner, `months[${index}]`);
    if (inner.problem) continue;
    if (month === undefined || pieces === undefined) {
      reader.fail({ type: "invalid-value", field: `months[${index}]`, expected: "object" });
    } else months[month] = Number(months[month] ?? 0) + pieces;
  }
  return months;
}

function evaluateByMonth(byMonth: Readonly<Record<string, unknown>>, reader: RuleInputReader): Answer {
  const fees = Object.entries(byMonth).map(([month, pieces]) => {
    if (typeof pieces !== "number" || !Number.isInteger(pieces) || pieces < 0 || pieces > MAX_COUNT) {
      reader.fail({ type: "invalid-value", field: `byMonth.${month}`, expected: "integer" });
      return 0;
    }
    return itemFee(0, pieces);
  });
  return {
    amount: fees.reduce((sum, fee) => sum + fee, 0),
    amounts: fees,
    perItem: fees.reduce((sum, fee) => sum + fee, 0),
  };
}

function evaluateOne(reader: RuleInputReader): Answer {
  // Both tariffs for one application are never allowed (收费办法3); both amounts are still told.
  const both = reader.isList("feeBasis") || reader.value("feeBasis") === "both";
  const basis = both ? undefined : reader.word(bases, "feeBasis", "tariff");
  const bySize = readSheets(reader);
  const listed = bySize === undefined ? readListed(reader) : undefined;
  const byMonth = readMonths(reader);
  const receivedOn = reader.list("receivedDays", "receiptDates");
  const sequence = count(reader, "sequenceInMonth", "sequence", "itemNumber");
  const from = count(reader, "sequenceFrom");
  const to = count(reader, "sequenceTo");
  const alreadyStated = count(reader, "alreadyInMonth", "already", "before");
  if (listed) return evaluateListed(listed, basis, alreadyStated ?? 0);
  const piecesStated = count(reader, "pieces", "units", "items", "splitInto", "itemsInMonth", "totalInMonth");
  const pages = bySize ?? readPages(reader);
  const told = reader.flag("alreadyPublic", "onlyToldWhere");
  const outcome =
    reader.text("outcome", "letter", "outcomeCode") ??
    (told === true ? "disclosure-granted-proactive" : undefined);
  const delivery = reader.word(deliveries, "deliveryMethod", "obtainMethod", "form", "providedForm");
  const abnormal = reader.flag("abnormalVolume", "exceedsReasonable");
  const waived = reader.flag("waived") === true;
  reader.text("applicantKey", "applicant", "yearMonth", "month");
  if (reader.problem) return {};
  if (byMonth) return evaluateByMonth(byMonth, reader);
  if (receivedOn) {
    const months: Record<string, number> = {};
    for (const value of receivedOn) {
      const month = dayOfText(value)?.slice(0, 7);
      if (month === undefined) reader.fail({ type: "invalid-value", field: "receivedDays", expected: "day" });
      else months[month] = (months[month] ?? 0) + 1;
    }
    return evaluateByMonth(months, reader);
  }

  const already = alreadyStated ?? (from === undefined ? sequence : from);
  const alreadyInMonth = alreadyStated ?? Math.max(0, (already ?? 1) - 1);
  const pieces = piecesStated ?? (from !== undefined && to !== undefined ? Math.max(0, to - from + 1) : 1);
  const knowsItems =
    sequence !== undefined || from !== undefined || alreadyStated !== undefined || piecesStated !== undefined;
  if (!knowsItems && pages === undefined && basis === undefined && outcome === undefined) return {};
  if (basis === "perPage" && pages === undefined) {
    reader.fail({ type: "unsupported-input", field: "pages" });
    return {};
  }
  if (basis === "perItem" && !knowsItems) {
    reader.fail({ type: "unsupported-input", field: "pieces" });
    return {};
  }
  const facts: FeeFacts = {
    alreadyInMonth,
    pieces,
    ...(pages === undefined ? {} : { pages }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(delivery === undefined ? {} : { delivery }),
  };
  const options = feeOptions(facts);
  const allowed = options.perPage.allowed;
  const withoutFee = waived || abnormal === false;
  const chosen =
    basis === "perPage"
      ? allowed
        ? options.perPage.amount
        : 0
      : basis === "perItem" || !allowed
        ? options.perItem.amount
        : knowsItems
          ? undefined
          : options.perPage.amount;
  const amount = withoutFee ? 0 : chosen;
  return {
    ...(amount === undefined ? {} : { amount }),
    ...(knowsItems ? { perItem: options.perItem.amount, perItemAllowed: true } : {}),
    ...(sequence === undefined ? {} : { itemRate: itemRate(sequence) }),
    ...(allowed ? { perPage: options.perPage.amount } : {}),
    ...(pages === undefined && outcome === undefined ? {} : { perPageAllowed: allowed }),
    ...(allowed ? {} : { perPageRefusal: options.perPage.reason }),
    sumAllowed: options.sumAllowed,
    ...(both ? { allowed: false } : {}),
    chargingOptional: true,
    ...(amount === undefined && allowed
      ? { amountOptions: [options.perItem.amount, options.perPage.amount] }
      : {}),
    lines:
      (basis ?? (knowsItems ? "perItem" : "perPage")) === "perPage"
        ? allowed
          ? pageFeeLines(pages ?? 0)
          : []
        : itemFeeLines(alreadyInMonth, Math.min(pieces, 10_000)),
  };
}

/** A fee notice against a due day that the question names: issued after it, nothing may be charged (收费办法6). */
function noticeAgainstStatedDue(reader: RuleInputReader): Answer {
  const due = reader.day("replyDue", "effectiveDue", "dueDate");
  const issued = reader.day("feeNoticeIssuedOn", "feeNoticePostedOn", "feeNoticeOn");
  if (!due || !issued) return {};
  const inTime = issued <= due;
  return { feeNoticeInTime: inTime, chargeAllowed: inTime, feeNoticeDue: due };
}

/**
 * Answers a question of kind `fee`: amounts in whole yuan under either tariff, whether a tariff may be used, and, when
 * the dates of a fee notice are given, its clock (pay by, restart, abandonment).
 *
 * Source: 国办函〔2020〕109号 Arts 3–6; 条例42.
 */
export function evaluateFee(
  input: unknown,
  calendar: WorkCalendar = officialCalendar,
): Result<RuleOutput, RuleError> {
  if (!isInputRecord(input)) return err({ type: "unsupported-input" });
  const reader = new RuleInputReader(input);
  const asOf = reader.day("asOf", "today");
  const amounts = evaluateOne(reader);
  const dated = [
    "receiptDate",
    "receivedOn",
    "submissionChannel",
    "feeNoticeIssuedOn",
    "feeNoticeReceivedOn",
    "feeNoticePostedOn",
    "paidOn",
  ];
  const clock = reader.has(...dated)
    ? { ...noticeAgainstStatedDue(reader), ...evaluateApplicationDeadline(reader, calendar, asOf) }
    : {};
  const late = clock["chargeAllowed"] === false ? { amount: 0 } : {};
  return reader.finish({ ...clock, ...amounts, ...late });
}
