import type { LetterTemplate } from "../letter-template.ts";
import { blank, mandatory } from "./common-wording.ts";
import { fourColumns, pair, wide } from "./sheet-rows.ts";

export const handlingSheet: LetterTemplate = {
  id: "handling-sheet",
  version: "2026.1",
  name: "政府信息公开申请办理审批单（内部）",
  title: "政府信息公开申请办理审批单",
  group: "followUp",
  when: "每一件文书签发前的内部审批。",
  basis: ["条例17", "条例45"],
  format: "sheet",
  relief: "relief-none",
  fields: [
    ...mandatory("applicationNo", "replyDue", "outcome", "draftOpinion"),
    ...blank(
      "unitHeadOpinion",
      "legalOpinion",
      "reviewId",
      "reviewConclusion",
      "officeOpinion",
      "leaderOpinion",
    ),
  ],
  body: [
    {
      block: "sheet",
      id: "sheet",
      columns: fourColumns,
      rows: [
        pair(["登记编号", "{{applicationNo}}"], ["答复截止日", "{{replyDue}}"]),
        wide("拟答复类型", ["{{outcome}}"]),
        wide("承办人意见", ["{{draftOpinion}}"], 4),
        wide("承办处室负责人意见", ["{{unitHeadOpinion}}"], 3),
        wide("法制审核意见", ["{{legalOpinion}}"], 3),
        wide("保密审查编号及结论", ["{{reviewId}}　{{reviewConclusion}}"], 2),
        wide("政府信息公开工作机构意见", ["{{officeOpinion}}"], 3),
        wide("分管负责人审批", ["{{leaderOpinion}}"], 4),
      ],
    },
  ],
};
