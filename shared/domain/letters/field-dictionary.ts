import { wordsForService } from "../clock/service-spellings.ts";

/** Who fills a field, so that the screen knows where to ask and the checks know when it may still be empty. */
export type FieldSource =
  | "application"
  | "register"
  | "profile"
  | "clock"
  | "earlierLetters"
  | "consultation"
  | "drafter"
  | "reviewer"
  | "approval"
  | "service"
  | "signing";

/**
 * How a value reads inside a sentence.
 * "clause" loses closing punctuation, "sentence" gains it, "verbatim" stays as the applicant wrote it.
 */
export type TextShape = "clause" | "sentence" | "verbatim";

export type FieldType =
  | { readonly type: "text"; readonly shape: TextShape }
  | { readonly type: "date" }
  | { readonly type: "dateTime" }
  | { readonly type: "integer"; readonly min?: number; readonly max?: number }
  | { readonly type: "boolean" }
  | { readonly type: "choice"; readonly options: readonly ChoiceOption[] }
  | { readonly type: "list" }
  | { readonly type: "copies" }
  | { readonly type: "withheldItems" }
  | { readonly type: "searchScopes" }
  | { readonly type: "attempts" };

/** A case stores the code, a form shows the label, a sentence prints the wording (the label, unless given). */
export interface ChoiceOption {
  readonly code: string;
  readonly label: string;
  readonly wording: string;
  /** Finer codes of the case, or other words for it, that this option stands for. */
  readonly covers?: readonly string[];
}

export interface FieldSpec {
  /** What the screen calls it. */
  readonly label: string;
  readonly source: FieldSource;
  readonly type: FieldType;
  /** Personal data that must not stand in the body of a letter (LV-13). */
  readonly personal?: true;
  /** Kept with the letter but never printed. */
  readonly internal?: true;
}

const clause = { type: "text", shape: "clause" } as const;
const sentence = { type: "text", shape: "sentence" } as const;
const verbatim = { type: "text", shape: "verbatim" } as const;
const date = { type: "date" } as const;
const dateTime = { type: "dateTime" } as const;
function choice(
  options: Readonly<
    Record<string, string | Omit<ChoiceOption, "code" | "wording"> | Omit<ChoiceOption, "code">>
  >,
): FieldType {
  return {
    type: "choice",
    options: Object.entries(options).map(([code, option]) =>
      typeof option === "string"
        ? { code, label: option, wording: option }
        : { code, wording: option.label, ...option },
    ),
  };
}

const organisationKinds = {
  commercialEnterprise: "商业企业",
  researchInstitution: "科研机构",
  publicWelfareOrganisation: "社会公益组织",
  legalServiceOrganisation: "法律服务机构",
  otherOrganisation: "其他",
} as const;

