import type { LetterTemplate } from "../letter-template.ts";
import { mandatory, optional } from "./common-wording.ts";

export const recordCorrectionDecision: LetterTemplate = {
  id: "record-correction-decision",
  version: "2026.1",
  name: "政府信息更正申请答复书",
  title: "政府信息更正申请答复书",
  group: "followUp",
  when: "公民、法人或者其他组织有证据证明与其自身相关的记录不准确，要求更正。",
  basis: ["条例41"],
  format: "letter",
  series: "rectification",
  docKind: "答复书",
  relief: "relief-dual",
  fields: [
    ...mandatory(
      "organName",
      "docNumber",
      "addressee",
      "receiptDate",
      "recordTitle",
      "claimedError",
      "correctionResult",
      "correctedContent",
      "issueDate",
    ),
    ...optional("honorific", "applicantType"),
  ],
  body: [
    {
      block: "paragraph",
      id: "opening",
      parts: [
        "本机关于{{receiptDate}}收到{{honorific}}提出的更正申请，认为《{{recordTitle}}》中“{{claimedError}}”的记录不准确。",
      ],
    },
    {
      block: "paragraph",
      id: "finding",
      parts: [
        "经审核，{{correctionResult}}。{{correctedContent}}",
        { law: "根据《中华人民共和国政府信息公开条例》第四十一条的规定，现予答复。", articles: ["条例41"] },
      ],
    },
    { block: "relief", id: "relief" },
  ],
};
