import type { LetterTemplate } from "../letter-template.ts";
import { applicationOpening, closingInform, mandatory, optional } from "./common-wording.ts";

export const thirdPartyConsultationApplicantNotice: LetterTemplate = {
  id: "third-party-consultation-applicant-notice",
  version: "2026.1",
  name: "征求第三方意见告知书（致申请人）",
  title: "征求第三方意见告知书",
  group: "procedure",
  when: "已征求第三方意见，告知申请人征求意见所需时间不计入答复期限。",
  basis: ["条例32", "条例33③"],
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
      "consultationIssuedOn",
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
      id: "finding",
      parts: [
        "经审查，所申请公开的政府信息可能涉及第三方合法权益。",
        {
          law: "根据《中华人民共和国政府信息公开条例》第三十二条的规定，本机关已于{{consultationIssuedOn}}书面征求第三方意见。",
          articles: ["条例32"],
        },
        {
          law: "根据该条例第三十三条第三款的规定，征求意见所需时间不计算在答复期限内。",
          articles: ["条例33③"],
        },
      ],
    },
    closingInform,
  ],
};
