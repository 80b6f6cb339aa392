import type { LetterTemplate } from "../letter-template.ts";
import { applicationOpening, closingInform, mandatory, optional } from "./common-wording.ts";

export const refusalProcessInformation: LetterTemplate = {
  id: "refusal-process-information",
  version: "2026.1",
  name: "政府信息不予公开告知书（过程性信息）",
  title: "政府信息不予公开告知书",
  group: "decision",
  when: "讨论记录、过程稿、磋商信函、请示报告四类过程性信息，法律、法规、规章未规定应当公开。",
  basis: ["条例16②", "条例36(三)"],
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
      "processType",
      "processReason",
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
        "经审查，该信息属于本机关在履行行政管理职能过程中形成的{{processType}}，{{processReason}}，且法律、法规、规章未规定应当公开。",
        {
          law: "根据《中华人民共和国政府信息公开条例》第十六条第二款、第三十六条第（三）项的规定，本机关决定不予公开。",
          articles: ["条例16②", "条例36(三)"],
        },
      ],
    },
    { block: "relief", id: "relief" },
    closingInform,
  ],
};
