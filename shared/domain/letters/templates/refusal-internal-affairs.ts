import type { LetterTemplate } from "../letter-template.ts";
import { applicationOpening, closingInform, mandatory, optional } from "./common-wording.ts";

export const refusalInternalAffairs: LetterTemplate = {
  id: "refusal-internal-affairs",
  version: "2026.1",
  name: "政府信息不予公开告知书（内部事务信息）",
  title: "政府信息不予公开告知书",
  group: "decision",
  when: "人事管理、后勤管理、内部工作流程三类内部事务信息，法律、法规、规章未规定应当公开。",
  basis: ["条例16①", "条例36(三)"],
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
      "internalType",
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
        "经审查，该信息属于本机关{{internalType}}方面的内部事务信息，不直接对外产生权利义务影响，且法律、法规、规章未规定应当公开。",
        {
          law: "根据《中华人民共和国政府信息公开条例》第十六条第一款、第三十六条第（三）项的规定，本机关决定不予公开。",
          articles: ["条例16①", "条例36(三)"],
        },
      ],
    },
    { block: "relief", id: "relief" },
    closingInform,
  ],
};
