import type { LetterTemplate } from "../letter-template.ts";
import { applicationOpening, closingInform, mandatory, optional } from "./common-wording.ts";

export const notGovernmentInformation: LetterTemplate = {
  id: "not-government-information",
  version: "2026.1",
  name: "非政府信息公开申请告知书",
  title: "非政府信息公开申请告知书",
  group: "decision",
  when: "咨询、要求解释或者要求作出行为，党务文件、司法职能信息等，不属于政府信息。",
  basis: ["条例2"],
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
      "notGovInfoReason",
      "properChannel",
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
        "经审查，{{notGovInfoReason}}，不属于《中华人民共和国政府信息公开条例》第二条所称的政府信息，本机关不作为政府信息公开申请处理。{{honorific}}可以通过{{properChannel}}咨询或者反映。",
      ],
    },
    { block: "relief", id: "relief" },
    closingInform,
  ],
};
