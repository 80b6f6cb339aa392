import type { LetterTemplate } from "../letter-template.ts";
import { applicationOpening, closingInform, mandatory, optional } from "./common-wording.ts";

export const disclosureGrantedFuture: LetterTemplate = {
  id: "disclosure-granted-future",
  version: "2026.1",
  name: "政府信息公开告知书（告知获取方式、途径和时间）",
  title: "政府信息公开告知书",
  group: "disclosure",
  when: "可以公开且即将公开或者可在某处获取，告知方式、途径和时间。",
  basis: ["条例36(二)"],
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
      "futureDate",
      "futureLocation",
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
        "经审查，该信息属于可以公开的范围，本机关将于{{futureDate}}通过{{futureLocation}}公开。",
        {
          law: "根据《中华人民共和国政府信息公开条例》第三十六条第（二）项的规定，请届时按照上述方式、途径获取。",
          articles: ["条例36(二)"],
        },
      ],
    },
    { block: "relief", id: "relief" },
    closingInform,
  ],
};
