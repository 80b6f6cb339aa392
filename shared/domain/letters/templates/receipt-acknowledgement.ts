import type { LetterTemplate } from "../letter-template.ts";
import { contactLine, mandatory, optional } from "./common-wording.ts";

export const receiptAcknowledgement: LetterTemplate = {
  id: "receipt-acknowledgement",
  version: "2026.1",
  name: "政府信息公开申请收件回执",
  title: "政府信息公开申请收件回执",
  group: "intake",
  when: "申请人当面提交申请或者要求回执时；网上申请作为收到确认。",
  basis: ["条例28", "条例31"],
  format: "letter",
  series: "receipt",
  relief: "relief-none",
  fields: [
    ...mandatory(
      "organName",
      "docNumber",
      "addressee",
      "receiptDate",
      "applicationNo",
      "requestedInformation",
      "replyDue",
      "contactOffice",
      "contactPhone",
      "issueDate",
    ),
    ...optional("honorific", "materialList", "applicantType"),
  ],
  body: [
    {
      block: "paragraph",
      id: "opening",
      parts: [
        "本机关于{{receiptDate}}收到{{honorific}}提交的政府信息公开申请（编号：{{applicationNo}}），申请公开“{{requestedInformation}}”。收到材料：{{materialList}}。",
      ],
    },
    {
      block: "paragraph",
      id: "statement",
      parts: [
        "本机关将依照《中华人民共和国政府信息公开条例》的规定，于{{replyDue}}前作出答复；需要补正、延长答复期限或者征求意见的，将依法另行告知。",
      ],
    },
    contactLine,
  ],
};
