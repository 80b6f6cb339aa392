import { readDeliverySteps, readLettersOfApplication } from "../../../../db/readers/applications.ts";
import type { AppealRecord } from "../../../../db/readers/appeals.ts";
import { readCaseFiles } from "../../../../db/readers/case-files.ts";
import { readAuditOf } from "../../../../db/readers/audit.ts";
import { readDeliberations } from "../../../../db/readers/deliberations.ts";
import { readDisputes } from "../../../../db/readers/disputes.ts";
import { readRevision, readRevisionAttachments } from "../../../../db/readers/items.ts";
import type { ApplicationRecord, LetterRecord } from "../../../../db/readers/applications.ts";
import { appealDecisions, appellants } from "../../../../shared/domain/application/appeal.ts";
import { reportDisputeOf } from "../../../../shared/domain/application/counted-dispute.ts";
import {
  archiveFileName,
  csvText,
  type ArchiveFacts,
} from "../../../../shared/domain/application/archive-bag.ts";
import { caseFileKinds, caseFileOrder } from "../../../../shared/domain/application/case-file.ts";
import { minutesModel } from "../../../../shared/domain/application/deliberation.ts";
import { deliveryMethods, returnCauses } from "../../../../shared/domain/application/delivery.ts";
import {
  disputeDecisions,
  disputeKinds,
  lossReasons,
} from "../../../../shared/domain/application/dispute.ts";
import { auditActs, type AuditAct } from "../../../../shared/domain/audit/audit-acts.ts";
import { composeLetter } from "../../../../shared/domain/letters/compose-letter.ts";
import type { LetterId } from "../../../../shared/domain/letters/letter-id.ts";
import { letterOutcomes } from "../../../../shared/domain/letters/outcome.ts";
import {
  letterTemplates,
  shippedTemplate,
} from "../../../../shared/domain/letters/templates/letter-templates.ts";
import { applicantNames } from "../../../../shared/domain/application/joint-applicants.ts";
import {
  dayOfInstant,
  officeTime,
  type CalendarDay,
  type Instant,
} from "../../../../shared/kernel/calendar-day.ts";
import { sha256Hex } from "../../blobs/blob-store.ts";
import { caseFields } from "../letters/case-fields.ts";
import { readCaseFacts, readLetterFacts } from "../letters/letter-state.ts";
import { appealOf, disputeOf } from "../applications/disputes.ts";
import { clockProofOf } from "../applications/clock-proof.ts";
import type { Work } from "../work.ts";
import { consultationEntries } from "./consultation-entries.ts";
import { legalOpinionEntries } from "./legal-opinion-entries.ts";
import type { PlannedEntry } from "./planned-entry.ts";

/** A file of the case file: its name, what it is, who made it when. */
export interface CaseFileEntry {
  readonly fileName: string;
  readonly title: string;
  readonly responsible: string;
  readonly date: string;
  readonly bytes: Uint8Array;
}

