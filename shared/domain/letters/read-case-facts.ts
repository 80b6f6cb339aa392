import { watchFacts } from "./watched-facts.ts";
import type { ChooserFacts } from "./chooser.ts";
import { questions, type QuestionId } from "./chooser-questions.ts";
import type { Told } from "./fact-contradictions.ts";
import { legalSourceOf, mayProhibitDisclosure } from "./legal-source.ts";
import { readWithholdingGround } from "./withholding-ground.ts";

/**
 * Facts of a case in whatever words a caller has for them, read into answers of the question path. The path itself
 * (`chooser-questions.ts`) stays strict; this reading serves batch questions that name only the decisive facts.
 */
export type Given = Readonly<Record<string, unknown>>;
export type Answers = { -readonly [Id in QuestionId]?: string };

function yes(value: unknown): boolean | undefined {
  if (value === true || value === 1) return true;
  if (value === false || value === 0) return false;
  if (typeof value !== "string") return undefined;
  const text = value.trim().toLowerCase();
  if (["yes", "true", "是", "能", "有", "done", "y"].includes(text)) return true;
  if (["no", "false", "否", "不能", "无", "没有", "none", "n"].includes(text)) return false;
  return undefined;
}

/** Keys that mean yes or no to a question. */
const switches: readonly (readonly [
  keys: readonly string[],
  question: QuestionId,
  ifYes: string | undefined,
  ifNo: string | undefined,
])[] = [
  [["withdrawn", "applicantWithdrew", "withdrawal"], "withdrawn", "yes", "no"],
  [
    ["contentComplete", "contentClear", "contentIdentifiable", "identifiable", "clear", "complete"],
    "contentComplete",
    "yes",
    "no",
  ],
  [
    [
      "contentUnclear",
      "unclear",
      "incomplete",
      "missingIdentityProof",
      "identityProofMissing",
      "contactMissing",
      "deliveryFormUnclear",
      "deliveryFormMissing",
      "obtainMethodMissing",
    ],
    "contentComplete",
    "no",
    "yes",
  ],
  [
    ["correctionNoticeIssued", "correctionAsked", "correctionNotified", "correctionNotice"],
    "correctionNoticeIssued",
    "yes",
    "no",
  ],
  [
    ["identityProof", "identityProofGiven", "contactGiven", "deliveryFormClear"],
    "contentComplete",
    undefined,
    "no",
  ],
  [["stillUnclear", "unclearAfterCorrection"], "correctionResult", "stillUnclear", undefined],
  [
    ["notCorrected", "correctionOverdue", "correctionLapsed", "noCorrection"],
    "correctionResult",
    "lapsed",
    undefined,
  ],
  [
    ["governmentInformation", "isGovernmentInformation", "isGovInfo"],
    "requestNature",
    "information",
    "notInformation",
  ],
  [["petition", "isPetition", "complaint", "report"], "requestNature", "petition", undefined],
  [["publication", "isPublication", "publicPublication"], "requestNature", "publication", undefined],
  [
    ["consultationRequest", "isInquiry", "inquiry", "demandForAct", "askForExplanation"],
    "requestNature",
    "notInformation",
    undefined,
  ],
  [
    ["repeat", "repeatApplication", "alreadyAnswered", "sameApplicantAnswered", "answeredBefore"],
    "earlierReply",
    "answered",
    "none",
  ],
  [
    ["reconfirm", "reissue", "alreadyObtained", "applicantHoldsInformation"],
    "earlierReply",
    "reconfirm",
    undefined,
  ],
  [["abnormalVolume", "excessive", "abnormalFrequency"], "abnormalVolume", "yes", "no"],
  [
    ["responsible", "ownResponsibility", "isResponsibleOrgan", "organResponsible"],
    "responsible",
    "yes",
    "no",
  ],
  [["notResponsible", "otherOrganResponsible"], "responsible", "no", "yes"],
  [
    ["specialAccess", "specialAccessLaw", "specialQuery", "specialProcedure", "transferredToArchive"],
    "specialAccess",
    "yes",
    "no",
  ],
  [["held", "exists", "informationExists", "found"], "held", "yes", "no"],
  [["notHeld", "doesNotExist"], "held", "no", "yes"],
  [
    ["processingRequired", "needsProcessing", "needsCreation", "needsAnalysis"],
    "held",
    "processing",
    undefined,
  ],
  [
    ["searchRecord", "searched", "searchDone", "searchRecorded", "hasSearchRecord"],
    "searchRecord",
    "yes",
    "no",
  ],
  [["alreadyPublic", "published", "proactivelyDisclosed", "alreadyPublished"], "alreadyPublic", "yes", "no"],
  [["separable", "canSeparate", "separability", "canBeSeparated"], "separable", "yes", "no"],
  [
    [
      "disclosurePrescribed",
      "disclosureRequiredByLaw",
      "mustDisclose",
      "mustDiscloseByLaw",
      "disclosureRequired",
      "disclosurePrescribedByLaw",
      "lawRequiresDisclosure",
    ],
    "disclosurePrescribed",
    "yes",
    "no",
  ],
  [
    ["publicInterest", "publicInterestMajor", "majorPublicInterest", "publicInterestOverride"],
    "publicInterest",
    "major",
    "none",
  ],
  [["thirdPartyNotified", "decisionNoticeServed"], "thirdPartyNotified", "yes", "no"],
  [["thirdPartyConsulted"], "thirdPartyConsultation", undefined, "notSent"],
  [["jointInformation", "jointlyMade", "touchesOtherOrgan"], "otherOrgan", "notConsulted", "no"],
  [["declassified", "secrecyExpired"], "classificationState", "expired", "valid"],
  [["classificationValid", "withinSecrecyPeriod"], "classificationState", "valid", "expired"],
  [["classificationUnclear", "secrecyUnclear"], "classificationState", "unclear", undefined],
  [
    ["future", "toBePublished", "willBePublished", "futurePublication", "aboutToBePublished"],
    "availability",
    "future",
    "now",
  ],
  [["onTheSpot", "canReplyOnTheSpot"], "replyForm", "onTheSpot", "written"],
  [["inspection", "inspectionNeeded", "carrierEndangered"], "replyForm", "inspection", undefined],
  [["competent", "competentToCorrect"], "competentToCorrect", "yes", "no"],
  [["approved", "extensionApproved", "approverConsent"], "extensionApproved", "yes", "no"],
];

