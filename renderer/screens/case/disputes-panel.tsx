import { Button, Input, Modal, Select } from "antd";
import { useState } from "react";

import type { CaseView } from "../../../shared/contract/applications.ts";
import type { DisputeView } from "../../../shared/contract/disputes.ts";
import {
  disputeAnswerDue,
  disputeDecisions,
  disputeKinds,
  disputeProcedures,
  disputeStates,
  lossReasons,
  type DisputeDecision,
  type DisputeKind,
  type DisputeProcedure,
  type DisputeStep,
  type LossReason,
} from "../../../shared/domain/application/dispute.ts";
import { formatChineseDate, parseCalendarDay } from "../../../shared/kernel/calendar-day.ts";
import { DayInput } from "../../components/day-input/day-input.tsx";
import { Field } from "../../components/field/field.tsx";
import { Notice } from "../../components/notice/notice.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { Tag } from "../../components/tag/tag.tsx";
import { showToast } from "../../components/toast/toast-store.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useView } from "../../core-client/use-view.ts";
import { useWorkCalendar } from "../../session/calendar-store.ts";

const optionsOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

const decisionOptions = Object.entries(disputeDecisions).map(([value, { label }]) => ({ value, label }));

function RegisterDialog({ view, onClose }: { readonly view: CaseView; readonly onClose: () => void }) {
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
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CallError>();
  const filed = parseCalendarDay(filedOn);
  const copy = parseCalendarDay(copyOn);
  const due = copy ? disputeAnswerDue({ kind, procedure, copyReceivedOn: copy }, calendar) : undefined;
  const run = async (): Promise<void> => {
    setTried(true);
    if (!filed || !copy || organ.trim() === "" || busy) return;
    setBusy(true);
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
    setBusy(false);
    if (!answer.ok) {
      setError(answer.error);
      return;
    }
    showToast("已登记");
    onClose();
  };
  return (
    <Modal
      open
      title="登记复议、诉讼"
      width={640}
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          不登记
        </Button>,
        <Button key="run" type="primary" loading={busy} onClick={() => void run()}>
          登记
        </Button>,
      ]}
    >
      <div className="event-form">
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
          {(control) => (
            <Input {...control} value={organ} onChange={(event) => setOrgan(event.target.value)} />
          )}
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
      </div>
      {due && (
        <div className="event-effect" aria-live="polite">
          书面答复并提交证据、依据的期限：{formatChineseDate(due.day)}（{due.article}
          ）。逾期不提交的，视为没有证据、依据。
        </div>
      )}
      {error && <ErrorPanel error={error} about="没有登记成" />}
    </Modal>
  );
}

const stepTitles: Readonly<Record<DisputeStep, string>> = {
  answered: "登记已答复举证",
  decided: "登记结果",
  voided: "撤销误登",
};

