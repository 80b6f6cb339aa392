import { addWorkdays, officialCalendar } from "../../../../shared/domain/clock/index.ts";
import type { LedgerStatus } from "../../../../shared/domain/ledger/ledger-task.ts";
import { formatChineseDate, type CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { importLedger } from "../ledger/import-plan.ts";
import { listLedger } from "../ledger/read-ledger.ts";
import { updateLedgerTask } from "../ledger/update-task.ts";
import { listPublications } from "../publications/read-publications.ts";
import { demoProfile } from "./demo-people.ts";
import { at, must, workdaysBefore, type Person, type Stage } from "./demo-stage.ts";

/** A 工作要点 of the department's own; its days lie around the day the demo lives on. */
function plan(today: CalendarDay): string {
  const year = today.slice(0, 4);
  const before = (workdays: number): string => `${formatChineseDate(workdaysBefore(today, workdays))}前`;
  const within = (workdays: number): string =>
    `${formatChineseDate(addWorkdays(today, workdays, officialCalendar).day)}前`;
  return [
    `# ${year}年${demoProfile.organName}政务公开工作要点`,
    "## 一、深化重点领域信息公开",
    "### （一）住房保障和物业管理",
    `1. 公开既有住宅加装电梯补贴发放结果，${before(6)}完成。（责任单位：物业监管科、住房保障科）`,
    "2. 按季度公开保障性租赁住房配租情况。（责任单位：住房保障科）",
    `3. 更新物业服务企业信用评价结果，${within(2)}公开。（责任单位：物业监管科）`,
    "### （二）城市更新和工程建设",
    `1. 公开老旧小区改造年度计划和进展，${before(40)}完成。（责任单位：房产管理科）`,
    "2. 行政处罚决定自作出决定之日起7个工作日内公开。（责任单位：机关各科室）",
    `3. 集中公开建筑工地扬尘治理情况，${before(2)}完成。（责任单位：房产管理科）`,
    "## 二、加强解读和互动",
    "### （一）政策解读",
    "1. 政策文件与解读材料同步起草、同步审签、同步发布。（责任单位：机关各科室）",
    `2. 开展危旧房屋排查政策的政策评价，${before(15)}公开评价结果。（责任单位：政务公开办公室、房产管理科）`,
    "### （二）公众参与",
    "1. 每年至少举办2次政府开放日活动。（责任单位：政务公开办公室）",
    "2. 年底前公开意见征集采纳情况。（责任单位：政务公开办公室、机关各科室）",
    "## 三、夯实公开基础",
    `1. 修订主动公开事项目录，${within(7)}完成。（责任单位：政务公开办公室）`,
    `2. 修订依申请公开办理文书，${before(30)}完成。（责任单位：政务公开办公室）`,
    "3. 年底前组织一次业务培训。（责任单位：政务公开办公室、保密办公室）",
    "4. 将任务落实情况纳入政府信息公开工作年度报告。（责任单位：政务公开办公室）",
  ].join("\n\n");
}

interface Step {
  readonly number: string;
  readonly by: Person;
  readonly workdaysAgo: number;
  readonly status: LedgerStatus;
  readonly note: string;
  /** Proved by something that is public; what is done without is to be asked after. */
  readonly proved?: true;
}

const steps: readonly Step[] = [
  {
    number: "一(一)2",
    by: "wushan",
    workdaysAgo: 12,
    status: "inProgress",
    note: "第一季度、第二季度已公开，第三季度数据正在汇总。",
  },
  {
    number: "一(二)1",
    by: "sunyihang",
    workdaysAgo: 41,
    status: "done",
    note: "年度计划和分小区进展已在局门户网站公开。",
    proved: true,
  },
  {
    number: "一(二)2",
    by: "linxiaotong",
    workdaysAgo: 20,
    status: "inProgress",
    note: "按件公开，累计公开11件。",
  },
  {
    number: "一(二)3",
    by: "sunyihang",
    workdaysAgo: 4,
    status: "inProgress",
    note: "材料已起草，正在保密审查。",
  },
  { number: "二(一)1", by: "linxiaotong", workdaysAgo: 25, status: "inProgress", note: "" },
  {
    number: "二(一)2",
    by: "hejing",
    workdaysAgo: 14,
    status: "done",
    note: "已开展评价，结果在局门户网站公开。",
  },
  { number: "二(二)1", by: "hejing", workdaysAgo: 33, status: "inProgress", note: "已举办1次。" },
  {
    number: "三2",
    by: "zhangnian",
    workdaysAgo: 31,
    status: "done",
    note: "按照修订后的行政复议法修订文书模板。",
    proved: true,
  },
];

/** 工作台账: the department's own plan, with tasks that are late, near their end, done, and done without proof. */
export async function buildLedger(stage: Stage, today: CalendarDay): Promise<void> {
  at(stage, workdaysBefore(today, 60));
  must(
    await importLedger(stage.as("hejing"), {
      fileName: "政务公开工作要点.md",
      bytes: new TextEncoder().encode(plan(today)),
    }),
    "ledger",
  );
  const { rows } = must(await listLedger(stage.as("hejing"), { limit: 100 }), "tasks");
  const out = must(await listPublications(stage.as("hejing"), { limit: 20, state: ["inForce"] }), "register");
  const proofs = [...new Set(out.rows.map(({ itemId }) => itemId))].values();
  for (const { number, by, workdaysAgo, status, note, proved } of steps) {
    const task = rows.find((row) => row.number === number);
    if (!task) throw new Error(`demo: the plan has no task ${number}`);
    at(stage, workdaysBefore(today, workdaysAgo), 30);
    const evidenceItemId = proved ? proofs.next().value : undefined;
    must(
      await updateLedgerTask(stage.as(by), {
        taskId: task.taskId,
        changeNo: 0,
        status,
        note,
        ...(evidenceItemId ? { evidenceItemId } : {}),
      }),
      "progress",
    );
  }
}
