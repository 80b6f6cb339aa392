import type { LetterId } from "./letter-id.ts";

/**
 * The question path, as a table. It follows the decision order of the handbook: content, nature, repetition, volume,
 * responsibility, existence, already public, restrictions 14 → 15 → 16, and only then what remains. Two places of
 * the order matter in court: 不属于本机关 is asked before 不存在, and 已经公开 before any restriction.
 *
 * No option is a default. A refusal can only be reached by answering every question before it, the last being
 * whether the information can be separated (条例37).
 */
export interface Question {
  readonly id: QuestionId;
  readonly text: string;
  /** Help for the person who hesitates. */
  readonly hint?: string;
  readonly article: string;
  readonly options: readonly QuestionOption[];
}

export interface QuestionOption {
  readonly value: string;
  readonly label: string;
  readonly next: Step;
  /** What the answer means for the choice; becomes a reason. */
  readonly because: string;
  readonly article: string;
}

export type Step =
  | { readonly ask: QuestionId }
  | { readonly letter: LetterId }
  /** The refusal that matches the restriction chosen earlier. */
  | { readonly refusal: "byRestriction" }
  /** The answer does not carry: the named question stays open and must be answered otherwise. */
  | { readonly reopen: QuestionId };

export type QuestionId =
  | "task"
  | "intakeDocument"
  | "consultationDocument"
  | "internalDocument"
  | "delayKind"
  | "extensionApproved"
  | "competentToCorrect"
  | "errorKind"
  | "withdrawn"
  | "contentComplete"
  | "correctionNoticeIssued"
  | "correctionResult"
  | "requestNature"
  | "earlierReply"
  | "abnormalVolume"
  | "abnormalStep"
  | "responsible"
  | "specialAccess"
  | "specialAccessBasis"
  | "held"
  | "searchRecord"
  | "alreadyPublic"
  | "otherOrgan"
  | "restriction"
  | "classificationState"
  | "prohibitingSource"
  | "disclosurePrescribed"
  | "thirdPartyConsultation"
  | "thirdPartyOpinion"
  | "organDecision"
  | "publicInterest"
  | "thirdPartyNotified"
  | "separable"
  | "availability"
  | "replyForm";

export const firstQuestion: QuestionId = "task";

const ask = (id: QuestionId): Step => ({ ask: id });
const letter = (id: LetterId): Step => ({ letter: id });
const reopen = (id: QuestionId): Step => ({ reopen: id });

function option(value: string, label: string, next: Step, because: string, article: string): QuestionOption {
  return { value, label, next, because, article };
}