const natures: readonly (readonly [RegExp, string])[] = [
  [/petition|complaint|report|信访|投诉|举报/iu, "petition"],
  [/publication|gazette|newspaper|book|出版物|公报|报刊|书籍/iu, "publication"],
  [/inquiry|consult|explanation|demand|party|judicial|咨询|解释|党务|司法/iu, "notInformation"],
  [/information|信息/iu, "information"],
];

const restrictionFlags: Readonly<Record<string, string>> = {
  stateSecret: "stateSecret",
  classified: "stateSecret",
  legalProhibition: "legalProhibition",
  prohibitedByLaw: "legalProhibition",
  securityAndStability: "securityAndStability",
  securityRisk: "securityAndStability",
  thirdPartyRights: "thirdPartyRights",
  tradeSecret: "thirdPartyRights",
  personalPrivacy: "thirdPartyRights",
  internalAffairs: "internalAffairs",
  processInformation: "processInformation",
  enforcementFile: "enforcementFile",
};

const opinions: readonly (readonly [RegExp, string])[] = [
  [/pending|await|等待|尚未答复/iu, "pending"],
  [/partial|部分/iu, "partial"],
  [/silen|^none$|no ?(?:answer|reply|opinion)|逾期|未提出/iu, "none"],
  [/object|refus|oppos|不同意|反对/iu, "objection"],
  [/consent|agree|同意/iu, "consent"],
];

/** A variable of a letter that is filled in says what the letter would be about. */
const letterVariables: readonly (readonly [keys: readonly string[], answers: Answers])[] = [
  [["withdrawnOn", "withdrawalEvidence"], { withdrawn: "yes" }],
  [["petitionType"], { requestNature: "petition" }],
  [["publicationName", "publicationPath"], { requestNature: "publication" }],
  [["notGovInfoReason"], { requestNature: "notInformation" }],
  [["obtainedHow", "obtainedOn"], { earlierReply: "reconfirm" }],
  [["unreasonableWhy"], { abnormalVolume: "yes", abnormalStep: "reasonsRejected" }],
  [["delayedDue", "delayedReason"], { abnormalVolume: "yes", abnormalStep: "reasonsAcceptedLate" }],
  [["feeAmount", "feeDetail"], { abnormalVolume: "yes", abnormalStep: "charge" }],
  [["abnormalFacts"], { abnormalVolume: "yes" }],
  [["notResponsibleReason", "competentOrganName"], { responsible: "no" }],
  [["specialInfoType"], { specialAccess: "yes" }],
  [["processingReason"], { held: "processing" }],
  [["searchRecordId", "searchSummary"], { searchRecord: "yes" }],
  [["publicLocation", "publishedOn"], { alreadyPublic: "yes" }],
  [["futureDate", "futureLocation", "willBePublishedOn", "toBePublishedOn"], { availability: "future" }],
  [["classificationStatement"], { restriction: "stateSecret" }],
  [["prohibitingLaw", "prohibitingText"], { restriction: "legalProhibition" }],
  [["endangeredInterest", "riskReason"], { restriction: "securityAndStability" }],
  [["rightType"], { restriction: "thirdPartyRights" }],
  [["internalType"], { restriction: "internalAffairs" }],
  [["processType", "processReason"], { restriction: "processInformation" }],
  [["caseRef"], { restriction: "enforcementFile" }],
  [["withheldItems"], { separable: "yes" }],
  [["inspectionPlace", "inspectionTime"], { replyForm: "inspection" }],
  [["answerText"], { replyForm: "onTheSpot" }],
  [["claimedError"], { task: "recordCorrection" }],
  [["conversionResult", "conversionReason"], { task: "suggestion" }],
  [["wrongText", "rightText"], { task: "rectification", errorKind: "clerical" }],
  [["difficultyReason"], { task: "intake", intakeDocument: "oral" }],
  [["materialList"], { task: "intake", intakeDocument: "receipt" }],
];