/** Every variable of the fifty documents: its Chinese label, who fills it, and its type. */
export const fieldDictionary = {
  // The organ (profile)
  organName: { label: "机关全称", source: "profile", type: clause },
  contactOffice: { label: "联系部门", source: "profile", type: clause },
  contactPhone: { label: "联系电话（工作机构）", source: "profile", type: clause },
  correctionAddress: { label: "补正材料提交地址", source: "profile", type: clause },
  paymentMethod: { label: "缴纳方式", source: "profile", type: clause },
  payeeAccount: { label: "收款单位及账号", source: "profile", type: clause },
  reconsiderationOrgan: { label: "复议机关", source: "profile", type: clause },
  courtName: { label: "有管辖权的人民法院", source: "profile", type: clause },
  onlineReconsiderationChannel: { label: "网上行政复议渠道", source: "profile", type: clause },

  // Signing
  docNumber: { label: "文号", source: "signing", type: clause },
  issueDate: { label: "成文日期", source: "signing", type: date },

  // The application
  addressee: { label: "称谓（收件人）", source: "application", type: clause },
  applicantName: { label: "申请人姓名或者名称", source: "application", type: clause },
  applicantType: {
    label: "申请人类型",
    source: "application",
    type: choice({
      citizen: "公民",
      organisation: { label: "法人或者其他组织", covers: Object.keys(organisationKinds) },
    }),
  },
  organisationKind: {
    label: "组织类别",
    source: "application",
    type: choice(organisationKinds),
  },
  idType: { label: "证件类型", source: "application", type: clause },
  idNumber: { label: "证件号码", source: "application", type: clause, personal: true },
  orgCode: { label: "统一社会信用代码", source: "application", type: clause },
  legalRepresentative: { label: "法定代表人（负责人）", source: "application", type: clause },
  agentName: { label: "代理人", source: "application", type: clause },
  phone: { label: "申请人联系电话", source: "application", type: clause, personal: true },
  email: { label: "电子邮箱", source: "application", type: clause, personal: true },
  postalAddress: { label: "通信地址", source: "application", type: clause, personal: true },
  postcode: { label: "邮政编码", source: "application", type: clause },
  requestedInformation: { label: "申请公开的内容（原文）", source: "application", type: verbatim },
  obtainMethod: {
    label: "获取方式、途径",
    source: "application",
    type: choice({
      post: "邮寄",
      email: "电子邮件",
      fax: "传真",
      pickUp: "自行领取",
      inspect: "当场查阅、抄录",
    }),
  },
  carrierForm: {
    label: "载体形式",
    source: "application",
    type: choice({ paper: "纸质", electronic: "电子", other: "其他" }),
  },
  helpNeeded: { label: "需要阅读或者视听帮助", source: "application", type: { type: "boolean" } },
  honorific: {
    label: "对收件人的称呼",
    source: "application",
    type: choice({
      person: "您",
      organisation: "贵单位",
      thirdParty: "贵方",
      organ: "贵机关",
      several: "你们",
    }),
  },
  claimedError: { label: "申请人认为不准确的记录", source: "application", type: verbatim },
  withdrawnOn: { label: "撤回日期", source: "application", type: date },
  withdrawalEvidence: { label: "书面撤回材料", source: "application", type: clause, internal: true },

  // The register
  applicationNo: { label: "登记编号", source: "register", type: clause },
  registeredOn: { label: "登记日期", source: "register", type: date },
  submissionChannel: {
    label: "申请渠道",
    source: "register",
    type: choice({
      inPerson: "当面提交",
      registeredMail: "需签收的邮寄",
      ordinaryMail: "平常信函",
      internet: "互联网渠道",
      fax: "传真",
      oral: "口头",
    }),
  },
  arrivedOn: { label: "到达日期", source: "register", type: date },
  arrivedAt: { label: "到达时间", source: "register", type: dateTime },
  receiptEvidence: { label: "收到申请之日的认定依据", source: "register", type: clause },
  materialList: { label: "收到材料", source: "register", type: { type: "list" } },
  splitCount: { label: "提出内容项数", source: "register", type: { type: "integer", min: 1, max: 999 } },
  handlingUnit: { label: "承办单位", source: "register", type: clause },
  handlerName: { label: "承办人", source: "register", type: clause },
  outcome: { label: "答复类型", source: "register", type: clause },
  closedOn: { label: "办结日期", source: "register", type: date, internal: true },
  archiveNo: { label: "归档编号", source: "register", type: clause },
  remark: { label: "备注", source: "register", type: clause },
  confirmedOn: { label: "确认时间", source: "register", type: dateTime },
  confirmMethod: {
    label: "确认方式",
    source: "register",
    type: choice({ telephone: "电话", textMessage: "短信", email: "电子邮件", systemMessage: "系统消息" }),
  },
  confirmedWith: { label: "被联系人", source: "register", type: clause },
  attempts: { label: "联系经过", source: "register", type: { type: "attempts" } },
  recordedAt: { label: "记录时间", source: "register", type: dateTime },
  difficultyReason: { label: "采用口头形式的原因", source: "register", type: clause },
  readBack: { label: "已向申请人宣读并确认", source: "register", type: { type: "boolean" }, internal: true },

  // The statutory clock
  receiptDate: { label: "收到申请之日", source: "clock", type: date },
  correctedReceiptDate: { label: "收到补正申请之日", source: "clock", type: date },
  correctionNoticeDue: { label: "补正告知截止日", source: "clock", type: date },
  correctionDue: { label: "补正期限届满日", source: "clock", type: date },
  replyDue: { label: "答复截止日", source: "clock", type: date },
  extendedDue: { label: "延长后截止日", source: "clock", type: date },
  replyExtended: { label: "已依法延长答复期限", source: "clock", type: { type: "boolean" } },
  feePaidOn: { label: "完成缴费日期", source: "clock", type: date },
  payDue: { label: "缴费期限届满日", source: "clock", type: date },
  suspensionList: { label: "中止计算区间", source: "clock", type: { type: "list" } },
  historyClause: { label: "办理经过", source: "clock", type: { type: "text", shape: "verbatim" } },

  // Earlier letters of the case
  correctionDocNumber: { label: "补正告知书文号", source: "earlierLetters", type: clause },
  correctionIssueDate: { label: "补正告知日期", source: "earlierLetters", type: date },
  correctionReceivedOn: { label: "申请人收到补正告知书日期", source: "earlierLetters", type: date },
  reasonRequestDocNumber: { label: "说明理由通知书文号", source: "earlierLetters", type: clause },
  reasonRequestDate: { label: "要求说明理由日期", source: "earlierLetters", type: date },
  feeDocNumber: { label: "收费通知书文号", source: "earlierLetters", type: clause },
  feeNoticeReceivedOn: { label: "申请人收到收费通知日期", source: "earlierLetters", type: date },
  consultationDocNumber: { label: "征求意见文书文号", source: "earlierLetters", type: clause },
  consultationIssuedOn: { label: "征求意见日期", source: "earlierLetters", type: date },
  earlierDocNumber: { label: "以前答复的文号", source: "earlierLetters", type: clause },
  earlierDate: { label: "以前答复的日期", source: "earlierLetters", type: date },
  originalDocNumber: { label: "原文书文号", source: "earlierLetters", type: clause },
  originalIssueDate: { label: "原文书成文日期", source: "earlierLetters", type: date },
  originalLetterId: { label: "原文书种类", source: "earlierLetters", type: clause, internal: true },
  letterTitle: { label: "送达文书名称", source: "earlierLetters", type: clause },
  obtainedOn: { label: "申请人获取日期", source: "earlierLetters", type: date },

  // Consultation of third parties and other organs
  thirdPartyName: { label: "第三方姓名或者名称", source: "consultation", type: clause, internal: true },
  thirdPartyReceivedOn: { label: "第三方收到日期", source: "consultation", type: date, internal: true },
  thirdPartyContact: { label: "第三方联系人及电话", source: "consultation", type: clause },
  involvedInformation: { label: "涉及第三方的信息", source: "consultation", type: verbatim },
  involvedReason: { label: "可能损害权益的理由", source: "consultation", type: clause },
  opinion: {
    label: "意见",
    source: "consultation",
    type: choice({ consent: "同意", partial: "部分同意", objection: "不同意", none: "逾期未提出意见" }),
  },
  objectedPassages: { label: "不同意公开的内容", source: "consultation", type: clause },
  objectionReasons: { label: "理由及证明材料", source: "consultation", type: sentence },
  opinionReceivedOn: { label: "收到征求意见文书日期", source: "consultation", type: date },
  returnedOn: { label: "意见退回日期", source: "consultation", type: date, internal: true },
  basis: { label: "法律依据", source: "consultation", type: clause, internal: true },
  otherOrganName: { label: "被征求意见机关", source: "consultation", type: clause },
  jointDocTitle: { label: "共同制作文件标题", source: "consultation", type: clause },
  jointDocNumber: { label: "共同制作文件文号", source: "consultation", type: clause },
  thirdPartyOpinionSummary: { label: "第三方意见", source: "consultation", type: clause },

  // What the drafter decides and writes
  correctionItems: { label: "需要补正的事项", source: "drafter", type: { type: "list" } },
  guidance: { label: "补正指引", source: "drafter", type: sentence },
  correctionDays: {
    label: "补正期限（工作日）",
    source: "drafter",
    type: { type: "integer", min: 5, max: 60 },
  },
  extensionReason: { label: "延期原因", source: "drafter", type: clause },
  extensionDays: { label: "延长工作日数", source: "drafter", type: { type: "integer", min: 1, max: 20 } },
  abnormalFacts: { label: "申请数量、频次的事实", source: "drafter", type: clause },
  reasonDays: {
    label: "说明理由期限（工作日）",
    source: "drafter",
    type: { type: "integer", min: 1, max: 60 },
  },
  delayedReason: { label: "延迟答复原因", source: "drafter", type: clause },
  delayedDue: { label: "延迟答复日期", source: "drafter", type: date },
  ownView: { label: "本机关初步意见", source: "drafter", type: clause },
  disclosedContent: { label: "决定公开的内容", source: "drafter", type: clause },
  decisionReason: { label: "决定公开的理由", source: "drafter", type: clause },
  disclosureDate: { label: "公开日期", source: "drafter", type: date },
  feeFacts: { label: "申请数量、频次的事实", source: "drafter", type: clause },
  feeBasis: { label: "收费方式", source: "drafter", type: choice({ perItem: "按件", perPage: "按量" }) },
  feePages: {
    label: "提供的页数（按量计收的填写）",
    source: "drafter",
    type: { type: "integer", min: 1, max: 99_999 },
    internal: true,
  },
  feeDetail: { label: "计算明细", source: "drafter", type: clause },
  feeAmount: {
    label: "应缴金额（元）",
    source: "drafter",
    type: { type: "integer", min: 0, max: 9_999_999 },
  },
  providedList: { label: "提供的政府信息", source: "drafter", type: { type: "copies" } },
  providedForm: { label: "提供形式", source: "drafter", type: clause },
  formReason: { label: "未按申请形式提供的原因", source: "drafter", type: sentence },
  attachmentList: { label: "附件", source: "drafter", type: { type: "list" } },
  publicLocation: { label: "已公开的位置", source: "drafter", type: clause },
  publishedOn: { label: "主动公开日期", source: "drafter", type: date },
  futureLocation: { label: "将公开的位置", source: "drafter", type: clause },
  futureDate: { label: "将公开的日期", source: "drafter", type: date },
  withheldItems: { label: "不予公开的内容、依据和理由", source: "drafter", type: { type: "withheldItems" } },
  classificationStatement: { label: "定密情况说明", source: "reviewer", type: clause },
  classificationEvidenceRef: { label: "定密依据（内部）", source: "reviewer", type: clause, internal: true },
  prohibitingLaw: { label: "法律、行政法规名称", source: "drafter", type: clause },
  prohibitingArticle: { label: "条款", source: "drafter", type: clause },
  prohibitingText: { label: "条款原文", source: "drafter", type: verbatim },
  endangeredInterest: {
    label: "可能危及的利益",
    source: "drafter",
    type: choice({
      nationalSecurity: "国家安全",
      publicSecurity: "公共安全",
      economicSecurity: "经济安全",
      socialStability: "社会稳定",
    }),
  },
  riskReason: { label: "风险理由", source: "drafter", type: sentence },
  riskAssessmentRef: { label: "风险评估材料（内部）", source: "drafter", type: clause, internal: true },
  rightType: {
    label: "权益类型",
    source: "drafter",
    type: choice({
      tradeSecret: "商业秘密",
      personalPrivacy: "个人隐私",
      other: { label: "其他", wording: "其他合法权益" },
    }),
  },
  consultationStatement: { label: "征求意见情况", source: "drafter", type: sentence },
  internalType: {
    label: "内部事务类型",
    source: "drafter",
    type: choice({ personnel: "人事管理", logistics: "后勤管理", workflow: "内部工作流程" }),
  },
  processType: {
    label: "过程性信息类型",
    source: "drafter",
    type: choice({
      discussionRecord: "讨论记录",
      draft: "过程稿",
      consultationLetter: "磋商信函",
      requestReport: "请示报告",
    }),
  },
  processReason: { label: "不予公开的理由", source: "drafter", type: clause },
  caseRef: { label: "案卷（内部）", source: "drafter", type: clause, internal: true },
  partyAccessHint: { label: "当事人阅卷指引", source: "drafter", type: sentence },
  specialInfoType: { label: "信息类别", source: "drafter", type: clause },
  specialLaw: { label: "特别规定", source: "drafter", type: clause },
  queryPlace: { label: "查询地点及联系方式", source: "drafter", type: clause },
  searchSummary: { label: "检索情况概述", source: "drafter", type: clause },
  searchRecordId: { label: "检索记录编号（内部）", source: "drafter", type: clause, internal: true },
  notResponsibleReason: { label: "不属于本机关负责的理由", source: "drafter", type: clause },
  competentOrganName: { label: "负责公开（处理）的机关", source: "drafter", type: clause },
  competentOrganContact: { label: "该机关联系方式", source: "drafter", type: clause },
  competentOrganSentence: { label: "指引语句", source: "drafter", type: sentence },
  processingReason: { label: "需要加工、分析的情况", source: "drafter", type: clause },
  existingMaterial: { label: "可以提供的现有材料", source: "drafter", type: sentence },
  stillUnclear: { label: "仍不明确之处", source: "drafter", type: clause },
  petitionType: {
    label: "活动类型",
    source: "drafter",
    type: choice({
      petition: "信访",
      complaint: "投诉",
      report: "举报",
      other: { label: "其他", wording: "其他诉求" },
    }),
  },
  properChannel: { label: "相应渠道", source: "drafter", type: clause },
  publicationName: { label: "出版物名称", source: "drafter", type: clause },
  publicationPath: { label: "出版物获取途径", source: "drafter", type: clause },
  unreasonableWhy: { label: "理由不合理的说明", source: "drafter", type: clause },
  obtainedHow: { label: "申请人获取方式", source: "drafter", type: clause },
  notGovInfoReason: { label: "不属于政府信息的理由", source: "drafter", type: clause },
  recordTitle: { label: "记录所在文件", source: "drafter", type: clause },
  correctionResult: {
    label: "审核结果",
    source: "drafter",
    type: choice({ corrected: { label: "更正", wording: "予以更正" }, notCorrected: "不予更正" }),
  },
  correctedContent: { label: "更正后的内容或者不更正的理由", source: "drafter", type: sentence },
  transferred: { label: "已转送", source: "drafter", type: { type: "boolean" }, internal: true },
  inspectionPlace: { label: "查阅地点", source: "drafter", type: clause },
  inspectionTime: { label: "查阅时间", source: "drafter", type: dateTime },
  conversionResult: {
    label: "是否采纳",
    source: "drafter",
    type: choice({ accepted: "采纳", notAccepted: "不采纳" }),
  },
  conversionReason: { label: "理由", source: "drafter", type: clause },
  answerText: { label: "当场答复意见", source: "drafter", type: sentence },
  wrongText: { label: "原文笔误", source: "drafter", type: verbatim },
  rightText: { label: "更正为", source: "drafter", type: verbatim },
  overdueReason: { label: "逾期原因", source: "drafter", type: clause, internal: true },

  // Search, review, approval
  searchScopes: { label: "检索范围及方法", source: "drafter", type: { type: "searchScopes" } },
  searcherName: { label: "检索人", source: "drafter", type: clause },
  searchedOn: { label: "检索日期", source: "drafter", type: date },
  searchResult: { label: "检索结果", source: "drafter", type: sentence },
  absenceReason: { label: "未发现的原因分析", source: "drafter", type: sentence },
  businessUnitHead: { label: "业务处室负责人", source: "approval", type: clause },
  officeHead: { label: "工作机构负责人", source: "approval", type: clause },
  approverName: { label: "同意延期的工作机构负责人", source: "approval", type: clause, internal: true },
  draftOpinion: { label: "承办人意见", source: "drafter", type: sentence },
  unitHeadOpinion: { label: "承办处室负责人意见", source: "approval", type: sentence },
  legalOpinion: { label: "法制审核意见", source: "approval", type: sentence },
  reviewId: { label: "保密审查编号", source: "reviewer", type: clause },
  reviewConclusion: { label: "保密审查结论", source: "reviewer", type: clause },
  officeOpinion: { label: "工作机构意见", source: "approval", type: sentence },
  leaderOpinion: { label: "分管负责人审批", source: "approval", type: sentence },

  // Service
  serviceMethod: {
    label: "送达方式",
    source: "service",
    type: choice({
      direct: { label: "直接送达", covers: wordsForService("direct") },
      entrusted: { label: "委托送达", covers: wordsForService("entrusted") },
      post: { label: "邮寄送达", covers: wordsForService("post") },
      retention: { label: "留置", wording: "留置送达", covers: wordsForService("leftAtPlace") },
      electronic: { label: "电子", wording: "电子送达", covers: wordsForService("internet", "email") },
    }),
  },
  serviceClockDate: { label: "交邮（签收）日期", source: "service", type: date },
  servicePlace: { label: "送达地点", source: "service", type: clause },
  trackingNo: { label: "邮件号码", source: "service", type: clause },
  postedOn: { label: "交邮日期", source: "service", type: date },
  proxyReceiver: { label: "代收人及代收理由", source: "service", type: clause },
  refusalNote: { label: "拒收事由及见证人", source: "service", type: clause },
  serverName: { label: "送达人", source: "service", type: clause },
} as const satisfies Record<string, FieldSpec>;

export type FieldName = keyof typeof fieldDictionary;

export function isFieldName(value: string): value is FieldName {
  return Object.hasOwn(fieldDictionary, value);
}

/** What the dictionary says of a field: type, label and source. */
export function fieldSpec(name: FieldName): FieldSpec {
  return fieldDictionary[name];
}

/** Repeats somebody else's words as they stand: what is odd in them is not the organ's doing. */
export function isQuoted(name: FieldName): boolean {
  const { type, source } = fieldSpec(name);
  return type.type === "text" && type.shape === "verbatim" && source !== "clock";
}
