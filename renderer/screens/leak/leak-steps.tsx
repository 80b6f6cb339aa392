import { Button, Input } from "antd";
import { useState } from "react";

import type { LeakView } from "../../../shared/contract/leaks.ts";
import { leakSteps, type LeakStep } from "../../../shared/domain/publication/leak.ts";
import { Icon } from "../../components/icon/icon.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { fullTime } from "../../wording/dates.ts";

const steps = Object.keys(leakSteps) as LeakStep[];

/** What is still to be done is no fact yet: 「固定证据」 becomes 「已固定证据」 when it is recorded. */
const toDo = (step: LeakStep): string => leakSteps[step].replace(/^已/u, "");

/** What has to be done, each recorded once with who, how and when. */
export function LeakSteps({
  view,
  onRecorded,
}: {
  readonly view: LeakView;
  readonly onRecorded: () => void;
}) {
  const [open, setOpen] = useState<LeakStep>();
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<CallError>();
  const record = async (step: LeakStep): Promise<void> => {
    setBusy(true);
    const answer = await call("leaks.recordStep", { leakId: view.leakId, step, note });
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.error);
    if (!answer.ok) return;
    setOpen(undefined);
    setNote("");
    onRecorded();
  };
  return (
    <>
      <ul className="leak__steps">
        {steps.map((step) => {
          const done = view.steps.find((each) => each.step === step);
          return (
            <li key={step}>
              <span className="leak__step">
                <span className={done ? "text-done" : "ink-2"}>
                  <Icon name={done ? "check" : "clock"} size={14} label={done ? "已办" : "未办"} />
                </span>
                <span>{done ? leakSteps[step] : toDo(step)}</span>
                {!done && view.mayAct && !view.standing.closed && open !== step ? (
                  <Button size="small" onClick={() => setOpen(step)}>
                    登记
                  </Button>
                ) : null}
              </span>
              {done ? (
                <span className="ink-2 text-13">
                  {done.by}，{fullTime(done.at)}
                  {done.note ? `：${done.note}` : ""}
                </span>
              ) : null}
              {open === step ? (
                <span className="leak__step">
                  <Input
                    size="small"
                    value={note}
                    aria-label={`${toDo(step)}：怎样办的`}
                    placeholder="怎样办的、向谁报告、编号"
                    onChange={(event) => setNote(event.target.value)}
                    onPressEnter={() => void record(step)}
                  />
                  <Button size="small" type="primary" loading={busy} onClick={() => void record(step)}>
                    记下
                  </Button>
                </span>
              ) : null}
            </li>
          );
        })}
      </ul>
      {problem ? <ErrorPanel error={problem} about="没有记下" /> : null}
    </>
  );
}
