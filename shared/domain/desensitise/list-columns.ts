import { columnKind } from "../screening/tables.ts";
import type { ListColumnKind } from "./list-presets.ts";

export interface ListColumn {
  /** Counted from 0 in the source. */
  readonly index: number;
  readonly header: string;
  readonly kind: ListColumnKind;
}

const kinds: Readonly<Record<string, ListColumnKind>> = {
  name: "name",
  "roster-name": "name",
  contact: "name",
  person: "name",
  id: "id",
  phone: "phone",
  mobile: "phone",
  "home-phone": "phone",
  bank: "bank",
  passport: "permit",
  permit: "permit",
  "taiwan-permit": "permit",
  social: "social",
  plate: "plate",
  "home-address": "address",
  address: "address",
};

const folded = (text: string): string => text.normalize("NFKC").replaceAll(/[\s\u200b-\u200d\ufeff]/gu, "");

/** What a header announces; undefined when it reads like no header. */
function kindOfHeader(header: string): ListColumnKind | undefined {
  const text = folded(header);
  // 「2人」 under a list is a sum, whatever word ends it.
  if (/^\d/u.test(text)) return undefined;
  if (/^出生(?:日期|年月日?|时间)$|^生日$/u.test(text)) return "birth";
  if (/邮箱|e-?mail/iu.test(text)) return "email";
  if (/^(?:就读|所在|毕业)?(?:学校|院校|幼儿园|班级|年级|学校班级)(?:名称)?$/u.test(text)) return "school";
  const kind = columnKind(text);
  return kind === undefined ? undefined : (kinds[kind] ?? "other");
}

/** Where no header tells, the values do: most of them have to have the shape. */
const shapes: readonly (readonly [ListColumnKind, RegExp])[] = [
  ["id", /^\d{17}[\dXx]$/u],
  ["phone", /^(?:\+?86)?1[3-9]\d{9}$/u],
  ["bank", /^(?:62|4|5)\d{14,18}$/u],
  ["email", /^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/u],
];

function kindOfValues(values: readonly string[]): ListColumnKind | undefined {
  const filled = values.map((value) => folded(value).replaceAll("-", "")).filter((value) => value !== "");
  if (filled.length === 0) return undefined;
  return shapes.find(
    ([, shape]) => filled.filter((value) => shape.test(value)).length * 2 > filled.length,
  )?.[0];
}

/** How far down the head of a list may stand: titles, units and remarks come before it. */
const searchedRows = 20;

/** Whether a row names columns by itself: two at least, one of them personal, most of its cells, and no number. */
export function isHead(row: readonly string[]): boolean {
  const cells = row.map(folded).filter((cell) => cell !== "");
  if (cells.length < 2 || cells.some((cell) => /\d{5,}/u.test(cell))) return false;
  const read = cells.map(kindOfHeader).filter((kind) => kind !== undefined);
  return read.length >= 2 && read.length * 2 > cells.length && read.some((kind) => kind !== "other");
}

/**
 * Finds the head of a list and says what its columns hold. A head is a row of at least two cells most of which read like
 * headers and one of which names something personal.
 */
export function readListColumns(
  rows: readonly (readonly string[])[],
): { readonly headerRow: number; readonly columns: readonly ListColumn[] } | undefined {
  for (const [headerRow, row] of rows.slice(0, searchedRows).entries()) {
    const filled = row.filter((cell) => folded(cell) !== "");
    if (filled.length < 2 || filled.some((cell) => /\d{5,}/u.test(folded(cell)))) continue;
    const read = row.map(kindOfHeader);
    const known = read.filter((kind) => kind !== undefined);
    if (known.length * 2 < filled.length) continue;
    const columns = row.map((header, index): ListColumn => {
      const given = read[index];
      const byValues =
        given === undefined || given === "other"
          ? kindOfValues(rows.slice(headerRow + 1).map((cells) => cells[index] ?? ""))
          : undefined;
      // A serial number so headed stays one, whatever it looks like.
      const serial = columnKind(folded(header)) === "serial";
      return { index, header: header.trim(), kind: (serial ? undefined : byValues) ?? given ?? "other" };
    });
    if (columns.some((column) => column.kind !== "other")) return { headerRow, columns };
  }
  return undefined;
}
