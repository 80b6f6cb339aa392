import type { LetterTemplate } from "../letter-template.ts";
import { applicationOpening, closingInform, mandatory, optional } from "./common-wording.ts";

export const notProcessedPetition: LetterTemplate = {
  id: "not-processed-petition",
  version: "2026.1",
  name: "政府信息公开告知书（信访、投诉、举报等）",
  title: "政府信息公开告知书",
  group: "decision",
  when: "以政府信息公开申请的形式进行信访、投诉、举报等活动。",
  basis: ["条例39①"],
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
      "petitionType",
      "issueDate",
    ),
    ...optional(
      "honorific",
      "historyClause",
      "properChannel",
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
        "经审查，{{honorific}}的申请实质是以政府信息公开申请的形式进行{{petitionType}}活动。",
        {
          law: "根据《中华人民共和国政府信息公开条例》第三十九条第一款的规定，本机关不作为政府信息公开申请处理。",
          articles: ["条例39①"],
        },
        "{{honorific}}可以通过{{properChannel}}提出。",
      ],
    },
    { block: "relief", id: "relief" },
    closingInform,
  ],
};