/** Situations told in a sentence, Chinese or English, with the answers they imply. */
const situations: readonly (readonly [RegExp, Answers])[] = [
  [/撤回|withdr/iu, { withdrawn: "yes" }],
  [/口头申请|书写(?:确)?有困难/u, { task: "intake", intakeDocument: "oral" }],
  [/延长答复期限|延期答复/u, { task: "delay", delayKind: "ordinary" }],
  [/笔误/u, { task: "rectification", errorKind: "clerical" }],
  [/记录不准确|更正.*(?:自身|本人).*记录/u, { task: "recordCorrection" }],
  [/建议.*主动公开/u, { task: "suggestion" }],
  [
    /第三方不同意.*理由合理/u,
    {
      restriction: "thirdPartyRights",
      thirdPartyConsultation: "concluded",
      thirdPartyOpinion: "objectionReasonable",
    },
  ],
  [
    /补正后.*不明确|still (?:unclear|cannot be identified)|unclear after correction/iu,
    { contentComplete: "no", correctionNoticeIssued: "yes", correctionResult: "stillUnclear" },
  ],
  [
    /逾期(?:未|不)补正|no correction within|not corrected/iu,
    { contentComplete: "no", correctionNoticeIssued: "yes", correctionResult: "lapsed" },
  ],
  [/逾期未缴|未缴费|fee not paid|unpaid/iu, { abnormalVolume: "yes", abnormalStep: "feeUnpaid" }],
  [/信访|投诉|举报|petition|complaint/iu, { requestNature: "petition" }],
  [/出版物|公报|报刊|书籍|publication|gazette/iu, { requestNature: "publication" }],
  [/咨询|要求解释|inquiry|asks? for (?:an )?explanation/iu, { requestNature: "notInformation" }],
  [/确认或者重新出具|重新出具|confirmed or reissued|re-?issue/iu, { earlierReply: "reconfirm" }],
  [/重复申请|已经答复过|already answered|repeat/iu, { earlierReply: "answered" }],
  [
    /不属于本机关|其他机关(?:制作|负责)|another organ is responsible|not (?:this organ|responsible)/iu,
    { responsible: "no" },
  ],
  [
    /不动产登记|工商登记|市场主体登记|国家档案馆|special access|registration records/iu,
    { specialAccess: "yes", specialAccessBasis: "lawOrRegulation" },
  ],
  [
    /需要(?:加工|分析|汇总|统计)|另行制作|compiled|processing required|newly (?:written|made)/iu,
    { held: "processing" },
  ],
  [/已(?:经)?(?:主动)?公开|already public|on the web ?site/iu, { alreadyPublic: "yes" }],
  [/检索.*(?:未发现|没有|不存在)|searched.*(?:nothing|none)/iu, { held: "no", searchRecord: "yes" }],
  [
    /(?:商业秘密|个人隐私).*尚未征求/u,
    { restriction: "thirdPartyRights", thirdPartyConsultation: "notSent" },
  ],
  [/国家秘密/u, { restriction: "stateSecret" }],
  [/商业秘密|个人隐私/u, { restriction: "thirdPartyRights" }],
  [/内部事务/u, { restriction: "internalAffairs" }],
  [/过程性信息/u, { restriction: "processInformation" }],
  [/执法案卷/u, { restriction: "enforcementFile" }],
  [
    /内容不明确|不明确|content unclear|identity proof.*missing/iu,
    { contentComplete: "no", correctionNoticeIssued: "no" },
  ],
];

/** A field of a letter that holds something: words, a number, a list. Yes and no are no fields. */
function filledIn(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return typeof value === "number" || (typeof value === "string" && value.trim() !== "");
}

/** The first value given under one of several names. */
function first(given: Given, names: readonly string[]): unknown {
  const name = names.find((one) => given[one] !== undefined && given[one] !== null);
  return name === undefined ? undefined : given[name];
}

function matching(value: unknown, table: readonly (readonly [RegExp, string])[]): string | undefined {
  return typeof value === "string" ? table.find(([pattern]) => pattern.test(value))?.[1] : undefined;
}

