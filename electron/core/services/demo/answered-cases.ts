import { addWorkdays, officialCalendar } from "../../../../shared/domain/clock/index.ts";
import { addDays, type CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { registerAppeal } from "../applications/appeals.ts";
import { recordDeliberation } from "../applications/deliberations.ts";
import { recordDisputeStep, registerDispute } from "../applications/disputes.ts";
import { archiveCase } from "../archive/archive-case.ts";
import { recordDelivery } from "../letters/delivery.ts";
import { recordService } from "../letters/serve-letter.ts";
import { at, must, workdaysBefore, type Stage } from "./demo-stage.ts";

/** What became of a case after its answer. */
type Aftermath = "waiting" | "reconsidered" | "lost" | "returned" | "appealed" | "archived";

export interface AnsweredCase {
  readonly aftermath: Aftermath;
  /** How long ago the application came in. */
  readonly workdaysAgo: number;
}

/** Places in the row of cases that are open otherwise; small demos keep to the states of the clock. */
const places: readonly (readonly [n: number, answered: AnsweredCase])[] = [
  [5, { aftermath: "waiting", workdaysAgo: 6 }],
  [6, { aftermath: "appealed", workdaysAgo: 150 }],
  [11, { aftermath: "waiting", workdaysAgo: 8 }],
  [12, { aftermath: "archived", workdaysAgo: 60 }],
  [13, { aftermath: "reconsidered", workdaysAgo: 30 }],
  [17, { aftermath: "lost", workdaysAgo: 70 }],
  [18, { aftermath: "returned", workdaysAgo: 20 }],
];

export function answeredCases(cases: number): Readonly<Record<number, AnsweredCase>> {
  return cases < 24 ? {} : Object.fromEntries(places);
}

interface Answered extends AnsweredCase {
  readonly n: number;
  readonly applicationId: string;
  readonly letterId: string;
  readonly issuedOn: CalendarDay;
  readonly today: CalendarDay;
}

const organ = "云州市人民政府";
const court = "云州市城区人民法院";
const upperCourt = "云州市中级人民法院";

/** Lives through what came after the answer, day by day, each step by the people and the rules of the office. */
export async function followUp(stage: Stage, answered: Answered): Promise<void> {
  const { aftermath, applicationId, letterId, issuedOn, today } = answered;
  const work = stage.as("hejing");
  /** The day a number of natural days after the answer, never later than today. */
  const after = (days: number): CalendarDay => {
    const day = addDays(issuedOn, days);
    return day < today ? day : today;
  };
  const on = (day: CalendarDay, minute: number): CalendarDay => {
    at(stage, day, minute);
    return day;
  };
  if (aftermath === "waiting") return;

  const sent = on(after(0), 200);
  must(
    await recordService(work, {
      letterId,
      method: "post",
      clockDate: sent,
      trackingNo: `10991200${answered.n}`,
      note: "",
    }),
    "serve",
  );
  if (aftermath === "returned") {
    must(
      await recordDelivery(work, {
        letterId,
        kind: "returned",
        onDay: on(after(8), 200),
        cause: "unclaimed",
        trackingNo: "",
        note: "退件签条：逾期未领",
      }),
      "return",
    );
    must(
      await recordDelivery(work, {
        letterId,
        kind: "sent",
        onDay: on(after(9), 210),
        method: "post",
        trackingNo: "1099121800",
        note: "电话核对后寄往现住址",
      }),
      "send again",
    );
    return;
  }
  must(
    await recordDelivery(work, {
      letterId,
      kind: "received",
      onDay: on(after(4), 200),
      trackingNo: "",
      note: "回执，本人签收",
    }),
    "receive",
  );

  if (aftermath === "archived") {
    on(after(12), 210);
    must(
      await archiveCase(work, {
        applicationId,
        archiveNo: `JGB·${issuedOn.slice(0, 4)}-D30-0007`,
        retention: "thirtyYears",
        withPdf: false,
      }),
      "archive",
    );
    return;
  }

  const copy = aftermath === "reconsidered" ? workdaysBefore(today, 3) : after(20);
  on(copy, 220);
  const { disputeId } = must(
    await registerDispute(work, {
      applicationId,
      letterId,
      kind: "reconsideration",
      procedure: "normal",
      organ,
      caseNo: `云政复〔${copy.slice(0, 4)}〕${10 + answered.n}号`,
      filedOn: addDays(copy, -5),
      copyReceivedOn: copy,
      note: "",
    }),
    "dispute",
  );
  if (aftermath === "reconsidered") {
    must(
      await recordDeliberation(work, {
        applicationId,
        heldOn: on(workdaysBefore(today, 1), 230),
        chair: "郑克",
        participants: ["何静", "周敏", "赵立群"],
        question: "告知的网址能否直接打开申请人所要的文件，复议答复怎样举证",
        opinions: [
          { name: "周敏", opinion: "网页有效，须附打开页面的截图和时间" },
          { name: "赵立群", opinion: "由业务科室出具文件与申请内容一致的说明" },
        ],
        conclusion: "按期答复，提交截图、网页存档和业务科室说明",
      }),
      "deliberate",
    );
    return;
  }

  const step = async (kind: "answered" | "decided", onDay: CalendarDay, more: object) => {
    on(onDay, 240);
    must(
      await recordDisputeStep(work, { disputeId, step: kind, onDay, lesson: "", note: "", ...more }),
      kind,
    );
  };
  await step("answered", addWorkdays(copy, 6, officialCalendar).day, { note: "答复书和证据目录" });
  if (aftermath === "lost") {
    await step("decided", after(60), {
      receivedOn: after(62),
      decision: "revoked",
      reason: "contentMisread",
      lesson: "网站上只有公告，没有申请人要的合同；告知获取途径以前先打开网页核对内容",
    });
    return;
  }
  await step("decided", after(55), { receivedOn: after(57), decision: "maintained" });

  // After the reconsideration the applicant sued, lost, and appealed.
  on(after(70), 250);
  const suit = must(
    await registerDispute(work, {
      applicationId,
      letterId,
      kind: "suitAfter",
      procedure: "normal",
      organ: court,
      caseNo: `（${today.slice(0, 4)}）云0102行初88号`,
      filedOn: after(66),
      copyReceivedOn: after(70),
      note: "",
    }),
    "suit",
  );
  const inCourt = async (kind: "answered" | "decided", onDay: CalendarDay, more: object) => {
    on(onDay, 260);
    must(
      await recordDisputeStep(work, {
        disputeId: suit.disputeId,
        step: kind,
        onDay,
        lesson: "",
        note: "",
        ...more,
      }),
      kind,
    );
  };
  await inCourt("answered", after(80), {});
  await inCourt("decided", after(160), { receivedOn: after(165), decision: "claimRejected" });
  const appealCopy = workdaysBefore(today, 5);
  on(appealCopy, 270);
  must(
    await registerAppeal(work, {
      disputeId: suit.disputeId,
      appellant: "applicant",
      court: upperCourt,
      caseNo: "",
      appealedOn: addDays(appealCopy, -8),
      copyReceivedOn: appealCopy,
      note: "",
    }),
    "appeal",
  );
}
