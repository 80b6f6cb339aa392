import type { LetterTemplate } from "../letter-template.ts";
import { applicationOpening, closingInform, mandatory, optional } from "./common-wording.ts";

export const notProcessedReconfirm: LetterTemplate = {
  id: "not-processed-reconfirm",
  version: "2026.1",
  name: "政府信息公开告知书（要求确认或者重新出具已获取信息）",
  title: "政府信息公开告知书",
  group: "decision",
  when: "要求对已经获取的信息进行确认或者重新出具。",
  basis: ["年报格式"],
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
      "obtainedOn",
      "obtainedHow",
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
        "经查，{{honorific}}已于{{obtainedOn}}通过{{obtainedHow}}获取该信息，本次申请系要求本机关对已获取的信息进行确认或者重新出具，本机关不予处理。",
      ],
    },
    { block: "relief", id: "relief" },
    closingInform,
  ],
};
