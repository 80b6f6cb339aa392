import type { LetterTemplate } from "../letter-template.ts";
import { applicationOpening, mandatory, optional } from "./common-wording.ts";

/**
 * The frame of a letter that answers several units of one application: a numbered passage a unit, one relief paragraph,
 * the enclosures of all (letters.md §1). It is a 答复书 and so numbered in the series of 答复书 [convention].
 */
export const jointAnswer: LetterTemplate = {
  id: "joint-answer",
  version: "2026.1",
  name: "政府信息公开申请答复书（多项内容一并答复）",
  title: "政府信息公开申请答复书",
  group: "disclosure",
  when: "一件申请拆分为几件办理，在一份文书中逐项答复。",
  basis: ["条例36", "条例37"],
  format: "letter",
  series: "granted",
  docKind: "答复书",
  relief: "by-answers",
  fields: [
    ...mandatory(
      "organName",
      "docNumber",
      "addressee",
      "receiptDate",
      "applicationNo",
      "requestedInformation",
      "issueDate",
    ),
    ...optional(
      "honorific",
      "historyClause",
      "splitCount",
      "applicantType",
      "correctedReceiptDate",
      "replyExtended",
      "feePaidOn",
    ),
  ],
  body: [
    applicationOpening,
    { block: "answers", id: "answers" },
    { block: "relief", id: "relief" },
    { block: "attachments", id: "attachments" },
  ],
};
