/** One check of 《政府信息公开保密审查表》 (domain/review.md §4). */
export interface ChecklistItem {
  readonly code: string;
  readonly group: ChecklistGroup;
  readonly check: string;
  readonly usualTreatment: string;
}

export const checklistGroups = {
  A: "国家秘密",
  B: "工作秘密",
  C: "商业秘密",
  D: "个人隐私",
  E: "内部、过程性信息",
  F: "数据汇聚",
  G: "定向公开",
  H: "公开时限",
  I: "格式和附件",
  J: "公开权限",
} as const;
export type ChecklistGroup = keyof typeof checklistGroups;

export const checklistVersion = "2026-1";

const item = (code: string, check: string, usualTreatment: string): ChecklistItem => ({
  code,
  group: code.charAt(3) as ChecklistGroup,
  check,
  usualTreatment,
});

/** The checks of domain/review.md §4 in print order. A "yes" needs a treatment, an "unsure" forces 报请确定. */
export const checklist: readonly ChecklistItem[] = [
  item(
    "CR-A01",
    "任何位置有国家秘密标志（绝密、机密、秘密★，份号，涉密文件复印件）",
    "立即停止，按泄密隐患程序处理",
  ),
  item("CR-A02", "含有涉密文件的内容，或者引用、摘录涉密文件（派生定密）", "不予公开，征求原定密机关意见"),
  item("CR-A03", "属于本行业保密事项范围或者本单位国家秘密事项一览表所列事项", "报请确定"),
  item("CR-A04", "保密期限已满或者已解密，但解密决定不在卷", "先取得书面解密决定"),
  item("CR-A05", "军事国防、要害部位、重要基础设施坐标、警力部署、应急处置细节、密码", "删除或者不予公开"),
  item("CR-A06", "是否属于国家秘密不明确", "先行采取保密措施，10个工作日内报请确定"),
  item(
    "CR-B01",
    "有“内部”“内部事项 注意保管”“工作秘密”等标识，或者在本单位工作秘密清单内",
    "未经正式解除不公开",
  ),
  item(
    "CR-B02",
    "无标识但公开后妨碍履职（检查方案、评标细节、未发布政策工具、内部通讯录）",
    "不公开或者暂缓公开",
  ),
  item("CR-B03", "上级不公开文件（此件不公开、发至县团级）", "征求制发机关意见"),
  item("CR-C01", "企业技术信息或者经营信息（配方、工艺、报价、客户、财务）", "征求第三方意见，作遮盖处理"),
  item("CR-C02", "投标文件、可行性研究报告、合同", "核对保密条款和法定公开义务"),
  item("CR-C03", "第三方著作权或者使用许可限制", "取得许可"),
  item("CR-D01", "身份证号、电话、住址、银行账号、车牌、人像", "按规则遮盖"),
  item(
    "CR-D02",
    "敏感个人信息：健康、生物识别、宗教、行踪、不满十四周岁未成年人",
    "删除；未成年人一律不具名",
  ),
  item("CR-D03", "受益、处罚、招录等名单中，各列是否均为法定必需", "最小必要"),
  item("CR-D04", "举报人、投诉人、信访人、证人身份", "删除"),
  item("CR-E01", "人事管理、后勤管理、内部工作流程", "可以不予公开（条例第十六条第一款）"),
  item("CR-E02", "讨论记录、过程稿、磋商信函、请示报告", "可以不予公开；核对公开义务（条例第十六条第二款）"),
  item("CR-E03", "会议纪要中的决定部分与讨论部分", "依法应当公开的公开决定部分"),
  item("CR-E04", "行政执法案卷信息", "可以不予公开；处罚决定本身可公开"),
  item("CR-F01", "与已公开信息汇聚、关联后，是否可能泄露国家秘密或者识别个人", "与本单位已公开目录比对"),
  item("CR-F02", "跨地区或者跨年度的坐标、产能、人员编制、库存完整清单", "概略化、抽样或者停止公开"),
  item("CR-F03", "可推算出未公开数据的时间序列", "延迟或者合并公布"),
  item("CR-F04", "小单元格（少于3人）、罕见属性导致重新识别", "隐去"),
  item("CR-F05", "开放数据接口或者批量下载", "限制频次和字段"),
  item("CR-G01", "仅涉及特定人，应当定点、定向公开而非全网公开", "定向送达"),
  item("CR-G02", "公开渠道与公开对象相适应（村居公示栏、专区、平台）", "选定渠道"),
  item("CR-G03", "时度效：公开时机与社会预期，市场敏感信息", "协调公开日期"),
  item("CR-H01", "应于何日前公开已计算且可行", "加快办理"),
  item("CR-H02", "公开前已确定公开时限（存续期），到期撤下日期已登记", "设定"),
  item("CR-H03", "适用更短的法定期限（7个工作日、20日等）", "按特别规定"),
  item("CR-H04", "公示事项的公示期足够", "设定"),
  item("CR-I01", "附件齐全且逐个审查", "补齐"),
  item("CR-I02", "隐藏数据：修订、批注、隐藏行列和工作表、白字、裁剪图片、嵌入对象、备注页", "导出干净副本"),
  item("CR-I03", "元数据：作者、单位、路径、照片位置、修订历史", "清除"),
  item("CR-I04", "遮盖真实有效（不是文字上盖黑框；PDF图层、可复制文字、缩略图）", "重新生成"),
  item("CR-I05", "错敏词：领导人姓名和排序、职务、涉港澳台表述、地图审图号、日期金额、错别字", "更正"),
  item("CR-I06", "文号、日期、发文机关、有效性一致；链接有效；文本可检索", "更正"),
  item("CR-I07", "二维码和链接指向安全的本单位域名", "更正"),
  item("CR-J01", "是否由本机关负责公开（条例第十条），是否需要批准（条例第十一条）", "协商或者取得批准"),
];

export const checklistByCode: ReadonlyMap<string, ChecklistItem> = new Map(
  checklist.map((entry) => [entry.code, entry]),
);