/**
 * Answers that only narrow a more general one: 需要加工 is also held in a way, a petition may also be called no
 * government information (or be said to look like it), what was obtained before was not answered as a repeat.
 */
const narrowing: Partial<Record<QuestionId, Readonly<Record<string, readonly string[]>>>> = {
  held: { processing: ["yes", "no"] },
  otherOrgan: { consulted: ["notConsulted"] },
  classificationState: { unclear: ["valid"] },
  requestNature: {
    petition: ["information", "notInformation"],
    publication: ["information", "notInformation"],
  },
  earlierReply: { reconfirm: ["none", "answered"] },
};

export interface CaseFacts {
  readonly answers: ChooserFacts;
  readonly told: readonly Told[];
  /** Several grounds for not disclosing, in the order of 条例14 to 16. */
  readonly grounds: readonly string[];
  /** The third party objects, with a ground nobody told to be reasonable or not. */
  readonly objectionUnweighed?: true;
  /** Questions the facts raise without answering: nothing may be taken for granted there. */
  readonly open: ReadonlySet<QuestionId>;
  /** Names of facts that no reading knows: the answer was found without them. */
  readonly unread: readonly string[];
}

/** Reads free facts into answers of the question path; facts it cannot read are left out and named. */
export function readCaseFacts(facts: Given): CaseFacts {
  const { given, unread } = watchFacts(facts);
  const answers: Answers = {};
  const told: Told[] = [];
  const open = new Set<QuestionId>();
  const tell = (question: QuestionId, answer: string, key: string): void => {
    const before = answers[question];
    const narrower = before === undefined ? undefined : narrowing[question]?.[before];
    if (!narrower?.includes(answer)) answers[question] = answer;
    const general = told.findIndex(
      (one) => one.question === question && narrowing[question]?.[answer]?.includes(one.answer),
    );
    if (general >= 0) told.splice(general, 1);
    if (!narrower?.includes(answer)) told.push({ question, answer, key });
  };
  const prose = first(given, ["situation", "description", "when"]);
  if (typeof prose === "string") {
    // What is denied is no fact: 不属于信访.
    const told = prose.replace(/[^，。；,;]*(?:不属于(?!本机关)|不是|并非|不涉及)[^，。；,;]*/gu, "");
    Object.assign(answers, situations.find(([pattern]) => pattern.test(told))?.[1]);
  }
  for (const [keys, question, ifYes, ifNo] of switches) {
    for (const key of keys) {
      const truth =
        key === "searchRecord" && typeof given[key] === "object" ? given[key] !== null : yes(given[key]);
      const answer = truth === true ? ifYes : truth === false ? ifNo : undefined;
      if (answer !== undefined) tell(question, answer, key);
      if (answer !== undefined && question === "correctionResult") tell("contentComplete", "no", key);
    }
  }
  const unclear = given["stillUnclear"];
  if (filledIn(unclear) && yes(unclear) === undefined)
    tell("correctionResult", "stillUnclear", "stillUnclear");
  for (const [keys, implied] of letterVariables)
    if (keys.some((key) => filledIn(given[key]))) Object.assign(answers, { ...implied, ...answers });
  readCorrection(given, answers);
  readNature(given, answers, told, open);
  readVolume(given, answers, told);
  readOrigin(given, answers, tell, open);
  readRestriction(given, answers, told, open);
  const objectionUnweighed = readThirdParty(given, answers, told);
  // 咨询, unless somebody was consulted: the one word means both.
  if (answers.restriction === undefined && answers.otherOrgan === undefined && yes(given["consultation"]))
    tell("requestNature", "notInformation", "consultation");
  readTask(given, answers);
  if (Object.keys(answers).length === 0) readBareChannel(given, answers);
  // Answers in the path's own words win over every reading.
  for (const id of Object.keys(questions) as QuestionId[]) {
    const value = given[id];
    if (questions[id].options.some((option) => option.value === value)) answers[id] = String(value);
  }
  const grounds = groundsOf(given);
  const vague = notUnderstood(facts, answers);
  for (const [, question] of vague) open.add(question);
  return {
    answers,
    told,
    open,
    grounds: grounds.length > 1 ? grounds : [],
    ...(objectionUnweighed && answers.thirdPartyOpinion === undefined ? { objectionUnweighed } : {}),
    unread: [...new Set([...unread(), ...vague.map(([name]) => name)])],
  };
}

/**
 * Facts whose name is known and whose value is not (held: "perhaps"), with the question that nothing else answers: it must be asked,
 * since taking the ordinary answer for granted would turn the fact around.
 */
