import type { LetterTemplate } from "../letter-template.ts";
import { closingInform, mandatory, optional } from "./common-wording.ts";

export const recordCorrectionTransfer: LetterTemplate = {
  id: "record-correction-transfer",
  version: "2026.1",
  name: "政府信息更正申请转送告知书",
  title: "政府信息更正申请转送告知书",
  group: "followUp",
  when: "更正申请不属于本机关职能范围，转送或者告知有权处理的机关。",
  basis: ["条例41"],
  format: "letter",
  series: "rectification",
  relief: "relief-none",
  fields: [
    ...mandatory(
      "organName",
      "docNumber",
      "addressee",
      "receiptDate",
      "recordTitle",
      "competentOrganName",
      "competentOrganContact",
      "issueDate",
    ),
    ...optional("honorific", "applicantType"),
    { name: "transferred", need: "optional", initial: true },
  ],
  body: [
    {
      block: "paragraph",
      id: "statement",
      parts: [
        "{{honorific}}于{{receiptDate}}向本机关提出的更正《{{recordTitle}}》有关记录的申请，不属于本机关职能范围。",
        {
          law: "根据《中华人民共和国政府信息公开条例》第四十一条的规定，本机关已转送{{competentOrganName}}处理（联系方式：{{competentOrganContact}}）。",
          articles: ["条例41"],
          when: { field: "transferred", is: "yes" },
        },
        {
          law: "根据《中华人民共和国政府信息公开条例》第四十一条的规定，请{{honorific}}向{{competentOrganName}}提出（联系方式：{{competentOrganContact}}）。",
          articles: ["条例41"],
          when: { field: "transferred", is: "no" },
        },
      ],
    },
    closingInform,
  ],
};
