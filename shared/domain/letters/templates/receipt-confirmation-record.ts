import type { LetterTemplate } from "../letter-template.ts";
import { blank, mandatory } from "./common-wording.ts";
import { fourColumns, pair, wide } from "./sheet-rows.ts";

export const receiptConfirmationRecord: LetterTemplate = {
  id: "receipt-confirmation-record",
  version: "2026.1",
  name: "收到政府信息公开申请确认记录",
  title: "收到政府信息公开申请确认记录",
  group: "intake",
  when: "平常信函、互联网、传真提出的申请，记录与申请人确认收到的经过，以确定收到申请之日。",
  basis: ["条例31(二)", "条例31(三)"],
  format: "sheet",
  relief: "relief-none",
  fields: [
    ...mandatory(
      "applicationNo",
      "submissionChannel",
      "arrivedAt",
      "confirmedOn",
      "confirmMethod",
      "confirmedWith",
      "requestedInformation",
      "receiptDate",
      "handlerName",
      "recordedAt",
    ),
    ...blank("attempts"),
  ],
  body: [
    {
      block: "sheet",
      id: "sheet",
      columns: fourColumns,
      rows: [
        pair(["登记编号", "{{applicationNo}}"], ["申请渠道", "{{submissionChannel}}"]),
        wide("到达时间", ["{{arrivedAt}}"]),
        wide("联系经过", ["{{attempts}}"], 4),
        pair(["确认时间", "{{confirmedOn}}"], ["确认方式", "{{confirmMethod}}"]),
        wide("被联系人", ["{{confirmedWith}}"]),
        wide(
          "确认内容",
          ["已收到其申请公开“{{requestedInformation}}”的申请，收到申请之日为{{receiptDate}}。"],
          4,
        ),
        pair(["记录人", "{{handlerName}}"], ["记录时间", "{{recordedAt}}"]),
      ],
    },
  ],
};
