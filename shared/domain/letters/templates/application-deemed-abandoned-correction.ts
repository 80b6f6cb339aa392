import type { LetterTemplate } from "../letter-template.ts";
import { applicationOpening, closingInform, mandatory, optional } from "./common-wording.ts";

export const applicationDeemedAbandonedCorrection: LetterTemplate = {
  id: "application-deemed-abandoned-correction",
  version: "2026.1",
  name: "政府信息公开申请视为放弃告知书（逾期不补正）",
  title: "政府信息公开申请视为放弃告知书",
  group: "decision",
  when: "申请人无正当理由逾期不补正。发出前考虑在途邮件。",
  basis: ["条例30"],
  format: "letter",
  series: "notice",
  docKind: "告知书",
  relief: "relief-dual",
  fields: [
    ...mandatory(
      "organName",
      "docNumber",
      "addressee",
      "receiptDate",
      "applicationNo",
      "requestedInformation",
      "correctionIssueDate",
      "correctionDocNumber",
      "correctionReceivedOn",
      "correctionDue",
      "issueDate",
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
        "本机关于{{correctionIssueDate}}以{{correctionDocNumber}}告知{{honorific}}作出补正，{{honorific}}于{{correctionReceivedOn}}收到，至{{correctionDue}}未予补正。",
        {
          law: "根据《中华人民共和国政府信息公开条例》第三十条的规定，视为放弃申请，本机关不再处理该政府信息公开申请。",
          articles: ["条例30"],
        },
      ],
    },
    { block: "relief", id: "relief" },
    closingInform,
  ],
};
