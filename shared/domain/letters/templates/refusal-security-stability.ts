import type { LetterTemplate } from "../letter-template.ts";
import { applicationOpening, closingInform, mandatory, optional } from "./common-wording.ts";

export const refusalSecurityStability: LetterTemplate = {
  id: "refusal-security-stability",
  version: "2026.1",
  name: "政府信息不予公开告知书（三安全一稳定）",
  title: "政府信息不予公开告知书",
  group: "decision",
  when: "公开后可能危及国家安全、公共安全、经济安全、社会稳定，且不能区分处理。",
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
      "endangeredInterest",
      "riskReason",
      "issueDate",
      "riskAssessmentRef",
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
        "经审查，该信息公开后可能危及{{endangeredInterest}}。{{riskReason}}",
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
