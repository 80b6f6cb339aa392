import type { LetterTemplate } from "../letter-template.ts";
import { applicationOpening, closingInform, mandatory, optional } from "./common-wording.ts";

export const refusalLegalProhibition: LetterTemplate = {
  id: "refusal-legal-prohibition",
  version: "2026.1",
  name: "政府信息不予公开告知书（法律、行政法规禁止公开）",
  title: "政府信息不予公开告知书",
  group: "decision",
  when: "法律、行政法规明文禁止公开，且不能区分处理；规章、规范性文件不能作为依据。",
  basis: ["条例14", "条例36(三)"],
  format: "letter",
  series: "refusal",
  docKind: "告知书",
  relief: "relief-reconsideration-first",
  fields: [
    ...mandatory(
      "organName",
      "docNumber",
      "addressee",
      "receiptDate",
      "applicationNo",
      "requestedInformation",
      "prohibitingLaw",
      "prohibitingArticle",
      "prohibitingText",
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
        "经审查，《{{prohibitingLaw}}》{{prohibitingArticle}}规定：“{{prohibitingText}}”。该信息属于上述规定禁止公开的政府信息。",
        {
          law: "根据《中华人民共和国政府信息公开条例》第十四条、第三十六条第（三）项的规定，本机关决定不予公开。",
          articles: ["条例14", "条例36(三)"],
        },
      ],
    },
    { block: "relief", id: "relief" },
    closingInform,
  ],
};
