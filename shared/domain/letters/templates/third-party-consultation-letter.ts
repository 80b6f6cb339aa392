import type { LetterTemplate } from "../letter-template.ts";
import { contactLine, mandatory, optional } from "./common-wording.ts";

export const thirdPartyConsultationLetter: LetterTemplate = {
  id: "third-party-consultation-letter",
  version: "2026.1",
  name: "政府信息公开征求第三方意见书",
  title: "政府信息公开征求第三方意见书",
  group: "procedure",
  when: "公开会损害第三方合法权益（商业秘密、个人隐私等），书面征求第三方意见。",
  basis: ["条例15", "条例32"],
  format: "letter",
  series: "thirdParty",
  relief: "relief-none",
  fields: [
    ...mandatory(
      "organName",
      "docNumber",
      "addressee",
      "applicationNo",
      "involvedInformation",
      "involvedReason",
      "contactOffice",
      "contactPhone",
      "issueDate",
      "thirdPartyName",
    ),
    ...optional("thirdPartyReceivedOn"),
  ],
  body: [
    {
      block: "paragraph",
      id: "opening",
      parts: [
        "本机关收到一件政府信息公开申请（编号：{{applicationNo}}），申请公开的“{{involvedInformation}}”涉及贵方，公开后可能损害贵方合法权益（{{involvedReason}}）。",
        {
          law: "根据《中华人民共和国政府信息公开条例》第十五条、第三十二条的规定，现征求贵方意见。",
          articles: ["条例15", "条例32"],
        },
      ],
    },
    {
      block: "paragraph",
      id: "statement",
      parts: [
        {
          law: "请自收到本意见书之日起15个工作日内，填写所附《第三方意见回执》并送交本机关。",
          articles: ["条例32"],
        },
        { law: "不同意公开的，应当说明具体内容和理由，并可以提供证明材料。", articles: ["条例32"] },
        {
          law: "逾期未提出意见的，本机关将依照条例的规定决定是否公开；贵方不同意公开且有合理理由的，本机关不予公开，但认为不公开可能对公共利益造成重大影响的除外。",
          articles: ["条例32"],
        },
      ],
    },
    contactLine,
    { block: "attachments", id: "attachments", names: ["拟公开内容摘录", "第三方意见回执"] },
  ],
  attachments: [
    { title: "拟公开内容摘录", field: "involvedInformation" },
    { title: "第三方意见回执", letter: "third-party-opinion-receipt" },
  ],
};
