import type { LetterTemplate } from "../letter-template.ts";
import { contactLine, mandatory } from "./common-wording.ts";

export const otherOrganConsultationLetter: LetterTemplate = {
  id: "other-organ-consultation-letter",
  version: "2026.1",
  name: "征求其他机关意见函",
  title: "关于征求政府信息公开意见的函",
  group: "procedure",
  when: "本机关牵头与其他机关共同制作的信息，或者涉及其他机关职能的信息。",
  basis: ["条例11", "条例34"],
  format: "letter",
  series: "otherOrgan",
  relief: "relief-none",
  fields: [
    ...mandatory(
      "organName",
      "docNumber",
      "addressee",
      "applicationNo",
      "jointDocTitle",
      "jointDocNumber",
      "ownView",
      "contactOffice",
      "contactPhone",
      "issueDate",
    ),
  ],
  body: [
    {
      block: "paragraph",
      id: "statement",
      parts: [
        "我机关收到一件政府信息公开申请（编号：{{applicationNo}}），申请公开的《{{jointDocTitle}}》（{{jointDocNumber}}）由我机关牵头与贵机关共同制作。我机关初步意见为：{{ownView}}。",
      ],
    },
    {
      block: "paragraph",
      id: "statement-2",
      parts: [
        {
          law: "根据《中华人民共和国政府信息公开条例》第三十四条的规定，请贵机关自收到本函之日起15个工作日内书面提出是否同意公开的意见；不同意公开或者仅同意部分公开的，请说明依据和理由。",
          articles: ["条例34"],
        },
        { law: "逾期未提出意见的，视为同意公开。", articles: ["条例34"] },
      ],
    },
    contactLine,
    { block: "attachments", id: "attachments", names: ["意见反馈表"] },
  ],
  attachments: [{ title: "意见反馈表", letter: "other-organ-opinion-receipt" }],
};
