import type { LetterTemplate } from "../letter-template.ts";
import { blank, mandatory } from "./common-wording.ts";
import { fourColumns, pair, wide } from "./sheet-rows.ts";

export const onTheSpotReplyRecord: LetterTemplate = {
  id: "on-the-spot-reply-record",
  version: "2026.1",
  name: "当场答复记录",
  title: "政府信息公开申请当场答复记录",
  group: "followUp",
  when: "能够当场答复的，当场答复并记录。",
  basis: ["条例33①"],
  format: "sheet",
  series: "onTheSpot",
  docKind: "答复书",
  relief: "relief-dual",
  fields: [
    ...mandatory(
      "organName",
      "docNumber",
      "applicantName",
      "receiptDate",
      "requestedInformation",
      "answerText",
      "handlerName",
      "issueDate",
    ),
    ...blank("providedList"),
  ],
  body: [
    {
      block: "sheet",
      id: "sheet",
      columns: fourColumns,
      rows: [
        pair(["申请人", "{{applicantName}}"], ["收到申请之日", "{{receiptDate}}"]),
        wide("申请内容", ["{{requestedInformation}}"], 4),
        wide("当场答复意见", ["{{answerText}}"], 5),
        wide("提供材料", ["{{providedList}}"], 2),
        wide("救济途径", ["{{reliefParagraph}}"], 3),
        pair(["申请人（签名）", ""], ["答复人", "{{handlerName}}"]),
        wide("日期", ["{{issueDate}}"]),
      ],
    },
  ],
};