function notUnderstood(facts: Given, answers: Answers): readonly (readonly [name: string, QuestionId])[] {
  const keys = [
    ...switches.map(([names, question]) => [names, question] as const),
    ...(Object.keys(questions) as QuestionId[]).map((id) => [[id], id] as const),
  ];
  return keys.flatMap(([names, question]) =>
    answers[question] === undefined
      ? names
          .filter((name) => typeof facts[name] === "string" && yes(facts[name]) === undefined)
          .map((name) => [name, question] as const)
      : [],
  );
}

/** Filled in by the letters and dates of a correction that was asked for, and of one that came (letters.md §2). */
const correctionNoticeFields = [
  "correctionDocNumber",
  "correctionIssueDate",
  "correctionNoticeIssuedOn",
  "correctionReceivedOn",
  "correctionNoticeReceivedOn",
];
const correctedFields = ["correctedReceiptDate", "correctedReceivedOn"];

/** 条例30: asked once, then corrected or not; only without good reason is an application given up. */
function readCorrection(given: Given, answers: Answers): void {
  const flag = (...names: string[]): boolean | undefined => yes(first(given, names));
  // Every name is read, so that none of them counts as a fact nobody understood.
  const dated = (names: readonly string[]): boolean =>
    names.filter((name) => filledIn(given[name])).length > 0;
  const inTime = flag("correctedInTime");
  const came = dated(correctedFields);
  const corrected = flag("corrected", "correctionReceived") ?? inTime ?? (came || undefined);
  const told =
    Number(first(given, ["previousCorrectionNotices", "correctionNoticesSent"]) ?? 0) > 0 ||
    flag("correctionNoticeSent") === true ||
    dated(correctionNoticeFields);
  if (corrected !== undefined || told) answers.correctionNoticeIssued ??= "yes";
  const [due, today] = [given["correctionDue"], first(given, ["asOf", "today"])];
  const over = typeof due === "string" && typeof today === "string" && today > due;
  if (answers.contentComplete === "no" && (inTime === false || (over && told && !came)))
    answers.correctionResult ??= "lapsed";
  if (corrected === true && answers.contentComplete === "no") answers.correctionResult = "stillUnclear";
  if (corrected === false && flag("correctionPeriodOver", "correctionPeriodExpired") === true)
    answers.correctionResult = "lapsed";
  if (corrected === false) answers.contentComplete ??= "no";
  if (answers.correctionResult === "lapsed" && flag("goodReason", "justifiedReason") === true) {
    delete answers.correctionResult;
    Object.assign(answers, { contentComplete: "no", correctionNoticeIssued: "yes" });
  }
}

/** 条例36(六): a repeat is the same applicant, the same information, and answered before. */
function readRepeat(given: Given, answers: Answers, told: Told[], open: Set<QuestionId>): void {
  const same = ["sameApplicant", "sameInformation"].map((name) => yes(given[name]));
  if (same.includes(false)) {
    if (answers.earlierReply === "reconfirm") return;
    answers.earlierReply = "none";
    const answered = told.findIndex((one) => one.question === "earlierReply" && one.answer === "answered");
    if (answered >= 0) told.splice(answered, 1);
  } else if (same.includes(true) && answers.earlierReply === undefined) open.add("earlierReply");
}

function readNature(given: Given, answers: Answers, told: Told[], open: Set<QuestionId>): void {
  const nature = matching(
    first(given, ["nature", "requestNature", "requestType", "applicationType"]),
    natures,
  );
  if (nature) answers.requestNature = nature;
  const earlier = first(given, ["earlierReply", "earlierDocNumber", "previousReply"]);
  if (typeof earlier === "string" && earlier.length > 6) answers.earlierReply = "answered";
  readRepeat(given, answers, told, open);
  if (answers.correctionResult) {
    answers.contentComplete = "no";
    answers.correctionNoticeIssued ??= "yes";
  }
  const correction = matching(first(given, ["correctionState", "correction"]), [
    [/still|仍不明确/iu, "stillUnclear"],
    [/overdue|lapsed|none|逾期/iu, "lapsed"],
  ]);
  if (correction)
    Object.assign(answers, {
      contentComplete: "no",
      correctionNoticeIssued: "yes",
      correctionResult: correction,
    });
  if (answers.contentComplete === "no" && answers.correctionNoticeIssued === undefined)
    answers.correctionNoticeIssued = "no";
}

