import type { LetterTemplate } from "../letter-template.ts";
import { applicationOpening, mandatory, optional } from "./common-wording.ts";

export const disclosurePartial: LetterTemplate = {
  id: "disclosure-partial",
  version: "2026.1",
  name: "政府信息部分公开告知书",
  title: "政府信息部分公开告知书",
  group: "disclosure",
  when: "信息中含有不应当公开的内容，能够作区分处理。",
  basis: ["条例37", "条例14", "条例15", "条例16"],
  format: "letter",
  series: "notice",
  docKind: "告知书",
  relief: "by-grounds",
  fields: [
    ...mandatory(
      "organName",
      "docNumber",
      "addressee",
      "receiptDate",
      "applicationNo",
      "requestedInformation",
      "providedList",
      "withheldItems",
      "issueDate",
    ),
    ...optional(
      "honorific",
      "historyClause",
      "attachmentList",
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
        "经审查，该信息中含有不应当公开的内容，但能够作区分处理。",
        {
          law: "根据《中华人民共和国政府信息公开条例》第三十七条的规定，现向{{honorific}}提供可以公开的内容：",
          articles: ["条例37"],
        },
      ],
    },
    { block: "list", id: "providedList", field: "providedList" },
    { block: "paragraph", id: "statement", parts: ["对其余内容不予公开，依据和理由如下："] },
    { block: "list", id: "withheldItems", field: "withheldItems" },
    { block: "relief", id: "relief" },
    { block: "attachments", id: "attachments", field: "attachmentList" },
  ],
};
