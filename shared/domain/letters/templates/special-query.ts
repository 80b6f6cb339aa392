import type { LetterTemplate } from "../letter-template.ts";
import { applicationOpening, closingInform, mandatory, optional } from "./common-wording.ts";

export const specialQuery: LetterTemplate = {
  id: "special-query",
  version: "2026.1",
  name: "政府信息公开告知书（依照特别规定查询）",
  title: "政府信息公开告知书",
  group: "decision",
  when: "工商、不动产登记资料等，法律、行政法规对获取有特别规定；已移交国家档案馆的档案。",
  basis: ["条例36(七)", "档案法15②"],
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
      "specialInfoType",
      "specialLaw",
      "queryPlace",
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
        "经审查，该信息属于{{specialInfoType}}，{{specialLaw}}对该类信息的获取有特别规定。",
        {
          law: "根据《中华人民共和国政府信息公开条例》第三十六条第（七）项的规定，请依照上述规定办理。",
          articles: ["条例36(七)"],
        },
        "办理地点及联系方式：{{queryPlace}}。",
      ],
    },
    { block: "relief", id: "relief" },
    closingInform,
  ],
};
