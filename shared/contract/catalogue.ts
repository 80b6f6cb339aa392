import { z } from "zod";

import { businessRoles } from "../domain/access/roles.ts";
import { channelKinds, type ChannelKind } from "../domain/item/item-kinds.ts";
import {
  catalogueAudiences,
  disclosureLevels,
  disclosureMethods,
  type CatalogueAudience,
  type CatalogueItemContent,
  type DisclosureLevel,
  type DisclosureMethod,
  type RequiredElement,
} from "../domain/publication/catalogue-item.ts";
import type { CalendarDay, Instant } from "../kernel/calendar-day.ts";
import { operation, returns } from "./operation.ts";
import * as p from "./primitives.ts";

export interface CatalogueItemRow extends CatalogueItemContent {
  readonly itemId: string;
  readonly version: number;
  readonly retired: boolean;
  /** Which of the six elements are empty (枣政办发〔2024〕5号 四(九)1). */
  readonly missing: readonly RequiredElement[];
  readonly changeReason: string;
  readonly changedBy: string;
  readonly changedAt: Instant;
  /** How many papers that name it are public, and when the newest of them came out. */
  readonly papers: number;
  readonly newestOn?: CalendarDay;
  /** By when something new must be public under it, where its term comes again. */
  readonly updateDue?: { readonly day: CalendarDay; readonly remainingWorkdays: number };
}

export interface CatalogueWindow extends p.Page<CatalogueItemRow> {
  /** With the filter, and of these how many lack an element. */
  readonly total: number;
  readonly incomplete: number;
  readonly levels: readonly string[];
  readonly mayEdit: boolean;
}

/** 主动公开事项目录, in the order of the codes. */
export const listCatalogue = operation("catalogue.list", {
  input: z.object({
    /** This one alone, in use or retired. */
    itemId: p.id.optional(),
    level1: p.line.optional(),
    incomplete: z.boolean().default(false),
    retired: z.boolean().default(false),
    ...p.pageRequest,
  }),
  output: returns<CatalogueWindow>(),
  callers: businessRoles,
});

export interface CatalogueChoice {
  readonly itemId: string;
  readonly itemCode: string;
  readonly level1: string;
  readonly level2: string;
}

/** What a paper can name as its item: in use, begun, and with the words in its code or its levels. */
export const listCatalogueChoices = operation("catalogue.choices", {
  input: z.object({
    words: p.line.default(""),
    /** What stands in the field now: told as the item that has or had its code. */
    chosen: p.line.default(""),
    limit: z.number().int().min(1).max(100).default(30),
  }),
  output: returns<{ readonly rows: readonly CatalogueChoice[]; readonly chosen?: CatalogueChoice }>(),
  callers: businessRoles,
});

export interface CatalogueVersion {
  readonly version: number;
  readonly retired: boolean;
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
}

/** 动态更新: every version of an item with its reason, newest first. */
export const readCatalogueHistory = operation("catalogue.history", {
  input: z.object({ itemId: p.id }),
  output: returns<readonly CatalogueVersion[]>(),
  callers: businessRoles,
});

/** A new item, or the next version of one; any of the six elements may still be empty. */
export const saveCatalogueItem = operation("catalogue.save", {
  input: z.object({
    /** Absent: a new item. */
    itemId: p.id.optional(),
    /** The version the person saw; another one since is not overwritten. 0: a new item. */
    basedOn: z.number().int().min(0),
    item: z.object({
      itemCode: z.string().trim().max(40),
      level1: z.string().trim().max(100),
      level2: z.string().trim().max(200),
      contentElements: z.array(p.requiredLine).max(100),
      legalBasis: z
        .array(z.object({ title: z.string().trim().max(200), number: p.line, article: p.line }))
        .max(100),
      statutory: z.boolean(),
      deadlineRule: z.string().trim().max(60),
      subjectOrgan: p.line,
      responsibleUnit: p.line,
      responsiblePost: p.line,
      method: z.enum(Object.keys(disclosureMethods) as [DisclosureMethod]).optional(),
      audience: z.enum(Object.keys(catalogueAudiences) as [CatalogueAudience]),
      channels: z.array(z.enum(Object.keys(channelKinds) as [ChannelKind])).max(20),
      level: z.enum(Object.keys(disclosureLevels) as [DisclosureLevel]).optional(),
      periodRule: z.string().trim().max(60),
      validFrom: p.day,
    }),
    reason: p.line,
  }),
  output: returns<{ readonly itemId: string; readonly missing: readonly RequiredElement[] }>(),
  errors: [
    "unknown-catalogue-item",
    "catalogue-item-invalid",
    "catalogue-item-retired",
    "catalogue-code-taken",
    "catalogue-moved-on",
    "secret-mark",
  ],
  callers: ["disclosureOffice"],
});

/** Takes an item out of the catalogue, or back into it; nothing of it is deleted. */
export const retireCatalogueItem = operation("catalogue.retire", {
  input: z.object({
    itemId: p.id,
    basedOn: z.number().int().min(1),
    retired: z.boolean(),
    reason: p.requiredLine,
  }),
  output: returns<{ readonly itemId: string }>(),
  errors: ["unknown-catalogue-item", "nothing-changed", "catalogue-moved-on", "secret-mark"],
  callers: ["disclosureOffice"],
});

/** The items in force as the form of the 基层政务公开标准目录 (.xlsx). */
export const exportCatalogue = operation("catalogue.export", {
  input: z.object({}),
  output: returns<p.FileForPerson>(),
  errors: ["catalogue-empty"],
  callers: businessRoles,
});

export const catalogueOperations = {
  listCatalogue,
  listCatalogueChoices,
  readCatalogueHistory,
  saveCatalogueItem,
  retireCatalogueItem,
  exportCatalogue,
};
