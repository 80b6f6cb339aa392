/** Who looks at 工作台, as far as the units of a plan tell whom a task concerns. */
export interface LedgerReader {
  readonly unitName: string;
  /** 政务公开机构: it keeps the ledger of the whole organ. */
  readonly office: boolean;
  /** 全称 and 规范化简称. */
  readonly organNames: readonly string[];
  /** Every unit that has people here. */
  readonly ownUnits: readonly string[];
}

/** 「各科室」「机关各处室」「局属各单位」: everybody within the organ. */
const everyUnit = /^(?:局|委|办|厅|院)?(?:机关|属|直)?各(?:有关|相关)?(?:科室|处室|股室|科|处|单位|部门)/u;
/** 「市政府有关部门单位」「各部门」: every organ of the place, this one among them. */
const everyOrgan = /(?:各|有关|相关)(?:有关|相关)?部门/u;

/** A section of an organ, whether or not anybody of it has an account here: 「住房保障科」, not 「市政府办公室」. */
const section = /^(?![省市县区]).*[科处股室]$/u;

/**
 * Whether a unit that a plan names speaks of the reader: of the own unit by its name, of everybody, and for 政务公开机构 of the
 * organ itself or any of its units. Tasks of other organs stand in the ledger too and remind nobody here.
 */
export function unitConcerns(unit: string, reader: LedgerReader): boolean {
  if (unit === reader.unitName || everyUnit.test(unit)) return true;
  return (
    reader.office &&
    (reader.organNames.includes(unit) ||
      reader.ownUnits.includes(unit) ||
      section.test(unit) ||
      everyOrgan.test(unit))
  );
}
