import { isInputRecord, type InputRecord } from "./rule-input.ts";

/**
 * Other names for the facts of a question. Callers name the same fact in several ways, and group what belongs to one
 * document; the evaluators know one name. A name already taken is never overwritten.
 */
type Names = Readonly<Record<string, string>>;

/** Facts given as one object: the notice of an extension, a correction, a fee, the service of the reply. */
const groups: Readonly<Record<string, Names>> = {
  extension: {
    days: "extensionDays",
    workdays: "extensionDays",
    extensionDays: "extensionDays",
    noticeIssuedOn: "extensionNoticeIssuedOn",
    issuedOn: "extensionNoticeIssuedOn",
    notifiedOn: "extensionNoticeIssuedOn",
    approvedOn: "extensionApprovedOn",
    approved: "extensionApproved",
    approvedBy: "extensionApprover",
    approver: "extensionApprover",
  },
  correction: {
    noticeIssuedOn: "correctionNoticeIssuedOn",
    issuedOn: "correctionNoticeIssuedOn",
    noticeReceivedOn: "correctionNoticeReceivedOn",
    days: "correctionDays",
    correctionDays: "correctionDays",
    correctedReceivedOn: "correctedReceivedOn",
    correctedOn: "correctedReceivedOn",
  },
  fee: {
    noticeIssuedOn: "feeNoticeIssuedOn",
    issuedOn: "feeNoticeIssuedOn",
    noticeReceivedOn: "feeNoticeReceivedOn",
    receivedOn: "feeNoticeReceivedOn",
    paidOn: "paidOn",
    amount: "feeAmount",
  },
  service: {
    method: "serviceMethod",
    postedOn: "postedOn",
    signedOn: "signedOn",
    deliveredOn: "deliveredOn",
    sentOn: "sentOn",
  },
  reply: {
    method: "serviceMethod",
    postedOn: "postedOn",
    signedOn: "signedOn",
    sentOn: "sentOn",
    repliedOn: "repliedOn",
  },
};

const names: Readonly<Record<string, Names>> = {
  deadline: {
    extensionApprovedBy: "extensionApprover",
    approver: "extensionApprover",
    servedByHandOn: "signedOn",
    doubtClassifiedOn: "provisionalClassifiedOn",
    secretDoubtClassifiedOn: "provisionalClassifiedOn",
    secretDoubtReceivedOn: "secrecyAuthorityReceivedOn",
    replyPostedOn: "postedOn",
    letterPostedOn: "postedOn",
    replySignedOn: "signedOn",
    deliveredByHandOn: "signedOn",
    handedOverOn: "signedOn",
    replyReceivedByApplicantOn: "decisionReceivedOn",
    decisionServedOn: "decisionReceivedOn",
    refusalServedOn: "decisionReceivedOn",
    letterServedOn: "decisionReceivedOn",
    toldRemedies: "reliefTold",
    remediesTold: "reliefTold",
    toldOfRemedies: "reliefTold",
    fiscalApprovalOn: "approvedOn",
    budgetReplyOn: "approvedOn",
    financeReplyOn: "approvedOn",
    noticePublishedOn: "publishedOn",
    policyFormedOn: "formedOn",
    documentFormedOn: "formedOn",
    informationFormedOn: "formedOn",
  },
  fee: {
    basis: "feeBasis",
    delivery: "deliveryMethod",
    alreadyThisMonth: "alreadyInMonth",
    alreadyReceived: "alreadyInMonth",
    previousInMonth: "alreadyInMonth",
    newPieces: "pieces",
    piecesInMonth: "pieces",
    pageCounts: "pagesPerApplication",
  },
  relief: {
    withheldBecause: "grounds",
    withheldGrounds: "grounds",
    withholdingGrounds: "grounds",
    outcomeCode: "outcome",
    outcomes: "items",
    decisions: "items",
    relief: "usedRelief",
    wordingUsed: "usedRelief",
    issuedRelief: "usedRelief",
  },
  review: {
    drafterPersonId: "drafter",
    drafterId: "drafter",
    unitHeadId: "unitHead",
    unitHeadPersonId: "unitHead",
    reviewerPersonId: "confidentialityReviewer",
    reviewerId: "confidentialityReviewer",
    confidentialityReviewerId: "confidentialityReviewer",
    leaderPersonId: "leader",
    leaderId: "leader",
    approverPersonId: "leader",
    approverId: "leader",
    cellSize: "cellCount",
    mark: "firstPageText",
    classification: "firstPageText",
    classificationMark: "firstPageText",
    fileText: "firstPageText",
    firstPage: "firstPageText",
    pageText: "firstPageText",
    requestedBy: "subject",
    requester: "subject",
    removeStage: "removedStages",
    disabledStages: "removedStages",
    stagesRemoved: "removedStages",
  },
};

/** The question with the names the evaluators know. */
export function nameFacts(kind: string, input: InputRecord): InputRecord {
  const own = names[kind] ?? {};
  const grouped = kind === "deadline" || kind === "fee";
  const named: Record<string, unknown> = {};
  const add = (name: string, value: unknown): void => {
    if (!(name in named) && !(name in input && input[name] !== value)) named[name] = value;
  };
  for (const [name, value] of Object.entries(input)) {
    const group = grouped && Object.hasOwn(groups, name) ? groups[name] : undefined;
    if (group && isInputRecord(value)) {
      for (const [inner, fact] of Object.entries(value)) add(group[inner] ?? `${name}.${inner}`, fact);
      continue;
    }
    // A 依据 is a basis too; only the name of a tariff is the tariff.
    const tariff =
      name !== "basis" || (typeof value === "string" && /^(?:per(?:Item|Page)$|按)/u.test(value));
    const known = tariff && Object.hasOwn(own, name) ? own[name] : undefined;
    if (known !== undefined && !(known in input)) add(known, value);
    else named[name] = value;
  }
  const byHand = "deliveredByHandOn" in input || "servedByHandOn" in input;
  if (byHand && !("serviceMethod" in named)) named["serviceMethod"] = "direct";
  return named;
}
