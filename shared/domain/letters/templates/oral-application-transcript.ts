import type { LetterTemplate } from "../letter-template.ts";
import { mandatory } from "./common-wording.ts";
import { across, fourColumns, pair, wide } from "./sheet-rows.ts";

export const oralApplicationTranscript: LetterTemplate = {
  id: "oral-application-transcript",
  version: "2026.1",
  name: "政府信息公开口头申请代填记录",
  title: "政府信息公开口头申请代填记录",
  group: "intake",
  when: "申请人书写确有困难，口头提出申请，由工作机构代为填写。",
  basis: ["条例29①", "条例43"],
  format: "sheet",
  relief: "relief-none",
  fields: [
    ...mandatory(
      "applicantName",
      "idNumber",
      "phone",
      "difficultyReason",
      "requestedInformation",
      "obtainMethod",
      "organName",
      "handlerName",
      "receiptDate",
      "readBack",
    ),
  ],
  body: [
    {
      block: "sheet",
      id: "sheet",
      columns: fourColumns,
      rows: [
        pair(["申请人", "{{applicantName}}"], ["联系方式", "{{phone}}"]),
        wide("证件号码", ["{{idNumber}}"]),
        wide("采用口头形式的原因", ["{{difficultyReason}}"], 2),
        wide("申请公开的政府信息", ["{{requestedInformation}}"], 5),
        wide("获取方式、途径", ["{{obtainMethod}}"]),
        across(
          ["以上内容由{{organName}}政府信息公开工作机构工作人员代为填写，已向申请人宣读，申请人确认无误。"],
          2,
        ),
        pair(["申请人（签名或者捺印）", ""], ["代填人", "{{handlerName}}"]),
        wide("日期", ["{{receiptDate}}"]),
      ],
    },
  ],
};
