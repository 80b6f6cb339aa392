/**
 * What an item says of itself beside its text, as the things a person decides about when two versions are merged. Some
 * are of several fields that only make sense together: a source with its organs, a property with its reason.
 */
export const mergeFields = {
  title: { label: "标题", keys: ["title"] },
  docNumber: { label: "发文字号", keys: ["docNumber"] },
  indexNumber: { label: "索引号", keys: ["indexNumber"] },
  summary: { label: "内容概述", keys: ["summary"] },
  formedOn: { label: "成文日期", keys: ["formedOn"] },
  origin: { label: "信息来源", keys: ["originType", "originOrgans"] },
  disclosure: { label: "公开属性", keys: ["disclosureProperty", "propertyReason"] },
  audience: { label: "公开对象", keys: ["audience"] },
  channels: { label: "公开渠道", keys: ["channels", "namedChannels"] },
  publicationPeriod: { label: "公开时限", keys: ["publicationPeriod"] },
  catalogueItem: { label: "目录事项", keys: ["catalogueItem"] },
  deadlineRule: { label: "公开期限的特别规定", keys: ["deadlineRule"] },
  notBefore: { label: "计划公开时间", keys: ["notBefore"] },
  validity: { label: "效力标注", keys: ["validity"] },
} as const satisfies Readonly<Record<string, { readonly label: string; readonly keys: readonly string[] }>>;
export type MergeField = keyof typeof mergeFields;
export const mergeFieldNames = Object.keys(mergeFields) as [MergeField, ...MergeField[]];

type FieldValues = Readonly<Partial<Record<(typeof mergeFields)[MergeField]["keys"][number], unknown>>>;

/** Objects of different key order are the same value. */
function plain(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === "object" && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}

/** The fields in which two versions differ, in the order of the form. */
export function fieldsThatDiffer(mine: FieldValues, theirs: FieldValues): readonly MergeField[] {
  return mergeFieldNames.filter((field) =>
    mergeFields[field].keys.some((key) => plain(mine[key] ?? null) !== plain(theirs[key] ?? null)),
  );
}

/**
 * The draft's own values with what was chosen in each field that differs; fields that do not differ stay as the draft
 * has them. Undefined when one that differs was not chosen.
 */
export function mergedFields<T extends FieldValues>(
  draft: T,
  mine: T,
  theirs: T,
  chosen: Readonly<Partial<Record<MergeField, "mine" | "theirs">>>,
): T | undefined {
  const differing = fieldsThatDiffer(mine, theirs);
  if (differing.some((field) => chosen[field] === undefined)) return undefined;
  const merged: Record<string, unknown> = { ...draft };
  for (const field of differing)
    for (const key of mergeFields[field].keys) {
      const value = (chosen[field] === "theirs" ? theirs : mine)[key];
      if (value === undefined) delete merged[key];
      else merged[key] = value;
    }
  return merged as T;
}
