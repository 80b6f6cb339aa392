import type { LetterTemplate } from "../letter-template.ts";
import { applicationOpening, closingInform, mandatory, optional } from "./common-wording.ts";

export const notProcessedRepeat: LetterTemplate = {
  id: "not-processed-repeat",
  version: "2026.1",
  name: "不予重复处理告知书",
  title: "政府信息公开申请不予重复处理告知书",
  group: "decision",
  when: "同一申请人就相同信息再次申请，本机关已经答复。",
  basis: ["条例36(六)"],
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
      "earlierDate",
      "earlierDocNumber",
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
        "经查，{{honorific}}曾就相同政府信息提出公开申请，本机关已于{{earlierDate}}以{{earlierDocNumber}}作出答复。",
        {
          law: "根据《中华人民共和国政府信息公开条例》第三十六条第（六）项的规定，本机关不予重复处理。",
          articles: ["条例36(六)"],
        },
      ],
    },
    { block: "relief", id: "relief" },
    closingInform,
  ],
};
