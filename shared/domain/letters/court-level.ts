import { organKindOf } from "./reconsideration-organ.ts";

/** Which court hears the first instance against an organ. */
export interface CourtLevel {
  readonly level: "basic" | "intermediate";
  readonly name: "基层人民法院" | "中级人民法院";
  readonly article: string;
}

/**
 * A department is sued before a 基层人民法院 (行诉法14). Departments of the State Council, governments from the county
 * upwards and the customs are sued before the 中级 (行诉法15); a 乡镇人民政府 is sued like a department.
 */
export function courtLevelOf(organ: string): CourtLevel {
  const kind = organKindOf(organ);
  const government = kind === "government" && !/[乡镇](?:人民)?政府$/u.test(organ);
  if (government || kind === "centralDepartment")
    return { level: "intermediate", name: "中级人民法院", article: "行诉法15(一)" };
  if (kind === "vertical" && /海关/u.test(organ))
    return { level: "intermediate", name: "中级人民法院", article: "行诉法15(二)" };
  return { level: "basic", name: "基层人民法院", article: "行诉法14" };
}
