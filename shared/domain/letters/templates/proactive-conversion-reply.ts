import type { LetterTemplate } from "../letter-template.ts";
import { mandatory, optional } from "./common-wording.ts";

export const proactiveConversionReply: LetterTemplate = {
  id: "proactive-conversion-reply",
  version: "2026.1",
  name: "转为主动公开建议答复书",
  title: "关于将政府信息纳入主动公开范围建议的答复",
  group: "followUp",
  when: "申请人建议将信息纳入主动公开范围。",
  basis: ["条例44"],
  format: "letter",
  series: "notice",
  relief: "relief-none",
  fields: [
    ...mandatory(
      "organName",
      "docNumber",
      "addressee",
      "requestedInformation",
      "conversionReason",
      "conversionResult",
      "issueDate",
    ),
    ...optional("honorific", "applicantType"),
  ],
  body: [
    {
      block: "paragraph",
      id: "statement",
      parts: [
        "{{honorific}}建议将“{{requestedInformation}}”纳入主动公开范围。经审核，{{conversionReason}}，决定{{conversionResult}}。",
        { law: "根据《中华人民共和国政府信息公开条例》第四十四条的规定，现予答复。", articles: ["条例44"] },
      ],
    },
  ],
};
