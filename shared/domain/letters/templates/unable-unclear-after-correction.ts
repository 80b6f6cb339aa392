import type { LetterTemplate } from "../letter-template.ts";
import { closingInform, mandatory, optional } from "./common-wording.ts";

export const unableUnclearAfterCorrection: LetterTemplate = {
  id: "unable-unclear-after-correction",
  version: "2026.1",
  name: "政府信息公开告知书（补正后申请内容仍不明确）",
  title: "政府信息公开告知书",
  group: "decision",
  when: "已按期补正，补正后申请内容仍不能指向特定信息。",
  basis: ["条例29②", "条例30"],
  format: "letter",
  series: "notice",
  docKind: "告知书",
  relief: "relief-dual",
  fields: [
    ...mandatory(
      "organName",
      "docNumber",
      "addressee",
      "receiptDate",
      "applicationNo",
      "correctionIssueDate",
      "correctionDocNumber",
      "correctedReceiptDate",
      "stillUnclear",
      "issueDate",
    ),
    ...optional("honorific", "applicantType"),
  ],
  body: [
    {
      block: "paragraph",
      id: "opening",
      parts: [
        "本机关于{{receiptDate}}收到{{honorific}}提交的政府信息公开申请（编号：{{applicationNo}}），因申请内容不明确，于{{correctionIssueDate}}以{{correctionDocNumber}}告知补正，并于{{correctedReceiptDate}}收到补正材料。",
      ],
    },
    {
      block: "paragraph",
      id: "finding",
      parts: [
        "经审查，补正后的申请{{stillUnclear}}，仍不能指向特定的政府信息，本机关无法提供。{{honorific}}可以在明确政府信息的名称、文号或者其他特征性描述后重新提出申请。",
      ],
    },
    { block: "relief", id: "relief" },
    closingInform,
  ],
};
