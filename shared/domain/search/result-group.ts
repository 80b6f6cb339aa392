import type { ItemKind } from "../item/item-kinds.ts";

/** What is found, gathered by what it is to whoever looks for it (domain/search.md §9). */
export const resultGroups = {
  file: "文件",
  interpretation: "解读",
  guide: "办事",
  answers: "问答",
  other: "其他信息",
  letter: "文书",
  application: "依申请公开",
} as const;
export type ResultGroup = keyof typeof resultGroups;

const files: ReadonlySet<string> = new Set<ItemKind>(["policyDocument", "planSummary"]);

/** The group of a paper by its kind and 文种; of an application where it has no kind. */
export function resultGroup(itemKind: string | undefined, form: string | undefined): ResultGroup {
  if (itemKind === undefined) return "application";
  if (itemKind === "letter") return "letter";
  if (form === "问答") return "answers";
  if (form === "指南" || form === "流程") return "guide";
  if (itemKind === "policyInterpretation" || form === "解读") return "interpretation";
  return files.has(itemKind) ? "file" : "other";
}