function readVolume(given: Given, answers: Answers, told: Told[]): void {
  const flag = (...names: string[]): boolean | undefined => yes(first(given, names));
  const reasonable = flag("reasonReasonable", "reasonAccepted", "reasonsAccepted", "reasonIsReasonable");
  const inTime = flag("canReplyInTime", "replyInTimePossible", "withinPeriod");
  const paidDays = ["feePaidOn", "paidOn"].filter((name) => filledIn(given[name]));
  const paid = flag("feePaid") ?? (paidDays.length > 0 ? true : undefined);
  const [payDue, today] = [given["payDue"], first(given, ["asOf", "today"])];
  const over =
    typeof payDue === "string" &&
    typeof today === "string" &&
    today > payDue &&
    filledIn(first(given, ["feeDocNumber", "feeNoticeReceivedOn"]));
  const unpaid =
    flag("feeUnpaid", "feeOverdue", "notPaid") ??
    (over && paid === undefined ? true : undefined) ??
    (flag("feeNoticeIssued") ? paid === false : undefined);
  if (unpaid && paid === true) {
    told.push(
      { question: "abnormalStep", answer: "feeUnpaid", key: "feeUnpaid" },
      { question: "abnormalStep", answer: "settled", key: "feePaid" },
    );
  }
  // What was asked of the applicant and is still open must be asked of the office: the step is not guessed.
  const asked =
    flag("reasonRequested", "reasonRequestIssued") ??
    (filledIn(given["reasonRequestDocNumber"]) || undefined);
  const charged = flag("feeNoticeIssued") ?? (filledIn(given["feeDocNumber"]) || undefined);
  if (unpaid) answers.abnormalStep = "feeUnpaid";
  else if (reasonable === false || flag("reasonGiven", "reasonsGiven") === false)
    answers.abnormalStep = "reasonsRejected";
  else if (reasonable === true && inTime !== undefined)
    answers.abnormalStep = inTime ? "settled" : "reasonsAcceptedLate";
  else if (charged !== true && flag("charge", "feeCharged", "chargeFee")) answers.abnormalStep = "charge";
  else if (paid) answers.abnormalStep = "settled";
  else if (reasonable === true || asked === true || charged === true) {
    answers.abnormalVolume ??= "yes";
    if (charged === true && answers.abnormalStep === "charge") delete answers.abnormalStep;
  } else if (asked === false || answers.abnormalVolume === "yes") answers.abnormalStep ??= "askReasons";
  if (answers.abnormalStep !== undefined) answers.abnormalVolume ??= "yes";
}

/** Who made it decides who discloses it (条例10①): said otherwise in the same breath, one of the two is wrong. */
function readOrigin(
  given: Given,
  answers: Answers,
  tell: (question: QuestionId, answer: string, key: string) => void,
  open: Set<QuestionId>,
): void {
  const origin = first(given, ["originType", "origin"]);
  const joint =
    (typeof origin === "string" && /joint|共同/iu.test(origin)) ||
    yes(first(given, ["jointInformation", "jointlyMade"])) === true;
  if (joint) {
    const lead = first(given, ["leadOrgan", "isLeadOrgan", "lead"]);
    const own =
      yes(lead) ??
      (lead === undefined
        ? undefined
        : lead === "self" || lead === "own" || lead === "本机关" || lead === given["organName"]);
    if (own !== undefined) tell("responsible", own ? "yes" : "no", "leadOrgan");
    else if (answers.responsible === undefined) open.add("responsible");
    if (own) answers.otherOrgan ??= "notConsulted";
  } else if (typeof origin === "string") {
    const other = /from-?organ|fromOrgan|其他机关/iu.test(origin);
    tell("responsible", other ? "no" : "yes", "originType");
  }
  // 条例34: whatever the other organ said, and silence too, the consultation is over.
  const consulted = yes(given["otherOrganConsulted"]);
  if (matching(given["otherOrganOpinion"], opinions) === "pending") {
    delete answers.otherOrgan;
    open.add("otherOrgan");
  } else if (consulted === true || typeof given["otherOrganOpinion"] === "string")
    answers.otherOrgan = "consulted";
  else if (consulted === false) answers.otherOrgan = "notConsulted";
  if (answers.specialAccess === "yes") {
    const source = first(given, ["specialLaw", "specialAccessSource", "citedSource"]);
    const rank = typeof source === "string" ? rankOf(source) : undefined;
    // A source that is named but of unknown rank must be looked up.
    if (rank !== undefined || source === undefined)
      answers.specialAccessBasis ??= rank === false ? "lower" : "lawOrRegulation";
  }
}

/** True for a law or administrative regulation, false for anything lower, undefined when the words do not tell. */
function rankOf(source: string): boolean | undefined {
  if (/^(?:law|administrativeRegulation|administrative regulation|法律|行政法规)$/iu.test(source))
    return true;
  if (
    /^(?:rule|normativeDocument|normative document|localRegulation|departmentRule|部门规章|地方政府规章|规章|规范性文件|地方性法规)$/iu.test(
      source,
    )
  ) {
    return false;
  }
  const rank = legalSourceOf(source);
  return rank === undefined ? undefined : mayProhibitDisclosure(rank);
}

