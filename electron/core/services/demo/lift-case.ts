import { documentFromPlainText } from "../../../../shared/domain/item/document-from-text.ts";
import { addWorkdays, officialCalendar } from "../../../../shared/domain/clock/index.ts";
import type { CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { writeDocx } from "../../documents/release/write-docx.ts";
import { addCaseFile } from "../applications/case-files.ts";
import { recordConsultationAnswer } from "../consultations/record-answer.ts";
import { recordService } from "../letters/serve-letter.ts";
import { createLetter, saveLetter } from "../letters/write-letters.ts";
import { askThirdParty, type ThirdParty } from "./consulted-case.ts";
import { at, must, type Stage } from "./demo-stage.ts";
import { signedLetter } from "./signed-letter.ts";

/** How many working days ago it came in: the supplier was asked, the time was extended, the answer is being written. */
export const liftCaseAgo = 24;
/** Its place in the row of cases, where the contract of the lifts is asked for; small demos keep to the states of the clock. */
export const liftCaseAt = (cases: number): number => (cases < 24 ? -1 : 0);
const askedAfter = 6;
const answeredAfter = 14;
const extendedAfter = 22;

const supplier: ThirdParty = {
  name: "云州恒升电梯有限公司",
  contact: "韩经理",
  phone: "0990-5550177",
  address: "云州市城区工业大道66号",
  reason: "中标合同写有该公司的设备分项报价，可能属于商业秘密",
  asked: "锦绣小区加装电梯项目中标合同中该公司的设备分项报价和付款进度",
  paper: {
    fileName: "中标合同.docx",
    paragraphs: [
      "锦绣小区加装电梯项目中标合同",
      "云州恒升电梯有限公司：设备综合单价218600元，其中主机报价96400元，付款按到货、安装、验收三期进行。",
      "云州广厦建筑有限公司：井道土建由该公司承担，合同价74000元。",
    ],
    own: 2,
  },
};

/** What was found for the applicant. */
const found: readonly (readonly [fileName: string, lines: readonly string[], note: string])[] = [
  ["招标文件.docx", ["锦绣小区加装电梯项目招标文件", "招标范围为3号楼、5号楼电梯设备采购和安装。"], "可公开"],
  ["中标合同.docx", supplier.paper.paragraphs, "分项报价待第三方意见"],
  ["付款明细.docx", ["锦绣小区加装电梯项目付款明细", "已付两期，共156800元。"], "可公开"],
];

/** The case the application screen is shown on: every mark its timeline can bear stands on it (条例32, 33). */
export async function followLiftCase(
  stage: Stage,
  applicationId: string,
  received: CalendarDay,
): Promise<void> {
  const on = (workdays: number): CalendarDay => addWorkdays(received, workdays, officialCalendar).day;
  const work = stage.as("zhangnian");
  at(stage, on(3), 20);
  for (const [fileName, lines, note] of found)
    must(
      await addCaseFile(work, {
        applicationId,
        kind: "found",
        fileName,
        bytes: writeDocx(documentFromPlainText(lines.join("\n"))),
        note,
      }),
      "keep what was found",
    );
  const consultationId = await askThirdParty(
    stage,
    applicationId,
    { sentOn: on(askedAfter), receivedOn: on(askedAfter + 2), trackingNo: "1099100066" },
    supplier,
  );
  at(stage, on(answeredAfter), 60);
  must(
    await recordConsultationAnswer(work, {
      consultationId,
      opinion: "partial",
      passages: "设备分项报价",
      reasons: "分项报价反映本公司的成本构成，公开会影响今后投标；其余内容同意公开",
      arrivedOn: on(answeredAfter),
      proof: "书面意见，加盖公章",
    }),
    "record their answer",
  );
  const letterId = await signedLetter(
    stage,
    applicationId,
    "extension-notice",
    { extensionReason: "须就分项报价与第三方的意见作进一步研究", extensionDays: 10 },
    on(extendedAfter),
  );
  const office = stage.as("hejing");
  must(
    await recordService(office, {
      letterId,
      method: "post",
      clockDate: on(extendedAfter),
      trackingNo: "1099100067",
      note: "",
    }),
    "serve the extension",
  );
  at(stage, on(extendedAfter + 1), 40);
  const partial = must(
    await createLetter(office, {
      applicationId,
      template: "disclosure-partial",
      facts: {},
      reasons: [{ text: "含有商业秘密，能够区分处理", article: "条例37" }],
    }),
    "partial letter",
  );
  must(
    await saveLetter(office, {
      letterId: partial.letterId,
      draftSeq: 0,
      fields: {
        withheldItems: [
          {
            passage: "中标合同第2页的设备分项报价",
            ground: "thirdPartyRights",
            reason: "内容属于第三方商业秘密，第三方不同意公开且理由合理",
          },
        ],
      },
      unlocked: [],
    }),
    "partial letter, begun",
  );
}
