import { Input, Select } from "antd";
import { useState } from "react";

import type { CaseView } from "../../../shared/contract/applications.ts";
import type { AppealView, DisputeView } from "../../../shared/contract/disputes.ts";
import {
  appealAnswerDue,
  appealDecisions,
  appellants,
  courtDecisions,
  type AppealDecision,
  type AppealStep,
  type Appellant,
} from "../../../shared/domain/application/appeal.ts";
import {
  disputeDecisions,
  type DisputeDecision,
  type LossReason,
} from "../../../shared/domain/application/dispute.ts";
import { formatChineseDate, parseCalendarDay } from "../../../shared/kernel/calendar-day.ts";
import { DayInput } from "../../components/day-input/day-input.tsx";
import { Field } from "../../components/field/field.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useWorkCalendar } from "../../session/calendar-store.ts";
import { LossFields, optionsOf } from "./loss-fields.tsx";
import { RecordingDialog } from "./recording-dialog.tsx";

/** Receipt of the copy of an appeal, or the organ's own appeal. */
export function RegisterAppealDialog({
  view,
  dispute,
  onClose,
}: {
  readonly view: CaseView;
  readonly dispute: DisputeView;
  readonly onClose: () => void;
}) {
  const calendar = useWorkCalendar();
  const [appellant, setAppellant] = useState<Appellant>("applicant");
  const [court, setCourt] = useState("");
  const [caseNo, setCaseNo] = useState("");
  const [appealedOn, setAppealedOn] = useState("");
  const [copyOn, setCopyOn] = useState<string>(view.today);
  const [tried, setTried] = useState(false);
  const appealed = parseCalendarDay(appealedOn);
  const withCopy = appellant !== "organ";
  const copy = withCopy ? parseCalendarDay(copyOn) : undefined;
  const due = copy ? appealAnswerDue({ copyReceivedOn: copy }, calendar) : undefined;
  const run = async (): Promise<CallError | "incomplete" | undefined> => {
    setTried(true);
    if (!appealed || (withCopy && !copy) || court.trim() === "") return "incomplete";
    const answer = await call("disputes.registerAppeal", {
      disputeId: dispute.disputeId,
      appellant,
      court: court.trim(),
      caseNo: caseNo.trim(),
      appealedOn: appealed,
      ...(copy ? { copyReceivedOn: copy } : {}),
    });
    return answer.ok ? undefined : answer.error;
  };
  return (
    <RecordingDialog
      title="登记二审"
      done="已登记二审"
      onRun={run}
      onClose={onClose}
      below={
        <>
          <div className="event-effect" aria-live="polite">
            {due
              ? `答辩期限：${formatChineseDate(due.day)}（${due.article}）。`
              : "本机关上诉的，没有答辩期限。"}
            二审期间一审判决不算生效，年度报告表三记为尚未审结，不另计一件。
          </div>
        </>
      }
    >
      <Field label="谁上诉" required>
        {({ id }) => (
          <Select
            id={id}
            value={appellant}
            options={optionsOf(appellants)}
            onChange={(next: Appellant) => setAppellant(next)}
          />
        )}
      </Field>
      <Field
        label="二审人民法院"
        required
        problem={tried && court.trim() === "" ? "写明法院名称" : undefined}
      >
        {(control) => <Input {...control} value={court} onChange={(event) => setCourt(event.target.value)} />}
      </Field>
      <Field label="案号">
        {(control) => (
          <Input {...control} value={caseNo} onChange={(event) => setCaseNo(event.target.value)} />
        )}
      </Field>
      <Field label="上诉日期" required problem={tried && !appealed ? "写明日期" : undefined}>
        {(control) => (
          <DayInput control={control} max={view.today} value={appealedOn} onChange={setAppealedOn} />
        )}
      </Field>
      {withCopy && (
        <Field label="收到上诉状副本日期" required problem={tried && !copy ? "写明日期" : undefined}>
          {(control) => <DayInput control={control} max={view.today} value={copyOn} onChange={setCopyOn} />}
        </Field>
      )}
    </RecordingDialog>
  );
}

