import { Input, Select } from "antd";
import { useState } from "react";

import type { CaseView } from "../../../shared/contract/applications.ts";
import type { DisputeView } from "../../../shared/contract/disputes.ts";
import { courtDecisions } from "../../../shared/domain/application/appeal.ts";
import {
  disputeAnswerDue,
  disputeDecisions,
  disputeKinds,
  disputeProcedures,
  type DisputeDecision,
  type DisputeKind,
  type DisputeProcedure,
  type DisputeStep,
  type LossReason,
} from "../../../shared/domain/application/dispute.ts";
import { formatChineseDate, parseCalendarDay } from "../../../shared/kernel/calendar-day.ts";
import { DayInput } from "../../components/day-input/day-input.tsx";
import { Field } from "../../components/field/field.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useWorkCalendar } from "../../session/calendar-store.ts";
import { LossFields, optionsOf } from "./loss-fields.tsx";
import { RecordingDialog } from "./recording-dialog.tsx";

/** A court neither 维持 nor decides as the organ above does; each is offered what it can say. */
function decisionsFor(kind: DisputeKind): readonly DisputeDecision[] {
  return kind === "reconsideration" ? (Object.keys(disputeDecisions) as DisputeDecision[]) : courtDecisions;
}

/** Receipt of the copy of a reconsideration application or a complaint. */
export function RegisterDisputeDialog({
  view,
  onClose,
}: {
  readonly view: CaseView;
  readonly onClose: () => void;
}) {
  const calendar = useWorkCalendar();
  const letters = view.letters.filter((letter) => letter.issueDate !== undefined && letter.state !== "void");
  const [kind, setKind] = useState<DisputeKind>("reconsideration");
  const [procedure, setProcedure] = useState<DisputeProcedure>("summary");
  const [letterId, setLetterId] = useState(letters.at(-1)?.letterId ?? "");
  const [organ, setOrgan] = useState("");
  const [caseNo, setCaseNo] = useState("");
  const [filedOn, setFiledOn] = useState("");
  const [copyOn, setCopyOn] = useState<string>(view.today);
  const [tried, setTried] = useState(false);
  const filed = parseCalendarDay(filedOn);
  const copy = parseCalendarDay(copyOn);
  const due = copy ? disputeAnswerDue({ kind, procedure, copyReceivedOn: copy }, calendar) : undefined;
  const run = async (): Promise<CallError | "incomplete" | undefined> => {
    setTried(true);
    if (!filed || !copy || organ.trim() === "") return "incomplete";
    const answer = await call("disputes.register", {
      applicationId: view.applicationId,
      ...(letterId === "" ? {} : { letterId }),
      kind,
      procedure,
      organ: organ.trim(),
      caseNo: caseNo.trim(),
      filedOn: filed,
      copyReceivedOn: copy,
    });
    return answer.ok ? undefined : answer.error;
  };
  return (
    <RecordingDialog
      title="登记复议、诉讼"
      onRun={run}
      onClose={onClose}
      below={
        due && (
          <div className="event-effect" aria-live="polite">
            书面答复并提交证据、依据的期限：{formatChineseDate(due.day)}（{due.article}
            ）。逾期不提交的，视为没有证据、依据。
          </div>
        )
      }
    >
      <Field label="种类" required>
        {({ id }) => (
          <Select
            id={id}
            value={kind}
            options={optionsOf(disputeKinds)}
            onChange={(next: DisputeKind) => setKind(next)}
          />
        )}
      </Field>
      {kind === "reconsideration" && (
        <Field label="程序" required>
          {({ id }) => (
            <Select
              id={id}
              value={procedure}
              options={optionsOf(disputeProcedures)}
              onChange={(next: DisputeProcedure) => setProcedure(next)}
            />
          )}
        </Field>
      )}
      <Field label="针对哪一件文书" wide>
        {({ id }) => (
          <Select
            id={id}
            value={letterId}
            options={[
              { value: "", label: "没有答复（不作为）" },
              ...letters.map((letter) => ({
                value: letter.letterId,
                label: `${letter.templateName} ${letter.docNumber ?? ""}`,
              })),
            ]}
            onChange={(next: string) => setLetterId(next)}
          />
        )}
      </Field>
      <Field
        label={kind === "reconsideration" ? "复议机关" : "人民法院"}
        required
        problem={tried && organ.trim() === "" ? "写明机关名称" : undefined}
      >
        {(control) => <Input {...control} value={organ} onChange={(event) => setOrgan(event.target.value)} />}
      </Field>
      <Field label="案号">
        {(control) => (
          <Input {...control} value={caseNo} onChange={(event) => setCaseNo(event.target.value)} />
        )}
      </Field>
      <Field
        label={kind === "reconsideration" ? "申请复议日期" : "起诉日期"}
        required
        problem={tried && !filed ? "写明日期" : undefined}
      >
        {(control) => <DayInput control={control} max={view.today} value={filedOn} onChange={setFiledOn} />}
      </Field>
      <Field label="收到副本日期" required problem={tried && !copy ? "写明日期" : undefined}>
        {(control) => <DayInput control={control} max={view.today} value={copyOn} onChange={setCopyOn} />}
      </Field>
    </RecordingDialog>
  );
}

