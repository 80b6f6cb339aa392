import type { LetterTemplate } from "../letter-template.ts";
import { applicationOpening, closingInform, mandatory, optional } from "./common-wording.ts";

export const delayedReplyNotice: LetterTemplate = {
  id: "delayed-reply-notice",
  version: "2026.1",
  name: "政府信息公开申请延迟答复告知书",
  title: "政府信息公开申请延迟答复告知书",
  group: "procedure",
  when: "申请理由合理，但不能在条例第三十三条规定的期限内答复。",
  basis: ["条例35"],
  format: "letter",
  series: "extension",
  relief: "relief-none",
  fields: [
    ...mandatory(
      "organName",
      "docNumber",
      "addressee",
      "receiptDate",
      "applicationNo",
      "requestedInformation",
      "delayedReason",
      "delayedDue",
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
        "{{honorific}}已按照本机关要求说明申请理由。经审查，理由合理，但因{{delayedReason}}，本机关无法在《中华人民共和国政府信息公开条例》第三十三条规定的期限内答复。",
        { law: "根据该条例第三十五条的规定，本机关确定于{{delayedDue}}前作出答复。", articles: ["条例35"] },
      ],
    },
    closingInform,
  ],
};
