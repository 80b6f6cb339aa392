import type { LetterTemplate } from "../letter-template.ts";
import { applicationOpening, closingInform, mandatory, optional } from "./common-wording.ts";

export const disclosureGrantedProactive: LetterTemplate = {
  id: "disclosure-granted-proactive",
  version: "2026.1",
  name: "政府信息公开告知书（已主动公开）",
  title: "政府信息公开告知书",
  group: "disclosure",
  when: "申请的信息已经主动公开，告知获取方式、途径。",
  basis: ["条例36(一)"],
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
      "publishedOn",
      "publicLocation",
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
        "经查，该信息已于{{publishedOn}}主动公开。",
        {
          law: "根据《中华人民共和国政府信息公开条例》第三十六条第（一）项的规定，现告知获取该政府信息的方式、途径：{{publicLocation}}。",
          articles: ["条例36(一)"],
        },
      ],
    },
    { block: "relief", id: "relief" },
    closingInform,
  ],
};
