import { Button, Input } from "antd";
import { useState } from "react";

import type { ReferralView } from "../../../shared/contract/referrals.ts";
import { referralSteps, type ReferralStep } from "../../../shared/domain/review/referral.ts";
import { parseCalendarDay } from "../../../shared/kernel/calendar-day.ts";
import { DayInput } from "../../components/day-input/day-input.tsx";
import { Field } from "../../components/field/field.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useToday } from "../../session/session-store.ts";

export type StepAct = ReferralStep;

/** What can be recorded of a referral now. */
export function stepActs(referral: Pick<ReferralView, "state" | "steps">): readonly StepAct[] {
  if (referral.state === "drafted") return ["sent", "withdrawn"];
  if (referral.state !== "sent") return [];
  const received = referral.steps.some((step) => step.step === "received");
  return [...(received ? [] : ["received" as const]), "reminded", "withdrawn"];
}

const dayLabels: Readonly<Record<StepAct, string>> = {
  sent: "发出日期（函的成文日期）",
  received: "对方签收日期",
  reminded: "催办日期",
  withdrawn: "撤回日期",
};
const noteLabels: Readonly<Record<StepAct, string>> = {
  sent: "怎样送达",
  received: "签收人、回执",
  reminded: "向谁催办、怎样答复",
  withdrawn: "撤回的理由",
};

/** One step of the life of a referral: its day, its number where it is sent, and when to ask again. */
export function ReferralStepForm({
  referral,
  step,
  onDone,
  onClose,
}: {
  readonly referral: ReferralView;
  readonly step: StepAct;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const today = useToday();
  const [onDay, setOnDay] = useState<string>(today);
  const [docNumber, setDocNumber] = useState("");
  const [note, setNote] = useState("");
  const [followUpOn, setFollowUpOn] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<CallError>();
  const needsNote = step === "reminded" || step === "withdrawn";
  const day = parseCalendarDay(onDay);
  const followUp = parseCalendarDay(followUpOn);
  const record = async (): Promise<void> => {
    if (!day) return;
    setBusy(true);
    const answer = await call("referrals.recordStep", {
      referralId: referral.referralId,
      step,
      onDay: day,
      ...(step === "sent" ? { docNumber: docNumber.trim() } : {}),
      note: note.trim(),
      ...(followUp && step !== "withdrawn" ? { followUpOn: followUp } : {}),
    });
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.error);
    if (answer.ok) onDone();
  };
  return (
    <form
      className="referral__form"
      aria-label={referralSteps[step]}
      onSubmit={(event) => {
        event.preventDefault();
        void record();
      }}
    >
      {step === "sent" ? (
        <Field label="发文字号" required hint="按本机关发文登记的编号">
          {(control) => (
            <Input
              {...control}
              value={docNumber}
              placeholder="云建函〔2026〕31号"
              onChange={(event) => setDocNumber(event.target.value)}
            />
          )}
        </Field>
      ) : null}
      <Field label={dayLabels[step]} required>
        {(control) => <DayInput control={control} value={onDay} onChange={setOnDay} />}
      </Field>
      <Field label={noteLabels[step]} required={needsNote}>
        {(control) => <Input {...control} value={note} onChange={(event) => setNote(event.target.value)} />}
      </Field>
      {step === "withdrawn" ? null : (
        <Field label="何日催办" hint="不填的按期限催办">
          {(control) => <DayInput control={control} value={followUpOn} onChange={setFollowUpOn} />}
        </Field>
      )}
      {problem ? <ErrorPanel error={problem} about="没有记下" /> : null}
      <div className="referral__acts">
        <Button
          htmlType="submit"
          type="primary"
          size="small"
          danger={step === "withdrawn"}
          loading={busy}
          disabled={!day || (needsNote && note.trim() === "") || (step === "sent" && docNumber.trim() === "")}
        >
          {step === "withdrawn" ? "撤回，重新审查" : "记下"}
        </Button>
        <Button size="small" onClick={onClose}>
          取消
        </Button>
      </div>
    </form>
  );
}
