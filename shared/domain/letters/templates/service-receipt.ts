import type { LetterTemplate } from "../letter-template.ts";
import { blank, mandatory } from "./common-wording.ts";
import { fourColumns, pair, wide } from "./sheet-rows.ts";

export const serviceReceipt: LetterTemplate = {
  id: "service-receipt",
  version: "2026.1",
  name: "送达回证",
  title: "送达回证",
  group: "followUp",
  when: "直接送达、留置送达等，由受送达人签收。",
  basis: ["民诉法87", "送达解释"],
  format: "sheet",
  relief: "relief-none",
  fields: [
    ...mandatory("organName", "addressee", "letterTitle", "docNumber", "serviceMethod", "serverName"),
    ...blank(
      "servicePlace",
      "trackingNo",
      "postedOn",
      "serviceClockDate",
      "proxyReceiver",
      "refusalNote",
      "remark",
    ),
  ],
  body: [
    {
      block: "sheet",
      id: "sheet",
      columns: fourColumns,
      rows: [
        pair(["送达机关", "{{organName}}"], ["受送达人", "{{addressee}}"]),
        wide("送达文书名称及文号", ["{{letterTitle}}　{{docNumber}}"], 2),
        pair(["送达方式", "{{serviceMethod}}"], ["送达地点", "{{servicePlace}}"]),
        pair(["邮件号码", "{{trackingNo}}"], ["交邮日期", "{{postedOn}}"]),
        wide("受送达人签名或者盖章", ["", "签收日期：{{serviceClockDate|blankDate}}"], 3),
        wide("代收人及代收理由", ["{{proxyReceiver}}"], 3),
        wide("拒收事由及见证人", ["{{refusalNote}}"], 3),
        pair(["送达人", "{{serverName}}"], ["备注", "{{remark}}"]),
      ],
    },
  ],
};
