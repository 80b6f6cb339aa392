import type { StructuredDocument } from "../../../../shared/domain/item/structured-document.ts";
import { documentFromPlainText } from "../../../../shared/domain/item/document-from-text.ts";
import { paragraphOf } from "../../../../shared/domain/item/structured-document.ts";
import type { CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { writeDocx } from "../../documents/release/write-docx.ts";
import { addAttachment } from "../items/write-items.ts";
import { readReviewView } from "../reviews/read-reviews.ts";
import { answerFindings } from "../reviews/review-findings.ts";
import { at, must, workdaysBefore, type Stage } from "./demo-stage.ts";
import { demoIdNumber } from "./demo-texts.ts";
import { answerAll, draft, openReviewFor } from "./item-steps.ts";
import { tableOf } from "./paper-table.ts";
import { advanceTo, fillChecklist } from "./review-steps.ts";

/** Who gets the subsidy. Persons and homes are made up. */
const applicants = [
  "张桂芳",
  "李守业",
  "王秀兰",
  "赵长河",
  "孙永福",
  "周文静",
  "陈国栋",
  "刘淑芬",
  "吴春生",
  "郑丽华",
  "马志强",
  "高玉梅",
] as const;

const homeOf = (index: number): string =>
  `锦绣小区${3 + Math.floor(index / 6)}号楼${1 + (Math.floor(index / 3) % 2)}单元${1 + (index % 3)}0${1 + (index % 2)}室`;

function notice(stage: Stage, year: string, title: string): StructuredDocument {
  const rows = applicants.map((name, index) => [
    String(index + 1),
    name,
    demoIdNumber(stage.rng),
    homeOf(index),
    String(12_000 - 2400 * (index % 3)),
  ]);
  const text = (lines: readonly string[]) => lines.map((line) => paragraphOf(line));
  return {
    ...documentFromPlainText(""),
    content: [
      { type: "title", content: [{ type: "text", text: title }] },
      ...text([
        `根据《云州市既有住宅加装电梯补贴办法》（云建发〔${Number(year) - 1}〕12号），经个人申请、社区初核、原市房产管理局移交档案核对，现将${year}年第二批补贴对象和金额予以公示。公示期为五个工作日。对公示内容有异议的，请向我局物业监管科书面反映。联系人：孙国栋，联系电话：13800005678。`,
        "本批设备统一采购，综合单价218600元，其中主机报价96400元。补贴资金由局财务科统一按排，于公示结束后一个月内拨付。",
      ]),
      tableOf([["序号", "姓名", "身份证号", "住址", "金额（元）"], ...rows]),
      ...text([
        `居民王秀兰患有肢体残疾，由其子李志远（手机13812345678）代为申请，审核材料存于社区。`,
        "分楼栋明细和初核情况见附件。",
      ]),
      { type: "signOff", content: [{ type: "text", text: "云州市住房和城乡建设局" }] },
    ],
  };
}

/** So much of the checklist the reviewer has answered. */
const answeredChecks = 31;

/**
 * The paper the first review is shown on: a list of persons, private telephones and a slip in its text, two files beside it.
 * The drafter has answered every finding; the reviewer looks at two of them anew.
 */
export async function buildLiftSubsidy(stage: Stage, today: CalendarDay): Promise<void> {
  const begun = workdaysBefore(today, 5);
  const year = begun.slice(0, 4);
  const title = `关于${year}年第二批既有住宅加装电梯补贴发放情况的公示`;
  at(stage, begun, 100);
  const work = stage.as("linxiaotong");
  const itemId = await draft(
    stage,
    "linxiaotong",
    { kind: "publicNotice", title, docNumber: "", document: notice(stage, year, title) },
    {
      formedOn: workdaysBefore(begun, 1),
      channels: ["website"],
      publicationPeriod: { kind: "workdays", days: 5 },
    },
  );
  const files: readonly (readonly [string, readonly string[]])[] = [
    [
      "分楼栋明细.docx",
      [
        "锦绣小区分楼栋明细",
        "3号楼6户，补贴57600元；4号楼6户，补贴57600元。",
        "3号楼代收人张桂芳，银行卡号6222021234567890128。",
      ],
    ],
    [
      "社区初核情况.docx",
      [
        "社区初核情况",
        "经锦绣社区初核，12户均符合条件，初核记录由社区存档。",
        "对初核有疑问的，联系孙国栋，13800005678。",
      ],
    ],
  ];
  for (const [fileName, lines] of files)
    must(
      await addAttachment(work, {
        itemId,
        fileName,
        bytes: writeDocx(documentFromPlainText(lines.join("\n"))),
        voidReview: false,
      }),
      "attach",
    );
  await answerAll(stage, "linxiaotong", itemId);
  const reviewId = await openReviewFor(stage, "linxiaotong", itemId);
  at(stage, workdaysBefore(today, 3), 100);
  await advanceTo(stage, reviewId, "linxiaotong", "confidentialityCheck");
  await beginReading(stage, reviewId);
}

async function beginReading(stage: Stage, reviewId: string): Promise<void> {
  const work = stage.as("zhoumin");
  const { findings } = must(await readReviewView(work, { reviewId }), "read review");
  const anew = findings.filter(({ value }) => ["13800005678", "按排"].includes(value));
  must(
    await answerFindings(work, {
      reviewId,
      findingIds: anew.map(({ findingId }) => findingId),
      answer: null,
      note: "",
    }),
    "look at anew",
  );
  await fillChecklist(stage, "zhoumin", reviewId, "confidentialityCheck", answeredChecks);
}
