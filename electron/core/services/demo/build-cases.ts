import type { ApplicationIntake } from "../../../../shared/contract/applications.ts";
import { addWorkdays, officialCalendar } from "../../../../shared/domain/clock/index.ts";
import type { CalendarDay } from "../../../../shared/kernel/calendar-day.ts";
import { registerApplication } from "../applications/register-application.ts";
import { createLetter } from "../letters/write-letters.ts";
import { recordService } from "../letters/serve-letter.ts";
import { demoIdNumber, demoMobile, demoName, demoRequest } from "./demo-texts.ts";
import { followUp, type AnsweredCase } from "./answered-cases.ts";
import { askThirdParty } from "./consulted-case.ts";
import { at, must, workdaysBefore, type Stage } from "./demo-stage.ts";
import { draftRefusal, refusalAt } from "./refused-case.ts";
import { followLiftCase } from "./lift-case.ts";
import { signedLetter } from "./signed-letter.ts";

const casesBuiltWithLetters = 40;

const channels = ["inPerson", "registeredMail", "internet", "ordinaryMail", "fax", "oral"] as const;

interface Answer {
  readonly template: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What the cases without a life after the answer were told, by turns, so that the year's report has several results. */
function answers(received: CalendarDay): readonly Answer[] {
  return [
    {
      template: "disclosure-granted-proactive",
      fields: {
        publishedOn: workdaysBefore(received, 40),
        publicLocation: "云州市人民政府网站“法定主动公开内容”栏目",
      },
    },
    {
      template: "unable-not-responsible",
      fields: {
        notResponsibleReason: "您申请公开的审批材料由自然资源主管部门制作并保存",
        competentOrganName: "云州市自然资源和规划局",
        competentOrganContact: "云州市城区规划路9号，0300-5550177",
      },
    },
    {
      template: "unable-processing-required",
      fields: {
        processingReason: "按楼栋汇总的材料须从历年各项目的竣工资料中逐份摘录、统计",
        existingMaterial: "本机关可以向您提供现有的各项目竣工验收备案表",
      },
    },
  ];
}

/** Cases in every state of the clock, by turns; some answered ones have a life after the answer. */
export async function buildCase(
  stage: Stage,
  n: number,
  today: CalendarDay,
  workdaysAgo: number,
  life: AnsweredCase | "lift" | undefined,
): Promise<void> {
  const { rng } = stage;
  const work = stage.as("hejing");
  const received = workdaysBefore(today, workdaysAgo);
  at(stage, received, 10 + (n % 300));
  const channel = channels[n % channels.length] ?? "inPerson";
  const confirms = channel === "internet" || channel === "ordinaryMail" || channel === "fax";
  const organisation = n % 5 === 4;
  const intake: ApplicationIntake = {
    applicantType: organisation ? "commercialEnterprise" : "citizen",
    applicantName: organisation
      ? `云州${rng.pick(["恒升电梯", "广厦建筑", "安泰物业"])}有限公司`
      : demoName(rng),
    idType: organisation ? "营业执照" : "居民身份证",
    idNumber: organisation ? "" : demoIdNumber(rng),
    legalRepresentative: "",
    agentName: "",
    agentProof: "",
    coApplicants: [],
    representative: 0,
    helpKinds: [],
    helpNote: "",
    difficultyReason: "",
    readBack: false,
    phone: demoMobile(rng),
    email: "",
    postalAddress: `云州市城区${rng.pick(["解放街", "建设路"])}${1 + rng.int(200)}号`,
    postcode: "990400",
    requestedInformation: demoRequest(rng, n),
    obtainMethod: n % 3 === 2 ? "email" : "post",
    carrierForm: n % 3 === 2 ? "electronic" : "paper",
    helpNeeded: false,
    submissionChannel: channel,
    arrivedOn: received,
    ...(confirms && (life || n % 9 !== 8) ? { confirmedOn: received } : {}),
    receiptEvidence:
      channel === "registeredMail"
        ? "EMS 1099000000000，收发室签收"
        : confirms
          ? "电话确认"
          : "当面提交，出具回执",
  };
  const { applicationId } = must(await registerApplication(work, intake), "register");
  if (life === "lift") {
    await followLiftCase(stage, applicationId, received);
    return;
  }
  if (!life && (n >= casesBuiltWithLetters || (confirms && n % 9 === 8))) return;
  const next = (workdays: number) => {
    const day = addWorkdays(received, workdays, officialCalendar).day;
    return day < today ? day : today;
  };
  if (life) {
    const letterId = await signedLetter(
      stage,
      applicationId,
      "disclosure-granted-proactive",
      {
        publishedOn: workdaysBefore(received, 30),
        publicLocation: "云州市人民政府网站“法定主动公开内容”栏目",
      },
      next(4),
    );
    await followUp(stage, { ...life, n, applicationId, letterId, issuedOn: next(4), today });
    return;
  }
  const refused = refusalAt(n);
  if (refused) {
    await draftRefusal(stage, applicationId, refused, next(5));
    return;
  }
  switch (n % 6) {
    case 1: {
      await askThirdParty(stage, applicationId, {
        sentOn: next(2),
        receivedOn: next(3) < today ? next(3) : undefined,
        trackingNo: `10991000${n}`,
      });
      break;
    }
    case 2: {
      const letterId = await signedLetter(
        stage,
        applicationId,
        "correction-notice",
        {
          correctionItems: ["所需政府信息的名称、文号或者其他特征性描述"],
          guidance: "写明项目名称和大致时间",
          correctionDays: 15,
        },
        next(2),
      );
      must(
        await recordService(stage.as("hejing"), {
          letterId,
          method: "post",
          clockDate: next(2),
          receivedOn: next(2),
          trackingNo: `10990000${n}`,
          note: "",
        }),
        "serve",
      );
      break;
    }
    case 3: {
      const { template, fields } = answers(received)[Math.floor(n / 6) % 3] as Answer;
      const letterId = await signedLetter(stage, applicationId, template, fields, next(3));
      must(
        await recordService(stage.as("hejing"), {
          letterId,
          method: "post",
          clockDate: next(3),
          trackingNo: `10990000${n}`,
          note: "",
        }),
        "serve",
      );
      break;
    }
    case 4: {
      at(stage, next(3), 45);
      must(
        await createLetter(work, {
          applicationId,
          template: "disclosure-partial",
          facts: {},
          reasons: [{ text: "含有商业秘密，能够区分处理", article: "条例37" }],
        }),
        "partial letter",
      );
      break;
    }
    default:
      break;
  }
}
