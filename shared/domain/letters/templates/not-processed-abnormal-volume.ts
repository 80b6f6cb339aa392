import type { LetterTemplate } from "../letter-template.ts";
import { applicationOpening, closingInform, mandatory, optional } from "./common-wording.ts";

export const notProcessedAbnormalVolume: LetterTemplate = {
  id: "not-processed-abnormal-volume",
  version: "2026.1",
  name: "政府信息公开申请不予处理告知书",
  title: "政府信息公开申请不予处理告知书",
  group: "decision",
  when: "数量、频次明显超过合理范围，未说明理由或者理由不合理。",
  basis: ["条例35"],
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
      "abnormalFacts",
      "reasonRequestDate",
      "reasonRequestDocNumber",
      "unreasonableWhy",
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
      id: "statement",
      parts: [
        "{{abnormalFacts}}。本机关于{{reasonRequestDate}}以{{reasonRequestDocNumber}}要求{{honorific}}说明理由，{{unreasonableWhy}}。",
        {
          law: "根据《中华人民共和国政府信息公开条例》第三十五条的规定，本机关对该申请不予处理。",
          articles: ["条例35"],
        },
      ],
    },
    { block: "relief", id: "relief" },
    closingInform,
  ],
};