export const questions: Readonly<Record<QuestionId, Question>> = {
  task: {
    id: "task",
    text: "现在办理哪一环节？",
    article: "条例45",
    options: [
      option("intake", "接收、登记申请", ask("intakeDocument"), "接收和登记申请", "条例45"),
      option("reply", "审查申请并答复", ask("withdrawn"), "审查申请并作出答复", "条例33①"),
      option("delay", "不能按期答复", ask("delayKind"), "不能在法定期限内答复", "条例33②"),
      option(
        "consult",
        "准备征求意见的回执、反馈表",
        ask("consultationDocument"),
        "准备征求意见的配套文书",
        "条例32",
      ),
      option(
        "recordCorrection",
        "要求更正与自身相关的记录",
        ask("competentToCorrect"),
        "申请更正政府信息记录",
        "条例41",
      ),
      option(
        "suggestion",
        "建议纳入主动公开范围",
        letter("proactive-conversion-reply"),
        "建议将信息纳入主动公开范围，应当审核并答复",
        "条例44",
      ),
      option("service", "送达文书", letter("service-receipt"), "送达文书应当有送达回证", "送达解释"),
      option("rectification", "已发文书有差错", ask("errorKind"), "已经发出的文书有差错", "实践"),
      option("internal", "内部检索、审批", ask("internalDocument"), "内部检索和审批", "条例45"),
    ],
  },
  intakeDocument: {
    id: "intakeDocument",
    text: "接收申请时需要哪一种文书？",
    article: "条例29",
    options: [
      option("form", "向申请人提供申请表", letter("application-form"), "申请人索取申请表", "条例29"),
      option(
        "oral",
        "书写确有困难，口头申请",
        letter("oral-application-transcript"),
        "书写确有困难的，由工作机构代为填写",
        "条例29①",
      ),
      option(
        "confirm",
        "平常信函、互联网、传真申请，确认收到",
        letter("receipt-confirmation-record"),
        "以双方确认之日为收到申请之日",
        "条例31(三)",
      ),
      option(
        "register",
        "登记申请",
        letter("application-registration-form"),
        "每一件申请都应当登记",
        "条例45",
      ),
      option(
        "receipt",
        "当面提交或者要求回执",
        letter("receipt-acknowledgement"),
        "以申请人提交之日为收到申请之日",
        "条例31(一)",
      ),
    ],
  },
  consultationDocument: {
    id: "consultationDocument",
    text: "由谁填写意见？",
    article: "条例32",
    options: [
      option("thirdParty", "第三方", letter("third-party-opinion-receipt"), "第三方填写意见回执", "条例32"),
      option(
        "otherOrgan",
        "其他行政机关",
        letter("other-organ-opinion-receipt"),
        "其他机关填写意见反馈表",
        "条例34",
      ),
    ],
  },
  internalDocument: {
    id: "internalDocument",
    text: "需要哪一种内部文书？",
    article: "条例45",
    options: [
      option("search", "检索记录", letter("search-record"), "检索过程应当留存记录", "条例36(四)"),
      option("approval", "办理审批单", letter("handling-sheet"), "文书签发前应当审批", "条例17"),
    ],
  },
  delayKind: {
    id: "delayKind",
    text: "为什么不能按期答复？",
    article: "条例33②",
    options: [
      option("ordinary", "需要延长答复期限", ask("extensionApproved"), "需要延长答复期限", "条例33②"),
      option(
        "abnormalVolume",
        "申请量大，理由合理，需要确定延迟答复期限",
        letter("delayed-reply-notice"),
        "理由合理但不能在法定期限内答复，确定延迟答复的合理期限并告知",
        "条例35",
      ),
    ],
  },
  extensionApproved: {
    id: "extensionApproved",
    text: "原答复期限尚未届满，且工作机构负责人已同意首次延长？",
    hint: "延长只能一次，最多20个工作日，并且要在原期限届满前告知申请人。",
    article: "条例33②",
    options: [
      option("yes", "是", letter("extension-notice"), "经工作机构负责人同意，在原期限届满前告知", "条例33②"),
      option(
        "no",
        "否",
        reopen("extensionApproved"),
        "未经同意、已经延长过或者期限已经届满的，不得延长",
        "条例33②",
      ),
    ],
  },
  competentToCorrect: {
    id: "competentToCorrect",
    text: "更正该记录是否属于本机关职能范围？",
    article: "条例41",
    options: [
      option(
        "yes",
        "是",
        letter("record-correction-decision"),
        "属于本机关职能范围，审核后更正或者说明不更正的理由",
        "条例41",
      ),
      option(
        "no",
        "否",
        letter("record-correction-transfer"),
        "不属于本机关职能范围，转送或者告知有权处理的机关",
        "条例41",
      ),
    ],
  },
  errorKind: {
    id: "errorKind",
    text: "差错是笔误，还是内容错误？",
    article: "实践",
    options: [
      option("clerical", "笔误", letter("letter-rectification"), "笔误以更正函更正，其他内容不变", "实践"),
      option(
        "substantive",
        "内容错误",
        reopen("task"),
        "内容错误不能更正，应当撤回原文书并重新作出答复",
        "实践",
      ),
    ],
  },
  withdrawn: {
    id: "withdrawn",
    text: "申请人是否已经书面撤回申请？",
    article: "实践",
    options: [
      option("yes", "是", letter("application-withdrawn"), "申请人书面撤回申请，终止处理", "实践"),
      option("no", "否", ask("contentComplete"), "申请人没有撤回申请", "实践"),
    ],
  },
  contentComplete: {
    id: "contentComplete",
    text: "申请内容是否齐全，并且能够指向特定的政府信息？",
    hint: "三项内容：姓名或者名称、身份证明、联系方式；名称、文号或者其他特征性描述；获取方式、途径。",
    article: "条例29②",
    options: [
      option("yes", "是", ask("requestNature"), "申请内容齐全、明确", "条例29②"),
      option("no", "否", ask("correctionNoticeIssued"), "申请内容不齐全或者不明确", "条例30"),
    ],
  },
  correctionNoticeIssued: {
    id: "correctionNoticeIssued",
    text: "是否已经告知补正？",
    article: "条例30",
    options: [
      option(
        "no",
        "尚未告知",
        letter("correction-notice"),
        "应当在收到申请之日起7个工作日内一次性告知补正",
        "条例30",
      ),
      option("yes", "已经告知", ask("correctionResult"), "补正只告知一次，已经告知", "条例30"),
    ],
  },
  correctionResult: {
    id: "correctionResult",
    text: "补正结果如何？",
    hint: "补正期限尚未届满的，等结果出来再选；补正后内容明确的，上一步选“齐全”。",
    article: "条例30",
    options: [
      option(
        "stillUnclear",
        "已补正，仍不明确",
        letter("unable-unclear-after-correction"),
        "补正后仍不能指向特定的政府信息",
        "条例30",
      ),
      option(
        "lapsed",
        "无正当理由逾期未补正",
        letter("application-deemed-abandoned-correction"),
        "无正当理由逾期不补正，视为放弃申请",
        "条例30",
      ),
    ],
  },
  requestNature: {
    id: "requestNature",
    text: "申请人要求的是什么？",
    article: "条例2",
    options: [
      option("information", "获取政府信息", ask("earlierReply"), "要求获取政府信息", "条例2"),
      option(
        "petition",
        "信访、投诉、举报等",
        letter("not-processed-petition"),
        "以申请的形式进行信访、投诉、举报等活动",
        "条例39①",
      ),
      option(
        "publication",
        "公开出版物",
        letter("not-processed-publication"),
        "要求提供公开出版物，告知获取途径",
        "条例39②",
      ),
      option(
        "notInformation",
        "咨询、要求解释或者作出行为，党务文件、司法职能信息等",
        letter("not-government-information"),
        "不属于条例第二条所称政府信息",
        "条例2",
      ),
    ],
  },
  earlierReply: {
    id: "earlierReply",
    text: "该申请人以前是否就相同信息提出过申请或者已经取得该信息？",
    article: "条例36(六)",
    options: [
      option("none", "没有", ask("abnormalVolume"), "不是重复申请", "条例36(六)"),
      option(
        "answered",
        "本机关已经答复过",
        letter("not-processed-repeat"),
        "同一申请人就相同信息重复申请，本机关已经答复",
        "条例36(六)",
      ),
      option(
        "reconfirm",
        "已经取得，要求确认或者重新出具",
        letter("not-processed-reconfirm"),
        "要求对已获取的信息确认或者重新出具",
        "年报格式",
      ),
    ],
  },
  abnormalVolume: {
    id: "abnormalVolume",
    text: "申请的数量、频次是否明显超过合理范围？",
    article: "条例35",
    options: [
      option("no", "否", ask("responsible"), "数量、频次在合理范围内", "条例35"),
      option("yes", "是", ask("abnormalStep"), "数量、频次明显超过合理范围", "条例35"),
    ],
  },
  abnormalStep: {
    id: "abnormalStep",
    text: "对超量申请办到哪一步？",
    article: "条例35",
    options: [
      option(
        "askReasons",
        "要求申请人说明理由",
        letter("reason-request-notice"),
        "可以要求申请人说明理由",
        "条例35",
      ),
      option(
        "reasonsRejected",
        "未说明理由或者理由不合理",
        letter("not-processed-abnormal-volume"),
        "理由不合理，告知不予处理",
        "条例35",
      ),
      option(
        "reasonsAcceptedLate",
        "理由合理，不能按期答复",
        letter("delayed-reply-notice"),
        "理由合理，确定延迟答复的合理期限并告知",
        "条例35",
      ),
      option(
        "charge",
        "收取信息处理费",
        letter("fee-notice"),
        "决定收取信息处理费，在答复期限内通知",
        "条例42",
      ),
      option(
        "feeUnpaid",
        "收费通知后逾期未缴费",
        letter("application-deemed-abandoned-fee"),
        "逾期未缴纳信息处理费，视为放弃申请",
        "收费办法6",
      ),
      option("settled", "理由合理可以按期答复，或者已经缴费", ask("responsible"), "继续审查申请", "条例35"),
    ],
  },
  responsible: {
    id: "responsible",
    text: "该信息是否由本机关负责公开？",
    hint: "制作的由制作机关负责；从公民、法人获取的由保存机关负责；从其他机关获取的由制作或者最初获取的机关负责；共同制作的由牵头机关负责。",
    article: "条例10",
    options: [
      option("yes", "是", ask("specialAccess"), "由本机关负责公开", "条例10"),
      option(
        "no",
        "否",
        letter("unable-not-responsible"),
        "不属于本机关负责公开，能够确定负责机关的告知其名称、联系方式",
        "条例36(五)",
      ),
    ],
  },
  specialAccess: {
    id: "specialAccess",
    text: "该信息的获取是否另有特别规定（工商、不动产登记资料，已移交国家档案馆的档案等）？",
    article: "条例36(七)",
    options: [
      option("no", "否", ask("held"), "没有特别规定", "条例36(七)"),
      option("yes", "是", ask("specialAccessBasis"), "获取该信息有特别规定", "条例36(七)"),
    ],
  },
  specialAccessBasis: {
    id: "specialAccessBasis",
    text: "特别规定的依据是什么？",
    article: "条例36(七)",
    options: [
      option(
        "lawOrRegulation",
        "法律、行政法规",
        letter("special-query"),
        "法律、行政法规对获取有特别规定，告知依照规定办理",
        "条例36(七)",
      ),
      option(
        "lower",
        "只有规章或者规范性文件",
        reopen("specialAccess"),
        "特别规定须为法律、行政法规，规章、规范性文件不能作为依据",
        "条例36(七)",
      ),
    ],
  },
  held: {
    id: "held",
    text: "本机关是否制作、获取或者保存了该信息？",
    article: "条例36(四)",
    options: [
      option("yes", "是", ask("alreadyPublic"), "该信息存在", "条例36(四)"),
      option("no", "没有找到", ask("searchRecord"), "没有找到该信息", "条例36(四)"),
      option(
        "processing",
        "没有现成信息，需要加工、分析",
        letter("unable-processing-required"),
        "需要对现有信息加工、分析",
        "条例38",
      ),
    ],
  },
  searchRecord: {
    id: "searchRecord",
    text: "是否已经检索并形成检索记录？",
    article: "条例36(四)",
    options: [
      option("yes", "是", letter("unable-not-held"), "经检索没有所申请公开信息", "条例36(四)"),
      option("no", "否", letter("search-record"), "告知不存在之前，应当先检索并形成记录", "条例36(四)"),
    ],
  },
  alreadyPublic: {
    id: "alreadyPublic",
    text: "该信息是否已经主动公开？",
    article: "条例36(一)",
    options: [
      option(
        "yes",
        "是",
        letter("disclosure-granted-proactive"),
        "已经主动公开，告知获取方式、途径",
        "条例36(一)",
      ),
      option("no", "否", ask("otherOrgan"), "尚未主动公开", "条例36(一)"),
    ],
  },
  otherOrgan: {
    id: "otherOrgan",
    text: "是否由本机关牵头与其他机关共同制作，或者涉及其他机关职能，需要征求其意见？",
    article: "条例34",
    options: [
      option("no", "不需要", ask("restriction"), "不需要征求其他机关意见", "条例34"),
      option(
        "notConsulted",
        "需要，尚未征求",
        letter("other-organ-consultation-letter"),
        "征求其他机关意见，逾期未提出意见视为同意公开",
        "条例34",
      ),
      option(
        "consulted",
        "已经答复，或者逾期未提出意见",
        ask("restriction"),
        "已经征求其他机关意见",
        "条例34",
      ),
    ],
  },
  restriction: {
    id: "restriction",
    text: "是否属于条例第十四条至第十六条规定的情形？",
    hint: "依次核对第十四条、第十五条、第十六条；公开为常态、不公开为例外。",
    article: "条例13",
    options: [
      option("none", "都不属于", ask("availability"), "不属于不予公开的情形，应当公开", "条例13"),
      option("stateSecret", "国家秘密", ask("classificationState"), "涉及国家秘密", "条例14"),
      option(
        "legalProhibition",
        "法律、行政法规禁止公开",
        ask("prohibitingSource"),
        "有规定禁止公开",
        "条例14",
      ),
      option(
        "securityAndStability",
        "可能危及国家安全、公共安全、经济安全、社会稳定",
        ask("separable"),
        "公开后可能危及“三安全一稳定”",
        "条例14",
      ),
      option(
        "thirdPartyRights",
        "商业秘密、个人隐私等第三方权益",
        ask("thirdPartyConsultation"),
        "公开会损害第三方合法权益",
        "条例15",
      ),
      option("internalAffairs", "内部事务信息", ask("disclosurePrescribed"), "属于内部事务信息", "条例16①"),
      option("processInformation", "过程性信息", ask("disclosurePrescribed"), "属于过程性信息", "条例16②"),
      option(
        "enforcementFile",
        "行政执法案卷信息",
        ask("disclosurePrescribed"),
        "属于行政执法案卷信息",
        "条例16②",
      ),
    ],
  },
  classificationState: {
    id: "classificationState",
    text: "是否依法定密，并且仍在保密期限内？",
    article: "保密法20",
    options: [
      option("valid", "是", ask("separable"), "依法确定为国家秘密，仍在保密期限内", "条例14"),
      option(
        "expired",
        "已经解密或者期限届满",
        reopen("restriction"),
        "已经解密或者期限届满，不能再以国家秘密为由不予公开",
        "保密法20",
      ),
      option(
        "unclear",
        "是否属于国家秘密不明确",
        reopen("classificationState"),
        "不明确的，报请有权机关确定，答复之前不得公开",
        "保密法25",
      ),
    ],
  },
  prohibitingSource: {
    id: "prohibitingSource",
    text: "禁止公开的依据是什么？",
    article: "条例14",
    options: [
      option("law", "法律", ask("separable"), "法律禁止公开", "条例14"),
      option("administrativeRegulation", "行政法规", ask("separable"), "行政法规禁止公开", "条例14"),
      option(
        "lower",
        "地方性法规、规章或者规范性文件",
        reopen("restriction"),
        "地方性法规、规章、规范性文件不能作为禁止公开的依据",
        "条例14",
      ),
    ],
  },
  disclosurePrescribed: {
    id: "disclosurePrescribed",
    text: "法律、法规、规章是否规定该信息应当公开？",
    article: "条例16②",
    options: [
      option("yes", "是", ask("availability"), "法律、法规、规章规定应当公开的，从其规定", "条例16②"),
      option("no", "否", ask("separable"), "法律、法规、规章没有规定应当公开", "条例16②"),
    ],
  },
  thirdPartyConsultation: {
    id: "thirdPartyConsultation",
    text: "征求第三方意见办到哪一步？",
    article: "条例32",
    options: [
      option(
        "notSent",
        "尚未征求",
        letter("third-party-consultation-letter"),
        "应当书面征求第三方意见",
        "条例32",
      ),
      option(
        "sent",
        "已发出，需要告知申请人",
        letter("third-party-consultation-applicant-notice"),
        "征求意见所需时间不计入答复期限，告知申请人",
        "条例33③",
      ),
      option(
        "concluded",
        "第三方已答复，或者15个工作日届满",
        ask("thirdPartyOpinion"),
        "征求意见已经结束",
        "条例32",
      ),
      option(
        "unnecessary",
        "不需要或者无法征求，理由已经记录",
        ask("publicInterest"),
        "没有征求意见，理由已经记录",
        "条例15",
      ),
    ],
  },
  thirdPartyOpinion: {
    id: "thirdPartyOpinion",
    text: "第三方的意见是什么？",
    hint: "逾期未提出意见不等于同意，由本机关依照条例决定。",
    article: "条例32",
    options: [
      option("consent", "同意公开", ask("availability"), "第三方同意公开", "条例15"),
      option(
        "objectionReasonable",
        "不同意，理由合理",
        ask("publicInterest"),
        "第三方不同意公开且有合理理由",
        "条例32",
      ),
      option(
        "objectionUnreasonable",
        "不同意，理由不合理",
        ask("organDecision"),
        "第三方不同意公开但理由不合理",
        "条例32",
      ),
      option(
        "none",
        "逾期未提出意见",
        ask("organDecision"),
        "第三方逾期未提出意见，由行政机关决定",
        "条例32",
      ),
    ],
  },
  organDecision: {
    id: "organDecision",
    text: "经审查，本机关决定是否公开？",
    article: "条例32",
    options: [
      option("disclose", "公开", ask("thirdPartyNotified"), "经审查决定公开", "条例32"),
      option(
        "withhold",
        "公开会损害第三方合法权益",
        ask("publicInterest"),
        "公开会损害第三方合法权益",
        "条例15",
      ),
    ],
  },
  publicInterest: {
    id: "publicInterest",
    text: "不公开是否可能对公共利益造成重大影响？",
    article: "条例15",
    options: [
      option(
        "major",
        "是",
        ask("thirdPartyNotified"),
        "不公开可能对公共利益造成重大影响，予以公开",
        "条例15",
      ),
      option("none", "否", ask("separable"), "未发现不公开可能对公共利益造成重大影响", "条例15"),
    ],
  },
  thirdPartyNotified: {
    id: "thirdPartyNotified",
    text: "决定公开的内容和理由是否已经书面告知第三方？",
    article: "条例32",
    options: [
      option(
        "no",
        "否",
        letter("third-party-decision-notice"),
        "公开之前，将决定公开的内容和理由书面告知第三方",
        "条例32",
      ),
      option("yes", "是", ask("availability"), "已经书面告知第三方", "条例32"),
    ],
  },
  separable: {
    id: "separable",
    text: "能否作区分处理，提供其中可以公开的内容？",
    article: "条例37",
    options: [
      option(
        "yes",
        "能",
        letter("disclosure-partial"),
        "能够作区分处理，提供可以公开的内容并对其余内容说明理由",
        "条例37",
      ),
      option("no", "不能", { refusal: "byRestriction" }, "不能作区分处理", "条例37"),
    ],
  },
  availability: {
    id: "availability",
    text: "该信息现在能否提供？",
    article: "条例36(二)",
    options: [
      option("now", "现在可以提供", ask("replyForm"), "可以提供该信息", "条例36(二)"),
      option(
        "future",
        "即将公开",
        letter("disclosure-granted-future"),
        "告知获取的方式、途径和时间",
        "条例36(二)",
      ),
    ],
  },
  replyForm: {
    id: "replyForm",
    text: "以什么方式答复？",
    article: "条例40",
    options: [
      option("written", "书面答复", letter("disclosure-granted"), "可以公开，提供该信息", "条例36(二)"),
      option(
        "onTheSpot",
        "当场答复",
        letter("on-the-spot-reply-record"),
        "能够当场答复的，当场予以答复",
        "条例33①",
      ),
      option(
        "inspection",
        "安排查阅、抄录（随答复书一并送达）",
        letter("inspection-arrangement-notice"),
        "按申请的形式提供可能危及载体安全或者成本过高，安排查阅、抄录",
        "条例40",
      ),
    ],
  },
};