export interface CaseFilePlan {
  readonly entries: readonly PlannedEntry[];
  readonly facts: Omit<ArchiveFacts, "unreadable">;
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

const isSigned = (letter: LetterRecord): boolean => letter.issue !== undefined && !letter.voided;

/** The letters of the applicant's side: the form and the register entry as the case has them. */
async function formEntries(work: Work, application: ApplicationRecord): Promise<readonly PlannedEntry[]> {
  const { facts } = await readCaseFacts(work, application);
  const sheet = (id: LetterId, order: string): PlannedEntry => {
    const template = shippedTemplate(id);
    return {
      fileName: `${order}-${template.name}.docx`,
      title: template.name,
      responsible:
        id === "application-form" ? applicantNames(facts.intake).join("、") : work.profile.organName,
      date: facts.intake.arrivedOn,
      make: async () =>
        work.letterDesk.docx(
          composeLetter(template, caseFields(id, facts, work.profile, work.calendar, {}), {
            templates: letterTemplates,
          }),
        ),
    };
  };
  return [
    sheet("application-form", "01"),
    ...(facts.intake.submissionChannel === "oral" ? [sheet("oral-application-transcript", "01")] : []),
    sheet("application-registration-form", "02"),
  ];
}

const disputeHeadings = [
  "种类",
  "案号",
  "机关",
  "收到副本",
  "针对文书",
  "答复举证",
  "审结",
  "结果",
  "原因",
  "教训",
  "二审法院",
  "二审案号",
  "上诉人",
  "二审收到副本",
  "二审答辩",
  "二审审结",
  "二审结果",
  "二审原因",
  "二审教训",
];

/** The second instance beside its suit; empty cells where there is none. */
function appealCells(appeal: AppealRecord | undefined): readonly string[] {
  if (!appeal) return Array.from({ length: 9 }, () => "");
  const judged = appeal.newDecision ? `，${disputeDecisions[appeal.newDecision].label}` : "";
  return [
    appeal.court,
    appeal.caseNo,
    appellants[appeal.appellant],
    appeal.copyReceivedOn ?? "",
    appeal.answeredOn ?? "",
    appeal.retriedOn ?? appeal.decidedOn ?? "",
    appeal.decision ? `${appealDecisions[appeal.decision]}${judged}` : "尚未审结",
    appeal.reason ? lossReasons[appeal.reason] : "",
    appeal.lesson,
  ];
}

/**
 * The case file in its order: application, register entry, calculation of the period, every signed letter with the
 * exact content its review covered and its attachments, legal opinions, consultations, service, disputes, history. Drafts stay out (条例45).
 */
export async function planCaseFile(
  work: Work,
  application: ApplicationRecord,
  withPdf: boolean,
): Promise<CaseFilePlan> {
  const { events, facts } = await readCaseFacts(work, application);
  const letters = await readLettersOfApplication(work.db, application.applicationId);
  const organ = work.profile.organName;
  const entries: PlannedEntry[] = [...(await formEntries(work, application))];
  if (facts.reading.receiptDate)
    entries.push({
      fileName: "03-期限计算说明.docx",
      title: "政府信息公开申请期限计算说明",
      responsible: organ,
      date: facts.today,
      make: async () => work.letterDesk.docx(clockProofOf(work, application, events)),
    });
  for (const [index, record] of (await readDeliberations(work.db, application.applicationId)).entries())
    entries.push({
      fileName: `04-会商研判纪要${index + 1}.docx`,
      title: "会商研判纪要",
      responsible: organ,
      date: record.heldOn,
      make: async () =>
        work.letterDesk.docx(
          minutesModel({
            organName: organ,
            applicationNo: application.applicationNo,
            requestedInformation: facts.intake.requestedInformation,
            deliberation: { ...record, heldOn: record.heldOn as CalendarDay },
          }),
        ),
    });
  const kept = (await readCaseFiles(work.db, application.applicationId)).filter((file) => !file.voided);
  for (const [index, file] of caseFileOrder
    .flatMap((kind) => kept.filter((each) => each.kind === kind))
    .entries())
    entries.push({
      fileName: `05-材料${String(index + 1).padStart(2, "0")}-${file.fileName}`,
      title: `${caseFileKinds[file.kind]}：${file.fileName}`,
      responsible: file.kind === "found" || file.kind === "proof" ? organ : facts.intake.applicantName,
      date: dayOfInstant(file.addedAt as Instant),
      make: async () => work.blobs.get(file.digest),
    });
  const broken: string[] = [];
  let order = 10;
  for (const letter of letters.filter(isSigned)) {
    const { issue } = letter;
    if (!issue) continue;
    const template = shippedTemplate(letter.template as LetterId);
    const name = `${String(order)}-${template.name}${issue.docNumber ? `-${issue.docNumber}` : ""}`;
    order += 1;
    const common = { responsible: organ, date: issue.issueDate };
    const drawn = (as: "docx" | "pages") => async (): Promise<Uint8Array | undefined> => {
      const state = await readLetterFacts(work, letter.letterId);
      return state && work.letterDesk[as](state.model);
    };
    entries.push({ ...common, fileName: `${name}.docx`, title: template.name, make: drawn("docx") });
    if (withPdf)
      entries.push({
        ...common,
        fileName: `${name}.pdf`,
        title: `${template.name}（版式）`,
        make: drawn("pages"),
      });
    const revision = await readRevision(work.db, issue.revisionId);
    if (!revision || sha256Hex(revision.content) !== issue.contentDigest) broken.push(template.name);
    else
      entries.push({
        ...common,
        fileName: `${name}.审查内容.json`,
        title: `${template.name}（审查所签内容）`,
        make: async () => Promise.resolve(revision.content),
      });
    for (const attachment of await readRevisionAttachments(work.db, issue.revisionId)) {
      entries.push({
        ...common,
        fileName: `${name}-附件${attachment.position}-${attachment.fileName}`,
        title: attachment.fileName,
        make: async () => work.blobs.get(attachment.digest),
      });
    }
  }
  entries.push(...(await legalOpinionEntries(work, letters, organ, facts.today)));
  entries.push(...(await consultationEntries(work, application.applicationId, letters, organ, facts.today)));
  const steps = await readDeliverySteps(work.db, application.applicationId);
  entries.push({
    fileName: "90-送达记录.csv",
    title: "送达记录",
    responsible: organ,
    date: facts.today,
    make: async () =>
      Promise.resolve(
        encode(
          csvText([
            ["文书", "步骤", "日期", "方式或者原因", "邮件号码", "凭证", "登记人"],
            ...steps.map((step) => {
              const letter = letters.find((one) => one.letterId === step.letterId);
              const how =
                step.kind === "sent"
                  ? deliveryMethods[step.method as keyof typeof deliveryMethods]
                  : step.kind === "returned"
                    ? returnCauses[step.cause as keyof typeof returnCauses]
                    : "";
              return [
                letter
                  ? `${shippedTemplate(letter.template as LetterId).name} ${letter.issue?.docNumber ?? ""}`
                  : "",
                { sent: "送出", received: "签收", returned: "退回" }[step.kind],
                step.onDay,
                how,
                step.trackingNo,
                step.note,
                step.recordedBy,
              ];
            }),
          ]),
        ),
      ),
  });
  const disputes = (await readDisputes(work.db, { applicationId: application.applicationId })).filter(
    (dispute) => !dispute.voided,
  );
  if (disputes.length > 0)
    entries.push({
      fileName: "91-复议诉讼.csv",
      title: "复议、诉讼记录",
      responsible: organ,
      date: facts.today,
      make: async () =>
        Promise.resolve(
          encode(
            csvText([
              disputeHeadings,
              ...disputes.map((dispute) => [
                disputeKinds[dispute.kind],
                dispute.caseNo,
                dispute.organ,
                dispute.copyReceivedOn,
                dispute.docNumber,
                dispute.answeredOn ?? "",
                dispute.decidedOn ?? "",
                dispute.decision ? disputeDecisions[dispute.decision].label : "尚未审结",
                dispute.reason ? lossReasons[dispute.reason] : "",
                dispute.lesson,
                ...appealCells(dispute.appeal),
              ]),
            ]),
          ),
        ),
    });
  const history = await readAuditOf(work.db, "application", application.applicationId);
  entries.push({
    fileName: "92-办理记录.csv",
    title: "办理记录",
    responsible: organ,
    date: facts.today,
    make: async () =>
      Promise.resolve(
        encode(
          csvText([
            ["时间", "人员", "事项"],
            ...history.map((entry) => [
              officeTime(entry.at as Instant),
              entry.person_name,
              auditActs[entry.act as AuditAct] ?? entry.act,
            ]),
          ]),
        ),
      ),
  });
  const signed = letters.filter(isSigned);
  const { state } = facts.reading;
  return {
    entries: entries.map((entry) => ({ ...entry, fileName: archiveFileName(entry.fileName) })),
    facts: {
      closed: state === "answered" || state === "closed",
      signed: signed.length,
      served: signed.filter((letter) => letter.service).length,
      broken,
      unfinished: letters
        .filter((letter) => !letter.issue)
        .map((letter) => shippedTemplate(letter.template as LetterId).name),
      answered: signed.some((letter) => letterOutcomes[letter.template as LetterId] !== undefined),
      received: kept.length,
      openDisputes: disputes.filter((dispute) => {
        const { closed } = reportDisputeOf(
          disputeOf(dispute),
          dispute.appeal ? appealOf(dispute.appeal) : undefined,
        ) ?? { closed: "" };
        return closed === undefined;
      }).length,
    },
  };
}

/** Makes every file; what cannot be made is named. A PDF that no converter can make is only left out. */
export async function makeCaseFile(
  plan: CaseFilePlan,
): Promise<{ readonly files: readonly CaseFileEntry[]; readonly unreadable: readonly string[] }> {
  const files: CaseFileEntry[] = [];
  const unreadable: string[] = [];
  for (const entry of plan.entries) {
    const bytes = await entry.make();
    if (bytes && bytes.length > 0)
      files.push({
        fileName: entry.fileName,
        title: entry.title,
        responsible: entry.responsible,
        date: entry.date,
        bytes,
      });
    else if (!entry.fileName.endsWith(".pdf")) unreadable.push(entry.title);
  }
  return { files, unreadable };
}
