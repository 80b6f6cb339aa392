import type { LetterTemplate } from "../letter-template.ts";
import { applicationOpening, closingInform, mandatory, optional } from "./common-wording.ts";

export const applicationDeemedAbandonedFee: LetterTemplate = {
  id: "application-deemed-abandoned-fee",
  version: "2026.1",
  name: "政府信息公开申请视为放弃告知书（逾期未缴费）",
  title: "政府信息公开申请视为放弃告知书",
  group: "decision",
  when: "申请人收到收费通知后20个工作日内未缴费。",
  basis: ["收费办法6", "收费办法7"],
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
      "feeDocNumber",
      "feeNoticeReceivedOn",
      "payDue",
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
        "本机关以{{feeDocNumber}}通知{{honorific}}缴纳信息处理费，{{honorific}}于{{feeNoticeReceivedOn}}收到，至{{payDue}}未缴纳。",
        {
          law: "根据《政府信息公开信息处理费管理办法》第六条的规定，视为放弃申请，本机关不再处理该政府信息公开申请。",
          articles: ["收费办法6"],
        },
      ],
    },
    { block: "relief", id: "relief" },
    closingInform,
  ],
};