function StepDialog({
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
  const [decision, setDecision] = useState<DisputeDecision>("maintained");
  const [reason, setReason] = useState<LossReason>("groundWrong");
  const [lesson, setLesson] = useState("");
  const [note, setNote] = useState("");
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CallError>();
  const onDay = parseCalendarDay(day);
  const received = parseCalendarDay(receivedOn);
  const lost = step === "decided" && disputeDecisions[decision].result === "corrected";
  const missing = (lost && lesson.trim() === "") || (step === "voided" && note.trim() === "");
  const run = async (): Promise<void> => {
    setTried(true);
    if (!onDay || missing || busy) return;
    setBusy(true);
    const answer = await call("disputes.record", {
      disputeId: dispute.disputeId,
      step,
      onDay,
      ...(step === "decided" ? { decision } : {}),
      ...(step === "decided" && received ? { receivedOn: received } : {}),
      ...(lost ? { reason, lesson: lesson.trim() } : {}),
      note: note.trim(),
    });
    setBusy(false);
    if (!answer.ok) {
      setError(answer.error);
      return;
    }
    showToast("已登记");
    onClose();
  };
  return (
    <Modal
      open
      title={stepTitles[step]}
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          不登记
        </Button>,
        <Button key="run" type="primary" loading={busy} onClick={() => void run()}>
          登记
        </Button>,
      ]}
    >
      <div className="event-form">
        {step === "decided" && (
          <Field label="结果" required>
            {({ id }) => (
              <Select
                id={id}
                value={decision}
                options={decisionOptions}
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
          <>
            <Field label="为什么被纠正" required>
              {({ id }) => (
                <Select
                  id={id}
                  value={reason}
                  options={optionsOf(lossReasons)}
                  onChange={(next: LossReason) => setReason(next)}
                />
              )}
            </Field>
            <Field
              label="教训"
              wide
              required
              hint="以后选用同一种文书、同一理由的人会看到：应当怎样做"
              problem={tried && lesson.trim() === "" ? "写明应当怎样做" : undefined}
            >
              {(control) => (
                <Input.TextArea
                  {...control}
                  rows={3}
                  value={lesson}
                  onChange={(event) => setLesson(event.target.value)}
                />
              )}
            </Field>
          </>
        )}
        <Field
          label={step === "voided" ? "为什么是误登" : "备注"}
          wide
          required={step === "voided"}
          problem={tried && step === "voided" && note.trim() === "" ? "写明理由" : undefined}
        >
          {(control) => <Input {...control} value={note} onChange={(event) => setNote(event.target.value)} />}
        </Field>
      </div>
      {error && <ErrorPanel error={error} about="没有登记成" />}
    </Modal>
  );
}

function tagOf(dispute: DisputeView): {
  readonly kind: "soon" | "law" | "done" | "plain";
  readonly text: string;
} {
  const { state } = dispute.reading;
  if (state === "decided" && dispute.decision)
    return {
      kind: disputeDecisions[dispute.decision].result === "corrected" ? "law" : "done",
      text: disputeDecisions[dispute.decision].label,
    };
  return {
    kind: state === "answerLate" ? "law" : state === "toAnswer" ? "soon" : "plain",
    text: disputeStates[state],
  };
}

/** 复议、诉讼: what came in about this case, until when it must be answered, how it ended and what it teaches. */
export function DisputesPanel({ view, mayWrite }: { readonly view: CaseView; readonly mayWrite: boolean }) {
  const { value, error, reload } = useView("disputes.list", { applicationId: view.applicationId }, [
    "disputes",
  ]);
  const [registering, setRegistering] = useState(false);
  const [act, setAct] = useState<{ readonly dispute: DisputeView; readonly step: DisputeStep }>();
  if (error) return <ErrorPanel error={error} about="复议、诉讼没有取出来" onRetry={() => void reload()} />;
  if (!value) return null;
  return (
    <Panel
      title="复议、诉讼"
      remark={value.length > 0 ? `${value.length} 件` : "没有"}
      flush={value.length > 0}
      extra={
        mayWrite ? (
          <button type="button" className="link-button" onClick={() => setRegistering(true)}>
            登记复议、诉讼
          </button>
        ) : undefined
      }
    >
      {value.length === 0 && (
        <p className="ink-2 text-13">收到复议申请书或者起诉状副本后在这里登记，答复期限自动计算。</p>
      )}
      {value.map((dispute) => {
        const tag = tagOf(dispute);
        const { reading } = dispute;
        const waiting = reading.state === "toAnswer" || reading.state === "answerLate";
        return (
          <div key={dispute.disputeId} className="consultation">
            <div className="consultation__head">
              <strong>{disputeKinds[dispute.kind]}</strong>
              <Tag kind={tag.kind}>{tag.text}</Tag>
              <span className="consultation__when">
                {dispute.organ} {dispute.caseNo}
              </span>
            </div>
            <p className="ink-2 text-13">
              {formatChineseDate(dispute.copyReceivedOn)}收到副本
              {dispute.letter
                ? `，针对${dispute.letter.docNumber || dispute.letter.templateName}`
                : "，针对没有答复"}
              {dispute.answeredOn ? `，${formatChineseDate(dispute.answeredOn)}已答复举证` : ""}
              {dispute.decidedOn ? `，${formatChineseDate(dispute.decidedOn)}审结` : ""}
            </p>
            {waiting && (
              <p className={reading.state === "answerLate" ? "text-law text-13" : "text-soon text-13"}>
                {formatChineseDate(reading.answerDue.day)}前书面答复并提交证据、依据（
                {reading.answerDue.article}）
              </p>
            )}
            {dispute.reason && (
              <p className="text-13">
                {lossReasons[dispute.reason]}：{dispute.lesson}
              </p>
            )}
            {mayWrite && reading.state !== "decided" && reading.state !== "voided" && (
              <p className="delivery__acts">
                {(["answered", "decided", "voided"] as const)
                  .filter((step) => step !== "answered" || !dispute.answeredOn)
                  .map((step) => (
                    <button
                      key={step}
                      type="button"
                      className="link-button text-13"
                      onClick={() => setAct({ dispute, step })}
                    >
                      {stepTitles[step]}
                    </button>
                  ))}
              </p>
            )}
          </div>
        );
      })}
      {registering && <RegisterDialog view={view} onClose={() => setRegistering(false)} />}
      {act && (
        <StepDialog view={view} dispute={act.dispute} step={act.step} onClose={() => setAct(undefined)} />
      )}
    </Panel>
  );
}

/** What lost cases say to whoever is about to use the same letter. */
export function LessonNotices({ template }: { readonly template: string }) {
  const { value } = useView("disputes.lessons", { template }, ["disputes"]);
  return (
    <>
      {(value ?? []).slice(0, 3).map((lesson) => (
        <Notice
          key={`${lesson.docNumber}${lesson.decidedOn}`}
          kind="law"
          title={`同类答复曾被纠正：${lossReasons[lesson.reason]}`}
        >
          {lesson.docNumber}，{disputeKinds[lesson.kind]}，{formatChineseDate(lesson.decidedOn)}
          {disputeDecisions[lesson.decision].label}。{lesson.text}
        </Notice>
      ))}
    </>
  );
}