/** Every ground that is told, in the order of the articles (条例14–16). */
function groundsOf(given: Given): readonly string[] {
  const named = first(given, namedGround);
  const passages = Array.isArray(given["withheldItems"])
    ? (given["withheldItems"] as readonly unknown[])
    : [];
  const list: readonly unknown[] = [
    ...(Array.isArray(named) ? (named as readonly unknown[]) : [named]),
    ...passages.map((passage) => Reflect.get(Object(passage) as object, "ground") as unknown),
  ];
  const told = new Set<string | undefined>([
    ...Object.entries(restrictionFlags).flatMap(([key, ground]) =>
      yes(given[key]) === true ? [ground] : [],
    ),
    ...list.map(readWithholdingGround),
  ]);
  return questions.restriction.options.flatMap(({ value }) => (told.has(value) ? [value] : []));
}

const namedGround = ["ground", "restriction", "exemption", "grounds", "withholdingGround"];

/** 条例13: every ground of 条例14 to 16 has been looked at and denied. */
function allDenied(given: Given): boolean {
  return questions.restriction.options.every(({ value }) => {
    const keys = Object.keys(restrictionFlags).filter((key) => restrictionFlags[key] === value);
    const told = keys.flatMap((key) => yes(given[key]) ?? []);
    return value === "none" || (told.length > 0 && !told.includes(true));
  });
}

function readRestriction(given: Given, answers: Answers, told: Told[], open: Set<QuestionId>): void {
  const flag = Object.entries(restrictionFlags).find(([key]) => yes(given[key]) === true);
  if (flag) told.push({ question: "restriction", answer: flag[1], key: flag[0] });
  else if (allDenied(given)) answers.restriction = "none";
  const named = first(given, namedGround);
  const one: unknown = Array.isArray(named) ? named[0] : named;
  const [ground] = groundsOf(given);
  if (ground !== undefined) answers.restriction = ground;
  if (one === "none" || one === "无") {
    answers.restriction = "none";
    told.push({ question: "restriction", answer: "none", key: "restriction" });
  } else if (typeof one === "string" && /^(?:条例)?15$/u.test(one)) answers.restriction = "thirdPartyRights";
  else if (typeof one === "string" && /^(?:条例)?16(?:①|\(1\)|\(一\))$/u.test(one))
    answers.restriction = "internalAffairs";
  if (first(given, ["noRestriction", "disclosable", "canBeDisclosed"]) === true) answers.restriction = "none";
  const state = matching(given["classificationState"], [
    [/declassif|expired|解密|期满|届满/iu, "expired"],
    [/unclear|unknown|不明/iu, "unclear"],
    [/^valid$|within|有效|期限内/iu, "valid"],
  ]);
  if (state) answers.classificationState ??= state;
  const source = first(given, ["prohibitingSource", "citedSource", "prohibitingLaw", "source"]);
  const rank = typeof source === "string" ? rankOf(source) : undefined;
  if (rank === undefined && typeof source === "string") open.add("prohibitingSource");
  if (rank !== undefined && answers.prohibitingSource === undefined) {
    answers.prohibitingSource = rank ? "law" : "lower";
  }
}

/** What the third party said, told in yes and no. */
const opinionSwitches: readonly (readonly [keys: readonly string[], opinion: string])[] = [
  [["thirdPartyObjects", "thirdPartyObjected", "thirdPartyRefuses", "thirdPartyRefused"], "objection"],
  [["thirdPartyAgrees", "thirdPartyAgreed", "thirdPartyConsents", "thirdPartyConsented"], "consent"],
  [["thirdPartySilent", "noThirdPartyOpinion"], "none"],
];

function thirdPartyOpinionOf(given: Given): string | undefined {
  const named = matching(first(given, ["thirdPartyOpinion", "opinion", "thirdPartyReply"]), opinions);
  // All are read, so that none of them counts as a fact nobody understood.
  const flagged = opinionSwitches.filter(([keys]) => yes(first(given, keys)) === true);
  return named ?? (flagged.length === 1 ? flagged[0]?.[1] : undefined);
}

