import type { LetterTemplate } from "../letter-template.ts";
import { applicationOpening, closingInform, mandatory, optional } from "./common-wording.ts";

export const refusalEnforcementFile: LetterTemplate = {
  id: "refusal-enforcement-file",
  version: "2026.1",
  name: "政府信息不予公开告知书（行政执法案卷信息）",
  title: "政府信息不予公开告知书",
  group: "decision",
  when: "行政执法案卷信息，法律、法规、规章未规定应当公开。",
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
      "issueDate",
      "caseRef",
    ),
    ...optional(
      "honorific",
      "historyClause",
      "partyAccessHint",
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
        "经审查，该信息属于行政执法案卷信息，且法律、法规、规章未规定应当公开。",
        {
          law: "根据《中华人民共和国政府信息公开条例》第十六条第二款、第三十六条第（三）项的规定，本机关决定不予公开。",
          articles: ["条例16②", "条例36(三)"],
        },
        "{{partyAccessHint}}",
      ],
    },
    { block: "relief", id: "relief" },
    closingInform,
  ],
};
