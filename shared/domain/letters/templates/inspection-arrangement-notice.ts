import type { LetterTemplate } from "../letter-template.ts";
import { applicationOpening, contactLine, mandatory, optional } from "./common-wording.ts";

export const inspectionArrangementNotice: LetterTemplate = {
  id: "inspection-arrangement-notice",
  version: "2026.1",
  name: "查阅、抄录政府信息安排告知书",
  title: "查阅、抄录政府信息安排告知书",
  group: "followUp",
  when: "按申请的形式提供可能危及载体安全或者成本过高，安排查阅、抄录；与答复一并送达。",
  basis: ["条例40"],
  format: "letter",
  series: "notice",
  relief: "relief-none",
  fields: [
    ...mandatory(
      "organName",
      "docNumber",
      "addressee",
      "receiptDate",
      "applicationNo",
      "requestedInformation",
      "inspectionTime",
      "inspectionPlace",
      "contactOffice",
      "contactPhone",
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
    { name: "formReason", need: "mandatory", type: { type: "text", shape: "clause" } },
  ],
  body: [
    applicationOpening,
    {
      block: "paragraph",
      id: "statement",
      parts: [
        {
          law: "因{{formReason}}，根据《中华人民共和国政府信息公开条例》第四十条的规定，请{{honorific}}携带有效身份证明，于{{inspectionTime}}到{{inspectionPlace}}查阅、抄录。",
          articles: ["条例40"],
        },
      ],
    },
    contactLine,
  ],
};
