import type { LetterTemplate } from "../letter-template.ts";
import { blank, mandatory } from "./common-wording.ts";
import { fourColumns, pair, wide } from "./sheet-rows.ts";

export const otherOrganOpinionReceipt: LetterTemplate = {
  id: "other-organ-opinion-receipt",
  version: "2026.1",
  name: "政府信息公开意见反馈表",
  title: "政府信息公开意见反馈表",
  group: "procedure",
  when: "随征求其他机关意见函附送，由被征求意见机关填写。",
  basis: ["条例34"],
  format: "sheet",
  relief: "relief-none",
  fields: [
    ...mandatory("organName", "consultationDocNumber", "jointDocTitle", "jointDocNumber"),
    ...blank(
      "opinionReceivedOn",
      "opinion",
      "objectedPassages",
      "objectionReasons",
      "basis",
      "otherOrganName",
      "returnedOn",
    ),
  ],
  body: [
    {
      block: "sheet",
      id: "sheet",
      columns: fourColumns,
      rows: [
        pair(["征求意见机关", "{{organName}}"]),
        pair(["来函文号", "{{consultationDocNumber}}"]),
        wide("收到日期", ["{{opinionReceivedOn|blankDate}}"]),
        wide("涉及信息", ["《{{jointDocTitle}}》（{{jointDocNumber}}）"], 2),
        wide(
          "意见",
          [
            "{{opinion=consent}}同意公开",
            "{{opinion=partial}}同意部分公开（不宜公开的内容：{{objectedPassages|writeIn}}）",
            "{{opinion=objection}}不同意公开",
          ],
          4,
        ),
        wide("法律依据和理由", ["{{basis}}", "{{objectionReasons}}"], 6),
        wide("反馈机关（盖章）", ["{{otherOrganName}}", "　　　　　　　　　　年　　月　　日"], 3),
      ],
    },
  ],
};
