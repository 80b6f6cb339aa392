/**
 * Every kind of finding the screening can make: in text (screening of words and numbers) and in files (data
 * that a reader does not see). The class of a finding decides its glyph and line on paper; its severity is the
 * default one, a rule may lower it for a weaker form.
 */

/** must-fix: may not leave as it is. look-at: a reviewer has to decide. */
export type Severity = "must-fix" | "look-at";

/** The seven classes as they are drawn, strictest first. */
export type FindingClass =
  | "secret"
  | "internal"
  | "personal"
  | "commercial"
  | "aggregation"
  | "wording"
  | "hidden";

export interface FindingClassEntry {
  readonly glyph: string;
  readonly label: string;
}

export const findingClasses = {
  secret: { glyph: "密", label: "涉密疑点" },
  internal: { glyph: "内", label: "内部标识" },
  personal: { glyph: "私", label: "个人信息" },
  commercial: { glyph: "商", label: "商业秘密" },
  aggregation: { glyph: "聚", label: "汇聚风险" },
  wording: { glyph: "字", label: "文字差错" },
  hidden: { glyph: "隐", label: "隐藏数据" },
} as const satisfies Record<FindingClass, FindingClassEntry>;

export interface FindingTypeEntry {
  readonly label: string;
  readonly class: FindingClass;
  readonly severity: Severity;
}

const entry = (label: string, findingClass: FindingClass, severity: Severity): FindingTypeEntry => ({
  label,
  class: findingClass,
  severity,
});

/** The types found in text. Sources and forms: docs/screening.md. */
export const textFindingTypes = {
  CLASS_MARK: entry("国家秘密标志", "secret", "must-fix"),
  INTERNAL_MARK: entry("内部标识", "internal", "must-fix"),
  ID_CARD: entry("居民身份证号码", "personal", "must-fix"),
  ID_CARD_MASKED: entry("已遮盖的身份证号码", "personal", "look-at"),
  MOBILE: entry("手机号码", "personal", "must-fix"),
  MOBILE_MASKED: entry("已遮盖的手机号码", "personal", "look-at"),
  LANDLINE: entry("家庭或个人固定电话", "personal", "must-fix"),
  BANK_CARD: entry("银行卡号", "personal", "must-fix"),
  BANK_CARD_MASKED: entry("已遮盖的银行卡号", "personal", "look-at"),
  PASSPORT: entry("护照号码", "personal", "must-fix"),
  PERMIT: entry("出入境通行证件号码", "personal", "must-fix"),
  SOCIAL_SECURITY: entry("社保医保个人编号", "personal", "must-fix"),
  PLATE: entry("车辆号牌", "personal", "look-at"),
  EMAIL: entry("非政务电子邮箱", "personal", "look-at"),
  ADDRESS: entry("家庭住址", "personal", "must-fix"),
  NAME: entry("自然人姓名", "personal", "look-at"),
  GEO: entry("精确位置坐标", "secret", "look-at"),
  USCC_INVALID: entry("统一社会信用代码校验不符", "wording", "must-fix"),
  TYPO: entry("错别字", "wording", "must-fix"),
  OUTDATED_ORGAN: entry("已撤并机构名称", "wording", "must-fix"),
  SENSITIVE_WORD: entry("不规范表述", "wording", "must-fix"),
} as const satisfies Record<string, FindingTypeEntry>;

/** The types found in files: data that is there and that the page does not show. */
export const hiddenFindingTypes = {
  DOC_PROPERTIES: entry("文档属性", "hidden", "look-at"),
  TRACKED_CHANGES: entry("修订记录", "hidden", "must-fix"),
  COMMENTS: entry("批注", "hidden", "must-fix"),
  HIDDEN_TEXT: entry("隐藏文字", "hidden", "must-fix"),
  EMBEDDED_OBJECT: entry("嵌入对象", "hidden", "must-fix"),
  MACRO: entry("宏代码", "hidden", "must-fix"),
  CUSTOM_XML: entry("自定义 XML 数据", "hidden", "look-at"),
  HIDDEN_SHEET: entry("隐藏工作表", "hidden", "must-fix"),
  HIDDEN_ROWS_COLS: entry("隐藏行列", "hidden", "must-fix"),
  PIVOT_CACHE: entry("透视表缓存", "hidden", "must-fix"),
  EXTERNAL_LINK: entry("外部链接缓存", "hidden", "look-at"),
  SPEAKER_NOTES: entry("演讲者备注", "hidden", "must-fix"),
  HIDDEN_SLIDE: entry("隐藏幻灯片", "hidden", "must-fix"),
  PDF_ANNOTATION: entry("PDF 注释", "hidden", "must-fix"),
  PDF_COVERED_TEXT: entry("遮盖物下的文字", "hidden", "must-fix"),
  PDF_INVISIBLE_TEXT: entry("不可见文字", "hidden", "must-fix"),
  PDF_HIDDEN_LAYER: entry("隐藏图层", "hidden", "must-fix"),
  PDF_ATTACHMENT: entry("PDF 附件", "hidden", "must-fix"),
  PDF_PRIOR_REVISION: entry("PDF 历史版本", "hidden", "must-fix"),
  IMAGE_GPS: entry("图片定位信息", "hidden", "must-fix"),
  IMAGE_META: entry("图片拍摄与作者信息", "hidden", "look-at"),
  IMAGE_THUMBNAIL: entry("图片缩略图", "hidden", "look-at"),
  HTML_COMMENT: entry("网页注释", "hidden", "look-at"),
  HTML_HIDDEN: entry("网页隐藏内容", "hidden", "must-fix"),
} as const satisfies Record<string, FindingTypeEntry>;

export type TextFindingType = keyof typeof textFindingTypes;
export type HiddenFindingType = keyof typeof hiddenFindingTypes;
export type FindingType = TextFindingType | HiddenFindingType;

export const findingTypes: Readonly<Record<FindingType, FindingTypeEntry>> = {
  ...textFindingTypes,
  ...hiddenFindingTypes,
};

/** Whether a text names a finding type; for values that arrive from outside. */
export function isFindingType(value: unknown): value is FindingType {
  return typeof value === "string" && Object.hasOwn(findingTypes, value);
}

/** The class a type is drawn in. */
export function classOf(type: FindingType): FindingClass {
  return findingTypes[type].class;
}

/** One finding in a text. Offsets are half-open and count UTF-16 code units of the text as it was given. */
export interface Finding {
  readonly type: TextFindingType;
  readonly start: number;
  readonly end: number;
  readonly value: string;
  readonly severity: Severity;
  readonly ruleId: string;
  /** The header of the table column the value stands in. */
  readonly column?: string;
  /** What a reviewer should know: the right form of a slip, why a weak form was still reported. */
  readonly note?: string;
}
