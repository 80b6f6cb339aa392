import type { LetterTemplate } from "../letter-template.ts";
import { applicationOpening, mandatory, optional } from "./common-wording.ts";

export const disclosureGranted: LetterTemplate = {
  id: "disclosure-granted",
  version: "2026.1",
  name: "政府信息公开申请答复书（予以公开）",
  title: "政府信息公开申请答复书",
  group: "disclosure",
  when: "信息存在且可以公开，直接提供。",
  basis: ["条例36(二)", "条例40"],
  format: "letter",
  series: "granted",
  docKind: "答复书",
  relief: "relief-dual",
  fields: [
    ...mandatory(
      "organName",
      "docNumber",
      "addressee",
      "receiptDate",
      "applicationNo",
      "requestedInformation",
      "providedForm",
      "providedList",
      "issueDate",
    ),
    ...optional(
      "honorific",
      "historyClause",
      "formReason",
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
        "经审查，{{honorific}}申请公开的政府信息属于可以公开的范围。",
        {
          law: "根据《中华人民共和国政府信息公开条例》第三十六条第（二）项的规定，现以{{providedForm}}形式向{{honorific}}提供以下政府信息：",
          articles: ["条例36(二)"],
        },
      ],
    },
    { block: "list", id: "providedList", field: "providedList" },
    { block: "paragraph", id: "statement", parts: ["{{formReason}}"] },
    { block: "relief", id: "relief" },
    { block: "attachments", id: "attachments", field: "attachmentList" },
  ],
};
