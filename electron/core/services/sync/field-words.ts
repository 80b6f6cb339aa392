import type { ItemMetadata } from "../../../../shared/contract/items.ts";
import { channelNames } from "../../../../shared/domain/item/channel-list.ts";
import { disclosureProperties, originTypes } from "../../../../shared/domain/item/item-kinds.ts";
import type { MergeField } from "../../../../shared/domain/item/merge-fields.ts";
import { formatChineseDate } from "../../../../shared/kernel/calendar-day.ts";
import { audienceLabel, momentLabel, termLabel, validityLabel } from "../publications/terms.ts";

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== "").join("：");

const words: Readonly<Record<MergeField, (metadata: ItemMetadata) => string>> = {
  title: ({ title }) => title,
  docNumber: ({ docNumber }) => docNumber,
  indexNumber: ({ indexNumber }) => indexNumber,
  summary: ({ summary }) => summary,
  formedOn: ({ formedOn }) => (formedOn ? formatChineseDate(formedOn) : ""),
  origin: ({ originType, originOrgans }) => joined(originTypes[originType], originOrgans.join("、")),
  disclosure: ({ disclosureProperty, propertyReason }) =>
    joined(disclosureProperties[disclosureProperty], propertyReason),
  audience: ({ audience }) => audienceLabel(audience),
  channels: (metadata) => channelNames(metadata).join("、"),
  publicationPeriod: ({ publicationPeriod }) => termLabel(publicationPeriod),
  catalogueItem: ({ catalogueItem }) => catalogueItem,
  deadlineRule: ({ deadlineRule }) =>
    deadlineRule
      ? joined(
          `${deadlineRule.length} ${deadlineRule.unit === "workdays" ? "个工作日" : "日"}`,
          deadlineRule.basis,
        )
      : "",
  notBefore: ({ notBefore }) => (notBefore ? `${momentLabel(notBefore)} 起` : ""),
  validity: ({ validity }) => validityLabel(validity),
};

/** A value of the form in a person's words; empty when nothing is filled in. */
export const fieldWords = (field: MergeField, metadata: ItemMetadata): string => words[field](metadata);
