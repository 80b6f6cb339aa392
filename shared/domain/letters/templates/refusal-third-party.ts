import type { LetterTemplate } from "../letter-template.ts";
import { applicationOpening, closingInform, mandatory, optional } from "./common-wording.ts";

export const refusalThirdParty: LetterTemplate = {
  id: "refusal-third-party",
  version: "2026.1",
  name: "政府信息不予公开告知书（商业秘密、个人隐私）",
  title: "政府信息不予公开告知书",
  group: "decision",
  when: "涉及第三方合法权益，第三方不同意且理由合理，或者无法取得同意，且不能区分处理。",
  basis: ["条例15", "条例32", "条例36(三)"],
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
      "rightType",
      "consultationStatement",
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
        "经审查，该信息涉及第三方的{{rightType}}，公开会对第三方合法权益造成损害。{{consultationStatement}}",
        {
          law: "根据《中华人民共和国政府信息公开条例》第十五条、第三十二条、第三十六条第（三）项的规定，本机关决定不予公开。",
          articles: ["条例15", "条例32", "条例36(三)"],
        },
      ],
    },
    { block: "relief", id: "relief" },
    closingInform,
  ],
};
