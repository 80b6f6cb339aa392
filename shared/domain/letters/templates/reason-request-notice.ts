import type { LetterTemplate } from "../letter-template.ts";
import { applicationOpening, closingNotify, mandatory, optional } from "./common-wording.ts";

export const reasonRequestNotice: LetterTemplate = {
  id: "reason-request-notice",
  version: "2026.1",
  name: "政府信息公开申请说明理由通知书",
  title: "政府信息公开申请说明理由通知书",
  group: "procedure",
  when: "申请的数量、频次明显超过合理范围，要求说明理由。答复期限不因此中止。",
  basis: ["条例35"],
  format: "letter",
  series: "reasonRequest",
  relief: "relief-none",
  fields: [
    ...mandatory(
      "organName",
      "docNumber",
      "addressee",
      "receiptDate",
      "applicationNo",
      "requestedInformation",
      "abnormalFacts",
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
    { name: "reasonDays", need: "mandatory", initial: 10 },
  ],
  body: [
    applicationOpening,
    {
      block: "paragraph",
      id: "finding",
      parts: [
        "经统计，{{abnormalFacts}}，申请公开政府信息的数量、频次明显超过合理范围。",
        {
          law: "根据《中华人民共和国政府信息公开条例》第三十五条的规定，请自收到本通知书之日起{{reasonDays}}个工作日内，以书面形式说明申请理由，并可以提供相关材料。",
          articles: ["条例35"],
        },
      ],
    },
    {
      block: "paragraph",
      id: "statement",
      parts: [
        {
          law: "逾期未说明理由或者理由不合理的，本机关将依法告知不予处理；理由合理但本机关无法在法定期限内答复的，本机关将确定延迟答复的合理期限并告知。",
          articles: ["条例35"],
        },
      ],
    },
    closingNotify,
  ],
};
