import type { LetterTemplate } from "../letter-template.ts";
import { applicationOpening, closingInform, contactLine, mandatory, optional } from "./common-wording.ts";

export const correctionNotice: LetterTemplate = {
  id: "correction-notice",
  version: "2026.1",
  name: "政府信息公开申请补正告知书",
  title: "政府信息公开申请补正告知书",
  group: "procedure",
  when: "申请内容不明确、缺少身份证明或者联系方式、获取方式不明确时，收到申请之日起7个工作日内一次性告知。",
  basis: ["条例30"],
  format: "letter",
  series: "correction",
  relief: "relief-none",
  fields: [
    ...mandatory(
      "organName",
      "docNumber",
      "addressee",
      "receiptDate",
      "applicationNo",
      "requestedInformation",
      "correctionItems",
      "guidance",
      "correctionAddress",
      "contactOffice",
      "contactPhone",
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
    { name: "correctionDays", need: "mandatory", initial: 15 },
  ],
  body: [
    applicationOpening,
    { block: "paragraph", id: "finding", parts: ["经审查，该申请存在以下需要补正的事项："] },
    { block: "list", id: "correctionItems", field: "correctionItems" },
    { block: "paragraph", id: "statement", parts: ["为便于查找，建议{{honorific}}：{{guidance}}"] },
    {
      block: "paragraph",
      id: "statement-2",
      parts: [
        {
          law: "根据《中华人民共和国政府信息公开条例》第三十条的规定，请自收到本告知书之日起{{correctionDays}}个工作日内，将补正材料提交至{{correctionAddress}}。",
          articles: ["条例30"],
        },
        { law: "答复期限自本机关收到补正的申请之日起计算。", articles: ["条例30"] },
        {
          law: "无正当理由逾期不补正的，视为放弃申请，本机关不再处理该政府信息公开申请。",
          articles: ["条例30"],
        },
      ],
    },
    contactLine,
    closingInform,
  ],
};
