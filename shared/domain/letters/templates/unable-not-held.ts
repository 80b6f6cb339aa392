import type { LetterTemplate } from "../letter-template.ts";
import { applicationOpening, closingInform, mandatory, optional } from "./common-wording.ts";

export const unableNotHeld: LetterTemplate = {
  id: "unable-not-held",
  version: "2026.1",
  name: "政府信息不存在告知书",
  title: "政府信息不存在告知书",
  group: "decision",
  when: "经认真检索，本机关未制作、获取或者保存。没有检索记录不得签发。",
  basis: ["条例36(四)"],
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
      "searchSummary",
      "issueDate",
      "searchRecordId",
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
        "经{{searchSummary}}检索，本机关未制作、获取或者保存{{honorific}}所申请公开的政府信息。",
        {
          law: "根据《中华人民共和国政府信息公开条例》第三十六条第（四）项的规定，告知{{honorific}}该政府信息不存在。",
          articles: ["条例36(四)"],
        },
      ],
    },
    { block: "relief", id: "relief" },
    closingInform,
  ],
};