export const appealStepTitles: Readonly<Record<AppealStep, string>> = {
  answered: "登记已答辩",
  decided: "登记二审结果",
  retried: "登记重审结果",
  voided: "撤销误登的二审",
};

/** What may be recorded of an appeal now. */
export function nextAppealSteps(appeal: AppealView): readonly AppealStep[] {
  if (appeal.reading.state === "awaitingRetrial") return ["retried"];
  if (appeal.decision) return [];
  return appeal.copyReceivedOn && !appeal.answeredOn
    ? ["answered", "decided", "voided"]
    : ["decided", "voided"];
}

const dayWords: Readonly<Record<AppealStep, string>> = {
  answered: "提交日期",
  decided: "判决、裁定日期",
  retried: "重审判决日期",
  voided: "日期",
};

export function AppealStepDialog({
  view,
  appeal,
  step,
  onClose,
}: {
  readonly view: CaseView;
  readonly appeal: AppealView;
  readonly step: AppealStep;
  readonly onClose: () => void;
}) {
  const [day, setDay] = useState<string>(view.today);
  const [receivedOn, setReceivedOn] = useState<string>(view.today);
  const [decision, setDecision] = useState<AppealDecision>("upheld");
  const [judgment, setJudgment] = useState<DisputeDecision>("claimRejected");
  const [reason, setReason] = useState<LossReason>("groundWrong");
  const [lesson, setLesson] = useState("");
  const [note, setNote] = useState("");
  const [tried, setTried] = useState(false);
  const onDay = parseCalendarDay(day);
  const received = parseCalendarDay(receivedOn);
  const judged = step === "decided" || step === "retried";
  const judging = step === "retried" || (step === "decided" && decision === "changed");
  const lost = judging && disputeDecisions[judgment].result === "corrected";
  const run = async (): Promise<CallError | "incomplete" | undefined> => {
    setTried(true);
    if (!onDay || (lost && lesson.trim() === "") || (step === "voided" && note.trim() === ""))
      return "incomplete";
    const answer = await call("disputes.recordAppeal", {
      appealId: appeal.appealId,
      step,
      onDay,
      ...(step === "decided" ? { decision } : {}),
      ...(judging ? { newDecision: judgment as (typeof courtDecisions)[number] } : {}),
      ...(judged && received ? { receivedOn: received } : {}),
      ...(lost ? { reason, lesson: lesson.trim() } : {}),
      note: note.trim(),
    });
    return answer.ok ? undefined : answer.error;
  };
  return (
    <RecordingDialog title={appealStepTitles[step]} width={520} onRun={run} onClose={onClose}>
      {step === "decided" && (
        <Field label="二审结果" wide={judging} required>
          {({ id }) => (
            <Select
              id={id}
              value={decision}
              options={optionsOf(appealDecisions)}
              onChange={(next: AppealDecision) => setDecision(next)}
            />
          )}
        </Field>
      )}
      {judging && (
        <Field label={step === "retried" ? "重审怎样判" : "改判为"} wide required>
          {({ id }) => (
            <Select
              id={id}
              value={judgment}
              options={courtDecisions.map((value) => ({ value, label: disputeDecisions[value].label }))}
              onChange={(next: DisputeDecision) => setJudgment(next)}
            />
          )}
        </Field>
      )}
      <Field label={dayWords[step]} required problem={tried && !onDay ? "写明日期" : undefined}>
        {(control) => <DayInput control={control} max={view.today} value={day} onChange={setDay} />}
      </Field>
      {judged && (
        <Field label="收到日期">
          {(control) => (
            <DayInput control={control} max={view.today} value={receivedOn} onChange={setReceivedOn} />
          )}
        </Field>
      )}
      {lost && (
        <LossFields reason={reason} lesson={lesson} tried={tried} onReason={setReason} onLesson={setLesson} />
      )}
      <Field
        label={step === "voided" ? "为什么是误登" : "备注"}
        wide
        required={step === "voided"}
        problem={tried && step === "voided" && note.trim() === "" ? "写明理由" : undefined}
      >
        {(control) => <Input {...control} value={note} onChange={(event) => setNote(event.target.value)} />}
      </Field>
    </RecordingDialog>
  );
}
