import { Button } from "antd";
import { useReducer, useState, type FormEvent } from "react";

import type { SetupView } from "../../../shared/contract/organisation.ts";
import { Icon } from "../../components/icon/icon.tsx";
import { Notice } from "../../components/notice/notice.tsx";
import { OrganisationForm } from "../../components/organisation-form/organisation-form.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { notForSecrets } from "../sign-in/sign-in-frame.tsx";
import { AdministratorsStep } from "./administrators-step.tsx";
import { ConfirmStep } from "./confirm-step.tsx";
import {
  firstStartReducer,
  initialFirstStart,
  setupInput,
  blockersInWords,
  stepBlockers,
  steps,
  type Step,
} from "./first-start-flow.ts";
import { IssuedSheet } from "./issued-sheet.tsx";
import { PeopleStep } from "./people-step.tsx";
import "./first-start.css";

const stepWords: Readonly<
  Record<
    Step,
    { readonly label: string; readonly title: string; readonly text: string; readonly hint: string }
  >
> = {
  organisation: {
    label: "机关资料",
    title: "填写机关资料",
    hint: "文书、指南、年报都从这里取",
    text: "这些内容会写进告知书、公开指南和年度报告，以后可由系统管理员修改。",
  },
  administrators: {
    label: "三员",
    title: "指定三名管理员",
    hint: "三人互不兼任",
    text: "系统、安全、审计三种权力分给三个人，谁都不能独自放行一件信息，也不能改自己的记录。本向导完成后自行销毁，系统里不再有任何超级账号。",
  },
  people: {
    label: "人员与角色",
    title: "指定业务人员和环节",
    hint: "承办、审核、审查、审批",
    text: "每个环节至少一人；一人在一件中只能办一个环节，承办人不能审查自己承办的事项。以后可以随时增减。",
  },
  confirm: {
    label: "确认",
    title: "核对后启用",
    hint: "启用后发放初始口令",
    text: "启用后为每人生成一个初始口令，只显示一次，首次登录时必须改掉。",
  },
};

function StepList({
  current,
  isDone,
  onGo,
}: {
  readonly current: Step;
  readonly isDone: (step: Step) => boolean;
  readonly onGo: (step: Step) => void;
}) {
  return (
    <ol className="first-start__steps">
      {steps.map((step, index) => {
        const done = isDone(step) && step !== current;
        return (
          <li key={step} aria-current={step === current ? "step" : undefined}>
            <button
              type="button"
              className={`first-start__step ${step === current ? "first-start__step--current" : ""} ${done ? "first-start__step--done" : ""}`}
              onClick={() => onGo(step)}
            >
              <span className="first-start__number">
                {done ? <Icon name="check" size={12} label="已填好" /> : index + 1}
              </span>
              <span>
                <span className="first-start__label">{stepWords[step].label}</span>
                <span className="first-start__hint">{stepWords[step].hint}</span>
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}

/** The first-start assistant: one decision a step; works once and leaves no super account (review.md §8). */
export function FirstStart() {
  const [state, send] = useReducer(firstStartReducer, initialFirstStart);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CallError>();
  const [issued, setIssued] = useState<SetupView>();
  if (issued) return <IssuedSheet issued={issued} organName={state.profile.organName} />;

  const { step } = state;
  const words = stepWords[step];
  const blockers = stepBlockers(state, step);
  const last = step === "confirm";
  const advance = async () => {
    if (!last) {
      send({ type: "next" });
      return;
    }
    if (blockers.length > 0 || busy) return;
    setBusy(true);
    const answer = await call("setup.complete", setupInput(state));
    setBusy(false);
    if (answer.ok) setIssued(answer.value);
    else setError(answer.error);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void advance();
  };

  return (
    <form className="first-start" onSubmit={onSubmit} noValidate>
      <aside className="first-start__side">
        <div className="first-start__brand">
          <span className="brand-mark" aria-hidden>
            公
          </span>
          <div>
            <p className="strong" style={{ fontSize: 16 }}>
              政务公开工作站
            </p>
            <p className="text-13 ink-2">首次启用，大约 10 分钟</p>
          </div>
        </div>
        <StepList
          current={step}
          isDone={(other) => other !== "confirm" && stepBlockers(state, other).length === 0}
          onGo={(target) => send({ type: "goTo", step: target })}
        />
        <div className="first-start__notice">
          <Notice kind="law">{notForSecrets}。</Notice>
        </div>
      </aside>
      <main className="first-start__main">
        <p className="text-13 ink-2">
          第 {steps.indexOf(step) + 1} 步，共 {steps.length} 步
        </p>
        <h1 className="first-start__title">{words.title}</h1>
        <p className="first-start__text">{words.text}</p>
        {step === "organisation" ? (
          <section className="first-start__card">
            <OrganisationForm
              profile={state.profile}
              showProblems={state.tried}
              onChange={(name, value) => send({ type: "profile", name, value })}
            />
          </section>
        ) : null}
        {step === "administrators" ? <AdministratorsStep state={state} send={send} /> : null}
        {step === "people" ? <PeopleStep state={state} send={send} /> : null}
        {last ? <ConfirmStep state={state} send={send} /> : null}
        {error ? <ErrorPanel error={error} about="没有启用" /> : null}
      </main>
      <footer className="first-start__foot">
        <Button size="large" disabled={step === "organisation"} onClick={() => send({ type: "back" })}>
          上一步
        </Button>
        <span className="first-start__blockers" aria-live="polite">
          {blockers.length > 0 ? (
            <>
              <Icon name="warning" size={14} /> {blockersInWords(blockers)}
            </>
          ) : null}
        </span>
        <Button
          type="primary"
          size="large"
          htmlType="submit"
          disabled={last && blockers.length > 0}
          loading={busy}
        >
          {last ? "启用工作站" : "下一步"}
          <kbd className="key-hint__key key-hint__key--button" aria-hidden>
            Enter
          </kbd>
        </Button>
      </footer>
    </form>
  );
}
