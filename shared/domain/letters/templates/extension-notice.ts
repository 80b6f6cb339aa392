import type { LetterTemplate } from "../letter-template.ts";
import { applicationOpening, closingInform, mandatory, optional } from "./common-wording.ts";

export const extensionNotice: LetterTemplate = {
  id: "extension-notice",
  version: "2026.1",
  name: "政府信息公开申请延期答复告知书",
  title: "政府信息公开申请延期答复告知书",
  group: "procedure",
  when: "不能在20个工作日内答复的，经工作机构负责人同意延长，最多20个工作日，须在原答复期限届满前告知。",
  basis: ["条例33②"],
  format: "letter",
  series: "extension",
  relief: "relief-none",
  fields: [
    ...mandatory(
      "organName",
      "docNumber",
      "addressee",
      "receiptDate",
      "applicationNo",
      "requestedInformation",
      "extensionReason",
      "extensionDays",
      "extendedDue",
      "issueDate",
      "approverName",
    ),
    ...optional(
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
        "因{{extensionReason}}，本机关无法在法定期限内作出答复。",
        {
          law: "根据《中华人民共和国政府信息公开条例》第三十三条第二款的规定，经本机关政府信息公开工作机构负责人同意，延长答复期限{{extensionDays}}个工作日，将于{{extendedDue}}前作出答复（依法征求第三方和其他机关意见所需时间不计算在内）。",
          articles: ["条例33②"],
        },
      ],
    },
    closingInform,
  ],
};
