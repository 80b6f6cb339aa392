import type { CalendarDay } from "../../kernel/calendar-day.ts";
import type { DisclosureProperty } from "../item/item-kinds.ts";
import type { CatalogueItemContent } from "./catalogue-item.ts";

/**
 * 目录事项 of a paper: 「ML-03-02 部门预算」. The code is the link, inside the reviewed bytes; the words behind it are what the
 * item was called when it was chosen, and stay so when the catalogue is worded anew (catalogue.md §1).
 */
export function catalogueLinkWords({
  itemCode,
  level2,
}: Pick<CatalogueItemContent, "itemCode" | "level2">): string {
  return `${itemCode} ${level2}`;
}

/** The code a paper names its item by: the words before the first blank. The database reads it the same way. */
export function linkedCode(catalogueItem: string): string {
  return catalogueItem.replaceAll("　", " ").trim().split(" ", 1)[0] ?? "";
}

/** What is worth knowing about the item of a paper before it goes to review; none of it keeps the paper from there. */
export const catalogueNotices = {
  none: "没有选目录事项，公开后不计入目录",
  unknown: "目录事项不在目录里，公开后不计入目录",
  retired: "目录事项已经停用",
  ahead: "目录事项还没有到起用日期",
} as const;
export type CatalogueNotice = keyof typeof catalogueNotices;

/** Of a paper that is published on the organ's own motion, where there is a catalogue to name an item of (条例12、20). */
export function catalogueNotice(
  paper: { readonly disclosureProperty: DisclosureProperty; readonly catalogueItem: string },
  catalogue: {
    readonly begun: boolean;
    /** The item that has or had the code. */
    readonly item: { readonly retired: boolean; readonly validFrom: string } | undefined;
  },
  today: CalendarDay,
): CatalogueNotice | undefined {
  if (paper.disclosureProperty !== "proactive" || !catalogue.begun) return undefined;
  if (linkedCode(paper.catalogueItem) === "") return "none";
  if (!catalogue.item) return "unknown";
  if (catalogue.item.retired) return "retired";
  return catalogue.item.validFrom > today ? "ahead" : undefined;
}
