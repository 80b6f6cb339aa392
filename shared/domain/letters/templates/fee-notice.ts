import type { LetterTemplate } from "../letter-template.ts";
import { applicationOpening, closingNotify, mandatory, optional } from "./common-wording.ts";

export const feeNotice: LetterTemplate = {
  id: "fee-notice",
  version: "2026.1",
  name: "政府信息公开信息处理费收费通知书",
  title: "政府信息公开信息处理费收费通知书",
  group: "procedure",
  when: "决定收取信息处理费，在答复期限内发出。",
  basis: ["条例42", "收费办法3", "收费办法6"],
  format: "letter",
  series: "fee",
  relief: "relief-none",
  fields: [
    ...mandatory(
      "organName",
      "docNumber",
      "addressee",
      "receiptDate",
      "applicationNo",
      "requestedInformation",
      "feeFacts",
      "feeBasis",
      "feeDetail",
      "feeAmount",
      "paymentMethod",
      "payeeAccount",
      "issueDate",
    ),
    ...optional(
      "feePages",
      "honorific",
      "historyClause",
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
      id: "statement",
      parts: [
        "{{feeFacts}}，申请公开政府信息的数量、频次明显超过合理范围。",
        {
          law: "根据《中华人民共和国政府信息公开条例》第四十二条和《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）的规定，本机关决定收取信息处理费。",
          articles: ["条例42"],
        },
      ],
    },
    {
      block: "paragraph",
      id: "statement-2",
      parts: ["收费方式：{{feeBasis}}计收　计算明细：{{feeDetail}}　应缴金额：{{feeAmount}}元"],
    },
    { block: "paragraph", id: "statement-3", parts: ["缴纳方式：{{paymentMethod}}（{{payeeAccount}}）"] },
    {
      block: "paragraph",
      id: "statement-4",
      parts: [
        { law: "请自收到本通知书次日起20个工作日内缴纳费用。", articles: ["收费办法6"] },
        {
          law: "逾期未缴纳的，视为放弃申请，本机关不再处理该政府信息公开申请；按期缴纳的，处理期限自完成缴费次日起重新计算。",
          articles: ["收费办法6"],
        },
      ],
    },
    closingNotify,
  ],
};
