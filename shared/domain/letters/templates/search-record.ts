import type { LetterTemplate } from "../letter-template.ts";
import { blank, mandatory } from "./common-wording.ts";
import { fourColumns, pair, wide } from "./sheet-rows.ts";

export const searchRecord: LetterTemplate = {
  id: "search-record",
  version: "2026.1",
  name: "政府信息检索记录（内部）",
  title: "政府信息检索记录",
  group: "followUp",
  when: "告知政府信息不存在之前必须检索并记录；诉讼中作为证据。",
  basis: ["条例36(四)", "指导案例101号"],
  format: "sheet",
  relief: "relief-none",
  fields: [
    ...mandatory("applicationNo", "searcherName", "searchedOn", "searchScopes", "searchResult"),
    ...blank("absenceReason", "businessUnitHead", "officeHead"),
  ],
  body: [
    {
      block: "sheet",
      id: "sheet",
      columns: fourColumns,
      rows: [
        pair(["登记编号", "{{applicationNo}}"], ["检索人", "{{searcherName}}"]),
        wide("检索日期", ["{{searchedOn}}"]),
        wide("检索范围及方法", ["{{searchScopes}}"], 8),
        wide("检索结果", ["{{searchResult}}"], 3),
        wide("未发现的原因分析", ["{{absenceReason}}"], 4),
        wide("业务处室确认（签名）", ["{{businessUnitHead}}"], 2),
        wide("政府信息公开工作机构确认（签名）", ["{{officeHead}}"], 2),
      ],
    },
  ],
};
