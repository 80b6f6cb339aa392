import type { LetterTemplate } from "../letter-template.ts";
import { applicationOpening, closingInform, mandatory, optional } from "./common-wording.ts";

export const notProcessedPublication: LetterTemplate = {
  id: "not-processed-publication",
  version: "2026.1",
  name: "政府信息公开告知书（公开出版物）",
  title: "政府信息公开告知书",
  group: "decision",
  when: "要求提供政府公报、报刊、书籍等公开出版物。",
  basis: ["条例39②"],
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
      "publicationName",
      "publicationPath",
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
        "经审查，{{honorific}}申请公开的《{{publicationName}}》属于公开出版物。",
        {
          law: "根据《中华人民共和国政府信息公开条例》第三十九条第二款的规定，现告知获取途径：{{publicationPath}}。",
          articles: ["条例39②"],
        },
      ],
    },
    { block: "relief", id: "relief" },
    closingInform,
  ],
};
