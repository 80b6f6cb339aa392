/**
 * The fields of a published entry and what sites and lists call them (records.md §5; 条例12: 索引、名称、内容概述、生成日期).
 * 发文日期 is ambiguous on sites; it is taken for the day a paper was written, and what names the publication goes before it.
 */
const aliases = {
  indexNumber: ["索引号", "索引", "信息索引号"],
  title: ["标题", "名称", "信息名称", "文件名称", "题名"],
  docNumber: ["发文字号", "文号", "发布文号", "文件编号"],
  issuer: ["发文机关", "发布机构", "制发机关", "发文单位", "责任部门", "发布机关", "发布单位", "公开主体"],
  dateWritten: ["成文日期", "生成日期", "产生日期", "发文日期"],
  datePublished: ["发布日期", "发布时间", "公开日期", "公开时间", "PubDate"],
  dateEffective: ["施行日期", "生效日期"],
  dateExpires: ["失效日期", "废止日期", "有效期"],
  validity: ["有效性", "时效", "时效性", "有效状态"],
  subject: ["主题分类", "分类", "主题导航", "信息分类"],
  genre: ["体裁分类", "公文种类", "文种", "组配分类"],
  keywords: ["主题词", "关键词"],
  summary: ["内容概述", "摘要", "内容摘要"],
  disclosureProperty: ["公开属性", "公开方式", "公开类别"],
  source: ["来源", "信息来源", "ContentSource"],
  url: ["网址", "链接", "URL"],
  interpretations: ["解读", "关联解读"],
  attachments: ["附件", "文件下载"],
  text: ["正文", "全文"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type CatalogueField = keyof typeof aliases;

/** Case, width and blanks do not count, also not those within: 索 引 号. */
const folded = (label: string): string => label.normalize("NFKC").replaceAll(/[\s:]/gu, "").toLowerCase();

const byLabel: ReadonlyMap<string, CatalogueField> = new Map(
  (Object.keys(aliases) as CatalogueField[]).flatMap((field) =>
    aliases[field].map((label) => [folded(label), field] as const),
  ),
);

/** Which field a label of a site's block or a column of a list names; undefined for one that nobody knows. */
export function catalogueField(label: string): CatalogueField | undefined {
  return byLabel.get(folded(label));
}
