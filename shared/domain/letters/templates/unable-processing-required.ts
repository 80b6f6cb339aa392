import type { LetterTemplate } from "../letter-template.ts";
import { applicationOpening, closingInform, mandatory, optional } from "./common-wording.ts";

export const unableProcessingRequired: LetterTemplate = {
  id: "unable-processing-required",
  version: "2026.1",
  name: "政府信息公开告知书（需要加工、分析）",
  title: "政府信息公开告知书",
  group: "decision",
  when: "没有现成信息，需要汇总、统计、分析或者另行制作。",
  basis: ["条例38"],
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
      "processingReason",
      "issueDate",
    ),
    ...optional(
      "honorific",
      "historyClause",
      "existingMaterial",
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
        "经审查，本机关没有现成的该项信息，{{processingReason}}，需要对现有政府信息进行加工、分析。",
        {
          law: "根据《中华人民共和国政府信息公开条例》第三十八条的规定，本机关不予提供。",
          articles: ["条例38"],
        },
        "{{existingMaterial}}",
      ],
    },
    { block: "relief", id: "relief" },
    closingInform,
  ],
};
