import type { LetterTemplate } from "../letter-template.ts";
import { applicationOpening, closingInform, mandatory, optional } from "./common-wording.ts";

export const refusalStateSecret: LetterTemplate = {
  id: "refusal-state-secret",
  version: "2026.1",
  name: "政府信息不予公开告知书（国家秘密）",
  title: "政府信息不予公开告知书",
  group: "decision",
  when: "信息依法确定为国家秘密，仍在保密期限内，且不能区分处理。",
  basis: ["条例14", "条例36(三)", "保密法"],
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
      "classificationStatement",
      "issueDate",
      "classificationEvidenceRef",
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
        "经审查，该信息已依法确定为国家秘密（{{classificationStatement}}）。",
        {
          law: "根据《中华人民共和国政府信息公开条例》第十四条、第三十六条第（三）项和《中华人民共和国保守国家秘密法》的有关规定，本机关决定不予公开。",
          articles: ["条例14", "条例36(三)", "保密法"],
        },
      ],
    },
    { block: "relief", id: "relief" },
    closingInform,
  ],
};
