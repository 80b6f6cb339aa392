import type { LetterTemplate } from "../letter-template.ts";
import { applicationOpening, closingInform, mandatory, optional } from "./common-wording.ts";

export const unableNotResponsible: LetterTemplate = {
  id: "unable-not-responsible",
  version: "2026.1",
  name: "非本机关负责公开告知书",
  title: "政府信息公开告知书",
  group: "decision",
  when: "由其他机关负责公开（制作机关、最初获取机关、牵头机关、承继机关）。",
  basis: ["条例10", "条例36(五)"],
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
      "notResponsibleReason",
      "issueDate",
    ),
    ...optional(
      "honorific",
      "historyClause",
      "competentOrganSentence",
      "applicantType",
      "correctedReceiptDate",
      "replyExtended",
      "feePaidOn",
      "competentOrganName",
      "competentOrganContact",
    ),
  ],
  body: [
    applicationOpening,
    {
      block: "paragraph",
      id: "finding",
      parts: [
        "经审查，{{notResponsibleReason}}，所申请公开的信息不属于本机关负责公开。",
        {
          law: "根据《中华人民共和国政府信息公开条例》第十条、第三十六条第（五）项的规定，现予告知。",
          articles: ["条例10", "条例36(五)"],
        },
        "{{competentOrganSentence}}",
      ],
    },
    { block: "relief", id: "relief" },
    closingInform,
  ],
};
