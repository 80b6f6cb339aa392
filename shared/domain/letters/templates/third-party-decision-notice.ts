import type { LetterTemplate } from "../letter-template.ts";
import { closingInform, mandatory, optional } from "./common-wording.ts";

export const thirdPartyDecisionNotice: LetterTemplate = {
  id: "third-party-decision-notice",
  version: "2026.1",
  name: "政府信息公开决定告知书（致第三方）",
  title: "政府信息公开决定告知书",
  group: "procedure",
  when: "第三方不同意但因公共利益决定公开，或者第三方逾期未提出意见而决定公开；在公开前送达第三方。",
  basis: ["条例15", "条例32"],
  format: "letter",
  series: "notice",
  docKind: "告知书",
  relief: "relief-third-party",
  fields: [
    ...mandatory(
      "organName",
      "docNumber",
      "addressee",
      "consultationIssuedOn",
      "involvedInformation",
      "thirdPartyOpinionSummary",
      "decisionReason",
      "disclosureDate",
      "disclosedContent",
      "issueDate",
    ),
    ...optional("opinion"),
  ],
  body: [
    {
      block: "paragraph",
      id: "opening",
      parts: [
        "本机关于{{consultationIssuedOn}}就公开“{{involvedInformation}}”书面征求贵方意见，{{thirdPartyOpinionSummary}}。",
      ],
    },
    {
      block: "paragraph",
      id: "finding",
      parts: [
        "经审查，本机关认为{{decisionReason}}。",
        {
          law: "根据《中华人民共和国政府信息公开条例》第十五条、第三十二条的规定，决定自{{disclosureDate}}起予以公开，公开的内容为：{{disclosedContent}}。",
          articles: ["条例15", "条例32"],
        },
      ],
    },
    { block: "relief", id: "relief" },
    closingInform,
  ],
};
