import type { LetterTemplate } from "../letter-template.ts";
import { blank, mandatory } from "./common-wording.ts";
import { across, fourColumns, wide } from "./sheet-rows.ts";

export const thirdPartyOpinionReceipt: LetterTemplate = {
  id: "third-party-opinion-receipt",
  version: "2026.1",
  name: "第三方意见回执",
  title: "第三方意见回执",
  group: "procedure",
  when: "随征求第三方意见书附送，由第三方填写。",
  basis: ["条例32"],
  format: "sheet",
  relief: "relief-none",
  fields: [
    ...mandatory("organName", "consultationDocNumber", "involvedInformation"),
    ...blank(
      "opinionReceivedOn",
      "opinion",
      "objectedPassages",
      "objectionReasons",
      "thirdPartyContact",
      "returnedOn",
    ),
  ],
  body: [
    {
      block: "sheet",
      id: "sheet",
      columns: fourColumns,
      rows: [
        across(
          [
            "致{{organName}}：",
            "贵机关{{consultationDocNumber}}征求意见书已于{{opinionReceivedOn|blankDate}}收到。对公开“{{involvedInformation}}”，我方意见为：",
          ],
          3,
        ),
        wide(
          "意见",
          [
            "{{opinion=consent}}同意公开",
            "{{opinion=partial}}同意公开部分内容（不同意公开的内容：{{objectedPassages|writeIn}}）",
            "{{opinion=objection}}不同意公开",
          ],
          4,
        ),
        wide("理由及证明材料", ["{{objectionReasons}}"], 6),
        wide("联系人及电话", ["{{thirdPartyContact}}"]),
        wide("第三方（签名或者盖章）", ["　　　　　　　　　　年　　月　　日"], 3),
      ],
    },
  ],
};