/** What the third party said and what follows; true where it objects with a ground nobody weighed. */
function readThirdParty(given: Given, answers: Answers, told: Told[]): true | undefined {
  const opinion = thirdPartyOpinionOf(given);
  // 条例15: where withholding would gravely affect the public interest, the organ discloses.
  if (answers.publicInterest === "major") answers.organDecision = "disclose";
  // Asked, and told in so many words that nothing has come yet.
  if (yes(given["thirdPartyConsulted"]) === true && given["thirdPartyOpinion"] === null) {
    answers.thirdPartyConsultation = "sent";
  }
  if (opinion === "pending") {
    answers.restriction ??= "thirdPartyRights";
    answers.thirdPartyConsultation = "sent";
  } else if (opinion) {
    answers.restriction ??= "thirdPartyRights";
    answers.thirdPartyConsultation ??= "concluded";
    const reasonable = yes(first(given, ["objectionReasonable", "reasonableGround", "reasonable"]));
    // 条例32: only an objection with a reasonable ground binds; which of the two it is nobody may guess.
    const objects = opinion === "objection" || opinion === "partial";
    if (!objects) answers.thirdPartyOpinion = opinion;
    else if (reasonable !== undefined)
      answers.thirdPartyOpinion = reasonable ? "objectionReasonable" : "objectionUnreasonable";
    // 条例37: what it agrees to can be given apart from what it objects to.
    if (opinion === "partial") answers.separable ??= "yes";
    if (!objects && reasonable === true) {
      told.push(
        { question: "thirdPartyOpinion", answer: opinion, key: "thirdPartyOpinion" },
        { question: "thirdPartyOpinion", answer: "objectionReasonable", key: "objectionReasonable" },
      );
    }
    const decides = first(given, ["organDecides", "organDecision", "decision"]);
    if (typeof decides === "string")
      answers.organDecision = /withhold|不公开|不予/iu.test(decides) ? "withhold" : "disclose";
    return objects && reasonable === undefined ? true : undefined;
  }
  return undefined;
}

/** Words of an office for a step that is no reply. */
const steps: readonly (readonly [keys: readonly string[], answers: Answers])[] = [
  [["formRequested", "asksForForm"], { task: "intake", intakeDocument: "form" }],
  [["toBeRegistered", "registrationPending"], { task: "intake", intakeDocument: "register" }],
  [["receiptRequested", "acknowledgementRequested"], { task: "intake", intakeDocument: "receipt" }],
  [["toBeServed", "servicePending"], { task: "service" }],
  [["searchPending", "searchNeeded"], { task: "internal", internalDocument: "search" }],
  [["approvalPending", "approvalNeeded"], { task: "internal", internalDocument: "approval" }],
];

/** Nothing is known but how it came (条例29①, 31): the document of that channel. */
function readBareChannel(given: Given, answers: Answers): void {
  const documents: Readonly<Record<string, string>> = {
    inPerson: "receipt",
    oral: "oral",
    registeredMail: "register",
    ordinaryMail: "confirm",
    internet: "confirm",
    fax: "confirm",
  };
  const document = documents[String(first(given, ["submissionChannel", "channel"]))];
  if (document !== undefined) Object.assign(answers, { task: "intake", intakeDocument: document });
}

/** 条例29①, 31: what the channel calls for before the application is looked at. */
function readIntake(given: Given, answers: Answers): void {
  const channel = first(given, ["submissionChannel", "channel"]);
  if (channel === "oral" && (given["difficultyReason"] || yes(given["transcriptSigned"]) === false))
    Object.assign(answers, { task: "intake", intakeDocument: "oral" });
  const confirmed = yes(first(given, ["receiptConfirmed", "confirmed"]));
  if (["ordinaryMail", "internet", "fax"].includes(String(channel)) && confirmed === false)
    Object.assign(answers, { task: "intake", intakeDocument: "confirm" });
}

function readTask(given: Given, answers: Answers): void {
  for (const [keys, step] of steps)
    if (keys.some((key) => yes(given[key]) === true)) Object.assign(answers, step);
  readIntake(given, answers);
  const form = first(given, ["opinionFormFor", "opinionForm"]);
  if (form === "thirdParty" || form === "otherOrgan")
    Object.assign(answers, { task: "consult", consultationDocument: form });
  const extension =
    yes(first(given, ["extensionNeeded", "needsExtension", "cannotReplyInTime"])) ??
    filledIn(given["extensionReason"]);
  if (extension) Object.assign(answers, { task: "delay", delayKind: "ordinary" });
  if (extension || given["task"] === "delay") {
    // 条例33②: once, at most twenty working days, told before the period is over.
    const days = given["extensionDays"];
    const never =
      (typeof days === "number" && (days < 1 || days > 20)) ||
      Number(first(given, ["previousExtensions", "extensionsUsed"]) ?? 0) > 0 ||
      yes(given["firstExtension"]) === false ||
      yes(first(given, ["overdue", "replyDueOver"])) === true;
    if (never) answers.extensionApproved = "no";
  }
  if (yes(first(given, ["recordCorrection", "recordInaccurate"]))) answers.task = "recordCorrection";
  if (yes(first(given, ["clericalError"])))
    Object.assign(answers, { task: "rectification", errorKind: "clerical" });
  if (yes(first(given, ["contentError", "substantiveError"])))
    Object.assign(answers, { task: "rectification", errorKind: "substantive" });
  if (yes(first(given, ["proactiveSuggestion", "suggestsProactive", "suggestProactive"])))
    answers.task = "suggestion";
}