export const stepTitles: Readonly<Record<DisputeStep, string>> = {
  answered: "登记已答复举证",
  decided: "登记结果",
  voided: "撤销误登",
};

/** What happened to a dispute: answered, decided, or entered by mistake. */
export function DisputeStepDialog({
  view,
  dispute,
  step,
  onClose,
}: {
  readonly view: CaseView;
  readonly dispute: DisputeView;
  readonly step: DisputeStep;
  readonly onClose: () => void;
}) {
  const [day, setDay] = useState<string>(view.today);
  const [receivedOn, setReceivedOn] = useState<string>(view.today);
  const [decision, setDecision] = useState<DisputeDecision>(decisionsFor(dispute.kind)[0] ?? "claimRejected");
  const [reason, setReason] = useState<LossReason>("groundWrong");
  const [lesson, setLesson] = useState("");
  const [note, setNote] = useState("");
  const [tried, setTried] = useState(false);
  const onDay = parseCalendarDay(day);
  const received = parseCalendarDay(receivedOn);
  const lost = step === "decided" && disputeDecisions[decision].result === "corrected";
  const missing = (lost && lesson.trim() === "") || (step === "voided" && note.trim() === "");
  const run = async (): Promise<CallError | "incomplete" | undefined> => {
    setTried(true);
    if (!onDay || missing) return "incomplete";
    const answer = await call("disputes.record", {
      disputeId: dispute.disputeId,
      step,
      onDay,
      ...(step === "decided" ? { decision } : {}),
      ...(step === "decided" && received ? { receivedOn: received } : {}),
      ...(lost ? { reason, lesson: lesson.trim() } : {}),
      note: note.trim(),
    });
    return answer.ok ? undefined : answer.error;
  };
  return (
    <RecordingDialog title={stepTitles[step]} width={520} onRun={run} onClose={onClose}>
      {step === "decided" && (
        <Field label="结果" required>
          {({ id }) => (
            <Select
              id={id}
              value={decision}
              options={decisionsFor(dispute.kind).map((value) => ({
                value,
                label: disputeDecisions[value].label,
              }))}
              onChange={(next: DisputeDecision) => setDecision(next)}
            />
          )}
        </Field>
      )}
      <Field
        label={step === "answered" ? "提交日期" : step === "decided" ? "决定、判决日期" : "日期"}
        required
        problem={tried && !onDay ? "写明日期" : undefined}
      >
        {(control) => <DayInput control={control} max={view.today} value={day} onChange={setDay} />}
      </Field>
      {step === "decided" && (
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
