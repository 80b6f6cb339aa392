import type { LetterTemplate } from "../letter-template.ts";
import { applicationOpening, closingInform, mandatory, optional } from "./common-wording.ts";

export const applicationWithdrawn: LetterTemplate = {
  id: "application-withdrawn",
  version: "2026.1",
  name: "政府信息公开申请终止处理告知书（撤回）",
  title: "政府信息公开申请终止处理告知书",
  group: "decision",
  when: "申请人在答复前书面撤回申请。",
  basis: ["实践"],
  format: "letter",
  series: "notice",
  relief: "relief-none",
  fields: [
    ...mandatory(
      "organName",
      "docNumber",
      "addressee",
      "receiptDate",
      "applicationNo",
      "requestedInformation",
      "withdrawnOn",
      "issueDate",
      "withdrawalEvidence",
    ),
    ...optional(
      "honorific",
      "historyClause",
      "applicantType",
      "correctedReceiptDate",
      "replyExtended",
      "feePaidOn",
    ),
  ],
  body: [
    applicationOpening,
    {
      block: "paragraph",
      id: "statement",
      parts: [
        "{{honorific}}于{{withdrawnOn}}书面撤回该申请。本机关自即日起终止对该申请的处理。{{honorific}}今后仍可以依法申请获取政府信息。",
      ],
    },
    closingInform,
  ],
};
