import { addWorkdays, officialCalendar } from "../../../../shared/domain/clock/index.ts";
import type { LedgerStatus } from "../../../../shared/domain/ledger/ledger-task.ts";
import { dayOfInstant, formatChineseDate, type CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { importLedger } from "../ledger/import-plan.ts";
import { listLedger } from "../ledger/read-ledger.ts";
import { updateLedgerTask } from "../ledger/update-task.ts";
import { listPublications } from "../publications/read-publications.ts";
import { demoProfile } from "./demo-people.ts";
import { subjects } from "./demo-texts.ts";
import { at, must, workdaysBefore, type Person, type Stage } from "./demo-stage.ts";

/** A paper that is out and what it is about: a task of the plan asks for it, so that what proves it belongs to it. */
interface Proof {
  readonly itemId: string;
  readonly subject: string;
}

/** How long ago the task was done that a paper proves; the paper was out by then. */
const provedAgo = 41;

async function findProof(stage: Stage, today: CalendarDay): Promise<Proof | undefined> {
  const { rows } = must(
    await listPublications(stage.as("hejing"), { limit: 100, state: ["inForce"] }),
    "register",
  );
  const outBy = workdaysBefore(today, provedAgo);
  for (const { itemId, title, releasedAt } of rows.toReversed()) {
    const subject = subjects.find((one) => title.includes(one));
    if (subject !== undefined && dayOfInstant(releasedAt) <= outBy) return { itemId, subject };
  }
  return undefined;
}

/** A 工作要点 of the department's own; its days lie around the day the demo lives on. */
function plan(today: CalendarDay, proved: string): string {
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
    `3. 更新住宅专项维修资金使用情况，${within(2)}公开。（责任单位：物业监管科）`,
    "### （二）城市更新、工程建设和行业管理",
    `1. 公开${proved}有关情况，${before(40)}完成。（责任单位：房产管理科）`,
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
    `2. 修订依申请公开办理文书，${within(12)}完成。（责任单位：政务公开办公室）`,
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
  /** Proved by the paper the task asks for; what is done without is to be asked after. */
  readonly proved?: true;
}

const steps: readonly Step[] = [
  {
    number: "一(一)2",
    by: "wushan",
    workdaysAgo: 12,
    status: "inProgress",
    note: "上一季度已公开，本季度数据正在汇总。",
  },
  {
    number: "一(二)1",
    by: "sunyihang",
    workdaysAgo: provedAgo,
    status: "done",
    note: "已在局门户网站公开。",
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
    status: "inProgress",
    note: "正在按照修订后的行政复议法修改救济途径条款。",
  },
];

/** 工作台账: the department's own plan, with tasks that are late, near their end, done, and done without proof. */
export async function buildLedger(stage: Stage, today: CalendarDay): Promise<void> {
  const proof = await findProof(stage, today);
  at(stage, workdaysBefore(today, 60));
  must(
    await importLedger(stage.as("hejing"), {
      fileName: "政务公开工作要点.md",
      bytes: new TextEncoder().encode(plan(today, proof?.subject ?? "老旧小区改造")),
    }),
    "ledger",
  );
  const { rows } = must(await listLedger(stage.as("hejing"), { limit: 100 }), "tasks");
  for (const { number, by, workdaysAgo, status, note, proved } of steps) {
    const task = rows.find((row) => row.number === number);
    if (!task) throw new Error(`demo: the plan has no task ${number}`);
    at(stage, workdaysBefore(today, workdaysAgo), 30);
    must(
      await updateLedgerTask(stage.as(by), {
        taskId: task.taskId,
        changeNo: 0,
        status,
        note,
        ...(proved && proof ? { evidenceItemId: proof.itemId } : {}),
      }),
      "progress",
    );
  }
}
